"""The answer of ``extract`` as a sheet and as JSON: the euro figures of a document."""

from __future__ import annotations

from collections.abc import Sequence

from enveloppes.answers.citing import FigureLike
from enveloppes.language.message import say, say_n
from enveloppes.output.presentation import Json
from enveloppes.output.reconcile_sheet import figure_json
from enveloppes.output.sheet import Audience, Column, Kind, Row, Sheet, Table

_COLUMNS = (
    Column("place", say("Place"), Kind.CODE),
    Column("printed", say("Printed")),
    Column("amount", say("Reading"), Kind.MONEY),
    Column("wording", say("Wording"), Kind.WORD),
    Column("kind", say("Kind"), Kind.WORD),
    Column("start", say("Start"), Kind.COUNT, Audience.MACHINES),
    Column("end", say("End"), Kind.COUNT, Audience.MACHINES),
)
_COUNTED = "total"


def extract_sheet(figures: Sequence[FigureLike]) -> Sheet:
    """Return the figures in reading order, each as it is printed and as it is read."""
    rows = tuple(
        Row((str(one.place), one.printed, one.amount, one.amount.wording, _kind(one), one.start, one.end))
        for one in figures
    )
    totals = sum(1 for one in figures if one.kind == _COUNTED)
    notes = [say_n("{n} euro figure.", "{n} euro figures.", totals)]
    if totals < len(rows):
        # A figure per inhabitant is no sum of the document (MODEL.md, « every figure has its source »).
        notes.append(
            say_n("{n} figure per head is not counted.", "{n} figures per head are not counted.", len(rows) - totals)
        )
    return Sheet("extract", (Table("figure", say("Euro figures"), _COLUMNS, rows),), tuple(notes))


def _kind(figure: FigureLike) -> str:
    return figure.kind


def extract_result(figures: Sequence[FigureLike], language: str) -> Json:
    """Return ``result.figures[]`` as docs/json.md lays it down."""
    return {"figures": [figure_json(one, language) for one in figures]}
