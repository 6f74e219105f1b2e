"""What was paid, drawn inside what was announced for it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.answers.ledgers import Followed, LedgerAnswer, Progress
from enveloppes.money.amount import Amount, exactly, millions, more_than
from enveloppes.output.chart_marks import WIDE, Chart
from enveloppes.output.chart_tracked import tracked_chart, tracked_of
from enveloppes.output.charts import ledgers_chart


def row(year: int, cumulative: Decimal | None, announced: Amount | None, key: str = "a", **other: object) -> Followed:
    stage = other.get("stage", TrackedStage.PAID)
    assert isinstance(stage, TrackedStage)
    return Followed(
        key, f"Ligne {key}", stage, Rhythm.ONCE, year, cumulative, cumulative, announced, None, None,
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
    assert "3\u202f632\u202f750.47\u00a0€ of 12\u00a0M€" in texts


def test_a_figure_that_nothing_bounds_from_above_ends_in_an_arrow() -> None:
    assert len(drawn(tracked_chart([row(2021, millions(3), more_than(millions(20)))], "en", "alt", WIDE), "point")) == 1


def test_only_payments_that_accumulate_against_a_figure_are_drawn() -> None:
    rows = [
        row(2021, None, exactly(millions(12)), "yearly"),
        row(2021, millions(3), None, "unstated"),
        row(2021, millions(3), exactly(millions(12)), "voted", stage=TrackedStage.VOTED),
        row(2021, millions(3), exactly(millions(12)), "paid"),
    ]
    assert [one.title for one in tracked_of(rows)] == ["Ligne paid"]
    assert tracked_chart(rows[:3], "en", "alt", WIDE) is None


def test_a_sum_below_nothing_has_no_bar() -> None:
    chart = tracked_chart([row(2021, Decimal(-5), exactly(millions(12)))], "en", "alt", WIDE)
    assert [value["x2"] for value in drawn(chart, "rect")][1] == 0


def test_the_chart_alone_bears_its_title_and_legend() -> None:
    answer = LedgerAnswer((row(2021, millions(3), exactly(millions(12))),), (), (), (), (), "duckdb")
    texts = " ".join(str(value["t"]) for value in drawn(ledgers_chart(answer, "en"), "text"))
    assert texts.startswith("Paid, of what was announced")
    assert "Pale: what was announced" in texts
    assert ledgers_chart(LedgerAnswer((), (), (), (), (), "duckdb"), "en") is None
