"""What the models refuse, as findings: each error of the validation with its code, its path and how to mend it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeAlias

from pydantic import ValidationError

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.model import is_id
from enveloppes.agreements.refusal import Refused
from enveloppes.agreements.strict import TEXT_FORM
from enveloppes.language.message import Message, say
from enveloppes.reading.commas import comma_traps
from enveloppes.reading.parts import FILE, part_at
from enveloppes.reading.yaml_values import Path, Value

_LONGEST_QUOTED = 60
_FEW_KEYS = 8
_UNION_TAGS = frozenset({"total_of", "share", "more", "count", "amount", "revisions"})
# Keys that a French writer or a habit from elsewhere puts, and ours.
_MEANT = {
    "titre": "title", "montant": "amount", "dont": "within", "financeurs": "funders", "financeur": "funders",
    "periode": "period", "rythme": "rhythm", "stade": "stage", "statut": "stage", "taxe": "tax", "mesure": "measure",
    "accords": "agreements", "enveloppes": "envelopes", "territoire": "territory", "contexte": "context",
    "axe": "axes", "lieu": "at", "place": "at", "page": "at", "label": "title", "name": "title", "nom": "name",
    "value": "amount", "description": "note", "comment": "note", "parent": "within", "part_of": "within",
}  # fmt: skip
_TOO_SHORT = frozenset({"too_short", "tuple_too_short"})
_LIST = say("a list is expected here")
_BY_KIND = {
    **dict.fromkeys(_TOO_SHORT, say("nothing is listed here; list at least one, or leave the key out")),
    "string_pattern_mismatch": say("nothing is written here; write it or leave the key out"),
}
Details: TypeAlias = dict[str, Any]


def model_findings(error: ValidationError, data: Value, spot: Spot, text: str) -> list[Finding]:
    """Return the findings of the validation of one file, in the order of the model."""
    errors: list[Details] = [dict(details) for details in error.errors(include_url=False, include_input=False)]
    located = [(details, _written(path_in(details["loc"]), data)) for details in errors]
    unknown = [path for details, path in located if details["type"] == "extra_forbidden"]
    traps, hidden = comma_traps(unknown, data, text)
    found: list[Finding] = []
    for details, path in located:
        if path in traps:
            found.append(Finding("M101", traps[path], Spot(spot.file, path, on_key=True)))
        elif path not in hidden and not _follows(details, value_at(path, data)):
            found.append(_finding(details, path, value_at(path, data), spot.file, data))
    return found


def _written(path: Path, data: Value) -> Path:
    """Return a path without the key that a bare text stands for: ``source: s`` is read as ``source: {ref: s}``."""
    is_bare = path[-1:] in (("ref",), ("id",), ("name",)) and isinstance(value_at(path[:-1], data), str)
    return path[:-1] if is_bare else path


def _follows(details: Details, value: object) -> bool:
    """Say whether an error only follows from others: a list all of whose items are refused counts as empty."""
    return details["type"] in _TOO_SHORT and bool(value)


def path_in(loc: tuple[str | int, ...]) -> Path:
    """Return the path in the data of a location of pydantic, in which the tags of unions are no steps."""
    path: list[str | int] = []
    tag_seen = False
    for step in loc:
        if not tag_seen and step in _UNION_TAGS and _is_union(path):
            tag_seen = True
        elif step != "[key]":
            tag_seen = False
            path.append(step)
    return tuple(path)


def _is_union(path: list[str | int]) -> bool:
    if path[-2:-1] == ["claims"]:
        return isinstance(path[-1], int)
    return path[-1:] == ["amount"] and path[-3:-2] in (["envelopes"], ["context"])


def value_at(path: Path, data: Value) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Return what stands at a path, None where nothing does."""
    here: Any = data
    for step in path:
        if isinstance(here, dict) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


def _finding(details: Details, path: Path, value: object, file: str, data: Value) -> Finding:
    kind = details["type"]
    if kind == "extra_forbidden":
        return Finding("M101", _unknown_key(path, value_at(path[:-1], data)), Spot(file, path, on_key=True))
    if kind == "missing":
        return Finding("M102", _missing(path, value_at(path[:-1], data)), Spot(file, path[:-1]))
    on_key = "[key]" in details["loc"]
    code, message = _refusal(details, path, value, data)
    return Finding(code, message, Spot(file, path, on_key))


def _refusal(details: Details, path: Path, value: object, data: Value) -> tuple[str, Message]:
    kind, context = details["type"], details.get("ctx", {})
    refused = context.get("error")
    if isinstance(refused, Refused):
        return refused.code, refused.message
    if kind == "enum":
        return "M106", _choice(value, re.findall(r"'([^']*)'", context["expected"]))
    if kind == "union_tag_not_found":
        return _claim(value)
    if kind in {"string_pattern_mismatch", "string_too_long"} and context.get("pattern") != TEXT_FORM:
        return "M105", _bad_id(str(path[-1]) if "[key]" in details["loc"] else str(value))
    return "M108", _wrong_shape(kind, path, value, data)


def _unknown_key(path: Path, parent: object) -> Message:
    key = str(path[-1])
    part = part_at(path[:-1], parent)
    meant = _MEANT.get(key.lower())
    near = (meant,) if meant in part.keys else _nearest(key.lower(), part.keys)
    if near:
        return say(
            "`{key}` is not a key of {part}; did you mean `{near}`?", key=_cut(key), part=part.name, near=near[0]
        )
    if len(part.keys) <= _FEW_KEYS:
        keys = ", ".join(f"`{name}`" for name in part.keys)
        return say("`{key}` is not a key of {part}, which may have {keys}", key=_cut(key), part=part.name, keys=keys)
    return say("`{key}` is not a key of {part}; correct it or take it away", key=_cut(key), part=part.name)


@lru_cache(maxsize=1024)
def _nearest(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the word that was most likely meant, if one is near."""
    return tuple(get_close_matches(text, known, n=1)) if len(text) <= _LONGEST_QUOTED else ()


def _missing(path: Path, parent: object) -> Message:
    part = part_at(path[:-1], parent)
    return say("{part} needs `{key}`; add it", part=part.name, key=str(path[-1]))


def _choice(value: object, choices: list[str]) -> Message:
    listed = ", ".join(choices)
    if not isinstance(value, str):
        return say("one of these words is expected here: {choices}", choices=listed)
    near = _nearest(value.lower(), tuple(choices))
    if near:
        return say(
            "`{text}` is none of: {choices}; did you mean `{near}`?", text=_cut(value), choices=listed, near=near[0]
        )
    return say("`{text}` is none of: {choices}", text=_cut(value), choices=listed)


def _claim(value: object) -> tuple[str, Message]:
    if not isinstance(value, dict):
        return "M108", say("a claim is a mapping of keys, not a text or a list")
    return "M102", say("a claim needs one of `total_of`, `share`, `more` or `count`; add it")


def _bad_id(text: str) -> Message:
    nearest = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST_QUOTED]
    if nearest != text and is_id(nearest):
        return say(
            "`{text}` is not an id: small letters, digits and hyphens; write `{nearest}`",
            text=_cut(text),
            nearest=nearest,
        )
    return say("`{text}` is not an id: up to 200 small letters, digits and hyphens", text=_cut(text))


def _wrong_shape(kind: str, path: Path, value: object, data: Value) -> Message:
    if not path:
        return say("a file is a mapping of keys: {keys}", keys=", ".join(f"`{key}`" for key in FILE.keys))
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind in {"tuple_type", "list_type"}:
        is_text = isinstance(value, str) and value
        mended = f"{path[-1]}: [{_cut(str(value))}]"
        return say("a list is expected here; write `{mended}`", mended=mended) if is_text else _LIST
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        part = part_at(path, value)
        if part is part_at(path[:-1], value_at(path[:-1], data)):
            return say("a mapping of keys is expected here")
        return say("{part} is a mapping of keys, not a text or a list", part=part.name)
    return say("a text is expected here, not a list or a mapping")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"
