"""Where answers are kept: the user's own cache directory, one file an entry, written whole or not at all.

Whatever is not as it should be (another user's directory, a damaged entry, a full disk) is as if nothing were kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"enveloppes answer 1\n"
_DIGEST_BYTES = 16
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
LARGEST_ENTRY = 8 * 1024 * 1024
LARGEST_CACHE = 64 * 1024 * 1024
MOST_ENTRIES = 2_000
# What is left when the cache outgrew its bounds, so that not every entry makes it look again.
_KEPT_SHARE = 0.75


class Entry(NamedTuple):
    """One kept thing: facts that JSON can say, and bytes."""

    facts: dict[str, object]
    body: bytes = b""


def cache_folder() -> Path | None:
    """Return the folder of answers in the user's cache directory, by the rules of the platform; None without a home."""
    named = os.environ.get("XDG_CACHE_HOME")
    if named and Path(named).is_absolute():
        return Path(named) / "enveloppes" / "answers"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "enveloppes" / "Cache" / "answers" if local else None
    home = os.environ.get("HOME")
    if not home or not Path(home).is_absolute():
        return None
    below = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    return Path(home, *below, "enveloppes", "answers")


class Store:
    """The entries below one folder, which is the user's own or is not used."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is made or looked at yet."""
        self._folder = folder

    def get(self, key: str) -> Entry | None:
        """Return the entry of a key; None where there is none, or none that can be trusted."""
        if not _is_own(self._folder):
            return None
        try:
            descriptor = os.open(self._folder / key, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _BINARY)
            with os.fdopen(descriptor, "rb") as file:
                facts = os.fstat(file.fileno())
                if not stat.S_ISREG(facts.st_mode) or not _is_ours(facts) or facts.st_size > LARGEST_ENTRY:
                    return None
                entry = _unpacked(file.read(LARGEST_ENTRY + 1), key)
            if entry is not None:
                os.utime(self._folder / key)  # what is used stays when the oldest go
        except (OSError, ValueError):
            return None
        return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry under a key, if it can be kept; concurrent runs each write the whole of it."""
        data = _packed(key, entry)
        if len(data) > LARGEST_ENTRY:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(self._folder):
                return
            self._write(key, data)
            self._prune()

    def _write(self, key: str, data: bytes) -> None:
        beside = self._folder / f".{key}.{os.getpid()}.{os.urandom(4).hex()}"
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            beside.replace(self._folder / key)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def _prune(self) -> None:
        """Remove the entries not used for longest, once there are too many or too much; what is half-written too."""
        found: list[tuple[float, int, str]] = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):  # another run removed it
                    facts = entry.stat(follow_symlinks=False)
                    found.append((facts.st_mtime, facts.st_size, entry.path))
        total = sum(size for _, size, _ in found)
        if total <= LARGEST_CACHE and len(found) <= MOST_ENTRIES:
            return
        found.sort()
        count = len(found)
        for _, size, path in found:
            if total <= LARGEST_CACHE * _KEPT_SHARE and count <= MOST_ENTRIES * _KEPT_SHARE:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - a string is what we have
            total -= size
            count -= 1


_BINARY = getattr(os, "O_BINARY", 0)


def _is_own(folder: Path) -> bool:
    """Say whether a folder is one that nobody but this user can write to; a link to one is not."""
    try:
        facts = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(facts.st_mode) and _is_ours(facts)


def _is_ours(facts: os.stat_result) -> bool:
    if sys.platform == "win32":  # the rights of a profile's folders are inherited lists, not bits
        return True
    return facts.st_uid == os.geteuid() and not facts.st_mode & _OTHERS_MAY_WRITE


def _packed(key: str, entry: Entry) -> bytes:
    facts = json.dumps({"key": key, "facts": entry.facts}).encode()
    rest = b"%d\n%s\n%s" % (len(facts), facts, entry.body)
    return _MAGIC + blake2b(rest, digest_size=_DIGEST_BYTES).hexdigest().encode() + b"\n" + rest


def _unpacked(data: bytes, key: str) -> Entry | None:
    """Return what was packed; None where a byte is missing or other. Raises ValueError where numbers are none."""
    if not data.startswith(_MAGIC):
        return None
    digest, _, rest = data[len(_MAGIC) :].partition(b"\n")
    if blake2b(rest, digest_size=_DIGEST_BYTES).hexdigest().encode() != digest:
        return None
    length, _, rest = rest.partition(b"\n")
    size = int(length)
    known = json.loads(rest[:size])
    if known["key"] != key or not isinstance(known["facts"], dict):
        return None
    return Entry(known["facts"], rest[size + 1 :])
