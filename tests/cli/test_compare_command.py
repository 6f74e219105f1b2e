"""``enveloppes compare`` as it is typed, in real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

BEFORE = """\
format: 1
agreements:
  - id: plan
    title: Plan
    axes:
      - id: ville
        title: Ville
        envelopes:
          - {id: logement, title: Logement, amount: 100 M€}
          - {id: velo, title: Plan vélo, amount: plus de 5 M€}
          - {id: parc, title: Parc, amount: 3 M€}
          - {id: ecole, title: École, amount: 30 M€}
      - id: sante
        title: Santé
        envelopes: [{id: hopital, title: Hôpital, amount: 50 M€}]
"""
AFTER = """\
format: 1
agreements:
  - id: plan
    title: Plan
    axes:
      - id: ville
        title: Ville
        envelopes:
          - {id: logement, title: Logement, amount: 120 M€}
          - {id: velo, title: Plan vélo, amount: 7..9 M€}
          - {id: parc-urbain, title: Parc, amount: 3 M€}
          - {id: ecole, title: École, amount: 30 M€}
          - {id: hopital, title: Hôpital, amount: 50 M€}
      - id: sante
        title: Santé
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "ENVELOPPES_"))}
    return kept | {"LC_ALL": "C.UTF-8", "ENVELOPPES_NO_CACHE": "1"}


def compare(folder: Path, *words: str) -> Ran:
    command = [sys.executable, "-m", "enveloppes", "compare", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=clean_environment())
    out = done.stdout.replace("\u00a0", " ").replace("\u202f", " ")
    return Ran(done.returncode, out, done.stderr)


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, env=clean_environment())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet")
    (folder / "data").mkdir()
    for text in (BEFORE, AFTER):
        (folder / "data" / "accords.yaml").write_text(text, encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "-m", "one more")
    return folder


def test_a_pull_request_shows_the_figure_the_id_the_bound_and_the_axis_that_changed(repository: Path) -> None:
    ran = compare(repository, "HEAD~1:data", "data", "--exit-code")
    assert ran.code == 1
    assert "+20 M€" in ran.out
    assert "removed" in ran.out
    assert "added" in ran.out
    assert "less than +4 M€" in ran.out
    assert "moved: sante → ville" in ran.out
    assert "1 row unchanged (--all)." in ran.out
    assert "ecole" not in ran.out


def test_the_same_data_has_no_difference(repository: Path) -> None:
    assert compare(repository, "HEAD:data", "data", "--exit-code").code == 0
    assert compare(repository, "HEAD~1:data", "data").code == 0


def test_markdown_names_only_what_changed(repository: Path) -> None:
    ran = compare(repository, "HEAD~1:data", "data", "--format", "markdown")
    assert "| logement" in ran.out
    assert "| ecole" not in ran.out
    assert "█" not in ran.out


def test_an_id_wins_over_a_path_of_that_name(repository: Path) -> None:
    (repository / "plan").write_text("no data", encoding="utf-8")
    ran = compare(repository, "plan", "HEAD~1:data")
    assert ran.code == 0, ran.err
    assert "−20 M€" in ran.out
    assert compare(repository, "./plan", "data").code == 2


def test_data_that_no_operand_needs_may_be_broken(repository: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nagreements: 3\n", encoding="utf-8")
    assert compare(repository, "HEAD~1:data", "data", "--data", str(broken)).code == 0
    assert compare(repository, "HEAD~1:data", "plan", "--data", str(broken)).code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("HEAD~9:data", "data"), "`HEAD~9` is no revision of this repository"),
        (("HEAD:nope", "data"), "`nope` is not in revision `HEAD`"),
        (("logemant", "data"), "did you mean `logement`?"),
        (("plan@soon", "data"), "`soon` is not a date"),
        (("plan",), "needs two operands"),
        (("plan", "data", "--per", "head"), "is none of inhabitant, year"),
        (("plan", "data", "--per", "inhabitant"), "no territory is stated"),
        (("--", "--textconv:data", "data"), "is no name of a revision"),
    ],
)
def test_what_cannot_be_done_says_why_and_exits_with_two(repository: Path, words: tuple[str, ...], said: str) -> None:
    ran = compare(repository, *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not ran.out


def test_broken_data_of_a_revision_is_shown_at_its_place(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "broken")
    (repository / "data" / "accords.yaml").write_text(BEFORE.replace("100 M€", "100 M"), encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "-m", "broken")
    git(repository, "checkout", "--quiet", "-")
    ran = compare(repository, "broken:data", "data")
    assert ran.code == 2
    assert "broken:data/accords.yaml:9:53: error M103" in ran.err
