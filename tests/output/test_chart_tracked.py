"""What was paid, drawn inside what was announced for it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.answers.ledgers import Followed, LedgerAnswer, Progress
from enveloppes.money.amount import Amount, between, exactly, millions, more_than
from enveloppes.output.chart_marks import WIDE, Chart
from enveloppes.output.chart_tracked import legend_of, tracked_chart, tracked_of
from enveloppes.output.charts import ledgers_chart
from enveloppes.output.words import render


def row(year: int, cumulative: Decimal | None, announced: Amount | None, key: str = "a", **other: object) -> Followed:
    stage = other.get("stage", TrackedStage.PAID)
    rhythm = other.get("rhythm", Rhythm.ONCE)
    assert isinstance(stage, TrackedStage)
    assert isinstance(rhythm, Rhythm)
    accumulated = cumulative if rhythm is Rhythm.ONCE else None
    return Followed(
        key, f"Ligne {key}", stage, rhythm, year, cumulative, accumulated, announced, None, None,
        Progress.UNDER, None,
    )  # fmt: skip


def drawn(chart: Chart | None, mark: str) -> list[dict[str, float | str]]:
    assert chart is not None
    layers = json.loads(json.dumps(chart.spec))["layer"]
    return [value for layer in layers if layer["mark"]["type"] == mark for value in layer["data"]["values"]]


def test_payments_are_as_long_as_their_part_of_the_announced_figure() -> None:
    rows = [row(2021, millions(3), exactly(millions(12))), row(2022, millions(6), exactly(millions(12)))]
    pale, dark = drawn(tracked_chart(rows, "en", "alt", WIDE), "rect")
    assert dark["x2"] == pytest.approx(float(pale["x2"]) / 2)


def test_what_was_paid_is_written_exactly_beside_what_was_announced() -> None:
    rows = [row(2021, Decimal("3632750.47"), exactly(millions(12)))]
    texts = [value["t"] for value in drawn(tracked_chart(rows, "en", "alt", WIDE), "text")]
    assert "3\u202f632\u202f750.47\u00a0€ paid, 12\u202f000\u202f000\u00a0€ announced" in texts


def test_a_range_is_said_in_good_french() -> None:
    rows = [row(2021, Decimal("1898515.54"), between(millions(2), millions("2.5")))]
    texts = [value["t"] for value in drawn(tracked_chart(rows, "fr", "alt", WIDE), "text")]
    assert "1\u202f898\u202f515,54\u00a0€ payés, de 2\u202f000\u202f000 à 2\u202f500\u202f000\u00a0€ annoncés" in texts


def test_a_figure_that_nothing_bounds_from_above_ends_in_an_arrow() -> None:
    assert len(drawn(tracked_chart([row(2021, millions(3), more_than(millions(20)))], "en", "alt", WIDE), "point")) == 1


def test_only_known_payments_are_drawn_and_the_legend_names_the_others() -> None:
    rows = [
        row(2021, None, exactly(millions(12)), "unknown"),
        row(2021, millions(3), exactly(millions(12)), "voted", stage=TrackedStage.VOTED),
        row(2021, millions(3), exactly(millions(12)), "paid"),
        row(2022, None, exactly(millions(12)), "paid"),
    ]
    assert [one.title for one in tracked_of(rows)] == ["Ligne paid"]
    assert tracked_chart(rows[:2], "en", "alt", WIDE) is None
    assert render(legend_of(rows), "en").endswith("Not drawn, as what was paid is not known: « Ligne unknown ».")


def test_a_yearly_envelope_is_drawn_year_by_year_and_the_legend_says_so() -> None:
    announced = exactly(millions(2))
    rows = [row(year, millions(paid), announced, rhythm=Rhythm.YEARLY) for year, paid in ((2021, 1), (2022, 3))]
    chart = tracked_chart(rows, "en", "alt", WIDE)
    assert [(one.year, one.paid) for one in tracked_of(rows)] == [(2021, (millions(1),)), (2022, (millions(3),))]
    assert {"Ligne a, 2021", "Ligne a, 2022"} <= {value["t"] for value in drawn(chart, "text")}
    assert "for each year is drawn year by year" in render(legend_of(rows), "en")


def test_an_envelope_without_a_figure_is_drawn_as_paid_alone() -> None:
    chart = tracked_chart([row(2021, Decimal(420_000), None)], "fr", "alt", WIDE)
    assert len(drawn(chart, "rect")) == 1
    assert "420\u00a0k€ payés, aucun montant annoncé" in {value["t"] for value in drawn(chart, "text")}


def test_a_sum_below_nothing_has_no_bar() -> None:
    chart = tracked_chart([row(2021, Decimal(-5), exactly(millions(12)))], "en", "alt", WIDE)
    assert [value["x2"] for value in drawn(chart, "rect")][1] == 0


def test_the_chart_alone_bears_its_title_and_legend() -> None:
    answer = LedgerAnswer((row(2021, millions(3), exactly(millions(12))),), (), (), (), (), "duckdb")
    texts = " ".join(str(value["t"]) for value in drawn(ledgers_chart(answer, "en"), "text"))
    assert texts.startswith("Paid, of what was announced")
    assert "Pale: what was announced" in texts
    assert ledgers_chart(LedgerAnswer((), (), (), (), (), "duckdb"), "en") is None
