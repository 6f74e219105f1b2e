"""The agreements of a report: parties and dates, an icicle a basis, the table of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Period
from enveloppes.agreements.model import Party
from enveloppes.answers.report import AgreementPart
from enveloppes.judging.turns import has_years
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.chart_marks import NARROW, WIDE
from enveloppes.output.common import joined
from enveloppes.output.report.blocks import (
    Block,
    Fact,
    Facts,
    Grid,
    Inline,
    Part,
    Picture,
    Ref,
    Words,
)
from enveloppes.output.report.icicle import drawn_icicle
from enveloppes.output.report.lines import LineRows
from enveloppes.output.report.making import Making, source_anchor
from enveloppes.output.sheet import given
from enveloppes.output.show_sheet import party_text, territory_text


def agreements(making: Making) -> Part:
    """Return the part on agreements, each with its own."""
    parts = tuple(_agreement(making, part) for part in making.report.agreements)
    note = say("Of so many agreements no pictures are drawn: the tables say the same.")
    blocks = (Words(note, is_quiet=True),) if making.is_crowded else ()
    return Part("agreements", say("Agreements"), blocks, parts, starts_page=True)


def _agreement(making: Making, part: AgreementPart) -> Part:
    agreement = part.agreement
    blocks: list[Block] = [Facts(tuple(_facts(making, part)))]
    if agreement.note:
        blocks.append(Words(say("Note: {note}", note=agreement.note)))
    if not making.is_crowded:
        for place, basis in enumerate(_drawn(part)):
            blocks += _picture(making, part, basis, f"i-{agreement.id}-{place}")
    blocks.append(_lines(making, part))
    return Part(f"a-{agreement.id}", say("{title}", title=agreement.title), tuple(blocks))


def _picture(making: Making, part: AgreementPart, basis: Basis, identity: str) -> Iterator[Picture]:
    alt = making.text(
        say("Icicle of {title}, {basis}. The table below says the same.", title=part.agreement.title, basis=basis)
    )
    wide, narrow = (drawn_icicle(part, basis, making.language, alt, width) for width in (WIDE, NARROW))
    if wide is not None and narrow is not None:
        title = say("Agreement, axes and lines · {basis}", basis=basis)
        if wide.is_closed:
            title = say("Agreement and axes · {basis}", basis=basis)
        yield Picture(identity, wide.chart, narrow.chart, title, legend_of(part, basis))


def legend_of(part: AgreementPart, basis: Basis) -> Message:
    """Return how high the boxes are: what a figure is that is not exact, and what a heading is then."""
    lines = [line.amount for line in part.lines if line.basis == basis and line.amount is not None]
    groups = [group.amount for group in part.groups if group.basis == basis and group.amount is not None]
    parts: list[Message] = [say("Each box is as high as its figure is large.")]
    if any(one.high is not None and not one.is_exact for one in lines):
        parts.append(say("Where a figure has two bounds, that is their middle."))
    if any(one.high is None for one in lines):
        parts.append(say("Where nothing bounds it from above, that is its least."))
    if not all(one.is_exact for one in (*lines, *groups)):
        parts.append(say("The agreement and its axes are as high as the boxes in them."))
    if _take_turns(part, basis):
        parts.append(say("Parts of different years share the height of what they are in."))
    return joined(parts, " ")


def _take_turns(part: AgreementPart, basis: Basis) -> bool:
    """Say whether two yearly parts of one line are of different years, so that it is never as high as both."""
    periods: dict[str, list[Period]] = {}
    for line in part.lines:
        if line.basis == basis and line.link is not None and line.period is not None and has_years(line):
            periods.setdefault(line.link.container, []).append(line.period)
    return any(not one.overlaps(other) for found in periods.values() for one, other in combinations(set(found), 2))


def _drawn(part: AgreementPart) -> tuple[Basis, ...]:
    """Return the bases that an icicle is drawn of: among several, one line alone is no picture."""
    counts = Counter(line.basis for line in part.lines if line.amount is not None)
    return tuple(basis for basis in part.bases if counts[basis] > 1 or len(part.bases) == 1)


def _facts(making: Making, part: AgreementPart) -> Iterator[Fact]:
    agreement = part.agreement
    if agreement.kind is not None:
        yield Fact(say("Kind"), (agreement.kind,))
    if agreement.parties:
        yield Fact(say("Parties"), tuple(_party(party) for party in agreement.parties))
    if agreement.signed is not None:
        yield Fact(say("Signed"), (agreement.signed,))
    if agreement.period is not None:
        yield Fact(say("Period"), (agreement.period,))
    if agreement.territory is not None:
        found = making.report.register.territories.get(agreement.territory)
        yield Fact(say("Territory"), (given(territory_text(agreement.territory, None if found is None else found[0])),))
    for total in (agreement.total,) if agreement.total is not None else ():
        yield Fact(say("Stated total"), (total.amount,))
    for group in part.groups:
        if len(group.path) == 1 and group.amount is not None:
            yield Fact(say("Lines come to"), (group.amount, group.basis))
    if agreement.source is not None and agreement.source.ref is not None:
        ref = agreement.source.ref
        yield Fact(say("Source"), (Ref(source_anchor(ref), making.report.register.sources[ref][0].title),))


def _party(party: Party) -> Inline:
    if party.source is not None and party.source.ref is not None:
        return Ref(source_anchor(party.source.ref), party_text(party))
    return party_text(party)


def _lines(making: Making, part: AgreementPart) -> Grid:
    """Return the table of an agreement: its axes with what they come to, its lines below them."""
    rows = LineRows(making, part.lines)
    for line in part.lines:
        if not line.axes:
            rows.add_line(line, 0)
    for placed in part.axes:
        depth = len(placed.above)
        groups = [group for group in part.groups if group.path[-1].value == placed.axis.id and group.amount is not None]
        anchor = f"x-{placed.axis.id}"
        for place, group in enumerate(groups or (None,)):
            # An axis of several bases is named once: its further figures stand below, each with its basis.
            rows.add_group(group, "" if place else placed.axis.title, "" if place else anchor, depth)
        for line in part.lines:
            if line.axes and line.axes[-1] == placed.axis.id:
                rows.add_line(line, depth + 1, making.text(say("{title}", title=placed.axis.title)))
    unstated = sum(line.amount is None for line in part.lines)
    notes = (say_n("{n} line has no figure.", "{n} lines have no figure.", unstated),) if unstated else ()
    return Grid(f"l-{part.agreement.id}", rows.table(say("Lines"), notes), tuple(rows.more), is_sortable=True)
