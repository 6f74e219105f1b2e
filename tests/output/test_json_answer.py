"""JSON as docs/json.md lays it down."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_samples import CENTS, HOSTILE, everything, presented, totals

from enveloppes.agreements.basis import Basis
from enveloppes.money.amount import Change, difference, exactly, less_than, millions, more_than
from enveloppes.money.ratio import Ratio
from enveloppes.output.json_answer import (
    amount_json,
    basis_json,
    change_json,
    dumped,
    euros_json,
    percent_json,
    ratio_json,
    write_json,
    write_jsonl,
)


def test_the_envelope_names_schema_version_inputs_and_parameters() -> None:
    answer = json.loads(write_json(presented(totals())))
    assert list(answer) == ["schema", "version", "inputs", "parameters", "result"]
    assert answer["schema"] == "enveloppes/total/1"
    assert answer["inputs"] == [{"path": "data/accords.yaml", "sha256": "0" * 64}]
    assert answer["parameters"] == {"by": ["axis"]}


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (
            exactly(millions(1323)),
            {"low": "1323000000", "low_reached": True, "high": "1323000000", "high_reached": True,
             "text": "1\u202f323\u00a0M€"},
        ),
        (
            more_than(millions(120)),
            {"low": "120000000", "low_reached": False, "high": None, "high_reached": None,
             "text": "more than 120\u00a0M€"},
        ),
        (
            less_than(millions(3)),
            {"low": "0", "low_reached": True, "high": "3000000", "high_reached": False,
             "text": "less than 3\u00a0M€"},
        ),
        (None, None),
    ],
)  # fmt: skip
def test_an_amount_is_its_bounds_as_decimal_strings(amount: Any, expected: Any) -> None:  # noqa: ANN401
    assert amount_json(amount, "en") == expected


def test_the_text_of_an_amount_follows_the_language() -> None:
    written = amount_json(more_than(millions(120)), "fr")
    assert isinstance(written, dict)
    assert written["text"] == "plus de 120\u00a0M€"


def test_a_change_has_signed_bounds() -> None:
    written = change_json(difference(exactly(millions(7)), exactly(millions(10))), "en")
    assert isinstance(written, dict)
    assert (written["low"], written["high"], written["text"]) == ("-3000000", "-3000000", "\u22123\u00a0M€")
    assert change_json(Change(None, None), "en") == {
        "low": None, "low_reached": None, "high": None, "high_reached": None, "text": "not bounded",
    }  # fmt: skip
    assert change_json(None, "en") is None


def test_a_percentage_has_one_decimal_and_a_ratio_is_exact() -> None:
    assert percent_json(Fraction(3, 7)) == {"low": "42.9", "high": "42.9"}
    assert percent_json(Ratio(Fraction(1, 2), None)) == {"low": "50.0", "high": None}
    assert percent_json(None) is None
    assert ratio_json(Ratio(Fraction(3, 7), Fraction(3, 7))) == "3/7"
    assert ratio_json(Ratio(Fraction(1, 2), None)) is None
    assert ratio_json(None) is None


def test_a_basis_is_its_six_fields_and_euros_are_strings() -> None:
    assert basis_json(Basis()) == {
        "rhythm": "once",
        "stage": "announced",
        "credit": "unspecified",
        "measure": "spending",
        "tax": "unknown",
        "euros": "current",
    }
    assert euros_json(Decimal("1.50")) == "1.5"
    assert euros_json(None) is None


def test_jsonl_has_an_object_a_row_with_the_names_of_its_table() -> None:
    lines = write_jsonl(presented(everything())).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows[2]["old_low"] == CENTS
    assert rows[0]["old_low_reached"] is True
    assert rows[-1].keys() == {"table", "id", "title"}
    assert [row["title"] for row in rows[4:]] == list(HOSTILE)


@given(st.text(max_size=20))
def test_every_text_survives_json_and_none_reaches_a_terminal_unescaped(text: str) -> None:
    written = dumped({"text": text})
    assert json.loads(written) == {"text": text}
    assert all(character.isprintable() or character == "\n" or ord(character) > 0x9F for character in written)
    written.encode("utf-8")
