"""A figure and the form in which its source is said to print it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.judging.printed import says_the_same
from enveloppes.money.wording import read, read_printed

QUALIFIERS = ["", "plus de ", "au moins ", "moins de ", "jusqu'à ", "environ "]


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("12 M€", "12 millions d'euros"),
        ("10 175 000 €", "10,175 millions d'euros"),
        ("environ 2,5 Md€", "2,5 milliards d'euros"),
        ("plus de 12 M€", "12 M€"),
        ("de 5 à 7 M€", "entre 5 et 7 millions d'euros"),
        ("363,4 M€", "363 M€"),
        ("plus de 120,4 M€", "plus de 120 M€"),
        ("environ 20 M€", "20 M€"),
        ("15..25 M€", "une vingtaine de millions d'euros"),
    ],
)
def test_another_typography_a_qualifier_further_off_and_a_finer_figure_say_the_same(amount: str, printed: str) -> None:
    assert says_the_same(read(amount), read_printed(printed))


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("999 M€", "12 M€"),
        ("4 M€", "plus de 4 M€"),
        ("4 M€", "environ 4 M€"),
        ("au moins 4 M€", "plus de 4 M€"),
        ("12 M€", "12,4 M€"),
        ("363,6 M€", "363 M€"),
        ("6 M€", "de 5 à 7 M€"),
        ("de 5 à 7 M€", "7 M€"),
        ("environ 20 M€", "une vingtaine de millions d'euros"),
    ],
)
def test_another_figure_a_qualifier_left_out_and_a_coarser_figure_do_not(amount: str, printed: str) -> None:
    assert not says_the_same(read(amount), read_printed(printed))


@given(st.sampled_from(QUALIFIERS), st.integers(2, 900), st.integers(2, 900))
def test_bare_digits_bear_out_their_own_figure_however_it_is_qualified_and_no_other(
    qualifier: str, number: int, printed: int
) -> None:
    amount = read(f"{qualifier}{number} M€")
    assert says_the_same(amount, amount)
    assert says_the_same(amount, read_printed(f"{printed} M€")) == (number == printed)
