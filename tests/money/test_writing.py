"""What is written in either language is what a reader expects, and is read back to the same amount."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.money.amount import NIL, Amount, Bound, Change, Wording, above, exactly, gain
from enveloppes.money.ratio import Ratio
from enveloppes.money.units import Unit, choose_unit
from enveloppes.money.wording import (
    read,
    write,
    write_change,
    write_number,
    write_percent,
    write_ratio,
)

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("363 M€", "363 M€", "363 M€"),
        ("1323 M€", "1_323 M€", "1_323 M€"),
        ("2,5 Md€", "2,5 Md€", "2.5 bn€"),
        ("environ 2,5 Md€", "environ 2,5 Md€", "about 2.5 bn€"),
        ("environ 2 500 M€", "environ 2,5 Md€", "about 2.5 bn€"),
        ("environ 700 M€", "environ 700 M€", "about 700 M€"),
        ("une vingtaine de millions d'euros", "de 15 à 25 M€", "15 to 25 M€"),
        ("plus de 120 M€", "plus de 120 M€", "more than 120 M€"),
        ("au moins 5 M€", "au moins 5 M€", "at least 5 M€"),
        ("moins de 3 M€", "moins de 3 M€", "less than 3 M€"),
        ("jusqu'à 3 M€", "au plus 3 M€", "at most 3 M€"),
        ("5..7 M€", "de 5 à 7 M€", "5 to 7 M€"),
        ("909..<1818 M€", "de 909 à moins de 1_818 M€", "909 to less than 1_818 M€"),
        ("plus de 5 à 9 M€", "de plus de 5 à 9 M€", "more than 5 to 9 M€"),
        ("10 175 k€", "10_175 k€", "10_175 k€"),
        ("12 345 678,90 €", "12_345_678,90 €", "12_345_678.90 €"),
        ("0 €", "0 €", "0 €"),
    ],
)
def test_an_amount_is_written_for_people(text: str, french: str, english: str) -> None:
    amount = read(text)
    for written, expected in ((write(amount, "fr"), french), (write(amount, "en"), english)):
        number, _, unit = expected.rpartition(" ")
        assert written == number.replace("_", NARROW) + NO_BREAK + unit


def test_the_unit_of_a_column_is_left_to_its_head() -> None:
    assert write(read("plus de 120 M€"), "fr", Unit.MILLION, with_unit=False) == "plus de 120"
    assert write(read("2,5 Md€"), "en", Unit.MILLION, with_unit=False) == f"2{NARROW}500"


def test_every_digit_is_written_where_the_unit_is_too_large() -> None:
    assert write(exactly(Decimal("1234567.89")), "fr", Unit.MILLION) == f"1,23456789{NO_BREAK}M€"
    assert write_number(Decimal(10_175_000), "fr", Unit.MILLION) == "10,1750"
    assert write_number(Decimal(345_000), "fr", Unit.MILLION) == "0,345"


@pytest.mark.parametrize(
    ("euros", "unit"),
    [
        (["363000000", "10000000", "0"], Unit.MILLION),
        (["2500000000"], Unit.BILLION),
        (["2500000000", "363000000"], Unit.MILLION),
        (["1500000", "850000"], Unit.THOUSAND),
        (["12345678.90"], Unit.EURO),
        (["0"], Unit.EURO),
        ([], Unit.EURO),
        (["-3000000", "4000000"], Unit.MILLION),
    ],
)
def test_the_unit_is_the_largest_in_which_every_figure_is_at_least_one(euros: list[str], unit: Unit) -> None:
    assert choose_unit(Decimal(figure) for figure in euros) is unit


EUROS = st.decimals(0, Decimal(10) ** 15, places=2, allow_nan=False, allow_infinity=False) | st.integers(0, 10**7).map(
    lambda number: Decimal(number) * 100_000
)
BOUNDS = st.builds(Bound, EUROS, st.booleans())


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, high = draw(BOUNDS), draw(BOUNDS | st.none())
    if high is not None and above(low, high):
        low, high = Bound(high.euros, reached=True), Bound(low.euros, reached=True)
    return Amount(low, high, None, draw(st.sampled_from(Wording)))


@settings(max_examples=300)
@given(amounts(), st.sampled_from(["fr", "en"]), st.sampled_from([None, *Unit]))
def test_what_is_written_is_read_back_equal(amount: Amount, language: str, unit: Unit | None) -> None:
    assert read(write(amount, language, unit)) == amount


@settings(max_examples=200)
@given(st.integers(1, 10**7), st.sampled_from(["", "k", "M", "Md"]), st.sampled_from(["fr", "en"]))
def test_about_is_written_as_about_or_as_the_same_range(number: int, scale: str, language: str) -> None:
    amount = read(f"environ {number} {scale}€")
    assert read(write(amount, language)) == amount


@pytest.mark.parametrize(
    ("change", "french", "english"),
    [
        (gain(read("3 M€")), "+3 M€", "+3 M€"),
        (-gain(read("3 M€")), "−3 M€", "−3 M€"),
        (gain(read("au moins 4 M€")), "au moins +4 M€", "at least +4 M€"),
        (gain(read("2..6 M€")), "entre +2 et +6 M€", "between +2 and +6 M€"),
        (gain(read("plus de 2 M€") + read("au plus 4 M€")), "plus de +2 M€", "more than +2 M€"),
        (gain(read("2..<6 M€")), "entre +2 et moins de +6 M€", "between +2 and less than +6 M€"),
        (-gain(read("2..<6 M€")), "entre plus de −6 et −2 M€", "between more than −6 and −2 M€"),
        (
            gain(Amount(Bound(Decimal(2_000_000), reached=False), Bound(Decimal(6_000_000), reached=False))),
            "entre plus de +2 et moins de +6 M€",
            "between more than +2 and less than +6 M€",
        ),
        (Change(None, Bound(Decimal(4_000_000), reached=False)), "moins de +4 M€", "less than +4 M€"),
        (Change(NIL, NIL), "0", "0"),
        (Change(None, None), "sans limite connue", "not bounded"),
    ],
)
def test_a_change_is_written_with_its_signs(change: Change, french: str, english: str) -> None:
    assert write_change(change, "fr").replace(NO_BREAK, " ") == french
    assert write_change(change, "en").replace(NO_BREAK, " ") == english


def test_a_percentage_is_rounded_half_up_only_when_shown() -> None:
    assert write_percent(Fraction(3, 7), "fr") == f"42,9{NO_BREAK}%"
    assert write_percent(Fraction(3, 7), "en") == f"42.9{NO_BREAK}%"
    assert write_percent(Fraction(1, 8), "fr", 0) == f"13{NO_BREAK}%"
    assert write_percent(Fraction(-1, 8), "fr") == f"−12,5{NO_BREAK}%"


def test_a_ratio_between_two_bounds_is_a_range() -> None:
    ratio = Ratio(Fraction(1323, 2550), Fraction(1323, 2450))
    assert write_ratio(ratio, "fr") == f"51,9 à 54,0{NO_BREAK}%"
    assert write_ratio(ratio, "en") == f"51.9 to 54.0{NO_BREAK}%"
    assert write_ratio(Ratio(Fraction(1, 2), None, low_reached=False), "fr") == f"plus de 50,0{NO_BREAK}%"
