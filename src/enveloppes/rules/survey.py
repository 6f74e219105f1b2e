"""A first look at one file of a large register: what is in it, and whether it has to be judged at all.

Most files state figures with their sources and nothing that could contradict anything. Such a file needs no lines, no
containment and no rules; what it shares with other files (its ids, what could be a duplicate) is told in a few texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enveloppes.judging.lines import payer_name
from enveloppes.money.amount import euros_text
from enveloppes.rules.duplicates import candidate_key

if TYPE_CHECKING:
    from enveloppes.agreements.model import Agreement, Axis, Envelope, RegisterFile
    from enveloppes.judging.lines import Line
    from enveloppes.money.amount import Amount


@dataclass(slots=True)
class Survey:
    """What was seen: ids by namespace, what could be a duplicate, how much there is, what must be looked at closely.

    ``is_plain`` says that no reference of the file can be wrong and nothing in it contradicted: all it states is
    figures with sources of its own.
    """

    ids: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    suspects: list[str] = field(default_factory=list)
    agreements: int = 0
    envelopes: int = 0
    figures: int = 0
    is_plain: bool = True


def survey(model: RegisterFile) -> Survey:
    """Look through one file once."""
    found = Survey()
    found.keys += [f"source {key}" for key in model.sources]
    found.keys += [f"territory {key}" for key in model.territories]
    found.keys += [f"ledger {key}" for key in model.ledgers]
    if model.ledgers or any(source.document is not None for source in model.sources.values()):
        found.is_plain = False
    if any(territory.source or territory.population or territory.level for territory in model.territories.values()):
        found.is_plain = False
    for agreement in model.agreements:
        _agreement(model, agreement, found)
    if len(set(found.ids)) != len(found.ids) or len(set(found.suspects)) != len(found.suspects):
        found.is_plain = False
    return found


def _agreement(model: RegisterFile, agreement: Agreement, found: Survey) -> None:
    found.agreements += 1
    found.ids.append(agreement.id)
    if agreement.total is not None or agreement.claims or any(party.source for party in agreement.parties):
        found.is_plain = False
    source = _source(model, agreement, None, found)
    _territory(model, agreement.territory, found)
    for axis, inherited in _axes(model, agreement.axes, source, found):
        for envelope in axis.envelopes:
            _envelope(model, agreement, envelope, inherited, found, is_context=False)
    for envelope in agreement.context:
        _envelope(model, agreement, envelope, source, found, is_context=True)


def _axes(
    model: RegisterFile, axes: tuple[Axis, ...], source: str | None, found: Survey
) -> Iterator[tuple[Axis, str | None]]:
    for axis in axes:
        found.ids.append(axis.id)
        if axis.total is not None:
            found.is_plain = False
        own = _source(model, axis, source, found)
        yield axis, own
        if axis.axes:
            yield from _axes(model, axis.axes, own, found)


def _source(model: RegisterFile, part: Agreement | Axis | Envelope, inherited: str | None, found: Survey) -> str | None:
    citation = part.source
    if citation is None or citation.ref is None:
        return inherited
    if citation.ref not in model.sources:
        found.is_plain = False
    return citation.ref


def _territory(model: RegisterFile, code: str | None, found: Survey) -> None:
    if code is not None and code not in model.territories:
        found.is_plain = False


def _envelope(  # noqa: PLR0913 - what is inherited goes down with the envelope
    model: RegisterFile,
    agreement: Agreement,
    envelope: Envelope,
    source: str | None,
    found: Survey,
    *,
    is_context: bool,
) -> None:
    found.envelopes += 1
    found.ids.append(envelope.id)
    amount = envelope.amount
    if isinstance(amount, tuple):
        found.figures += sum(revision.amount is not None for revision in amount)
        found.is_plain = False
        return
    if envelope.within is not None or envelope.schedule or envelope.tracked:
        found.is_plain = False
    for funder in envelope.funders:
        if funder.share is not None or funder.source is not None:
            found.is_plain = False
    if envelope.printed is not None or (envelope.source is not None and envelope.source.printed is not None):
        found.is_plain = False
    source = _source(model, envelope, source, found)
    _territory(model, envelope.territory, found)
    if amount is None:
        return
    found.figures += 1
    if source is None:
        found.is_plain = False
    territory = envelope.territory or agreement.territory
    if envelope.theme is not None and territory is not None and envelope.funders and not is_context:
        payers = (payer_name(agreement, funder.name) for funder in envelope.funders)
        found.suspects.append(suspect(amount, envelope.theme, territory, payers))


def suspect(amount: Amount, theme: str, territory: str, payers: Iterable[str]) -> str:
    """Return what two envelopes of different files must share before they are compared, as one text."""
    high = "" if amount.high is None else euros_text(amount.high.euros)
    return "\x1f".join((euros_text(amount.low.euros), high, theme, territory, *sorted(payers)))


def suspects(lines: Iterable[Line]) -> list[str]:
    """Return the same of lines, for a file that had to be judged."""
    return [
        suspect(line.amount, line.theme, line.territory, (payer.name for payer in line.payers))
        for line in lines
        if line.amount is not None and candidate_key(line) is not None and line.theme and line.territory
    ]
