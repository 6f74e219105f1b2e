"""What an engine does for a ledger: show files as columns of our names, evaluate, be stopped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from enveloppes.language.message import Message, say
from enveloppes.ledgers.shapes import Shape

if TYPE_CHECKING:  # it needs the extra, and the names of the engines are known without
    from enveloppes.ledgers.expression import Frame

Row: TypeAlias = Mapping[str, object]
_MASTER = re.compile(r"local(?:\[[^\]]*\])?|spark://.+|k8s://.+|yarn")


class EngineName(StrEnum):
    """The engines by the names of ``--engine``."""

    DUCKDB = "duckdb"
    POLARS = "polars"
    SPARK = "spark"


EXTRAS = {EngineName.DUCKDB: "ledgers", EngineName.POLARS: "polars", EngineName.SPARK: "spark"}


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one shape, and which of their columns go by which of our names."""

    paths: tuple[Path, ...]
    shape: Shape
    names: Mapping[str, int]


class EngineError(Exception):
    """An engine could not do its work, in a sentence for people."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever shows it."""
        super().__init__(message.template)
        self.message = message


class Engine(Protocol):
    """An engine that was started; ``close`` ends it."""

    name: EngineName
    errors: tuple[type[Exception], ...]

    def frame(self, group: Group) -> Frame:
        """Return the lines of a group lazily: its columns by our names, as text or typed, and the file of each."""

    def remote(self, address: str, separator: str | None) -> tuple[Shape, Callable[[Mapping[str, int]], Frame]]:
        """Return the shape of what lies at an address, and how to get its lines; raises EngineError."""

    def rows(self, frame: Frame) -> Sequence[Row]:
        """Evaluate and return the rows, decimals as ``Decimal``."""

    def progress(self) -> float | None:
        """Return how much of the running work is done, from 0 to 1, or None where the engine does not tell."""

    def cancel(self) -> None:
        """Stop the running work; called from another thread."""

    def close(self) -> None:
        """End the engine."""


def start(name: EngineName, master: str | None) -> Engine:
    """Start an engine; raises EngineError where the master is none, the extra is missing or it does not start."""
    if master is not None and _MASTER.fullmatch(master) is None:
        raise EngineError(
            say("`{master}` is no master of Spark; write local[4], spark://HOST:PORT, k8s://… or yarn", master=master)
        )
    try:
        if name is EngineName.DUCKDB:
            from enveloppes.ledgers.engines.duckdb_engine import DuckDBEngine

            return DuckDBEngine()
        if name is EngineName.POLARS:
            from enveloppes.ledgers.engines.polars_engine import PolarsEngine

            return PolarsEngine()
        from enveloppes.ledgers.engines.spark_engine import SparkEngine

        return SparkEngine(master)
    except ImportError as error:
        raise EngineError(
            say(
                "the engine {engine} is not installed; run `pip install 'enveloppes[{extra}]'`",
                engine=name.value,
                extra=EXTRAS[name],
            )
        ) from error


def unreachable(name: EngineName, address: str) -> EngineError:
    """Say that an engine reads files of this machine only."""
    return EngineError(
        say(
            "{engine} reads the files of this machine; read {address} with `--engine spark`",
            engine=name.value,
            address=address,
        )
    )
