"""The answer of ``reconcile`` as a sheet and as JSON: sums, claims, derived bounds, and figures in their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enveloppes.agreements.basis import FIELDS
from enveloppes.agreements.register import Register
from enveloppes.answers.citing import FigureLike, Match, SourceCheck
from enveloppes.answers.ledgers import LedgerAnswer
from enveloppes.answers.reconcile import Reconciliation
from enveloppes.answers.reconcile_parts import Reconciled
from enveloppes.judging.cited import CitedFigure
from enveloppes.judging.tolerance import Agreed, Agreeing
from enveloppes.language.message import Message, say
from enveloppes.money.amount import at_least
from enveloppes.output.claims import claims_json, claims_table, derived_json, derived_table
from enveloppes.output.common import BASIS, joined, note_texts, notes_json, origin_of, sources_table
from enveloppes.output.json_answer import amount_json, basis_json, change_json, euros_json
from enveloppes.output.ledgers_sheet import ledger_notes, ledger_results, ledger_tables
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Common, Kind, Row, Sheet, Table, given

_PEOPLE, _MACHINES = Audience.PEOPLE, Audience.MACHINES
_BASIS = BASIS._replace(audience=_MACHINES)
_BASIS_SHOWN = Column("basis_shown", say("Basis"), audience=_PEOPLE)
_SUMS = (
    Column("id", say("Stated sum"), Kind.CODE),
    Column("kind", say("Kind"), Kind.WORD, _MACHINES),
    Column("what", say("Kind"), audience=_PEOPLE),
    Column("year", say("Year"), Kind.CODE, _MACHINES),
    _BASIS,
    _BASIS_SHOWN,
    Column("stated", say("Stated"), Kind.MONEY, group="sums"),
    Column("computed", say("Lines"), Kind.MONEY, group="sums"),
    Column("difference", say("Difference"), Kind.CHANGE, group="sums"),
    Column("tolerance", say("Tolerance"), Kind.EUROS, group="sums"),
    Column("says", say("Verdict"), audience=_PEOPLE, group="sums"),
    Column("verdict", say("Verdict"), Kind.WORD, _MACHINES),
    Column("remainder", say("Remainder"), Kind.MONEY, _MACHINES),
)
_CHECKS = (
    Column("source", say("Source"), Kind.CODE),
    Column("document", say("Document"), audience=_MACHINES),
    Column("figures", say("Figures"), Kind.COUNT),
    Column("accounted", say("Accounted"), Kind.COUNT),
    Column("missing", say("Missing"), Kind.COUNT),
    Column("elsewhere", say("Elsewhere"), Kind.COUNT),
    Column("uncited", say("Uncited"), Kind.COUNT),
    Column("ignored", say("Ignored"), Kind.COUNT),
)
_FIGURES = (
    Column("source", say("Source"), Kind.CODE, _MACHINES),
    Column("status", say("What"), Kind.CODE, _MACHINES),
    Column("says", say("What"), audience=_PEOPLE),
    Column("id", say("Id"), Kind.CODE),
    Column("figure", say("Figure"), Kind.MONEY),
    Column("cited_at", say("Cited at"), Kind.CODE),
    Column("at", say("Stands at"), Kind.CODE),
    Column("source_of_people", say("Source"), Kind.CODE, _PEOPLE),
)
_SAID = {
    "missing": say("missing from its document"),
    "elsewhere": say("found elsewhere"),
    "uncited": say("in no line"),
    "found": say("found"),
    "ignored": say("ignored"),
}


def reconcile_sheet(
    answer: Reconciliation, checks: Iterable[SourceCheck], register: Register, ledgers: LedgerAnswer | None = None
) -> Sheet:
    """Return a table for each kind of thing that was judged; what there is none of has no table."""
    checked = tuple(checks)
    tables = [
        _sums(answer.totals),
        claims_table(answer.claims),
        derived_table(answer.derived),
        Table("source", say("Figures against their documents"), _CHECKS, tuple(map(_check_row, checked))),
        Table("figure", say("Figures and their places"), _FIGURES, tuple(_figure_rows(checked))),
    ]
    followed = () if ledgers is None else ledger_tables(ledgers, register)
    shown = (*(table for table in tables if table.rows), *followed)
    notes = (*note_texts(answer.notes), *_troubles(checked), *_nothing(shown))
    if ledgers is not None:
        notes += ledger_notes(ledgers)
    refs = [line.cited.source for line in answer.lines]
    return Sheet("reconcile", shown, notes, origin_of(register), sources_table(register, refs))


def _sums(found: tuple[Reconciled, ...]) -> Table:
    """Return the stated sums; one basis of all of them stands in the title, several in a column."""
    rows = tuple(map(_sum_row, found))
    bases = {one.basis for one in found}
    if len(bases) == 1:
        title, basis = say("Stated sums · {basis}", basis=found[0].basis), _SUMS.index(_BASIS)
        rows = tuple(row._replace(cells=(*row.cells[:basis], *row.cells[basis + 2 :])) for row in rows)
        columns = (*_SUMS[:basis], *_SUMS[basis + 2 :])
        return Table("sum", title, columns, rows, (Common(BASIS, found[0].basis),))
    differing = tuple(field for field in FIELDS if len({getattr(one, field) for one in bases}) > 1)
    if set(differing) <= {"rhythm", "stage"}:
        # The words of these two say all; what all sums share needs no room in each row.
        place = _SUMS.index(_BASIS_SHOWN)
        said = (tuple(getattr(one.basis, field) for field in reversed(differing)) for one in found)
        rows = tuple(
            row._replace(cells=(*row.cells[:place], joined(words), *row.cells[place + 1 :]))
            for row, words in zip(rows, said, strict=True)
        )
    return Table("sum", say("Stated sums"), _SUMS, rows)


def _nothing(tables: tuple[Table, ...]) -> Iterator[Message]:
    if not tables:
        yield say("Nothing here states a sum or makes a claim: there is nothing to reconcile.")


def _troubles(checks: tuple[SourceCheck, ...]) -> Iterator[Message]:
    for check in checks:
        if check.read.trouble is not None:
            yield say("`{source}`: {trouble}", source=check.ref, trouble=check.read.trouble)


def _kind(one: Reconciled) -> Message:
    """Return what states a sum, with the years in which it is compared where it is not in all."""
    if one.years is not None:
        return say("{kind}, {year}", kind=one.kind, year=one.years)
    return (
        say("{kind}", kind=one.kind) if one.year is None else say("{kind}, {year}", kind=one.kind, year=str(one.year))
    )


def _sum_row(one: Reconciled) -> Row:
    agreed = one.agreed
    return Row(
        (
            one.id,
            one.kind,
            _kind(one),
            Absent.BLANK if one.year is None else str(one.year),
            one.basis,
            say("{basis}", basis=one.basis),
            agreed.stated,
            Absent.NOT_STATED if one.is_empty else agreed.computed,
            Absent.BLANK if one.is_empty else agreed.difference,
            agreed.tolerance,
            verdict_text(agreed),
            agreed.verdict,
            given(agreed.remainder),
        )
    )


def verdict_text(agreed: Agreed) -> Message:
    """Return a verdict in words, with what is in no line where some is."""
    if agreed.verdict is Agreeing.PARTIAL and agreed.remainder is not None:
        if agreed.remainder == at_least(0):
            return say("partial: how much is in no line is not known")
        return say("partial: {remainder} in no line", remainder=agreed.remainder)
    return say("{verdict}", verdict=agreed.verdict)


def _check_row(check: SourceCheck) -> Row:
    counts: tuple[Cell, ...] = (
        check.figures,
        check.accounted,
        len(check.missing),
        len(check.elsewhere),
        len(check.uncited),
        len(check.ignored),
    )
    return Row((check.ref, check.read.name, *counts))


def _figure_rows(checks: tuple[SourceCheck, ...]) -> Iterator[Row]:
    """Yield what needs a look first, then what was found and what is ignored, each with its place."""
    for check in checks:
        for cited in check.missing:
            yield _figure_row(check.ref, "missing", cited, None)
        for match in check.elsewhere:
            yield _figure_row(check.ref, "elsewhere", match.cited, match.figure)
        for figure in check.uncited:
            yield _figure_row(check.ref, "uncited", None, figure)
        for match in check.found:
            yield _figure_row(check.ref, "found", match.cited, match.figure)
        for match in check.ignored:
            yield _figure_row(check.ref, "ignored", match.cited, match.figure)


def _figure_row(ref: str, status: str, cited: CitedFigure | None, figure: FigureLike | None) -> Row:
    amount = cited.amount if cited is not None else None if figure is None else figure.amount
    return Row(
        (
            ref,
            status,
            _SAID[status],
            Absent.BLANK if cited is None else cited.id,
            given(amount),
            given(None if cited is None else cited.at),
            Absent.BLANK if figure is None else str(figure.place),
            ref,
        )
    )


def reconcile_result(
    answer: Reconciliation, checks: Iterable[SourceCheck], language: str, ledgers: LedgerAnswer | None = None
) -> Json:
    """Return ``result`` as docs/json.md lays it down; ``ledgers`` is empty where they were not asked for."""
    followed: dict[str, Json] = {"ledgers": []} if ledgers is None else ledger_results(ledgers, language)
    return {
        "totals": [_sum_json(one, language) for one in answer.totals],
        "claims": claims_json(answer.claims, language),
        "derived": derived_json(answer.derived, language),
        "sources": [_check_json(check, language) for check in checks],
        **followed,
        "notes": notes_json(answer.notes, language),
    }


def _sum_json(one: Reconciled, language: str) -> Json:
    agreed = one.agreed
    return {
        "id": one.id,
        "kind": str(one.kind),
        "stated": amount_json(agreed.stated, language),
        "computed": amount_json(None if one.is_empty else agreed.computed, language),
        "difference": change_json(None if one.is_empty else agreed.difference, language),
        "tolerance": euros_json(agreed.tolerance),
        "verdict": str(agreed.verdict),
        "remainder": amount_json(agreed.remainder, language),
        "basis": basis_json(one.basis),
        "year": one.year,
    }


def _check_json(check: SourceCheck, language: str) -> Json:
    return {
        "ref": check.ref,
        "found": [_match_json(match, language) for match in check.found],
        "elsewhere": [_match_json(match, language) for match in check.elsewhere],
        "missing": [_cited_json(cited, language) for cited in check.missing],
        "uncited": [figure_json(figure, language) for figure in check.uncited],
        "ignored": [_match_json(match, language) for match in check.ignored],
        "coverage": {"accounted": check.accounted, "figures": check.figures},
    }


def _cited_json(cited: CitedFigure, language: str) -> dict[str, Json]:
    found: dict[str, Json] = {"id": cited.id, "amount": amount_json(cited.amount, language), "at": cited.at}
    return found if cited.reason is None else {**found, "reason": cited.reason}


def _match_json(match: Match, language: str) -> Json:
    return {**_cited_json(match.cited, language), "figure": figure_json(match.figure, language)}


def figure_json(figure: FigureLike, language: str) -> Json:
    """Return a figure of a document: ``start`` and ``end`` are offsets in code points, without the qualifier."""
    return {
        "printed": figure.printed,
        "kind": str(figure.kind),
        "amount": amount_json(figure.amount, language),
        "wording": str(figure.amount.wording),
        "start": figure.start,
        "end": figure.end,
        "place": str(figure.place),
    }
