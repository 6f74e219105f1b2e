"""Every case of the public yaml-test-suite goes through the reader without a crash, whatever it finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enveloppes.agreements.finding import Spot
from enveloppes.output.findings_text import write_findings
from enveloppes.reading.one_file import read_text
from enveloppes.reading.register_file import read_register
from enveloppes.reading.yaml_events import plain
from enveloppes.reading.yaml_lines import lines
from enveloppes.reading.yaml_values import NotPlain

CASES: list[dict[str, str]] = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_of_the_suite_is_read_or_refused(case: dict[str, str]) -> None:
    reading = read_text(case["yaml"], Spot("case.yaml"))
    assert reading.findings
    assert all(finding.code[0] in "YM" for finding in reading.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_is_read_by_lines_is_what_the_events_say(case: dict[str, str]) -> None:
    try:
        found = lines(case["yaml"])
    except NotPlain:
        return
    assert found == plain(case["yaml"])


def test_all_cases_of_the_suite_are_placed_and_shown(tmp_path: Path) -> None:
    for case in CASES:
        (tmp_path / f"{case['id']}.yaml").write_bytes(case["yaml"].encode())
    reading = read_register([str(tmp_path)])
    placed = reading.place(reading.findings)
    assert {one.finding.spot.file for one in placed} == {str(tmp_path / f"{case['id']}.yaml") for case in CASES}
    assert write_findings(placed, "fr")
