"""A number of a paragraph and what it is; the words that make a number a name (« axe 3 », « lot 2 »)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from enveloppes.money.quantities import Quantity

# How many numbers back a figure may still be spoken of; it bounds the work on paragraphs that are nothing but numbers.
LOOK_BACK = 40


# What a number of something else than money or things has behind it.
OTHER_UNIT = re.compile(r" ?(?:%|‰|°|\$|£|¥|pour ?cent|degres?)| (?:et|a|ou|puis) \d[\d,.]* ?(?:%|pour ?cent)")
# « US$ 21 millions », « £16 millions »; « 57 ( * ) » is a footnote's mark.
OTHER_CURRENCY_BEFORE = re.compile(r"(?:\$|£|¥|(?<![a-z])(?:usd|chf|gbp|cad|francs?))[ ]?$")
FOOTNOTE_BEHIND = re.compile(r" ?\( ?\*+ ?\)")


class Role(Enum):
    """What a number is."""

    MONEY = "money"
    PER_HEAD = "per head"
    BARE = "bare"
    # A year, or the day of a date.
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a paragraph: its quantity, its role, and whether its unit was said elsewhere."""

    quantity: Quantity
    role: Role
    shared: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is euros, of either kind."""
        return self.role is Role.MONEY or self.role is Role.PER_HEAD

    @property
    def end(self) -> int:
        """Return where the figure ends: with its unit, or with its digits where the unit is said elsewhere."""
        return self.quantity.number_end if self.shared else self.quantity.end


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[^a-z0-9])(?:n ?[°o]\.?|no|numeros?|lots?|axes?|articles?|art\.?|mesures?|actions?|volets?"
        r"|phases?|tranches?"
        r"|chapitres?|fiches?|pages?|p\.|lignes?|rn|rd|rue|route|annexes?|tableaux?|tableau|figures?|objectifs?|etapes?"
        r"|alineas?|paragraphes?|§|titres?|livres?|points?|programmes?(?: n°)?|sections?|zones?"
        r"|secteurs?|niveaux?|niveau"
        r"|batiment|quai|gare|lycee|classe|cantons?|categories?|priorites?|orientations?|piliers?|scenarios?"
        r"|scenario|variantes?|compte|comptes|fonction|nature|action|version|contrat|bp|cs|cedex|tel\.?|siren|siret"
        r"|loi|decret|tome|partie|question|rapport|ligue|nationale?|deliberation|delib\.?|ref\.?|vague|saison"
        r"|edition|autoroute|tram"
        r"|tramway|metro|bus|rer|pk|entree|escalier|porte|etage|immeuble|(?<= )[bcefghjkpqrstuvwxz]/?) ?(?:n ?° ?)?$"
    )


# « depuis le début de l'Anru 1 ».
_PROGRAMME = re.compile(r"(?<![a-z])(?:anru|pia|npnru) [12](?:[^\d.,]|[.,](?!\d)|$)")
_LISTED_NAMES = re.compile(r"(?<![\d,.])(?:\d{1,3}(?:, | et | ou |-))+$")
_PLURAL = re.compile(
    r"(?<![a-z])(?:lots|axes|articles|phases|tranches|chapitres|fiches|pages|lignes|titres|programmes|sections|zones"
    r"|secteurs|niveaux|trams|tramways|bus|metros|routes|rues|numeros|quais|batiments|annexes|tableaux|alineas) $"
)
_ACCOUNT = re.compile(r"\d{3,}(?! [a-z]{3})")
# « mesure 25 mètres » is no name of a measure.
_LENGTH = re.compile(r"\d[\d ,]* ?(?:c?m|km|m²|metres|kilometres|hectares|ha)(?![a-z])")


# Each number is looked at by all that follow it.
@lru_cache(maxsize=256)
def labelled(text: str, start: int) -> bool:
    """Say whether a word like « axe », « lot », « article » stands before a number: the number names, not counts."""
    listed = _LISTED_NAMES.search(text, max(0, start - 24), start)
    if listed is not None:
        # « les trams 6, 7, 8 »: each of them is a name.
        return _PLURAL.search(text, max(0, listed.start() - 16), listed.start()) is not None
    if _PROGRAMME.search(text, max(0, start - 6), start + 2):
        return True
    found = _label().search(text, max(0, start - 16), start)
    if found is None:
        return False
    if found.group().strip() == "mesure" and _LENGTH.match(text, start):
        return False
    # « la Ville compte 212 places »; an account's number is long and has no noun behind it.
    return found.group().strip() != "compte" or _ACCOUNT.match(text, start) is not None


def end_of_last_number(mentions: list[Mention], index: int, text: str) -> int:
    """Return where the number before one ends, over which no qualifier reaches.

    It reaches over dates and names: « estimé en 2021 à », « estimé le lot n° 2 à ».
    """
    back = range(index - 1, max(-1, index - 1 - LOOK_BACK), -1)
    return next((mentions[at].end for at in back if not _is_passed(mentions[at], text)), 0)


def _is_passed(mention: Mention, text: str) -> bool:
    if mention.role is Role.YEAR:
        return True
    return mention.role is Role.BARE and not mention.shared and labelled(text, mention.quantity.start)
