"""Shapes: how the columns of a file are laid out and typed, so that files of one shape are read together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto
from pathlib import Path

from enveloppes.language.message import Message, say
from enveloppes.ledgers.formats import Layout

_LONGEST_QUOTED = 60


class Kind(Enum):
    """What a column holds: text that is still to be read, whole numbers, exact decimals, or dates."""

    TEXT = auto()
    WHOLE = auto()
    DECIMAL = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: its heading in the file, what it holds, and the digits of a decimal."""

    heading: str
    kind: Kind = Kind.TEXT
    precision: int = 0
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """The headings of a file in their order, and how its text is cut; ``separator`` is None in Parquet."""

    headings: tuple[str, ...]
    separator: str | None
    multiline: bool = False
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: its own path, the path that an engine reads (itself, or a plain copy), its shape.

    ``problems`` are why it cannot be added up: its broken rows. ``sha256`` is that of the file where all of it was
    read on the way, ``content`` stands for what it says however it is packed.
    """

    path: Path
    readable: Path
    shape: Shape
    encoding: str
    problems: tuple[Message, ...] = ()
    sha256: str | None = None
    content: bytes | None = None


class Unreadable(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Why a file of a ledger cannot be read; becomes L501."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever makes the finding."""
        super().__init__(message.template)
        self.message = message


def normal(heading: str, *, any_case: bool) -> str:
    """Return a heading as it is compared: trimmed, and in any case where the format fixes the names."""
    trimmed = heading.strip().lstrip("\ufeff")
    return trimmed.upper() if any_case else trimmed


def locate_headings(layout: Layout, headings: Sequence[str], wanted: Iterable[str]) -> Mapping[str, int]:
    """Return the positions of those wanted headings that a file has."""
    positions: dict[str, int] = {}
    for index, heading in enumerate(headings):
        positions.setdefault(normal(heading, any_case=layout.any_case), index)
    found = {want: positions.get(normal(want, any_case=layout.any_case)) for want in wanted}
    return {want: index for want, index in found.items() if index is not None}


def missing_heading(want: str, file: str, headings: Sequence[str]) -> Message:
    """Say which column a file lacks, with the nearest that it has."""
    folded = {heading.strip().casefold(): heading.strip() for heading in headings}
    near = get_close_matches(want.casefold(), folded, n=1)
    if near:
        return say(
            "`{file}` has no column `{column}`; the nearest is `{near}`, which `columns` may name instead",
            file=file,
            column=want[:_LONGEST_QUOTED],
            near=folded[near[0]][:_LONGEST_QUOTED],
        )
    return say(
        "`{file}` has no column `{column}`; name the one that holds it in `columns`",
        file=file,
        column=want[:_LONGEST_QUOTED],
    )


def doubled_heading(want: str, file: str) -> Message:
    """Say that a column stands twice, so that nobody can tell which is meant."""
    return say("`{file}` has the column `{column}` twice; take one away", file=file, column=want[:_LONGEST_QUOTED])
