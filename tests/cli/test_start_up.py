"""A run loads what it needs and nothing else: start-up is most of the time of a small question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARIES = frozenset({"typer", "rich", "pydantic", "yaml"})
# What no small question needs, in this program and beside it.
HEAVY = frozenset(
    {
        "duckdb", "polars", "pyarrow", "pyspark", "narwhals", "lxml", "pypdfium2", "selectolax", "vl_convert", "typst",
        "xlsxwriter", "multiprocessing", "concurrent.futures", "asyncio",
        "enveloppes.documents.figures", "enveloppes.output.report", "enveloppes.output.charts",
        "enveloppes.answers.compare", "enveloppes.answers.reconcile", "enveloppes.reading.git_revision",
        "enveloppes.judging.claims", "enveloppes.reading.yaml_careful",
        "enveloppes.reading.yaml_places", "enveloppes.reading.model_findings",
    }
)  # fmt: skip


def loaded(*words: str, **environment: str) -> frozenset[str]:
    """Return the modules that a run of the program loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "enveloppes", *words],
        cwd=ROOT,
        env={**os.environ, "ENVELOPPES_NO_CACHE": "1", "GITHUB_ACTIONS": "", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stderr.splitlines()
    return frozenset(line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:"))


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--version"], frozenset[str]()),
        (["--help"], frozenset({"typer"})),
        (["total", "--help"], frozenset({"typer"})),
        (["explain", "C301"], frozenset({"typer"})),
        (["total"], frozenset({"typer", "pydantic"})),
        (["list"], frozenset({"typer", "pydantic"})),
        (["check"], frozenset({"typer", "pydantic"})),
        (["total", "--format", "json"], frozenset({"typer", "pydantic"})),
        (["--color", "always", "total"], LIBRARIES),
    ],
)
def test_a_run_loads_no_library_that_it_does_not_need(words: list[str], allowed: frozenset[str]) -> None:
    assert loaded(*words) & LIBRARIES <= allowed


def test_completion_loads_neither_the_model_nor_the_drawing() -> None:
    found = loaded(_ENVELOPPES_COMPLETE="complete_bash", COMP_WORDS="enveloppes to", COMP_CWORD="1")
    assert found & LIBRARIES == {"typer"}


@pytest.mark.parametrize("words", [["--help"], ["total"], ["total", "--by", "axis"], ["list"]])
def test_a_small_question_loads_nothing_heavy(words: list[str]) -> None:
    assert loaded(*words) & HEAVY == frozenset()


def test_a_table_in_colour_is_what_needs_the_drawing_library() -> None:
    assert "rich" in loaded("--color", "always", "total")
