"""Without an extra, what needs it says which one to install, and nothing calls that a defect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HIDING = """
import sys
hidden = sys.argv.pop(1)
sys.modules[hidden] = None
from enveloppes.cli.app import run
run()
"""
SUIVI = Path(__file__).parents[2] / "examples" / "suivi"


@pytest.mark.parametrize(
    ("module", "words", "extra"),
    [
        ("xlsxwriter", ["total", "-o", "totals.xlsx"], "xlsx"),
        ("narwhals", ["reconcile", str(SUIVI), "--ledgers"], "ledgers"),
        ("duckdb", ["reconcile", str(SUIVI), "--ledgers"], "ledgers"),
        ("polars", ["reconcile", str(SUIVI), "--ledgers", "--engine", "polars"], "polars"),
        ("vl_convert", ["total", "--by", "axis", "--chart", "-o", "axes.svg"], "report"),
        ("typst", ["report", "-o", "report.pdf"], "report"),
    ],
)
def test_what_needs_an_extra_names_it(module: str, words: list[str], extra: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", HIDING, module, *words], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert ran.returncode == 2
    assert f"enveloppes[{extra}]" in ran.stderr
    assert list(tmp_path.iterdir()) == []
