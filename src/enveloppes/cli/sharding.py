"""A check of much at once: each file is read, validated and judged by itself, thousands of them on all processors.

What comes back of a file with nothing wrong is one row of texts and counts, never a model. Whatever cannot be judged
alone is read again here: a file with findings, one that refers to another, one that shares an id or looks like another.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enveloppes.agreements.register import LoadedFile, Register
from enveloppes.cli.checking import counted, findings_of_register
from enveloppes.cli.progress import files_read, shown
from enveloppes.output.findings import Checked
from enveloppes.reading.inputs import Chosen
from enveloppes.reading.register_file import Book, collector_paused
from enveloppes.reading.soundly import is_closed, read_soundly
from enveloppes.rules.survey import Survey, survey, suspects

if TYPE_CHECKING:
    from enveloppes.agreements.model import RegisterFile
    from enveloppes.reading.register_file import Reading

_FILES_AT_ONCE = 40
# Fewer files than this are read faster than other processes start.
MANY_FILES = 300


@dataclass(frozen=True, slots=True)
class Row:
    """What a worker tells of a file in which nothing is wrong."""

    name: str
    sha256: str
    agreements: int
    envelopes: int
    figures: int
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Sharded:
    """The files that are sound by themselves, and the reading of all others."""

    rows: tuple[Row, ...]
    rest: Reading

    @property
    def checked(self) -> Checked:
        """Every file that was read, by name, and how much was in all of them."""
        rest = counted(self.rest)
        return Checked(
            tuple(sorted([*((row.name, row.sha256) for row in self.rows), *rest.inputs])),
            rest.agreements + sum(row.agreements for row in self.rows),
            rest.envelopes + sum(row.envelopes for row in self.rows),
            rest.figures + sum(row.figures for row in self.rows),
        )


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_sharded(chosen: Chosen) -> Sharded:
    """Read files on all processors; what is wrong, or hangs together, is in the rest."""
    names = chosen.names
    parts = shown(_rows(names), lambda done: files_read(done * _FILES_AT_ONCE, len(names)))
    rows = [row for found in parts for row in found]
    told = {row.name for row in rows}
    together = [name for name in names if name not in told]
    again = _sharing(rows)
    together += again
    kept = {row.name: row for row in rows if row.name not in set(again)}
    home = {shared: row.name for row in kept.values() for shared in row.shared}
    book = Book()
    book.nothing_below(chosen.empty)
    with collector_paused():
        for name in together:
            book.read(name)
        while missing := [name for name in _homes(book.unresolved(), home) if name in kept]:
            for name in missing:
                del kept[name]
                book.read(name)
        return Sharded(tuple(kept.values()), book.close(()))


def _homes(ids: Iterable[str], home: dict[str, str]) -> Iterator[str]:
    """Yield the files that have some ids, each once."""
    spaces = ("", "source ", "territory ", "ledger ")
    found = (home.get(space + one) for one in sorted(ids) for space in spaces)
    yield from dict.fromkeys(name for name in found if name is not None)


def _sharing(rows: Sequence[Row]) -> list[str]:
    """Return the files that share an id, or what could be a duplicate."""
    first: dict[str, str] = {}
    found: dict[str, None] = {}
    for row in rows:
        for shared in row.shared:
            other = first.setdefault(shared, row.name)
            if other != row.name:
                found[other] = found[row.name] = None
    return list(found)


def _rows(names: Sequence[str]) -> Iterator[list[Row]]:
    """Yield the rows of all files, as workers come to them; of a few files, or without workers, from here."""
    if len(names) < MANY_FILES or _processors() == 1:
        with collector_paused():
            yield _work(names)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_all_start_methods, get_context

    parts = [list(names[start : start + _FILES_AT_ONCE]) for start in range(0, len(names), _FILES_AT_ONCE)]
    # A forked worker has the program loaded already.
    context = get_context("fork" if "fork" in get_all_start_methods() else None)
    gc.freeze()  # what the workers share stays as it is, so that no page of it is copied
    done = 0
    pool = ProcessPoolExecutor(_processors(), mp_context=context, initializer=_prepare)
    try:
        for found in pool.map(_work, parts):
            done += 1
            yield found
    except (BrokenProcessPool, OSError):
        for part in parts[done:]:
            yield _work(part)
    finally:
        # Whoever interrupts does not wait for what has not begun.
        pool.shutdown(cancel_futures=True)
        # What stays frozen is never taken down, and libraries complain of it when the process ends.
        gc.unfreeze()


def _prepare() -> None:
    """Make a worker leave interruptions to the process that it works for."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(names: Sequence[str]) -> list[Row]:
    """Return the rows of the files among some in which nothing is wrong."""
    return [row for name in names if (row := _row(name)) is not None]


def _row(name: str) -> Row | None:
    read = read_soundly(name)
    if read is None:
        return None
    sha256, model, data = read
    seen = survey(model)
    if not seen.is_plain:
        judged = None if model.ledgers or not is_closed(name, model, data) else _judged(name, model, seen)
        if judged is None:
            return None
        seen = judged
    shared = (*seen.ids, *seen.keys, *(f"suspect {text}" for text in seen.suspects))
    return Row(name, sha256, seen.agreements, seen.envelopes, seen.figures, shared)


def _judged(name: str, model: RegisterFile, seen: Survey) -> Survey | None:
    """Judge a file by all rules; None where they find anything."""
    register = Register((LoadedFile(name, model),))
    evidence, found = findings_of_register(register)
    if found:
        return None
    seen.suspects = suspects(evidence.lines)
    return seen
