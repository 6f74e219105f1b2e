"""Why each line was counted, counted inside another, or set aside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enveloppes.answers.total import Total
from enveloppes.judging.counting import Counted
from enveloppes.judging.lines import Line, Standing
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount


class Decision(StrEnum):
    """What became of a line in a total."""

    COUNTED = "counted"
    INSIDE = "inside"
    POSSIBLY_INSIDE = "possibly-inside"
    CONTEXT = "context"
    UNSTATED = "unstated"
    NOT_YET = "not-yet"
    OTHER_BASIS = "other-basis"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: the decision, the container it rests on if any, and why."""

    line: Line
    decision: Decision
    within: str | None
    amount: Amount | None
    reason: Message


def explain(answer: Total) -> tuple[Step, ...]:
    """Return a step for each line of the selection, in reading order."""
    counted = dict(answer.counted)
    return tuple(_step(answer, line, counted.get(line.basis)) for line in answer.selected.lines)


def _step(answer: Total, line: Line, counted: Counted | None) -> Step:
    container = line.link.container if line.link is not None else None
    if line.standing is Standing.NOT_YET:
        return Step(line, Decision.NOT_YET, container, None, say("not yet stated at this date"))
    if line.is_context:
        reason = say("context: quoted, not part of the agreement")
        return Step(line, Decision.CONTEXT, container, line.amount, reason)
    if line.amount is None or counted is None:
        return Step(line, Decision.UNSTATED, container, None, say("no figure: counted as unstated"))
    return _counted_step(answer, line, line.amount, counted)


def _counted_step(answer: Total, line: Line, amount: Amount, counted: Counted) -> Step:
    inside = counted.within.get(line.id)
    if inside is not None:
        over = inside.line.id
        path = _path(answer, line, over)
        decision = Decision.POSSIBLY_INSIDE if inside.possible else Decision.INSIDE
        if inside.possible:
            reason = say("may lie in whole or in part inside « {container} »{path}", container=over, path=path)
        else:
            reason = say("inside « {container} »{path}", container=over, path=path)
        return Step(line, decision, over, amount, reason)
    above = answer.containment.inside.get(line.id)
    if above is None:
        return Step(line, Decision.COUNTED, None, amount, say("counted"))
    over = above.line.id
    container = (
        say("« {container} », which it may be in", container=over)
        if above.possible
        else say("« {container} », which it is in", container=over)
    )
    if above.line.is_context:
        return Step(line, Decision.COUNTED, over, amount, say("counted; {container}, is context", container=container))
    if above.line.basis != line.basis:
        reason = say("counted in the total of its own basis; {container}, is of another", container=container)
        return Step(line, Decision.OTHER_BASIS, over, amount, reason)
    reason = say("counted; {container}, is not selected", container=container)
    return Step(line, Decision.COUNTED, over, amount, reason)


def _path(answer: Total, line: Line, over: str) -> Message:
    """Return « (through …) » for the lines between a line and the container that counts it."""
    between = []
    known = answer.containment.lines.by_id
    step = line.link.container if line.link is not None else None
    while step is not None and step != over:
        between.append(step)
        link = known[step].link
        step = link.container if link is not None else None
    if not between:
        return Message("")
    return say(" (through {lines}, not selected)", lines=", ".join(f"« {key} »" for key in between))
