"""Which findings a check looks at: codes and prefixes to select and to ignore."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from enveloppes.agreements.finding import NAMES
from enveloppes.language.message import Message, say


class UnknownCodeError(ValueError):
    """A code or prefix that no rule has."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever shows it."""
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes that are looked at."""

    codes: frozenset[str]

    def __contains__(self, code: str) -> bool:
        """Say whether a code is looked at."""
        return code in self.codes


def selection(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
    """Return the codes of ``select`` (none given: all) without those of ``ignore``; raises UnknownCodeError.

    Each item is a code, the beginning of one, or several with commas between.
    """
    chosen = _codes(select) or frozenset(NAMES)
    return Selection(chosen - _codes(ignore))


def _codes(items: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for item in items:
        for part in item.split(","):
            prefix = part.strip().upper()
            matching = {code for code in NAMES if code.startswith(prefix)} if prefix else set()
            if not matching:
                raise UnknownCodeError(_unknown(part.strip()))
            found |= matching
    return frozenset(found)


def _unknown(text: str) -> Message:
    named = next((code for code, name in NAMES.items() if name == text.lower()), None)
    near = named or next(iter(get_close_matches(text.upper(), NAMES, n=1, cutoff=0.5)), None)
    if near is not None:
        return say("`{text}` is no code of a finding; did you mean `{near}`?", text=text[:40], near=near)
    return say("`{text}` is no code of a finding, nor the beginning of one", text=text[:40])
