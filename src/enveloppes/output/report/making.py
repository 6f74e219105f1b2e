"""What the parts of a report are made from, and how they point to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from enveloppes.agreements.finding import Placed
from enveloppes.answers.citing import SourceCheck
from enveloppes.answers.ledgers import LedgerAnswer
from enveloppes.answers.report import Report
from enveloppes.judging.lines import Cited, Line
from enveloppes.language.message import Message, say
from enveloppes.output.report.blocks import Fact, Ref
from enveloppes.output.safe_text import visible
from enveloppes.output.sheet import Input
from enveloppes.output.words import render

_MOST_PICTURES = 60


@dataclass(frozen=True)
class Making:
    """A report in the making: the answer, what was found elsewhere, whose words it is put into and of which day."""

    report: Report
    checks: tuple[SourceCheck, ...]
    findings: tuple[Placed, ...]
    followed: LedgerAnswer | None
    inputs: tuple[Input, ...]
    language: str
    version: str
    day: date

    def text(self, value: object) -> str:
        """Return a value in words of the report's language, safe to show."""
        return visible(render(value, self.language))

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many agreements that a picture of each would be most of the report."""
        return len(self.report.agreements) > _MOST_PICTURES

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source, by which the tables cite it."""
        return {one.ref: place for place, one in enumerate(self.report.sources, start=1)}

    def anchor_of(self, key: str) -> str | None:
        """Return the anchor of an envelope, axis, agreement or source, or None where there is none."""
        register = self.report.register
        if key in register.envelope_by_id:
            return line_anchor(key)
        if key in register.axis_by_id:
            return f"x-{key}"
        if key in register.agreement_by_id:
            return f"a-{key}"
        return None

    def line_ref(self, key: str) -> Ref | str:
        """Return a link to an envelope, axis or agreement by its title."""
        register = self.report.register
        anchor = self.anchor_of(key)
        if anchor is None:
            return key
        if key in register.envelope_by_id:
            return Ref(anchor, register.envelope_by_id[key].envelope.title)
        if key in register.axis_by_id:
            return Ref(anchor, register.axis_by_id[key].axis.title)
        return Ref(anchor, register.agreement_by_id[key].title)

    def cited(self, cited: Cited) -> Message | None:
        """Return « [1] §9 »: the number of the source and the place in it; None where no source is cited."""
        if cited.source is None:
            return None
        number = str(self.numbers[cited.source])
        return (
            say("[{number}] {place}", number=number, place=cited.at) if cited.at else say("[{number}]", number=number)
        )

    def source_fact(self, cited: Cited) -> Fact:
        """Return the source of a figure, leading to it, and the place in it."""
        if cited.source is None:
            return Fact(say("Source"), (say("not stated"),))
        ref = Ref(source_anchor(cited.source), self.report.register.sources[cited.source][0].title)
        return Fact(say("Source"), (ref, cited.at) if cited.at else (ref,))


def line_anchor(key: str) -> str:
    """Return the anchor of an envelope's row."""
    return f"e-{key}"


def opening_anchor(key: str) -> str:
    """Return the anchor of what an envelope's figure opens to."""
    return f"o-{key}"


def source_anchor(ref: str) -> str:
    """Return the anchor of a source."""
    return f"s-{ref}"


def cited_links(line: Line) -> dict[str, str]:
    """Return the link of a row's source column."""
    return {} if line.cited.source is None else {"source": source_anchor(line.cited.source)}
