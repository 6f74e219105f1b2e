"""Traps of YAML that people who write about money fall into, each explained by the line mended.

A block sign (``amount: > 120 M€``), a colon in a title, a tab, an escape as JSON has it: the parser stops at each with
words about scalars. Another, a comma inside ``{…}``, is no error of YAML and is found by the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enveloppes.language.message import Message, say
from enveloppes.reading.source_text import SourceText

_KEY = re.compile(r"""(?P<before>\s*(?:-\s+)*)(?P<key>"[^"]*"|'[^']*'|[^\s:#{}\[\],&*!|>'"%@`][^:#]*?)\s*:(?=\s)""")
_BLOCK_SIGNS = ">|"
_BLOCK_HEAD = re.compile(r"\|[-+0-9]{0,2}\s*")
# A pair of escapes that is one character in JSON, half of one, or any other escape, which is passed over.
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>d[89ab][0-9a-f]{2})\\u(?P<low>d[c-f][0-9a-f]{2})|u(?P<half>d[89a-f][0-9a-f]{2})|.)", re.IGNORECASE
)
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
    # « > 120 M€ » says something; a `|` before a figure or a title only opens a block, by mistake.
    meant = _BLOCK_HEAD.sub("", value, count=1)
    mended = f"{line[:start]}{quote(meant)}{rest}"
    message = say(
        "YAML takes `{sign}` for a block of text; write `{mended}`", sign=value[:1], mended=shown(key + quote(meant))
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


def surrogates(source: SourceText, at: int) -> Trap | None:
    r"""Explain ``"\ud83c\udfeb"``, which JSON takes for one character and YAML for two halves of none."""
    number = source.line_of(at)
    line = source.line(number)
    offset = source.span_of_line(number)[0]
    found = next((one for one in _ESCAPE.finditer(line) if one.start() <= at - offset < one.end()), None)
    if found is None or found.lastgroup is None:
        return None
    message = say("`{escape}` is half of a character; write the whole character itself", escape=found.group())
    if found["high"]:
        code = 0x10000 + (int(found["high"], 16) - 0xD800) * 0x400 + int(found["low"], 16) - 0xDC00
        message = say(
            "`{escape}` is one character in JSON and none in YAML; write {character} itself, or `{mended}`",
            escape=found.group(),
            character=chr(code),
            mended=f"\\U{code:08X}",
        )
    mended = _ESCAPE.sub(_stand_in, line)
    return Trap(message, offset + found.start(), offset + found.end(), number, mended)


def _stand_in(escape: re.Match[str]) -> str:
    """Return escapes of the same length that YAML reads, so that all else on the line stays where it is."""
    if escape.lastgroup is None:
        return escape.group()
    return "\\ufffd" * (len(escape.group()) // len("\\ufffd"))


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
