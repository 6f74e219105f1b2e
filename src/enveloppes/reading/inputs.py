"""Which files a run reads, and their bytes: each file once, within a size, and only if it is one."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from enveloppes.language.message import Message, say
from enveloppes.language.system_errors import reason_of

STDIN = "-"
VARIABLE = "ENVELOPPES_DATA"
ENDINGS = (".yaml", ".yml")
# A file of this size holds some 240 000 envelopes; a register beyond that is several files.
LARGEST = 64 * 1024 * 1024
_MEBIBYTE = 1024 * 1024
_LOCAL = Path("data")
_MAIN_FILE = "accords.yaml"
_NOT_REGULAR = say("this is no regular file; use `-` to read a pipe")
_NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM})
_REASONS: Mapping[int | None, Message] = {
    errno.ENOENT: say("there is no such file"),
    errno.EACCES: say("this file may not be read: the permission is missing"),
    errno.EPERM: say("this file may not be read: the permission is missing"),
    errno.ELOOP: say("this link goes round in a circle"),
    errno.ENXIO: _NOT_REGULAR,
    errno.EISDIR: say("this is a directory"),
}


class Chosen(NamedTuple):
    """The names to read, in order, and what to tell the user about the choice."""

    names: tuple[str, ...]
    notes: tuple[Message, ...] = ()
    empty: tuple[str, ...] = ()


class Trouble(NamedTuple):
    """Why a file could not be read: Y001, or Y005 where it is too large."""

    code: str
    message: Message


class Input(NamedTuple):
    """A file that was read: its name as given or found, and the sha256 of its bytes."""

    name: str
    sha256: str


def shipped_register() -> Path:
    """Return the file of the register that comes with the package, or stands beside its sources in a checkout."""
    installed = Path(__file__).parent.parent / "data" / _MAIN_FILE
    return installed if installed.is_file() else Path(__file__).parents[3] / "data" / _MAIN_FILE


def choose(paths: Sequence[str], environment: Mapping[str, str] = os.environ) -> Chosen:
    """Return the files that the given paths mean; of none, those of the environment, of ./data, or the shipped one."""
    notes: tuple[Message, ...] = ()
    if not paths:
        if environment.get(VARIABLE):
            paths = (environment[VARIABLE],)
        elif (_LOCAL / _MAIN_FILE).is_file():
            paths = (str(_LOCAL),)
        else:
            paths = (str(shipped_register()),)
            notes = (say("no data is named here: this is the register that ships with enveloppes"),)
    names: list[str] = []
    empty: list[str] = []
    for path in paths:
        found = _files_below(path) if path != STDIN and os.path.isdir(path) else [path]  # noqa: PTH112
        names += found
        if not found:
            empty.append(path)
    return Chosen(_once(names) if len(paths) > 1 else tuple(names), notes, tuple(empty))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Return each file once, by the name that comes first, however it was reached."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return tuple(known.values())


def _files_below(directory: str) -> list[str]:
    """Return the YAML files below a directory, sorted; hidden ones and links that lead out of it are left out."""
    files: list[str] = []
    links: list[str] = []
    folders = [directory]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            files.append(folder)  # reading it says why it cannot be looked through
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.name.endswith(ENDINGS):
                (links if entry.is_symlink() else files).append(entry.path)
    if links:
        root = os.path.realpath(directory) + os.sep
        known = {os.path.realpath(name) for name in files}
        # A file is called by its own name rather than by a link to it.
        targets = {name: os.path.realpath(name) for name in sorted(links)}
        files += [name for name, target in targets.items() if target.startswith(root) and target not in known]
    return sorted(files)


def read_bytes(name: str, stdin: BinaryIO | None = None) -> bytes | Trouble:
    """Return the bytes of a file, or of the standard input for "-"; or why they cannot be had. Never blocks."""
    try:
        return _read_stream(stdin) if name == STDIN else _read_file(name)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return Trouble("Y001", _reason(name, error))


def _read_stream(stdin: BinaryIO | None) -> bytes | Trouble:
    if stdin is None:
        # There is none, whatever its type says, where the caller closed it (``<&-``).
        if sys.stdin is None:
            return Trouble("Y001", say("the standard input is closed; give it a file, or name one"))
        stdin = sys.stdin.buffer
    data = stdin.read(LARGEST + 1)
    return _too_large() if len(data) > LARGEST else data


def _reason(name: str, error: OSError | ValueError) -> Message:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOENT and os.path.lexists(name):
        return say("this link leads nowhere")
    if code in _NO_PERMISSION and os.path.isdir(name):  # noqa: PTH112 - start-up: no path object is needed
        return say("this directory may not be read: the permission is missing")
    if code in _REASONS:
        return _REASONS[code]
    reason = reason_of(error) if isinstance(error, OSError) else str(error)
    return say("this file cannot be read: {reason}", reason=reason)


def _read_file(name: str) -> bytes | Trouble:
    # A FIFO without a writer blocks whoever opens it; O_NONBLOCK is missing where there are no FIFOs.
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        facts = os.fstat(descriptor)
        if stat.S_ISDIR(facts.st_mode):
            os.scandir(name).close()  # why it was named rather than what is in it
            return Trouble("Y001", say("this is a directory"))
        if not stat.S_ISREG(facts.st_mode):
            return Trouble("Y001", _NOT_REGULAR)
        if facts.st_size > LARGEST:
            return _too_large()
        data = os.read(descriptor, facts.st_size + 1)
        while 0 < len(data) < facts.st_size:
            more = os.read(descriptor, facts.st_size + 1 - len(data))
            if not more:
                break
            data += more
    finally:
        os.close(descriptor)
    if len(data) != facts.st_size:
        return Trouble("Y001", say("this file changed while it was read; try again"))
    return data


def _too_large() -> Trouble:
    size = str(LARGEST // _MEBIBYTE)
    return Trouble("Y005", say("this file is larger than {size} MiB; divide it", size=size))


def digest(data: bytes) -> str:
    """Return the sha256 of bytes in hexadecimal."""
    return sha256(data).hexdigest()
