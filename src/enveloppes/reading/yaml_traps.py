"""Three traps of YAML that people who write about money fall into, each explained by the line mended.

A block sign (``amount: > 120 M€``), a colon in a title, a tab: the parser stops at each with words about scalars.
The fourth trap, a comma inside ``{…}``, is no error of YAML and is found by the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enveloppes.language.message import Message, say
from enveloppes.reading.source_text import SourceText

_KEY = re.compile(r"""(?P<before>\s*(?:-\s+)*)(?P<key>"[^"]*"|'[^']*'|[^\s:#{}\[\],&*!|>'"%@`][^:#]*?)\s*:(?=\s)""")
_BLOCK_SIGNS = ">|"
_IN_WORDS = {">=": "au moins", ">": "plus de"}
_STEP = 2
_LONGEST_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap: what to say, where it stands, and how its line reads once mended."""

    message: Message
    start: int
    end: int
    line: int
    mended: str


def quote(text: str) -> str:
    """Return a text in quotation marks that YAML reads back as it stands."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def block_sign(source: SourceText, at: int) -> Trap | None:
    """Explain ``amount: > 120 M€``: the sign that stands at an offset begins a block of text."""
    if source.text[at : at + 1] not in _BLOCK_SIGNS:
        return None
    number = source.line_of(at)
    line = source.line(number)
    start = at - source.span_of_line(number)[0]
    value, rest = _value(line, start)
    key = _last_key(line[:start])
    mended = f"{line[:start]}{quote(value)}{rest}"
    message = say(
        "YAML takes `{sign}` for a block of text; write `{mended}`", sign=value[:1], mended=shown(key + quote(value))
    )
    sign = next((sign for sign in _IN_WORDS if value.startswith(sign)), None)
    if sign is not None:
        words = f"{key}{_IN_WORDS[sign]} {value.removeprefix(sign).strip()}"
        message = say(
            "YAML takes `{sign}` for a block of text; write `{mended}` or `{words}`",
            sign=sign,
            mended=shown(key + quote(value)),
            words=shown(words),
        )
    return Trap(message, at, at + len(value), number, mended)


def colon(source: SourceText, at: int) -> Trap | None:
    """Explain ``title: Accord : suite``: the colon at an offset makes a second key of a text."""
    number = source.line_of(at)
    line = source.line(number)
    offset = source.span_of_line(number)[0]
    column = at - offset
    key_end = _end_of_key(line, column)
    if key_end is None:
        return None
    value, rest = _value(line, key_end, flow_from=column)
    key = _last_key(line[:key_end])
    mended = f"{line[:key_end]}{quote(value)}{rest}"
    message = say("a text with `: ` in it is quoted in YAML; write `{mended}`", mended=shown(key + quote(value)))
    return Trap(message, offset + key_end, offset + key_end + len(value), number, mended)


def tab(source: SourceText, at: int) -> Trap | None:
    """Explain a tab in the indentation of the line of an offset, which YAML does not take."""
    number = source.line_of(at)
    line = source.line(number)
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" not in indentation:
        return None
    mended = _indentation(source, number, line.lstrip()) + line.lstrip()
    start = source.span_of_line(number)[0] + indentation.index("\t")
    message = say("YAML does not indent by tabs; write spaces: `{mended}`", mended=shown(mended.rstrip()))
    return Trap(message, start, start + 1, number, mended)


def _indentation(source: SourceText, number: int, text: str) -> str:
    """Return the spaces that a line most likely means: those of its neighbour above, one step deeper below a key."""
    above = next((line for n in range(number - 1, 0, -1) if (line := source.line(n)).strip()), "")
    width = len(above) - len(above.lstrip())
    rest = above.strip()
    if not text.startswith("- "):
        while rest.startswith("- "):
            rest, width = rest[_STEP:].lstrip(), width + _STEP
    return " " * (width + _STEP if rest.endswith(":") else width)


def shown(text: str) -> str:
    """Cut a line so that a message stays a message."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _value(line: str, start: int, flow_from: int | None = None) -> tuple[str, str]:
    """Split what follows ``start`` into the value meant and the rest of the line: a comment, or the end of a flow."""
    text = line[start:]
    depth = line[:start].count("{") + line[:start].count("[") - line[:start].count("}") - line[:start].count("]")
    ends = [len(text.rstrip())]
    comment = re.search(r"\s#", text)
    if comment is not None:
        ends.append(comment.start())
    if depth > 0:
        closed = re.compile(r",\s|[}\]]").search(text, max(0, (flow_from or start) - start))
        if closed is not None:
            ends.append(closed.start())
    end = min(ends)
    value = text[:end].rstrip()
    return value, text[len(value) :]


def _end_of_key(line: str, column: int) -> int | None:
    """Return where the value starts of the key that stands before the colon at ``column``, on the same line."""
    found = _KEY.match(line)
    opened = max(line.rfind("{", 0, column), line.rfind(", ", 0, column), line.rfind("[", 0, column))
    inner = _KEY.match(line, opened + 1) if opened >= 0 else None
    for match in (inner, found):
        if match is not None and match.end() - 1 < column:
            end = match.end()
            return end + len(line[end:]) - len(line[end:].lstrip())
    return None


def _last_key(before: str) -> str:
    """Return the key that stands right before a value, with its colon and a space."""
    found = re.search(r"([\w.-]+|\"[^\"]*\")\s*:\s*$", before)
    return f"{found[1]}: " if found else ""
