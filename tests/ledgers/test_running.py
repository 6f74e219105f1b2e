"""While an engine works, progress is told; Ctrl-C stops it; what it raises is raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Event

import narwhals as nw
import polars as pl
import pytest

from enveloppes.ledgers.engines.engine import EngineName, Group, Row
from enveloppes.ledgers.expression import Frame
from enveloppes.ledgers.running import rows_of, silent
from enveloppes.ledgers.shapes import Shape

FRAME: Frame = nw.from_native(pl.LazyFrame({"a": [1]}))


class Patient:
    """An engine that works until it is cancelled, or fails at once."""

    name = EngineName.DUCKDB
    errors: tuple[type[Exception], ...] = ()

    def __init__(self, failure: Exception | None = None) -> None:
        self.cancelled = Event()
        self._failure = failure

    def frame(self, group: Group) -> Frame:
        raise NotImplementedError

    def remote(self, address: str, separator: str | None) -> tuple[Shape, Callable[[Mapping[str, int]], Frame]]:
        raise NotImplementedError

    def rows(self, frame: Frame) -> Sequence[Row]:
        if self._failure is not None:
            raise self._failure
        assert self.cancelled.wait(10)
        return [{"rows": frame}]

    def progress(self) -> float | None:
        return 0.5

    def cancel(self) -> None:
        self.cancelled.set()

    def close(self) -> None:
        self.cancelled.set()


def test_an_interruption_cancels_the_engine() -> None:
    engine = Patient()
    told: list[tuple[str, float | None]] = []

    def interrupt(ledger: str, done: float | None) -> None:
        told.append((ledger, done))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rows_of(engine, FRAME, "budget", interrupt)
    assert engine.cancelled.is_set()
    assert told == [("budget", 0.5)]


def test_what_the_engine_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="no more memory"):
        rows_of(Patient(ValueError("no more memory")), FRAME, "budget", silent)
