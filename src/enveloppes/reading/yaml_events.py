"""From the text of a file to plain dicts, lists and strings, by the events of the parser.

``plain`` is for the file as it should be, and as quick as the parser allows; it keeps no places. It gives up on
whatever is not quite right (a duplicate key, an alias, a second document …); then ``careful`` walks the same events
again and says what is wrong, and where. Neither recurses: how deep a file may nest is bounded on the events.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from enveloppes.agreements.identifiers import Quoted
from enveloppes.reading.yaml_values import DEEPEST, NotPlain, Value

QUOTES = ("'", '"')


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text; raises yaml.YAMLError where it stops being YAML.

    They are untyped: the parser says their kinds, their classes do not share their attributes.
    """
    get = CParser(text).get_event
    while True:
        event = get()
        yield event
        if type(event) is StreamEndEvent:
            return


def plain(text: str) -> Value:
    """Return what a text holds, None where it holds nothing; raises NotPlain for whatever needs a closer look."""
    # Asking each event for an anchor and a tag costs; where none of these signs stands, there is none.
    marked = "&" in text or "*" in text or "!" in text
    try:
        return _build(CParser(text), marked=marked, merges="<<" in text)
    except (YAMLError, TypeError) as error:  # TypeError: a list or a mapping as a key
        raise NotPlain from error


def _build(parser: Any, *, marked: bool, merges: bool) -> Value:  # noqa: ANN401, C901 - one loop for speed
    """Collect each collection's children in one flat list: a mapping's are its keys and values in turn."""
    get = parser.get_event
    items: list[Any] = []
    stack: list[list[Any]] = []
    documents = 0
    while True:
        event = get()
        kind = type(event)
        if kind is ScalarEvent:
            if marked and (event.anchor is not None or event.tag is not None):
                raise NotPlain
            style = event.style
            items.append(Quoted(event.value) if style and style in QUOTES else event.value)
        elif kind is MappingEndEvent:
            pairs = iter(items)
            mapping = dict(zip(pairs, pairs, strict=True))
            if 2 * len(mapping) != len(items) or (merges and "<<" in mapping):
                raise NotPlain
            items = stack.pop()
            items.append(mapping)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(stack) >= DEEPEST or (marked and (event.anchor is not None or event.tag is not None)):
                raise NotPlain
            stack.append(items)
            items = []
        elif kind is SequenceEndEvent:
            sequence = items
            items = stack.pop()
            items.append(sequence)
        elif kind is StreamEndEvent:
            found: Value = items[0] if items else None
            return found
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise NotPlain
        elif kind is not DocumentEndEvent and kind is not StreamStartEvent:  # an alias
            raise NotPlain
