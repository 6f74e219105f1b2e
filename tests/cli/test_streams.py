"""What becomes of a run whose standard streams are closed, full, or read no further: its verdict stays its verdict."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REFUSED = Path(__file__).parents[1] / "examples" / "refused"
PROGRAM = f"{sys.executable} -m enveloppes"
EVERY_COMMAND = (
    "list",
    "total",
    "reconcile",
    "check --format json",
    "explain C301",
    "schema",
    "report --format html",
    "--version",
)


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell; its exit code is that of the first of its commands that fails."""
    surroundings = {"ENVELOPPES_LANG": "en", "GITHUB_ACTIONS": "", "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("enveloppes", PROGRAM, 1)],
        cwd=folder,
        env={**os.environ, **surroundings, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a register that says two things of one sum, and one where a line differs."""
    text = (REFUSED / "C303-share-too-high.yaml").read_text(encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(text.replace("909 M€", "809 M€"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check claims.yaml", 1),
        ("check claims.yaml --select Y", 0),
        ("reconcile claims.yaml", 1),
        ("reconcile claims.yaml -o /dev/stdout --format json -q", 1),
        ("compare claims.yaml other.yaml --exit-code", 1),
        ("compare claims.yaml other.yaml", 0),
        ("compare claims.yaml claims.yaml --exit-code", 0),
        ("total nothing.yaml 2>&1", 2),
        ("nope 2>&1", 2),
    ],
)
def test_who_reads_only_the_first_lines_gets_the_verdict_all_the_same(folder: Path, words: str, code: int) -> None:
    plain = shell(f"enveloppes {words}", folder)
    nobody_reads = shell(f"enveloppes {words} | true", folder)
    one_line_is_read = shell(f"enveloppes {words} | head -1", folder)
    assert [plain.returncode, nobody_reads.returncode, one_line_is_read.returncode] == [code, code, code]
    assert one_line_is_read.stdout == plain.stdout[: plain.stdout.find("\n") + 1]
    assert one_line_is_read.stderr in {plain.stderr, ""}


@pytest.mark.parametrize("words", EVERY_COMMAND)
def test_a_full_disk_is_said_in_one_line_whatever_is_shown(folder: Path, words: str) -> None:
    done = shell(f"enveloppes {words} > /dev/full", folder)
    assert done.returncode == 2
    assert "error: the answer cannot be written: no space is left on the device\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert "defect" not in done.stderr


def test_a_full_disk_is_said_of_an_answer_found_before_in_the_language_of_the_reader(folder: Path) -> None:
    assert shell("enveloppes total claims.yaml --lang fr", folder).returncode == 0
    done = shell("enveloppes total claims.yaml --lang fr > /dev/full", folder)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "il ne reste plus de place" in done.stderr


def test_a_standard_output_that_is_closed_is_said(folder: Path) -> None:
    done = shell("enveloppes total claims.yaml >&-", folder)
    assert (done.returncode, done.stderr) == (2, "error: the answer cannot be written: it is closed\n")


def test_a_file_is_written_though_the_standard_streams_are_closed(folder: Path) -> None:
    done = shell("enveloppes total claims.yaml --format json -q -o answer.json <&- >&- 2>&-", folder)
    assert done.returncode == 0
    assert (folder / "answer.json").read_text(encoding="utf-8").startswith('{\n  "schema"')


def test_notes_that_nobody_can_read_change_nothing(folder: Path) -> None:
    plain = shell("enveloppes check claims.yaml", folder)
    for beside in ("2>&-", "2>/dev/full"):
        done = shell(f"enveloppes check claims.yaml {beside}", folder)
        assert (done.returncode, done.stdout) == (1, plain.stdout)


@pytest.mark.parametrize(("command", "code"), [("total", 2), ("list", 2), ("check", 1)])
def test_a_standard_input_that_is_closed_is_said(folder: Path, command: str, code: int) -> None:
    done = shell(f"enveloppes {command} - <&-", folder)
    assert done.returncode == code
    assert "Y001 unreadable: the standard input is closed" in done.stdout + done.stderr
    assert "defect" not in done.stderr


def test_why_a_file_cannot_be_written_is_said_in_french(folder: Path) -> None:
    done = shell("enveloppes total claims.yaml --lang fr -o nowhere/a.csv", folder)
    assert done.returncode == 2
    assert "ne peut pas être écrit\u00a0: ce fichier ou ce dossier n'existe pas" in done.stderr
