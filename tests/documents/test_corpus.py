"""The finding of figures is measured on the labelled corpus, class by class and blind round by blind round."""

from __future__ import annotations

from pathlib import Path

import figure_corpus as measure
import pytest

from enveloppes.documents.figures import Kind

LEAST = 0.99
BY_CLASS = measure.scores()
BY_ROUND = measure.scores("source")


@pytest.mark.parametrize("name", sorted(BY_CLASS))
def test_every_class_is_found_and_nothing_else(name: str) -> None:
    score = BY_CLASS[name]
    assert score.precision >= LEAST, score.faults
    assert score.recall >= LEAST, score.faults


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert sum(score.labels for score in BY_CLASS.values()) >= 150
    assert sum(score.traps for score in BY_CLASS.values()) >= 150
    assert len(BY_ROUND) >= 4


def test_every_found_figure_is_printed_where_it_says() -> None:
    for sample in measure.samples():
        for figure in measure.found_in(sample.text):
            assert sample.text[figure.start : figure.end] == figure.printed
            assert figure.kind in Kind


def test_the_figures_page_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "figures.md"
    assert measure.table() in page.read_text(encoding="utf-8"), "run scripts/measure_figures.py"
