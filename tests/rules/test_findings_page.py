"""The page of findings is made from the rules, and is current."""

from __future__ import annotations

from pathlib import Path

from enveloppes.output.rule_pages import markdown_page

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


def test_the_page_of_findings_is_what_the_rules_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown_page("en"), "run: python scripts/findings.py"
