"""Ids and what refers to them, over all files: duplicates, unknown references, containment in a circle."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.language.message import Message, say
from enveloppes.reading.names import OWN_SPACES, Kind, Names

_MOST_HINTS = 100
_MOST_CANDIDATES = 2000
_WITH_ARTICLE = {
    Kind.AGREEMENT: say("an agreement"),
    Kind.AXIS: say("an axis"),
    Kind.ENVELOPE: say("an envelope"),
    Kind.CLAIM: say("a claim"),
}
# For each kind what to say of an id that nothing has, and what if another is near it.
_UNKNOWN: dict[Kind, tuple[Message, Message]] = {
    Kind.ENVELOPE: (
        say("no agreement has an envelope `{id}`; correct the id or add the envelope"),
        say("no agreement has an envelope `{id}`; did you mean `{near}`?"),
    ),
    Kind.SOURCE: (
        say("no source `{id}` is defined; correct it or add it under `sources`"),
        say("no source `{id}` is defined; did you mean `{near}`?"),
    ),
    Kind.TERRITORY: (
        say("no territory `{id}` is defined; correct it or add it under `territories`"),
        say("no territory `{id}` is defined; did you mean `{near}`?"),
    ),
    Kind.LEDGER: (
        say("no ledger `{id}` is defined; correct it or add it under `ledgers`"),
        say("no ledger `{id}` is defined; did you mean `{near}`?"),
    ),
}


def check_references(files: list[tuple[str, Names]], *, elsewhere: frozenset[str] = frozenset()) -> list[Finding]:
    """Return R201, R202 and R203 over all files; ids that may stand in a broken file are given as ``elsewhere``."""
    book = _Book(elsewhere)
    for file, names in files:
        for kind, name, path in names.defined:
            book.define(kind, name, Spot(file, path))
    for file, names in files:
        own = {path: child for child, _, path in names.within}
        for kind, name, path in names.referred:
            book.refer(kind, name, Spot(file, path), own.get(path))
    parents: dict[str, tuple[str, Spot]] = {}
    for file, names in files:
        for child, parent, path in names.within:
            parents.setdefault(child, (parent, Spot(file, path)))
    return book.found + _cycles(parents)


class _Book:
    """Every id by its namespace, and what was found on the way."""

    def __init__(self, elsewhere: frozenset[str]) -> None:
        self.known: dict[str, dict[str, tuple[Kind, Spot]]] = defaultdict(dict)
        self.elsewhere = elsewhere
        self.found: list[Finding] = []
        self.hints = 0

    def define(self, kind: Kind, name: str, spot: Spot) -> None:
        space = self.known[_space(kind)]
        if name not in space:
            space[name] = (kind, spot)
            return
        message = say("`{id}` is already given at {place}; an id names one thing only: rename one", id=name,
                      place=space[name][1])  # fmt: skip
        on_key = kind in OWN_SPACES
        self.found.append(Finding("R201", message, Spot(spot.file, spot.path, on_key)))

    def refer(self, kind: Kind, name: str, spot: Spot, own: str | None) -> None:
        """Note a reference; ``own`` is the envelope that it would put into another, and so not what is meant."""
        known = self.known[_space(kind)].get(name)
        if known is None:
            if name not in self.elsewhere:
                self.found.append(Finding("R202", self._unknown(kind, name, own), spot))
        elif known[0] is not kind:
            message = say(
                "`{id}` is {other}, not an envelope; name an envelope", id=name, other=_WITH_ARTICLE[known[0]]
            )
            self.found.append(Finding("R202", message, spot))

    def _unknown(self, kind: Kind, name: str, own: str | None) -> Message:
        near = self._nearest(kind, name, own)
        correct, meant = _UNKNOWN[kind]
        if near:
            return replace(meant, values={"id": name, "near": near})
        return replace(correct, values={"id": name})

    def _nearest(self, kind: Kind, name: str, own: str | None) -> str | None:
        self.hints += 1
        if self.hints > _MOST_HINTS or len(name) > 200:  # noqa: PLR2004 - the longest an id may be
            return None
        candidates = islice(
            (
                known
                for known, (its_kind, _) in self.known[_space(kind)].items()
                if its_kind is kind and known != own and abs(len(known) - len(name)) <= 3  # noqa: PLR2004 - a slip of the pen
            ),
            _MOST_CANDIDATES,
        )
        return next(iter(get_close_matches(name, candidates, n=1, cutoff=0.75)), None)


def _space(kind: Kind) -> str:
    return kind.value if kind in OWN_SPACES else ""


def _cycles(parents: dict[str, tuple[str, Spot]]) -> list[Finding]:
    """Return one finding for each circle, at the link that closes it in reading order."""
    found: list[Finding] = []
    settled: set[str] = set()
    for start in parents:
        chain: dict[str, int] = {}
        here = start
        while here in parents and here not in settled and here not in chain:
            chain[here] = len(chain)
            here = parents[here][0]
        if here in chain:
            circle = list(chain)[chain[here] :]
            shown = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
            message = say("containers go round in a circle: {circle}; take one `within` away", circle=shown)
            found.append(Finding("R203", message, parents[circle[-1]][1]))
        settled.update(chain)
    return found


_ID_LIKE = r"""(?:^|[{,\s])(?:id:\s*["']?([a-z0-9][a-z0-9-]*)|["']?([A-Za-z0-9][A-Za-z0-9-]*)["']?\s*:)"""


def names_possibly_in(text: str) -> frozenset[str]:
    """Return whatever may be an id in a text that does not parse, so that nothing is called unknown for its sake."""
    return frozenset(first or second for first, second in re.findall(_ID_LIKE, text))
