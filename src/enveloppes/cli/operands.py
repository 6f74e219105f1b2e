"""From the operands of ``compare`` to what they name: an id of the data, files, or files of a git revision."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from enveloppes.agreements.register import Register
from enveloppes.answers.compare_sides import Operand, ids_of, read_operand, unknown_operand
from enveloppes.cli import session
from enveloppes.output.sheet import Input
from enveloppes.reading.git_revision import RevisionError, read_revision, split_revision
from enveloppes.reading.register_file import Reading, read_contents

_MAY_BE_ID = re.compile(r"[a-z0-9][a-z0-9-]*(@.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The operands with the registers they are looked up in, and every file that was read for them."""

    operands: tuple[tuple[Operand, Register], ...]
    inputs: tuple[Input, ...]


def resolve(texts: Sequence[str], data: Sequence[str] | None) -> Resolved:
    """Return what each operand names: an id wins over a path, a path over a revision."""
    ids = _Ids(data)
    readings: dict[str, Reading] = {}
    found: list[tuple[Operand, Register]] = []
    for text in texts:
        operand = ids.operand(text)
        if operand.id is not None:
            readings[""] = ids.reading(None if operand.day is None else operand.day.last)
        elif text not in readings:
            readings[text] = _read_place(text, ids)
        found.append((operand, readings[text if operand.id is None else ""].register))
    inputs = dict.fromkeys(one for reading in readings.values() for one in session.inputs_of(reading))
    return Resolved(tuple(found), tuple(inputs))


class _Ids:
    """The data that ids are looked up in, read only when an operand may be an id, and judged only when one is."""

    def __init__(self, data: Sequence[str] | None) -> None:
        self._data = data
        self._is_fit = False

    @cached_property
    def _seen(self) -> Reading:
        return session.read_anyhow(self._data)

    def operand(self, text: str) -> Operand:
        """Return an operand; the data may be broken as long as none of its ids is named."""
        if _MAY_BE_ID.fullmatch(text) is None:
            return Operand(text, None)
        return read_operand(text, self.known())

    def reading(self, as_of: date | None) -> Reading:
        """Return the data, fit to be added up as it stood at the end of a day (None: as last stated)."""
        if not self._is_fit:
            session.fit(self._seen)
            self._is_fit = True
        session.stop_at_contradictions(self._seen, as_of)
        return self._seen

    def known(self) -> frozenset[str]:
        """Return the ids there are."""
        return ids_of(self._seen.register)


def _read_place(text: str, ids: _Ids) -> Reading:
    if text == "-" or os.path.lexists(text):
        return session.read([text], sums=True)
    if split_revision(text) is None:
        raise unknown_operand(text, sorted(ids.known()))
    try:
        return session.fit(read_contents((blob.name, blob.data) for blob in read_revision(text)), sums=True)
    except RevisionError as error:
        raise session.refuse(error.message) from error
