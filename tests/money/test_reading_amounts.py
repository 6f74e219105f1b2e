"""Every typography of docs/model.md, « an amount is what is known », read as one amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.money.amount import (
    Amount,
    Bound,
    Wording,
    at_least,
    at_most,
    between,
    exactly,
    less_than,
    millions,
    more_than,
)
from enveloppes.money.strict import read_whole
from enveloppes.money.wording import read, read_printed

M = 1_000_000


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("363 M€", 363 * M),
        ("363M€", 363 * M),
        ("363\u00a0M€", 363 * M),
        ("363\u202fM€", 363 * M),
        ("1\u202f323\u00a0M€", 1_323 * M),
        ("12,5 M€", "12500000"),
        ("12.5 M€", "12500000"),
        ("850 k€", 850_000),
        ("850 K€", 850_000),
        ("2,5 Md€", 2_500 * M),
        ("2,5 Mds€", 2_500 * M),
        ("2,5 Mrd€", 2_500 * M),
        ("2,5Md€", 2_500 * M),
        ("2.5 bn€", 2_500 * M),
        ("7 millions €", 7 * M),
        ("7 millions d'euros", 7 * M),
        ("7 millions d’euros", 7 * M),
        ("7 millions d'€", 7 * M),
        ("1 million", M),
        ("3 milliards", 3_000 * M),
        ("300 milliers d'euros", 300_000),
        ("15 mille euros", 15_000),
        ("1 milliard 780 millions", 1_780 * M),
        ("1 milliard 780 millions d'euros", 1_780 * M),
        ("un milliard et demi d'euros", 1_500 * M),
        ("deux millions et demi d'euros", "2500000"),
        ("un demi-milliard d'euros", 500 * M),
        ("quinze mille euros", 15_000),
        ("deux cent cinquante millions d'euros", 250 * M),
        ("quatre-vingt-dix-sept millions d'euros", 97 * M),
        ("vingt et un mille euros", 21_000),
        ("un million deux cent mille euros", 1_200_000),
        ("EUR 363 millions", 363 * M),
        ("363 millions EUR", 363 * M),
        ("EUR 12 345", 12_345),
        ("12 345 EUR", 12_345),
        ("€ 2 500", 2_500),
        ("12 345 678,90 €", "12345678.90"),
        ("885 636.60 €", "885636.60"),
        ("12.345.678,90 €", "12345678.90"),
        ("12,345,678.90 €", "12345678.90"),
        ("300.000.000 €", 300 * M),
        ("1, 5 milliard d'euros", 1_500 * M),
        ("0,345 M€", 345_000),
        ("1234,567 M€", "1234567000"),
        ("12 345,678 M€", "12345678000"),
        ("12345678 €", 12_345_678),
        ("0 €", 0),
        ("chiffré à 61 M€", 61 * M),
        ("fixé à 61 M€", 61 * M),
        ("arrêté à 61 M€", 61 * M),
        ("supérieur aux 313 M€", 313 * M),
        ("5 M€", 5 * M),
        ("  5 M€  ", 5 * M),
    ],
)
def test_a_figure_alone_is_exact(text: str, euros: int | str) -> None:
    assert read(text) == exactly(Decimal(euros))
    assert read(text).wording is Wording.EXACT


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("plus de 120 M€", more_than(120 * M)),
        ("un peu plus de 120 M€", more_than(120 * M)),
        ("plus d'1 M€", more_than(M)),
        ("supérieur à 120 M€", more_than(120 * M)),
        ("supérieures à 120 M€", more_than(120 * M)),
        ("> 120 M€", more_than(120 * M)),
        (">120M€", more_than(120 * M)),
        ("dépasse 120 M€", more_than(120 * M)),
        ("more than 120 M€", more_than(120 * M)),
        ("over 120 M€", more_than(120 * M)),
        ("au moins 5 M€", at_least(5 * M)),
        ("pas moins de 5 M€", at_least(5 * M)),
        ("au minimum 5 M€", at_least(5 * M)),
        (">= 5 M€", at_least(5 * M)),
        ("≥ 5 M€", at_least(5 * M)),
        ("at least 5 M€", at_least(5 * M)),
        ("5 M€ minimum", at_least(5 * M)),
        ("5 M€ au moins", at_least(5 * M)),
        ("moins de 3 M€", less_than(3 * M)),
        ("inférieur à 3 M€", less_than(3 * M)),
        ("< 3 M€", less_than(3 * M)),
        ("less than 3 M€", less_than(3 * M)),
        ("jusqu'à 3 M€", at_most(3 * M)),
        ("jusqu’à 3 M€", at_most(3 * M)),
        ("au plus 3 M€", at_most(3 * M)),
        ("au maximum 3 M€", at_most(3 * M)),
        ("plafonné à 3 M€", at_most(3 * M)),
        ("dans la limite de 3 M€", at_most(3 * M)),
        ("pas plus de 3 M€", at_most(3 * M)),
        ("<= 3 M€", at_most(3 * M)),
        ("up to 3 M€", at_most(3 * M)),
        ("at most 3 M€", at_most(3 * M)),
        ("3 M€ maximum", at_most(3 * M)),
        ("3 M€ au plus", at_most(3 * M)),
        ("entre 5 et 7 M€", between(5 * M, 7 * M)),
        ("de 5 à 7 M€", between(5 * M, 7 * M)),
        ("5 à 7 M€", between(5 * M, 7 * M)),
        ("5–7 M€", between(5 * M, 7 * M)),
        ("5-7 M€", between(5 * M, 7 * M)),
        ("5..7 M€", between(5 * M, 7 * M)),
        ("5 to 7 M€", between(5 * M, 7 * M)),
        ("from 5 to 7 M€", between(5 * M, 7 * M)),
        ("between 5 and 7 M€", between(5 * M, 7 * M)),
        ("environ 5 à 7 M€", between(5 * M, 7 * M)),
        ("500 000 à 1 million d'euros", between(500_000, M)),
        ("900 k€ à 1,2 M€", between(900_000, 1_200_000)),
        ("909..<1818 M€", Amount(Bound(millions(909)), Bound(millions(1818), reached=False))),
        ("de 909 à moins de 1 818 M€", Amount(Bound(millions(909)), Bound(millions(1818), reached=False))),
        ("de plus de 5 à 9 M€", Amount(Bound(millions(5), reached=False), Bound(millions(9)))),
        ("une vingtaine de millions d'euros", between(15 * M, 25 * M)),
        ("une dizaine de millions d'euros", between(5 * M, 15 * M)),
        ("une soixantaine de millions d'euros", between(55 * M, 65 * M)),
        ("une centaine de millions d'euros", between(50 * M, 150 * M)),
        ("plus d'une centaine de millions d'euros", more_than(100 * M)),
    ],
)
def test_a_qualifier_says_what_is_known(text: str, amount: Amount) -> None:
    assert read(text) == amount


@pytest.mark.parametrize(
    ("text", "half_width"),
    [
        ("environ 363 M€", "0.5"),
        ("environ 700 M€", "5"),
        ("environ 10 M€", "0.5"),
        ("environ 100 M€", "5"),
        ("environ 150 M€", "5"),
        ("environ 2 500 M€", "50"),
        ("environ 2,5 Md€", "50"),
        ("environ 3 M€", "0.5"),
        ("environ 719,10 M€", "0.005"),
        ("environ 1 M€", "0.5"),
        ("environ 2,0 Md€", "50"),
        ("estimé à 3 M€", "0.5"),
        ("estimée à ce jour à 3 M€", "0.5"),
        ("évalué à 3 M€", "0.5"),
        ("près de 3 M€", "0.5"),
        ("quelque 3 M€", "0.5"),
        ("de l'ordre de 3 M€", "0.5"),
        ("autour de 3 M€", "0.5"),
        ("à peu près 3 M€", "0.5"),
        ("~ 3 M€", "0.5"),
        ("≈ 3 M€", "0.5"),
        ("3 M€ environ", "0.5"),
        ("about 3 M€", "0.5"),
        ("environ un milliard et demi d'euros", "250"),
    ],
)
def test_about_is_half_of_the_last_significant_digit_each_way(text: str, half_width: str) -> None:
    amount = read(text)
    assert amount.wording is Wording.ABOUT
    assert amount.high is not None
    assert (amount.high.euros - amount.low.euros) / 2 == millions(half_width)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("363 M€", M),
        ("2,5 Md€", 100 * M),
        ("719,10 €", "0.01"),
        ("1,77 Md€", 10 * M),
        ("de 5 à 7,5 M€", 100_000),
        ("quinze mille euros", 1_000),
        ("trois milliards d'euros", 1_000 * M),
        ("un milliard et demi d'euros", 500 * M),
        ("1 milliard 780 millions d'euros", M),
    ],
)
def test_the_printed_unit_is_that_of_the_last_printed_digit(text: str, unit: int | str) -> None:
    assert read(text).unit == Decimal(unit)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("10,175 millions", 10_175_000),
        ("1.234 M€", 1_234_000),
        ("300.000 €", 300_000),
        ("12,345 €", 12_345),
        ("12.345.678,90 €", "12345678.90"),
        ("2,5 milliards\nd'euros", 2_500 * M),
        ("12 mil-\nlions d'euros", 12 * M),
        ("1 234\n567 €", 1_234_567),
        ("363 M€.", 363 * M),
    ],
)
def test_a_printed_figure_follows_the_rules_for_documents(text: str, euros: int | str) -> None:
    assert read_printed(text) == exactly(Decimal(euros))


@settings(max_examples=300)
@given(
    st.sampled_from(["", "plus de ", "au moins ", "moins de ", "jusqu'à ", "au plus ", "environ ", "> ", "< ", "~ "]),
    st.integers(1, 999_999),
    st.sampled_from(["", ",5", ",25", ",0", ",10", ".5"]),
    st.sampled_from(["k€", "M€", "Md€", "€", "millions d'euros", "milliards d’euros", "millions €", "million d'euros"]),
    st.sampled_from([" ", "\u00a0", "\u202f", ""]),
)
def test_the_short_way_reads_what_the_whole_grammar_reads(
    qualifier: str, whole: int, decimals: str, unit: str, space: str
) -> None:
    text = f"{qualifier}{whole}{decimals}{space}{unit}"
    short, long = read(text), read_whole(text, printed=False)
    assert short == long
    assert (short.unit, short.wording) == (long.unit, long.wording)
    assert read_printed(text) == read_whole(text, printed=True)
