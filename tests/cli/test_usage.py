"""The option parser speaks the reader's language, in its help and in its complaints."""

from __future__ import annotations

import os
import subprocess
import sys

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
