"""Which files a run reads, and their bytes: each file once, within a size, and only if it is one."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from enveloppes.language.message import Message, say

STDIN = "-"
VARIABLE = "ENVELOPPES_DATA"
ENDINGS = (".yaml", ".yml")
# A file of this size holds some 240 000 envelopes; a register beyond that is several files.
LARGEST = 64 * 1024 * 1024
_MEBIBYTE = 1024 * 1024
_LOCAL = Path("data")
_MAIN_FILE = "accords.yaml"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The names to read, in order, and what to tell the user about the choice."""

    names: tuple[str, ...]
    notes: tuple[Message, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file could not be read: Y001, or Y005 where it is too large."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Input:
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
    names: dict[str, str] = {}
    empty: list[str] = []
    for path in paths:
        found = list(_files_below(path)) if path != STDIN and Path(path).is_dir() else [path]
        if not found:
            empty.append(path)
        for name in found:
            names.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return Chosen(tuple(names.values()), notes, tuple(empty))


def _files_below(directory: str) -> Iterator[str]:
    """Yield the YAML files below a directory, sorted; hidden ones and links that lead out of it are left out."""
    root = os.path.realpath(directory)
    found: list[str] = []
    for folder, folders, files in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            os.path.join(folder, name)  # noqa: PTH118 - a Path would drop the "./" that the user typed
            for name in files
            if name.endswith(ENDINGS) and not name.startswith(".")
        ]
    links = {name for name in found if os.path.islink(name)}  # noqa: PTH114 - a string is what we have
    inside = {name for name in links if os.path.realpath(name).startswith(root + os.sep)}
    # A file is called by its own name rather than by a link to it.
    real = {os.path.realpath(name) for name in found if name not in links} if links else set()
    yield from sorted(
        name for name in found if name not in links or (name in inside and os.path.realpath(name) not in real)
    )


def read_bytes(name: str, stdin: BinaryIO | None = None) -> bytes | Trouble:
    """Return the bytes of a file, or of the standard input for "-"; or why they cannot be had. Never blocks."""
    if name == STDIN:
        data = (stdin or sys.stdin.buffer).read(LARGEST + 1)
        return _too_large() if len(data) > LARGEST else data
    try:
        return _read_file(name)
    except FileNotFoundError:
        broken = os.path.lexists(name)
        return Trouble("Y001", say("this link leads nowhere") if broken else say("there is no such file"))
    except PermissionError:
        return Trouble("Y001", say("this file may not be read: the permission is missing"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Trouble("Y001", say("this file cannot be read: {reason}", reason=reason))


def _read_file(name: str) -> bytes | Trouble:
    # A FIFO without a writer blocks whoever opens it; O_NONBLOCK is missing where there are no FIFOs.
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor is no path
        facts = os.fstat(descriptor)
        if stat.S_ISDIR(facts.st_mode):
            return Trouble("Y001", say("this is a directory"))
        if not stat.S_ISREG(facts.st_mode):
            return Trouble("Y001", say("this is no regular file; use `-` to read a pipe"))
        if facts.st_size > LARGEST:
            return _too_large()
        data = file.read(facts.st_size + 1)
        while data is not None and len(data) < facts.st_size:
            more = file.read(facts.st_size + 1 - len(data))
            if not more:
                break
            data += more
    if data is None or len(data) != facts.st_size:
        return Trouble("Y001", say("this file changed while it was read; try again"))
    return data


def _too_large() -> Trouble:
    size = str(LARGEST // _MEBIBYTE)
    return Trouble("Y005", say("this file is larger than {size} MiB; divide it", size=size))


def digest(data: bytes) -> str:
    """Return the sha256 of bytes in hexadecimal."""
    return sha256(data).hexdigest()
