"""The reader's language, and the catalogue that turns a template into it.

English is the language of the templates and needs no catalogue. French stands in ``locale/fr``; after adding a message
anywhere run ``python scripts/catalogue.py``, which extracts, merges and compiles (docs/translating.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

ENGLISH = "en"
FRENCH = "fr"
LANGUAGES = (ENGLISH, FRENCH)
DOMAIN = "enveloppes"
LOCALE_FOLDER = Path(__file__).parent / "locale"
# In the order of docs/commands.md: our own variable first, then those of POSIX in their order.
_VARIABLES = ("ENVELOPPES_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return "fr" or "en": what was asked for, else the first variable that names a language, else English.

    A variable that is set to another language (``de_DE.UTF-8``, ``C``) is a choice too, which English serves.
    """
    for text in (asked, *(environment.get(name) for name in _VARIABLES)):
        if text:
            return FRENCH if text.lower().replace("-", "_").partition("_")[0].partition(".")[0] == FRENCH else ENGLISH
    return ENGLISH


def template_in(language: str, template: str) -> str:
    """Return a template in a language."""
    return template if language == ENGLISH or not template else _catalogue(language).gettext(template)


def plural_template_in(language: str, singular: str, plural: str, count: int) -> str:
    """Return the template for a count; English has one form for 1, French one for 0 and 1."""
    if language == ENGLISH:
        return singular if count == 1 else plural
    return _catalogue(language).ngettext(singular, plural, count)


@lru_cache(maxsize=1)
def _catalogue(language: str) -> GNUTranslations:
    from gettext import GNUTranslations  # noqa: PLC0415 - start-up: English never needs it

    with (LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)
