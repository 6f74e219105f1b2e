"""The formats of a table by name and by the ending of a file, and which of them an answer is written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from enveloppes.language.message import Message, say
from enveloppes.output.presentation import Presentation

Writer = Callable[[Presentation], bytes]


class Format(NamedTuple):
    """A format: its name, the endings of its files (the first is the usual one), how it is written."""

    name: str
    endings: tuple[str, ...]
    write: Writer
    is_binary: bool = False


def _table(answer: Presentation) -> bytes:
    from enveloppes.output.terminal import plain

    return plain(answer.sheet, answer.language).encode(errors="backslashreplace")


def _csv(answer: Presentation) -> bytes:
    from enveloppes.output.separated import write_csv

    return write_csv(answer)


def _tsv(answer: Presentation) -> bytes:
    from enveloppes.output.separated import write_tsv

    return write_tsv(answer)


def _json(answer: Presentation) -> bytes:
    from enveloppes.output.json_answer import write_json

    return write_json(answer)


def _jsonl(answer: Presentation) -> bytes:
    from enveloppes.output.json_answer import write_jsonl

    return write_jsonl(answer)


def _markdown(answer: Presentation) -> bytes:
    from enveloppes.output.markdown import write_markdown

    return write_markdown(answer)


def _html(answer: Presentation) -> bytes:
    from enveloppes.output.html_table import write_html

    return write_html(answer)


def _latex(answer: Presentation) -> bytes:
    from enveloppes.output.latex import write_latex

    return write_latex(answer)


def _svg(answer: Presentation) -> bytes:
    from enveloppes.output.svg import write_svg

    return write_svg(answer)


def _xlsx(answer: Presentation) -> bytes:
    from enveloppes.output.spreadsheet import write_xlsx

    return write_xlsx(answer)


TABLE = Format("table", (".txt",), _table)
FORMATS = (
    TABLE,
    Format("csv", (".csv",), _csv),
    Format("tsv", (".tsv",), _tsv),
    Format("json", (".json",), _json),
    Format("jsonl", (".jsonl", ".ndjson"), _jsonl),
    Format("markdown", (".md", ".markdown"), _markdown),
    Format("html", (".html", ".htm"), _html),
    Format("latex", (".tex",), _latex),
    Format("svg", (".svg",), _svg),
    Format("xlsx", (".xlsx",), _xlsx, is_binary=True),
)
NAMES = tuple(each.name for each in FORMATS)


def chosen(name: str | None, path: str | None) -> Format | Message:
    """Return the format that ``--format`` names, else the one of the file's ending, else the table.

    A Message says what is wrong: an unknown name, an ending that tells nothing, or two that contradict each other.
    """
    named = next((each for each in FORMATS if each.name == name), None)
    if name is not None and named is None:
        return say("`{name}` is no format; write one of {names}", name=name, names=", ".join(NAMES))
    if path is None:
        return named or TABLE
    ending = PurePath(path).suffix.lower()
    ended = next((each for each in FORMATS if ending in each.endings), None)
    if named is not None and ended is not None and named is not ended:
        return say(
            "`--format {format}` contradicts `{path}`, whose ending means {other}; drop one of them",
            format=named.name,
            path=path,
            other=ended.name,
        )
    return (
        named
        or ended
        or say(
            "the ending of `{path}` names no format; add `--format`, or end it in one of {endings}",
            path=path,
            endings=" ".join(each.endings[0] for each in FORMATS),
        )
    )
