"""The formats of a report by name and ending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from enveloppes.language.message import Message, say
from enveloppes.output.report.blocks import Paper


class TypesettingMissingError(ImportError):
    """The library that sets a PDF is not installed."""


class TooLargeError(Exception):
    """A report has more rows than a format can hold in the memory of a usual machine."""

    def __init__(self, rows: int, most: int) -> None:
        """Keep how many rows there are, and how many there may be."""
        super().__init__(f"{rows} rows, at most {most}")
        self.rows, self.most = rows, most


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format: its name, the endings of its files, how it is written, whether it holds charts."""

    name: str
    endings: tuple[str, ...]
    write: Callable[[Paper], bytes]
    has_charts: bool = True
    is_binary: bool = False


def _html(paper: Paper) -> bytes:
    from enveloppes.output.report.page import write_page

    return write_page(paper)


def _pdf(paper: Paper) -> bytes:
    from enveloppes.output.report.typeset import write_pdf

    return write_pdf(paper)


def _markdown(paper: Paper) -> bytes:
    from enveloppes.output.report.plain import write_markdown

    return write_markdown(paper)


FORMATS = (
    ReportFormat("html", (".html", ".htm"), _html),
    ReportFormat("pdf", (".pdf",), _pdf, is_binary=True),
    ReportFormat("markdown", (".md", ".markdown"), _markdown, has_charts=False),
)
NAMES = tuple(each.name for each in FORMATS)


def chosen(name: str | None, path: str | None) -> ReportFormat | Message:
    """Return the format that is meant, or why none is."""
    named = next((each for each in FORMATS if each.name == name), None)
    if name is not None and named is None:
        return say("`{name}` is no format of a report; there are {names}", name=name, names=", ".join(NAMES))
    if path is None:
        return named or say("name the file of the report, as in `-o report.html`, or its `--format`")
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
            "the ending of `{path}` names no format of a report; end it in {endings}",
            path=path,
            endings=", ".join(each.endings[0] for each in FORMATS),
        )
    )
