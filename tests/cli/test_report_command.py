"""``enveloppes report`` and ``total --chart`` as they are typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
TOO_MUCH = """\
format: 1
agreements:
  - id: plan
    title: Plan
    axes:
      - id: axe
        title: Axe
        envelopes:
          - {id: tout, title: Tout, amount: 100 M€}
          - {id: part, title: Part, amount: 200 M€, within: tout}
"""


def ran(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ENVELOPPES_", "SOURCE_DATE"))}
    return subprocess.run(
        [sys.executable, "-m", "enveloppes", *arguments],
        cwd=folder,
        env=clean | {"LC_ALL": "C.UTF-8", "ENVELOPPES_NO_CACHE": "1"} | environment,
        capture_output=True,
        check=False,
    )


def test_the_ending_of_the_file_decides_what_is_written(tmp_path: Path) -> None:
    for name, begins in (("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF-1.7"), ("r.md", b"# ")):
        done = ran("report", str(DATA), "-o", name, "--date", "2026-11-22", folder=tmp_path)
        assert (done.returncode, done.stdout) == (0, b"")
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_the_head_states_the_sha256_of_every_input_documents_and_ledgers_too(tmp_path: Path) -> None:
    text = tmp_path / "communique.txt"
    text.write_text("Un plan de 12 M\u20ac.\n", encoding="utf-8")
    suivi = DATA.parent / "examples" / "suivi"
    asked = ("--ledgers", "--source", f"communique-2021={text}")
    done = ran("report", str(suivi), *asked, "--format", "markdown", folder=tmp_path)
    for file in (suivi / "accord.yaml", text, *sorted((suivi / "budgets").glob("*.csv"))):
        digest = sha256(file.read_bytes()).hexdigest()
        assert any(file.name in said and digest in said for said in done.stdout.decode().splitlines()), file
    told = json.loads(ran("reconcile", str(suivi), *asked, "--format", "json", folder=tmp_path).stdout)
    assert [one["path"].rpartition("/")[2] for one in told["inputs"]] == [
        "accord.yaml", "communique.txt", "budget-2021.csv", "budget-2022.csv", "budget-2023.csv",
    ]  # fmt: skip


def test_without_a_file_the_named_format_goes_to_the_standard_output(tmp_path: Path) -> None:
    done = ran("report", str(DATA), "--format", "markdown", folder=tmp_path)
    assert done.stdout.startswith(b"# Envelopes of 2 public agreements")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name the file of the report"),
        (("-o", "report.docx"), "names no format of a report"),
        (("-o", "report.pdf", "--format", "html"), "contradicts"),
        (("-o", "report.html", "--format", "latex"), "is no format of a report"),
        (("-o", "report.html", "--date", "tomorrow"), "is not a date"),
        (("-o", "report.html", "--source", "nobody=x.txt"), "there is no source `nobody`"),
        (("-o", "nowhere/report.html"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_and_exits_2(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = ran("report", str(DATA), *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_parts_that_exceed_their_container_stop_a_report(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(TOO_MUCH, encoding="utf-8")
    done = ran("report", "plan.yaml", "-o", "report.html", folder=tmp_path)
    assert done.returncode == 2
    assert b"C301" in done.stderr
    assert not (tmp_path / "report.html").exists()


def test_the_date_is_given_or_that_of_the_source_date_epoch(tmp_path: Path) -> None:
    ran("report", str(DATA), "-o", "given.html", "--date", "2026-11-22", folder=tmp_path)
    ran("report", str(DATA), "-o", "epoch.html", folder=tmp_path, SOURCE_DATE_EPOCH="1795305600")
    assert (tmp_path / "given.html").read_bytes() == (tmp_path / "epoch.html").read_bytes()
    done = ran("report", str(DATA), "-o", "no.html", folder=tmp_path, SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2


def test_a_document_that_was_given_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Les crédits passent de 7 à 10 millions d'euros.\n", encoding="utf-8")
    done = ran(
        *("report", str(DATA), "--format", "markdown", "--source", "haute-savoie-2025-03-06=article.txt"),
        folder=tmp_path,
    )
    report = done.stdout.decode()
    assert "Figures against their documents" in report
    assert "No document was given for `hauts-de-seine-2021-07-06`:" in report


def test_a_total_is_drawn_for_a_slide_and_still_shown(tmp_path: Path) -> None:
    for name, begins in (("axes.svg", b"<svg "), ("axes.png", b"\x89PNG")):
        done = ran("total", str(DATA), "--by", "axis", "--chart", "-o", name, folder=tmp_path)
        assert done.returncode == 0
        assert b"613" in done.stdout
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert ran("total", str(DATA), "--chart", "-o", "axes.svg", "--quiet", folder=tmp_path).stdout == b""


@pytest.mark.parametrize("arguments", [(), ("-o", "axes.xlsx"), ("-o", "axes.svg", "--format", "json")])
def test_a_chart_needs_a_picture_to_be_written_to(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = ran("total", str(DATA), "--chart", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


SUIVI = Path(__file__).parents[2] / "examples" / "suivi"


def test_what_was_paid_is_a_part_of_the_report_and_a_chart_of_its_own(tmp_path: Path) -> None:
    done = ran("report", str(SUIVI), "--ledgers", "--format", "markdown", folder=tmp_path)
    assert b"## Announced, voted, paid" in done.stdout
    assert b"Paid, against what was announced" in done.stdout
    assert b"## Announced, voted, paid" not in ran(
        *("report", str(SUIVI), "--format", "markdown"), folder=tmp_path
    ).stdout  # fmt: skip
    done = ran("reconcile", str(SUIVI), "--ledgers", "--chart", "-o", "paid.svg", "--quiet", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "Rénovation des ponts" in (tmp_path / "paid.svg").read_text(encoding="utf-8")


def test_a_chart_of_payments_needs_the_ledgers(tmp_path: Path) -> None:
    done = ran("reconcile", str(SUIVI), "--chart", "-o", "paid.svg", folder=tmp_path)
    assert done.returncode == 2
    assert b"add `--ledgers`" in done.stderr
