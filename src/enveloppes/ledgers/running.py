"""Work in an engine while this program stays awake: progress is told, and Ctrl-C stops the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event, Thread

from enveloppes.ledgers.engines.engine import Engine, Row
from enveloppes.ledgers.expression import Frame

Progress = Callable[[str, float | None], None]
_STEP = 0.1
_GRACE = 10.0


def silent(_ledger: str, _done: float | None) -> None:
    """Tell nobody."""


def rows_of(engine: Engine, frame: Frame, ledger: str, progress: Progress) -> Sequence[Row]:
    """Evaluate in a thread of its own; raises what the engine raises, and KeyboardInterrupt once it has stopped."""
    finished = Event()
    rows: list[Row] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            rows.extend(engine.rows(frame))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it was asked for
            failures.append(error)
        finally:
            finished.set()

    thread = Thread(target=work, name=f"enveloppes-{engine.name.value}", daemon=True)
    thread.start()
    try:
        while not finished.wait(_STEP):
            progress(ledger, engine.progress())
    except BaseException:
        engine.cancel()
        finished.wait(_GRACE)
        raise
    thread.join()
    if failures:
        raise failures[0]
    return rows
