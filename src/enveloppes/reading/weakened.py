"""What a file with findings of the model still says for certain, so that one mistake hides no other.

Whatever the models refuse is replaced by a stand-in that claims nothing (an envelope without a figure, an agreement
without lines), at its own index, so that the places of all else stay right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from enveloppes.agreements.finding import Finding
from enveloppes.agreements.model import is_id
from enveloppes.reading.yaml_values import Path, Value

_ENVELOPES = ("envelopes", "context")


def weakened(data: Value, findings: Iterable[Finding], prefix: str) -> Value:
    """Return a copy of a file's data without what is refused; ``prefix`` makes the ids of the stand-ins unique."""
    copy: Any = _copy(data)
    if not isinstance(copy, dict):
        return {"format": "1"}
    for number, finding in enumerate(findings):
        _mend(copy, finding.spot.path, f"{prefix}-{number}")
    return copy


def _copy(value: Value) -> Any:  # noqa: ANN401 - whatever stands in the file
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _mend(data: dict[str, Any], path: Path, stand_in: str) -> None:
    """Replace the smallest part around a path that can be spared."""
    if path[:1] != ("agreements",) or len(path) < 2:  # noqa: PLR2004 - the key and the index of an agreement
        _mend_top(data, path)
        return
    holder: Any = data["agreements"]
    spared: tuple[Any, Any, dict[str, Any]] = (holder, path[1], {"id": stand_in, "title": "?", "lines": "partial"})
    here = _below(holder, path[1])
    steps = list(path[2:])
    while len(steps) > 1 and isinstance(here, dict):
        key, index, *rest = steps
        holder = here.get(str(key))
        if key == "total":
            here.pop("total", None)
            return
        if key not in ("axes", "claims", *_ENVELOPES) or not isinstance(holder, list):
            break
        spared = (holder, index, _stand_in(str(key), stand_in, _own_id(holder, index, rest)))
        if key == "claims":
            spared[-1].update(_own_source(holder, index, rest, stand_in))
        here, steps = _below(holder, index), rest
        if key != "axes":
            break
    target, at, replacement = spared
    if isinstance(target, list) and isinstance(at, int) and at < len(target):
        target[at] = replacement


def _mend_top(data: dict[str, Any], path: Path) -> None:
    if not path:
        data.setdefault("format", "1")
    elif path[0] == "format":
        data["format"] = "1"
    elif len(path) > 1 and isinstance(data.get(str(path[0])), dict):
        data[str(path[0])].pop(path[1], None)
    else:
        data.pop(str(path[0]), None)


def _own_id(holder: list[Any], index: object, rest: list[str | int]) -> str | None:
    """Return the id that a stand-in may keep, so that references to it stay good: not the one that is refused."""
    before = _below(holder, index) if isinstance(index, int) else None
    own = before.get("id") if isinstance(before, dict) else None
    return own if isinstance(own, str) and rest != ["id"] and is_id(own) else None


def _own_source(holder: list[Any], index: object, rest: list[str | int], stand_in: str) -> dict[str, str]:
    """Return the source that a stand-in for a claim keeps: one that is refused was named all the same."""
    before = _below(holder, index) if isinstance(index, int) else None
    source = before.get("source") if isinstance(before, dict) else None
    if isinstance(source, dict):
        source = source.get("ref")
    if rest[:1] == ["source"]:
        return {"source": stand_in}
    return {"source": source} if isinstance(source, str) and is_id(source) else {}


def _stand_in(key: str, name: str, own: str | None) -> dict[str, Any]:
    if key == "claims":
        return {"id": own or name, "count": "?", "is": "0"}
    found: dict[str, Any] = {"id": name, "title": "?"}
    if key == "axes":
        return {**found, "lines": "partial"}
    return {**found, "id": own or name}


def _below(value: object, step: str | int) -> Any:  # noqa: ANN401
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return value.get(step) if isinstance(value, dict) else None
