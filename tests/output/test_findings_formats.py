"""Findings in every format, read back by the programs that read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from enveloppes.agreements.finding import NAMES, Extent, Finding, Placed, Spot, severity_of
from enveloppes.cli.checking import check
from enveloppes.language.message import say
from enveloppes.output.findings import Checked, Report, path_text
from enveloppes.output.findings_formats import FORMATS, encoded, file_format, screen_format, write
from enveloppes.output.findings_text import summary, write_findings

EXAMPLES = Path(__file__).parents[1] / "examples" / "refused"
STRANGE = "::error file=a,b::\n%0A\x1b[31m\u202e&<>.yaml"


def placed(code: str = "M101", file: str = "a.yaml", line: int = 1, **more: object) -> Placed:
    column = int(str(more.get("column", 3)))
    extent = Extent(line, column, line, int(str(more.get("end", column + 5))))
    message = say("`{key}` is wrong: 50 %, see a:b", key=str(more.get("key", "titel")))
    path = ("agreements", 0, "axes", 1, str(more.get("key", "titel")))
    source = str(more.get("source", "  titel: x"))
    return Placed(Finding(code, message, Spot(file, path)), NAMES[code], severity_of(code), extent, source)


def report(*findings: Placed, strict: bool = False) -> Report:
    return Report(findings, Checked((("a.yaml", "0" * 64), (STRANGE, "1" * 64)), 2, 15, 10), "en", strict)


@pytest.fixture(scope="module")
def examples() -> Report:
    return check([str(EXAMPLES)])


def test_the_text_shows_the_line_and_a_caret_under_what_is_meant() -> None:
    assert write(report(placed()), "text") == (
        "a.yaml:1:3: error M101 unknown-key: `titel` is wrong: 50 %, see a:b\n    1 |   titel: x\n      |   ^^^^^\n"
    )


@pytest.mark.parametrize(
    ("source", "start", "meant"),
    [
        ("\ttitel: x", 2, "titel"),
        ("漢字: {titel: x}", 6, "titel"),
        ("e\u0301te\u0301: {titel: x}", 9, "titel"),
        ("\U0001f600: titel", 4, "titel"),
        ("\u202e\x1b: titel", 5, "titel"),
    ],
)
def test_the_caret_stands_under_its_text_on_a_terminal(source: str, start: int, meant: str) -> None:
    from enveloppes.output.safe_text import columns_of  # noqa: PLC0415 - only this test measures

    text = write_findings([placed(source=source, column=start, end=start + len(meant))], "en").splitlines()
    shown, caret = text[1], text[2]
    before = shown[: shown.index(meant)]
    assert columns_of(before) == caret.index("^")
    assert caret.count("^") == len(meant)


def test_colour_is_said_in_words_too() -> None:
    plain, painted = (write_findings([placed()], "en", color=color) for color in (False, True))
    assert "\x1b[" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def test_the_summary_says_what_was_checked_and_found() -> None:
    assert summary(report()) == "2 files, 2 agreements, 15 envelopes, 10 figures checked"
    assert summary(report(placed(), placed("C305"))) == (
        "1 error, 1 warning in 1 file · 2 agreements, 15 envelopes, 10 figures checked · enveloppes explain M101"
    )


def test_json_is_what_the_interface_says(examples: Report) -> None:
    answer = json.loads(write(examples, "json"))
    assert answer["schema"] == "enveloppes/check/1"
    assert set(answer) == {"schema", "version", "inputs", "parameters", "result"}
    keys = ["code", "name", "severity", "message", "file", "line", "column", "end_line", "end_column", "path"]
    assert all(list(one) == keys for one in answer["result"]["findings"])
    assert len(answer["result"]["findings"]) == len(examples.findings)
    assert all(set(one) == {"path", "sha256"} for one in answer["inputs"])
    first = next(one for one in answer["result"]["findings"] if one["code"] == "C301")
    assert first["path"] == "agreements[0].axes[0].envelopes[1].amount"


def test_a_path_is_written_as_its_steps() -> None:
    assert path_text(()) == ""
    assert (
        path_text(("agreements", 0, "axes", 1, "envelopes", 0, "amount")) == "agreements[0].axes[1].envelopes[0].amount"
    )
    assert path_text(("sources", "communique-2021", "date")) == "sources.communique-2021.date"
    assert path_text(("territories", "92", 'a"b')) == 'territories["92"]["a\\"b"]'


def test_github_gets_escaped_annotations() -> None:
    lines = write(report(placed(file=STRANGE, key="a\nb")), "github").splitlines()
    assert len(lines) == 1
    command, _, rest = lines[0].removeprefix("::").partition(" ")
    properties, _, data = rest.partition("::")
    assert command == "error"
    assert ":" not in properties
    told = dict(one.split("=", 1) for one in properties.split(","))
    assert told["line"] == "1"
    assert told["title"] == "M101 unknown-key"
    assert unquote(told["file"]).startswith("::error file=a,b::\n%0A")
    assert "%25" in data


@pytest.mark.parametrize(
    ("name", "expected"), [("./alias.yaml", "alias.yaml"), ("data/../x//y.yaml", "x/y.yaml"), ("na\nme.yaml", None)]
)
def test_every_forge_gets_the_path_that_it_compares_with_those_of_a_change(name: str, expected: str | None) -> None:
    found = report(placed(file=name))
    assert f"file={expected or 'na%0Ame.yaml'}," in write(found, "github")
    assert json.loads(write(found, "gitlab"))[0]["location"]["path"] == (expected or name)
    assert f'"uri": "{expected or "na%0Ame.yaml"}"' in write(found, "sarif")
    assert f'file="{expected or "na me.yaml"}"' in write(found, "junit")


def test_a_carriage_return_in_a_name_is_escaped_for_github() -> None:
    assert "::error file=a%0D%0Ab.yaml," in write(report(placed(file="a\r\nb.yaml")), "github")


def test_github_gets_a_group_of_what_it_would_not_show() -> None:
    findings = [placed(line=n) for n in range(1, 15)] + [placed("C305", line=n) for n in range(20, 33)]
    lines = write(report(*findings, placed(file="##[error]x.yaml", line=40)), "github").splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    start = lines.index("::group::8 more findings")
    assert lines[-1] == "::endgroup::"
    assert not any("::" in line[:4] or "##[" in line for line in lines[start + 1 : -1])


def test_gitlab_gets_fingerprints_that_are_unique_and_free_of_line_numbers() -> None:
    twice = [placed(), placed(line=2), placed(key="other"), placed(file="b.yaml"), placed("M102")]
    issues = json.loads(write(report(*twice), "gitlab"))
    marks = [issue["fingerprint"] for issue in issues]
    assert len(set(marks)) == len(marks)
    moved = [
        placed(line=11),
        placed(line=12),
        placed(key="other", line=9),
        placed(file="b.yaml"),
        placed("M102", line=7),
    ]
    assert [issue["fingerprint"] for issue in json.loads(write(report(*moved), "gitlab"))] == marks
    assert {issue["severity"] for issue in issues} == {"major"}
    assert all(set(issue["location"]) == {"path", "lines"} for issue in issues)


def test_gitlab_fingerprints_of_all_examples_are_unique(examples: Report) -> None:
    marks = [issue["fingerprint"] for issue in json.loads(write(examples, "gitlab"))]
    assert len(set(marks)) == len(marks) == len(examples.findings)


def test_junit_is_read_by_junitparser(examples: Report) -> None:
    suites = JUnitXml.fromstring(encoded(write(examples, "junit")))
    cases = [case for suite in suites for case in suite]
    assert len(cases) == sum(1 for _ in examples.findings)
    assert suites.failures == examples.errors == sum(bool(case.result) and case.system_out is None for case in cases)


def test_junit_shows_a_file_without_findings_as_passed_and_strict_warnings_as_failed() -> None:
    text = write(report(placed("C305", file="a.yaml")), "junit")
    suites = JUnitXml.fromstring(text.encode())
    assert (suites.tests, suites.failures) == (2, 0)
    assert JUnitXml.fromstring(write(report(placed("C305"), strict=True), "junit").encode()).failures == 1


def test_sarif_is_read_by_a_model_of_it(examples: Report) -> None:
    found = Sarif.model_validate_json(write(examples, "sarif"))
    run = found.runs[0]
    assert found.version == "2.1.0"
    assert run.results is not None
    assert run.tool.driver.rules is not None
    assert len(run.results) == len(examples.findings)
    rules = [rule.id for rule in run.tool.driver.rules]
    for result, one in zip(run.results, examples.findings, strict=True):
        assert result.rule_index is not None
        assert rules[result.rule_index] == result.rule_id == one.finding.code
        assert result.locations is not None
        place = result.locations[0].physical_location
        assert place is not None
        assert place.region is not None
        assert (place.region.start_line, place.region.start_column) == (one.extent.line, one.extent.column)


def test_sarif_names_files_by_references_that_are_encoded() -> None:
    run = json.loads(write(report(placed(file="a b/é:%.yaml"), placed(file="-"), placed(file="/x/y.yaml")), "sarif"))[
        "runs"
    ][0]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]]
    assert uris == ["a%20b/%C3%A9%3A%25.yaml", "stdin", "file:///x/y.yaml"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_control_character_through(name: str) -> None:
    text = write(report(placed(file=STRANGE, key="\x1b]0;x\x07\u202e", source="  \x1b[31m\u2066titel: x")), name)
    assert all(character.isprintable() or character in "\n\xa0\u202f" for character in text)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_stumbles_over_a_name_that_is_no_text(name: str) -> None:
    assert encoded(write(report(placed(file="\udcff.yaml")), name))


def test_the_screen_is_githubs_under_its_actions_unless_a_format_is_named() -> None:
    there = {"GITHUB_ACTIONS": "true"}
    assert screen_format(None, None, {}) == "text"
    assert screen_format(None, None, there) == "github"
    assert screen_format("json", None, there) == "json"
    assert screen_format("sarif", "a.sarif", there) == "github"
    assert screen_format("sarif", "a.sarif", {}) == "text"
    assert not isinstance(screen_format("xml", None, {}), str)


@pytest.mark.parametrize(
    ("asked", "file", "expected"),
    [
        (None, "a.sarif", "sarif"),
        (None, "a.JSON", "json"),
        (None, "dir.d/a.xml", "junit"),
        (None, "a.txt", "text"),
        ("gitlab", "gl-code-quality-report.json", "gitlab"),
        ("sarif", "a.sarif.json", "sarif"),
        ("junit", "report", "junit"),
    ],
)
def test_the_ending_of_a_file_decides_its_format(asked: str | None, file: str, expected: str) -> None:
    assert file_format(asked, file) == expected


@pytest.mark.parametrize(("asked", "file"), [(None, "a"), (None, "a.pdf"), ("junit", "a.json"), ("json", "a.sarif")])
def test_a_conflict_of_ending_and_format_is_refused(asked: str | None, file: str) -> None:
    assert not isinstance(file_format(asked, file), str)
