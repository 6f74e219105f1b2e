"""Which format an answer is written in."""

from __future__ import annotations

import pytest
from sheet_samples import everything, presented

from enveloppes.language.message import Message
from enveloppes.output.formats import FORMATS, NAMES, chosen
from enveloppes.output.words import render


def test_the_names_are_those_of_the_interface() -> None:
    assert NAMES == ("table", "csv", "tsv", "json", "jsonl", "markdown", "html", "latex", "svg", "xlsx")


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        (None, None, "table"),
        ("csv", None, "csv"),
        (None, "a/b.XLSX", "xlsx"),
        (None, "note.md", "markdown"),
        ("markdown", "note.markdown", "markdown"),
        ("json", "answer.out", "json"),
        (None, "page.htm", "html"),
        (None, "table.txt", "table"),
    ],
)
def test_the_name_decides_else_the_ending(name: str | None, path: str | None, expected: str) -> None:
    found = chosen(name, path)
    assert not isinstance(found, Message)
    assert found.name == expected


@pytest.mark.parametrize(
    ("name", "path", "says"),
    [
        ("csv", "a.xlsx", "`--format csv` contradicts `a.xlsx`"),
        (None, "a.dat", "the ending of `a.dat` names no format"),
        (None, "noending", "the ending of `noending` names no format"),
        ("pdf", None, "`pdf` is no format; write one of table, csv"),
    ],
)
def test_what_contradicts_itself_is_refused_with_a_remedy(name: str | None, path: str | None, says: str) -> None:
    found = chosen(name, path)
    assert isinstance(found, Message)
    assert render(found, "en").startswith(says)


@pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_format_writes_everything_and_the_same_twice(written: object, language: str) -> None:
    found = next(each for each in FORMATS if each is written)
    answer = presented(everything(), language)
    assert found.write(answer)
    assert found.write(answer) == found.write(answer)
