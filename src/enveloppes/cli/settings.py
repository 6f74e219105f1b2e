"""What holds for a whole run: the reader's language, colour, debugging; known before any command is built."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from enveloppes.language.catalogue import choose_language, template_in
from enveloppes.language.message import Message


@dataclass(slots=True, eq=False)
class Settings:
    """The options before the command; ``--help`` itself is in the language, so it is set before options are read."""

    language: str = "en"
    color: str = "auto"
    debug: bool = False
    cache: bool = True


SETTINGS = Settings()
_LANG = "--lang"
_WITH_VALUE = frozenset({_LANG, "--color"})
_WITHOUT_VALUE = frozenset({"--debug", "--no-cache"})


def in_front(words: Sequence[str]) -> list[str]:
    """Return the words with the options of the program before the command, wherever they were typed."""
    front: list[str] = []
    rest: list[str] = []
    left = iter(words)
    for word in left:
        name, equals, _ = word.partition("=")
        if word == "--":
            rest += [word, *left]
        elif name in _WITH_VALUE and not equals:
            value = list(islice(left, 1))
            if not value:
                return [*front, word]  # nothing else is wrong before that
            front += [word, *value]
        elif name in _WITH_VALUE or word in _WITHOUT_VALUE:
            front.append(word)
        else:
            rest.append(word)
    return [*front, *rest]


def settle_language(arguments: Sequence[str]) -> None:
    """Choose the language from the arguments and the environment, for us and for the library that reads options."""
    asked = None
    for index, word in enumerate(arguments):
        if word == "--":
            break
        if word == _LANG and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif word.startswith(f"{_LANG}="):
            asked = word.partition("=")[2]
    SETTINGS.language = choose_language(asked, os.environ)
    _teach_gettext(SETTINGS.language)


def _teach_gettext(language: str) -> None:
    """Have the messages of the option parser (« No such option ») come from our catalogue too."""
    if language == "en":
        os.environ["LANGUAGE"] = "en"
        return
    import gettext

    from enveloppes.language.catalogue import DOMAIN, LOCALE_FOLDER

    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(DOMAIN)


def helped(message: Message) -> str:
    """Return a help text in the reader's language; it has no values."""
    return template_in(SETTINGS.language, message.template)


def complain(message: Message) -> None:
    """Say on stderr what could not be done."""
    from enveloppes.language.message import say
    from enveloppes.output.safe_text import visible
    from enveloppes.output.words import render

    text = render(say("error: {message}", message=message), SETTINGS.language)
    sys.stderr.write(f"{visible(text)}\n")
