"""The quick reading of lines gives what the parser's events give, or gives up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.reading import yaml_lines
from enveloppes.reading.yaml_events import plain
from enveloppes.reading.yaml_lines import lines
from enveloppes.reading.yaml_values import NotPlain, Value

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*/*.yaml"))
PIECES = [
    *("a", "b:", "c: ", "id: x", "title: Été, hiver", "amount: 5 M€", "- ", "-", "  ", "    ", " ", "\n", "\n  "),
    *("\n    ", "\n- ", "\n  - ", "\n    - ", '"q"', "'s'", '""', "''", "{", "}", "[", "]", ", ", ",", ": ", ":", " #"),
    *("# c", "#", "{a: b}", "[a, b]", "{a: b, c: d}", "[{a: b}, c]", "&x ", "*x", "!t ", "|", ">", "~", "<<: ", "? "),
    *("---", "...", "\t", "\r\n", "\u2028", "\x85", "\ufeff", "\xa0", "%", "@", "`", "1,5 Md€", "é", "§4", "\\", "="),
    *("http://x", ">-", ">-\n    x y", "\n\n", "   \n", "- {a: b}", "- 'x'"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
LINES = st.lists(
    st.builds(
        "{}{}{}:{}{}".format,
        st.sampled_from(["", "  ", "    ", "      ", " "]),
        st.sampled_from(["", "", "- "]),
        st.sampled_from(["a", "b", "c", '"d"']),
        st.sampled_from(["", " ", "  "]),
        st.sampled_from(["", "x", "x ", "é # c", "{a: b}", "[]", "{}", "[a, {b: c, d: e}]", '"q"', "- y", "z: w"]),
    ),
    max_size=8,
).map("\n".join)
FOLDED = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "  ", "  ", "    ", "    ", "      ", " ", "     "]),
        st.sampled_from(["a: >-", "b: >-", "- c: >-", "e: >- ", "d:", "- x", "- {a: b}", "- g: 1", "é x", "h: y"]),
        st.sampled_from(["", "", "", " ", "\n", "\n ", "\n# c", "\n    # c", "\n      "]),
    ),
    max_size=9,
).map("\n".join)

SCALARS = st.sampled_from(
    ["x", "12,5 M€", "http://x#y", '"q: r"', "'# s'", "a  b", "[a, b]", "{a: b, c: d}", "[{a: b}]", ""]
)


def block(data: object, indent: str) -> list[str]:
    """Write made-up data as the lines of a register."""
    if not isinstance(data, dict):
        return []
    found: list[str] = []
    for key, value in data.items():
        if isinstance(value, str):
            found.append(f"{indent}{key}: {value}")
        elif isinstance(value, dict):
            found += [f"{indent}{key}:", *block(value, indent + "  ")]
        else:
            found.append(f"{indent}{key}:")
            for item in value:
                inner = block(item, indent + "    ")
                found += [f"{indent}  - {inner[0].lstrip()}", *inner[1:]] if inner else []
    return found


MAPPINGS = st.recursive(
    st.dictionaries(st.sampled_from("abcdef"), SCALARS, min_size=1, max_size=4),
    lambda inner: st.dictionaries(
        st.sampled_from("abcdef"), SCALARS | inner | st.lists(inner, max_size=3), min_size=1, max_size=4
    ),
    max_leaves=8,
)
REGISTERS = MAPPINGS.map(lambda data: "\n".join(block(data, "")) + "\n")


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a text that is nearly a register: a piece put in, or a character taken out."""
    text = draw(REGISTERS)
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 2)) :]


def typed(value: Value) -> object:
    """Return a value in which a quoted text differs from a plain one, and the order of keys counts."""
    if isinstance(value, dict):
        return [(type(key).__name__, str(key), typed(item)) for key, item in value.items()]
    if isinstance(value, list):
        return ["list", *map(typed, value)]
    return type(value).__name__, value


def agrees(text: str) -> bool:
    try:
        found = lines(text)
    except NotPlain:
        return False
    assert typed(found) == typed(plain(text))
    return True


@given(TEXTS | LINES | FOLDED | REGISTERS | damaged())
def test_whatever_the_lines_give_the_events_give_too(text: str) -> None:
    agrees(text)


@given(FOLDED | REGISTERS, st.integers(0, 30))
def test_where_a_long_text_is_cut_makes_no_difference(text: str, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_lines, "_STRETCH", stretch)
        agrees(text)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_read_by_lines_is_what_its_events_say(file: Path) -> None:
    agrees(file.read_bytes().decode(errors="replace"))


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\n",
        'a:\n  - b: 1\n    c: {d: e, f: "g"}\n  - b: 2\n',
        "a:\n- b: 1\n- b: 2\nc: x # no comment\n".replace(" # no comment", ""),
        "a: [{b: c}, d]\n\n# a comment\ne: ''\n",
        "a: x: y".replace(": y", ":y"),
        "a:\nb:\n",
        "a: >-\n  x: y\n  # z\nb: w\n",
        "a:\n  - b: >-\n      x\n      y z\n\n  # a comment\n  - c: d\n",
        "a:\n  - État\n  - {b: c}\n  - 'd e'\n  - [f]\ng: h\n",
        "a:\n- x\n- b: c\n",
    ],
)  # fmt: skip
def test_what_a_register_is_written_in_is_read_by_lines(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "a: x # c\n",
        "a: x\n  b: y\n",
        "a: x\n  y\n",
        "a: x\na: y\n",
        "a: {b: 1,5 M€}\n",
        "a: > 120 M€\n",
        "a: *b\n",
        "<<: {a: b}\n",
        "a: b: c\n",
        "a: b:\n",
        "\ta: b\n",
        "a: b\r\n",
        "a: b\u2028\n",
        "- a: b\n",
        "  a: b\n",
        "a:\n    b: c\n  d: e\n",
        "a: {b: c, }\n",
        "--- \na: b\n",
        "a: >-\n  x\n\n  y\n",
        "a: >-\n  x\n    y\n",
        "a: >-\n  x\n    # y\n",
        "a: >-\n  x\n\n  # y\n",
        "a: >-\n  x \n  # y\n",
        "a: >-\n  x\n   \nb: c\n",
        "a: >-\n  x ",
        "a: >-\nb: c\n",
        "a:\n  b: >-\n  c\n",
        "a: >\n  x\n",
        "a:\n  - x\n    y\n",
        "a:\n  - {b: c]\n",
        "a: {b: c]\n",
    ],
)
def test_whatever_needs_a_closer_look_is_left_to_the_events(text: str) -> None:
    assert not agrees(text)
