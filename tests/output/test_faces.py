"""Code in words of ours: what stands between backticks has a face of its own in each format, a user's backtick none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sheet_samples import presented

from enveloppes.language.message import Hint, Message, say
from enveloppes.output.faces import Words, faced, runs, unfaced, worded
from enveloppes.output.formats import FORMATS
from enveloppes.output.markdown import markdown_text, span
from enveloppes.output.safe_text import visible
from enveloppes.output.sheet import Column, Kind, Row, Sheet, Table

_NOTE = say("`{id}`: {title} has no figure", id="grand-age", title="the `odd` one")


def _sheet(note: Message) -> Sheet:
    return Sheet("t", (Table("t", say("T"), (Column("a", say("A")),), (Row((note,)),)),), (note,))


def test_what_stands_between_our_backticks_is_code_and_what_a_user_wrote_is_not() -> None:
    text = worded(_NOTE, "en")
    assert text == "grand-age: the `odd` one has no figure"
    assert list(runs(text)) == [("grand-age", True), (": the `odd` one has no figure", False)]


def test_code_within_a_message_within_a_message_stays_code() -> None:
    ids = tuple(say("`{id}`", id=each) for each in ("a", "b"))
    assert list(runs(worded(say("not {ids}.", ids=ids), "en"))) == [
        ("not ", False),
        ("a", True),
        (", ", False),
        ("b", True),
        (".", False),
    ]


@given(st.text(max_size=20).filter(lambda text: not text.startswith("«")), st.text(max_size=20))
def test_no_text_of_a_user_ends_or_begins_code(one: str, other: str) -> None:
    text = worded(say("`{one}` {other}", one=one, other=other), "en")
    assert text == f"{visible(one)} {visible(other)}"
    assert [run for run, is_code in runs(text) if is_code] == ([visible(one)] if one else [])
    assert faced(text, str, str) == text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("html", "<code>grand-age</code>: the `odd` one"),
        ("markdown", "`grand-age`: the \\`odd\\` one"),
        ("latex", r"\texttt{grand-\allowbreak{}age}: the \textasciigrave{}odd\textasciigrave{} one"),
        ("table", "grand-age: the `odd` one"),
        ("csv", "grand-age: the `odd` one"),
        ("jsonl", "grand-age: the `odd` one"),
    ],
)
def test_every_format_gives_code_its_own_face_in_cells_and_notes(name: str, expected: str) -> None:
    written = next(each for each in FORMATS if each.name == name).write(presented(_sheet(_NOTE))).decode()
    assert written.count(expected) == (1 if name in {"csv", "jsonl"} else 2)


@given(st.text("`| ab\\\\", min_size=1, max_size=12).filter(lambda text: text.strip(" ") == text))
def test_a_code_span_holds_its_code_whatever_backticks_are_in_it(code: str) -> None:
    (paragraph,) = [token for token in MarkdownIt("commonmark").parse(f"x {span(code)} y") if token.type == "inline"]
    assert [child.content for child in paragraph.children or () if child.type == "code_inline"] == [code]


def test_a_pipe_in_code_ends_no_cell() -> None:
    columns = (Column("a", say("A")), Column("n", say("N"), Kind.COUNT))
    sheet = Sheet("t", (Table("t", say("T"), columns, (Row((say("`{id}`", id="a|b"), 1)),)),))
    markdown = next(each for each in FORMATS if each.name == "markdown").write(presented(sheet)).decode()
    cells = [
        token.content for token in MarkdownIt("commonmark").enable("table").parse(markdown) if token.type == "inline"
    ]
    assert cells[-2:] == ["`a|b`", "1"]
    assert markdown_text(Words("a|b", ((0, 3),))) == "`a|b`"


def test_what_a_report_calls_by_its_title_in_quotation_marks_is_no_code() -> None:
    text = worded(say("`{id}` is more", id=say("« {title} »", title="Grand âge")), "en")
    assert list(runs(text)) == [("« Grand âge » is more", False)]


def test_programs_get_no_backticks_of_ours_and_every_character_of_a_user() -> None:
    assert unfaced(say("`{id}`", id="a`\x1b"), "en") == "a`\x1b"


@pytest.mark.parametrize("name", ["html", "markdown", "latex", "svg", "jsonl"])
def test_how_to_ask_for_more_is_said_at_a_terminal_and_in_no_document(name: str) -> None:
    sheet = _sheet(say("3 rows unchanged{more}.", more=Hint(say(" (--all)"))))
    formats = {each.name: each.write(presented(sheet)).decode() for each in FORMATS if not each.is_binary}
    assert "3 rows unchanged (--all)." in formats["table"]
    assert "3 rows unchanged." in formats[name]
    assert "--all" not in formats[name]
