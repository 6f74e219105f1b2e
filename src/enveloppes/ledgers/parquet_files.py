"""Parquet files before an engine reads them: their columns, and whether these can hold money exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from enveloppes.agreements.ledger import Encoding
from enveloppes.language.message import say
from enveloppes.ledgers.files import shown
from enveloppes.ledgers.shapes import Column, Kind, Opened, Shape, Unreadable

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 8192


def open_parquet(path: Path) -> Opened:
    """Return the columns of a Parquet file from its footer; raises Unreadable."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        schema = parquet.read_schema(path)
    except (OSError, pa.ArrowException) as error:
        reason = str(error).partition("\n")[0]
        raise Unreadable(say("`{file}` breaks off or is damaged: {reason}", file=shown(path), reason=reason)) from error
    columns = tuple(column for field in schema if (column := _column(field.name, field.type)) is not None)
    return Opened(path, path, Shape(tuple(schema.names), None, columns=columns), Encoding.UTF_8)


def _column(heading: str, held: pa.DataType) -> Column | None:
    """Return what a column holds, or None for what is neither text, whole, exact nor a date."""
    from pyarrow import types

    if types.is_dictionary(held):
        held = held.value_type
    if types.is_decimal128(held) or types.is_decimal32(held) or types.is_decimal64(held):
        return Column(heading, Kind.DECIMAL, held.precision, held.scale)
    if types.is_integer(held):
        return Column(heading, Kind.WHOLE)
    if types.is_date(held) or types.is_timestamp(held):
        return Column(heading, Kind.DATE)
    if types.is_string(held) or types.is_large_string(held) or types.is_string_view(held):
        return Column(heading)
    return None


def rows_of(opened: Opened, headings: list[str]) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the rows of a Parquet file with their numbers from 1, for showing where a bad one stands."""
    from pyarrow import parquet

    number = 0
    with parquet.ParquetFile(opened.path) as file:
        for batch in file.iter_batches(batch_size=_BATCH, columns=headings):
            for row in batch.to_pylist():
                number += 1
                yield number, row
