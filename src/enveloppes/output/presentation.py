"""Everything a format may need to write one answer: the sheet, its JSON result, and what it was worked out from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from enveloppes.output.sheet import Input, Sheet

# What json.dumps writes as it stands.
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def _no_result() -> Json:
    return None


@dataclass(frozen=True, slots=True)
class Presentation:
    """One answer, ready for any format.

    ``result`` builds the JSON result only when it is wanted; ``parameters`` are what the user asked for, by the names
    of the command line; ``for_excel`` is ``--excel``, which only CSV heeds.
    """

    sheet: Sheet
    language: str
    version: str
    inputs: tuple[Input, ...] = ()
    parameters: Mapping[str, Json] = field(default_factory=dict)
    result: Callable[[], Json] = _no_result
    for_excel: bool = False
