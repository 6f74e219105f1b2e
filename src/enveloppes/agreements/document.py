"""The text of a source with its places: paragraphs, pages, and the cells of its tables, as plain data."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from enveloppes.agreements.place import Place


class Medium(StrEnum):
    """What a document came as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of non-blank lines: its code-point offsets, and its number in the document, its page and number there."""

    start: int
    end: int
    number: int
    page: int | None = None
    number_on_page: int | None = None

    @property
    def place(self) -> Place:
        """Return the place as it is cited: with the page where there are pages."""
        return Place(self.number) if self.page is None else Place(self.number_on_page, self.page)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: code-point offsets, and whether it is marked as a header."""

    start: int
    end: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table with their cells, in reading order; the caption, where one is marked, is a span."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source; every offset counts code points of ``text``.

    ``pages`` holds the span of each page, None where the carrier has none.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[tuple[int, int], ...] | None = None
    tables: tuple[Table, ...] = ()
    medium: Medium = Medium.TEXT

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that an offset lies in, or None between two of them."""
        index = bisect_right([paragraph.start for paragraph in self.paragraphs], offset) - 1
        if index < 0 or offset >= self.paragraphs[index].end:
            return None
        return self.paragraphs[index]

    def place_at(self, offset: int) -> Place | None:
        """Return the place of an offset, or None between two paragraphs."""
        paragraph = self.paragraph_at(offset)
        return None if paragraph is None else paragraph.place

    def holds(self, place: Place, offset: int) -> bool:
        """Say whether an offset lies at a cited place: `§n` of the whole, `p. n` any of the page, `p. n §m` both."""
        paragraph = self.paragraph_at(offset)
        if paragraph is None:
            return False
        if place.page is None:
            return paragraph.number == place.paragraph
        return paragraph.page == place.page and place.paragraph in {None, paragraph.number_on_page}


def paragraphs_of(text: str, pages: tuple[tuple[int, int], ...] | None = None) -> tuple[Paragraph, ...]:
    """Return the runs of non-blank lines of a text, counted from 1; a page's end ends a paragraph."""
    spans = ((None, (0, len(text))),) if pages is None else tuple(enumerate(pages, start=1))
    found: list[Paragraph] = []
    for page, (start, end) in spans:
        for on_page, run in enumerate(_runs(text, start, end), start=1):
            found.append(Paragraph(*run, len(found) + 1, page, None if page is None else on_page))
    return tuple(found)


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    begun: int | None = None
    position = last = start
    for line in text[start:end].splitlines(keepends=True):
        if line.isspace():
            if begun is not None:
                runs.append((begun, last))
            begun = None
        else:
            begun = position if begun is None else begun
            last = position + len(line.rstrip("\r\n"))
        position += len(line)
    if begun is not None:
        runs.append((begun, last))
    return runs
