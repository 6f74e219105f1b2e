"""Whatever the format allows can be reported in all three formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import making_of

from enveloppes.output.report.content import paper
from enveloppes.output.report.page import write_page
from enveloppes.output.report.plain import write_markdown
from enveloppes.output.report.typeset import write_pdf
from enveloppes.reading.register_file import read_register

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "accepted").glob("*.yaml"))


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if not read_register([str(one)]).findings], ids=lambda one: one.stem
)
def test_an_accepted_example_becomes_a_report(example: Path) -> None:
    made = paper(making_of(example, "en"))
    assert write_page(made).startswith(b"<!DOCTYPE html>")
    assert write_markdown(made).startswith(b"# ")
    assert write_pdf(made).startswith(b"%PDF")


def test_a_register_without_agreements_is_reported_as_such(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    made = paper(making_of(path, "en"))
    assert b'<h1 id="top">Envelopes of 0 public agreements</h1>' in write_page(made)
    assert write_pdf(made).startswith(b"%PDF")
