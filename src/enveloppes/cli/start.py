"""How a run begins and ends: what needs no library is done before any is loaded, and nothing is torn down.

Python takes down every object of a register one by one before a process ends; a process that is done simply ends.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from enveloppes.cli.streams import OutputError, Sink, settle_streams

if TYPE_CHECKING:
    from enveloppes.cli.cache.answering import Answering
    from enveloppes.reading.inputs import Input

INTERRUPTED = 130
_UNDONE = 2
# What still has to end something of its own (threads, another process) when the interpreter does.
_ENDS_BY_ITSELF = ("concurrent.futures", "duckdb", "polars", "pyspark", "typst")
_RUNS: list[Answering] = []


def start(words: Sequence[str]) -> None:
    """Run the program on its arguments and end the process with its exit code."""
    # The cyclic collector looks through all that was read, again and again, and a run ends before it could matter.
    gc.disable()
    sinks = settle_streams()
    try:
        code = _answered(words, sinks)
        sys.stdout.flush()
    except OutputError as error:
        code = _say_unwritten(error, words)
    except KeyboardInterrupt:
        code = INTERRUPTED
    _leave(code)


def note_read(paths: Sequence[str], inputs: Sequence[Input]) -> None:
    """Note that the answer being worked out depends on a register that was read from these paths."""
    for run in _RUNS:
        run.read(paths, inputs)


def _answered(words: Sequence[str], sinks: Sequence[Sink]) -> int:
    if list(words) == ["--version"]:
        from enveloppes.version import VERSION

        sys.stdout.write(f"enveloppes {VERSION}\n")
        return 0
    from enveloppes.cli.cache.answering import Answering

    answering = Answering(words)
    code = answering.again()
    if code is None:
        _RUNS.append(answering)
        code = _worked_out(words)
        sys.stdout.flush()
        sys.stderr.flush()
        # What a reader who left did not see was still worked out, and with it the verdict that the code tells.
        if not any(sink.is_cut for sink in sinks):
            answering.keep(code)
    return code


def _worked_out(words: Sequence[str]) -> int:
    from enveloppes.cli.app import run
    from enveloppes.cli.plugins import leave_out_plugins

    leave_out_plugins()
    try:
        run(words)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    return 0


def _say_unwritten(error: OutputError, words: Sequence[str]) -> int:
    """Say why the answer could not be written, and return the code of what could not be done."""
    from enveloppes.cli.settings import complain, in_front, settle_language
    from enveloppes.language.message import say
    from enveloppes.language.system_errors import reason_of

    settle_language(in_front(words))  # an answer found before is given again without a language
    complain(say("the answer cannot be written: {reason}", reason=reason_of(error.reason)))
    return _UNDONE


def _leave(code: int) -> None:
    with suppress(OutputError):  # at Ctrl-C: then that is what is said
        sys.stdout.flush()
    sys.stderr.flush()
    if any(name in sys.modules for name in _ENDS_BY_ITSELF):
        sys.exit(code)
    os._exit(code)
