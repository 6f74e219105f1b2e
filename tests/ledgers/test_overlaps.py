"""The sweep finds the pairs that looking at every pair finds."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.agreements.finding import Spot
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.where import Pattern, read_pattern
from enveloppes.ledgers.overlaps import overlapping
from enveloppes.ledgers.queries import merged
from enveloppes.ledgers.selections import Asked, Condition, Selection

CODES = st.text("0126", min_size=1, max_size=3)
PATTERNS = st.one_of(
    CODES.map(read_pattern),
    CODES.map(lambda code: read_pattern(f"{code}*")),
    st.tuples(CODES, CODES).map(lambda pair: read_pattern("..".join(sorted(pair)))),
    CODES.map(lambda code: read_pattern(f"{code}..")),
)
CELLS = st.lists(st.tuples(st.sampled_from(["account", "function"]), st.tuples(PATTERNS)), max_size=2)
CONDITIONS = st.lists(CELLS.map(lambda cells: Condition(tuple(cells))), min_size=1, max_size=2)


@st.composite
def some_selections(draw: st.DrawFn) -> list[Selection]:
    return [
        Selection(f"e{place}", "budget", TrackedStage.PAID, Asked(), tuple(rules), None, Spot("x"))
        for place, rules in enumerate(draw(st.lists(CONDITIONS, max_size=6)))
    ]


@settings(max_examples=200)
@given(some_selections())
def test_the_sweep_finds_every_pair_that_may_share_a_line(found: list[Selection]) -> None:
    pairs = [(one, other) for one, other in combinations(range(len(found)), 2) if found[one].meets(found[other])]
    assert overlapping(found) == pairs


@given(PATTERNS, PATTERNS, CODES)
def test_two_patterns_that_do_not_meet_hold_no_text_together(one: Pattern, other: Pattern, code: str) -> None:
    if one.holds(code) and other.holds(code):
        assert one.meets(other)
        assert other.meets(one)


@given(st.lists(PATTERNS, min_size=1, max_size=5), CODES)
def test_merged_patterns_hold_the_same_texts(patterns: list[Pattern], code: str) -> None:
    assert any(one.holds(code) for one in merged(patterns)) == any(one.holds(code) for one in patterns)


@given(CODES, CODES)
def test_a_range_holds_the_codes_below_its_ends(first: str, last: str) -> None:
    low, high = sorted((first, last))
    between = read_pattern(f"{low}..{high}")
    assert between.holds(low)
    assert between.holds(high)
    assert between.holds(high + "9")
    assert not between.holds("")
