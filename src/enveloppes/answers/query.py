"""What is asked of a register: dimensions, filters, a date; and the refusal of a question that makes no sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from enveloppes.agreements.dates import Period
from enveloppes.language.message import Message, say


class Dimension(StrEnum):
    """What lines may be grouped and filtered by; a dimension never forbids an addition."""

    AGREEMENT = "agreement"
    AXIS = "axis"
    FUNDER = "funder"
    SECTION = "section"
    THEME = "theme"
    TERRITORY = "territory"
    STAGE = "stage"
    YEAR = "year"


# The value of a filter that selects what has none; where it can be meant is a matter of the dimension.
NONE = "none"
ID = "id"
# Between the id of a line and the years of a piece of it; no id holds it.
AT = "@"
KEYS = (*Dimension, ID)
# From so many letters on, a part of a word tells which is meant.
_LEAST_PART = 3


class UnanswerableError(ValueError):
    """A question that cannot be answered: what is wrong with it, and how to ask it."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever shows it."""
        super().__init__(message.template)
        self.message = message


class Filter(NamedTuple):
    """One ``--where KEY=VALUE``."""

    key: str
    value: str


class Note(NamedTuple):
    """What was left out, or how a figure is to be read; ``code`` is stable, the text follows the language."""

    code: str
    message: Message


class Query(NamedTuple):
    """A question: the state at the end of a day (None: as last stated), filters, groups, and what else to show."""

    by: tuple[Dimension, ...] = ()
    where: tuple[Filter, ...] = ()
    as_of: date | None = None
    over: Period | None = None
    with_context: bool = False


def read_filter(text: str) -> Filter:
    """Read ``KEY=VALUE``; raises UnanswerableError."""
    key, equals, value = text.partition("=")
    key, value = key.strip(), value.strip()
    if not equals or not value:
        raise UnanswerableError(say("`--where {text}` is not KEY=VALUE, as in `--where theme=06`", text=text))
    if key not in KEYS:
        raise UnanswerableError(
            say(
                "`{key}` is no key of `--where`; it takes {keys}{hint}",
                key=key,
                keys=", ".join(KEYS),
                hint=did_you_mean(key, KEYS),
            )
        )
    return Filter(key, value)


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """Return « ; did you mean …? » for the nearest known word, or nothing.

    Case and accents are no difference; a word that is part of a known one, as « regio » is of « Région », is near it.
    """
    near = _nearest(_folded(word), {_folded(one): one for one in sorted(known, reverse=True)})
    return say("; did you mean `{near}`?", near=near) if near is not None else Message("")


def _nearest(word: str, known: Mapping[str, str]) -> str | None:
    import difflib

    if word in known:
        return known[word]
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    parts = sorted((not one.startswith(word), len(one), one) for one in known if word in one)
    if len(word) >= _LEAST_PART and parts and not near:
        near = [parts[0][-1]]
    return known[near[0]] if near else None


def _folded(text: str) -> str:
    """Return a text without case and accents."""
    from unicodedata import combining, normalize

    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))
