"""What the sheets of several answers share: where they come from, the sources they cite, columns and headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from enveloppes.agreements.register import Register
from enveloppes.answers.query import Note, Query
from enveloppes.judging.lines import Cited, Line, Standing
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import Absent, Cell, Column, Kind, Row, Table, given, money
from enveloppes.output.words import render
from enveloppes.reading.inputs import shipped_register

NO_WORDS = Message("")
BASIS = Column("basis", say("Basis"), Kind.BASIS)
AMOUNT = Column("amount", say("Amount"), Kind.MONEY)
SOURCE = Column("source", say("Source"), Kind.CODE)
PLACE = Column("at", say("Place"), Kind.CODE)


def origin_of(register: Register) -> Message:
    """Return where the figures come from: the file, or the folder of several, and how many agreements they hold."""
    names = [file.name for file in register.files]
    count = sum(1 for _ in register.agreements())
    if len(names) == 1:
        return say_n("{path} ({n} agreement)", "{path} ({n} agreements)", count, path=file_name(names[0]))
    folders = {str(PurePath(name).parent) for name in names}
    where: Message | str = f"{folders.pop()}/" if len(folders) == 1 else say_n("{n} file", "{n} files", len(names))
    return say_n("{path} ({n} agreement)", "{path} ({n} agreements)", count, path=where)


def file_name(path: str) -> Message | str:
    """Return how a file that was read is called: as it was named; the register that ships, by what it is."""
    is_ours = PurePath(path).is_absolute() and path == str(shipped_register())
    return say("register that ships with enveloppes") if is_ours else path


def circumstances(query: Query) -> Message:
    """Return what narrows a question, for a heading: the date, the filters, the period."""
    parts: list[Message] = []
    if query.as_of is not None:
        parts.append(say(" · as of {day}", day=query.as_of))
    if query.over is not None:
        parts.append(say(" · over {period}", period=query.over))
    if query.where:
        parts.append(say(" · only {filters}", filters=", ".join(f"{one.key}={one.value}" for one in query.where)))
    return _joined(parts)


def _joined(parts: list[Message]) -> Message:
    return Message(
        "".join(f"{{p{place}}}" for place in range(len(parts))), {f"p{k}": part for k, part in enumerate(parts)}
    )


def joined(parts: Iterable[object], between: str = ", ") -> Message:
    """Return values said one after another."""
    values = {f"p{place}": part for place, part in enumerate(parts)}
    return Message(between.join(f"{{{name}}}" for name in values), values)


def note_texts(notes: Iterable[Note]) -> tuple[Message, ...]:
    """Return the notes for the foot of a sheet."""
    return tuple(note.message for note in notes)


def notes_json(notes: Iterable[Note], language: str) -> Json:
    """Return the notes with their stable codes."""
    return [{"code": note.code, "text": render(note.message, language)} for note in notes]


def cited_text(cited: Cited) -> Message:
    """Return a source with the place in it and, where it differs, the figure as printed."""
    parts: list[object] = [text for text in (cited.source, cited.at) if text]
    if cited.printed is not None:
        parts.append(say("(printed « {text} »)", text=cited.printed.text))
    return joined(parts, " ")


def figure_of(line: Line) -> Cell:
    """Return the amount of a line as a cell; one that is stated only later is not the same as one without a figure."""
    return Absent.NOT_YET if line.standing is Standing.NOT_YET else money(line.amount)


def sources_table(register: Register, refs: Iterable[str | None]) -> Table:
    """Return the sources that figures cite, in order of citation."""
    columns = (
        Column("source", say("Source"), Kind.CODE),
        Column("title", say("Title")),
        Column("publisher", say("Publisher")),
        Column("date", say("Date"), Kind.WHEN),
        Column("url", say("Address")),
    )
    return Table("source", say("Sources"), columns, tuple(_source_rows(register, refs)))


def _source_rows(register: Register, refs: Iterable[str | None]) -> Iterator[Row]:
    for ref in dict.fromkeys(refs):
        if ref is not None and ref in register.sources:
            source, _ = register.sources[ref]
            yield Row((ref, source.title, given(source.publisher), given(source.date), given(source.url)))
