"""Why a text is no amount, share or place: a message for people, carried by an exception of parsing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enveloppes.language.message import Message


class WordingError(ValueError):
    """A text that the grammar does not take; ``message`` says why and shows the nearest legal form."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever shows it."""
        super().__init__(message.template)
        self.message = message
