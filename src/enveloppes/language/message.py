"""A message is data: a template in English and the values that go into it.

Whoever finds something out says it as a :class:`Message`; only ``output`` turns it into words of a language, so that
nothing below knows which language the reader chose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """An English template with ``{named}`` places, and what goes into them.

    Values may be text (shown as written, never translated), whole numbers, :class:`Message` (rendered first), or the
    values of the model (amounts, changes, dates, periods), which are written in the reader's language.
    ``plural`` is the template for a count other than one; the count is then ``values["n"]``.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None


def say(template: str, /, **values: object) -> Message:
    """Return the message of a template and its values; the catalogue extracts the literal that stands here."""
    return Message(template, values)


def say_n(singular: str, plural: str, /, n: int, **values: object) -> Message:
    """Return a message that depends on a count; ``{n}`` stands for it in both templates."""
    return Message(singular, {"n": n, **values}, plural)


@dataclass(frozen=True, slots=True)
class Hint:
    """How to ask for more on the command line, as a value of a message: said only to a reader who sits at one.

    A director who reads the same note in a document has no command line; there it is nothing.
    """

    message: Message


def at_terminal(message: Message) -> Message:
    """Return a message that says its hints too."""
    said = {name: _at_terminal(value) for name, value in message.values.items()}
    return Message(message.template, said, message.plural)


def _at_terminal(value: object) -> object:
    if isinstance(value, Hint):
        return value.message
    return at_terminal(value) if isinstance(value, Message) else value
