"""Totals as sheets and JSON, on the register that ships and on made-up ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from enveloppes.agreements.dates import read_day
from enveloppes.agreements.register import Register
from enveloppes.answers.explaining import explain
from enveloppes.answers.query import Dimension, Query
from enveloppes.answers.total import total
from enveloppes.output.machine import header_of, union_records
from enveloppes.output.sheet import Sheet
from enveloppes.output.terminal import plain
from enveloppes.output.total_sheet import total_result, total_sheet

RegisterOf = Callable[[str], Register]


def _sheet(register: Register, query: Query) -> Sheet:
    return total_sheet(total(register, query), register)


def _result(register: Register, query: Query) -> Any:  # noqa: ANN401 - JSON
    return total_result(total(register, query), (), "en")


def _shown(sheet: Sheet, language: str, width: int = 80) -> str:
    return plain(sheet, language, width).replace("\u202f", " ").replace("\u00a0", " ")


def test_one_line_per_basis_without_groups(shipped: Register) -> None:
    shown = _shown(_sheet(shipped, Query()), "en")
    assert "announced, once   1 323 M€       4      5" in shown
    assert "voted, once          10 M€       1      0" in shown


def test_axes_stand_under_their_agreement_with_their_shares(shipped: Register) -> None:
    shown = _shown(_sheet(shipped, Query(by=(Dimension.AXIS,))), "fr")
    assert "Total par axe · annoncé, en une fois" in shown
    assert "  Accord de relance des Hauts-de-Seine   1 323 M€   100,0 %        4      5" in shown
    assert "    Cadre de vie                           613 M€    46,3 %        2      1" in shown
    assert "Hors total : 4 montants de contexte et 1 sans montant (--with-context)." in shown


def test_groups_that_stand_side_by_side_have_a_total_below_them(shipped: Register) -> None:
    lines = _shown(_sheet(shipped, Query(by=(Dimension.FUNDER,))), "en").splitlines()
    total_line = next(line for line in lines if line.startswith("  Total  "))
    assert total_line.split() == ["Total", "1", "323", "M€", "4", "5"]
    assert "(split not stated)" in _shown(_sheet(shipped, Query(by=(Dimension.FUNDER,))), "en", 200)


def test_what_is_stated_only_later_is_not_called_unstated(shipped: Register) -> None:
    query = Query(as_of=read_day("2020").last)
    shown = _shown(_sheet(shipped, query), "en")
    assert "Total · as of 31 December 2020" in shown
    assert "announced, once    not yet       0      0         9" in shown
    assert "contracted, once      7 M€       1      0         0" in shown


def test_context_stands_beside_in_a_table_of_its_own(shipped: Register) -> None:
    shown = _shown(_sheet(shipped, Query(with_context=True)), "en", 200)
    assert "Context: quoted beside, in no total" in shown
    for figure in ("more than 120 M€", "more than 100 M€", "909 M€", "about 2 500 M€"):
        assert figure in shown


def test_explained_lines_say_what_became_of_them(shipped: Register) -> None:
    answer = total(shipped, Query(with_context=True))
    shown = _shown(total_sheet(answer, shipped, explain(answer)), "en", 200)
    assert "context: quoted, not part of the agreement" in shown
    assert "no figure: counted as unstated" in shown
    assert "hauts-de-seine-2021-07-06 §9" in shown


def test_machines_get_the_keys_of_groups_and_their_level(shipped: Register) -> None:
    rows = list(union_records(_sheet(shipped, Query(by=(Dimension.AXIS,))), "en"))
    assert [(row["agreement"], row["axis"], row["level"], str(row["amount_low"])) for row in rows][:2] == [
        ("relance-hauts-de-seine", None, 0, "1323000000"),
        ("relance-hauts-de-seine", "cohesion-sociale", 1, "10000000"),
    ]


def test_json_totals_are_those_of_the_interface(shipped: Register) -> None:
    first = _result(shipped, Query())["totals"][0]
    assert list(first) == ["basis", "amount", "envelopes", "unstated", "not_yet"]
    assert first["amount"]["low"] == "1323000000"
    assert (first["envelopes"], first["unstated"], first["not_yet"]) == (4, 5, 0)


def test_json_groups_by_axis_name_agreement_and_axis(shipped: Register) -> None:
    result = _result(shipped, Query(by=(Dimension.AXIS,)))
    groups = result["groups"]
    assert groups[0]["key"] == {"agreement": "relance-hauts-de-seine", "axis": None}
    assert groups[0]["parent"] is None
    assert groups[1]["key"] == {"agreement": "relance-hauts-de-seine", "axis": "cohesion-sociale"}
    assert groups[1]["parent"] == "relance-hauts-de-seine"
    assert result["counted_twice"] == []


def test_json_has_context_and_steps_only_where_they_were_asked_for(shipped: Register) -> None:
    assert set(_result(shipped, Query())) == {"totals", "notes"}
    answer = total(shipped, Query(with_context=True))
    result: Any = total_result(answer, explain(answer), "fr")
    assert set(result) == {"totals", "context", "steps", "notes"}
    assert result["context"][0]["key"] == {"id": "crise-sanitaire"}
    assert list(result["steps"][0]) == ["id", "decision", "within", "amount", "reason"]
    assert {note["code"] for note in result["notes"]} >= {"unstated", "unlike-bases"}


def test_an_agreement_without_envelopes_makes_an_empty_table_and_no_error(register_of: RegisterOf) -> None:
    register = register_of("""\
        format: 1
        sources: {s: {title: A source}}
        agreements: [{id: a, title: An agreement, source: s}]
        """)
    assert _shown(_sheet(register, Query()), "en").startswith("Total")
    assert _result(register, Query(by=(Dimension.AXIS,)))["groups"] == []


def test_titles_of_a_register_cannot_be_templates(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: "{basis} %s", amount: 1 M€}
        - {id: b, title: "[bold]x", amount: 2 M€}
        """)
    answer = total(register, Query(by=(Dimension.AXIS, Dimension.THEME)))
    assert "3 M€" in _shown(total_sheet(answer, register, explain(answer)), "fr")


def test_a_stage_that_is_grouped_by_stands_once_in_the_flat_formats(shipped: Register) -> None:
    sheet = total_sheet(total(shipped, Query(by=(Dimension.STAGE, Dimension.AXIS))), shipped)
    assert header_of(sheet.tables[0]).count("stage") == 1
    assert {record["stage"] for record in union_records(sheet, "en")} == {"announced", "voted"}


def test_themes_have_the_names_of_their_divisions(shipped: Register) -> None:
    sheet = _sheet(shipped, Query(by=(Dimension.THEME,)))
    assert "06.1 (Housing and community amenities)" in _shown(sheet, "en")
    assert "06.1 (Logement et équipements collectifs)" in _shown(sheet, "fr")
    assert _result(shipped, Query(by=(Dimension.THEME,)))["groups"][0]["key"] == {"theme": "05.4"}
