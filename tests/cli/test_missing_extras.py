"""Without an extra, what needs it says which one to install, and nothing calls that a defect."""

from __future__ import annotations

import json
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
REFUSED = Path(__file__).parents[1] / "examples" / "refused"
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


@pytest.mark.parametrize("module", ["narwhals", "duckdb"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_check_without_the_extra_finds_unread_ledgers_beside_all_else(module: str, language: str) -> None:
    other = REFUSED / "M101-unknown-key.yaml"
    words = ["--lang", language, "check", str(SUIVI), str(other), "--format", "json"]
    ran = subprocess.run([sys.executable, "-c", HIDING, module, *words], capture_output=True, text=True, check=False)
    found = json.loads(ran.stdout)["result"]["findings"]
    assert ran.returncode == 1
    assert [(one["code"], one["path"]) for one in found] == [
        ("L501", "ledgers.budget.files"),
        ("M101", "agreements[0].axes[0].envelopes[0].amuont"),
    ]
    assert "pip install 'enveloppes[ledgers]'" in found[0]["message"]


def test_a_report_without_the_extra_says_that_the_ledgers_were_not_read() -> None:
    words = ["report", str(SUIVI), "--format", "markdown"]
    ran = subprocess.run(
        [sys.executable, "-c", HIDING, "narwhals", *words], capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0
    assert "L501" in ran.stdout


@pytest.mark.parametrize("module", ["narwhals", "duckdb"])
@pytest.mark.parametrize(
    ("option", "complaint"),
    [(["--engine", "foo"], "`--engine foo` is none of"), (["--ledger", "x"], "`--ledger x` is not ID=PATH")],
)
def test_what_is_wrong_with_an_option_is_said_before_an_extra_is_asked_for(
    module: str, option: list[str], complaint: str
) -> None:
    words = ["reconcile", str(SUIVI), "--ledgers", *option]
    ran = subprocess.run([sys.executable, "-c", HIDING, module, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert complaint in ran.stderr
    assert "pip install" not in ran.stderr
