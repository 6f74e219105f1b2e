"""What a report is made of, whatever it is written in: parts of titled blocks, whose texts are still messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enveloppes.language.message import Message
from enveloppes.output.chart_marks import Chart
from enveloppes.output.sheet import Cell, Table


@dataclass(frozen=True, slots=True)
class Ref:
    """A text that leads somewhere: to an anchor of this report, or to an address of the web."""

    target: str
    text: Cell

    @property
    def is_outside(self) -> bool:
        """Whether it leads out of the report; nothing but http and https ever does."""
        return self.target.startswith(("http://", "https://"))


Inline = Cell | Ref


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what is known under it, one thing or several."""

    name: Message
    values: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of facts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; a note of the data is user text, said to be one."""

    text: Message
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Remarks:
    """Notes, one line each."""

    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart for a wide and one for a narrow page, with what it shows and, where it needs it, how to read it."""

    identity: str
    wide: Chart
    narrow: Chart
    title: Message
    legend: Message | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What the figure in a row opens to, under an anchor of its own."""

    anchor: str
    column: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RowMore:
    """What a row has beside its cells: an anchor, links by column, what its figure opens to."""

    anchor: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    opening: Opening | None = None
    above: str = ""  # the headings it stands under, shown where sorting has torn it from them


NO_MORE = RowMore()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with what its rows have beside their cells; ``more`` is as long as the rows, or empty."""

    identity: str
    table: Table
    more: tuple[RowMore, ...] = ()
    is_sortable: bool = False
    is_titled: bool = True  # a picture right above may already bear the same title

    def __post_init__(self) -> None:
        """Refuse what would put a link on the wrong row."""
        if self.more and len(self.more) != len(self.table.rows):
            message = f"{len(self.more)} additions for {len(self.table.rows)} rows of {self.identity}"
            raise ValueError(message)

    def more_of(self, place: int) -> RowMore:
        """Return what the row at a place has beside its cells."""
        return self.more[place] if self.more else NO_MORE


Block = Facts | Words | Remarks | Picture | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part with its blocks, then its own parts; on paper it may start a page of its own."""

    anchor: str
    title: Message
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report: title, what stands at its head, its parts; ``date`` as in 2026-11-22."""

    title: Message
    head: tuple[Block, ...]
    parts: tuple[Part, ...]
    language: str
    date: str
    version: str
