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
from enveloppes.agreements.model import Ignored
from enveloppes.agreements.place import Place, read_place
from enveloppes.agreements.register import Register
from enveloppes.judging.cited import CitedFigure, cited_figures
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
    """A document as it was read, with its figures; ``trouble`` says why it could not be, or what changed in it.

    ``sha256`` is that of its bytes, None where they could not be read.
    """

    name: str
    document: Document | None
    figures: Sequence[FigureLike]
    trouble: Message | None = None
    sha256: str | None = None


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


@dataclass(slots=True)
class _Matching:
    read: Read
    figures: list[FigureLike]
    taken: set[int] = field(default_factory=set)

    def take(self, cited: CitedFigure, *, at_place: bool, shared: bool) -> FigureLike | None:
        """Return the first figure that a citation is, and account for it; ``shared`` ones may serve once more."""
        if not cited.is_as_printed:
            # What the register says is not what it quotes: neither the figure nor the quotation proves the other.
            return None
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
    return found, elsewhere, [one for one in last[1] if one.must_be_found or not one.is_as_printed]


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
        # What is not as its own quotation says is a finding without any document (rules/sources.py).
        for cited in (one for one in check.missing if one.is_as_printed):
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
            there=tuple(dict.fromkeys(there)),
        )
    return say(
        "{figure} is not in `{source}`; correct the figure, its place or its source", figure=amount, source=check.ref
    )
