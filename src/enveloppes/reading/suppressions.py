"""Comments that silence a finding on their line: ``# enveloppes: ignore[C307] reason``."""

from __future__ import annotations

import re
from typing import NamedTuple

from enveloppes.agreements.finding import NAMES, Extent, Finding, Spot
from enveloppes.language.message import Message, say
from enveloppes.reading.source_text import SourceText

SIGN = "enveloppes:"
BAD = "M109"
_COMMENT = r"(?m)(?:^|(?<=\s))#[ \t]*enveloppes:[ \t]*(?P<rest>[^\r\n]*)"
_IGNORE = r"ignore\[(?P<codes>[^\]]*)\](?P<reason>.*)"


class Suppression(NamedTuple):
    """A comment that silences some codes on its line, for a reason."""

    codes: tuple[str, ...]
    spot: Spot
    extent: Extent


def suppressions_in(source: SourceText, spot: Spot) -> tuple[list[Suppression], list[Finding]]:
    """Return the comments of a text that silence something, and those that cannot (M109)."""
    if SIGN not in source.text:
        return [], []
    from enveloppes.reading.yaml_places import scalar_spans

    comments = list(re.finditer(_COMMENT, source.text))
    inside = scalar_spans(source.text, [found.start() for found in comments]) if comments else set()
    good: list[Suppression] = []
    bad: list[Finding] = []
    for found in comments:
        if found.start() in inside:
            continue
        extent = source.extent(found.start(), found.end())
        codes, trouble = _read(found["rest"])
        if trouble is None:
            good.append(Suppression(codes, spot, extent))
        else:
            bad.append(Finding(BAD, trouble, spot, extent))
    return good, bad


def _read(rest: str) -> tuple[tuple[str, ...], Message | None]:
    found = re.fullmatch(_IGNORE, rest.strip())
    if found is None:
        return (), say("this comment silences nothing; write `{form}`", form="# enveloppes: ignore[C307] reason")
    codes = tuple(code.strip() for code in found["codes"].split(",") if code.strip())
    unknown = next((code for code in codes if code not in NAMES), None)
    if unknown is not None:
        return (), say("`{code}` is no code of a finding; `enveloppes explain` lists them", code=unknown[:40])
    if not codes:
        return (), say("no code stands in the brackets; name what is silenced, as in `ignore[C307]`")
    if BAD in codes:
        return (), say("`{code}` is about such comments and cannot be silenced by one", code=BAD)
    if not found["reason"].strip():
        return (), say("a finding is silenced for a reason; write it behind the brackets")
    return codes, None


def unused(suppression: Suppression, codes: tuple[str, ...]) -> Finding:
    """Return the finding that some codes of a comment silence nothing."""
    message = say("nothing is found here that `{codes}` would silence; take it away", codes=", ".join(codes))
    return Finding(BAD, message, suppression.spot, suppression.extent)
