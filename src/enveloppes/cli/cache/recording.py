"""What a run reads and says, noted while it works, so that its answer may be given again.

An audit hook of the interpreter watches every file that is opened and every program that is started: an answer that
depends on anything but the inputs in its key is not kept, whoever reads it and however.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from enveloppes.cli.cache.key import Read

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from enveloppes.reading.inputs import Input

STDOUT, STDERR = 1, 2
# A longer answer is not worth keeping: writing it takes longer than working it out.
_LONGEST = 4 * 1024 * 1024
_STARTS_A_PROGRAM = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "socket.connect")

# Libraries that open files by themselves, where no hook of the interpreter hears of it.
_READ_UNSEEN = ("duckdb", "polars", "pyarrow", "pyspark")


class Recording:
    """One run: the registers it read, what it wrote to its two streams in turn, and whether it may be kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.reads: list[Read] = []
        self.pieces: list[tuple[int, bytes]] = []
        self.length = 0
        self.spoilt = False
        self._opened: set[str] = set()
        self._is_watching = False

    def read(self, paths: Sequence[str], inputs: Sequence[Input]) -> None:
        """Note a register that was read."""
        self.reads.append(Read(tuple(paths), tuple((one.name, one.sha256) for one in inputs)))

    def write(self, stream: int, data: bytes) -> None:
        """Note what was written to a stream."""
        if stream == STDERR and data.startswith(b"\r"):
            return  # how far the work has come: a line that is gone when the answer is there
        self.length += len(data)
        if self.length > _LONGEST:
            self.spoilt = True
            self.pieces.clear()
        elif self.pieces and self.pieces[-1][0] == stream:
            self.pieces[-1] = (stream, self.pieces[-1][1] + data)
        else:
            self.pieces.append((stream, data))

    def watch(self) -> None:
        """Begin to watch what is opened, and what is written to the two streams."""
        self._is_watching = True
        sys.addaudithook(self._hear)
        sys.stdout = _tee(sys.stdout, STDOUT, self)
        sys.stderr = _tee(sys.stderr, STDERR, self)

    def finish(self) -> bool:
        """Stop watching; say whether the answer depends on nothing but the registers that were read."""
        self._is_watching = False
        if self.spoilt or not self.reads:
            return False
        known = {name for read in self.reads for name, _ in read.files}
        if any(name in sys.modules for name in _READ_UNSEEN):
            return False
        known.update(sys.path)  # the interpreter looks for its zipped library
        program = _folders_of_program()
        return all(name in known or name.startswith(program) for name in self._opened)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_watching:
            return
        if event == "open":
            name = arguments[0]
            if isinstance(name, str | bytes):
                self._opened.add(os.fsdecode(name))
        elif event in _STARTS_A_PROGRAM:
            self.spoilt = True


class _Tee(io.BufferedIOBase):
    """The bytes of a stream, noted as they pass."""

    def __init__(self, text: TextIO, stream: int, recording: Recording) -> None:
        self._text = text  # a text stream that nobody holds any more closes its bytes
        self._below: Any = text.buffer
        self._stream = stream
        self._recording = recording

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        copy = bytes(data)
        self._recording.write(self._stream, copy)
        self._below.write(copy)
        return len(copy)

    def flush(self) -> None:
        self._below.flush()

    def fileno(self) -> int:
        return int(self._below.fileno())

    def isatty(self) -> bool:
        return bool(self._below.isatty())


def _tee(stream: TextIO, number: int, recording: Recording) -> TextIO:
    stream.flush()
    if not hasattr(stream, "buffer"):
        recording.spoilt = True
        return stream
    return io.TextIOWrapper(
        cast("io.BufferedWriter", _Tee(stream, number, recording)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=getattr(stream, "line_buffering", False),
        write_through=getattr(stream, "write_through", False),
    )


def _folders_of_program() -> tuple[str, ...]:
    """Return the folders of this program, of its libraries and of the interpreter, which the key knows as a whole."""
    prefixes = tuple(os.path.join(prefix, "") for prefix in {sys.prefix, sys.base_prefix})  # noqa: PTH118 - a string is what is compared
    libraries = [folder for folder in sys.path if folder.startswith(prefixes) and "lib" in folder.lower()]
    package = str(Path(__file__).parents[2])
    found = {*libraries, package, *([sys.pycache_prefix] if sys.pycache_prefix else [])}
    return tuple(os.path.join(folder, "") for folder in found)  # noqa: PTH118 - a string is what is compared
