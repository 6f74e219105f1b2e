"""Drafts of a register: what they say is what the document says, and ``check`` finds no error in them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.documents.figures import figures
from enveloppes.documents.loading import load_bytes
from enveloppes.money.amount import Amount, Bound
from enveloppes.money.wording import read
from enveloppes.output.drafts import amount_text, draft
from enveloppes.output.extract_sheet import extract_result, extract_sheet
from enveloppes.output.terminal import plain
from enveloppes.reading.register_file import read_register

_TEXT = """\
Le plan mobilise plus de 120 M€, dont environ 2,5 millions d'euros pour les écoles : « tout le monde en profite ».

De 5 à 7 M€ iront aux routes, `x: [y` 885 636.60 € à l'État.

Soit 12 € par habitant.
"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["communiqué n° 3.txt", "[x]: {y}.txt", "…….txt", "a" * 150 + ".txt"])
def test_a_draft_is_a_register_without_an_error(tmp_path: Path, name: str, language: str) -> None:
    found = figures(load_bytes(_TEXT.encode(), "a.txt"))
    path = tmp_path / "draft.yaml"
    path.write_text(draft(name, found, language), encoding="utf-8")
    reading = read_register([str(path)])
    assert reading.findings == ()
    amounts = [placed.envelope.amount for placed in reading.register.envelopes()]
    assert amounts == [figure.amount for figure in found if figure.kind.value == "total"]


def test_figures_per_head_are_left_out_and_said() -> None:
    text = draft("a.txt", figures(load_bytes(_TEXT.encode(), "a.txt")), "fr")
    assert "# 1 chiffre par habitant est écarté." in text


def test_a_document_without_figures_gives_an_empty_axis(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(draft("a.txt", (), "en"), encoding="utf-8")
    assert read_register([str(path)]).findings == ()


_EUROS = st.integers(0, 10**14).map(lambda cents: Decimal(cents) / 100)


@given(_EUROS, st.none() | _EUROS, st.booleans(), st.booleans(), st.sampled_from(["en", "fr"]))
def test_every_amount_is_read_back_as_it_was(
    low: Decimal, more: Decimal | None, low_reached: bool, high_reached: bool, language: str
) -> None:
    high = None if more is None else Bound(low + more, high_reached or not more)
    amount = Amount(Bound(low, low_reached or not (more is None or more)), high)
    assert read(amount_text(amount, language)) == amount


def test_an_extract_shows_each_figure_as_printed_and_as_read() -> None:
    found = figures(load_bytes(_TEXT.encode(), "a.txt"))
    shown = plain(extract_sheet(found), "fr").replace("\u00a0", " ").replace("\u202f", " ")
    first = next(line for line in shown.splitlines() if "§1" in line)
    assert first.split() == ["§1", "120", "M€", "plus", "de", "120", "000", "000", "€", "plus", "de", "total"]
    assert "par habitant" in shown
    assert f"{sum(1 for one in found if one.kind == 'total')} montants en euros." in shown
    assert "1 chiffre par habitant n'est pas compté." in shown
    result = extract_result(found, "fr")
    assert isinstance(result, dict)
    rows = result["figures"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    assert list(rows[0]) == ["printed", "kind", "amount", "wording", "start", "end", "place"]
