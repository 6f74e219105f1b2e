"""From paths to a register: every file read once, everything wrong with any of them collected, never raised."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from enveloppes.agreements.finding import NAMES, STOPS_ALL_BUT_CHECK, Extent, Finding, Placed, Spot, severity_of
from enveloppes.agreements.register import LoadedFile, Register
from enveloppes.language.message import Message, say
from enveloppes.reading.decoding import decode
from enveloppes.reading.inputs import STDIN, Chosen, Input, Trouble, choose, digest, read_bytes
from enveloppes.reading.names import OWN_SPACES
from enveloppes.reading.one_file import FileReading, read_text, read_without
from enveloppes.reading.references import check_references, names_possibly_in
from enveloppes.reading.source_text import SourceText
from enveloppes.reading.suppressions import Suppression

_AT_START = Extent(1, 1, 1, 1)
# The texts of a run are kept for showing findings up to this size; beyond it they are read again.
_KEPT = 64 * 1024 * 1024
# An unknown source, territory or ledger changes no sum.
_COUNT_FOR_NOTHING = frozenset({"source", "ref", "territory", "ledger"})


class Reading(NamedTuple):
    """What was read: the register, the findings of families Y, M and R, and the files it came from.

    With findings the register is what is left of it, good for looking for more findings and for nothing else.
    """

    register: Register
    findings: tuple[Finding, ...]
    inputs: tuple[Input, ...]
    notes: tuple[Message, ...]
    suppressions: tuple[Suppression, ...]
    texts: Mapping[str, str]
    mended: Mapping[str, str]

    @property
    def is_broken(self) -> bool:
        """Whether the data is too broken for any command but ``check``."""
        return any(finding.code.startswith(STOPS_ALL_BUT_CHECK) for finding in self.findings)

    def place(self, findings: Iterable[Finding]) -> tuple[Placed, ...]:
        """Return findings with their lines and columns, sorted by file, line, column and code."""
        asked = list(findings)
        if not asked:
            return ()
        from enveloppes.reading.yaml_places import find_spans

        wanted: dict[str, set[tuple[tuple[str | int, ...], bool]]] = {}
        for finding in asked:
            for spot in (finding.spot, *_spots_in(finding.message)):
                if finding.extent is None or spot is not finding.spot:
                    wanted.setdefault(spot.file, set()).add((spot.path, spot.on_key))
        extents: dict[Spot, Extent] = {}
        sources: dict[str, SourceText] = {}
        for file in {*wanted, *(finding.spot.file for finding in asked)}:
            sources[file] = SourceText(self._text(file))
            if file in wanted:
                # A mended line is as long or longer than the written one; all others stand where they stood.
                seen = SourceText(self.mended[file]) if file in self.mended else sources[file]
                for (path, on_key), (start, end) in find_spans(seen.text, wanted[file]).items():
                    extents[Spot(file, path, on_key)] = seen.extent(start, max(end, start + 1))
        placed = [_placed(finding, extents, sources[finding.spot.file]) for finding in asked]
        return tuple(sorted(placed, key=lambda one: one.order))

    def _text(self, file: str) -> str:
        kept = self.texts.get(file)
        if kept is not None:
            return kept
        known = next((one.sha256 for one in self.inputs if one.name == file), None)
        if known is None or file == STDIN:
            return ""
        data = read_bytes(file)
        if isinstance(data, Trouble) or digest(data) != known:
            return ""
        text = decode(data)
        return text if isinstance(text, str) else ""


def _spots_in(message: Message) -> Iterator[Spot]:
    for value in message.values.values():
        if isinstance(value, Spot):
            yield value


def _placed(finding: Finding, extents: Mapping[Spot, Extent], source: SourceText) -> Placed:
    extent = finding.extent or extents.get(finding.spot, _AT_START)
    spots = {name: value for name, value in finding.message.values.items() if isinstance(value, Spot)}
    if spots:
        told = {name: f"{spot.file}:{extents.get(spot, _AT_START).line}" for name, spot in spots.items()}
        finding = finding._replace(message=replace(finding.message, values={**finding.message.values, **told}))
    line = source.line(extent.line)
    return Placed(finding, NAMES[finding.code], severity_of(finding.code), extent, line)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector: it would look through all that was read, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_register(
    paths: Sequence[str] = (), *, environment: Mapping[str, str] = os.environ, stdin: BinaryIO | None = None
) -> Reading:
    """Read the register that some paths mean (files, directories, "-"); of none, the one that docs/commands.md says."""
    return read_chosen(choose(paths, environment), stdin)


def read_chosen(chosen: Chosen, stdin: BinaryIO | None = None) -> Reading:
    """Read the files that were chosen, all here and one after the other."""
    book = Book()
    book.nothing_below(chosen.empty)
    with collector_paused():
        for name in chosen.names:
            book.read(name, stdin)
        return book.close(chosen.notes)


def read_contents(contents: Iterable[tuple[str, bytes]]) -> Reading:
    """Read a register from the bytes of files that lie elsewhere than in the file system, by the names to show."""
    book = Book()
    with collector_paused():
        for name, data in contents:
            book.take(name, data)
        return book.close(())


class Book:
    """What was read so far: files are added one by one, and judged together once the book is closed."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.files: list[tuple[str, FileReading]] = []
        self.findings: list[Finding] = []
        self.inputs: list[Input] = []
        self.texts: dict[str, str] = {}
        self.kept = 0

    def trouble(self, spot: Spot, trouble: Trouble) -> None:
        """Note why something could not be read."""
        self.findings.append(Finding(trouble.code, trouble.message, spot, _AT_START))

    def nothing_below(self, directories: Iterable[str]) -> None:
        """Note that directories hold nothing to read: a check that looks at nothing must not pass."""
        for path in directories:
            self.trouble(Spot(path), Trouble("Y001", say("no .yaml or .yml file lies below this directory")))

    def unresolved(self) -> set[str]:
        """Return the ids that are referred to and that nothing read so far has."""
        defined = {
            (kind in OWN_SPACES and kind, name) for _, file in self.files for kind, name, _ in file.names.defined
        }
        return {
            name
            for _, file in self.files
            for kind, name, _ in file.names.referred
            if (kind in OWN_SPACES and kind, name) not in defined
        }

    def read(self, name: str, stdin: BinaryIO | None = None) -> None:
        """Read one file, whatever is wrong with it."""
        spot = Spot(name)
        data = read_bytes(name, stdin)
        if isinstance(data, Trouble):
            self.trouble(spot, data)
            return
        self.take(name, data)

    def take(self, name: str, data: bytes) -> None:
        """Read one file from its bytes."""
        spot = Spot(name)
        self.inputs.append(Input(name, digest(data)))
        text = decode(data)
        if not isinstance(text, str):
            self.texts[name] = data.decode(errors="replace")
            self.findings.append(Finding("Y001", text[0], spot, text[1]))
            self.files.append((name, FileReading(parses=False)))
            return
        self.kept += len(data)
        if self.kept <= _KEPT or name == STDIN:
            self.texts[name] = text
        self.files.append((name, read_text(text, spot)))

    def _leave_out(self, references: list[Finding]) -> None:
        """Leave out whatever refers to nothing or has another's id: what adds up counts on references being good."""
        by_file: dict[str, list[Finding]] = {}
        for finding in references:
            if not finding.spot.on_key and finding.spot.path[-1] not in _COUNT_FOR_NOTHING:
                by_file.setdefault(finding.spot.file, []).append(finding)
        for name, file in self.files:
            if name in by_file and file.model is not None:
                file.model = read_without(self.texts.get(name, ""), by_file[name])

    def close(self, notes: tuple[Message, ...]) -> Reading:
        """Judge what refers to what over all files, and hand everything over."""
        guesses = frozenset[str]().union(
            *(names_possibly_in(self.texts.get(name, "")) for name, file in self.files if not file.parses)
        )
        for _, file in self.files:
            self.findings += file.findings
        refused = {finding.spot for finding in self.findings}
        references = [
            finding
            for finding in check_references([(name, file.names) for name, file in self.files], elsewhere=guesses)
            if finding.spot not in refused
        ]
        self.findings += references
        self._leave_out(references)
        loaded = tuple(LoadedFile(name, file.model) for name, file in self.files if file.model is not None)
        suppressions = tuple(one for _, file in self.files for one in file.suppressions)
        register = Register(loaded)
        mended = {name: file.mended for name, file in self.files if file.mended is not None}
        return Reading(register, tuple(self.findings), tuple(self.inputs), notes, suppressions, self.texts, mended)
