"""Sheets that hold one of everything, for the tests of the formats."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from enveloppes.agreements.basis import Basis, Stage
from enveloppes.agreements.dates import read_day, read_period
from enveloppes.language.message import say, say_n
from enveloppes.money.amount import Amount, Change, at_least, between, difference, exactly, millions, more_than
from enveloppes.money.ratio import Ratio
from enveloppes.money.wording import read
from enveloppes.output.presentation import Presentation
from enveloppes.output.sheet import (
    Absent,
    Audience,
    Cell,
    Column,
    Common,
    Input,
    Kind,
    Role,
    Row,
    Sheet,
    Table,
    money,
)

CENTS = "12345678901234.56"  # more digits than a double holds to the cent
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "<b>&amp;|`*_x_*`",
    "a|b\\|c",
    "[red]x[/red]",
    "\x1b[31mred\x07",
    "\u202eabc",
    "$x_1^2$ & 50 % #1 {a} ~ \\input{x}",
    "<script>alert(1)</script>",
    "line one\nline two\ttab",
    'say "hi", twice; or "not"',
    "-- \u2028 \ud800 ]]> :tada: https://a.example www.a.example",
)

_AXIS = Column("axis", say("Axis"), is_tree=True)
_ID = Column("axis_id", say("Axis"), Kind.CODE, Audience.MACHINES)
_AMOUNT = Column("amount", say("Amount"), Kind.MONEY)
_SHARE = Column("share_percent", say("Share"), Kind.SHARE)
_LINES = Column("envelopes", say("Lines"), Kind.COUNT)
_BASIS = Column("basis", say("Basis"), Kind.BASIS)


def _row(name: str, key: str, amount: Amount | None, share: Ratio | Fraction | Absent, *, lines: int) -> Row:
    cells: tuple[Cell, ...] = (name, key, money(amount), share, lines)
    return Row(cells, int(bool(key)), Role.BODY if key else Role.SUBTOTAL)


def totals() -> Sheet:
    """Return a sheet of two bases of one kind."""
    first = Table(
        "total",
        say("Total by axis · {basis}", basis=Basis()),
        (_AXIS, _ID, _AMOUNT, _SHARE, _LINES),
        (
            _row("Accord de relance des Hauts-de-Seine", "", exactly(millions(1323)), Fraction(1), lines=4),
            _row("Cohésion sociale", "axe-1", exactly(millions(10)), Fraction(10, 1323), lines=1),
            _row("Cadre de vie", "axe-2", exactly(millions(613)), Fraction(613, 1323), lines=2),
            _row("Jeunesse", "axe-3", exactly(millions(700)), Fraction(700, 1323), lines=1),
            _row("Sans chiffre", "axe-4", None, Absent.UNDEFINED, lines=0),
        ),
        (Common(_BASIS, Basis()),),
    )
    second = Table(
        "total",
        say("Total by axis · {basis}", basis=Basis(stage=Stage.VOTED)),
        (_AXIS, _ID, _AMOUNT, _SHARE, _LINES),
        (_row("Rénovation urbaine", "", more_than(millions(10)), Ratio(Fraction(1, 2), None), lines=1),),
        (Common(_BASIS, Basis(stage=Stage.VOTED)),),
        (say_n("{n} line has no figure", "{n} lines have no figure", 5),),
    )
    return Sheet(
        "total",
        (first, second),
        (say("unlike bases never add: {bases}", bases=(Stage.ANNOUNCED, Stage.VOTED)),),
        say_n("{path} ({n} agreement)", "{path} ({n} agreements)", 2, path="data/"),
    )


def everything() -> Sheet:
    """Return tables of unlike kinds, with one cell of every kind and every hostile text."""
    seven, ten = exactly(millions(7)), exactly(millions(10))
    columns = (
        Column("id", say("Id"), Kind.CODE),
        Column("title", say("Title")),
        Column("old", say("Old"), Kind.MONEY, group="m"),
        Column("new", say("New"), Kind.MONEY, group="m", lead="→"),
        Column("change", say("Change"), Kind.CHANGE, group="m"),
        Column("percent", say("Percent"), Kind.PERCENT_CHANGE),
        Column("tolerance", say("Tolerance"), Kind.EUROS),
        Column("stage", say("Stage"), Kind.WORD),
        Column("from", say("From"), Kind.WHEN),
        Column("period", say("Period"), Kind.WHEN),
        Column("reason", say("Reason"), audience=Audience.PEOPLE),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("renovation", "Rénovation", seven, ten, difference(ten, seven), Fraction(3, 7), Decimal("1.5")),
        ("plan-velo", "Plan vélo", more_than(millions(5)), between(millions(7), millions(9)),
         difference(between(millions(7), millions(9)), more_than(millions(5))), Absent.UNDEFINED, Decimal(0)),
        ("cents", "Centimes", exactly(Decimal(CENTS)), money(None), Change(None, None), Ratio(Fraction(1, 3), None),
         Decimal(0)),
        ("environ", "Environ", read("environ 2,5 Md€"), at_least(0), Change(None, None), Absent.BLANK, Decimal(0)),
    )  # fmt: skip
    tail: tuple[Cell, ...] = (Stage.VOTED, read_day("2024-03-31"), read_period("..2028"), say("yes"))
    changes = Table("change", say("Changes"), columns, tuple(Row((*cells, *tail)) for cells in rows))
    texts = Table(
        "text",
        say("Texts of users"),
        (Column("id", say("Id"), Kind.CODE), Column("title", say("Title"))),
        tuple(Row((f"t{place}", text), depth=place % 2) for place, text in enumerate(HOSTILE)),
        notes=tuple(say("« {title} » is a title", title=text) for text in HOSTILE),
    )
    return Sheet("everything", (changes, texts), (say("the end"),))


def presented(sheet: Sheet, language: str = "en", *, for_excel: bool = False) -> Presentation:
    """Return a sheet ready for any format."""
    return Presentation(
        sheet,
        language,
        "0.1.0",
        (Input("data/accords.yaml", "0" * 64),),
        {"by": ["axis"]},
        lambda: {"totals": []},
        for_excel,
    )
