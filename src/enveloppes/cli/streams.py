"""The three standard streams as a run needs them: a reader who leaves changes no verdict, a full disk is said.

Below what Python writes to, each stream gets a file of ours. Where the reader of a pipe went away, it takes what comes
and drops it, so that the command ends with the code that it would have ended with; where an answer cannot be written
for another reason, ``OutputError`` says so, and what is left in the buffers is dropped without a second complaint.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_UTF_8 = "utf-8"


class OutputError(Exception):
    """The standard output does not take the answer, for a reason of the system's."""

    def __init__(self, reason: OSError) -> None:
        """Keep the reason."""
        super().__init__(str(reason))
        self.reason = reason


class Sink(io.RawIOBase):
    """A standard stream; ``is_cut`` says whether some of what was written went nowhere."""

    def __init__(self, below: io.RawIOBase | None, *, needed: bool) -> None:
        """Take the file below (None: the stream is closed), and whether it matters that it takes what is written."""
        super().__init__()
        self._below = below
        self._needed = needed
        self.is_cut = False

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: ReadableBuffer) -> int | None:
        """Write as much as the stream takes at once; raises OutputError where a needed one takes nothing."""
        if not self.is_cut:
            try:
                return _closed() if self._below is None else self._below.write(data)
            except BrokenPipeError:
                self.is_cut = True
            except OSError as error:
                self.is_cut = True
                if self._needed:
                    raise OutputError(error) from error
        return memoryview(data).nbytes

    def fileno(self) -> int:
        """Return the descriptor; raises OSError where the stream is closed."""
        return _closed() if self._below is None else self._below.fileno()

    def isatty(self) -> bool:
        """Say whether it is a terminal."""
        return self._below is not None and self._below.isatty()


def settle_streams() -> tuple[Sink, ...]:
    """Put our files below the standard output and error; what Python found closed is kept from being opened anew."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        # Else the next file that is opened would get the number of a standard stream.
        while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - stdin, stdout, stderr
            pass
        os.close(opened)
    sinks = []
    sys.stdout, sink = _settled(sys.stdout, needed=True)
    sinks.append(sink)
    sys.stderr, sink = _settled(sys.stderr, needed=False)
    sinks.append(sink)
    return tuple(sinks)


def _settled(stream: TextIO | None, *, needed: bool) -> tuple[TextIO, Sink]:
    if stream is None:
        sink = Sink(None, needed=needed)
        return io.TextIOWrapper(io.BufferedWriter(sink), encoding=_UTF_8, errors="backslashreplace"), sink
    stream.flush()
    below: Any = stream.buffer  # unbuffered (``python -u``), it is itself the raw file
    sink = Sink(getattr(below, "raw", below), needed=needed)
    settled = io.TextIOWrapper(
        io.BufferedWriter(sink),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=getattr(stream, "line_buffering", False),
        write_through=getattr(stream, "write_through", False),
    )
    return settled, sink


def _closed() -> int:
    raise OSError(errno.EBADF, os.strerror(errno.EBADF))
