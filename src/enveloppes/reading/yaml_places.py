"""Where the nodes of a text stand: the second walk, made only for a file with findings and only for their paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from enveloppes.reading.yaml_events import events
from enveloppes.reading.yaml_values import Path


@dataclass(slots=True)
class _Wanted:
    """A node of the tree of wanted paths, and the offsets found for it."""

    below: dict[str | int, _Wanted] = field(default_factory=dict)
    key: tuple[int, int] | None = None
    value: tuple[int, int] | None = None


@dataclass(slots=True)
class _Open:
    wanted: _Wanted | None
    is_mapping: bool
    is_flow: bool
    start: int
    index: int = 0
    key: str | None = None
    key_span: tuple[int, int] | None = None
    seen: set[str] = field(default_factory=set)


def find_spans(text: str, paths: Iterable[tuple[Path, bool]]) -> dict[tuple[Path, bool], tuple[int, int]]:
    """Return the offsets of the values at some paths (True: of the keys); of what is not there, its nearest holder's.

    A collection spans from its first child to its last; of two keys alike the first counts.
    """
    root = _Wanted()
    asked = set(paths)
    for path, _ in asked:
        node = root
        for step in path:
            node = node.below.setdefault(step, _Wanted())
    _walk(text, root)
    return {(path, on_key): _answer(root, path, on_key=on_key) for path, on_key in asked}


def _answer(root: _Wanted, path: Path, *, on_key: bool) -> tuple[int, int]:
    chain = [root]
    for step in path:
        chain.append(chain[-1].below[step])
    last = chain[-1]
    if on_key and last.key is not None:
        return last.key
    for node in reversed(chain):
        span = node.value or node.key
        if span is not None:
            return span
    return (0, 0)


def _walk(text: str, root: _Wanted) -> None:
    """Fill in the offsets of the first document, as far as the text is YAML."""
    stack: list[_Open] = []
    end = 0
    try:
        for event in events(text):
            kind = type(event)
            if kind is ScalarEvent or kind is AliasEvent:
                start, end = event.start_mark.index, event.end_mark.index
                if not stack:
                    root.value = (start, end)
                    return
                value = event.value if kind is ScalarEvent else ""
                _scalar(stack[-1], value, (start, end))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                wanted = _child(stack[-1]) if stack else root
                stack.append(_Open(wanted, kind is MappingStartEvent, bool(event.flow_style), event.start_mark.index))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                done = stack.pop()
                # A block collection ends where its last child does: the parser says where the next token begins.
                end = event.end_mark.index if done.is_flow else max(end, done.start + 1)
                if done.wanted is not None and done.wanted.value is None:
                    done.wanted.value = (done.start, end)
                if not stack:
                    return
                _advance(stack[-1])
    except YAMLError:
        return


def _scalar(top: _Open, value: str, span: tuple[int, int]) -> None:
    if top.is_mapping and top.key is None:
        top.key, top.key_span = value, span
        return
    wanted = _child(top)
    if wanted is not None:
        wanted.value = span
    _advance(top)


def _child(top: _Open) -> _Wanted | None:
    """Return the wanted node that comes next, with its key noted; None where nobody asked, or the key came before."""
    if top.wanted is None:
        return None
    if not top.is_mapping:
        return top.wanted.below.get(top.index)
    if top.key is None or top.key in top.seen:
        return None
    child = top.wanted.below.get(top.key)
    if child is not None:
        child.key = top.key_span
    return child


def _advance(top: _Open) -> None:
    """Go on to the next item, or to the next key; a collection that was a key leaves its value to be skipped."""
    if not top.is_mapping:
        top.index += 1
    elif top.key is None:
        top.key, top.key_span = "", None
        top.seen.add("")
    else:
        if top.wanted is not None:
            top.seen.add(top.key)
        top.key = None


def scalar_spans(text: str, offsets: Iterable[int]) -> set[int]:
    """Return those of some ascending offsets that lie inside a scalar, as far as the text is YAML."""
    inside: set[int] = set()
    waiting = iter(offsets)
    offset = next(waiting, None)
    try:
        for event in events(text):
            start, end = event.start_mark.index, event.end_mark.index
            if type(event) is not ScalarEvent:
                continue
            while offset is not None and offset < end:
                if offset >= start:
                    inside.add(offset)
                offset = next(waiting, None)
            if offset is None:
                break
    except YAMLError:
        pass
    return inside
