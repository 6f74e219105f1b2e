"""Charts: every number is written as in tables, bounds are drawn, and what is drawn is where it should be."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from enveloppes.agreements.register import Register
from enveloppes.answers.query import Dimension, Query
from enveloppes.answers.total import total
from enveloppes.money.amount import Amount, at_most, between, exactly, millions, more_than
from enveloppes.output.chart_bars import LEGEND, Bar, bar_chart, legend_for
from enveloppes.output.chart_marks import NARROW, WIDE, Canvas, Chart, broken, pixels, text_width
from enveloppes.output.chart_scale import money_scale
from enveloppes.output.charts import png_of, svg_of, total_chart

PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart, mark: str) -> list[dict[str, object]]:
    """Return what a chart draws with a mark."""
    layers = json.loads(json.dumps(chart.spec))["layer"]
    return [value for layer in layers if layer["mark"]["type"] == mark for value in layer["data"]["values"]]


def chart_of(*amounts: Amount | None, language: str = "fr") -> Chart:
    bars = tuple(Bar(f"Ligne {place}", amount, 1) for place, amount in enumerate(amounts))
    return bar_chart("bars", "Barres", bars, language, WIDE)


def test_every_figure_is_written_as_in_a_table() -> None:
    texts = [value["t"] for value in drawn(chart_of(exactly(millions("1323")), more_than(millions(120))), "text")]
    assert "1\u202f323\u00a0M€" in texts
    assert "plus de 120\u00a0M€" in texts


def test_english_and_french_write_the_same_figure_their_own_way() -> None:
    amount = exactly(millions("2.5"))
    assert "2,5\u00a0M€" in [value["t"] for value in drawn(chart_of(amount), "text")]
    assert "2.5\u00a0M€" in [value["t"] for value in drawn(chart_of(amount, language="en"), "text")]


def test_an_exact_figure_is_a_bar_without_a_whisker() -> None:
    chart = chart_of(exactly(millions(10)))
    assert len(drawn(chart, "rect")) == 1
    assert not drawn(chart, "point")


def test_a_bar_ends_at_the_least_and_its_whisker_at_the_most() -> None:
    solid, pale = drawn(chart_of(between(millions(5), millions(10))), "rect")
    assert solid["x2"] == pale["x"]
    assert pale["x2"] == 2 * float(str(solid["x2"]))


def test_what_nothing_bounds_from_above_ends_in_an_arrow() -> None:
    chart = chart_of(more_than(millions(120)), exactly(millions(100)))
    assert len(drawn(chart, "point")) == 1


def test_what_may_be_nothing_has_no_solid_bar() -> None:
    assert len(drawn(chart_of(at_most(millions(3))), "rect")) == 1


def test_a_line_without_a_figure_is_named_and_has_no_bar() -> None:
    chart = chart_of(exactly(millions(10)), None)
    assert len(drawn(chart, "rect")) == 1
    assert "n.c." in [value["t"] for value in drawn(chart, "text")]


def test_bars_are_explained_only_where_one_is_not_exact() -> None:
    assert legend_for([Bar("a", exactly(1), 0), Bar("b", None, 0)]) is None
    assert legend_for([Bar("a", more_than(1), 0)]) is LEGEND


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_long_title_is_broken_and_never_cut(width: int) -> None:
    title = "Contrat de plan entre l'État et la Région pour la transition écologique et énergétique des territoires"
    chart = bar_chart("bars", "Barres", (Bar(title, exactly(millions(10)), 0),), "fr", width)
    texts = [str(value["t"]) for value in drawn(chart, "text")]
    assert title in " ".join(texts)
    assert all(text_width(text, bold=True) <= width for text in texts)


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=6), st.sampled_from([3, 5]))
@settings(max_examples=100)
def test_ticks_are_round_few_and_never_beyond_the_axis(euros: list[int], steps: int) -> None:
    scale = money_scale([exactly(one) for one in euros], 700, steps=steps)
    assert scale.ticks[0] == 0
    assert len(scale.ticks) <= steps + 1
    assert max(scale.ticks) <= scale.most == max(euros)
    assert all(str(tick.normalize().as_tuple().digits[0]) in "012345678" for tick in scale.ticks)


def test_the_axis_has_the_unit_of_the_figures_beside_the_bars() -> None:
    bars = (Bar("A", exactly(Decimal(758_600_000)), 0), Bar("B", exactly(Decimal(550_000)), 0))
    texts = [str(value["t"]) for value in drawn(bar_chart("bars", "Barres", bars, "fr", 720), "text")]
    assert {text.partition("\u00a0")[2] for text in texts} - {""} == {"k€"}
    assert "800\u202f000\u00a0k€" in texts or "600\u202f000\u00a0k€" in texts


@given(st.integers(0, 10**12), st.integers(1, 10**12))
@settings(max_examples=100)
def test_pixels_keep_the_order_of_money_and_stay_on_the_axis(one: int, other: int) -> None:
    most = Decimal(max(one, other))
    assert (pixels(one, most, 700) <= pixels(other, most, 700)) or one > other
    assert 0 <= pixels(one, most, 700) <= 700


def test_words_stay_whole_when_a_text_is_broken() -> None:
    assert broken("un deux anticonstitutionnellement", 60) == ["un deux", "anticonstitutionnellement"]


def test_a_chart_is_one_picture_for_a_screen_reader_and_brings_nothing_from_outside() -> None:
    svg = svg_of(chart_of(exactly(millions(10))), identity="x")
    root = etree.fromstring(svg.encode())
    assert root.get("role") == "img"
    (title,) = root.iter(f"{SVG}title")
    assert title.text == "Barres"
    assert root.get("aria-labelledby") == title.get("id") == "x-title"
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert "style=" not in svg


def test_a_hostile_title_stays_a_text_of_the_picture() -> None:
    title = '<script>x</script> & "q" role="img" d="1.23456"'
    canvas = Canvas(300, 40)
    canvas.text((0, 20), title)
    root = etree.fromstring(svg_of(canvas.chart("c", title)).encode())
    assert [element.text for element in root.iter(f"{SVG}text")] == [title]
    assert not list(root.iter(f"{SVG}script"))


def test_the_figure_for_a_slide_has_a_panel_a_basis(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 10 M€, at: §1}
        - {id: b, title: B, amount: 7 M€, stage: voted, at: §1}
        """)
    chart = total_chart(total(register, Query(by=(Dimension.AXIS,))), register, "en")
    texts = [value["t"] for value in drawn(chart, "text")]
    assert "Total by axis · announced, once" in texts
    assert "Total by axis · voted, once" in texts
    assert chart.alt == "Total by axis · announced, once. Total by axis · voted, once"


def test_a_slide_has_a_white_ground_and_a_png_is_one(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of("- {id: a, title: A, amount: 10 M€, at: §1}")
    chart = total_chart(total(register, Query()), register, "fr")
    assert 'fill="#ffffff"' in svg_of(chart, paper=True)
    assert 'fill="#ffffff"' not in svg_of(chart)
    assert png_of(chart).startswith(PNG)
