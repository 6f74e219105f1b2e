"""``enveloppes check`` as a user and a machine run it: what is shown where, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
REFUSED, ACCEPTED = EXAMPLES / "refused", EXAMPLES / "accepted"
HEAD = (
    "format: 1\nsources: {s: {title: S, date: 2021}}\n"
    "agreements:\n  - id: a\n    title: A\n    source: s\n    context:\n"
)
REGRESS = (
    "      - id: e\n        title: E\n        amount:\n          - {from: 2020, amount: 7 M€, stage: voted}\n"
    "          - {from: 2021, amount: 6 M€, stage: announced}"
)


def run(
    *words: str | Path, folder: Path | None = None, stdin: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    found = subprocess.run(
        [sys.executable, "-m", "enveloppes", "--no-cache", *map(str, words)],
        input=stdin if isinstance(stdin, bytes) else stdin.encode(),
        capture_output=True,
        cwd=folder,
        env={**os.environ, "ENVELOPPES_LANG": "en", "GITHUB_ACTIONS": "", **environment},
        check=False,
    )
    return subprocess.CompletedProcess(
        found.args, found.returncode, found.stdout.decode(errors="replace"), found.stderr.decode(errors="replace")
    )


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    file = tmp_path / "warned.yaml"
    file.write_text(f"{HEAD}{REGRESS}\n", encoding="utf-8")
    return file


def test_a_sound_register_is_silent_but_for_one_line_on_stderr() -> None:
    done = run("check", ACCEPTED / "C301-excess-within-rounding.yaml")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 file, 1 agreement, 3 envelopes, 3 figures checked\n"


def test_all_findings_are_shown_in_one_run_and_the_check_fails() -> None:
    done = run("check", REFUSED)
    codes = {file.name.partition("-")[0] for file in REFUSED.glob("*.yaml")}
    assert done.returncode == 1
    assert all(f" {code} " in done.stdout for code in codes)
    assert "enveloppes explain" in done.stderr


def test_a_warning_fails_only_a_strict_check(warned: Path) -> None:
    assert run("check", warned).returncode == 0
    assert run("check", warned, "--strict").returncode == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--select", "C305"], {"C305"}),
        (["--select", "C"], {"C305"}),
        (["--select", "M,R"], set()),
        (["--ignore", "C3"], set()),
        (["--select", "C,S", "--ignore", "C305"], set()),
        (["--select", "c305", "--select", "S"], {"C305"}),
    ],
)
def test_codes_and_families_are_selected_and_ignored(warned: Path, options: list[str], expected: set[str]) -> None:
    done = run("check", warned, *options, "--format", "json")
    assert {one["code"] for one in json.loads(done.stdout)["result"]["findings"]} == expected


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_refused_with_the_nearest(warned: Path, option: str) -> None:
    done = run("check", warned, option, "C399")
    assert done.returncode == 2
    assert "`C399` is no code of a finding; did you mean" in done.stderr
    assert done.stdout == ""


def test_a_comment_with_a_reason_silences_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{REGRESS} # enveloppes: ignore[C305] the vote was annulled\n", encoding="utf-8")
    done = run("check", file, "--strict")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# enveloppes: ignore[C305]", ["C305", "M109"]),
        ("# enveloppes: ignore[X999] because", ["C305", "M109"]),
        ("# enveloppes: ignore[] because", ["C305", "M109"]),
        ("# enveloppes: ignore C305 because", ["C305", "M109"]),
        ("# enveloppes: ignore[C305, C307] because", ["M109"]),
        ("# enveloppes: ignore[M109] because", ["C305", "M109"]),
    ],
)
def test_a_comment_that_silences_wrongly_is_found(tmp_path: Path, comment: str, codes: list[str]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{REGRESS} {comment}\n", encoding="utf-8")
    found = json.loads(run("check", file, "--format", "json").stdout)["result"]["findings"]
    assert [one["code"] for one in found] == codes


def test_a_comment_for_codes_that_are_not_looked_for_is_not_called_unused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{REGRESS} # enveloppes: ignore[C305] the vote was annulled\n", encoding="utf-8")
    assert run("check", file, "--select", "M,R").returncode == 0


def test_a_text_that_only_looks_like_a_comment_silences_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    text = '"a # enveloppes: ignore[C305]"'
    file.write_text(f"{HEAD}      - {{id: e, title: {text}}}\n", encoding="utf-8")
    assert run("check", file, "--strict").returncode == 0


def test_a_file_and_the_screen_get_each_its_format(tmp_path: Path) -> None:
    done = run("check", REFUSED, "-o", tmp_path / "r.sarif", GITHUB_ACTIONS="true")
    assert done.stdout.startswith("::error file=")
    assert json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    done = run("check", REFUSED, "--format", "junit", "-o", tmp_path / "r.xml")
    assert ": error C301 parts-exceed-container: " in done.stdout
    assert (tmp_path / "r.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert run("check", REFUSED, "-o", tmp_path / "r.json", "--quiet").stdout == ""


def test_a_format_that_cannot_be_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    for words in (["--format", "xml"], ["-o", tmp_path / "r.pdf"], ["--format", "junit", "-o", tmp_path / "r.json"]):
        done = run("check", REFUSED, *words)
        assert (done.returncode, done.stdout) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_not_there_is_a_finding_of_check_and_stops_all_others() -> None:
    done = run("check", "nowhere.yaml")
    assert done.returncode == 1
    assert done.stdout.startswith("nowhere.yaml:1:1: error Y001 unreadable: ")
    assert run("total", "nowhere.yaml").returncode == 2


def test_the_standard_input_is_read_and_its_findings_shown() -> None:
    done = run("check", "-", stdin=f"{HEAD}      - {{id: e, titel: E}}\n")
    assert done.returncode == 1
    assert "-:8:17: error M101 unknown-key: " in done.stdout
    stopped = run("total", "-", stdin="amount: > 5 M€\n")
    assert stopped.returncode == 2
    assert "Y002" in stopped.stdout + stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_warnings_stop_no_command_and_errors_of_the_model_do(warned: Path, tmp_path: Path) -> None:
    assert run("total", warned).returncode == 0
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}      - {{id: e, title: E, amount: 5}}\n", encoding="utf-8")
    for command in (["total"], ["list"], ["show", "e"], ["reconcile"]):
        done = run(*command, file)
        assert done.returncode == 2, command
        assert "M103" in done.stderr


def test_parts_above_their_container_stop_what_adds_up_and_nothing_else() -> None:
    file = REFUSED / "C301-part-above-container.yaml"
    done = run("total", file)
    assert done.returncode == 2
    assert "C301" in done.stderr
    assert run("list", file).returncode == 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_findings_and_pages_are_in_the_language_asked_for(language: str) -> None:
    done = run("--lang", language, "check", REFUSED)
    assert (": erreur " in done.stdout) is (language == "fr")
    assert (": error " in done.stdout) is (language == "en")
    page = run("--lang", language, "explain", "C301").stdout
    assert ("erreur" in page) is (language == "fr")


def test_explain_shows_what_a_code_means_with_both_examples() -> None:
    done = run("explain", "c301")
    assert done.returncode == 0
    assert done.stdout.startswith("C301 parts-exceed-container · error\n")
    assert "This causes it:" in done.stdout
    assert "This does not:" in done.stdout
    assert run("explain", "C").stdout.count("\n") == 8
    assert run("explain").stdout.splitlines()[0].startswith("Y001  unreadable")
    assert run("explain", "nothing").returncode == 2


def test_explain_needs_neither_the_models_nor_a_parser() -> None:
    program = (
        "import sys; sys.argv = ['enveloppes', 'explain', 'C301']\n"
        "try:\n    import enveloppes.__main__; enveloppes.__main__.main()\n"
        "except SystemExit:\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert not loaded & {"pydantic", "rich", "yaml"}


def test_the_schema_is_written_to_the_screen_or_whole_to_a_file(tmp_path: Path) -> None:
    shown = run("schema").stdout
    assert json.loads(shown)["required"] == ["format"]
    assert run("schema", "-o", tmp_path / "s.json").returncode == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == shown
    assert run("schema", "-o", tmp_path / "nowhere" / "s.json").returncode == 2
