"""Each number of a paragraph and what it is by itself: money, money per head, a bare number, a year, something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from enveloppes.documents.nouns import counted_thing_follows, money_noun_follows
from enveloppes.money.folding import Folded
from enveloppes.money.quantities import Quantity, scan

# How many numbers back a figure may still be spoken of; it bounds the work on paragraphs that are nothing but numbers.
LOOK_BACK = 40


class Role(Enum):
    """What a number is."""

    MONEY = "money"
    PER_HEAD = "per head"
    BARE = "bare"
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
        return self.role in {Role.MONEY, Role.PER_HEAD}

    @property
    def end(self) -> int:
        """Return where the figure ends: with its unit, or with its digits where the unit is said elsewhere."""
        return self.quantity.number_end if self.shared else self.quantity.end


_PERSON = (
    r"(?:hab(?:itants?)?(?![a-z])\.?|tetes?|capita|personnes?|eleves?|etudiants?|collegiens?|lyceens?|agents?|enfants?"
    r"|administres?|contribuables?|apprentis?|francais|electeurs?|residents?)(?![a-z])"
)


@cache
def _per_head_after() -> re.Pattern[str]:
    year = (
        r"(?: ?/ ?an(?:nee)?| par an(?:nee)?(?: et)?| annuels?| en moyenne| en \d{4}| environ| (?:ht|ttc)| courants?)*"
    )
    return re.compile(rf"[\d¹²³*]{{0,2}}{year}(?: ?/ ?(?:an ?/ ?)?| par (?:an et par )?| (?=hab(?![a-z]))){_PERSON}")


@cache
def _per_head_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:par|/) ?(?:an et par )?{_PERSON}(?! et par an et)[^.;!?\d()]{{0,60}}\(?$|per capita[^.;!?\d]{{0,40}}$"
    )


@cache
def _other_unit() -> re.Pattern[str]:
    return re.compile(r" ?(?:%|‰|°|\$|£|¥|pour ?cent|degres?)")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[^a-z0-9])(?:n ?[°o]\.?|no|numeros?|lots?|axes?|articles?|art\.?|mesures?|actions?|volets?"
        r"|phases?|tranches?"
        r"|chapitres?|fiches?|pages?|p\.|lignes?|rn|rd|rue|route|annexes?|tableaux?|tableau|figures?|objectifs?|etapes?"
        r"|alineas?|paragraphes?|§|titres?|livres?|points?|programmes? n°|sections?|zones?|secteurs?|niveaux?|niveau"
        r"|batiment|quai|gare|lycee|classe|cantons?|categories?|priorites?|orientations?|piliers?|scenarios?"
        r"|scenario|variantes?|compte|comptes|fonction|nature|action|version|contrat|bp|cs|cedex|tel\.?|siren|siret"
        r"|loi|decret|tome|partie|question|rapport|deliberation|delib\.?|ref\.?|vague|saison|edition|autoroute|tram"
        r"|tramway|metro|bus|rer|pk) ?(?:n ?° ?)?$"
    )


def labelled(text: str, start: int) -> bool:
    """Say whether a word like « axe », « lot », « article » stands before a number: the number names, not counts."""
    return _label().search(text, max(0, start - 16), start) is not None


_YEAR = re.compile(r"(?:19|20)\d\d")


def looks_like_year(quantity: Quantity, text: str) -> bool:
    """Say whether a number without a unit of its own is written as a year."""
    return _YEAR.fullmatch(text[quantity.start : quantity.number_end].lstrip("€ eur")) is not None


def _without_label(quantity: Quantity, folded: Folded) -> Quantity:
    """Cut the number of « axe 1 250 000 € » off: it names the axis, as does one set apart by another kind of space."""
    digits = folded.cased[quantity.start : quantity.number_end]
    spaces = [char for char in digits if char.isspace()]
    apart = len(spaces) > 1 and spaces[0] == " " and len(set(spaces[1:])) == 1 and spaces[1] in "\u00a0\u202f\u2009"
    if quantity.in_words or not spaces or not (apart or labelled(folded.text, quantity.start)):
        return quantity
    first = next(index for index, char in enumerate(digits) if char.isspace())
    rest = next(scan(folded, quantity.start + first + 1), None)
    return rest if rest is not None and rest.currency and rest.numeral.value else quantity


def names_euros(text: str) -> bool:
    """Say whether a paragraph names euros, so that its « millions » may be money."""
    return (
        re.search(r"€|(?<![a-z])euros(?![a-z])|(?<![a-z])eur(?![a-z])|\d ?euro(?![a-z])|d'euro(?![a-z])", text)
        is not None
    )


def mentions_of(folded: Folded) -> list[Mention]:
    """Return every number of a paragraph with what it is by itself, from left to right."""
    text = folded.text
    euros = names_euros(text)
    found: list[Mention] = []
    for quantity in scan(folded):
        mention = _mention(quantity, folded, euros=euros, before=found)
        found.append(mention)
    return found


def _mention(quantity: Quantity, folded: Folded, *, euros: bool, before: list[Mention]) -> Mention:
    text = folded.text
    if quantity.currency:
        year_only = looks_like_year(quantity, text) and quantity.end == quantity.number_end and quantity.scale is None
        if year_only:
            return Mention(quantity, Role.YEAR)
        quantity = _without_label(quantity, folded)
        return Mention(quantity, _kind(quantity, text, before))
    if quantity.scale is not None:
        return Mention(quantity, _role_of_scaled(quantity, folded, euros=euros, before=before))
    if _other_unit().match(text, quantity.end):
        return Mention(quantity, Role.OTHER)
    if looks_like_year(quantity, text):
        return Mention(quantity, Role.YEAR)
    return Mention(quantity, Role.BARE)


def _kind(quantity: Quantity, text: str, before: list[Mention]) -> Role:
    if _per_head_after().match(text, quantity.end) or _PER_HEAD_AT_THE_END.match(text, quantity.end):
        return Role.PER_HEAD
    last = next((mention for mention in reversed(before[-LOOK_BACK:]) if mention.is_money), None)
    floor = 0
    if last is not None:
        # « 223 €/hab. ou 446 € »: what was said of the figure before is not said of this one.
        said = _per_head_after().match(text, last.quantity.end)
        floor = said.end() if said else last.end
        if last.role is Role.PER_HEAD and (
            _is_compared(quantity, last, text) or (not said and _goes_on(quantity, last, text))
        ):
            return Role.PER_HEAD
    start = max(floor, quantity.start - 90)
    return Role.PER_HEAD if _per_head_before().search(text[start : quantity.start]) else Role.MONEY


# « 743 € par habitant, contre 812 € », « (moyenne de la strate : 610 €) », « quand la moyenne régionale est de 71 € ».
_COMPARES = re.compile(r"(?<![a-z])(?:contre|au lieu de|moyennes?|medianes?|strate|apres)(?![a-z])(?P<rest>[^.;!?]*)$")
_OF_SOMETHING_ELSE = re.compile(
    r"(?<![a-z])(?:pour (?:un|une|chaque|le|la) (?:commune|logement|foyer|menage|dossier|projet)"
    r"|budget|recettes?|total|cout|depenses?|montant|produit|subventions?)(?![a-z])"
)
_ALIKE = 5


def _is_compared(quantity: Quantity, last: Mention, text: str) -> bool:
    """Say whether a sum in plain euros is set against the sum per head just before it, and of its size."""
    if quantity.scale is not None or last.quantity.scale is not None:
        return False
    between = text[last.quantity.end : quantity.start]
    compares = _COMPARES.search(between)
    if compares is None or _SENTENCE_ENDS.search(between) or _OF_SOMETHING_ELSE.search(between):
        return False
    low, high = sorted((quantity.euros, last.quantity.euros))
    return high <= _ALIKE * low


def _goes_on(quantity: Quantity, last: Mention, text: str) -> bool:
    """Say whether « par habitant, 566 € de budget, 478 € de dette » goes on from the sum per head before."""
    return quantity.scale is None and _ON.fullmatch(text, last.quantity.end, quantity.start) is not None


_ON = re.compile(
    r"(?: (?:de |d'|en )[a-z']{3,20})?(?: en (?:19|20)\d\d| \((?:en )?(?:19|20)\d\d\))?"
    r"(?:,| et|, puis| puis| contre)(?: a| de)? "
)
_SENTENCE_ENDS = re.compile(r"[.!?;](?= [^a-z\d]?[a-z])(?<!hab\.)")
_PERSON_NEAR = r"(?:par (?:an et par )?|/ ?)"
# « de 98 € à 112 € par habitant »: both are per head.
_PER_HEAD_AT_THE_END = re.compile(rf" a [\d ,.]+ ?(?:€|euros?) ?{_PERSON_NEAR}{_PERSON}")


def _role_of_scaled(quantity: Quantity, folded: Folded, *, euros: bool, before: list[Mention]) -> Role:
    """Decide « 12 millions » without euros: money where the paragraph names euros and no counted thing follows."""
    text = folded.text
    if quantity.sign and quantity.sign not in {"M", "Md", "Mds", "Mrd", "MD", "MDS", "Mrds"}:
        return Role.BARE if quantity.sign.lower() != "k" else Role.OTHER
    if _other_unit().match(text, quantity.end):
        return Role.OTHER
    if not quantity.sign and money_noun_follows(text, quantity.end):
        return Role.MONEY
    in_sum = _in_a_sum(text, quantity.start, before)
    if not euros or counted_thing_follows(text, quantity.end, part_of_a_sum=in_sum):
        return Role.OTHER
    if quantity.scale == 1_000 and not in_sum:  # noqa: PLR2004 - « 12 milliers », « quinze mille »
        return Role.OTHER
    return Role.MONEY


def _in_a_sum(text: str, start: int, before: list[Mention]) -> bool:
    """Say whether « 12 millions » is listed beside euros: behind « dont », or right behind a sum of money."""
    numbers = [mention for mention in before[-LOOK_BACK:] if mention.role is not Role.YEAR]
    listed = _LISTED.search(text, max(0, start - 30), start)
    if listed is None or not any(mention.role is Role.MONEY for mention in numbers):
        return False
    return listed["word"] in {"dont", "soit"} or numbers[-1].is_money


_LISTED = re.compile(
    r"(?P<word>dont|soit|et|:|\(|,|puis|ainsi que)(?: (?:plus|moins|pres|environ|au moins|quelque|de|d'))*[ '(]?$"
)


def end_of_last_number(mentions: list[Mention], index: int) -> int:
    """Return where the number before one ends: no qualifier reaches over it, but over a year (« estimé en 2021 à »)."""
    back = range(index - 1, max(-1, index - 1 - LOOK_BACK), -1)
    return next((mentions[at].end for at in back if mentions[at].role is not Role.YEAR), 0)
