"""Lines over a period taken apart where part and container do not run in the same years.

Each yearly line is cut at the years in which a line of its tree begins or ends: every piece lies wholly in a piece of
the container, or wholly outside it. Where a figure « once » lies in a yearly line its years are not known so well:
there nothing is cut, and what lies partly in the years of its container lies possibly in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.dates import Period
from enveloppes.answers.query import AT
from enveloppes.judging.lines import Line, Lines, Link
from enveloppes.money.amount import EXACT, NOTHING, Amount, Wording
from enveloppes.money.ratio import scaled


class Piece(NamedTuple):
    """Some years of a line: its key among the pieces, the years, and which part of the line's figure they are."""

    key: str
    years: Period
    part: Fraction


class Found(NamedTuple):
    """The pieces as lines of their own, by the line that they are of, and the lines that stand beside a container."""

    lines: Lines
    pieces: Mapping[str, tuple[Piece, ...]]
    beside: tuple[str, ...]


Pieces = Mapping[str, tuple[Piece, ...]]


def times(amount: Amount, years: int) -> Amount:
    """Return an amount times some years, its printed unit too, as each year was rounded alike; nothing times none."""
    if not years:
        return NOTHING
    found = amount.times(years)
    if amount.unit is None or amount.wording is Wording.ABOUT:
        return found
    return found.said(found.wording, EXACT.multiply(amount.unit, Decimal(years)))


def apart(pieces: Pieces, lines: Lines, whole: Line, amount: Amount) -> Iterator[tuple[str, Amount]]:
    """Yield what a line's pieces have of a figure of it: all of it, or the part that is asked for."""
    found = pieces.get(whole.id)
    if found is None:
        yield whole.id, amount
        return
    for piece in found:
        own = lines.by_id[piece.key].amount
        yield piece.key, own if own is not None and amount is whole.amount else scaled(amount, piece.part)


def pieces_of(lines: Lines, multiplied: Lines, years: Mapping[str, Period | None], window: Period) -> Found:
    """Take the yearly lines of every tree apart; ``years`` are those that count of each, None where it has none."""
    return _Cutting(lines, multiplied, years, window).found()


class _Cutting:
    def __init__(self, lines: Lines, multiplied: Lines, years: Mapping[str, Period | None], window: Period) -> None:
        self._stated = lines.by_id
        self._multiplied = multiplied
        self._years = years
        self._window = window
        self._rough = self._trees_with_single_sums(lines)
        self._cuts: dict[str, tuple[Period, ...]] = {}
        self._beside: dict[str, None] = {}
        starts = self._starts(lines)
        for line in lines.linked:
            own = years.get(line.id)
            if own is not None:
                root = self._root(line)
                self._cuts[line.id] = (own,) if root in self._rough else tuple(_cut(own, starts[root]))

    def found(self) -> Found:
        drawn: list[Line] = []
        pieces: dict[str, tuple[Piece, ...]] = {}
        for line in self._multiplied:
            cuts = self._cuts.get(line.id, ())
            if len(cuts) > 1:
                pieces[line.id] = tuple(_piece(line.id, cut, self._years[line.id]) for cut in cuts)
                drawn.extend(self._drawn(line, piece) for piece in pieces[line.id])
            else:
                drawn.append(line._replace(link=self._link(line, cuts[0] if cuts else None)))
        return Found(Lines(tuple(drawn)), pieces, tuple(self._beside))

    def _drawn(self, line: Line, piece: Piece) -> Line:
        stated = self._stated[line.id].amount
        amount = None if stated is None else times(stated, piece.years.years or 0)
        return line._replace(id=piece.key, amount=amount, period=piece.years, link=self._link(line, piece.years))

    def _above(self, line: Line) -> Iterator[tuple[Line, bool]]:
        """Yield the containers of a line from the nearest out, each with whether a link on the way is possible."""
        possible = False
        link = line.link
        while link is not None and link.container in self._stated:
            possible = possible or link.possible
            container = self._stated[link.container]
            yield container, possible
            link = container.link

    def _root(self, line: Line) -> str:
        found = line
        for container, _ in self._above(line):
            found = container
        return found.id

    def _trees_with_single_sums(self, lines: Lines) -> frozenset[str]:
        """Return the roots of the trees in which a figure « once » lies in a yearly line that is multiplied."""
        return frozenset(
            self._root(line)
            for line in lines.linked
            if line.amount is not None
            and line.basis.rhythm is not Rhythm.YEARLY
            and any(container.id in self._years for container, _ in self._above(line))
        )

    def _starts(self, lines: Lines) -> dict[str, set[int]]:
        """Return the years in which any line of each tree begins, or is over: all its lines are cut there alike."""
        found: dict[str, set[int]] = {}
        for line in lines.linked:
            span = self._years.get(line.id, line.period)
            starts = found.setdefault(self._root(line), set())
            if span is not None and line.amount is not None:
                starts.update(year for year in (span.first, None if span.last is None else span.last + 1) if year)
        return found

    def _link(self, line: Line, cut: Period | None) -> Link | None:
        """Return what a line or a piece of it lies in; containers that have none of its years are passed over."""
        if line.id in self._years and cut is None:
            return None
        passed = False
        for container, possible in self._above(self._stated[line.id]):
            if container.amount is None:
                continue
            held = self._holds(container, self._stated[line.id], cut)
            if held is None:
                passed = True
                continue
            if passed:
                self._beside[line.id] = None
            return Link(self._key_at(container, cut), possible or not held)
        if passed:
            self._beside[line.id] = None
        return None

    def _holds(self, container: Line, line: Line, cut: Period | None) -> bool | None:
        """Say whether a container has a line or a piece in it for certain; None where it has none of its years."""
        is_yearly = container.basis.rhythm is Rhythm.YEARLY
        stays = is_yearly and container.id not in self._years
        if line.basis.rhythm is Rhythm.YEARLY and line.id not in self._years:
            return True if stays else None
        if stays or (is_yearly and self._years[container.id] is None):
            return None
        span = self._years[container.id] if is_yearly else container.period
        if cut is None and not is_yearly:
            return True
        own = cut if cut is not None else line.period
        if own is None:
            # A sum « once » without a period lies in its container's years, all of which the window may hold or not.
            return container.period is not None and _lies_in(container.period, self._window)
        if span is None or _lies_in(own, span):
            return True
        return False if own.overlaps(span) else None

    def _key_at(self, container: Line, cut: Period | None) -> str:
        cuts = self._cuts.get(container.id, ())
        if len(cuts) <= 1 or cut is None:
            return container.id
        held = next(own for own in cuts if _lies_in(cut, own))
        return _piece(container.id, held, self._years[container.id]).key


def _cut(own: Period, starts: set[int]) -> Iterator[Period]:
    """Yield some years in stretches that no line of the tree begins or ends in."""
    first, last = own.first or 0, own.last or 0
    inside = sorted({first, *(year for year in starts if first <= year <= last)})
    for place, start in enumerate(inside):
        yield Period(start, inside[place + 1] - 1 if place + 1 < len(inside) else last)


def _piece(key: str, cut: Period, whole: Period | None) -> Piece:
    years = whole.years if whole is not None else None
    return Piece(f"{key}{AT}{cut}", cut, Fraction(cut.years or 0, years or 1))


def _lies_in(inner: Period, outer: Period) -> bool:
    starts = outer.first is None or (inner.first is not None and inner.first >= outer.first)
    return starts and (outer.last is None or (inner.last is not None and inner.last <= outer.last))
