"""Polars, in this process, streaming."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import narwhals as nw
import polars as pl
from polars.lazyframe.in_process import InProcessQuery

from enveloppes.ledgers.engines.engine import EngineName, Group, Row, unreachable
from enveloppes.ledgers.expression import FILE, Frame
from enveloppes.ledgers.shapes import Shape


class PolarsEngine:
    """Lazy frames, collected by the streaming engine."""

    name = EngineName.POLARS
    errors: tuple[type[Exception], ...] = (pl.exceptions.PolarsError, OSError)

    def __init__(self) -> None:
        """Begin with nothing running."""
        self._running: InProcessQuery | None = None

    def frame(self, group: Group) -> Frame:
        """Return the lines of a group lazily."""
        paths = [str(path) for path in group.paths]
        shape = group.shape
        if shape.separator is None:
            file = _free_name(shape.headings)
            frame = pl.scan_parquet(paths, include_file_paths=file, glob=False)
            headings: Sequence[str] = shape.headings
        else:
            file = FILE
            headings = [f"c{index}" for index in range(len(shape.headings))]
            frame = pl.scan_csv(
                paths,
                has_header=False,
                skip_rows=1,
                schema=dict.fromkeys(headings, pl.String),
                separator=shape.separator,
                include_file_paths=file,
                glob=False,
            )
            # An empty line is a row of nothing here and no row elsewhere.
            frame = frame.filter(~pl.all_horizontal(pl.col(heading).is_null() for heading in headings))
        columns = [nw.col(headings[index]).alias(name) for name, index in group.names.items()]
        return nw.from_native(frame).select(*columns, nw.col(file).alias(FILE))

    def remote(self, address: str, separator: str | None) -> tuple[Shape, Callable[[Mapping[str, int]], Frame]]:
        """Refuse: one machine's engine reads one machine's files."""
        del separator
        raise unreachable(self.name, address)

    def rows(self, frame: Frame) -> Sequence[Row]:
        """Evaluate and return the rows."""
        lazy: pl.LazyFrame = frame.to_native()
        self._running = lazy.collect(engine="streaming", background=True)
        try:
            return self._running.fetch_blocking().to_dicts()
        finally:
            self._running = None

    def progress(self) -> float | None:
        """Return None: Polars does not tell."""
        return None

    def cancel(self) -> None:
        """Cancel the query."""
        if self._running is not None:
            self._running.cancel()

    def close(self) -> None:
        """Do nothing: it lives with the process."""


def _free_name(headings: Sequence[str]) -> str:
    name = FILE
    while name in headings:
        name += "_"
    return name
