"""Why each line was counted, counted inside another, or set aside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enveloppes.agreements.dates import Period
from enveloppes.answers.over_pieces import Piece
from enveloppes.answers.query import AT
from enveloppes.answers.total import Total
from enveloppes.judging.containment import Inside
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
    pieces = answer.over.pieces.get(line.id) if answer.over is not None else None
    if pieces is not None:
        return _step_by_years(answer, line, amount, counted, pieces)
    inside = counted.within.get(line.id)
    if inside is not None:
        over = _id_of(inside)
        decision = Decision.POSSIBLY_INSIDE if inside.possible else Decision.INSIDE
        reason = _inside(over, _path(answer, line, over), possible=inside.possible)
        return Step(line, decision, over, amount, reason)
    decision, over_id, reason = _alone(answer, line, answer.containment.inside.get(line.id))
    return Step(line, decision, over_id, amount, reason)


def _step_by_years(answer: Total, line: Line, amount: Amount, counted: Counted, pieces: tuple[Piece, ...]) -> Step:
    """Return the step of a line that lies in its container in some years only: what became of it in which."""
    found: list[tuple[Period, Message]] = []
    outside = False
    for piece in pieces:
        inside = counted.within.get(piece.key)
        if inside is not None:
            over = _id_of(inside)
            reason = _inside(over, _path(answer, line, over), possible=inside.possible)
        else:
            outside = True
            _, _, reason = _alone(answer, line, answer.containment.inside.get(piece.key))
        if found and found[-1][1] == reason:
            found[-1] = (Period(found[-1][0].first, piece.years.last), reason)
        else:
            found.append((piece.years, reason))
    said = found[0][1]
    if len(found) > 1:
        said = _joined([say("{years}: {reason}", years=years, reason=reason) for years, reason in found])
    within = [inside for piece in pieces if (inside := counted.within.get(piece.key)) is not None]
    if outside or not within:
        return Step(line, Decision.COUNTED, None, amount, said)
    possible = any(inside.possible for inside in within)
    return Step(line, Decision.POSSIBLY_INSIDE if possible else Decision.INSIDE, _id_of(within[0]), amount, said)


def _id_of(inside: Inside) -> str:
    return inside.line.id.partition(AT)[0]


def _inside(over: str, path: Message, *, possible: bool) -> Message:
    if possible:
        return say("may lie in whole or in part inside « {container} »{path}", container=over, path=path)
    return say("inside « {container} »{path}", container=over, path=path)


def _alone(answer: Total, line: Line, above: Inside | None) -> tuple[Decision, str | None, Message]:
    """Return why a line, or a piece of it, counts although it may have a container."""
    if answer.over is not None and answer.over.years.get(line.id, line.period) is None and line.id in answer.over.years:
        return Decision.COUNTED, None, say("no year of it lies in {period}", period=answer.over.period)
    if above is None:
        passed = _passed(answer, line)
        if passed is not None:
            return (
                Decision.COUNTED,
                None,
                say("counted; « {container} », which it is in, has no such year", container=passed),
            )
        return Decision.COUNTED, None, say("counted")
    over = _id_of(above)
    container = (
        say("« {container} », which it may be in", container=over)
        if above.possible
        else say("« {container} », which it is in", container=over)
    )
    if above.line.is_context:
        return Decision.COUNTED, over, say("counted; {container}, is context", container=container)
    if above.line.basis != line.basis:
        reason = say("counted in the total of its own basis; {container}, is of another", container=container)
        return Decision.OTHER_BASIS, over, reason
    return Decision.COUNTED, over, say("counted; {container}, is not selected", container=container)


def _passed(answer: Total, line: Line) -> str | None:
    """Return the nearest container with a figure of a line that lies in none over the years asked for."""
    known = answer.everything.by_id
    link = line.link if answer.over is not None else None
    while link is not None and link.container in known:
        container = known[link.container]
        if container.amount is not None:
            return container.id
        link = container.link
    return None


def _path(answer: Total, line: Line, over: str) -> Message:
    """Return « (through …) » for the lines between a line and the container that counts it, by why they do not."""
    known = answer.everything.by_id
    unselected, unstated, elsewhere = [], [], []
    selected = {one.id for one in answer.selected.lines}
    step = line.link.container if line.link is not None else None
    while step is not None and step != over:
        passed = known[step]
        if passed.amount is None:
            unstated.append(step)
        elif step not in selected or passed.is_context or passed.basis != line.basis:
            unselected.append(step)
        else:
            elsewhere.append(step)
        step = passed.link.container if passed.link is not None else None
    parts = []
    if unselected:
        parts.append(say("through {lines}, not selected", lines=_quoted(unselected)))
    if unstated:
        parts.append(say("through {lines}, without a figure", lines=_quoted(unstated)))
    if elsewhere:
        parts.append(say("through {lines}, which has no such year", lines=_quoted(elsewhere)))
    if not parts:
        return Message("")
    return say(" ({through})", through=_joined(parts))


def _joined(parts: list[Message]) -> Message:
    said = parts[0]
    for part in parts[1:]:
        said = say("{one}; {other}", one=said, other=part)
    return said


def _quoted(keys: list[str]) -> str:
    return ", ".join(f"« {key} »" for key in keys)
