"""``REV:PATH``: the YAML files of a git revision, read from the object store; the work tree is never looked at.

git itself is asked, by plumbing commands that run no hook, filter, pager or text conversion. What the user typed
reaches it on its standard input, never where an option could stand. PATH starts at the current directory, as typed.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from enveloppes.language.message import Message, say
from enveloppes.language.system_errors import reason_of
from enveloppes.reading.inputs import ENDINGS, LARGEST

_FORBIDDEN = re.compile(r"[\0\r\n]")
_OBJECT_KEY = re.compile(rb"[0-9a-f]{40,64}")
_LINK, _SUBMODULE = "120000", "commit"
_MEBIBYTE = 1024 * 1024
# Variables that point git elsewhere (a hook's GIT_DIR, a trace file) would answer for another repository: all are
# dropped but these, which only bound the search for the repository.
_KEPT = frozenset({"GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"})
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_COMMAND = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


class RevisionError(ValueError):
    """A ``REV:PATH`` that cannot be read: what is wrong with it, and the remedy."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever shows it."""
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision: its name as the user would type it (``HEAD~1:data/accords.yaml``), and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class RevisionPath:
    """``REV:PATH`` in its two parts."""

    revision: str
    path: str


@dataclass(frozen=True, slots=True)
class _Object:
    kind: str
    key: str
    size: int


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    mode: str
    found: _Object


def split_revision(text: str) -> RevisionPath | None:
    """Split ``REV:PATH`` at the first colon outside braces (``HEAD@{2024-01-01 12:00}:data``); None without one."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == ":" and depth <= 0:
            return RevisionPath(text[:place], text[place + 1 :])
    return None


def read_revision(text: str, folder: Path | None = None) -> tuple[Blob, ...]:
    """Return the file, or the YAML files below the directory, that ``REV:PATH`` names, sorted by name.

    ``folder`` is where PATH starts (None: the current directory). Raises RevisionError.
    """
    asked = _checked(text)
    repository = _Repository(folder or Path.cwd())
    prefix = repository.prefix()
    top = repository.find([f"{asked.revision}^{{tree}}"])[0]
    if top is None:
        raise RevisionError(say("`{rev}` is no revision of this repository", rev=asked.revision))
    path = _from_top(asked.path, prefix)
    found = top if path == "." else repository.find([f"{top.key}:{path}"])[0]
    if found is None:
        raise RevisionError(say("`{path}` is not in revision `{rev}`", path=asked.path, rev=asked.revision))
    if found.kind == _SUBMODULE:
        raise RevisionError(say("`{path}` is a submodule in revision `{rev}`", path=asked.path, rev=asked.revision))
    if found.kind == "blob":
        return repository.blobs([(text, found)])
    below = f"{asked.revision}:{asked.path.rstrip('/')}/"
    files = [(below + name, one) for name, one in _yaml_files(repository, found.key)]
    if not files:
        raise RevisionError(
            say("no .yaml or .yml file lies below `{path}` in revision `{rev}`", path=asked.path, rev=asked.revision)
        )
    return repository.blobs(files)


def _checked(text: str) -> RevisionPath:
    asked = split_revision(text)
    if asked is None:
        raise RevisionError(say("`{text}` is not REV:PATH, as in `HEAD~1:data`", text=text))
    if not asked.revision:
        raise RevisionError(say("`{text}` names no revision before its colon, as `HEAD~1:data` does", text=text))
    if not asked.path:
        raise RevisionError(
            say("`{text}` names no path after its colon; write `{text}.` for the current directory", text=text)
        )
    if asked.revision.startswith("-") or _FORBIDDEN.search(text):
        raise RevisionError(say("`{rev}` is no name of a revision", rev=asked.revision))
    return asked


def _from_top(path: str, prefix: str) -> str:
    """Return a typed path from the top of the repository; raises RevisionError where it leads out of it."""
    if posixpath.isabs(path):
        raise RevisionError(
            say("`{path}` is taken from the current directory; write it without a leading `/`", path=path)
        )
    whole = posixpath.normpath(posixpath.join(prefix, path))
    if whole == ".." or whole.startswith("../"):
        raise RevisionError(say("`{path}` leads out of the repository", path=path))
    return whole


def _yaml_files(repository: _Repository, tree: str) -> Iterable[tuple[str, _Object]]:
    """Return the YAML files below a tree, sorted; hidden ones and links that lead out of it are left out."""
    entries = [entry for entry in repository.entries(tree) if _is_wanted(entry)]
    files = {entry.name: entry.found for entry in entries if entry.mode != _LINK}
    links = [entry.name for entry in entries if entry.mode == _LINK and not _FORBIDDEN.search(entry.name)]
    taken = {found.key for found in files.values()}
    # git follows a link no further than the tree it starts from; a file is called by its own name, not by a link to it.
    for name, found in zip(links, repository.find([f"{tree}:{name}" for name in links]), strict=True):
        if found is not None and found.kind == "blob" and found.key not in taken:
            taken.add(found.key)
            files[name] = found
    return sorted(files.items())


def _is_wanted(entry: _Entry) -> bool:
    is_hidden = any(part.startswith(".") for part in entry.name.split("/"))
    return entry.found.kind == "blob" and entry.name.endswith(ENDINGS) and not is_hidden


class _Repository:
    """The repository that a folder lies in, asked through git's plumbing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prefix(self) -> str:
        """Return the way from the top of the repository to the folder; raises RevisionError outside of one."""
        return os.fsdecode(self._run("rev-parse", "--show-prefix")).rstrip("\n")

    def find(self, names: Sequence[str]) -> list[_Object | None]:
        """Return what each name stands for, links inside its tree followed; None where it is nothing."""
        if not names:
            return []
        asked = "".join(f"{name}\n" for name in names)
        # The answer to a link that leads out is two lines, the second of which is its target.
        lines = iter(self._run("cat-file", "--batch-check", "--follow-symlinks", asked=asked).split(b"\n"))
        return [self._answer(next(lines), lines) for _ in names]

    @staticmethod
    def _answer(line: bytes, rest: Iterator[bytes]) -> _Object | None:
        words = line.split(b" ")
        if _OBJECT_KEY.fullmatch(words[0]) and len(words) == 3:  # noqa: PLR2004 - key, kind and size
            return _Object(words[1].decode(), words[0].decode(), int(words[2]))
        if words[0] in {b"symlink", b"dangling", b"loop", b"notdir"} and words[-1].isdigit():
            left = int(words[-1])
            while left >= 0:
                left -= len(next(rest)) + 1
        return None

    def entries(self, tree: str) -> list[_Entry]:
        """Return every file below a tree."""
        found = []
        for entry in self._run("ls-tree", "-r", "-l", "-z", "--full-tree", tree).split(b"\0")[:-1]:
            facts, _, name = entry.partition(b"\t")
            mode, kind, key, size = facts.decode().split()
            found.append(_Entry(os.fsdecode(name), mode, _Object(kind, key, int(size) if size.isdigit() else 0)))
        return found

    def blobs(self, files: Sequence[tuple[str, _Object]]) -> tuple[Blob, ...]:
        """Return the bytes of some files; raises RevisionError for one that is larger than any register file may be."""
        for name, found in files:
            if found.size > LARGEST:
                raise RevisionError(
                    say("`{path}` is larger than {size} MiB; divide it", path=name, size=str(LARGEST // _MEBIBYTE))
                )
        answer = self._run("cat-file", "--batch", asked="".join(f"{found.key}\n" for _, found in files))
        blobs, start = [], 0
        for name, found in files:
            start = answer.index(b"\n", start) + 1
            blobs.append(Blob(name, answer[start : start + found.size]))
            start += found.size + 1
        return tuple(blobs)

    def _run(self, *words: str, asked: str = "") -> bytes:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT
        }
        try:
            done = subprocess.run(  # noqa: S603 - no word of the user's is among these
                [*_COMMAND, *words],
                input=os.fsencode(asked),
                capture_output=True,
                cwd=self._folder,
                env=environment | _SETTINGS,
                check=False,
            )
        except OSError as error:
            raise RevisionError(say("git cannot be run: {reason}", reason=reason_of(error))) from error
        if done.returncode:
            raise RevisionError(_complaint(done.stderr))
        return done.stdout


def _complaint(stderr: bytes) -> Message:
    said = stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
    if said.startswith("not a git repository"):
        return say("REV:PATH reads from a git repository, and the current directory lies in none")
    return say("git refuses: {reason}", reason=said)
