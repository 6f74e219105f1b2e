"""C307: two envelopes that look like one and the same money."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.agreements.dates import Period
    from enveloppes.judging.lines import Line
    from enveloppes.rules.evidence import Evidence

_SIMILAR = 0.75
# Of many envelopes alike in all but the title, each is compared with so many of the others.
_MOST_COMPARED = 200


def _find(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each envelope that looks like an earlier one; never by its amount alone.

    Equal amount, and a payer, a theme and a territory that are stated and equal, a similar title, periods that may
    overlap. Context is in no total, and what is within another is counted once anyway.
    """
    groups: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    periods = {agreement.id: agreement.period for agreement, _ in evidence.register.agreements()}
    for line in evidence.lines:
        key = candidate_key(line)
        if key is not None:
            groups[key].append(line)
    for group in groups.values():
        for index, line in enumerate(group[1:], start=1):
            for other in group[max(0, index - _MOST_COMPARED) : index]:
                if _alike(line, other, periods) and not _linked(line, other, evidence):
                    message = say(
                        "« {title} » (`{id}`) has the amount ({amount}), payer, theme and territory of « {other} » "
                        "(`{other_id}`) at {place}; if it is the same money, keep one or say `within`",
                        title=line.title,
                        id=line.id,
                        other_id=other.id,
                        amount=line.amount,
                        other=other.title,
                        place=evidence.envelope_spots[other.id].below("id"),
                    )
                    yield Finding("C307", message, line.spot.below("amount"))
                    break


def candidate_key(line: Line) -> tuple[object, ...] | None:
    """Return what two lines must share before they are suspected; None where not all of it is stated."""
    amount = line.amount
    if amount is None or line.is_context or line.theme is None or line.territory is None or not line.payers:
        return None
    high = None if amount.high is None else (amount.high.euros, amount.high.reached)
    payers = tuple(sorted(payer.name for payer in line.payers))
    basis = line.basis
    return (
        (amount.low.euros, amount.low.reached, high),
        payers,
        line.theme,
        line.territory,
        (basis.rhythm, basis.measure),
    )


def _alike(one: Line, other: Line, periods: dict[str, Period | None]) -> bool:
    first = one.period or periods.get(one.agreement)
    second = other.period or periods.get(other.agreement)
    if first is not None and second is not None and not first.overlaps(second):
        return False
    return similar(one.title, other.title)


def similar(one: str, other: str) -> bool:
    """Say whether two titles are nearly the same words, whatever their case, accents and order."""
    first, second = _words(one), _words(other)
    if first == second:
        return True
    # « Tranche 1 » and « tranche 2 », « collège 12 » and « collège 13 » are two things.
    if [word for word in first if _has_digit(word)] != [word for word in second if _has_digit(word)]:
        return False
    matcher = SequenceMatcher(None, " ".join(first), " ".join(second))
    return matcher.real_quick_ratio() >= _SIMILAR and matcher.ratio() >= _SIMILAR


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _words(title: str) -> list[str]:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", title[:300]) if not unicodedata.combining(letter)
    )
    return sorted("".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split())


def _linked(one: Line, other: Line, evidence: Evidence) -> bool:
    known = evidence.lines.by_id
    for line, goal in ((one, other.id), (other, one.id)):
        here = line
        for _ in range(len(known)):
            if here.link is None or here.link.container not in known:
                break
            if here.link.container == goal:
                return True
            here = known[here.link.container]
    return False


SUSPECTED_DUPLICATE = Rule(
    "C307",
    say("Two envelopes share amount, payer, theme, territory and nearly the title, in overlapping periods."),
    say("The same money is often announced twice, in two agreements; it is then in the total twice."),
    say("Keep one, or say that one is `within` the other; if they are two, silence the line with the reason."),
    _find,
)
