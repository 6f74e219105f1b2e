"""An engine with the lines of one ledger in it, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enveloppes.ledgers.engines.engine import Engine, Row
from enveloppes.ledgers.expression import Frame
from enveloppes.ledgers.running import rows_of
from enveloppes.ledgers.sources import Place, Sources, Wanted


@dataclass(frozen=True, slots=True)
class Asking:
    """An engine, the lines of a ledger in it, and how to evaluate a question about them."""

    engine: Engine
    frame: Frame
    wanted: Wanted
    sources: Sources
    place: Place

    def rows(self, frame: Frame) -> Sequence[Row]:
        """Evaluate; progress is told and Ctrl-C stops the engine."""
        return rows_of(self.engine, frame, self.wanted.key, self.place.progress)
