"""Digests of files taken while they are read: of their bytes, and of what their text says, however it is packed."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import IO

_BLOCK = 1 << 20
_BOM = b"\xef\xbb\xbf"


class Told(io.RawIOBase):
    """A stream of bytes that tells each block that is read of it to somebody."""

    def __init__(self, stream: IO[bytes], tell: Callable[[bytes], None], below: IO[bytes] | None = None) -> None:
        """Take the stream, which is closed with this one, and so is what it reads from."""
        super().__init__()
        self._stream, self._tell, self._below = stream, tell, below

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # the stubs name a private type
        """Read a block and tell it."""
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        self._tell(block)
        return len(block)

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()


def told(stream: IO[bytes], tell: Callable[[bytes], None], below: IO[bytes] | None = None) -> io.BufferedReader:
    """Return a buffered stream that tells the blocks that are read of it; ``below`` is closed with it."""
    return io.BufferedReader(Told(stream, tell, below), _BLOCK)


class TextDigest:
    """The digest of a text's bytes in which a byte order mark, the kind of line ends and the last of them are nothing.

    ``is_exact`` takes the bytes as they stand, for encodings in which a sign is not a byte.
    """

    def __init__(self, *, is_exact: bool) -> None:
        """Begin."""
        self._digest = sha256()
        self._held = b""
        self._is_exact = is_exact
        self._begun = False

    def update(self, block: bytes) -> None:
        """Take the next block; line ends at its end are held back, as they may be cut in two or be the last."""
        if self._is_exact or not block:
            self._digest.update(block)
            return
        if not self._begun:
            self._begun = True
            block = block.removeprefix(_BOM)
        whole = self._held + block if self._held else block
        if b"\r" in whole:
            whole = whole.replace(b"\r\n", b"\n")
        kept = whole.rstrip(b"\r\n")
        self._held = whole[len(kept) :]
        self._digest.update(kept)

    def value(self) -> bytes:
        """Return the digest of what was taken so far."""
        return self._digest.digest()


def sha256_of(path: Path) -> str | None:
    """Return the sha256 of a file in hexadecimal, None where it cannot be read."""
    digest = sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()
