"""What a rule is: the documentation of one code of findings, and for what is judged here, how it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from enveloppes.agreements.finding import NAMES, Severity, severity_of

if TYPE_CHECKING:
    from enveloppes.agreements.finding import Finding
    from enveloppes.language.message import Message
    from enveloppes.rules.evidence import Evidence


class Rule(NamedTuple):
    """One code: what it means in a sentence, why it matters, how to mend it.

    ``find`` looks for it in a register; it is None for what reading, documents and ledgers find on their way. Modules
    of rules import nothing heavy, so that ``enveloppes explain`` starts at once.
    """

    code: str
    summary: Message
    why: Message
    remedy: Message
    find: Callable[[Evidence], Iterable[Finding]] | None = None

    @property
    def name(self) -> str:
        """The name beside the code."""
        return NAMES[self.code]

    @property
    def severity(self) -> Severity:
        """An error, or a warning."""
        return severity_of(self.code)
