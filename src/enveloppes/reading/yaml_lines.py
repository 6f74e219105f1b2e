"""The shortest way from a text to plain data: line by line, for the part of YAML that a register is written in.

A line is a key and a value, perhaps behind one dash, or a dash and a value; a value is a plain or quoted text on that
line, a small ``{…}`` or ``[…]``, or ``>-`` and lines of text below, all indented alike. Whatever else a text holds (a
comment behind a value, an anchor, a tab, a second line of a text …) makes it give up, and the events of the parser
decide. It never says that a text is wrong, and what it returns is what the events give: the tests hold the two against
each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NoReturn

from enveloppes.agreements.identifiers import Quoted
from enveloppes.reading.yaml_values import NotPlain, Value

_DEEPEST = 30
_STRETCH = 262_144
_LONGEST_STRETCH = 4 * _STRETCH
_SHORTEST_LINE = 5
_FEW = 10_000
# Line ends other than the line feed, tabs, and what YAML refuses or takes for a mark.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# No indicator begins a plain text; « : » and « # » end one, and so does a colon at the end of the line.
_PLAIN = r"[\w§~<≈(.][^\n:#]*+(?:(?::(?!\ |$)|(?<!\ )\#)[^\n:#]*+)*+"
_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"
_FLOW = r"[{\[][^\n]*[\]}]"
_WORDS = r"[^\ \n]++(?:\ ++[^\ \n]++)*+"
_LINE = re.compile(
    rf"""^(?:
      (\ *)(?:
        (-\ )?(?:({_KEY})|"([^"\\\n]{{1,99}})"):                       # a key, perhaps the first of an item
        (?:\ +(?:
          ({_PLAIN})|("[^"\\\n]*")|('[^'\n]*')|({_FLOW})
          |>-\ *\n(\ +)({_WORDS}(?:\n\9{_WORDS})*+)                     # lines to be joined …
           (?!\ |(?:\n\ *(?=\n))*?\n\9)                                # … and nothing behind them that belongs there
        ))?
      | -\ ({_PLAIN}|"[^"\\\n]*"|'[^'\n]*'|{_FLOW})                  # an item that is a value
      )\ *
    | \ *(?:\#[^\n]*)?                                               # nothing, or a comment alone
    | ([^\n]+)                                                       # anything else
    )$""",
    re.VERBOSE | re.MULTILINE,
)
# Where a text may be cut: before an item, never inside the lines of a text or between those and a comment.
_ITEM = re.compile(r"\n(?=\ *-\ [a-z{])")
_FLOW_TEXT = r"[\w§~<≈(.][^\n,:#?\[\]{}]*+"
_FLOW_PAIR = re.compile(rf'({_KEY}): +(?:"([^"\\]*)"|({_FLOW_TEXT})) *(?:, +|$)')
_FLOW_ITEM = re.compile(rf'(?:"([^"\\]*)"|\{{([^{{}}]*)\}}|({_FLOW_TEXT})) *(?:, +|$)')


def lines(text: str) -> Value:  # noqa: C901, PLR0912, PLR0915 - one loop, run for every line: calls would cost most
    """Return what a text holds; raises NotPlain for whatever is not written line by line as above."""
    # Millions of empty lines would each make a row of the list below.
    if _ODD.search(text) is not None or text.count("\n") * _SHORTEST_LINE > len(text) + _FEW:
        raise NotPlain
    root: dict[str, Any] = {}
    top: Any = root
    column = 0
    stack: list[tuple[int, Any]] = []
    pending: str | None = None
    for indentation, dash, key, quoted, plain, double, single, flow, margin, block, alone, other in _pieces(text):
        if not key:
            if quoted:
                key = Quoted(quoted)  # noqa: PLW2901 - one name for both kinds of key
            elif other:
                raise NotPlain
            elif not alone:
                continue
        here = len(indentation)
        if pending is not None:
            if here > column or (here == column and (dash or alone)):
                below: Any = [] if dash or alone else {}
                top[pending] = below
                stack.append((column, top))
                column, top = here, below
                if len(stack) > _DEEPEST:
                    raise NotPlain
            else:
                top[pending] = ""
            pending = None
        if dash or alone:
            while here < column:
                column, top = stack.pop() if stack else _give_up()
            if here != column or type(top) is not list:
                raise NotPlain
            if alone:
                top.append(_value(alone))
                continue
            item: dict[str, Any] = {}
            top.append(item)
            stack.append((column, top))
            column, top = here + 2, item
        else:
            while here < column or (here == column and type(top) is list):
                column, top = stack.pop() if stack else _give_up()
            if here != column:
                raise NotPlain
        if key in top:
            raise NotPlain
        if plain:
            top[key] = plain.rstrip(" ") if plain[-1] == " " else plain
        elif flow or double or single:
            top[key] = _value(flow or double or single)
        elif block:
            if len(margin) <= column:
                raise NotPlain
            top[key] = block.replace("\n" + margin, " ")
        else:
            pending = key
    if pending is not None:
        top[pending] = ""
    if not root:
        raise NotPlain
    return root


def _pieces(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the pieces of every line, taken a stretch of lines at a time: all at once would fill the memory."""
    start = 0
    while start < len(text):
        cut = _ITEM.search(text, start + _STRETCH)
        end = len(text) if cut is None else cut.end()
        if end - start > _LONGEST_STRETCH:
            raise NotPlain
        yield from _LINE.findall(text, start, end)
        start = end


def _value(text: str) -> str | dict[str, Any] | list[Any]:
    """Return what stands on one line: a small mapping or list, a quoted or a plain text."""
    if text[0] == "{":
        return _mapping(text[1:-1]) if text[-1] == "}" else _give_up()
    if text[0] == "[":
        return _sequence(text)
    return Quoted(text[1:-1]) if text[0] in "\"'" else text.rstrip(" ")


def _give_up() -> NoReturn:
    raise NotPlain


def _mapping(inner: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    at = 0
    while at < len(inner):
        pair = _FLOW_PAIR.match(inner, at)
        if pair is None or pair[1] in found:
            raise NotPlain
        key, quoted, plain = pair.groups()
        found[key] = plain.rstrip(" ") if quoted is None else Quoted(quoted)
        at = pair.end()
    if inner.rstrip(" ").endswith(","):
        raise NotPlain
    return found


# The same few lists of payers stand behind most envelopes; nobody changes what was read.
@lru_cache(maxsize=4096)
def _sequence(text: str) -> list[Any]:
    inner = text[1:-1]
    if text[-1] != "]":
        raise NotPlain
    found: list[Any] = []
    at = 0
    while at < len(inner):
        item = _FLOW_ITEM.match(inner, at)
        if item is None:
            raise NotPlain
        quoted, mapping, plain = item.groups()
        if mapping is not None:
            found.append(_mapping(mapping))
        else:
            found.append(plain.rstrip(" ") if quoted is None else Quoted(quoted))
        at = item.end()
    if inner.rstrip(" ").endswith(","):
        raise NotPlain
    return found
