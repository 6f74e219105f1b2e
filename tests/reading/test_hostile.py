"""Input that is made to break its reader is a finding, soon and in little memory; never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from enveloppes.agreements.finding import Placed
from enveloppes.cli.checking import check
from enveloppes.output.findings_text import write_report
from enveloppes.reading import inputs

HEAD = (
    "format: 1\nsources: {s: {title: S}}\nagreements:\n  - id: a\n    title: A\n    source: s\n    axes:\n"
    "      - id: x\n        title: X\n        envelopes:\n"
)
MEBIBYTE = 1024 * 1024


def envelope(text: str) -> str:
    return f"{HEAD}          - {text}\n"


TEXTS: dict[str, tuple[str | bytes, set[str]]] = {
    "200 000 brackets": ("[" * 200_000, {"Y005"}),
    "200 000 braces": ("{" * 200_000, {"Y005"}),
    "200 000 dashes": ("- " * 200_000, {"Y005"}),
    "200 000 question marks": ("? " * 200_000, {"Y005"}),
    "mappings in mappings": ("\n".join(" " * depth + "a:" for depth in range(2_000)), {"Y005"}),
    "an alias bomb": (
        "a: &a [x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefgh")),
        {"Y004", "M101", "M102"},
    ),
    "100 000 aliases on a line": ("a: &a x\nb: [" + ",".join(["*a"] * 100_000) + "]\n", {"Y004", "Y005"}),
    "merge keys": ("format: 1\nsources: {a: &a {title: T}, b: {<<: *a}, c: {<<: [*a, *a]}}\n", {"Y004"}),
    "a number of 5 000 digits": (envelope("{id: e, title: E, amount: " + "9" * 5_000 + " M€}"), {"M103"}),
    "a count of 5 000 digits": (
        envelope("{id: e, title: E}") + "    claims: [{id: c, count: x, is: " + "9" * 5_000 + "}]\n",
        {"M108"},
    ),
    "a year of 5 000 digits": (envelope("{id: e, title: E, period: " + "9" * 5_000 + "}"), {"M104"}),
    "ten megabytes of one line": (envelope("{id: e, title: " + "x" * 10_000_000 + ", amount: 5}"), {"M103"}),
    "ten megabytes of a plain text": ("x" * 10_000_000, {"M108"}),
    "ten megabytes of an open quotation": ('a: "' + "x " * 5_000_000, {"Y002"}),
    "ten megabytes of an amount": (envelope("{id: e, title: E, amount: " + "1 " * 5_000_000 + "}"), {"M103"}),
    "ten megabytes of an id": (envelope("{id: " + "E" * 10_000_000 + ", title: E}"), {"M105"}),
    "ten megabytes of spaces": (" " * 10_000_000 + "format: 1\n", set()),
    "ten million empty lines": ("\n" * 10_000_000 + "formt: 1\n", {"M101", "M102"}),
    "ten megabytes of a comment": ("#" + "x" * 10_000_000, {"M102"}),
    "a million colons": ("a: " * 1_000_000, {"Y002", "M101", "M102"}),
    "a million commas": ("[" + "," * 1_000_000 + "]", {"Y002"}),
    "NUL": (b"format: 1\x00\n", {"Y002"}),
    "nothing but NUL": (b"\x00" * 100_000, {"Y002"}),
    "Latin-1": ("format: 1\nsources: {s: {title: Été}}\n".encode("latin-1"), {"Y001"}),
    "UTF-16": ("format: 1\n".encode("utf-16"), {"Y001"}),
    "UTF-16 without a mark": ("format: 1\n".encode("utf-16-le"), {"Y002"}),
    "UTF-32": ("format: 1\n".encode("utf-32"), {"Y001"}),
    "a byte order mark": ("\ufeffformat: 1\n", set()),
    "a byte order mark alone": ("\ufeff", {"M102"}),
    "half a surrogate pair": (b'format: 1\nsources: {s: {title: "\xed\xa0\x80"}}\n', {"Y001"}),
    "half a surrogate pair escaped": ('format: 1\nsources: {s: {title: "\\ud800"}}\n', {"Y002"}),
    "controls in a title": ('format: 1\nsources: {s: {titel: "\\e[31m\\a\\0\\u202e", title: S}}\n', {"M101"}),
    "an escape as it stands": ("format: 1\nsources: {s: {title: \x1b[31m}}\n", {"Y002"}),
    "bidirectional overrides": (envelope('{id: e, title: "a\u202eb\u2066", amonut: "\u202e5"}'), {"M101"}),
    "tabs": ("format:\t1\nagreements:\n\t- id: a\n", {"Y002", "M102"}),
    "every kind of duplicate key": (
        "a: 1\n\"a\": 2\n'a': 3\n? a\n: 4\nb: {c: 1, \"c\": 2}\n",
        {"Y003", "M101", "M102"},
    ),
    "several documents": ("format: 1\n---\nformat: 1\n", {"Y006"}),
    "documents of nothing": ("---\n---\n---\n", {"Y006", "M108"}),
    "an empty file": ("", {"M102"}),
    "only a comment": ("# nothing\n", {"M102"}),
    "a list": ("- a\n- b\n", {"M108"}),
    "a number": ("42\n", {"M108"}),
    "keys that are no texts": ("? [a, b]\n: c\n? {d: e}\n: f\nformat: 1\n", {"M108"}),
    "a tag that runs programs": ('!!python/object/apply:os.system ["false"]\n', {"Y004", "M108"}),
    "another version of YAML": ("%YAML 3.0\n---\nformat: 1\n", {"Y002"}),
    "paths that lead out": (
        "format: 1\nsources:\n"
        + "".join(
            f"  s{n}: {{title: A, document: {path}}}\n"
            for n, path in enumerate(("../../etc/passwd", "/etc/passwd", '"C:\\\\x"', '"a\\0b"', "a/../../b"))
        ),
        {"M108"},
    ),
    "10 000 unknown keys": (
        HEAD + "".join(f"          - {{id: e{n}, title: E, amuont: 5 M€}}\n" for n in range(10_000)),
        {"M101"},
    ),
    "10 000 duplicates of unknown containers": (
        HEAD + "".join(f"          - {{id: e, title: E, within: z{n}}}\n" for n in range(10_000)),
        {"R201", "R202"},
    ),
    "10 000 commas": (
        HEAD + "".join(f"          - {{id: e{n}, title: E, amount: 1,{n} M€}}\n" for n in range(10_000)),
        {"M101"},
    ),
    "10 000 comments that silence nothing": (
        "format: 1\n" + "# enveloppes: ignore[C307] for no reason at all\n" * 10_000,
        {"M109"},
    ),
    "a circle of 10 000 containers": (
        HEAD + "".join(f"          - {{id: e{n}, title: E, within: e{(n + 1) % 10_000}}}\n" for n in range(10_000)),
        {"R203"},
    ),
    "3 000 lines that stop a reader of YAML": (
        HEAD + "".join(f"          - id: e{n}\n            title: a : b\n" for n in range(3_000)),
        {"Y002"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_gives_its_findings_within_two_seconds(tmp_path: Path, name: str) -> None:
    text, codes = TEXTS[name]
    file = tmp_path / "hostile.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.process_time()
    report = check([str(file)])
    shown = write_report(report)
    assert time.process_time() - start < 2 * SLACK
    assert {placed.finding.code for placed in report.findings} == codes
    assert all(character.isprintable() or character in "\n\xa0\u202f" for character in shown)


# Coverage and a busy machine slow a test down; the two seconds are held without them.
SLACK = 4


_MEASURE = """\
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
os._exit(0 if sys.stdout.flush() is None else 1)
"""


@pytest.mark.parametrize("name", ["ten million empty lines", "ten megabytes of an amount", "100 000 aliases on a line"])
def test_a_hostile_text_takes_less_than_300_megabytes(tmp_path: Path, name: str) -> None:
    text, _ = TEXTS[name]
    file = tmp_path / "hostile.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    command = [sys.executable, "-m", "enveloppes", "--no-cache", "check", str(file)]
    # A forked child's peak begins at what its parent holds, and that is all the tests: a small process forks it.
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURE, *command], capture_output=True, text=True, check=True
    ).stdout.split()
    code, kibibytes = (int(number) for number in measured)
    assert code == 1
    assert kibibytes * 1024 < 300 * MEBIBYTE


def codes_of(path: str | Path) -> list[str]:
    return [placed.finding.code for placed in check([str(path)]).findings]


def test_what_is_no_regular_file_is_not_read_from(tmp_path: Path) -> None:
    fifo, listening = tmp_path / "fifo.yaml", tmp_path / "socket.yaml"
    os.mkfifo(fifo)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(listening))
        assert codes_of(fifo) == codes_of(listening) == codes_of("/dev/zero") == ["Y001"]


def test_broken_and_circular_links_are_findings(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert codes_of(tmp_path) == ["Y001", "Y001"]
    assert codes_of(tmp_path / "broken.yaml") == codes_of(tmp_path / "loop.yaml") == ["Y001"]


def test_hidden_files_and_links_that_lead_out_are_left_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside.yaml"
    (inside / "deeper").mkdir(parents=True)
    (inside / ".git").mkdir()
    for file in (outside, inside / ".hidden.yaml", inside / ".git" / "a.yaml", inside / "a.txt"):
        file.write_text("nonsense", encoding="utf-8")
    (inside / "out.yaml").symlink_to(outside)
    (inside / "up").symlink_to("..")
    (inside / "deeper" / "b.yml").write_text("format: 1\n", encoding="utf-8")
    (inside / "again.yaml").symlink_to(inside / "deeper" / "b.yml")
    (inside / "c.yaml").write_text("format: 1\n", encoding="utf-8")
    chosen = inputs.choose([str(inside), str(inside / "c.yaml"), str(inside)])
    assert [Path(name).name for name in chosen.names] == ["c.yaml", "b.yml"]


def test_a_directory_with_nothing_to_read_does_not_pass(tmp_path: Path) -> None:
    assert codes_of(tmp_path) == ["Y001"]


def test_a_file_that_vanishes_or_grows_while_it_is_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "grows.yaml"
    file.write_text("format: 1\n", encoding="utf-8")
    real = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        facts = real(descriptor)
        with file.open("a", encoding="utf-8") as more:
            more.write("# more\n")
        return facts

    monkeypatch.setattr(os, "fstat", grown)
    assert codes_of(file) == ["Y001"]
    monkeypatch.undo()
    file.unlink()
    assert codes_of(file) == ["Y001"]


@pytest.mark.parametrize(
    "name", ["with space.yaml", "new\nline.yaml", "::error file=x::y.yaml", "%0A,.yaml", "\udcff.yaml"]
)
def test_a_strange_name_is_shown_harmless(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("formt: 1\n", encoding="utf-8")
    shown = write_report(check([name]))
    assert len(shown.splitlines()) == 6
    assert not shown.startswith("::")
    shown.encode()


def test_a_line_too_long_for_a_screen_is_cut_around_its_finding(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    title, note = "é" * 5_000, "x" * 5_000
    file.write_text(envelope(f"{{id: e, title: {title}, amount: 5, note: {note}}}"), encoding="utf-8")
    placed: Placed = check([str(file)]).findings[0]
    excerpt = write_report(check([str(file)])).splitlines()[1:]
    assert all(len(line) < 200 for line in excerpt)
    assert excerpt[0][excerpt[1].index("^")] == "5"
    assert placed.extent.column > 5_000
