"""The JSON result of ``compare`` as docs/json.md lays it down."""

from __future__ import annotations

from enum import StrEnum

from enveloppes.agreements.dates import Day, Period
from enveloppes.answers.compare_result import (
    Comparison,
    FieldChange,
    FieldValue,
    Matrix,
    MatrixRow,
    Row,
    Scale,
    TotalRow,
)
from enveloppes.output.common import notes_json
from enveloppes.output.compare_words import key_json
from enveloppes.output.json_answer import amount_json, basis_json, change_json, percent_json, ratio_json
from enveloppes.output.presentation import Json
from enveloppes.output.words import render


def compare_result(answer: Comparison | Matrix, language: str, *, with_unchanged: bool = False) -> Json:
    """Return the result of a comparison, or of a matrix."""
    if isinstance(answer, Matrix):
        return _matrix(answer, language)
    rows = answer.rows if with_unchanged else answer.changed_rows
    return {
        "matched_by": str(answer.matching),
        "rows": [_row(row, language) for row in rows],
        "totals": [_total(total, language) for total in answer.totals],
        "unchanged": len(answer.rows) - len(answer.changed_rows),
        "elsewhere": [
            {"kind": str(one.kind), "id": one.id, "status": str(one.status), "fields": list(one.fields)}
            for one in answer.elsewhere
        ],
        "per": _scale(answer.scale),
        "notes": notes_json(answer.notes, language),
    }


def _row(row: Row, language: str) -> Json:
    line = row.new_line or row.old_line
    found: dict[str, Json] = {} if row.id is None else {"id": row.id, "title": row.title}
    if row.key:
        found["key" if row.id is None else "group"] = key_json(row.key)
    if line is not None:
        found["agreement"] = line.agreement
    moved: Json = None if row.moved is None else {"from": row.moved.old, "to": row.moved.new}
    return {
        **found,
        "basis": basis_json(row.basis),
        "status": str(row.status),
        "moved": moved,
        "fields": [_field(change, language) for change in row.fields],
        "old": amount_json(row.old, language),
        "new": amount_json(row.new, language),
        "change": change_json(row.change, language),
        "percent": percent_json(row.percent),
        "ratio": ratio_json(row.percent),
        "context": row.is_context,
        "counterpart": row.has_counterpart,
    }


def _field(change: FieldChange, language: str) -> Json:
    return {"name": change.name, "old": _plain(change.old, language), "new": _plain(change.new, language)}


def _plain(value: FieldValue, language: str) -> Json:
    """Return a field's value as the format writes it; only what holds amounts follows the language."""
    if value is None or isinstance(value, StrEnum | Day | Period):
        return None if value is None else str(value)
    return render(value, language)


def _total(total: TotalRow, language: str) -> Json:
    return {
        "basis": basis_json(total.basis),
        "old": amount_json(total.old, language),
        "new": amount_json(total.new, language),
        "change": change_json(total.change, language),
        "percent": percent_json(total.percent),
        "ratio": ratio_json(total.percent),
    }


def _scale(scale: Scale) -> Json:
    if scale.per is None:
        return None
    heads: list[Json] = [
        {
            "side": one.side,
            "territory": one.territory,
            "name": one.name,
            "count": one.population.count,
            "vintage": one.population.vintage,
            "kind": str(one.population.kind),
            "source": one.population.source.ref if one.population.source is not None else None,
        }
        for one in scale.heads
    ]
    years: list[Json] = [
        {"id": one.line, "period": None if one.period is None else str(one.period), "years": one.years}
        for one in scale.years
    ]
    return {"per": str(scale.per), "populations": heads, "years": years}


def _matrix(answer: Matrix, language: str) -> Json:
    return {
        "matched_by": str(answer.matching),
        "columns": [side.operand.text for side in answer.sides],
        "rows": [_matrix_row(row, language) for row in answer.rows],
        "totals": [
            {"basis": basis_json(basis), "amounts": [amount_json(amount, language) for amount in amounts]}
            for basis, amounts in answer.totals
        ],
        "per": _scale(answer.scale),
        "notes": notes_json(answer.notes, language),
    }


def _matrix_row(row: MatrixRow, language: str) -> Json:
    named: dict[str, Json] = {"key": key_json(row.key)} if row.id is None else {"id": row.id, "title": row.title}
    return {
        **named,
        "basis": basis_json(row.basis),
        "amounts": [amount_json(amount, language) for amount in row.amounts],
        "present": list(row.present),
        "context": row.is_context,
    }
