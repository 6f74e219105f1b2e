"""Ledgers as tables and as JSON, on the made-up agreement of ``examples/suivi``."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from enveloppes.answers.ledgers import LedgerAnswer, Together, follow
from enveloppes.language.message import at_terminal
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
    notes = [render(at_terminal(note), "en") for note in ledger_notes(answer)]
    assert any("Receipts of" in note and "--include-receipts" in note for note in notes)
    assert any("Order movements of" in note and "--include-order" in note for note in notes)
    assert any("read by duckdb" in note for note in notes)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_notes_are_sentences_that_call_envelopes_by_their_titles(
    answer: LedgerAnswer, tables: tuple[Table, ...], language: str
) -> None:
    notes = [*ledger_notes(answer), *(note for table in tables for note in table.notes)]
    texts = [render(note, language).replace("\u00a0", " ") for note in notes]
    assert all(text[0].isupper() or text[0].isdigit() or text[0] == "«" for text in texts), texts
    assert all(text.endswith(".") for text in texts), texts
    assert not any("`" in text for text in texts)
    assert any("« Transport scolaire »" in text for text in texts)


def test_notes_show_no_absolute_path(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "suivi")
    register = read_register([str(tmp_path / "suivi")]).register
    found = follow(register, sum_ledgers(register, Options()))
    assert found.files[0].name.startswith("/")
    assert any("duckdb: budget-2021.csv, budget-2022.csv" in render(note, "en") for note in ledger_notes(found))


def test_the_sum_of_an_agreement_says_how_many_of_its_lines_it_holds_and_which_it_leaves_out(
    answer: LedgerAnswer, tables: tuple[Table, ...]
) -> None:
    voted, paid = tables[1], tables[4]
    named = render(voted.rows[0].cells[6], "fr")
    assert named == "Plan départemental de la Valmorée, 3 de ses 8 lignes\u00a0: plus de 33\u00a0M€"
    told = [render(note, "en") for note in (*voted.notes, *paid.notes)]
    assert any("not followed at this stage: « dont ponts de bois »" in note for note in told)
    assert any("as announced for each year: « Transport scolaire »." in note for note in told)
    assert any("without a figure" in note and "« Maisons de santé »" in note for note in told)
    totals = json.loads(json.dumps(ledger_results(answer, "en")))["ledger_totals"]
    assert {(one["stage"], one["rhythm"], one["lines"], one["of"]) for one in totals} == {
        ("voted", "once", 3, 8),
        ("committed", "once", 1, 8),
        ("paid", "once", 7, 8),
        ("paid", "yearly", 1, 8),
    }


def test_of_many_lines_that_are_left_out_the_first_are_named_and_all_are_counted(answer: LedgerAnswer) -> None:
    total = answer.agreements[0]
    many = replace(total, together=Together(3, 13, elsewhere=tuple(f"L{n}" for n in range(10))))
    found = replace(answer, agreements=(many,))
    notes = ledger_tables(found, read_register([str(EXAMPLE)]).register)[1].notes
    assert render(notes[0], "en").endswith("« L4 », 5 more.")


def test_json_has_what_the_interface_says(answer: LedgerAnswer) -> None:
    result: dict[str, Any] = json.loads(json.dumps(ledger_results(answer, "en")))
    row = next(one for one in result["ledgers"] if one["id"] == "aides-rurales" and one["year"] == 2023)
    assert {"id", "stage", "year", "sum", "cumulative", "share", "remainder", "verdict"} <= set(row)
    assert row["cumulative"]["low"] == row["cumulative"]["high"] == "3997550"
    assert row["share"] == {"low": "88.8", "high": "114.2"}
    assert (row["remainder"]["low"], row["remainder"]["high"]) == ("-497550", "502450")
    assert row["verdict"] == "undetermined"
    assert [file["ledger"] for file in result["ledger_files"]] == ["budget"] * 3
    first = EXAMPLE / "budgets" / "budget-2021.csv"
    assert result["ledger_files"][0]["sha256"] == sha256(first.read_bytes()).hexdigest()


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
        (["--engine", "oracle"], "`--engine oracle` is none of: duckdb, polars, spark"),
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
