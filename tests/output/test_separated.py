"""CSV and TSV, read back by Python's csv module."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_samples import CENTS, HOSTILE, everything, presented, totals

from enveloppes.output.separated import harmless, write_csv, write_tsv


def _rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter))


def test_csv_gives_back_exact_euros() -> None:
    rows = _rows(write_csv(presented(totals())))
    assert [row["amount_low"] for row in rows] == ["1323000000", "10000000", "613000000", "700000000", "", "10000000"]
    assert [row["amount_high_reached"] for row in rows][-1] == ""
    assert rows[1]["share_percent_ratio"] == "10/1323"


def test_more_digits_than_a_double_holds_survive() -> None:
    cents = next(row for row in _rows(write_csv(presented(everything()))) if row["id"] == "cents")
    assert Decimal(cents["old_low"]) == Decimal(CENTS)


def test_lines_end_as_rfc_4180_says() -> None:
    data = write_csv(presented(totals()))
    assert data.count(b"\r\n") == data.count(b"\n") == 7


@pytest.mark.parametrize(("language", "number"), [("fr", "1,5"), ("en", "1.5")])
def test_excel_gets_its_byte_order_mark_semicolons_and_the_decimal_sign_of_its_country(
    language: str, number: str
) -> None:
    data = write_csv(presented(everything(), language, for_excel=True))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0]["tolerance"] == number


def test_machine_formats_do_not_follow_the_language() -> None:
    assert write_csv(presented(totals(), "fr")) == write_csv(presented(totals(), "en"))


def test_tsv_has_as_many_fields_in_every_line() -> None:
    lines = write_tsv(presented(everything())).decode().splitlines()
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert len(lines) == 1 + 4 + len(HOSTILE)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_no_text_becomes_a_formula_or_a_terminal_command(text: str) -> None:
    shown = harmless(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert all(character.isprintable() or character in "\u00a0\u202f\u200c\u200d" or ord(character) > 0x9F
               for character in shown)  # fmt: skip
    assert "\x1b" not in shown
    assert "\n" not in shown
