"""C305 and C306: dated statements of one amount whose stages go backwards, or whose dates do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from enveloppes.agreements.basis import Stage
from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.rules.evidence import Evidence

_ORDER = tuple(Stage)


def _find_regress(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each statement at an earlier stage than the one before it."""
    for placed, history in evidence.histories:
        envelope = placed.envelope
        inherited = envelope.stage or (None if placed.is_context else placed.agreement.stage) or Stage.ANNOUNCED
        for earlier, later in pairwise(history):
            before = (earlier.revision.stage if earlier.revision else None) or inherited
            after = (later.revision.stage if later.revision else None) or inherited
            if _ORDER.index(after) < _ORDER.index(before):
                message = say(
                    "« {title} » goes back from {before} to {after}; correct the stage, or say why in a note and "
                    "silence this line",
                    title=envelope.title,
                    before=before,
                    after=after,
                )
                has_own = later.revision is not None and later.revision.stage is not None
                yield Finding("C305", message, later.spot.below("stage") if has_own else later.spot)


def _find_disorder(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each statement that does not begin after the one before it."""
    for placed, history in evidence.histories:
        for earlier, later in pairwise(history):
            is_after = later.start is not None and (earlier.start is None or later.start > earlier.start)
            if is_after:
                continue
            spot = later.spot.below("from") if later.since is not None else later.spot
            values = {"title": placed.envelope.title}
            if later.start is not None and later.start == earlier.start:
                message = say(
                    "two statements of « {title} » hold from {day}; give each its own `from`",
                    **values,
                    day=later.start,
                )
            elif later.start is None:
                message = say(
                    "this statement of « {title} » has no date, of its own or of its source; give it a `from`",
                    **values,
                )
            else:
                message = say(
                    "this statement of « {title} » holds from {day}, before the one above; put the oldest first",
                    **values,
                    day=later.start,
                )
            yield Finding("C306", message, spot)


STAGE_REGRESSES = Rule(
    "C305",
    say("A later statement of an amount is at an earlier stage than the one before."),
    say("Money goes from announced to contracted, voted, committed and paid; the way back is rare and worth a word."),
    say("Correct the stage, or silence the line with the reason."),
    _find_regress,
)
REVISIONS_OUT_OF_ORDER = Rule(
    "C306",
    say("The statements of an amount are not in the order of their dates, or two hold from the same day."),
    say("The state at a date is the last statement before it: out of order, an old figure would pass for the new."),
    say("Put the oldest first and give each its own `from`."),
    _find_disorder,
)
