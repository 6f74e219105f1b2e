"""Figures against the documents they come from, both ways (docs/model.md, « every figure has its source »).

Each cited figure is found at its place, found elsewhere in its document, or missing; each euro figure of a document is
accounted for by what cites it, ignored with a reason, or uncited. Never matched by amount alone across documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from enveloppes.agreements.document import Document
from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.model import Citation, Ignored, Stated, StatedTotal, TotalClaim
from enveloppes.agreements.place import Place, read_place
from enveloppes.agreements.register import Register
from enveloppes.agreements.values import Printed
from enveloppes.judging.lines import Cited, statements
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount

PER_HEAD = "per-head"


class FigureLike(Protocol):
    """A euro figure of a document, as ``documents`` reads it."""

    @property
    def printed(self) -> str:
        """Return it as the document prints it."""

    @property
    def kind(self) -> str:
        """Return "total" or "per-head"."""

    @property
    def amount(self) -> Amount:
        """Return what it says, with its qualifier."""

    @property
    def start(self) -> int:
        """Return the code-point offset it begins at."""

    @property
    def end(self) -> int:
        """Return the offset behind it."""

    @property
    def place(self) -> Place:
        """Return where it stands."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read, with its figures; ``trouble`` says why it could not be, or what changed in it."""

    name: str
    document: Document | None
    figures: Sequence[FigureLike]
    trouble: Message | None = None


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure of the register that cites a source; ``spot`` is where it stands in the register.

    ``must_be_found`` is False for what accounts for a figure without citing a place of its own (a funder's share).
    """

    id: str
    amount: Amount
    printed: Printed | None
    at: str | None
    spot: Spot
    reason: str | None = None
    must_be_found: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A cited figure and the figure of the document that it is."""

    cited: CitedFigure
    figure: FigureLike


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """One source against its document; per-head figures are of their own kind and not counted."""

    ref: str
    spot: Spot
    read: Read
    found: tuple[Match, ...]
    elsewhere: tuple[Match, ...]
    missing: tuple[CitedFigure, ...]
    uncited: tuple[FigureLike, ...]
    ignored: tuple[Match, ...]
    accounted: int
    figures: int


def check_sources(register: Register, reads: Mapping[str, Read]) -> tuple[SourceCheck, ...]:
    """Check each source that a document was read for, in the order of the register."""
    by_source: dict[str, list[CitedFigure]] = {}
    for ref, cited in cited_figures(register):
        by_source.setdefault(ref, []).append(cited)
    return tuple(
        _check(ref, spot, reads[ref], by_source.get(ref, []), source.ignored)
        for ref, (source, spot) in register.sources.items()
        if ref in reads
    )


def cited_figures(register: Register) -> Iterator[tuple[str, CitedFigure]]:
    """Yield every figure of the register with the source it cites."""
    yield from _of_envelopes(register)
    for agreement, spot in register.agreements():
        default = agreement.source.ref if agreement.source is not None else None
        total = agreement.total
        if total is not None:
            here = spot.below("total", "amount")
            yield from _one(agreement.id, total.amount, _cite(total, default), here)
    for placed in register.axes():
        total = placed.axis.total
        if total is not None:
            here = placed.spot.below("total", "amount")
            yield from _one(placed.axis.id, total.amount, _cite(total, placed.source), here)
    for one in register.claims():
        if isinstance(one.claim, TotalClaim):
            default = one.agreement.source.ref if one.agreement.source is not None else None
            yield from _one(one.claim.id, one.claim.is_, _cite(one.claim, default), one.spot.below("is"))


def _of_envelopes(register: Register) -> Iterator[tuple[str, CitedFigure]]:
    for placed in register.envelopes():
        envelope = placed.envelope
        for statement in statements(register, placed):
            if statement.amount is not None:
                here = statement.spot.below("amount")
                yield from _one(envelope.id, statement.amount, statement.cited, here)
        last = statements(register, placed)[-1].cited
        for index, funder in enumerate(envelope.funders):
            if isinstance(funder.share, Amount):
                cited = _cite(funder, None)
                own = cited if cited.source is not None or cited.at is not None else Cited(last.source, None, None)
                here = placed.spot.below("funders", index, "share")
                sourced = Cited(own.source or last.source, own.at, own.printed)
                yield from _one(envelope.id, funder.share, sourced, here, must_be_found=own.at is not None)
        for year, amount in (envelope.schedule or {}).items():
            here = placed.spot.below("schedule", str(year))
            yield from _one(envelope.id, amount, Cited(last.source, None, None), here, must_be_found=False)


def _cite(stated: Stated, default: str | None) -> Cited:
    own = stated.source or Citation()
    printed = own.printed or (stated.printed if isinstance(stated, StatedTotal) else None)
    return Cited(own.ref or default, own.at or stated.at, printed)


def _one(
    key: str, amount: Amount, cited: Cited, spot: Spot, *, must_be_found: bool = True
) -> Iterator[tuple[str, CitedFigure]]:
    if cited.source is not None:
        found = CitedFigure(key, amount, cited.printed, cited.at, spot, must_be_found=must_be_found)
        yield cited.source, found


@dataclass(slots=True)
class _Matching:
    read: Read
    figures: list[FigureLike]
    taken: set[int] = field(default_factory=set)

    def take(self, cited: CitedFigure, *, at_place: bool, shared: bool) -> FigureLike | None:
        """Return the first figure that a citation is, and account for it; ``shared`` ones may serve once more."""
        place = read_place(cited.at) if cited.at is not None else None
        for figure in self.figures:
            if not shared and figure.start in self.taken:
                continue
            if not _is_same(cited, figure):
                continue
            if at_place and place is not None and not self._stands_at(place, figure):
                continue
            self.taken.add(figure.start)
            return figure
        return None

    def _stands_at(self, place: Place, figure: FigureLike) -> bool:
        return self.read.document is not None and self.read.document.holds(place, figure.start)


def _is_same(cited: CitedFigure, figure: FigureLike) -> bool:
    """Say whether a document's figure is the one cited: the same knowledge, or printed as the register says."""
    if figure.amount == cited.amount:
        return True
    printed = cited.printed
    return printed is not None and (figure.amount == printed.amount or _folded(figure.printed) == _folded(printed.text))


def _folded(text: str) -> str:
    return "".join(text.split()).replace("\u2019", "'").casefold()


def _check(ref: str, spot: Spot, read: Read, cited: list[CitedFigure], ignored: tuple[Ignored, ...]) -> SourceCheck:
    totals = [figure for figure in read.figures if figure.kind != PER_HEAD]
    if read.document is None:
        return SourceCheck(ref, spot, read, (), (), (), (), (), 0, 0)
    # A citation may say that a figure per head is ignored, too: it is simply not counted.
    matching = _Matching(read, list(read.figures))
    entries = [
        CitedFigure(ref, one.figure.amount, one.figure, one.at, spot.below("ignored", index, "figure"), one.reason)
        for index, one in enumerate(ignored)
    ]
    matches, elsewhere, missing = _match_all(matching, [*cited, *entries])
    uncited = tuple(figure for figure in totals if figure.start not in matching.taken)
    return SourceCheck(
        ref,
        spot,
        read,
        tuple(one for one in matches if one.cited.reason is None),
        tuple(elsewhere),
        tuple(missing),
        uncited,
        tuple(one for one in matches if one.cited.reason is not None),
        len(totals) - len(uncited),
        len(totals),
    )


def _match_all(matching: _Matching, cited: list[CitedFigure]) -> tuple[list[Match], list[Match], list[CitedFigure]]:
    """Match at the place first, each figure once, then shared; what is left is looked for elsewhere."""
    left = _pass(matching, cited, at_place=True, shared=False)
    shared = _pass(matching, left[1], at_place=True, shared=True)
    beyond = _pass(matching, shared[1], at_place=False, shared=False)
    last = _pass(matching, beyond[1], at_place=False, shared=True)
    order = {id(one): index for index, one in enumerate(cited)}
    found = sorted((*left[0], *shared[0]), key=lambda match: order[id(match.cited)])
    elsewhere = sorted((*beyond[0], *last[0]), key=lambda match: order[id(match.cited)])
    return found, elsewhere, [one for one in last[1] if one.must_be_found]


def _pass(
    matching: _Matching, cited: Iterable[CitedFigure], *, at_place: bool, shared: bool
) -> tuple[list[Match], list[CitedFigure]]:
    found, left = [], []
    for one in cited:
        figure = matching.take(one, at_place=at_place, shared=shared)
        if figure is None:
            left.append(one)
        else:
            found.append(Match(one, figure))
    return found, left


def source_findings(checks: Iterable[SourceCheck]) -> Iterator[Finding]:
    """Yield S402, S403 and S404 of documents, at their places in the register."""
    for check in checks:
        if check.read.trouble is not None:
            yield Finding("S404", check.read.trouble, check.spot.below("document"))
        for cited in check.missing:
            yield Finding("S402", _not_found(check, cited), cited.spot)
        for figure in check.uncited:
            message = say(
                "{figure}, {place} of `{source}`, is in no envelope, claim or total; add it, or list it "
                "under `ignored`",
                figure=figure.amount,
                place=str(figure.place),
                source=check.ref,
            )
            yield Finding("S403", message, Spot(check.spot.file, check.spot.path, on_key=True))


def _not_found(check: SourceCheck, cited: CitedFigure) -> Message:
    place = read_place(cited.at) if cited.at is not None else None
    document = check.read.document
    there = [
        figure.amount
        for figure in check.read.figures
        if place is not None and document is not None and document.holds(place, figure.start)
    ]
    amount = cited.printed.text if cited.printed is not None else cited.amount
    if there:
        return say(
            "{figure} is not in `{source}`; at {place} it has {there}: correct the figure, or say `printed`",
            figure=amount,
            source=check.ref,
            place=cited.at,
            there=tuple(there),
        )
    return say(
        "{figure} is not in `{source}`; correct the figure, its place or its source", figure=amount, source=check.ref
    )
