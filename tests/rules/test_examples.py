"""Every example file causes exactly the finding that its name says, or none at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from enveloppes.agreements.finding import NAMES
from enveloppes.cli.checking import check
from enveloppes.rules.registry import RULES

EXAMPLES = Path(__file__).parents[1] / "examples"
REFUSED = sorted((EXAMPLES / "refused").glob("*.yaml"))
ACCEPTED = sorted((EXAMPLES / "accepted").glob("*.yaml"))


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_a_refused_example_causes_what_its_name_says_and_nothing_else(file: Path) -> None:
    codes = {placed.finding.code for placed in check([str(file)]).findings}
    assert codes == {file.name.partition("-")[0]}


@pytest.mark.parametrize("file", ACCEPTED, ids=lambda file: file.stem)
def test_an_accepted_example_causes_nothing(file: Path) -> None:
    assert check([str(file)]).findings == ()


def test_all_refused_examples_in_one_run_show_what_each_shows_alone() -> None:
    together = check([str(EXAMPLES / "refused")]).findings
    alone = [placed for file in REFUSED for placed in check([str(file)]).findings]
    assert {(one.finding.code, one.finding.spot.file, one.extent) for one in together} == {
        (one.finding.code, one.finding.spot.file, one.extent) for one in alone
    }
    assert len(together) == len(alone)


def test_all_accepted_examples_in_one_run_cause_nothing() -> None:
    assert check([str(EXAMPLES / "accepted")]).findings == ()


def test_every_code_of_the_interface_has_a_rule_in_its_order() -> None:
    assert [rule.code for rule in RULES] == list(NAMES)


@pytest.mark.parametrize("code", list(NAMES))
def test_every_rule_has_an_example_that_causes_it_and_one_that_does_not(code: str) -> None:
    assert any(file.name.startswith(f"{code}-") for file in REFUSED)
    assert any(file.name.startswith(f"{code}-") for file in ACCEPTED)
