"""What a cell of a ledger may hold: the texts of ``where``, as intervals in the order of code points.

"6574" is that text, "65*" whatever begins so, "60..65" whatever lies between, codes below the last included: in a
nomenclature 6541 is part of 65. Every engine compares UTF-8 byte by byte, which is the order of code points, so an
interval means the same in each of them, lets a Parquet file skip what lies outside, and can never become SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from enveloppes.agreements.refusal import Refused
from enveloppes.language.message import say

_LAST_CODE_POINT = 0x10FFFF
_BEFORE_SURROGATES, _AFTER_SURROGATES = 0xD7FF, 0xE000
_LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Pattern:
    """The texts from ``low`` on, up to but without ``below`` (None: no end); ``exact`` is the one text ``low``."""

    low: str
    below: str | None
    exact: bool
    text: str = field(compare=False)

    def __str__(self) -> str:
        """Return it as written."""
        return self.text

    def holds(self, cell: str | None) -> bool:
        """Say whether a cell is one of these texts; an empty one never is."""
        if not cell:
            return False
        if self.exact:
            return cell == self.low
        return self.low <= cell and (self.below is None or cell < self.below)

    def meets(self, other: Pattern) -> bool:
        """Say whether some text is in both."""
        if self.exact:
            return other.holds(self.low)
        if other.exact:
            return self.holds(other.low)
        return (other.below is None or self.low < other.below) and (self.below is None or other.low < self.below)

    def as_prefix(self) -> Pattern:
        """Return what begins with the one text (a SIRET begins with its SIREN), or itself."""
        return beginning_with(self.low, self.text) if self.exact else self


def beginning_with(prefix: str, text: str) -> Pattern:
    """Return the pattern of whatever begins with a prefix."""
    return Pattern(prefix, _after(prefix), exact=False, text=text)


def read_pattern(text: str, *, ranges: bool = True) -> Pattern:
    """Read one text of ``where``; labels have no ranges, as they may hold two dots. Raises Refused (M108)."""
    written = text.strip()
    if not written or written in {"*", ".."}:
        raise Refused("M108", say("this selects every line; leave the key out"))
    if written.endswith("*"):
        return beginning_with(written[:-1], written)
    if "*" in written and ranges:
        raise Refused(
            "M108",
            say(
                "`{text}` has a `*` that is not its last character; write a prefix as in `65*`",
                text=written[:_LONGEST_QUOTED],
            ),
        )
    if ranges and ".." in written:
        return _read_range(written)
    return Pattern(written, None, exact=True, text=written)


def _read_range(written: str) -> Pattern:
    first, _, last = (part.strip() for part in written.partition(".."))
    if ".." in last:
        raise Refused("M108", say("`{text}` is not a range; write `60..65`", text=written[:_LONGEST_QUOTED]))
    below = _after(last) if last else None
    if below is not None and first >= below:
        raise Refused(
            "M108",
            say(
                "the range {text} ends before it begins; write {last}..{first}",
                text=written[:_LONGEST_QUOTED],
                first=first[:_LONGEST_QUOTED],
                last=last[:_LONGEST_QUOTED],
            ),
        )
    return Pattern(first, below, exact=False, text=written)


def _after(prefix: str) -> str | None:
    """Return the first text after all that begin with a prefix, or None where there is none."""
    stem = prefix
    while stem and ord(stem[-1]) == _LAST_CODE_POINT:
        stem = stem[:-1]
    if not stem:
        return None
    last = ord(stem[-1])
    return stem[:-1] + chr(_AFTER_SURROGATES if last == _BEFORE_SURROGATES else last + 1)
