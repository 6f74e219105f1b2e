"""The answer of ``show`` as a sheet and as JSON: everything known of one thing, each figure with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enveloppes.agreements.model import Certainty, Completeness, CountClaim, Party, Territory
from enveloppes.agreements.register import Register
from enveloppes.answers.showing import Shown, ShownAgreement, ShownClaim, ShownEnvelope
from enveloppes.judging.claims import cited_by
from enveloppes.judging.lines import Line, Payer, Standing, Statement
from enveloppes.language.message import Message, say
from enveloppes.money.ratio import Ratio
from enveloppes.output.claims import claim_text, claims_json, claims_table, derived_json, derived_table
from enveloppes.output.common import AMOUNT, BASIS, NO_WORDS, PLACE, SOURCE, joined, origin_of, sources_table
from enveloppes.output.facts import Fact, facts_table
from enveloppes.output.json_answer import amount_json, ratio_json
from enveloppes.output.list_sheet import line_json
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import Audience, Cell, Column, Kind, Row, Sheet, Table, given, money
from enveloppes.output.total_sheet import total_result, total_sheet
from enveloppes.output.words import render


def show_sheet(answer: Shown, register: Register) -> Sheet:
    """Return the facts, the figures over time, what it holds and lies in, claims, and the sources cited."""
    if isinstance(answer, ShownEnvelope):
        tables = tuple(_envelope_tables(answer))
    elif isinstance(answer, ShownClaim):
        tables = tuple(_claim_tables(answer))
    else:
        tables = tuple(_agreement_tables(answer, register))
    sources = sources_table(register, [one.ref for one in answer.sources])
    shown = (*tables, sources) if sources.rows else tables
    return Sheet("show", shown, (), origin_of(register), sources)


def _envelope_tables(answer: ShownEnvelope) -> Iterator[Table]:
    line = answer.line
    note = answer.placed.envelope.note
    notes = (say("Note: {note}", note=note),) if note else ()
    yield facts_table(line.title, _envelope_facts(answer), notes)
    yield _history(answer)
    if answer.parts:
        yield _lines(say("Parts (« dont »)"), answer.parts, as_parts=True)
    if answer.claims:
        yield claims_table(answer.claims)
    if answer.derived:
        yield derived_table(answer.derived)


def _envelope_facts(answer: ShownEnvelope) -> Iterator[Fact]:
    line, agreement = answer.line, answer.placed.agreement
    yield "id", say("Id"), line.id
    yield "agreement", say("Agreement"), say("{title} (`{id}`)", title=agreement.title, id=agreement.id)
    yield "amount", say("Amount"), money(line.amount)
    yield "basis", say("Basis"), line.basis
    if line.is_context:
        yield "context", say("Standing"), say("context: quoted, not part of the agreement")
    if line.link is not None:
        yield "within", say("Within"), _link_text(answer)
    yield "section", say("Section"), answer.placed.envelope.section
    yield "theme", say("Theme"), line.theme
    yield "territory", say("Territory"), territory_text(line.territory, answer.territory)
    yield "funders", say("Funders"), payers_text(line.payers)
    yield "period", say("Period"), line.period
    if line.schedule:
        yield "schedule", say("Schedule"), joined([say("{year}: {amount}", year=str(year), amount=amount)
                                                   for year, amount in line.schedule])  # fmt: skip


def _link_text(answer: ShownEnvelope) -> Message:
    link = answer.line.link
    title = answer.container.title if answer.container is not None else ""
    key = "" if link is None else link.container
    if link is not None and link.possible:
        return say("« {title} » (`{id}`), possibly", title=title, id=key)
    return say("« {title} » (`{id}`)", title=title, id=key)


def payers_text(payers: tuple[Payer, ...]) -> Message | None:
    """Return who pays and which share each, or None where nobody is named."""
    if len(payers) == 1 and payers[0].share is None:
        return say("{name}", name=payers[0].name)
    return joined([_payer_text(payer) for payer in payers]) if payers else None


def _payer_text(payer: Payer) -> Message:
    if payer.share is None:
        return say("{name} (share not stated)", name=payer.name)
    return say("{name} ({share})", name=payer.name, share=payer.share)


def territory_text(code: str | None, territory: Territory | None) -> Cell | None:
    """Return a territory with its population where it is known."""
    if code is None or territory is None:
        return code
    if territory.population is None:
        return say("{name} ({code})", name=territory.name, code=code)
    return say(
        "{name} ({code}), {count} inhabitants ({kind}, {vintage})",
        name=territory.name,
        code=code,
        count=territory.population.count,
        kind=territory.population.kind,
        vintage=str(territory.population.vintage),
    )


def _history(answer: ShownEnvelope) -> Table:
    columns = (
        Column("from", say("Since"), Kind.WHEN),
        AMOUNT,
        Column("stage", say("Stage"), Kind.WORD),
        SOURCE,
        PLACE,
        Column("printed", say("Printed")),
        Column("note", say("Note")),
    )
    rows = tuple(_statement_row(answer.line, one) for one in answer.statements)
    return Table("statement", say("Figures and their sources"), columns, rows)


def _statement_row(line: Line, one: Statement) -> Row:
    revision = one.revision
    stage = revision.stage if revision is not None and revision.stage is not None else line.basis.stage
    printed = None if one.cited.printed is None else one.cited.printed.text
    return Row(
        (
            given(one.since),
            money(one.amount),
            stage,
            given(one.cited.source),
            given(one.cited.at),
            given(printed),
            given(None if revision is None else revision.note),
        )
    )


def _lines(title: Message, lines: Iterable[Line], *, as_parts: bool = False) -> Table:
    """Return lines with their figures and sources; of parts also which are only possibly inside."""
    listed = list(lines)
    marks = as_parts and any(map(_is_possible, listed))
    columns = (
        Column("id", say("Id"), Kind.CODE),
        Column("title", say("Title")),
        AMOUNT,
        *((Column("certainty", say("Certainty"), Kind.CODE, Audience.MACHINES),) if as_parts else ()),
        *((Column("remark", say("Remark"), audience=Audience.PEOPLE),) if marks else ()),
        BASIS,
        SOURCE,
        PLACE,
    )
    return Table("line", title, columns, tuple(_line_row(line, as_parts=as_parts, marks=marks) for line in listed))


def _line_row(line: Line, *, as_parts: bool, marks: bool) -> Row:
    certainty = str(Certainty.POSSIBLE if _is_possible(line) else Certainty.CERTAIN)
    return Row(
        (
            line.id,
            line.title,
            money(line.amount),
            *((certainty,) if as_parts else ()),
            *((say("possibly") if _is_possible(line) else NO_WORDS,) if marks else ()),
            line.basis,
            given(line.cited.source),
            given(line.cited.at),
        )
    )


def _is_possible(line: Line) -> bool:
    return line.link is not None and line.link.possible


def _claim_tables(answer: ShownClaim) -> Iterator[Table]:
    claim = answer.judged.placed.claim
    notes = (say("Note: {note}", note=claim.note),) if claim.note else ()
    yield facts_table(say("Claim `{id}`", id=claim.id), _claim_facts(answer), notes)
    if answer.lines:
        yield _lines(say("Figures and their sources"), answer.lines)
    if answer.derived:
        yield derived_table(answer.derived)


def _claim_facts(answer: ShownClaim) -> Iterator[Fact]:
    judged, claim, agreement = answer.judged, answer.judged.placed.claim, answer.judged.placed.agreement
    source, at = cited_by(judged.placed)
    yield "id", say("Id"), claim.id
    yield "agreement", say("Agreement"), say("{title} (`{id}`)", title=agreement.title, id=agreement.id)
    yield "claim", say("Claim"), claim_text(claim)
    yield "verdict", say("Verdict"), judged.truth
    yield "reason", say("Reason"), judged.reason
    if isinstance(claim, CountClaim) and claim.of:
        yield "listed", say("Listed"), ", ".join(claim.of)
    yield "source", say("Source"), source
    yield "at", say("Place"), at
    yield "printed", say("Printed"), claim.printed


def _agreement_tables(answer: ShownAgreement, register: Register) -> Iterator[Table]:
    notes = [note for note in (answer.agreement.note, None if answer.axis is None else answer.axis.axis.note) if note]
    title = answer.agreement.title if answer.axis is None else answer.axis.axis.title
    yield facts_table(title, _agreement_facts(answer), tuple(say("Note: {note}", note=note) for note in notes))
    # The filter is ours: who asked for this agreement has typed none.
    asked = answer.total._replace(query=answer.total.query._replace(where=()))
    yield from total_sheet(asked, register).tables
    yield _lines(say("Envelopes"), [line for line in answer.lines if not line.is_context])
    context = [line for line in answer.lines if line.is_context]
    if context and not answer.total.query.with_context:
        yield _lines(say("Context: quoted beside, in no total"), context)
    if answer.claims:
        yield claims_table(answer.claims)


def _agreement_facts(answer: ShownAgreement) -> Iterator[Fact]:
    agreement, axis = answer.agreement, answer.axis
    if axis is not None:
        yield "id", say("Id"), axis.axis.id
        yield "agreement", say("Agreement"), say("{title} (`{id}`)", title=agreement.title, id=agreement.id)
        yield "total", say("Stated total"), None if axis.axis.total is None else axis.axis.total.amount
        return
    yield "id", say("Id"), agreement.id
    yield "kind", say("Kind"), agreement.kind
    yield "signed", say("Signed"), agreement.signed
    yield "period", say("Period"), agreement.period
    yield "territory", say("Territory"), territory_text(agreement.territory, answer.territory)
    parties = [party_text(party) for party in agreement.parties]
    yield "parties", say("Parties"), joined(parties) if parties else None
    if agreement.lines is Completeness.PARTIAL:
        yield "lines", say("Lines"), say("partial: the lines are not all that there is")
    yield "total", say("Stated total"), None if agreement.total is None else agreement.total.amount


def party_text(party: Party) -> Message:
    """Return a party with its SIREN where it is known."""
    if party.siren is None:
        return say("{name}", name=party.name)
    return say("{name} (SIREN {siren})", name=party.name, siren=party.siren)


def show_result(answer: Shown, register: Register, language: str) -> Json:
    """Return ``result``: ``kind`` says which of its shapes it has."""
    claims = (answer.judged,) if isinstance(answer, ShownClaim) else answer.claims
    common: dict[str, Json] = {
        "claims": claims_json(claims, language),
        "sources": [_source_json(one.ref, register) for one in answer.sources],
    }
    if isinstance(answer, ShownEnvelope):
        return {**_envelope_json(answer, language), **common}
    if isinstance(answer, ShownClaim):
        return {**_claim_json(answer, language), **common}
    return {**_agreement_json(answer, language), **common}


def _claim_json(answer: ShownClaim, language: str) -> dict[str, Json]:
    claim = answer.judged.placed.claim
    return {
        "kind": "claim",
        "id": claim.id,
        "title": render(claim_text(claim), language),
        "agreement": answer.judged.placed.agreement.id,
        "note": claim.note,
        "envelopes": [_line_json(line, language) for line in answer.lines],
        "derived": derived_json(answer.derived, language),
    }


def _source_json(ref: str, register: Register) -> Json:
    source, _ = register.sources[ref]
    return {
        "id": ref,
        "title": source.title,
        "publisher": source.publisher,
        "date": None if source.date is None else str(source.date),
        "url": source.url,
        "note": source.note,
    }


def _envelope_json(answer: ShownEnvelope, language: str) -> dict[str, Json]:
    line = answer.line
    return {
        "kind": "context" if line.is_context else "envelope",
        "id": line.id,
        "title": line.title,
        "agreement": line.agreement,
        "axes": list(line.axes),
        "amount": amount_json(line.amount, language),
        **line_json(line),
        "funders": [_payer_json(payer, language) for payer in line.payers],
        "schedule": {str(year): amount_json(amount, language) for year, amount in line.schedule},
        "note": answer.placed.envelope.note,
        "statements": [_statement_json(one, language) for one in answer.statements],
        "parts": [part.id for part in answer.parts],
        "possible_parts": [part.id for part in answer.parts if part.link is not None and part.link.possible],
        "derived": derived_json(answer.derived, language),
    }


def _payer_json(payer: Payer, language: str) -> Json:
    share = payer.share
    if share is None or isinstance(share, Ratio):
        return {"name": payer.name, "amount": None, "ratio": ratio_json(share)}
    return {"name": payer.name, "amount": amount_json(share, language), "ratio": None}


def _statement_json(one: Statement, language: str) -> Json:
    revision = one.revision
    return {
        "from": None if one.since is None else str(one.since),
        "amount": amount_json(one.amount, language),
        "stage": None if revision is None or revision.stage is None else str(revision.stage),
        "source": one.cited.source,
        "at": one.cited.at,
        "printed": None if one.cited.printed is None else one.cited.printed.text,
        "note": None if revision is None else revision.note,
    }


def _agreement_json(answer: ShownAgreement, language: str) -> dict[str, Json]:
    agreement, axis = answer.agreement, answer.axis
    return {
        "kind": "agreement" if axis is None else "axis",
        "id": agreement.id if axis is None else axis.axis.id,
        "title": agreement.title if axis is None else axis.axis.title,
        "agreement": agreement.id,
        "signed": None if agreement.signed is None else str(agreement.signed),
        "period": None if agreement.period is None else str(agreement.period),
        "territory": agreement.territory,
        "parties": [{"name": party.name, "siren": party.siren} for party in agreement.parties],
        "lines": str(agreement.lines),
        "note": agreement.note if axis is None else axis.axis.note,
        "envelopes": [_line_json(line, language) for line in answer.lines if line.standing is not Standing.NOT_YET],
        "total": total_result(answer.total, (), language),
    }


def _line_json(line: Line, language: str) -> Json:
    return {"id": line.id, "title": line.title, "amount": amount_json(line.amount, language), **line_json(line)}
