"""Answers found before are given again byte for byte, and only where nothing that they depend on has changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

REGISTER = """\
format: 1
sources: {s: {title: A source}}
agreements:
  - id: agreement
    title: An agreement
    source: s
    axes:
      - id: axis
        title: An axis
        envelopes:
          - {id: one, title: One, amount: 10 M€}
          - {id: two, title: Two, amount: 20 M€}
"""


@dataclass(frozen=True)
class Place:
    """A folder with a register, and a home of its own."""

    folder: Path
    home: Path

    @property
    def answers(self) -> Path:
        return self.home / "enveloppes" / "answers"

    @property
    def kept(self) -> list[Path]:
        return sorted(self.answers.iterdir()) if self.answers.is_dir() else []

    @property
    def environment(self) -> dict[str, str]:
        known = {
            name: value for name, value in os.environ.items() if not name.startswith(("ENVELOPPES_", "LC_", "XDG"))
        }
        return {**known, "XDG_CACHE_HOME": str(self.home), "GITHUB_ACTIONS": "", "LC_ALL": "C.UTF-8"}

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return self.python("-m", "enveloppes", *words, **environment)

    def python(self, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            check=False,
        )

    def write(self, text: str, name: str = "accords.yaml") -> None:
        (self.folder / "data").mkdir(exist_ok=True)
        (self.folder / "data" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path / "work", tmp_path / "cache")
    made.folder.mkdir()
    made.write(REGISTER)
    yield made
    if made.answers.is_dir() and not made.answers.is_symlink():
        made.answers.chmod(0o700)


@pytest.mark.parametrize(
    "words",
    [
        ["total"],
        ["total", "--by", "axis", "--format", "json"],
        ["list", "data"],
        ["show", "one"],
        ["check", "data/"],
        ["compare", "data", "data", "--all"],
        ["compare", "data", "data", "--exit-code"],
        ["total", "--by", "theme", "--format", "xlsx"],
    ],
)
def test_the_same_question_gets_the_same_bytes_and_code(place: Place, words: list[str]) -> None:
    first, again = place.run(*words), place.run(*words)
    assert len(place.kept) == 2
    assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)
    assert first.stdout + first.stderr


def test_an_answer_is_given_again_without_any_library(place: Place) -> None:
    place.run("total")
    traced = place.python("-X", "importtime", "-m", "enveloppes", "total").stderr.decode()
    loaded = {line.rpartition("|")[2].strip() for line in traced.splitlines() if line.startswith("import time")}
    assert "enveloppes.cli.cache.answering" in loaded
    assert not loaded & {"typer", "pydantic", "rich", "yaml", "enveloppes.cli.app"}


def test_other_content_of_the_same_size_and_time_is_another_answer(place: Place) -> None:
    first = place.run("total")
    file = place.folder / "data" / "accords.yaml"
    facts = file.stat()
    place.write(REGISTER.replace("10 M€", "70 M€"))
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert file.stat().st_size == facts.st_size
    second = place.run("total")
    assert b"30\xe2\x80\xafM" in first.stdout or b"30\xc2\xa0M" in first.stdout
    assert b"90\xc2\xa0M" in second.stdout


def test_a_file_more_or_less_or_of_another_name_is_another_answer(place: Place) -> None:
    place.run("total", "--format", "json")
    more = REGISTER.replace("agreement\n", "other\n").replace("axis\n", "axis-2\n")
    more = more.replace("sources: {s: {title: A source}}\n", "").replace("id: one", "id: three")
    place.write(more.replace("id: two", "id: four"), "more.yaml")
    second = place.run("total", "--format", "json")
    assert b'"low": "60000000"' in second.stdout
    (place.folder / "data" / "more.yaml").rename(place.folder / "data" / "less.yaml")
    assert b"data/less.yaml" in place.run("total", "--format", "json").stdout
    (place.folder / "data" / "less.yaml").unlink()
    assert b'"low": "30000000"' in place.run("total", "--format", "json").stdout


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["--lang", "fr", "total"], {}),
        (["total"], {"ENVELOPPES_LANG": "fr"}),
        (["total"], {"LC_ALL": "fr_FR.UTF-8"}),
        (["total"], {"FORCE_COLOR": "1"}),
        (["--color", "always", "total"], {}),
        (["total", "--by", "axis"], {}),
        (["total", "--where", "id=one"], {}),
        (["total", "data"], {"COLUMNS": "20"}),
    ],
)
def test_another_question_or_surrounding_is_another_answer(
    place: Place, words: list[str], environment: dict[str, str]
) -> None:
    first = place.run("total")
    other = place.run(*words, **environment)
    assert other.stdout != first.stdout
    assert place.run(*words, **environment).stdout == other.stdout
    assert place.run("total").stdout == first.stdout


def test_the_screen_of_a_check_differs_in_a_workflow(place: Place) -> None:
    place.write(REGISTER.replace("20 M€", "20 m€"))
    assert place.run("check").stdout.startswith(b"data/accords.yaml:")
    assert place.run("check", GITHUB_ACTIONS="true").stdout.startswith(b"::error ")
    assert place.run("check").returncode == 1


def test_switched_off_nothing_is_kept_and_nothing_found(place: Place) -> None:
    place.run("--no-cache", "total")
    place.run("total", ENVELOPPES_NO_CACHE="1")
    assert place.kept == []


@pytest.mark.parametrize(
    "words",
    [
        ["total", "nowhere.yaml"],
        ["total", "--where", "colour=blue"],
        ["total", "-o", "total.csv"],
        ["total", "--help"],
        ["explain", "C301"],
        ["schema"],
    ],
)
def test_what_is_refused_or_written_to_a_file_is_not_kept(place: Place, words: list[str]) -> None:
    place.run(*words)
    assert place.kept == []


def test_an_answer_that_rests_on_a_document_is_not_kept(place: Place) -> None:
    place.write(REGISTER.replace("{title: A source}", "{title: A source, document: text.txt}"))
    document = place.folder / "data" / "text.txt"
    document.write_text("Les projets recevront 10 M€ puis 20 M€.\n", encoding="utf-8")
    place.run("check")
    assert place.kept == []
    assert place.run("total").returncode == 0
    assert len(place.kept) == 2


def test_an_answer_that_rests_on_a_revision_of_git_is_not_kept(place: Place) -> None:
    for words in (["init", "-q"], ["add", "data"], ["-c", "user.name=n", "-c", "user.email=e@x", "commit", "-qm", "m"]):
        subprocess.run(["git", *words], cwd=place.folder, check=True)
    assert place.run("compare", "HEAD:data", "data").returncode == 0
    assert place.kept == []


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "exchanged", "not-json"])
def test_a_damaged_entry_is_as_if_it_were_not_there(place: Place, damage: str) -> None:
    first = place.run("total")
    place.run("list")
    for entry in place.kept:
        data = entry.read_bytes()
        if damage == "cut":
            entry.write_bytes(data[:-1])
        elif damage == "flipped":
            entry.write_bytes(data[:-5] + bytes([data[-5] ^ 1]) + data[-4:])
        elif damage == "emptied":
            entry.write_bytes(b"")
        elif damage == "not-json":
            entry.write_bytes(b"enveloppes answer 1\n" + data)
        else:
            entry.write_bytes(place.kept[0].read_bytes())
    assert place.run("total").stdout == first.stdout
    assert place.run("total").stdout == first.stdout


@pytest.mark.parametrize("rights", [0o777, 0o770, 0o720])
def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(place: Place, rights: int) -> None:
    place.run("total")
    before = {entry: entry.read_bytes() for entry in place.kept}
    place.answers.chmod(rights)
    place.write(REGISTER.replace("20 M€", "30 M€"))
    assert b"40\xc2\xa0M" in place.run("total").stdout
    assert {entry: entry.read_bytes() for entry in place.kept} == before


def test_an_entry_that_others_may_write_is_not_read(place: Place) -> None:
    first = place.run("total")
    for entry in place.kept:
        entry.chmod(0o666)
    assert place.run("total").stdout == first.stdout
    # The entries were written anew, for their owner alone.
    assert {stat.S_IMODE(entry.stat().st_mode) for entry in place.kept} == {0o600}


def test_a_link_in_the_place_of_the_folder_is_not_followed(place: Place, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    place.answers.parent.mkdir(parents=True)
    place.answers.symlink_to(elsewhere)
    assert place.run("total").returncode == 0
    assert list(elsewhere.iterdir()) == []


def test_without_a_place_to_keep_answers_they_are_worked_out(place: Place) -> None:
    first = place.run("total", XDG_CACHE_HOME="", HOME="")
    assert first.returncode == 0
    place.home.write_text("no folder")
    assert place.run("total").stdout == first.stdout


def test_many_runs_at_once_agree_and_leave_whole_entries(place: Place) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: place.run("total", "--by", "axis"), range(12)))
    assert len({(one.returncode, one.stdout, one.stderr) for one in found}) == 1
    assert place.kept
    assert all(not entry.name.startswith(".") for entry in place.kept)


def test_a_closed_pipe_leaves_no_answer(place: Place) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m enveloppes list | true"],
        cwd=place.folder,
        env={**os.environ, "XDG_CACHE_HOME": str(place.home)},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    again = place.run("list")
    assert again.stdout.count(b"\n") > 3
