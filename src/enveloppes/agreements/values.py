"""From the text of a scalar to its meaning: the validators that the models of the format are built from.

Each takes what stands in the file (text, a list, a mapping) and returns the value or raises ``Refused``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from enveloppes.agreements.dates import Day, Period, read_day, read_period, read_year
from enveloppes.agreements.identifiers import (
    read_cofog,
    read_siren,
    read_territory_key,
    read_territory_reference,
)
from enveloppes.agreements.place import read_place
from enveloppes.agreements.refusal import Refused
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount
from enveloppes.money.ratio import Ratio
from enveloppes.money.share_wording import read_share
from enveloppes.money.wording import WordingError, read, read_printed

_LONGEST_QUOTED = 60
_NOT_TEXT = say("a text is expected here, not a list or a mapping")
_NOT_AMOUNT = say("an amount is a text, as in `363 M€` or `plus de 120 M€`")
_REMEMBERED = 16_384
_MONEY = re.compile("€|euro|eur", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)
CLAIM_KINDS = ("total_of", "share", "more", "count")


class Printed(NamedTuple):
    """A figure as its source prints it, and what those words mean."""

    text: str
    amount: Amount


def _scalar(value: object, otherwise: Message = _NOT_TEXT) -> str:
    if isinstance(value, str):
        return value
    raise Refused("M108", otherwise)


def text(value: object) -> str:
    """Return a text that says something; raises Refused (M108)."""
    found = str(_scalar(value))
    if not found or found.isspace():
        raise Refused("M108", say("nothing is written here; write it or leave the key out"))
    return found


def amount(value: object) -> Amount:
    """Return the amount of a written figure; raises Refused (M103)."""
    if isinstance(value, str):
        return _amount(value)
    raise Refused("M108", _NOT_AMOUNT)


# Of a large register's figures, places and codes, most were written before: the value is then shared.
@lru_cache(maxsize=_REMEMBERED)
def _amount(written: str) -> Amount:
    try:
        return read(written)
    except WordingError as error:
        raise Refused("M103", error.message) from error


def printed(value: object) -> Printed:
    """Return a figure as printed, read by the rules for documents; raises Refused (M103)."""
    written = _scalar(value)
    try:
        return Printed(str(written), read_printed(written))
    except WordingError as error:
        raise Refused("M103", error.message) from error


def share(value: object) -> Amount | Ratio:
    """Return a funder's share: an amount or a percentage; raises Refused (M103)."""
    written = _scalar(value)
    if "%" in written:
        return claimed_share(value)
    try:
        return amount(value)
    except Refused as refused:
        if _MONEY.search(written) is not None:
            raise
        message = say("{reason}; a share may also be a percentage, as in `40 %`", reason=refused.message)
        raise Refused(refused.code, message) from refused


def claimed_share(value: object) -> Ratio:
    """Return what a share in words or per cent means; raises Refused (M103)."""
    try:
        return read_share(_scalar(value))
    except WordingError as error:
        raise Refused("M103", error.message) from error


def amount_or_list(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    """Say which of its two shapes an amount has."""
    return "revisions" if isinstance(value, list) else "amount"


def each_once(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return funders of whom none is named twice; raises Refused (M108)."""
    names = [funder.name for funder in value]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused(
            "M108",
            say("`{name}` is named twice; name each funder once, with all of its share", name=twice[:_LONGEST_QUOTED]),
        )
    return value


def claim_kind(value: Any) -> str | None:  # noqa: ANN401 - whatever stands in the file
    """Say which kind of claim a mapping is, by the key that only that kind has."""
    if not isinstance(value, dict):
        return None
    return next((kind for kind in CLAIM_KINDS if kind in value), None)


@cache
def as_key(key: str) -> Callable[[object], object]:
    """Return a validator that takes a bare text for a mapping of one key."""

    def expand(value: object) -> object:
        return {key: value} if isinstance(value, str) else value

    return expand


def day(value: object) -> Day:
    """Return a date; raises Refused (M104, M108)."""
    return read_day(_scalar(value))


def period(value: object) -> Period:
    """Return a period; raises Refused (M104, M108)."""
    return read_period(value if isinstance(value, str) else _scalar(value))


def year(value: object) -> int:
    """Return a year; raises Refused (M104, M108)."""
    return read_year(_scalar(value))


def count(value: object) -> int:
    """Return a whole number written in digits; raises Refused (M108)."""
    written = _scalar(value)
    if _COUNT.fullmatch(written) is None:
        raise Refused(
            "M108",
            say("`{text}` is not a whole number; write it in digits without spaces", text=written[:_LONGEST_QUOTED]),
        )
    return int(written)


def format_number(value: object) -> int:
    """Return the number of the format, which is 1; raises Refused (M106)."""
    if _scalar(value) != "1":
        raise Refused("M106", say("this program reads `format: 1`"))
    return 1


def euros(value: object) -> str:
    """Return "current" or "constant-YYYY"; raises Refused (M106)."""
    written = str(_scalar(value))
    if written != "current" and re.fullmatch(r"constant-[0-9]{4}", written) is None:
        raise Refused(
            "M106",
            say("`{text}` is none of: current, constant-YYYY", text=written[:_LONGEST_QUOTED]),
        )
    return written


def theme(value: object) -> str:
    """Return a COFOG code."""
    return read_cofog(value)


def territory(value: object) -> str:
    """Return the code of a territory."""
    return read_territory_reference(value)


def territory_key(value: object) -> str:
    """Return the code that a territory is defined under."""
    return read_territory_key(value)


def siren(value: object) -> str:
    """Return a SIREN."""
    return read_siren(value)


def at(value: object) -> str:
    """Return a place in a document as written, once it reads as one; raises Refused (M108)."""
    return _place(value) if isinstance(value, str) else _scalar(value)


@lru_cache(maxsize=_REMEMBERED)
def _place(written: str) -> str:
    try:
        read_place(written)
    except WordingError as error:
        raise Refused("M108", error.message) from error
    return str(written)


def sha256(value: object) -> str:
    """Return a sha256 in lower-case hexadecimal; raises Refused (M107)."""
    written = str(_scalar(value)).lower()
    if re.fullmatch(r"[0-9a-f]{64}", written) is None:
        raise Refused("M107", say("a sha256 has 64 hexadecimal digits"))
    return written


def relative_path(value: object) -> str:
    """Return a path that stays below the file's folder; raises Refused (M108)."""
    written = text(value)
    path = PurePosixPath(written.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", written) or "\0" in written:
        raise Refused(
            "M108",
            say("a document lies below the folder of the file that names it; write a relative path without `..`"),
        )
    return written
