"""Shares in words and per cent, and what a printed percentage accepts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.money.amount import Wording
from enveloppes.money.ratio import Ratio
from enveloppes.money.share_wording import accepted, read_share, write_share
from enveloppes.money.wording import WordingError


def percent(low: str | None, high: str | None, *, low_reached: bool = True, high_reached: bool = True) -> Ratio:
    bounds = [None if bound is None else Fraction(bound) / 100 for bound in (low, high)]
    return Ratio(bounds[0], bounds[1], low_reached, high_reached)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("plus de la moitié", percent("50", None, low_reached=False)),
        ("plus de 50 %", percent("50", None, low_reached=False)),
        ("more than 50 %", percent("50", None, low_reached=False)),
        ("more than half", percent("50", None, low_reached=False)),
        ("la moitié", percent("50", "50")),
        ("un tiers", Ratio(Fraction(1, 3), Fraction(1, 3))),
        ("deux tiers", Ratio(Fraction(2, 3), Fraction(2, 3))),
        ("les deux tiers", Ratio(Fraction(2, 3), Fraction(2, 3))),
        ("two thirds", Ratio(Fraction(2, 3), Fraction(2, 3))),
        ("les trois quarts", percent("75", "75")),
        ("1/3", Ratio(Fraction(1, 3), Fraction(1, 3))),
        ("56 %", percent("56", "56")),
        ("56%", percent("56", "56")),
        ("56 pour cent", percent("56", "56")),
        ("12,5 %", percent("12.5", "12.5")),
        ("environ 60 %", percent("59.5", "60.5")),
        ("60 % environ", percent("59.5", "60.5")),
        ("près de 60 %", percent("59.5", "60.5")),
        ("au moins 40 %", percent("40", None)),
        ("moins d'un quart", percent("0", "25", high_reached=False)),
        ("au plus un dixième", percent("0", "10")),
        ("entre 20 et 30 %", percent("20", "30")),
        ("20 à 30 %", percent("20", "30")),
        ("environ un tiers", Ratio(Fraction(1, 3) - Fraction(1, 20), Fraction(1, 3) + Fraction(1, 20))),
        ("la totalité", percent("100", "100")),
        ("la majorité", percent("50", None, low_reached=False)),
    ],
)
def test_a_share_says_what_is_known_of_a_ratio(text: str, ratio: Ratio) -> None:
    assert read_share(text) == ratio


@pytest.mark.parametrize(
    "text", ["", "beaucoup", "56", "12 M€", "-5 %", "moins de 0 %", "٣ %", "30 à 20 %", "1/0", "un", "5 6 %", "%" * 500]
)
def test_what_is_no_share_is_refused_with_the_nearest_form(text: str) -> None:
    with pytest.raises(WordingError) as caught:
        read_share(text)
    assert caught.value.message.template


def test_a_bare_percentage_accepts_rounding_and_truncation() -> None:
    taken = accepted(read_share("77 %"))
    assert (taken.low, taken.high) == (Fraction("0.765"), Fraction("0.78"))
    assert (taken.low_reached, taken.high_reached) == (True, False)
    assert accepted(read_share("12,5 %")).low == Fraction("0.1245")


def test_a_qualified_share_accepts_just_what_it_says() -> None:
    for text in ("plus de 50 %", "environ 60 %", "un tiers", "20 à 30 %"):
        assert accepted(read_share(text)) == read_share(text)


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("56 %", "56 %", "56 %"),
        ("12,5 %", "12,5 %", "12.5 %"),
        ("environ 60 %", "environ 60 %", "about 60 %"),
        ("plus de la moitié", "plus de la moitié", "more than half"),
        ("un tiers", "un tiers", "one third"),
        ("les trois quarts", "trois quarts", "three quarters"),
        ("moins d'un quart", "moins d'un quart", "less than one quarter"),
        ("au moins deux tiers", "au moins deux tiers", "at least two thirds"),
    ],
)
def test_a_share_is_written_as_it_was_said(text: str, french: str, english: str) -> None:
    assert write_share(read_share(text), "fr").replace("\u00a0", " ") == french
    assert write_share(read_share(text), "en").replace("\u00a0", " ") == english


@settings(max_examples=100)
@given(
    st.integers(1, 1000),
    st.sampled_from(["", "plus de ", "moins de ", "au moins ", "environ "]),
    st.sampled_from(["fr", "en"]),
)
def test_a_written_share_is_read_back(tenths: int, qualifier: str, language: str) -> None:
    ratio = read_share(f"{qualifier}{tenths // 10},{tenths % 10} %")
    assert read_share(write_share(ratio, language)) == ratio


def test_the_wording_of_a_share_is_kept() -> None:
    assert read_share("au moins 40 %").wording is Wording.AT_LEAST
