"""The files of a ledger opened and laid side by side: which of our names each column goes by, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import narwhals as nw

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.ledger import DecimalMark, Ledger
from enveloppes.agreements.ledger_sums import LedgerFile
from enveloppes.language.message import say
from enveloppes.ledgers.digests import sha256_of
from enveloppes.ledgers.engines.engine import Engine, EngineError, Group
from enveloppes.ledgers.expression import Frame, MoneyColumn, can_be_bad, prepare
from enveloppes.ledgers.files import Found, repeated, shown
from enveloppes.ledgers.formats import Layout
from enveloppes.ledgers.parquet_files import open_parquet
from enveloppes.ledgers.shapes import (
    Column,
    Kind,
    Opened,
    Shape,
    Unreadable,
    doubled_heading,
    locate_headings,
    missing_heading,
    normal,
)
from enveloppes.ledgers.text_files import PARQUET, magic, open_text


@dataclass(frozen=True, slots=True)
class Names:
    """Our names for the columns of a ledger: parts of a line, and columns of euros, each with its heading."""

    cells: Mapping[str, str]
    money: Mapping[str, str]

    @property
    def all(self) -> Mapping[str, str]:
        """Every name with its heading."""
        return {**self.cells, **self.money}


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that can be read, what is wrong with them, and the headings that some file lacks."""

    opened: tuple[Opened, ...]
    files: tuple[LedgerFile, ...]
    findings: tuple[Finding, ...]
    missing: frozenset[str]
    unreadable: bool
    remote: tuple[Shape, Callable[[Mapping[str, int]], Frame]] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ledger by its id, its layout, and the columns of it that are needed under our names."""

    key: str
    ledger: Ledger
    layout: Layout
    names: Names


def open_sources(wanted: Wanted, found: Found, place: Place) -> Sources:
    """Open every file of a ledger; a file that cannot be read makes the whole ledger unreadable."""
    if found.address is not None:
        return _open_remote(wanted, found.address, place)
    key, ledger, layout, names = wanted.key, wanted.ledger, wanted.layout, wanted.names
    findings = list(found.findings)
    known = frozenset(heading.upper() for heading in names.all.values())
    listed: list[Opened] = []
    for path in found.paths:
        place.progress(key, None)
        try:
            if magic(path).startswith(PARQUET):
                listed.append(open_parquet(path))
            else:
                listed.append(open_text(path, ledger, known, place.copies, partial(place.progress, key, None)))
        except Unreadable as error:
            findings.append(Finding("L501", error.message, place.spot))
    findings.extend(Finding("L501", problem, place.spot) for one in listed for problem in one.problems)
    opened, doubled = _once(listed)
    findings.extend(repeated(doubled, place.spot))
    laid_out = [(shown(one.path), one.shape) for one in opened if one.shape.headings]
    missing, problems = _headings(layout, names, laid_out, place.spot)
    findings.extend(problems)
    files = tuple(LedgerFile(key, shown(one.path), _size(one.path), _digest(one, place)) for one in opened)
    unreadable = not opened or any(finding.code == "L501" for finding in findings)
    return Sources(tuple(opened), files, tuple(findings), missing, unreadable)


def _once(listed: Sequence[Opened]) -> tuple[list[Opened], list[tuple[Path, Path]]]:
    """Return the files without those that say what another says, packed or not, and the pairs (repeated, kept)."""
    kept: list[Opened] = []
    doubled: list[tuple[Path, Path]] = []
    by_content: dict[bytes, Path] = {}
    for one in listed:
        first = one.path if one.content is None else by_content.setdefault(one.content, one.path)
        if first is one.path:
            kept.append(one)
        else:
            doubled.append((one.path, first))
    return kept, doubled


def _digest(one: Opened, place: Place) -> str | None:
    """Return the sha256 of a file: of a CSV it was taken on the way, a Parquet is read for it where that is wanted."""
    return one.sha256 or (sha256_of(one.path) if place.digests else None)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where findings about the files stand, where plain copies go, the engine, who is told of progress.

    ``digests``: the sha256 of every file is wanted, even of one that is never read whole.
    """

    spot: Spot
    copies: Path
    engine: Callable[[], Engine]
    progress: Callable[[str, float | None], None]
    digests: bool = False


def _open_remote(wanted: Wanted, address: str, place: Place) -> Sources:
    ledger = wanted.ledger
    separator = None if ledger.separator is None else "\t" if ledger.separator == "tab" else ledger.separator.value
    try:
        shape, frame = place.engine().remote(address, separator)
    except EngineError as error:
        return Sources((), (), (Finding("L501", error.message, place.spot),), frozenset(), unreadable=True)
    missing, findings = _headings(wanted.layout, wanted.names, [(address, shape)], place.spot)
    files = (LedgerFile(wanted.key, address, None),)
    return Sources((), files, tuple(findings), missing, unreadable=False, remote=(shape, frame))


def _headings(
    layout: Layout, names: Names, shapes: Sequence[tuple[str, Shape]], spot: Spot
) -> tuple[frozenset[str], list[Finding]]:
    """Return the headings that some file lacks, and a finding for each, of the first file that lacks it."""
    findings: list[Finding] = []
    missing: set[str] = set()
    for file, shape in shapes:
        there = locate_headings(layout, shape.headings, names.all.values())
        capitals = [normal(heading, any_case=layout.any_case) for heading in shape.headings]
        typed = {column.heading: column for column in shape.columns}
        for heading in dict.fromkeys(names.all.values()):
            if heading in missing:
                continue
            if heading not in there:
                findings.append(Finding("L502", missing_heading(heading, file, shape.headings), spot))
            elif capitals.count(normal(heading, any_case=layout.any_case)) > 1:
                findings.append(Finding("L502", doubled_heading(heading, file), spot))
            elif shape.separator is None and not _is_readable(typed, shape.headings[there[heading]], heading, names):
                message = say(
                    "`{column}` in `{file}` is neither text, whole nor decimal numbers: floating point holds "
                    "no cents exactly; write it as DECIMAL or text",
                    column=heading,
                    file=file,
                )
                findings.append(Finding("L502", message, spot))
            else:
                continue
            missing.add(heading)
    return frozenset(missing), findings


def _is_readable(typed: Mapping[str, Column], there: str, heading: str, names: Names) -> bool:
    column = typed.get(there)
    return column is not None and (column.kind is not Kind.DATE or heading not in names.money.values())


def frame_of(sources: Sources, wanted: Wanted, engine: Engine) -> Frame:
    """Return all lines of a ledger as one lazy frame of our names."""
    layout, names, mark = wanted.layout, wanted.names, wanted.ledger.decimal
    if sources.remote is not None:
        shape, get = sources.remote
        positions = _positions(layout, names, shape)
        return _prepared(get(positions), names, shape, positions, mark)
    groups: dict[Shape, list[Path]] = {}
    for one in sources.opened:
        groups.setdefault(one.shape, []).append(one.readable)
    frames = []
    for shape, paths in groups.items():
        positions = _positions(layout, names, shape)
        group = Group(tuple(paths), shape, positions)
        frames.append(_prepared(engine.frame(group), names, shape, positions, mark))
    if len(frames) == 1:
        return frames[0]
    return nw.concat([_alike(frame, names) for frame in frames], how="vertical")


def _alike(frame: Frame, names: Names) -> Frame:
    """Give the euros of files of different shapes one type, as wide as any that is added exactly."""
    return frame.with_columns(*(nw.col(name).cast(nw.Decimal(38, 10)) for name in names.money))


def _positions(layout: Layout, names: Names, shape: Shape) -> dict[str, int]:
    there = locate_headings(layout, shape.headings, names.all.values())
    return {name: there[heading] for name, heading in names.all.items()}


def _prepared(
    frame: Frame, names: Names, shape: Shape, positions: Mapping[str, int], mark: DecimalMark | None
) -> Frame:
    typed = {column.heading: column for column in shape.columns}

    def column(name: str) -> Column:
        heading = shape.headings[positions[name]]
        return typed.get(heading, Column(heading))

    cells = {name: column(name) for name in names.cells}
    money = [MoneyColumn(name, column(name)) for name in names.money]
    return prepare(frame, cells, money, mark, trim=shape.separator is not None)


def fallible(sources: Sources, wanted: Wanted) -> tuple[str, ...]:
    """Return the columns of euros in which a cell may be bad."""
    shapes = [sources.remote[0]] if sources.remote is not None else [one.shape for one in sources.opened]
    found = []
    for name, heading in wanted.names.money.items():
        for shape in shapes:
            there = locate_headings(wanted.layout, shape.headings, [heading])[heading]
            typed = {column.heading: column for column in shape.columns}
            if can_be_bad(typed.get(shape.headings[there], Column(heading))):
                found.append(name)
                break
    return tuple(found)


def positions_of(opened: Opened, layout: Layout, names: Names) -> Mapping[str, int]:
    """Return where the named columns of a file stand."""
    return _positions(layout, names, opened.shape)


def opened_by_file(sources: Sources, files: Sequence[object]) -> Iterator[Opened]:
    """Yield the opened files that an engine names, in their order."""
    named = {str(name) for name in files} | {unquote(urlsplit(str(name)).path) for name in files}
    for one in sources.opened:
        if str(one.readable) in named or str(one.readable.resolve()) in named:
            yield one
