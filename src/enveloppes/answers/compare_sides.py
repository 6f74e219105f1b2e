"""The sides of a comparison: which lines each operand names, at which date."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Day, read_day
from enveloppes.agreements.refusal import Refused
from enveloppes.agreements.register import Register
from enveloppes.answers.query import UnanswerableError, did_you_mean
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import Line, Lines, Standing, lines
from enveloppes.language.message import say
from enveloppes.money.amount import Amount


@dataclass(frozen=True, slots=True)
class Operand:
    """One operand as typed: an id of the data at a date (None: as last stated), or else a place to read from."""

    text: str
    id: str | None
    day: Day | None = None


@dataclass(frozen=True)
class Side:
    """One side drawn up: the lines of the register at the date, and those of them that the operand names.

    ``members`` are in reading order, without those not yet stated at the date (``not_yet``), the context that was not
    asked for (``context``) and what the filters leave out (``filtered``); ``figures`` are the parts of their amounts
    that are asked for (a year of a schedule).
    """

    operand: Operand
    register: Register
    everything: Lines
    members: tuple[Line, ...]
    not_yet: tuple[Line, ...] = ()
    context: tuple[Line, ...] = ()
    filtered: tuple[Line, ...] = ()
    figures: Mapping[str, Amount] | None = None

    @cached_property
    def containment(self) -> Containment:
        """What lies inside what, over all lines: a container may lie outside the operand."""
        return Containment(self.everything)

    @cached_property
    def own(self) -> tuple[Line, ...]:
        """The members that totals count; context is in none."""
        return tuple(line for line in self.members if not line.is_context)

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """The members under their ids."""
        return {line.id: line for line in self.members}

    @cached_property
    def bases(self) -> frozenset[Basis]:
        """The bases of the lines that totals count."""
        return frozenset(line.basis for line in self.own)

    def figure(self, line: Line) -> Amount | None:
        """Return the amount of a member, or the part of it that is asked for."""
        return line.amount if self.figures is None else self.figures.get(line.id)

    def chosen(self, basis: Basis) -> dict[str, Amount]:
        """Return the figures of one basis that totals count."""
        found = ((line.id, self.figure(line)) for line in self.own if line.basis == basis)
        return {key: amount for key, amount in found if amount is not None}


def ids_of(register: Register) -> frozenset[str]:
    """Return the ids that an operand may name: agreements, axes and envelopes."""
    return frozenset((*register.agreement_by_id, *register.axis_by_id, *register.envelope_by_id))


def read_operand(text: str, known: Container[str]) -> Operand:
    """Read ``ID``, ``ID@2020`` or else a place; an id wins over a path. Raises UnanswerableError for a bad date."""
    if text in known:
        return Operand(text, text)
    key, at, date = text.partition("@")
    if at and key in known:
        try:
            return Operand(text, key, read_day(date))
        except Refused as error:
            raise UnanswerableError(error.message) from error
    return Operand(text, None)


def unknown_operand(text: str, known: Iterable[str]) -> UnanswerableError:
    """Return the refusal of an operand that is nothing at all."""
    key, at, _ = text.partition("@")
    return UnanswerableError(
        say(
            "`{text}` is neither an id of the data, nor a file or directory, nor REV:PATH{hint}",
            text=text,
            hint=did_you_mean(key if at else text, known),
        )
    )


def side_of(register: Register, operand: Operand, *, with_context: bool) -> Side:
    """Draw up the lines that an operand names in a register.

    Of a file or directory all lines, context included; of an agreement or axis its lines, context only if asked for; of
    an envelope that line, whatever it is. An id that this register lacks names nothing.
    """
    everything = lines(register, operand.day.last if operand.day is not None else None)
    named = [line for line in everything if _names(operand, line, with_context=with_context)]
    members = tuple(line for line in named if line.standing is not Standing.NOT_YET)
    not_yet = tuple(line for line in named if line.standing is Standing.NOT_YET and not line.is_context)
    context = tuple(
        line for line in everything if line.agreement == operand.id and line.is_context and not with_context
    )
    return Side(operand, register, everything, members, not_yet, context)


def _names(operand: Operand, line: Line, *, with_context: bool) -> bool:
    if operand.id is None or line.id == operand.id:
        return True
    if line.agreement == operand.id:
        return with_context or not line.is_context
    return operand.id in line.axes
