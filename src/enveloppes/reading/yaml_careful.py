"""The second look at a text that is not plain: what is wrong with its YAML, where, and what it still holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from enveloppes.agreements.identifiers import Quoted
from enveloppes.language.message import Message, say
from enveloppes.reading.source_text import SourceText
from enveloppes.reading.yaml_events import QUOTES, events
from enveloppes.reading.yaml_values import DEEPEST, Path, Value

_MERGE = "<<"
MOST_PROBLEMS = 20_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the YAML itself: its code, and the offsets it stands at."""

    code: str
    message: Message
    start: int
    end: int


@dataclass(slots=True)
class Careful:
    """What a careful walk found.

    ``complete`` says whether the walk came to the end of the one document that a file may hold; ``error`` is why not,
    where the text stops being YAML. ``doubtful`` are the paths whose value is not really known: no finding of the
    model at or below one of them means anything.
    """

    value: Value = None
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[Path] = field(default_factory=set)
    complete: bool = True
    error: YAMLError | None = None


@dataclass(slots=True)
class _Open:
    """A collection that is not closed yet; ``key`` is the key whose value comes next, None where a key does."""

    value: dict[str, Value] | list[Value]
    step: str | int | None
    start: int
    key: str | None = None
    skip_next: bool = False
    keys: dict[str, int] = field(default_factory=dict)


class _Walk:
    """One careful walk: the open collections, outermost first, and what was found on the way."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.found = Careful()
        self.open: list[_Open] = []

    def run(self) -> Careful:
        documents = 0
        try:
            for event in events(self.source.text):
                start = event.start_mark.index
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._several(start)
                        break
                elif isinstance(event, NodeEvent):
                    if not self._node(event):
                        break
                    if len(self.found.problems) > MOST_PROBLEMS:
                        self._too_many(start)
                        break
                elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                    self._close()
        except YAMLError as error:
            self.found.error = error
            self.found.complete = False
        return self.found

    def _note(self, code: str, message: Message, start: int, end: int) -> None:
        self.found.problems.append(Problem(code, message, start, end))

    def _too_many(self, start: int) -> None:
        self.found.complete = False
        message = say("so much is wrong with this file that it is read no further")
        self._note("Y005", message, start, start + 1)

    def _several(self, start: int) -> None:
        self.found.complete = False
        message = say("a second document begins here; a file holds one: remove `---` or make two files")
        self._note("Y006", message, start, self._end_of_line(start))

    def _end_of_line(self, start: int) -> int:
        return self.source.span_of_line(self.source.line_of(start))[1]

    def _node(self, event: Any) -> bool:  # noqa: ANN401 - see yaml_events.events
        """Take a scalar, an alias or the start of a collection; False where the walk must stop."""
        start, end = event.start_mark.index, event.end_mark.index
        self._refuse_marks(event, start, end)
        if isinstance(event, AliasEvent):
            self._doubt()
            self._take("", start, end, is_key_text=False)
        elif isinstance(event, ScalarEvent):
            value = Quoted(event.value) if event.style and event.style in QUOTES else event.value
            self._take(value, start, end, is_key_text=True)
        else:
            if len(self.open) >= DEEPEST:
                self.found.complete = False
                message = say("lists and mappings nest more than {deepest} deep here", deepest=str(DEEPEST))
                self._note("Y005", message, start, start + 1)
                return False
            self._start(event, start)
        return True

    def _refuse_marks(self, event: Any, start: int, end: int) -> None:  # noqa: ANN401
        if isinstance(event, AliasEvent):
            message = say("an alias (`*{name}`) is not read here; write the value out again", name=event.anchor)
        elif event.anchor is not None:
            message = say("an anchor (`&{name}`) is not read here; take it away", name=event.anchor)
        elif getattr(event, "tag", None) is not None:
            message = say("a tag (`!…`) is not read here; every value is text: take the tag away")
        else:
            return
        sign = self.source.text[start:end].split(maxsplit=1)
        self._note("Y004", message, start, start + len(sign[0]) if sign else end)

    def _doubt(self, *below: str) -> None:
        """Note that what comes next, or a key below it, is not known; what is left out anyway has no path."""
        steps = [frame.step for frame in self.open[1:]]
        if self.open and not below:
            steps.append(self._next_step())
        path = tuple(step for step in steps if step is not None)
        if len(path) == len(steps):
            self.found.doubtful.add((*path, *below))

    def _next_step(self) -> str | int | None:
        top = self.open[-1]
        return len(top.value) if isinstance(top.value, list) else top.key

    def _start(self, event: Any, start: int) -> None:  # noqa: ANN401
        value: dict[str, Value] | list[Value] = {} if isinstance(event, MappingStartEvent) else []
        self.open.append(_Open(value, self._next_step() if self.open else None, start))

    def _close(self) -> None:
        done = self.open.pop()
        self._take(done.value, done.start, done.start + 1, is_key_text=False)

    def _take(self, value: Value, start: int, end: int, *, is_key_text: bool) -> None:
        """Put a finished node where it belongs: the document, a list, a key, or the value of one."""
        if not self.open:
            self.found.value = value
            return
        top = self.open[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.skip_next:
            top.skip_next, top.key = False, None
        elif top.key is not None:
            top.value[top.key], top.key = value, None
        elif is_key_text and isinstance(value, str):
            self._take_key(top, value, start, end)
        else:
            top.skip_next = True
            if isinstance(value, str):  # an alias, which is reported as such
                return
            self._note("M108", say("a key is a text, not a list or a mapping"), start, end)

    def _take_key(self, top: _Open, key: str, start: int, end: int) -> None:
        if key == _MERGE and not isinstance(key, Quoted):
            top.skip_next = True
            self._doubt(_MERGE)
            message = say("a merge key (`<<`) is not read here; write the keys out")
            self._note("Y004", message, start, end)
        elif key in top.keys:
            top.skip_next = True
            first = self.source.line_of(top.keys[key])
            message = say(
                "`{key}` is written twice in one mapping, first on line {line}; keep one", key=key, line=str(first)
            )
            self._note("Y003", message, start, end)
        else:
            top.keys[key] = start
            top.key = key


def careful(source: SourceText) -> Careful:
    """Walk a text and collect everything wrong with its YAML, beside what it holds all the same."""
    return _Walk(source).run()
