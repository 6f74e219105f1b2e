"""What a YAML file holds, before any model: plain dicts, lists and texts; and what every way of reading it shares."""

from __future__ import annotations

from typing import TypeAlias

DEEPEST = 60
Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"


class NotPlain(Exception):  # noqa: N818 - no error: a closer look takes over
    """The text holds something that a quick way of reading does not settle."""
