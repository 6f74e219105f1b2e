"""Days and periods as budgets write them: a year, a month or a day; closed, open or one-year periods."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from enveloppes.agreements.refusal import Refused
from enveloppes.language.message import say

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PERIOD = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")
_LONGEST_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: "2024" begins on 2024-01-01 and ends on 2024-12-31."""

    first: date
    last: date = field(compare=False)
    text: str = field(compare=False)

    def __str__(self) -> str:
        """Return it as written."""
        return self.text


class Period(NamedTuple):
    """Years from ``first`` to ``last``, both in it; None is an open end (never both)."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        """Return it as the format writes it: 2021, 2021..2028, ..2028 or 2024.. ."""
        if self.first is not None and self.first == self.last:
            return str(self.first)
        return f"{'' if self.first is None else self.first}..{'' if self.last is None else self.last}"

    @property
    def years(self) -> int | None:
        """The number of years, or None where an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    def common(self, other: Period) -> int:
        """Count the years common to both; an open end is cut to the other period's.

        Raises ValueError where both are open on the same side: no number of years is common then.
        """
        starts = [year for year in (self.first, other.first) if year is not None]
        ends = [year for year in (self.last, other.last) if year is not None]
        return max(0, min(ends) - max(starts) + 1)

    def shared(self, other: Period) -> Period | None:
        """Return the years common to both, or None where there are none."""
        starts = [year for year in (self.first, other.first) if year is not None]
        ends = [year for year in (self.last, other.last) if year is not None]
        first, last = max(starts, default=None), min(ends, default=None)
        return None if first is not None and last is not None and first > last else Period(first, last)

    def overlaps(self, other: Period) -> bool:
        """Say whether some year may be in both."""
        return (self.first is None or other.last is None or self.first <= other.last) and (
            other.first is None or self.last is None or other.first <= self.last
        )


@lru_cache(maxsize=4096)
def read_day(text: str) -> Day:
    """Read YYYY, YYYY-MM or YYYY-MM-DD; raises Refused (M104)."""
    found = _DAY.fullmatch(text)
    if found is not None:
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            first = date(year or 0, month or 1, day or 1)
        except ValueError:
            found = None
        else:
            last_month = month or 12
            last = date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
            return Day(first, last, text)
    raise Refused(
        "M104",
        say("`{text}` is not a date; write 2024, 2024-03 or 2024-03-31", text=text[:_LONGEST_QUOTED]),
    )


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Read YYYY, YYYY..YYYY, ..YYYY or YYYY..; raises Refused (M104)."""
    found = _PERIOD.fullmatch(text.strip())
    if found is not None:
        start, dots, end = found.groups()
        first, last = (int(year) if year else None for year in (start, end))
        if dots is None and first is not None and last is None:
            return Period(first, first)
        if dots is not None and (first is not None or last is not None):
            if first is not None and last is not None and first > last:
                raise Refused(
                    "M104",
                    say(
                        "the period {text} ends before it begins; write {last}..{first}",
                        text=text,
                        first=str(first),
                        last=str(last),
                    ),
                )
            return Period(first, last)
    raise Refused(
        "M104",
        say("`{text}` is not a period; write 2021, 2021..2028, ..2028 or 2024..", text=text[:_LONGEST_QUOTED]),
    )


def read_year(text: str) -> int:
    """Read a year of four digits; raises Refused (M104)."""
    if re.fullmatch(r"[0-9]{4}", text) is None:
        raise Refused("M104", say("`{text}` is not a year; write it with four digits", text=text[:_LONGEST_QUOTED]))
    return int(text)
