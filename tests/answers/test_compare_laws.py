"""What holds of any two versions: nothing changes by itself, both ways mirror each other, totals change as lines do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from comparing import pair, register
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.agreements.register import Register
from enveloppes.answers.compare_change import percent_of_total
from enveloppes.answers.compare_result import Comparison, Status
from enveloppes.money.amount import NIL, UNCHANGED, Amount, Change, above, between, difference, gain, millions
from enveloppes.money.ratio import Ratio
from enveloppes.money.wording import read

AMOUNTS = ("", "0 M€", "3 M€", "5 M€", "plus de 4 M€", "au moins 2 M€", "moins de 6 M€", "de 2 à 9 M€", "environ 7 M€")
MIRRORED = {Status.ADDED: Status.REMOVED, Status.REMOVED: Status.ADDED}
FEW = settings(max_examples=60, deadline=None)


def text_of(lines: list[str]) -> str:
    body = "".join(f"          - {line}\n" for line in lines)
    return (
        "format: 1\nagreements:\n  - id: plan\n    title: Plan\n    axes:\n"
        "      - id: axis\n        title: Axis\n        envelopes:" + (f"\n{body}" if lines else " []\n")
    )


@st.composite
def registers(draw: st.DrawFn, *, linked: bool = True) -> Register:
    """Draw up to six envelopes, each perhaps within an earlier one."""
    present = sorted(draw(st.lists(st.sampled_from(range(6)), unique=True, max_size=6)))
    lines = []
    for place, number in enumerate(present):
        amount = draw(st.sampled_from(AMOUNTS))
        stage = draw(st.sampled_from(("announced", "announced", "voted")))
        facts = [f"id: e{number}", "title: T", f"stage: {stage}", *([f"amount: {amount}"] if amount else [])]
        container = draw(st.sampled_from((None, *present[:place]))) if linked else None
        if container is not None:
            certainty = draw(st.sampled_from(("certain", "possible")))
            facts.append(f"within: {{id: e{container}, certainty: {certainty}}}")
        lines.append(f"{{{', '.join(facts)}}}")
    return register(text_of(lines))


def told(answer: Comparison) -> dict[str | None, tuple[Status, Amount | None, Amount | None, Change | None]]:
    return {row.id: (row.status, row.old, row.new, row.change) for row in answer.rows}


@FEW
@given(registers())
def test_nothing_changes_by_itself(data: Register) -> None:
    answer = pair(data, data)
    assert all(row.status is Status.UNCHANGED for row in answer.rows)
    assert all(row.change in {None, UNCHANGED} for row in answer.rows)
    assert all(total.change in {None, UNCHANGED} for total in answer.totals)
    assert not answer.differs


@FEW
@given(registers(), registers())
def test_both_ways_mirror_each_other(one: Register, other: Register) -> None:
    there, back = pair(one, other), pair(other, one)
    assert told(back) == {
        key: (MIRRORED.get(status, status), new, old, None if change is None else -change)
        for key, (status, old, new, change) in told(there).items()
    }
    assert {total.basis: (total.new, total.old, total.change) for total in back.totals} == {
        total.basis: (total.old, total.new, None if total.change is None else -total.change) for total in there.totals
    }


@FEW
@given(registers(linked=False), registers(linked=False))
def test_without_containment_a_total_changes_by_the_sum_of_its_rows(one: Register, other: Register) -> None:
    answer = pair(one, other)
    for total in answer.totals:
        found = UNCHANGED
        for row in answer.rows:
            old = row.old if row.old_line is not None and row.old_line.basis == total.basis else None
            new = row.new if row.new_line is not None and row.new_line.basis == total.basis else None
            if old is not None and new is not None:
                assert row.change is not None
                found = found + row.change
            elif new is not None:
                found = found + gain(new)
            elif old is not None:
                found = found + -gain(old)
        assert total.change == (None if total.old is None and total.new is None else found)


@dataclass(frozen=True)
class Line:
    """A line of a made-up world: what it really comes to, and what is said of it."""

    container: str | None
    is_possible: bool
    lies_inside: bool
    euros: int
    said: str


World = dict[str, Line]
WORDINGS = ("{v} M€", "plus de {below} M€", "au moins {v} M€", "moins de {above} M€", "de {below} à {above} M€")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, World]:
    """Draw two states of a world in which a line that did not change is said as before, any other otherwise."""
    keys = [f"e{number}" for number in range(draw(st.integers(1, 5)))]
    wordings = {key: draw(st.sampled_from(WORDINGS)) for key in keys}
    links = {key: _drawn_link(draw, keys[:place]) for place, key in enumerate(keys)}
    found = []
    for _ in range(2):
        own = {key: draw(st.integers(1, 4)) for key in keys if draw(st.integers(0, 4))}
        moves = draw(st.integers(0, 3)) == 0
        here = {key: _another_link(draw, keys[: keys.index(key)], links[key]) if moves else links[key] for key in own}
        found.append(_world(own, here, wordings))
    return found[0], found[1]


def _drawn_link(draw: st.DrawFn, earlier: list[str]) -> tuple[str | None, bool, bool]:
    container = draw(st.sampled_from((None, *earlier)))
    return container, draw(st.booleans()), draw(st.booleans())


def _another_link(
    draw: st.DrawFn, earlier: list[str], known: tuple[str | None, bool, bool]
) -> tuple[str | None, bool, bool]:
    """Draw another link; where the same is said of it as before, the line lies where it lay."""
    drawn = _drawn_link(draw, earlier)
    return known if drawn[:2] == known[:2] else drawn


def _world(own: dict[str, int], links: dict[str, tuple[str | None, bool, bool]], wordings: dict[str, str]) -> World:
    found: World = {}
    euros = dict(own)
    for key in reversed(own):
        container, is_possible, lies_inside = links[key]
        if container in euros and (not is_possible or lies_inside):
            euros[container] += euros[key]
    for key in own:
        container, is_possible, lies_inside = links[key]
        value = euros[key]
        said = wordings[key].format(v=value, below=value - 1, above=value + 1)
        found[key] = Line(container if container in own else None, is_possible, lies_inside, value, said)
    return found


def total_of(world: World) -> int:
    """Return what a world really comes to: what lies in no other line."""
    outside = (
        line.euros for line in world.values() if line.container is None or (line.is_possible and not line.lies_inside)
    )
    return sum(outside)


def written(world: World) -> Register:
    """Return the register that says what is known of a world."""
    lines = []
    for key, line in world.items():
        facts = [f"id: {key}", "title: T", f"amount: {line.said}"]
        if line.container is not None:
            certainty = "possible" if line.is_possible else "certain"
            facts.append(f"within: {{id: {line.container}, certainty: {certainty}}}")
        lines.append(f"{{{', '.join(facts)}}}")
    return register(text_of(lines))


def holds(change: Change, euros: Decimal) -> bool:
    """Say whether a change may be just these euros."""
    exact = Change(NIL.plus(euros), NIL.plus(euros))
    too_low = change.low is not None and exact.high is not None and above(change.low, exact.high)
    too_high = exact.low is not None and above(exact.low, change.high)
    return not too_low and not too_high


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_change_of_a_total_holds_whatever_really_changed(pair_of_worlds: tuple[World, World]) -> None:
    before, after = pair_of_worlds
    if not before and not after:
        return
    (total,) = pair(written(before), written(after)).totals
    assert total.change is not None
    assert holds(total.change, millions(total_of(after) - total_of(before)))


def test_the_percentage_of_a_total_is_bounded_where_its_old_amount_is() -> None:
    # 25 to 27 M€ become 28: from 28/27 − 1 to 28/25 − 1.
    old, new = read("entre 25 et 27 M€"), read("28 M€")
    assert percent_of_total(old, new, difference(new, old)) == Ratio(Fraction(1, 27), Fraction(3, 25))
    # What did not change widens the whole and not the change: 5 to 7 beside 20 to 30 become 8 beside them.
    change = difference(read("8 M€"), read("5 à 7 M€"))
    found = percent_of_total(read("entre 25 et 37 M€"), read("entre 28 et 38 M€"), change)
    assert found == Ratio(Fraction(1, 37), Fraction(3, 25))
    assert percent_of_total(read("plus de 5 M€"), new, difference(new, read("plus de 5 M€"))) is None
    assert percent_of_total(read("au plus 5 M€"), new, difference(new, read("au plus 5 M€"))) is None


@given(st.integers(1, 5), st.integers(0, 3), st.integers(0, 5), st.integers(0, 3))
def test_the_percentage_of_a_total_of_one_line_is_that_of_brute_force(low: int, wide: int, now: int, more: int) -> None:
    old, new = between(low, low + wide), between(now, now + more)
    found = percent_of_total(old, new, difference(new, old))
    every = [Fraction(b, a) - 1 for a in range(low, low + wide + 1) for b in range(now, now + more + 1)]
    assert found == Ratio(min(every), max(every))
