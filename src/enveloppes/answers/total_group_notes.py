"""Where the groups of a total say more than the figures that they divide."""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.answers.grouping import Path
from enveloppes.answers.query import Note
from enveloppes.answers.total_groups import Groups
from enveloppes.answers.total_notes import listed
from enveloppes.language.message import Message, say


def group_notes(groups: Groups) -> Iterator[Note]:
    """Yield where the groups of one basis say more than the figures that they divide."""
    for excess in groups.excesses:
        if excess.is_each_year:
            continue
        yield Note(
            "parts-exceed-line",
            say(
                "The parts of `{id}` exceed it by {excess}: its groups hold that much more than the total.",
                id=excess.key,
                excess=excess.amount,
            ),
        )
    for exceeded in groups.exceeded():
        yield Note(
            "parts-exceed-group",
            say(
                "In {group}, what lies in `{id}` comes to {parts}, more than the {own} of it that stands there: "
                "the parts are counted.",
                group=_name_of(exceeded.path),
                id=exceeded.key,
                parts=exceeded.parts,
                own=exceeded.own,
            ),
        )


def _name_of(path: Path) -> Message:
    names: list[object] = [
        level.label or (say("« {name} »", name=level.value) if level.value is not None else say("not stated"))
        for level in path
        if level.value is not None or level.agreement is None
    ]
    return listed(names, ", ")
