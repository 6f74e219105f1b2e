"""What there is, and everything known of one thing, as sheets and JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from enveloppes.agreements.register import Register
from enveloppes.answers.listing import listing
from enveloppes.answers.query import Query
from enveloppes.answers.showing import show
from enveloppes.output.list_sheet import list_result, list_sheet
from enveloppes.output.machine import union_records
from enveloppes.output.safe_text import columns_of
from enveloppes.output.show_sheet import show_result, show_sheet
from enveloppes.output.terminal import plain
from enveloppes.output.words import render


def _shown(register: Register, key: str, language: str = "en", width: int = 200) -> str:
    sheet = show_sheet(show(register, key), register)
    return plain(sheet, language, width).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_list_is_a_tree_of_agreements_axes_and_envelopes(shipped: Register) -> None:
    rows = list(union_records(list_sheet(listing(shipped, Query()), shipped), "en"))
    assert [row["kind"] for row in rows][:3] == ["agreement", "axis", "envelope"]
    first = next(row for row in rows if row["id"] == "grand-age")
    assert (first["parent"], first["within"], first["within_certainty"]) == (
        "cohesion-sociale",
        "investissement",
        "possible",
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_fits_eighty_columns(shipped: Register, language: str) -> None:
    lines = plain(list_sheet(listing(shipped, Query()), shipped), language, 80).splitlines()
    assert max(map(columns_of, lines)) <= 80
    assert lines[3].strip("─ ") == ""


def test_the_list_as_json_says_what_is_known_of_each_line(shipped: Register) -> None:
    result: Any = list_result(listing(shipped, Query()), "en")
    row = next(row for row in result["rows"] if row["id"] == "solidarites-2021")
    assert row["kind"] == "context"
    assert row["basis"]["stage"] == "voted"
    assert row["within"] == {"id": "fonctionnement-2021", "certainty": "certain"}
    assert (row["source"], row["at"]) == ("hauts-de-seine-2021-07-06", "§7")


def test_an_envelope_is_shown_with_its_basis_source_place_and_claim(shipped: Register) -> None:
    shown = _shown(shipped, "solidarites-2021", width=240)
    assert "voted, once" in shown
    assert "hauts-de-seine-2021-07-06   §7" in shown
    assert "909 millions d'euros" in shown
    assert "solidarites-2021 is more than half of fonctionnement-2021" in shown
    assert "fonctionnement-2021 is 909 to less than 1 818 M€" in shown
    (claim,) = (line for line in shown.splitlines() if "part-des-solidarites" in line)
    assert "hauts-de-seine-2021-07-06 §7" in claim


def test_a_revised_envelope_is_shown_with_all_its_statements_and_its_note(shipped: Register) -> None:
    shown = _shown(shipped, "renovation-urbaine", "fr")
    assert "7 M€   contractualisé" in shown
    assert "10 M€   voté" in shown
    assert "Note : " in shown
    assert "826 094 habitants (population municipale, 2019)" in shown


def test_an_agreement_is_shown_with_its_parties_totals_and_lines(shipped: Register) -> None:
    shown = _shown(shipped, "relance-hauts-de-seine")
    assert "Département des Hauts-de-Seine (SIREN 229200506)" in shown
    assert "1 323 M€" in shown
    assert "partial: the lines are not all that there is" in shown
    assert "renovation-energetique" in shown


def test_an_axis_is_shown_as_a_part_of_its_agreement(shipped: Register) -> None:
    shown = _shown(shipped, "cadre-de-vie")
    assert "613 M€" in shown
    assert "700 M€" not in shown


def test_json_of_an_envelope_holds_its_statements_and_derived_bounds(shipped: Register) -> None:
    result: Any = show_result(show(shipped, "renovation-urbaine"), shipped, "en")
    assert [(one["from"], one["amount"]["low"], one["stage"]) for one in result["statements"]] == [
        ("2015", "7000000", "contracted"),
        ("2024", "10000000", "voted"),
    ]
    derived: Any = show_result(show(shipped, "fonctionnement-2021"), shipped, "en")
    assert derived["amount"] is None
    assert derived["derived"][0]["amount"]["high"] == "1818000000"


def test_json_of_an_agreement_holds_its_lines_and_its_total(shipped: Register) -> None:
    result: Any = show_result(show(shipped, "relance-hauts-de-seine"), shipped, "en")
    assert (result["kind"], result["lines"]) == ("agreement", "partial")
    assert result["total"]["totals"][0]["amount"]["low"] == "1323000000"
    assert result["sources"][0]["id"] == "hauts-de-seine-2021-07-06"


_PARTS = """\
    - {id: plan, title: Plan, amount: 100 M€}
    - {id: sure, title: Sûr, amount: 10 M€, within: plan}
    - {id: maybe, title: Peut-être, amount: 60 M€, within: {id: plan, certainty: possible}}
"""


def test_possible_parts_are_not_shown_as_certain(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of(_PARTS)
    (maybe,) = (line for line in _shown(register, "plan", "fr").splitlines() if line.strip().startswith("maybe"))
    (sure,) = (line for line in _shown(register, "plan", "fr").splitlines() if line.strip().startswith("sure"))
    assert "peut-être" in maybe
    assert "peut-être" not in sure
    result: Any = show_result(show(register, "plan"), register, "en")
    assert (result["parts"], result["possible_parts"]) == (["sure", "maybe"], ["maybe"])


@pytest.mark.parametrize(
    ("language", "remarks"), [("en", ["", "part", "possible part"]), ("fr", ["", "dont", "dont, peut-être"])]
)
def test_the_list_marks_what_is_part_of_another(
    envelopes_of: Callable[[str], Register], language: str, remarks: list[str]
) -> None:
    register = envelopes_of(_PARTS)
    (table,) = list_sheet(listing(register, Query()), register).tables
    place = [column.key for column in table.columns].index("remark")
    assert [render(row.cells[place], language) for row in table.rows[2:]] == remarks


def test_an_axis_is_the_first_row_of_its_own_total(shipped: Register) -> None:
    shown = _shown(shipped, "cadre-de-vie")
    table = shown[shown.index("Total by axis") : shown.index("Envelopes")]
    assert "Accord de relance" not in table
    assert "Cadre de vie   613 M€   100 %" in table
    result: Any = show_result(show(shipped, "cadre-de-vie"), shipped, "en")
    assert [group["parent"] for group in result["total"]["groups"]] == [None]


def test_a_claim_is_shown_with_its_verdict_figures_source_and_place(shipped: Register) -> None:
    shown = _shown(shipped, "part-des-solidarites")
    assert "solidarites-2021 is more than half of fonctionnement-2021" in shown
    assert "Verdict     informs" in shown
    assert "Place       §7" in shown
    assert "Source      hauts-de-seine-2021-07-06" in shown
    assert "1 323 M€" not in shown
    result: Any = show_result(show(shipped, "part-des-solidarites"), shipped, "en")
    assert (result["kind"], [one["id"] for one in result["claims"]]) == ("claim", ["part-des-solidarites"])
    assert [one["id"] for one in result["envelopes"]] == ["solidarites-2021", "fonctionnement-2021"]
    assert [one["id"] for one in result["derived"]] == ["fonctionnement-2021"]


def test_a_claim_that_counts_shows_what_is_listed(shipped: Register) -> None:
    shown = _shown(shipped, "nombre-de-quartiers", "fr")
    assert "Annemasse, Bonneville" in shown
    assert "6 quartiers prioritaires en Haute-Savoie" in shown
