"""Files written whole or not at all: beside the target first, then put in its place."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

_NEW_FILE = 0o666  # less the umask, as any program that makes a file


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file so that its reader sees the old content or the new, and nothing is left of a failed attempt.

    A link is followed and stays a link; the rights of an existing file are kept; a device or a pipe is written to
    directly. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(data)
        return
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


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None
