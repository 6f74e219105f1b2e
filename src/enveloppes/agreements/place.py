"""Where a figure stands in a document: a paragraph, a page, or a paragraph of a page."""

from __future__ import annotations

import re
from typing import NamedTuple

from enveloppes.language.message import say
from enveloppes.money.wording_error import WordingError

_LONGEST_PLACE = 40
_PLACE = re.compile(
    r"(?:§\s*(?P<only>[0-9]{1,6})|pp?\.\s*(?P<page>[0-9]{1,6})(?:\s*,?\s*§\s*(?P<paragraph>[0-9]{1,6}))?)", re.ASCII
)


class Place(NamedTuple):
    """Where a figure stands: paragraph from 1, of the page where one is named; a page alone is the whole of it."""

    paragraph: int | None = None
    page: int | None = None

    def __str__(self) -> str:
        """Return `§n`, `p. n` or `p. n §m`."""
        paragraph = "" if self.paragraph is None else f"§{self.paragraph}"
        return paragraph if self.page is None else f"p. {self.page} {paragraph}".rstrip()


def read_place(text: str) -> Place:
    """Return the place that a text names; raises WordingError."""
    found = _PLACE.fullmatch(text.strip()) if len(text) <= _LONGEST_PLACE else None
    numbers = [int(number) for number in found.groups() if number is not None] if found else []
    if found is None or not all(numbers):
        shown = text[:_LONGEST_PLACE]
        raise WordingError(say("`{text}` is no place; write `§4`, `p. 2` or `p. 2 §3`, counted from 1", text=shown))
    paragraph = found["only"] or found["paragraph"]
    return Place(int(paragraph) if paragraph else None, int(found["page"]) if found["page"] else None)
