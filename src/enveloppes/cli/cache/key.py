"""What an answer depends on, as one key: the content of the inputs and all else that can change a byte of it.

Nothing heavy is imported here, nor by the modules that this one needs: an answer found before is given again before
any library is loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from enveloppes.reading.inputs import STDIN, Trouble, choose, digest, read_bytes
from enveloppes.version import VERSION

if TYPE_CHECKING:
    from typing import TextIO

KEY_BYTES = 20
# Raise it when the meaning of a key or of an entry changes.
_SCHEME = "enveloppes-answer-1"
_VARIABLES = frozenset(
    {
        "CI", "COLORTERM", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LANG", "LANGUAGE", "LINES", "NO_COLOR",
        "PYTHONIOENCODING", "PYTHONUTF8", "SOURCE_DATE_EPOCH", "TERM", "TZ",
    }
)  # fmt: skip
_PREFIXES = ("ENVELOPPES_", "LC_")
_PACKAGE = Path(__file__).parents[2]


class Read(NamedTuple):
    """One register that a run read: the paths it was asked for, and (name, sha256) of every file that they meant."""

    paths: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


def question_key(words: Sequence[str]) -> str:
    """Return the key of a question: the arguments and the surroundings, without the content of any input."""
    state = blake2b(digest_size=KEY_BYTES)
    for part in _surroundings(words):
        _add(state, part)
    return state.hexdigest()


def answer_key(question: str, reads: Iterable[Read]) -> str:
    """Return the key of an answer: its question, and the name and content of every file that was read for it."""
    state = blake2b(digest_size=KEY_BYTES)
    _add(state, question)
    for read in reads:
        _add(state, f"{len(read.paths)} {len(read.files)}")
        for path in read.paths:
            _add(state, path)
        for name, content in read.files:
            _add(state, name)
            _add(state, content)
    return state.hexdigest()


def read_again(paths: Sequence[str]) -> Read | None:
    """Read and digest what some paths mean now; None where any of it cannot be read, or is the standard input."""
    chosen = choose(paths)
    if chosen.empty or STDIN in chosen.names:
        return None
    files = []
    for name in chosen.names:
        data = read_bytes(name)
        if isinstance(data, Trouble):
            return None
        files.append((name, digest(data)))
    return Read(tuple(paths), tuple(files))


def _add(state: blake2b, text: str) -> None:
    """Add a text with its length before it, so that no two lists of texts are one sequence of bytes."""
    data = os.fsencode(text)
    state.update(b"%d:" % len(data))
    state.update(data)


def _surroundings(words: Sequence[str]) -> Iterator[str]:
    yield from (_SCHEME, VERSION, sys.version, sys.executable, sys.prefix, str(len(words)), *words)
    yield str(Path.cwd())
    for name in sorted(os.environ):
        if name in _VARIABLES or name.startswith(_PREFIXES):
            yield f"{name}={os.environ[name]}"
    for stream in (sys.stdout, sys.stderr):
        yield _stream(stream)
    yield from _program()


def _stream(stream: TextIO) -> str:
    """Say what an answer is written for: a terminal of a width, or a pipe; and the characters that it takes."""
    is_terminal = stream.isatty()
    width = os.get_terminal_size(stream.fileno()).columns if is_terminal else 0
    return f"{is_terminal} {width} {stream.encoding} {stream.errors}"


def _program() -> Iterator[str]:
    """Yield what changes with the program: the libraries installed beside it, and its own files.

    The version tells releases apart; names, sizes and times tell the states of a checkout that is being worked on.
    """
    for folder in sys.path:
        if folder.endswith("site-packages"):
            yield f"{folder} {_changed(folder)}"
    folders = [str(_PACKAGE)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                else:
                    facts = entry.stat()
                    yield f"{entry.path} {facts.st_size} {facts.st_mtime_ns}"


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - start-up: no path object is needed
    except OSError:
        return 0
