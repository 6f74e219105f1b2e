"""Files written whole or not at all: beside the target first, then put in its place.

What is no file of a disk (a pipe, a terminal, a device, a descriptor by its name) is written to where it is.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from pathlib import Path

_NEW_FILE = 0o666  # less the umask, as any program that makes a file
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})", re.ASCII)


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file so that its reader sees the old content or the new, and nothing is left of a failed attempt.

    A link is followed and stays a link; the rights of an existing file are kept; a device or a pipe is written to
    directly, and a reader of it who left is no error. Raises OSError.
    """
    descriptor = _descriptor_of(os.fspath(path))
    mode = _mode_of(Path(path))
    if descriptor is not None or (mode is not None and not stat.S_ISREG(mode)):
        _write_in_place(path if descriptor is None else os.dup(descriptor), data)
        return
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
    except BaseException:  # Ctrl-C too: nothing half-written stays behind
        beside.unlink(missing_ok=True)
        raise


def _descriptor_of(name: str) -> int | None:
    """Return the descriptor that a name of the system means: opened by the name, a file would be cut first."""
    found = _DESCRIPTOR.fullmatch(name)
    return int(found[1]) if found is not None else _STREAMS.get(name)


def _write_in_place(target: str | os.PathLike[str] | int, data: bytes) -> None:
    try:
        with open(target, "wb") as file:  # noqa: PTH123 - it may be a descriptor
            file.write(data)
    except BrokenPipeError:
        pass


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None
