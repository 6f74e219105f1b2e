"""Why the system refused something, in the reader's language: it has words of its own for it, in English mostly."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from enveloppes.language.message import Message, say

_REASONS: Mapping[int, Message] = {
    errno.ENOENT: say("there is no such file or directory"),
    errno.EACCES: say("the permission is missing"),
    errno.EPERM: say("the permission is missing"),
    errno.EROFS: say("this file system is read-only"),
    errno.ENOSPC: say("no space is left on the device"),
    errno.EDQUOT: say("the quota of the disk is used up"),
    errno.EFBIG: say("it is larger than a file may be here"),
    errno.EISDIR: say("it is a directory"),
    errno.ENOTDIR: say("a part of the path is no directory"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.ELOOP: say("links go round in a circle"),
    errno.EBUSY: say("it is in use"),
    errno.ETXTBSY: say("it is in use"),
    errno.EBADF: say("it is closed"),
    errno.EIO: say("the device reports an error"),
    errno.EMFILE: say("too many files are open"),
    errno.ENXIO: say("nothing reads from it"),
    errno.EPIPE: say("nothing reads from it"),
}


def reason_of(error: OSError) -> Message | str:
    """Return why the system refused: in words of the catalogue where it has some, else in the system's own."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or str(error) or type(error).__name__
