"""The option parser speaks the reader's language, in its help and in its complaints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "enveloppes", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_nothing_of_the_french_help_is_english() -> None:
    shown = _run("--lang", "fr", "--help").stdout
    for word in ("Usage\u00a0:", "Options\u00a0:", "Commandes\u00a0:", "Montrer ce message et sortir."):
        assert word in shown
    for word in ("Show ", "Install ", "default", "Commands"):
        assert word not in shown


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("total", "--nope"), "erreur\u00a0: il n'y a pas d'option `--nope`"),
        (("nope",), "erreur\u00a0: il n'y a pas de commande `nope`"),
        (("show",), "erreur\u00a0: il manque l'argument `ID`"),
        (("total", "--by"), "erreur\u00a0: l'option `--by` demande une valeur"),
        (("total", "--excel=3"), "erreur\u00a0: l'option `--excel` ne prend pas de valeur"),
        (("schema", "x", "y"), "erreur\u00a0: il y a plus que ne prend cette commande\u00a0: x y"),
    ],
)
def test_what_is_wrong_with_a_command_line_is_said_in_french(words: tuple[str, ...], complaint: str) -> None:
    made = _run("--lang", "fr", *words)
    assert complaint in made.stderr
    assert made.stdout == ""
    assert made.returncode == 2


def test_help_is_no_complaint() -> None:
    made = _run("total", "--help")
    assert made.returncode == 0
    assert made.stdout.startswith("Usage: enveloppes total")
    assert made.stderr == ""


@pytest.mark.parametrize(
    ("typed", "meant"), [("totl", "total"), ("Total", "total"), ("liste", "list"), ("comparer", "compare")]
)
def test_a_command_mistyped_is_told_the_nearest(typed: str, meant: str) -> None:
    made = _run(typed)
    assert made.returncode == 2
    assert f"error: there is no command `{typed}`; did you mean `{meant}`?" in made.stderr


def test_a_command_unlike_any_gets_no_hint() -> None:
    assert "error: there is no command `xyz`\n" in _run("xyz").stderr


@pytest.mark.parametrize("words", [("total", "--lang"), ("--color",), ("total", "data", "--by", "axis", "--color")])
def test_an_option_of_the_program_without_its_value_is_what_is_wrong(words: tuple[str, ...]) -> None:
    made = _run(*words)
    assert made.returncode == 2
    assert f"error: option `{words[-1]}` needs a value" in made.stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("total", "--quiet"), "`--quiet` is for `-o FILE`"),
        (("check", "-q"), "`--quiet` is for `-o FILE`"),
        (("schema", "-q"), "`--quiet` is for `-o FILE`"),
        (("report", "--format", "html", "-q"), "`--quiet` is for `-o FILE`"),
        (("extract", "x.txt", "--format", "yaml", "-q"), "`--quiet` is for `-o FILE`"),
        (("list", "--excel"), "`--excel` is for CSV, and this is table"),
        (("total", "--excel", "--format", "json"), "`--excel` is for CSV, and this is json"),
        (("show", "x", "--excel", "-o", "x.xlsx"), "`--excel` is for CSV, and this is xlsx"),
        (("total", "--chart", "-o", "x.svg", "--excel"), "`--excel` is for CSV"),
        (("report", "--format", "html", "--ledgers", "--master", "x"), "`--master` is for `--engine spark`"),
        (("extract", "x.txt", "--format", "yaml", "-o", "x.csv"), "`--format yaml` contradicts `x.csv`"),
        (("extract", "x.txt", "--format", "csv", "-o", "x.yml"), "`--format csv` contradicts `x.yml`"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(words: tuple[str, ...], complaint: str) -> None:
    made = _run(*words)
    assert made.returncode == 2
    assert complaint in made.stderr
    assert made.stdout == ""


@pytest.mark.parametrize("command", ["report", "schema"])
def test_every_command_that_writes_a_file_may_be_quiet(command: str, tmp_path: Path) -> None:
    file = tmp_path / ("a.html" if command == "report" else "a.json")
    made = _run(command, "-o", str(file), "--quiet")
    assert (made.returncode, made.stdout) == (0, "")
    assert file.stat().st_size


def test_the_names_of_values_are_in_the_language_of_the_help() -> None:
    french, english = _run("--lang", "fr", "reconcile", "--help").stdout, _run("reconcile", "--help").stdout
    for ours, theirs in (("FICHIER", "FILE"), ("[CHEMIN]...", "[PATH]..."), ("MOTEUR", "ENGINE"), ("CHEMIN", "PATH")):
        assert ours in french
        assert theirs not in french
        assert theirs in english


@pytest.mark.parametrize("named", ["a-folder", "nothing.txt", "broken.pdf", "closed.txt"])
def test_a_document_named_for_this_run_that_cannot_be_read_ends_it(named: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\nsources: {s: {title: S}}\n", encoding="utf-8")
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    os.mkfifo(tmp_path / "closed.txt")
    for command in (("reconcile",), ("report", "--format", "html")):
        made = _run(*command, str(tmp_path / "a.yaml"), "--source", f"s={tmp_path / named}")
        assert (made.returncode, made.stdout) == (2, "")
        assert made.stderr.startswith("error: `") or "there is no file" in made.stderr
