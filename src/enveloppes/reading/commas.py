"""The trap that YAML does not see: a comma inside ``{…}`` ends a value, so that ``{amount: 1,5 Md€}`` has two keys."""

from __future__ import annotations

from enveloppes.agreements.identifiers import Quoted
from enveloppes.language.message import Message, say
from enveloppes.reading.yaml_traps import quote, shown
from enveloppes.reading.yaml_values import Path, Value

_MOST_LOOKS_BACK = 50


def comma_traps(unknown: list[Path], data: Value, text: str) -> tuple[dict[Path, Message], set[Path]]:
    """Return what to say of unknown keys that are the second half of a value, and the paths that this explains too.

    Such a key has no value, follows a known one, and stands right behind that one's value and a comma in the text.
    """
    traps: dict[Path, Message] = {}
    hidden: set[Path] = set()
    strangers = set(unknown)
    finder = _Finder(text)
    for path in unknown:
        if path in hidden:
            continue
        head, tail = _halves(path, data, strangers)
        if head is None:
            continue
        written = finder.find([head[1], *(str(key) for key in tail)])
        if written is None:
            continue
        mended = f"{head[0]}: {quote(written)}"
        traps[path] = say(
            "a comma inside `{{…}}` ends a value in YAML, so that two keys are read; write `{mended}`",
            mended=shown(mended),
        )
        hidden.add((*path[:-1], head[0]))
        hidden.update((*path[:-1], key) for key in tail[1:])
    return traps, hidden


def _halves(path: Path, data: Value, strangers: set[Path]) -> tuple[tuple[str, str] | None, list[str]]:
    """Return the key and value before a stranger, and the keys without values from it on."""
    parent: object = data
    for step in path[:-1]:
        parent = parent[step]  # type: ignore[index] # the path was made by walking this very data
    if not isinstance(parent, dict):
        return None, []
    keys = list(parent)
    first = keys.index(path[-1])
    if first == 0 or (*path[:-1], keys[first - 1]) in strangers:
        return None, []
    before = parent[keys[first - 1]]
    tail: list[str] = []
    for key in keys[first:]:
        if parent[key] != "" or isinstance(parent[key], Quoted) or (*path[:-1], key) not in strangers:
            break
        tail.append(key)
    if not tail or not isinstance(before, str) or not before or isinstance(before, Quoted):
        return None, []
    return (keys[first - 1], before), tail


class _Finder:
    """Looks pieces up in a text, each from where the last was found: errors come nearly in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.looks_back = 0

    def find(self, pieces: list[str]) -> str | None:
        """Return the text that has these pieces with commas between them."""
        found = self._from(self.at, pieces)
        if found is None and self.looks_back < _MOST_LOOKS_BACK:
            self.looks_back += 1
            found = self._from(0, pieces)
        if found is None:
            return None
        self.at, end = found
        return " ".join(self.text[self.at : end].split())

    def _from(self, at: int, pieces: list[str]) -> tuple[int, int] | None:
        first = f"{pieces[0]},"
        while (at := self.text.find(first, at)) >= 0:
            end = self._end(at + len(pieces[0]), pieces[1:])
            if end is not None:
                return at, end
            at += 1
        return None

    def _end(self, end: int, pieces: list[str]) -> int | None:
        for piece in pieces:
            if self.text[end : end + 1] != ",":
                return None
            end += 1
            while self.text[end : end + 1].isspace():
                end += 1
            if not self.text.startswith(piece, end):
                return None
            end += len(piece)
        return end
