"""Run many commands of the program, each in a process of its own that starts from one with the libraries loaded.

The documentation runs a hundred commands; imports would be most of the time. What depends on the language or on the
command is imported in the child, so that a command finds what it would find in a new process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from traceback import print_exc
from types import TracebackType
from typing import Self

# What is heavy and the same in every language; the modules of options speak a language and stay out.
LOADED = (
    "enveloppes.cli.app",
    "enveloppes.answers.compare",
    "enveloppes.answers.reconcile",
    "enveloppes.answers.showing",
    "enveloppes.answers.total",
    "enveloppes.output.compare_sheet",
    "enveloppes.output.formats",
    "enveloppes.output.json_answer",
    "enveloppes.output.reconcile_sheet",
    "enveloppes.output.show_sheet",
    "enveloppes.reading.register_file",
)


@dataclass(frozen=True, slots=True)
class Ran:
    """The exit code of a command, and what it printed: on both streams, as a terminal shows it."""

    code: int
    printed: str


class CommandServer:
    """Runs ``enveloppes`` with arguments in a folder; a context manager that ends with its processes."""

    def __init__(self, folder: Path, printed: Path, environment: Mapping[str, str]) -> None:
        self._printed = printed
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env=dict(environment),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, arguments: Sequence[str], *, said_beside: bool = True) -> Ran:
        """Return what the program says to these arguments, with what it says on the standard error or without."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([list(arguments), str(self._printed), said_beside]).encode() + b"\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ran(code, self._printed.read_bytes().decode(errors="replace"))


def _serve() -> None:
    for name in LOADED:
        import_module(name)
    # The validator of the format is built when it is first asked for.
    import_module("enveloppes.reading.register_file").read_register(())
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    for line in sys.stdin.buffer:
        arguments, printed, said_beside = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(arguments, printed, said_beside=said_beside)
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(arguments: list[str], printed: str, *, said_beside: bool) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND), 1)
    os.dup2(1 if said_beside else os.open(os.devnull, os.O_WRONLY), 2)
    # As on a terminal, where each line appears when it is written.
    assert isinstance(sys.stdout, TextIOWrapper)
    sys.stdout.reconfigure(line_buffering=True)
    code = 1
    try:
        import_module("enveloppes.cli.app").run(arguments)
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except Exception:  # noqa: BLE001 - it is shown as a process shows what it dies of
        print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
