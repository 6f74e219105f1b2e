"""What is no amount is refused with a message that shows what would be one."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.language.message import Message
from enveloppes.money.amount import Amount, Bound, exactly
from enveloppes.money.share_wording import read_share
from enveloppes.money.wording import WordingError, read, read_printed


def refusal(text: str) -> Message:
    with pytest.raises(WordingError) as caught:
        read(text)
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "decimal", "thousands"),
    [
        ("12,345 €", "12.345", "12345"),
        ("1.234 M€", "1234000", "1234000000"),
        ("10,175 millions", "10175000", "10175000000"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_both(text: str, decimal: str, thousands: str) -> None:
    values = refusal(text).values
    assert values["decimal"] == exactly(Decimal(decimal))
    assert values["thousands"] == exactly(Decimal(thousands))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("363", {"number": "363"}),
        ("363 M", {"number": "363", "sign": "M"}),
        ("-5 M€", {"number": "5 M€"}),
        ("1e3 €", {"digits": "1e3"}),
        ("٣ M€", {"char": "٣"}),
        ("3² M€", {"char": "²"}),
        ("9" * 400 + " €", {"count": 24}),
        ("9" * 30 + " €", {"count": 24}),
        ("1_000 €", {"digits": "1_000"}),
        ("012 M€", {"digits": "012", "mended": "12 M€"}),
        ("plus de 0012,50 €", {"digits": "0012", "mended": "plus de 12,50 €"}),
        ("de 05 à 07 M€", {"digits": "05", "mended": "de 5 à 7 M€"}),
        ("5..07 M€", {"digits": "07", "mended": "5..7 M€"}),
        ("00 €", {"digits": "00", "mended": "0 €"}),
        ("2.5 billion euros", {"word": "billion"}),
    ],
)
def test_a_refusal_names_what_is_wrong(text: str, shown: dict[str, object]) -> None:
    values = refusal(text).values
    assert {name: values[name] for name in shown} == shown


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "n/a", "néant", "M€", "€", "5 m€", "12:30", "1 23 €", "12 34 567 €", "7 à 5 M€", "3 M€ et 4 M€",
        "3 M€ 4 M€", "3 M€ par an", "223 €/hab.", "12 $", "12 M$", "12 %", "+5 M€", "5 M€ -", "3 M€ oui",
        "au moins 3 M€ au plus", "3,4,5 M€", "1..2..3 M€", "\x00 3 M€", "363 M€\x07", "NaN", "Infinity €", "0x10 €",
        "des millions d'euros", "quelques millions d'euros", "de 5 M€", "moins de 0 €", "entre 5 M€", "à 7 M€",
    ],
)  # fmt: skip
def test_what_is_no_single_amount_is_refused(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize(
    "text", ["plus d'environ 5 M€", "plus de environ 5 M€", "au moins environ 5 M€", "environ plus de 5 M€"]
)
def test_what_is_both_bounded_and_about_is_refused_in_data_and_read_in_a_source_where_french_says_it(text: str) -> None:
    refusal(text)
    printed = read_printed("plus d'environ 5 M€")
    assert (printed.low, printed.high) == (Bound(Decimal(5_000_000), reached=False), None)


def test_about_before_a_range_is_the_range() -> None:
    assert read("environ entre 5 et 7 M€") == read("environ 5 à 7 M€") == read("5..7 M€")


def test_a_very_long_text_is_refused_before_it_is_read() -> None:
    begun = time.perf_counter()
    for text in ("1" * 10_000_000, "plus de " * 1_000_000, " " * 9_000_000 + "3 M€", "estimé à " * 500_000):
        refusal(text)
        with pytest.raises(WordingError):
            read_share(text)
    assert time.perf_counter() - begun < 2


def amount_or_refusal(text: str) -> None:
    for reader in (read, read_printed):
        try:
            assert isinstance(reader(text), Amount)
        except WordingError as error:
            assert error.message.template  # noqa: PT017 - either outcome is right, a third is not


@settings(max_examples=200)
@given(st.text(max_size=250))
def test_any_text_is_an_amount_or_a_wording_error(text: str) -> None:
    amount_or_refusal(text)


_PIECES = [
    "plus de ", "moins de ", "au moins ", "environ ", "entre ", "de ", "à ", "et ", "estimé à ", "1", "12", "345", " ",
    ",", ".", "€", "M€", "Md€", "millions", " d'euros", "-", "..", "<", ">", "un ", "vingt", "mille ", "\u00a0", "\n",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_mixture_of_the_grammars_words_is_an_amount_or_a_wording_error(text: str) -> None:
    amount_or_refusal(text)


@pytest.mark.parametrize("text", ["0 €", "0,05 M€", "1 012 M€", "1\u202f000,05 €", "1, 05 milliard d'euros", "100 M€"])
def test_a_zero_among_decimals_thousands_or_alone_is_no_leading_one(text: str) -> None:
    assert read(text).low is not None


def test_a_source_may_print_a_leading_zero() -> None:
    assert read_printed("012 M€") == read("12 M€")
