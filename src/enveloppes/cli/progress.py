"""How far a long piece of work has come: one line on a terminal, after a second, gone when the work is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from enveloppes.cli.settings import SETTINGS
from enveloppes.language.message import Message, say

PATIENCE = 1.0
_OFTEN = 0.1
_CLEAR = "\r\x1b[K"
Part = TypeVar("Part")


def shown(parts: Iterable[Part], told: Callable[[int], Message]) -> Iterator[Part]:
    """Yield parts of work as they are done; ``told`` says how far it is by their number. Nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield from parts
        return
    from enveloppes.output.words import render

    next_time = time.monotonic() + PATIENCE
    is_shown = False
    try:
        for number, part in enumerate(parts, start=1):
            now = time.monotonic()
            if now >= next_time:
                sys.stderr.write(f"{_CLEAR}{render(told(number), SETTINGS.language)}")
                sys.stderr.flush()
                next_time, is_shown = now + _OFTEN, True
            yield part
    finally:
        if is_shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def files_read(done: int, total: int) -> Message:
    """Return the words for how many files were read."""
    return say("{done} of {total} files", done=min(done, total), total=total)
