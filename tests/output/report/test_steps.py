"""The step line of a revised figure."""

from __future__ import annotations

import json
from datetime import date

import pytest
from reports import odd, shipped

from enveloppes.answers.report import History
from enveloppes.output.chart_marks import NARROW, WIDE, Chart, Ink
from enveloppes.output.report.steps import step_chart

DAY = date(2026, 11, 22)
LABEL = 29  # pixels that a figure with its stage below takes


def drawn(history: History, width: int = WIDE) -> Chart:
    chart = step_chart(history, DAY, "fr", "alt", width)
    assert chart is not None
    return chart


def values(chart: Chart, mark: str, ink: Ink | None = None) -> list[dict[str, float | str]]:
    layers = json.loads(json.dumps(chart.spec))["layer"]
    return [
        value
        for layer in layers
        if layer["mark"]["type"] == mark and ink in {None, layer["mark"].get("fill")}
        for value in layer["data"]["values"]
    ]


def test_each_statement_holds_until_the_next_and_the_last_until_the_report() -> None:
    (history,) = shipped("fr").report.histories
    chart = drawn(history)
    seven, ten = values(chart, "rect", Ink.WHOLE)
    assert seven["x2"] == ten["x"]
    assert float(seven["y"]) > float(ten["y"])
    assert chart.width - float(ten["x2"]) < 10


def test_figures_and_stages_are_written_beside_the_steps() -> None:
    (history,) = shipped("fr").report.histories
    texts = [value["t"] for value in values(drawn(history), "text")]
    for said in ("7\u00a0M€", "10\u00a0M€", "contractualisé", "voté", "2015", "2024"):
        assert said in texts


def test_bounds_are_a_field_and_what_has_no_upper_one_ends_in_an_arrow() -> None:
    (history,) = odd("fr").report.histories
    chart = drawn(history)
    assert len(values(chart, "rect", Ink.SPAN)) == 2
    assert len(values(chart, "point")) == 5  # one arrow and a dot a statement with a figure


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_labels_stand_in_tiers_where_statements_follow_closely(width: int) -> None:
    (history,) = odd("fr").report.histories
    chart = drawn(history, width)
    figures = [value for value in values(chart, "text") if "M€" in str(value["t"]) and float(value["x"]) > 60]
    for one in figures:
        assert float(one["y"]) > 10
        for other in figures:
            if one is not other and abs(float(one["x"]) - float(other["x"])) < 40:
                assert abs(float(one["y"]) - float(other["y"])) >= LABEL


def test_a_line_whose_statements_have_no_figure_is_not_drawn() -> None:
    (history,) = odd("fr").report.histories
    assert step_chart(History(history.line, history.steps[-1:]), DAY, "fr", "alt", WIDE) is None
