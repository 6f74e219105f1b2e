"""While an engine works, progress is told; Ctrl-C stops it; what it raises is raised."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event

import narwhals as nw
import polars as pl
import pytest
from made_up_ledgers import csv_of, line, register_text, write_case

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


def test_an_interruption_while_java_starts_ends_it_at_once(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": csv_of(line())})
    command = [sys.executable, "-m", "enveloppes", "reconcile", str(path), "--ledgers", "--engine", "spark"]
    real = shutil.which("java")
    assert real is not None
    # A Java that builds the command, as the real one does, and then says nothing for as long as anybody waits.
    java = tmp_path / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(
        f'#!/bin/sh\ncase "$*" in *launcher.Main*) exec {real} "$@";; esac\ntouch {tmp_path}/began\nexec sleep 300\n',
        encoding="utf-8",
    )
    java.chmod(0o755)
    with subprocess.Popen(
        command, env={**os.environ, "JAVA_HOME": str(java.parents[1])}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "began").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        shown, said = process.communicate(timeout=15)
    assert (process.returncode, shown, said) == (130, b"", b"")
