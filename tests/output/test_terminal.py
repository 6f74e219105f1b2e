"""The terminal: aligned, nothing cut, nothing stretched, and no text of a user obeyed."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO, StringIO, TextIOWrapper
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_samples import HOSTILE, everything, totals

from enveloppes.language.message import say
from enveloppes.money.amount import between, difference, exactly, millions, more_than
from enveloppes.output.drawing import draw_table
from enveloppes.output.safe_text import columns_of, visible
from enveloppes.output.sheet import Column, Kind, Role, Row, Sheet, Table
from enveloppes.output.terminal import plain, show, wants_colour, width_of
from enveloppes.output.wrapping import longest_piece, wrap

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_eighty_columns_show_the_sketch_of_the_owner() -> None:
    assert plain(totals(), "en", 80).replace("\u202f", " ").replace("\u00a0", " ") == (
        "Total by axis · announced, once                  data/ (2 agreements)\n"
        "\n"
        "  Axis                                     Amount       Share   Lines\n"
        "  ───────────────────────────────────────────────────────────────────\n"
        "  Accord de relance des Hauts-de-Seine   1 323 M€     100.0 %       4\n"
        "    Cohésion sociale                        10 M€       0.8 %       1\n"
        "    Cadre de vie                           613 M€      46.3 %       2\n"
        "    Jeunesse                               700 M€      52.9 %       1\n"
        "    Sans chiffre                             n.s.   undefined       0\n"
        "\n"
        "Total by axis · voted, once\n"
        "\n"
        "  Axis                          Amount           Share   Lines\n"
        "  ────────────────────────────────────────────────────────────\n"
        "  Rénovation urbaine   more than 10 M€   at least 50 %       1\n"
        "\n"
        "  5 lines have no figure\n"
        "\n"
        "  unlike bases never add: announced, voted\n"
    )


def test_two_hundred_columns_stretch_nothing() -> None:
    assert plain(totals(), "en", 200) == plain(totals(), "en", 80)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_every_word_and_every_number_is_there_whatever_the_width(width: int) -> None:
    wide = plain(everything(), "en")
    narrow = plain(everything(), "en", width)
    assert set(re.findall(r"[\d\u202f.,]+\u00a0\S+", wide)) == set(re.findall(r"[\d\u202f.,]+\u00a0\S+", narrow))
    flat = re.sub(r"\s+", "", narrow)
    for text in HOSTILE:
        assert re.sub(r"\s+", "", visible(text)) in flat


def test_eighty_columns_are_not_exceeded_while_words_can_wrap() -> None:
    titles = ("Accueil des personnes âgées et rénovation des EHPAD du département " * 3, "Court")
    columns = (Column("id", say("Id"), Kind.CODE), Column("title", say("Title")), Column("a", say("A"), Kind.MONEY))
    rows = tuple(Row((f"un-id-assez-long-{n}", title, exactly(millions(1234)))) for n, title in enumerate(titles))
    lines = plain(Sheet("t", (Table("t", say("T"), columns, rows),)), "fr", 80).splitlines()
    assert max(map(columns_of, lines)) <= 80
    assert sum("1\u202f234\u00a0M€" in line for line in lines) == 2


def test_numbers_align_on_their_unit_and_on_the_decimal_sign() -> None:
    rows = tuple(Row((exactly(amount),)) for amount in (millions("1.5"), millions(20), millions(300)))
    drawn = draw_table(Table("t", say("T"), (Column("a", say("A"), Kind.MONEY),), rows), "fr")
    assert [row.cells[0] for row in drawn.rows] == ["1,5\u00a0M€", "20,0\u00a0M€", "300,0\u00a0M€"]
    lines = plain(Sheet("t", (Table("t", say("T"), (Column("a", say("A"), Kind.MONEY),), rows),)), "fr").splitlines()
    assert {line.index(",") for line in lines[4:]} == {len(lines[-1]) - len(",0\u00a0M€")}


def test_one_unit_serves_a_whole_column_and_a_group_of_columns() -> None:
    columns = (
        Column("old", say("Old"), Kind.MONEY, group="g"),
        Column("new", say("New"), Kind.MONEY, group="g"),
    )
    rows = (Row((exactly(millions(2500)), exactly(millions(7)))),)
    assert draw_table(Table("t", say("T"), columns, rows), "en").rows[0].cells == (
        "2\u202f500\u00a0M€",
        "7\u00a0M€",
    )


def test_changes_tolerances_and_words_follow_the_unit_of_the_amounts_beside_them() -> None:
    stated, computed = exactly(millions(12)), exactly(millions("2.5"))
    columns = (
        Column("stated", say("Stated"), Kind.MONEY, group="g"),
        Column("computed", say("Lines"), Kind.MONEY, group="g"),
        Column("difference", say("Difference"), Kind.CHANGE, group="g"),
        Column("tolerance", say("Tolerance"), Kind.EUROS, group="g"),
        Column("says", say("Verdict"), group="g"),
    )
    rest = between(Decimal(8_950_000), Decimal(10_550_000))
    cells = (stated, computed, difference(stated, computed), Decimal(550_000), say("partial: {rest}", rest=rest))
    drawn = draw_table(Table("t", say("T"), columns, (Row(cells),)), "fr")
    assert [text.replace("\u00a0", " ") for text in drawn.rows[0].cells] == [
        "12 M€",
        "2,5 M€",
        "+9,5 M€",
        "±0,55 M€",
        "partial: de 8,95 à 10,55 M€",
    ]


def test_a_bound_claims_no_decimals_that_nobody_stated() -> None:
    rows = (Row((exactly(millions("1.5")),)), Row((between(millions(5), millions(7)),)))
    drawn = draw_table(Table("t", say("T"), (Column("a", say("A"), Kind.MONEY),), rows), "fr")
    assert drawn.rows[1].cells == ("de 5 à 7\u00a0M€",)


def test_a_lead_stands_between_two_filled_cells_only() -> None:
    columns = (Column("old", say("Old"), Kind.COUNT), Column("new", say("New"), Kind.COUNT, lead="→"))
    sheet = Sheet("t", (Table("t", say("T"), columns, (Row((1, 2)),)),))
    assert plain(sheet, "en").splitlines()[-1].split() == ["1", "→", "2"]


def test_a_column_that_nothing_stands_in_is_not_drawn() -> None:
    columns = (Column("a", say("A")), Column("b", say("B")))
    assert [each.head for each in draw_table(Table("t", say("T"), columns, (Row(("x", "")),)), "en").columns] == ["A"]


def test_a_total_stands_below_a_rule() -> None:
    columns = (Column("a", say("A")), Column("n", say("N"), Kind.COUNT))
    rows = (Row(("x", 1)), Row(("Total", 1), role=Role.TOTAL))
    lines = plain(Sheet("t", (Table("t", say("T"), columns, rows),)), "en").splitlines()
    assert lines[-2].strip("─ ") == ""
    assert lines[-1].split() == ["Total", "1"]


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_the_choice_of_the_user_then_of_the_environment(
    choice: str, environment: dict[str, str], is_terminal: bool, expected: bool
) -> None:
    stream = _Terminal() if is_terminal else StringIO()
    assert wants_colour(choice, stream, environment) is expected


def test_piped_output_has_no_width_and_columns_is_obeyed() -> None:
    assert width_of(StringIO(), {}) > 10_000
    assert width_of(StringIO(), {"COLUMNS": "100"}) == 100
    assert width_of(StringIO(), {"COLUMNS": "zero"}) > 10_000


def test_a_stream_that_lacks_a_character_shows_a_question_mark_and_no_error() -> None:
    written = BytesIO()
    stream = TextIOWrapper(written, encoding="ascii", write_through=True)
    show(totals(), "fr", stream, {})
    assert b"Coh?sion sociale" in written.getvalue()


def test_paint_changes_no_character() -> None:
    painted, bare = StringIO(), StringIO()
    show(everything(), "en", painted, {"COLUMNS": "80"}, color="always")
    show(everything(), "en", bare, {"COLUMNS": "80"}, color="never")
    assert _ESCAPE.sub("", painted.getvalue()) == bare.getvalue()
    assert painted.getvalue() != bare.getvalue()


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_text_commands_the_terminal(text: str) -> None:
    table = Table(
        "t", say("{title}", title=text), (Column("a", say("A")),), (Row((text,)),), notes=(say("{x}", x=text),)
    )
    shown = plain(Sheet("t", (table,)), "en", 80)
    assert "\x1b" not in shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


_WORDS = st.sampled_from(
    ["a", "grand-age", "1\u202f323\u00a0M€", "« dont »", "mot\u202f;", "mot :", "46,3 %", "mot-" * 9]
)


@given(st.lists(_WORDS, min_size=1, max_size=20), st.integers(5, 30))
def test_wrapping_loses_nothing_and_breaks_no_number(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = wrap(text, width)
    assert " ".join(lines) == text
    for one, other in pairwise(lines):
        assert not one.endswith(("«", "\u00a0", "\u202f"))
        assert not other.startswith(("»", ":", ";", "%", "€", "\u00a0", "\u202f"))
        assert columns_of(one) <= max(width, longest_piece(one))


def test_bounds_in_euros_have_the_cents_of_the_figures_beside_them() -> None:
    rows = tuple(Row((amount,)) for amount in (exactly(Decimal("2.50")), more_than(4), between(1, Decimal("2.50"))))
    drawn = draw_table(Table("t", say("T"), (Column("a", say("A"), Kind.MONEY, group="g"),), rows), "en")
    assert [row.cells[0] for row in drawn.rows] == [
        "2.50\u00a0€",
        "more than 4.00\u00a0€",
        "1.00 to 2.50\u00a0€",
    ]
