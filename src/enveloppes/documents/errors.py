"""Why a document cannot be read, as a message for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enveloppes.language.message import Message


class DocumentError(Exception):
    """A document that cannot be read; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        """Keep the message for whoever shows it."""
        super().__init__(message.template)
        self.message = message
