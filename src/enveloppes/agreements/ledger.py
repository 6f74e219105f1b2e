"""Ledgers: the budget files that say what was voted and paid, and the lines of them that an envelope tracks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field

from enveloppes.agreements import values
from enveloppes.agreements.basis import Credit, Stage, Tax
from enveloppes.agreements.identifiers import luhn_holds
from enveloppes.agreements.refusal import Refused
from enveloppes.agreements.strict import Euros, Id, Model, PeriodText, ReadBy, Text
from enveloppes.agreements.where import Pattern, read_pattern
from enveloppes.language.message import say

_LONGEST_QUOTED = 60
Word = TypeVar("Word", bound=StrEnum)


class LedgerFormat(StrEnum):
    """How the files of a ledger are laid out; a ``table`` says so itself, by its ``columns``."""

    SCDL_BUDGET = "scdl-budget"
    DGFIP_BALANCE = "dgfip-balance"
    TABLE = "table"


class Direction(StrEnum):
    """Whether a line of a ledger spends or receives."""

    EXPENSE = "expense"
    RECEIPT = "receipt"


class OperationKind(StrEnum):
    """Order movements are bookkeeping between sections: no money moves."""

    REAL = "real"
    ORDER = "order"


class LedgerSection(StrEnum):
    """The two sections of a local budget, as a ledger's line has one."""

    OPERATING = "operating"
    INVESTMENT = "investment"


class TrackedStage(StrEnum):
    """The stages that a ledger can tell, by the names of docs/model.md's stages."""

    VOTED = Stage.VOTED.value
    COMMITTED = Stage.COMMITTED.value
    PAID = Stage.PAID.value


class Separator(StrEnum):
    """What stands between two cells of a CSV."""

    COMMA = ","
    SEMICOLON = ";"
    TAB = "tab"
    BAR = "|"


class DecimalMark(StrEnum):
    """The decimal separator of a CSV; left out, "1 234,50" and "1234.50" are both read."""

    COMMA = ","
    POINT = "."


class Encoding(StrEnum):
    """The encodings that French administrations publish in."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    LATIN_1 = "iso-8859-1"
    LATIN_9 = "iso-8859-15"
    WINDOWS = "windows-1252"


def _spelled(*words: str) -> Iterator[str]:
    """Yield lower-case spellings of French words: with accents, without, and with combining ones."""
    for word in words:
        decomposed = unicodedata.normalize("NFD", word)
        yield from (word, decomposed, "".join(sign for sign in decomposed if not unicodedata.combining(sign)))


# A ledger's words for what a line is; finite tables, so that every engine and this program know the same.
DIRECTIONS: Mapping[str, Direction] = {
    **dict.fromkeys(_spelled("dépense", "dépenses", "expense", "expenditure", "d", "1"), Direction.EXPENSE),
    **dict.fromkeys(_spelled("recette", "recettes", "receipt", "revenue", "r", "0"), Direction.RECEIPT),
}
OPERATION_KINDS: Mapping[str, OperationKind] = {
    **dict.fromkeys(_spelled("réel", "réelle", "real", "r"), OperationKind.REAL),
    **dict.fromkeys(_spelled("ordre", "order", "o"), OperationKind.ORDER),
}
SECTIONS: Mapping[str, LedgerSection] = {
    **dict.fromkeys(_spelled("fonctionnement", "operating", "f"), LedgerSection.OPERATING),
    **dict.fromkeys(_spelled("investissement", "investment", "i"), LedgerSection.INVESTMENT),
}


def _each(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    if not found:
        raise Refused("M108", say("this list selects nothing; leave the key out"))
    return [values.text(one) for one in found]


def _codes(value: object) -> tuple[Pattern, ...]:
    return tuple(read_pattern(one) for one in _each(value))


def _labels(value: object) -> tuple[Pattern, ...]:
    return tuple(read_pattern(one, ranges=False) for one in _each(value))


def _sirens(value: object) -> tuple[Pattern, ...]:
    found = _codes(value)
    for pattern in found:
        if pattern.exact and not (re.fullmatch(r"[0-9]{9}", pattern.low, re.ASCII) and luhn_holds(pattern.low)):
            raise Refused(
                "M107",
                say(
                    "`{text}` is not a SIREN: nine digits, the last of which is a key",
                    text=pattern.text[:_LONGEST_QUOTED],
                ),
            )
    return found


def _years(value: object) -> tuple[Pattern, ...]:
    found = _codes(value)
    for pattern in found:
        if re.fullmatch(r"[0-9]{4}|[0-9]{4}\.\.|\.\.[0-9]{4}|[0-9]{4}\.\.[0-9]{4}", pattern.text) is None:
            raise Refused("M104", say("`{text}` is not a year; write it with four digits", text=pattern.text))
    return found


def _words(known: Mapping[str, Word]) -> Callable[[object], tuple[Word, ...]]:
    def read(value: object) -> tuple[Word, ...]:
        found: list[Word] = []
        for one in _each(value):
            meant = known.get(one.strip().lower())
            if meant is None:
                choices = ", ".join(dict.fromkeys(known.values()))
                raise Refused(
                    "M106", say("`{text}` is none of: {choices}", text=one[:_LONGEST_QUOTED], choices=choices)
                )
            found.append(meant)
        return tuple(dict.fromkeys(found))

    return read


def _files(value: object) -> tuple[str, ...]:
    found = tuple(_each(value))
    for written in found:
        path = PurePosixPath(written.replace("\\", "/"))
        if (
            path.is_absolute()
            or ".." in path.parts
            or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written)
            or "\0" in written
        ):
            raise Refused(
                "M108",
                say(
                    "the files of a ledger lie below the folder of the file that names them; "
                    "name others for one run with `--ledger ID=PATH`"
                ),
            )
    return found


def _separator(value: object) -> object:
    return Separator.TAB if value in {"\t", "\\t"} else value


def _encoding(value: object) -> object:
    synonyms = {"utf8": "utf-8", "latin-1": "iso-8859-1", "latin1": "iso-8859-1", "cp1252": "windows-1252"}
    return synonyms.get(value.lower(), value.lower()) if isinstance(value, str) else value


class Columns(Model):
    """Which column of a file holds what; ``voted``, ``committed``, ``paid`` and ``left`` hold euros.

    ``left`` is what is left to do at the end of the year: committed is then what was paid and that.
    """

    year: Text | None = None
    siren: Text | None = None
    section: Text | None = None
    direction: Text | None = None
    operation_kind: Text | None = None
    account: Text | None = None
    function: Text | None = None
    operation: Text | None = None
    label: Text | None = None
    voted: Text | None = None
    committed: Text | None = None
    paid: Text | None = None
    left: Text | None = None


class Ledger(Model):
    """Budget files of one kind: where they lie, how they are laid out, and what their euros are.

    ``tax``, ``credit`` and ``euros`` are stated where they matter: no share is computed where they differ from the
    envelope's. A budget is in current euros unless it says otherwise.
    """

    title: Text
    publisher: Text | None = None
    url: Text | None = None
    files: Annotated[tuple[str, ...], ReadBy(_files)]
    format: LedgerFormat = LedgerFormat.TABLE
    columns: Columns = Field(default_factory=Columns)  # made on demand: a model made at import would be built there
    separator: Annotated[Separator, BeforeValidator(_separator)] | None = None
    decimal: DecimalMark | None = None
    encoding: Annotated[Encoding, BeforeValidator(_encoding)] = Encoding.UTF_8
    tax: Tax | None = None
    credit: Credit | None = None
    euros: Euros | None = None
    note: Text | None = None


Codes = Annotated[tuple[Pattern, ...], ReadBy(_codes)]


class Where(Model):
    """Which lines of a ledger: every key must hold, of a key's list any one."""

    year: Annotated[tuple[Pattern, ...], ReadBy(_years)] = ()
    siren: Annotated[tuple[Pattern, ...], ReadBy(_sirens)] = ()
    section: Annotated[tuple[LedgerSection, ...], ReadBy(_words(SECTIONS))] = ()
    direction: Annotated[tuple[Direction, ...], ReadBy(_words(DIRECTIONS))] = ()
    operation_kind: Annotated[tuple[OperationKind, ...], ReadBy(_words(OPERATION_KINDS))] = ()
    account: Codes = ()
    function: Codes = ()
    operation: Codes = ()
    label: Annotated[tuple[Pattern, ...], ReadBy(_labels)] = ()


class Tracking(Model):
    """What an envelope becomes in a ledger: which lines of it, at which stage, in which years."""

    ledger: Id
    where: Where = Field(default_factory=Where)
    stage: TrackedStage
    years: PeriodText | None = None
    note: Text | None = None
