"""Ledgers as tables and as JSON, on the made-up agreement of ``examples/suivi``."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from enveloppes.answers.ledgers import LedgerAnswer, follow
from enveloppes.ledgers.summing import Options, sum_ledgers
from enveloppes.output.ledgers_sheet import exact, ledger_notes, ledger_results, ledger_tables
from enveloppes.output.sheet import Audience, Role, Table
from enveloppes.output.words import render
from enveloppes.reading.register_file import read_register

EXAMPLE = Path(__file__).parents[2] / "examples" / "suivi"


@pytest.fixture(scope="module")
def answer() -> LedgerAnswer:
    register = read_register([str(EXAMPLE)]).register
    return follow(register, sum_ledgers(register, Options()))


@pytest.fixture(scope="module")
def tables(answer: LedgerAnswer) -> tuple[Table, ...]:
    return ledger_tables(answer, read_register([str(EXAMPLE)]).register)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "enveloppes", *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_there_is_a_table_a_stage_and_one_of_agreements_that_say_more(tables: tuple[Table, ...]) -> None:
    assert [table.key for table in tables] == ["ledger", "ledger_total", "ledger", "ledger", "ledger_total"]


def test_each_year_of_an_envelope_is_a_row_under_its_name(tables: tuple[Table, ...]) -> None:
    paid = tables[3]
    seen = [column.audience is not Audience.MACHINES for column in paid.columns]
    first = next(cell for cell, is_seen in zip(paid.rows[0].cells, seen, strict=True) if is_seen)
    assert paid.rows[0].role is Role.DETAIL
    assert render(first, "fr") == "Rénovation des ponts\u00a0: 12\u00a0M€"
    assert [row.depth for row in paid.rows[:4]] == [0, 1, 1, 1]


def test_the_notes_say_what_was_left_out_and_what_was_read(answer: LedgerAnswer) -> None:
    notes = [render(note, "en") for note in ledger_notes(answer)]
    assert any("receipts of" in note and "--include-receipts" in note for note in notes)
    assert any("order movements of" in note and "--include-order" in note for note in notes)
    assert any("read by duckdb" in note for note in notes)


def test_json_has_what_the_interface_says(answer: LedgerAnswer) -> None:
    result: dict[str, Any] = json.loads(json.dumps(ledger_results(answer, "en")))
    row = next(one for one in result["ledgers"] if one["id"] == "aides-rurales" and one["year"] == 2023)
    assert {"id", "stage", "year", "sum", "cumulative", "share", "remainder", "verdict"} <= set(row)
    assert row["cumulative"]["low"] == row["cumulative"]["high"] == "3997550"
    assert row["share"] == {"low": "88.8", "high": "114.3"}
    assert (row["remainder"]["low"], row["remainder"]["high"]) == ("-497550", "502450")
    assert row["verdict"] == "undetermined"
    assert [file["ledger"] for file in result["ledger_files"]] == ["budget"] * 3


def test_a_negative_sum_is_written_with_its_sign() -> None:
    assert render(exact(Decimal("-1.5")), "en") == "\u22121.50\u00a0€"


def test_the_command_shows_the_ledgers_and_strict_minds_what_is_exceeded() -> None:
    shown = run("reconcile", str(EXAMPLE), "--ledgers")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Paid, against what was announced" in shown.stdout
    assert run("reconcile", str(EXAMPLE), "--ledgers", "--strict").returncode == 1


def test_a_csv_has_a_row_for_every_year_and_exact_euros() -> None:
    rows = list(csv.DictReader(io.StringIO(run("reconcile", str(EXAMPLE), "--ledgers", "--format", "csv").stdout)))
    ponts = [row for row in rows if (row["id"], row["stage"], row["table"]) == ("ponts", "paid", "ledger")]
    assert [(row["year"], row["sum_low"], row["cumulative_low"]) for row in ponts] == [
        ("2021", "3632750.47", "3632750.47"),
        ("2022", "4045328.27", "7678078.74"),
        ("2023", "3476985.05", "11155063.79"),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--engine", "oracle"], "`oracle` is none of: duckdb, polars, spark"),
        (["--ledgers", "--master", "local[2]"], "`--master` is for `--engine spark`"),
        (["--ledger", "budget"], "is not ID=PATH"),
        (["--engine", "spark", "--master", "nonsense://"], "is no master of Spark"),
    ],
)
def test_what_cannot_be_done_is_refused(options: list[str], message: str) -> None:
    refused = run("reconcile", str(EXAMPLE), *options)
    assert refused.returncode == 2
    assert message in refused.stderr


def test_a_bad_ledger_is_a_finding_with_its_place_and_exit_code_1(tmp_path: Path) -> None:
    refused = Path(__file__).parents[1] / "examples" / "refused" / "L503-no-number.yaml"
    shown = run("reconcile", str(refused), "--ledgers")
    assert shown.returncode == 1
    assert "L503-no-number.yaml:8:12: error L503 bad-cell" in shown.stderr
    assert "n.c." in shown.stderr
    elsewhere = tmp_path / "mended.csv"
    broken = refused.parent / "ledgers" / "L503.csv"
    elsewhere.write_text(broken.read_text(encoding="utf-8").replace("n.c.", "7"), encoding="utf-8")
    slug = refused.stem.lower()
    mended = run("reconcile", str(refused), "--ledgers", "--ledger", f"{slug}={elsewhere}")
    assert (mended.returncode, mended.stderr) == (0, "")
