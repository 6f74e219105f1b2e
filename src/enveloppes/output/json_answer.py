"""JSON as docs/json.md lays it down: the envelope of every answer, and how amounts, changes and bases are written."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from enveloppes.agreements.basis import FIELDS, Basis
from enveloppes.money.amount import Amount, Bound, Change, euros_text
from enveloppes.money.ratio import Ratio, shown_ends
from enveloppes.output.presentation import Json, Presentation
from enveloppes.output.words import render

if TYPE_CHECKING:
    from enveloppes.output.machine import Value

# Legal in JSON as they stand, but a terminal or an editor would obey them: DEL, C1 controls, bidirectional overrides.
_UNSEEN = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"


def amount_json(amount: Amount | None, language: str) -> Json:
    """Return an amount as decimal strings, its bounds and its text; an unstated one is null."""
    return None if amount is None else _interval(amount, language)


def change_json(change: Change | None, language: str) -> Json:
    """Return a change likewise, with signed bounds; null where none can be worked out."""
    return None if change is None else _interval(change, language)


def _interval(value: Amount | Change, language: str) -> Json:
    low, low_reached = _bound(value.low)
    high, high_reached = _bound(value.high)
    return {
        "low": low,
        "low_reached": low_reached,
        "high": high,
        "high_reached": high_reached,
        "text": render(value, language),
    }


def _bound(bound: Bound | None) -> tuple[str | None, bool | None]:
    return (None, None) if bound is None else (euros_text(bound.euros), bound.reached)


def basis_json(basis: Basis) -> Json:
    """Return the six fields of a basis."""
    return {name: str(getattr(basis, name)) for name in FIELDS}


def percent_json(share: Ratio | Fraction | None) -> Json:
    """Return a share in per cent, each bound a string with one decimal (of an interval: rounded outward), or null."""
    if share is None:
        return None
    low, high = (None if end is None else str(end) for end in shown_ends(share, 1))
    return {"low": low, "high": high}


def ratio_json(share: Ratio | Fraction | None) -> Json:
    """Return a share as an exact fraction ("3/7"), null where it is undefined or an interval."""
    exact = share.low if isinstance(share, Ratio) and share.is_exact else share
    return f"{exact.numerator}/{exact.denominator}" if isinstance(exact, Fraction) else None


def euros_json(euros: Decimal | None) -> Json:
    """Return exact euros as a string."""
    return None if euros is None else euros_text(euros)


def envelope_of(answer: Presentation) -> Json:
    """Return the top level of an answer."""
    return {
        "schema": f"enveloppes/{answer.sheet.name}/1",
        "version": answer.version,
        "inputs": [{"path": each.path, "sha256": each.sha256} for each in answer.inputs],
        "parameters": dict(answer.parameters),
        "result": answer.result(),
    }


def dumped(value: Json, *, indent: int | None = 2) -> str:
    """Return JSON text in which letters stay readable and everything invisible is escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)


def write_json(answer: Presentation) -> bytes:
    """Return the whole answer as one JSON document."""
    return f"{dumped(envelope_of(answer))}\n".encode()


def write_jsonl(answer: Presentation) -> bytes:
    """Return each row of each table as a JSON object on a line of its own, with the names of docs/formats.md."""
    from enveloppes.output.machine import union_records

    lines = (
        dumped({name: _json_of(value) for name, value in record.items()}, indent=None)
        for record in union_records(answer.sheet, answer.language)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _json_of(value: Value) -> Json:
    return euros_text(value) if isinstance(value, Decimal) else value
