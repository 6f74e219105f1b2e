"""Words with their code: what stands between backticks in a message of ours, and never what a user wrote.

Each format gives code a face of its own or, having only one, writes it like the rest. A user's own backtick stays what
it is, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Self

from enveloppes.language.message import Message
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render, template_of

# Stands for a backtick of ours while a message is put together; ``visible`` lets none through from a text of a user.
_MARK = "\x1a"

Faced = Callable[[str], str]


class Words(str):
    """A text as its reader sees it, without backticks; ``codes`` says from where to where it is code."""

    __slots__ = ("codes",)

    codes: tuple[tuple[int, int], ...]

    def __new__(cls, text: str, codes: tuple[tuple[int, int], ...] = ()) -> Self:
        """Make words of a text and the places of its code."""
        made = super().__new__(cls, text)
        made.codes = codes
        return made


def worded(value: object, language: str) -> str:
    """Return a value in words, visible and on one line; where it holds code, as :class:`Words`."""
    if not isinstance(value, Message):
        return visible(render(value, language))
    marked = _marked(value, language)
    return _words(marked) if _MARK in marked else marked


def unfaced(value: object, language: str) -> str:
    """Return a value in words without the backticks of ours, for programs: nothing in it is escaped."""
    if not isinstance(value, Message):
        return render(value, language)
    said = {name: unfaced(part, language) for name, part in value.values.items()}
    return template_of(value, language).replace("`", "").format(**said)


def _marked(value: object, language: str) -> str:
    if type(value) is tuple:  # a basis is a tuple too, with words of its own
        return ", ".join(_marked(part, language) for part in value)
    if not isinstance(value, Message):
        return visible(render(value, language))
    said = {name: _marked(part, language) for name, part in value.values.items()}
    return template_of(value, language).replace("`", _MARK).format(**said)


def _words(marked: str) -> Words:
    pieces = marked.split(_MARK)
    codes, place = [], 0
    for number, piece in enumerate(pieces):
        # Where a report calls an id by its title, in quotation marks, it is no code any more.
        if number % 2 and piece and not piece.startswith("«"):
            codes.append((place, place + len(piece)))
        place += len(piece)
    return Words("".join(pieces), tuple(codes))


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a text, and of each whether it is code."""
    place = 0
    for start, end in text.codes if isinstance(text, Words) else ():
        if place < start:
            yield text[place:start], False
        yield text[start:end], True
        place = end
    if place < len(text) or not text:
        yield text[place:], False


def faced(text: str, plain: Faced, code: Faced) -> str:
    """Return a text for a format: its code by one function, the rest by another."""
    if not isinstance(text, Words):
        return plain(text)
    return "".join(code(run) if is_code else plain(run) for run, is_code in runs(text))
