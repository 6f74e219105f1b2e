"""DuckDB, embedded in this process: the default engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from tempfile import gettempdir
from typing import cast

import duckdb
import narwhals as nw

from enveloppes.ledgers.engines.engine import EngineName, Group, Row, unreachable
from enveloppes.ledgers.expression import FILE, Frame
from enveloppes.ledgers.shapes import Shape

# Well under one gibibyte with what Python itself takes; what does not fit goes to disk.
_MEMORY = "640MB"
_FULL = 100.0


class DuckDBEngine:
    """One connection in memory, without extensions from the network."""

    name = EngineName.DUCKDB
    errors: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self) -> None:
        """Open the connection."""
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": _MEMORY,
                "temp_directory": gettempdir(),
                "autoinstall_known_extensions": "false",
                "preserve_insertion_order": "false",
            },
        )
        # Progress is kept, not printed: this program tells it.
        self._connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")

    def frame(self, group: Group) -> Frame:
        """Return the lines of a group lazily."""
        paths = [_escaped(str(path)) for path in group.paths]
        if group.shape.separator is None:
            relation = self._connection.read_parquet(paths, filename=True)
            headings: Sequence[str] = relation.columns
        else:
            headings = [f"c{index}" for index in range(len(group.shape.headings))]
            relation = self._connection.read_csv(
                cast("str", paths),  # a list is taken too, which the stubs leave out
                header=True,
                auto_detect=False,
                sep=group.shape.separator,
                quotechar='"',
                escapechar='"',
                filename=True,
                columns=dict.fromkeys(headings, "VARCHAR"),
            )
        columns = [nw.col(headings[index]).alias(name) for name, index in group.names.items()]
        return nw.from_native(relation).select(*columns, nw.col(relation.columns[-1]).alias(FILE))

    def remote(self, address: str, separator: str | None) -> tuple[Shape, Callable[[Mapping[str, int]], Frame]]:
        """Refuse: no extension is loaded that reads from a network."""
        del separator
        raise unreachable(self.name, address)

    def rows(self, frame: Frame) -> Sequence[Row]:
        """Evaluate and return the rows."""
        relation = frame.to_native()
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    def progress(self) -> float | None:
        """Return how much is done."""
        with suppress(duckdb.Error):
            done = self._connection.query_progress()
            return done / _FULL if 0 <= done <= _FULL else None
        return None

    def cancel(self) -> None:
        """Interrupt the query."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _escaped(path: str) -> str:
    """Return a path of which no character is taken for a glob."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)
