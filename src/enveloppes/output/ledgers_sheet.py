"""The answer of ``reconcile --ledgers`` as tables, one a stage, and as the JSON of docs/json.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.dates import Period
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.register import Register
from enveloppes.answers.ledgers import Followed, LedgerAnswer, Together
from enveloppes.language.message import Message, say, say_n
from enveloppes.money.amount import Amount, Bound, Change, spanning
from enveloppes.output.common import joined, note_texts, notes_json
from enveloppes.output.json_answer import amount_json, change_json, percent_json
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Kind, Role, Row, Table, given, money
from enveloppes.output.words import render

_MACHINES, _PEOPLE = Audience.MACHINES, Audience.PEOPLE
_TITLES = {
    TrackedStage.VOTED: say("Voted, against what was announced"),
    TrackedStage.COMMITTED: say("Committed, against what was announced"),
    TrackedStage.PAID: say("Paid, against what was announced"),
}
_TOGETHER = {
    TrackedStage.VOTED: say("Voted, agreement by agreement"),
    TrackedStage.COMMITTED: say("Committed, agreement by agreement"),
    TrackedStage.PAID: say("Paid, agreement by agreement"),
}
_SHOWN_FILES = 3
_SHOWN_TITLES = 5


def ledger_tables(answer: LedgerAnswer, register: Register) -> tuple[Table, ...]:
    """Return a table of envelopes, year by year, for each stage that is tracked, and one of their agreements."""
    return tuple(_tables(answer, register))


def _tables(answer: LedgerAnswer, register: Register) -> Iterator[Table]:
    members = Counter(
        (register.envelope_by_id[key].agreement.id, stage, rhythm)
        for key, stage, rhythm in {(one.id, one.stage, one.rhythm) for one in answer.envelopes}
    )
    for stage in TrackedStage:
        rows = [one for one in answer.envelopes if one.stage is stage]
        # An agreement of one tracked envelope would only say the same again.
        totals = [one for one in answer.agreements if one.stage is stage and members[one.id, one.stage, one.rhythm] > 1]
        if rows:
            yield _table("ledger", _TITLES[stage], rows)
        if totals:
            yield _table("ledger_total", _TOGETHER[stage], totals)


def _table(key: str, title: Message, rows: Sequence[Followed]) -> Table:
    accumulates = any(one.cumulative is not None for one in rows)
    columns = (
        Column("id", say("Id"), Kind.CODE, _MACHINES),
        Column("title", say("Title"), Kind.TEXT, _MACHINES),
        Column("stage", say("Stage"), Kind.WORD, _MACHINES),
        Column("rhythm", say("Rhythm"), Kind.WORD, _MACHINES),
        Column("year", say("Year"), Kind.WHEN, _MACHINES),
        Column("announced", say("Announced"), Kind.MONEY, _MACHINES),
        Column("what", say("Envelope") if key == "ledger" else say("Agreement"), audience=_PEOPLE, is_tree=True),
        Column("sum", say("In the year"), Kind.MONEY, group="sums"),
        *((Column("cumulative", say("Cumulative"), Kind.MONEY, group="sums"),) if accumulates else ()),
        Column("share_percent", say("Share"), Kind.SHARE),
        Column("remainder", say("Remainder"), Kind.CHANGE, _MACHINES),
        Column("verdict", say("Verdict"), Kind.WORD),
        Column("reason", say("Reason"), audience=_MACHINES),
    )
    notes = (*_left_out(rows), *_reasons(rows))
    return Table(key, title, columns, tuple(_rows(rows, len(columns), accumulates=accumulates)), (), notes)


def _rows(found: Iterable[Followed], width: int, *, accumulates: bool) -> Iterator[Row]:
    """Yield for people a line that names the envelope and its figure, then a row a year."""
    last: tuple[str, Rhythm, Amount | None] | None = None
    for one in found:
        here = (one.id, one.rhythm, one.announced)
        if here != last:
            yield Row(tuple(_named(one) if place == _WHAT else Absent.BLANK for place in range(width)), 0, Role.DETAIL)
        last = here
        yield _row(one, accumulates=accumulates)


_WHAT = 6


def _named(one: Followed) -> Message:
    title: str | Message = one.title
    if one.together is not None:
        title = _lines_of(one.title, one.together)
    if one.announced is None:
        return say("{title}: no figure", title=title)
    if one.rhythm is Rhythm.YEARLY:
        return say("{title}: {amount} each year", title=title, amount=one.announced)
    return say("{title}: {amount}", title=title, amount=one.announced)


def _lines_of(title: str, together: Together) -> Message:
    """Return an agreement with how many of its lines are meant: their sum is not the agreement's own figure."""
    if together.is_whole:
        return say_n("{title}, its {n} line", "{title}, its {n} lines", together.lines, title=title)
    return say("{title}, {n} of its {all} lines", title=title, n=together.lines, all=together.of)


def _row(one: Followed, *, accumulates: bool) -> Row:
    year: Cell = Absent.BLANK if one.year is None else Period(one.year, one.year)
    return Row(
        (
            one.id,
            one.title,
            one.stage,
            one.rhythm,
            year,
            money(one.announced),
            Absent.BLANK if one.year is None else str(one.year),
            _euros(one.sum),
            *((_euros(one.cumulative),) if accumulates else ()),
            Absent.BLANK if one.share is None else one.share,
            given(one.remainder),
            one.verdict,
            given(one.reason),
        ),
        1,
    )


def _left_out(rows: Sequence[Followed]) -> Iterator[Message]:
    """Yield which lines of an agreement its sum leaves out, and which leave it open."""
    for one in {(one.id, one.rhythm): one for one in rows}.values():
        if one.together is None:
            continue
        told = one.together
        if told.elsewhere:
            yield say(
                "Not in the sum of « {title} », not followed at this stage: {lines}.",
                title=one.title,
                lines=_listed(told.elsewhere),
            )
        if told.yearly:
            yield say(
                "Not in the sum of « {title} », as announced for each year: {lines}.",
                title=one.title,
                lines=_listed(told.yearly),
            )
        if told.once:
            yield say(
                "Not in the sum of « {title} », as announced for all years together: {lines}.",
                title=one.title,
                lines=_listed(told.once),
            )
        if told.open_lines and one.announced is not None:
            yield say(
                "In the sum of « {title} » without a figure, so that nothing bounds what is announced from above: "
                "{lines}.",
                title=one.title,
                lines=_listed(told.open_lines),
            )


def _listed(titles: Sequence[str]) -> Message:
    """Return titles in quotation marks, of many the first and how many more there are."""
    shown = titles[:_SHOWN_TITLES]
    parts: list[Message] = [say("« {title} »", title=title) for title in shown]
    if len(titles) > len(shown):
        parts.append(say_n("{n} more", "{n} more", len(titles) - len(shown)))
    return joined(parts)


def _reasons(rows: Sequence[Followed]) -> tuple[Message, ...]:
    """Return why some rows have no share or no verdict, one note a reason."""
    found: dict[str, tuple[Message, dict[tuple[str, Rhythm], tuple[str, list[str]]]]] = {}
    for one in rows:
        if one.reason is not None:
            _, years = found.setdefault(repr(one.reason), (one.reason, {}))[1].setdefault(
                (one.id, one.rhythm), (one.title, [])
            )
            years.extend([] if one.year is None else [str(one.year)])
    return tuple(
        say(
            "{which}: {reason}.",
            which=joined([_titled(title, years) for title, years in lines.values()]),
            reason=reason,
        )
        for reason, lines in found.values()
    )


def _titled(title: str, years: Sequence[str]) -> Message:
    if not years:
        return say("« {title} »", title=title)
    return say("« {title} » {years}", title=title, years=", ".join(years))


def _euros(euros: Decimal | None) -> Cell:
    """Return exact euros as a cell; a negative sum (cancellations) is a change, which has a sign."""
    return Absent.BLANK if euros is None else exact(euros)


def exact(euros: Decimal) -> Amount | Change:
    """Return exact euros as the value that is said and written like every other."""
    return spanning(Bound(euros), Bound(euros)) if euros >= 0 else Change(Bound(euros), Bound(euros))


def ledger_notes(answer: LedgerAnswer) -> tuple[Message, ...]:
    """Return what stands under the tables: what was left out, how to read them, what was read."""
    return (*note_texts(answer.notes), *_files(answer))


def named(path: str) -> str:
    """Return a file as it was named; of an absolute path its name alone, for where it lies on a machine says nothing.

    What is handed on shows no home directory, and the same inputs give the same bytes wherever they lie.
    """
    pure = PurePath(path)
    return pure.name if pure.is_absolute() else path


def _files(answer: LedgerAnswer) -> Iterator[Message]:
    if answer.files:
        names = [named(file.name) for file in answer.files]
        listed = ", ".join(names[:_SHOWN_FILES]) + (", …" if len(names) > _SHOWN_FILES else "")
        yield say_n(
            "{n} budget file read by {engine}: {names}.",
            "{n} budget files read by {engine}: {names}.",
            len(names),
            engine=answer.engine,
            names=listed,
        )


def ledger_results(answer: LedgerAnswer, language: str) -> dict[str, Json]:
    """Return what ``--ledgers`` adds to ``result``: ``ledgers[]``, and the totals, notes and files beside them."""
    return {
        "ledgers": [_json(one, language) for one in answer.envelopes],
        "ledger_totals": [_total_json(one, language) for one in answer.agreements],
        "ledger_notes": notes_json(answer.notes, language),
        "ledger_findings": [
            {"code": finding.code, "message": render(finding.message, language)} for finding in answer.findings
        ],
        "ledger_files": [
            {"ledger": file.ledger, "path": file.name, "bytes": file.size, "sha256": file.sha256}
            for file in answer.files
        ],
    }


def _total_json(one: Followed, language: str) -> Json:
    counts: dict[str, Json] = {}
    if one.together is not None:
        counts = {"lines": one.together.lines, "of": one.together.of}
    return {**_json(one, language), **counts}


def _json(one: Followed, language: str) -> dict[str, Json]:
    return {
        "id": one.id,
        "stage": str(one.stage),
        "rhythm": str(one.rhythm),
        "year": one.year,
        "announced": amount_json(one.announced, language),
        "sum": _euros_json(one.sum, language),
        "cumulative": _euros_json(one.cumulative, language),
        "share": percent_json(one.share),
        "remainder": change_json(one.remainder, language),
        "verdict": str(one.verdict),
        "reason": None if one.reason is None else render(one.reason, language),
    }


def _euros_json(euros: Decimal | None, language: str) -> Json:
    if euros is None:
        return None
    shown = exact(euros)
    return amount_json(shown, language) if isinstance(shown, Amount) else change_json(shown, language)
