"""Why a value cannot be taken: a code of the findings and a message, raised only inside validation."""

from __future__ import annotations

from enveloppes.language.message import Message


class Refused(ValueError):  # noqa: N818 - it is an answer, not an error of the program
    """A value that the model does not take; ``code`` is that of the finding it becomes."""

    def __init__(self, code: str, message: Message) -> None:
        """Keep the code and the message apart for whoever makes the finding."""
        super().__init__(message.template)
        self.code = code
        self.message = message
