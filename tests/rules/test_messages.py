"""What findings say: no remedy that is taken already, no bound that is another, nothing that leaves a reader asking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from enveloppes.cli.checking import check
from enveloppes.output.words import render

Said = Callable[..., list[str]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """Return a function from a file and a code to the messages of that code."""

    def find(text: str, code: str, language: str = "en") -> list[str]:
        path = tmp_path / "register.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        found = [placed.finding for placed in check([str(path)]).findings if placed.finding.code == code]
        return [
            render(one.message, language).replace("\u00a0", " ").replace("\u202f", " ").replace("`", "")
            for one in found
        ]

    return find


AGREEMENT = """\
format: 1
sources: {s: {title: S}}
agreements:
  - id: ag
    title: Accord
    source: s
    axes:
      - id: ax
        title: Axe
        envelopes:
"""


def envelopes(*lines: str) -> str:
    return AGREEMENT + "".join(f"          - {line}\n" for line in lines)


def test_a_total_that_its_lines_exceed_is_not_mended_by_a_partial_list(said: Said) -> None:
    head = AGREEMENT.replace("    source: s\n", "    source: s\n    total: {amount: 10 M€}\n    lines: partial\n")
    (message,) = said(head + "          - {id: a, title: A, amount: 30 M€}\n", "C302")
    assert "come to more: 30 M€" in message
    assert "lines: partial" not in message


def test_a_total_above_its_lines_may_be_mended_by_a_partial_list(said: Said) -> None:
    head = AGREEMENT.replace("    source: s\n", "    source: s\n    total: {amount: 100 M€}\n")
    (message,) = said(head + "          - {id: a, title: A, amount: 30 M€}\n", "C302")
    assert message.endswith("or say lines: partial")


def test_a_year_of_a_yearly_amount_is_named(said: Said) -> None:
    (message,) = said(
        envelopes("{id: e, title: E, amount: 5 M€, rhythm: yearly, schedule: {2021: 5 M€, 2022: 8 M€}}"), "C304"
    )
    assert message.startswith("« E » is 5 M€ each year, but 8 M€ in 2022")
