"""What share of a whole a part is, by hand and against an oracle that tries every sum."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.money.amount import Amount, Bound, exactly, spanning
from enveloppes.money.part_of_whole import Portion, share_inside, share_of_whole
from enveloppes.money.ratio import Ratio, shown_ends
from enveloppes.money.wording import read, write_ratio

ALL, NONE = Fraction(1), Fraction(0)
NO_BREAK = "\u00a0"


def beside(part: str, rest: str) -> Ratio | None:
    return share_of_whole([Portion(ALL, read(part)), Portion(NONE, read(rest))])


@pytest.mark.parametrize(
    ("part", "rest", "share"),
    [
        ("10 M€", "30 M€", Ratio(Fraction(1, 4), Fraction(1, 4))),
        ("10 M€", "plus de 5 M€", Ratio(NONE, Fraction(2, 3), low_reached=False, high_reached=False)),
        ("plus de 5 M€", "10 M€", Ratio(Fraction(1, 3), ALL, low_reached=False, high_reached=False)),
        ("10 M€", "moins de 3 M€", Ratio(Fraction(10, 13), ALL, low_reached=False)),
        ("moins de 3 M€", "10 M€", Ratio(NONE, Fraction(3, 13), high_reached=False)),
        ("plus de 5 M€", "plus de 5 M€", Ratio(NONE, ALL, low_reached=False, high_reached=False)),
        ("au moins 0 €", "au moins 0 €", Ratio(NONE, ALL)),
    ],
)
def test_a_share_beside_a_rest(part: str, rest: str, share: Ratio) -> None:
    assert beside(part, rest) == share


@pytest.mark.parametrize("whole", ["plus de 5 M€", "moins de 3 M€", "environ 10 M€", "au moins 0 €"])
def test_whatever_is_all_of_a_whole_is_a_hundred_per_cent_of_it(whole: str) -> None:
    assert share_of_whole([Portion(ALL, read(whole))]) == Ratio(ALL, ALL)


def test_sixty_per_cent_of_whatever_it_is_are_sixty_per_cent() -> None:
    assert share_of_whole([Portion(Fraction(3, 5), read("plus de 10 M€"))]) == Ratio(Fraction(3, 5), Fraction(3, 5))


def test_of_no_money_there_is_no_share() -> None:
    assert share_of_whole([Portion(ALL, exactly(0)), Portion(NONE, exactly(0))]) is None


def test_a_part_inside_a_whole_has_at_most_all_of_it() -> None:
    assert share_inside(read("de 5 à 7 M€"), read("de 6 à 10 M€")) == Ratio(Fraction(1, 2), ALL)
    assert share_inside(read("5 M€"), read("plus de 10 M€")) == Ratio(NONE, Fraction(1, 2), high_reached=False)


def intervals() -> st.SearchStrategy[Amount]:
    return st.builds(
        lambda low, width, low_in, high_in: (
            spanning(Bound(exactly(low).low.euros, low_in or not width), Bound(exactly(low + width).low.euros, high_in))
            if width
            else exactly(low)
        ),
        st.integers(0, 4),
        st.integers(0, 3),
        st.booleans(),
        st.booleans(),
    )


@given(st.lists(st.tuples(st.sampled_from([NONE, Fraction(3, 5), ALL]), intervals()), min_size=1, max_size=3))
def test_the_ends_of_a_share_are_those_that_brute_force_finds(found: list[tuple[Fraction, Amount]]) -> None:
    ends = [
        (amount.low.euros, amount.high.euros if amount.high is not None else amount.low.euros) for _, amount in found
    ]
    shares = set()
    for corner in product(*ends):
        whole = sum((Fraction(euros) for euros in corner), Fraction(0))
        if whole:
            inside = sum((of * Fraction(euros) for (of, _), euros in zip(found, corner, strict=True)), Fraction(0))
            shares.add(inside / whole)
    share = share_of_whole(Portion(of, amount) for of, amount in found)
    if not shares:
        assert share is None
        return
    assert share is not None
    # Where all may be nothing the corners are the share next to nothing, which single corners leave out.
    assert share.low is not None
    assert share.high is not None
    assert share.low <= min(shares)
    assert share.high >= max(shares)
    if all(not low for low, _ in ends) or len({of for of, _ in found}) == 1:
        return
    assert (share.low, share.high) == (min(shares), max(shares))


@given(st.lists(st.tuples(st.sampled_from([NONE, Fraction(1, 3), ALL]), intervals()), min_size=1, max_size=3))
def test_shares_of_part_and_rest_mirror_each_other(found: list[tuple[Fraction, Amount]]) -> None:
    one = share_of_whole(Portion(of, amount) for of, amount in found)
    other = share_of_whole(Portion(1 - of, amount) for of, amount in found)
    if one is None or other is None:
        assert one is other
        return
    assert one.low is not None
    assert one.high is not None
    assert (other.low, other.high) == (1 - one.high, 1 - one.low)
    assert (other.low_reached, other.high_reached) == (one.high_reached, one.low_reached)


def test_the_ends_of_an_interval_are_rounded_half_up_but_never_to_none_or_all() -> None:
    assert write_ratio(Ratio(NONE, Fraction(44, 100_000)), "en") == f"at most 0.1{NO_BREAK}%"
    assert write_ratio(Ratio(NONE, Fraction(22_449, 100_000), high_reached=False), "fr") == f"moins de 22,4{NO_BREAK}%"
    assert write_ratio(Ratio(Fraction(9_996, 10_000), Fraction(1)), "en") == f"99.9 to 100.0{NO_BREAK}%"
    assert write_ratio(Ratio(Fraction(1, 27), Fraction(3, 25)), "en", signed=True) == f"+3.7 to +12.0{NO_BREAK}%"
    assert write_ratio(Ratio(Fraction(-1, 27), Fraction(-1, 30)), "en", signed=True) == (
        f"\u22123.7 to \u22123.3{NO_BREAK}%"
    )


def test_one_ratio_is_rounded_half_up() -> None:
    assert write_ratio(Ratio(Fraction(3, 7), Fraction(3, 7)), "fr") == f"42,9{NO_BREAK}%"
    assert [str(end) for end in shown_ends(Fraction(3, 7), 1)] == ["42.9", "42.9"]


@given(st.fractions(-2, 2), st.fractions(0, 2), st.integers(0, 3))
def test_what_is_shown_of_a_ratio_is_half_a_digit_from_it_at_most(
    low: Fraction, width: Fraction, decimals: int
) -> None:
    shown = shown_ends(Ratio(low, low + width + Fraction(1, 10**6)), decimals)
    assert shown[0] is not None
    assert shown[1] is not None
    high = low + width + Fraction(1, 10**6)
    assert abs(Fraction(shown[0]) - low * 100) <= Fraction(1, 2 * 10**decimals) or low < 1 > Fraction(shown[0]) / 100
    assert abs(Fraction(shown[1]) - high * 100) <= Fraction(1, 2 * 10**decimals) or shown[1] > high * 100 > 0
    assert low >= 1 or shown[0] != 100
    assert high <= 0 or shown[1] > 0
