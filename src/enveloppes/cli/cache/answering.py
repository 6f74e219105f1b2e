"""Give an answer again that was found before for the very same question, or note one that is being worked out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from enveloppes.cli.cache.key import Read, answer_key, question_key, read_again
from enveloppes.cli.cache.recording import STDERR, Recording
from enveloppes.cli.cache.store import Entry, Store, cache_folder
from enveloppes.reading.inputs import Input, choose

# Commands whose answer is a matter of their inputs alone, whatever they find in them.
COMMANDS = frozenset({"list", "show", "total", "compare", "check"})
SWITCH = "ENVELOPPES_NO_CACHE"
_TAKE_A_VALUE = frozenset({"--lang", "--color"})
# Words that ask for no answer, for a file, or for the standard input.
_NOT_KEPT = frozenset({"-", "-h", "--help", "--no-cache", "--debug", "--version"})
_WRITES_A_FILE = ("-o", "--output")
_KEPT_CODES = (0, 1)


class Answering:
    """One run of the program: its question, and the recording of its answer unless one was found."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the arguments of the run; without a folder of one's own, or where it was switched off, do nothing."""
        folder = cache_folder() if _may_be_kept(words) else None
        self._store = None if folder is None else Store(folder)
        self._words = words
        self._question = ""
        self._recording: Recording | None = None

    def again(self) -> int | None:
        """Write the answer found before and return its exit code; None, and begin to note, where there is none."""
        if self._store is None:
            return None
        try:
            self._question = question_key(self._words)
            entry = self._found(self._store)
        except (OSError, ValueError):  # no current directory, a terminal without a size: work it out
            self._store = None
            return None
        if entry is not None:
            code = entry.facts.get("code")
            if isinstance(code, int) and _write(entry):
                return code
        self._recording = Recording()
        self._recording.watch()
        return None

    def read(self, paths: Sequence[str], inputs: Sequence[Input]) -> None:
        """Note a register that was read for the answer."""
        if self._recording is not None:
            self._recording.read(paths, inputs)

    def keep(self, code: int) -> None:
        """Keep the answer that was worked out, if it depends on nothing but what it is kept by."""
        recording, store = self._recording, self._store
        if recording is None or store is None or code not in _KEPT_CODES or not recording.finish():
            return
        reads = [read for read in recording.reads if _is_whole(read)]
        if len(reads) == len(recording.reads):
            pieces = [(stream, len(data)) for stream, data in recording.pieces]
            body = b"".join(data for _, data in recording.pieces)
            store.put(answer_key(self._question, reads), Entry({"code": code, "pieces": pieces}, body))
            store.put(self._question, Entry({"reads": [read.paths for read in reads]}))

    def _found(self, store: Store) -> Entry | None:
        asked = store.get(self._question)
        reads = [] if asked is None else asked.facts.get("reads")
        if not isinstance(reads, list) or not reads:
            return None
        now = [read_again([str(path) for path in paths]) for paths in reads]
        known = [read for read in now if read is not None]
        return store.get(answer_key(self._question, known)) if len(known) == len(now) else None


def _may_be_kept(words: Sequence[str]) -> bool:
    if os.environ.get(SWITCH) or not _NOT_KEPT.isdisjoint(words):
        return False
    before = ""
    for word in words:
        if before not in _TAKE_A_VALUE and not word.startswith("-"):
            return word in COMMANDS and not any(one.startswith(_WRITES_A_FILE) for one in words)
        before = word
    return False


def _is_whole(read: Read) -> bool:
    """Say whether every file that the paths mean was read: what could not be read may be readable next time."""
    chosen = choose(read.paths)
    return not chosen.empty and chosen.names == tuple(name for name, _ in read.files)


def _write(entry: Entry) -> bool:
    """Write an answer's pieces to the two streams in turn; False where its facts do not fit its bytes."""
    pieces = entry.facts.get("pieces")
    if not isinstance(pieces, list) or sum(length for _, length in pieces) != len(entry.body):
        return False
    start = 0
    for stream, length in pieces:
        target = (sys.stderr if stream == STDERR else sys.stdout).buffer
        target.write(entry.body[start : start + length])
        target.flush()
        start += length
    return True
