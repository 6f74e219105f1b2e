"""From the words of the command line to a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enveloppes.agreements.dates import read_day, read_period
from enveloppes.answers.query import Dimension, Query, UnanswerableError, did_you_mean, read_filter
from enveloppes.language.message import say

if TYPE_CHECKING:
    from enveloppes.answers.compare_result import Question


def dimension(text: str) -> Dimension:
    """Return a dimension; raises UnanswerableError."""
    try:
        return Dimension(text)
    except ValueError:
        known = [str(one) for one in Dimension]
        raise UnanswerableError(
            say(
                "`{text}` is no dimension; there are {known}{hint}",
                text=text,
                known=", ".join(known),
                hint=did_you_mean(text, known),
            )
        ) from None


def query(
    *,
    by: Sequence[str] | None = None,
    where: Sequence[str] | None = None,
    as_of: str | None = None,
    over: str | None = None,
    with_context: bool = False,
) -> Query:
    """Return the question; raises UnanswerableError or Refused for words that make none."""
    return Query(
        tuple(dict.fromkeys(dimension(one) for one in by or ())),
        tuple(read_filter(one) for one in where or ()),
        read_day(as_of).last if as_of is not None else None,
        read_period(over) if over is not None else None,
        with_context,
    )


def comparison(
    operands: Sequence[str],
    *,
    by: str | None = None,
    where: Sequence[str] | None = None,
    per: str | None = None,
    with_context: bool = False,
) -> Question:
    """Return the question of a comparison; raises UnanswerableError for words that make none."""
    from enveloppes.answers.compare_result import Per, Question

    if len(operands) < 2:  # noqa: PLR2004 - a comparison has two sides at least
        raise UnanswerableError(
            say("`compare` needs two operands: ids, dates as in `ID@2020`, files, or revisions as in `HEAD~1:data`")
        )
    if per is not None and per not in list(Per):
        raise UnanswerableError(
            say("`--per {per}` is none of {known}{hint}", per=per, known=", ".join(Per), hint=did_you_mean(per, Per))
        )
    return Question(
        dimension(by) if by is not None else None,
        tuple(read_filter(one) for one in where or ()),
        Per(per) if per is not None else None,
        with_context,
    )
