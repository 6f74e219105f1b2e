"""French typography of running text: no line may begin with a closing guillemet or high punctuation."""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_BEFORE = re.compile(r" (?=[»;:!?%])")
_AFTER = re.compile(r"(?<=«) ")


def bound(text: str) -> str:
    """Return a text whose spaces inside guillemets and before high punctuation cannot be broken at."""
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text))
