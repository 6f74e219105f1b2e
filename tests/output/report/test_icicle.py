"""The icicle of an agreement: sizes, nesting, and labels that never touch."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from reports import odd, shipped

from enveloppes.agreements.register import Register
from enveloppes.answers.report import report
from enveloppes.output.chart_marks import NARROW, WIDE, Chart, Ink, text_width
from enveloppes.output.report.agreements import legend_of
from enveloppes.output.report.icicle import drawn_icicle, icicle
from enveloppes.output.words import render

Boxes = list[dict[str, float]]


def boxes_of(chart: Chart, ink: Ink) -> Boxes:
    layers = json.loads(json.dumps(chart.spec))["layer"]
    found: Boxes = []
    for layer in layers:
        if layer["mark"]["type"] == "rect" and layer["mark"]["fill"] == ink:
            found += layer["data"]["values"]
    return found


def texts_of(chart: Chart) -> list[tuple[float, float, str, str, int]]:
    """Return each text: left, baseline, text, align, size."""
    layers = json.loads(json.dumps(chart.spec))["layer"]
    return [
        (value["x"], value["y"], value["t"], layer["mark"]["align"], layer["mark"]["fontSize"])
        for layer in layers
        if layer["mark"]["type"] == "text"
        for value in layer["data"]["values"]
    ]


def drawn(register: Register, width: int = WIDE, language: str = "fr") -> Chart:
    (part,) = report(register).agreements
    chart = icicle(part, part.bases[0], language, "alt", width)
    assert chart is not None
    return chart


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_with_a_figure_is_named_with_it_however_small_its_box(width: int, language: str) -> None:
    part = shipped(language).report.agreements[0]
    chart = icicle(part, part.bases[0], language, "alt", width)
    assert chart is not None
    texts = [text for _, _, text, _, _ in texts_of(chart)]
    assert {"10\u00a0M€", "363\u00a0M€", "250\u00a0M€", "700\u00a0M€"} <= set(texts)
    said = " ".join(texts)
    for line in part.lines:
        if line.amount is not None:
            assert line.title.split(" ")[0] in said


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_text_touches_another_nor_leaves_the_picture(width: int) -> None:
    making = odd("fr")
    for part in making.report.agreements:
        for basis in part.bases:
            chart = icicle(part, basis, "fr", "alt", width)
            assert chart is not None
            placed = texts_of(chart)
            for left, baseline, text, align, size in placed:
                start = left - text_width(text, size) if align == "right" else left
                assert start >= -1
                assert 0 < baseline <= chart.height
            for column in {left for left, _, _, _, _ in placed}:
                lines = sorted(baseline for left, baseline, _, _, _ in placed if left == column)
                assert all(after - before >= 12 for before, after in pairwise(lines))


def test_boxes_are_as_high_as_their_figures(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of("- {id: a, title: A, amount: 30 M€, at: §1}\n- {id: b, title: B, amount: 10 M€, at: §1}")
    one, other = boxes_of(drawn(register), Ink.DETAIL)
    assert (one["y2"] + 1 - one["y"]) == pytest.approx(3 * (other["y2"] + 1 - other["y"]), rel=0.05)


def test_a_line_within_another_stands_inside_its_box(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 30 M€, at: §1}
        - {id: b, title: B, amount: 10 M€, at: §1, within: a}
        """)
    outer, inner = boxes_of(drawn(register), Ink.DETAIL)
    assert outer["y"] <= inner["y"] < inner["y2"] <= outer["y2"]
    assert inner["x"] >= outer["x2"]


def test_a_figure_between_bounds_is_as_high_as_their_middle(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: entre 10 et 30 M€, at: §1}
        - {id: b, title: B, amount: 20 M€, at: §1}
        """)
    one, other = boxes_of(drawn(register), Ink.DETAIL)
    assert one["y2"] - one["y"] == pytest.approx(other["y2"] - other["y"], abs=0.02)


def test_an_agreement_of_very_many_lines_is_drawn_down_to_its_axes(envelopes_of: Callable[[str], Register]) -> None:
    rows = "".join(f"- {{id: e-{n}, title: Ligne {n}, amount: {n} M€, at: §1}}\n" for n in range(1, 42))
    chart = drawn(envelopes_of(rows))
    texts = [text for _, _, text, _, _ in texts_of(chart)]
    assert "An axis" in texts
    assert not [text for text in texts if text.startswith("Ligne")]


def test_what_has_no_size_is_not_drawn(envelopes_of: Callable[[str], Register]) -> None:
    (part,) = report(envelopes_of("- {id: a, title: A, amount: 0 €, at: §1}")).agreements
    assert icicle(part, part.bases[0], "fr", "alt", WIDE) is None


def long_lines(register_of: Callable[[str], Register], count: int, axes: int = 1, amount: str = "1 M€") -> Register:
    title = "Opération de modernisation des équipements structurants intercommunaux et de leurs abords"
    listed = "\n".join(
        f"              - id: x{axis}\n                title: Axe {axis}\n                envelopes:\n"
        + "\n".join(
            f"                  - {{id: e{axis}-{place}, title: '{title} n° {place}', amount: {amount}}}"
            for place in range(count)
        )
        for axis in range(axes)
    )
    return register_of(
        f"""\
        format: 1
        agreements:
          - id: a
            title: Accord
            axes:
{listed}
        """
    )


def test_a_picture_of_long_titles_is_no_higher_than_a_page_and_still_names_every_line(
    register_of: Callable[[str], Register],
) -> None:
    chart = drawn(long_lines(register_of, 20))
    assert chart.height <= 800
    assert sum(text.startswith("Opération") for _, _, text, _, _ in texts_of(chart)) == 20


def test_what_needs_more_height_than_a_page_is_drawn_down_to_its_axes(register_of: Callable[[str], Register]) -> None:
    (part,) = report(long_lines(register_of, 18, axes=2)).agreements
    found = drawn_icicle(part, part.bases[0], "fr", "alt", WIDE)
    assert found is not None
    assert found.is_closed
    assert not any(text.startswith("Opération") for _, _, text, _, _ in texts_of(found.chart))


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("1 M€", "Each box is as high as its figure is large."),
        ("entre 1 et 2 M€", "two bounds, that is their middle. The agreement and its axes are"),
        ("plus de 1 M€", "nothing bounds it from above, that is its least. The agreement and its axes are"),
    ],
)
def test_the_legend_says_how_high_a_figure_is_that_is_not_exact(
    register_of: Callable[[str], Register], amount: str, said: str
) -> None:
    (part,) = report(long_lines(register_of, 2, amount=amount)).agreements
    text = render(legend_of(part, part.bases[0]), "en")
    assert said in text
    assert ("bound" in text) == (amount != "1 M€")


@pytest.mark.parametrize(("period", "is_said"), [("2023..2024", True), ("2022..2024", False)])
def test_the_legend_says_where_parts_of_different_years_share_a_height(
    envelopes_of: Callable[[str], Register], period: str, is_said: bool
) -> None:
    text = f"""\
        - {{id: whole, title: Whole, amount: 10 M€, rhythm: yearly, period: 2021..2024}}
        - {{id: one, title: One, amount: 5 M€, rhythm: yearly, period: 2021..2022, within: whole}}
        - {{id: two, title: Two, amount: 5 M€, rhythm: yearly, period: {period}, within: whole}}
    """
    (part,) = report(envelopes_of(text)).agreements
    assert ("share the height" in render(legend_of(part, part.bases[0]), "en")) is is_said
