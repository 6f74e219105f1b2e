"""Items of a list that say the unit once: lines, bullets, and uses told alike (« 350 pour …, 215 pour … »)."""

from __future__ import annotations

import re

from enveloppes.documents.cues import COUNTED_SUBJECT, ENDS
from enveloppes.documents.fitting import FAR
from enveloppes.documents.mention import LOOK_BACK, Mention, Role
from enveloppes.documents.neighbours import numbers_since, sentence_start
from enveloppes.documents.nouns import names_a_count
from enveloppes.money.folding import Folded

_WIDEST = 100


def of_a_size(mention: Mention, money: Mention) -> bool:
    """Say whether two printed numbers are near enough in size to share a unit."""
    low, high = sorted((mention.quantity.numeral.value, money.quantity.numeral.value))
    return bool(low) and high <= _WIDEST * low


_USE = re.compile(r" (?P<use>pour|vers|a (?:la |l'|le |les )|au |aux |chez |dans (?:la |le |les |l'))")


def used_alike(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the sum that says its use as a number behind « , », « et » does: « 350 pour …, 215 pour … »."""
    mention = mentions[index]
    start, end = mention.quantity.start, mention.quantity.number_end
    another = _ANOTHER.search(text, max(0, start - FAR), start) is not None
    used = "en" if another and _YEAR_SAID.match(text, end) else _use(text, end)
    if used is None or not (another or _LISTED.search(text, max(0, start - 8), start)):
        return None
    opens = sentence_start(text, start)
    for other in reversed(numbers_since(mentions, index, text, opens)):
        if other.is_money:
            alike = used == "en" and _YEAR_SAID.match(text, other.end) is not None
            alike = alike or _use(text, other.end) == used or _use_behind_verb(text, other) == used
            return other if alike and of_a_size(mention, other) else None
        behind = other.quantity.number_end
        uses = {_family(found["use"]) for found in _USE.finditer(text, behind, min(behind + 40, start))}
        if other.role is not Role.BARE or used in uses or (used == "en" and _likelier(mention, other)):
            return None
    return None


def said_alike(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the sum of an item before that ends in the same words: « 750 € l'emplacement / 950 l'emplacement »."""
    mention = mentions[index]
    words = _WORDS.match(folded.text, mention.quantity.number_end)
    if words is None:
        return None
    for other in reversed(mentions[max(0, index - LOOK_BACK) : index]):
        if other.is_money and of_a_size(mention, other):
            same = _WORDS.match(folded.text, other.end)
            return other if same is not None and same.group() == words.group() else None
    return None


# « l'emplacement », « la part », « le ticket »: what one costs that much.
_WORDS = re.compile(r" (?:l'|la |le )[a-z' -]{3,40}?(?= ?[,;.:\x01()/]|$)")


def in_change(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the sum before « passant de 480 000 à 300 000 » that says the unit of the first of the two."""
    mention = mentions[index]
    start, end = mention.quantity.start, mention.quantity.number_end
    if _PASSING_FROM.search(text, max(0, start - FAR), start) is None or _TO.match(text, end) is None:
        return None
    others = numbers_since(mentions, index, text, sentence_start(text, start))
    money = others[-1] if others else None
    return money if money is not None and money.is_money and of_a_size(mention, money) else None


def by_share(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the sum of « l'une recule de 1,8 %, à 5,12 M€, l'autre de 2,3 %, à 6,07 » that says the unit of both."""
    mention = mentions[index]
    if _BY_SHARE.search(text, max(0, mention.quantity.start - 24), mention.quantity.start) is None:
        return None
    for other in reversed(numbers_since(mentions, index, text, sentence_start(text, mention.quantity.start))):
        if other.is_money:
            alike = _BY_SHARE.search(text, max(0, other.quantity.start - 24), other.quantity.start) is not None
            return other if alike and of_a_size(mention, other) else None
    return None


_BY_SHARE = re.compile(r"(?<![a-z])(?:de|par) \d[\d,]* ?%,? a $")


def at_place(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the sum just before « ; à Port-Lannec, à 33. »: the same thing elsewhere."""
    mention = mentions[index]
    other = mentions[index - 1] if index else None
    if other is None or not other.is_money or not of_a_size(mention, other):
        return None
    placed = _AT_PLACE.fullmatch(text, other.end, mention.quantity.start) is not None
    return other if placed and ENDS.match(text, mention.quantity.number_end) is not None else None


_AT_PLACE = re.compile(r" ?[;,] (?:a|en|au|aux) [a-z' -]{2,40}, (?:a|de) ")
_PASSING_FROM = re.compile(
    r"(?<![a-z])(?:pass|tomb|descend|grimp|baiss|recul|chut|mont|bond)(?:ant|e|ent|era|eront|ait|aient) (?:ainsi )?de $"
)
_TO = re.compile(r" a (?:pres de |plus de |environ )?\d[\d ,.]*(?: ?[,;.:)\x01]|$| (?:en|soit|et|pour|au) )")


def _likelier(mention: Mention, things: Mention) -> bool:
    """Say whether « 1 800 en 2021 » is of the size of « 1 500 élèves » before it."""
    low, high = sorted((mention.quantity.numeral.value, things.quantity.numeral.value))
    return high < 2 * low


_LISTED = re.compile(r"(?:,|(?:,| ;)? et|, puis) $")
# « celui d'Arles avait coûté 45 M€ en 2018 pour 1 500 élèves et celui de Nîmes 52 en 2021 ».
_ANOTHER = re.compile(r"(?:,|(?:,| ;)? et) (?:celui|celle) (?:de |du |des |d')[a-z' -]{2,40} $")
_YEAR_SAID = re.compile(r" en (?:19|20)\d\d(?!\d)")


def _use(text: str, end: int) -> str | None:
    found = _USE.match(text, end)
    return None if found is None else _family(found["use"])


def _use_behind_verb(text: str, other: Mention) -> str | None:
    """Return the use said behind « 210 millions iront », « 1 900 € par prise »."""
    found = _BEHIND_VERB.match(text, other.end)
    return None if found is None else _use(text, found.end())


_BEHIND_VERB = re.compile(
    r" (?:ir(?:ont|aient|a|ait)|vont|revien\w+|reviendr\w+|(?:sont|seront|seraient) (?:destines|affectes|consacres)"
    r"|par [a-z]+|l'unite)"
)


def _family(use: str) -> str:
    return "a" if use[0] == "a" else use.split(" ", maxsplit=1)[0]


_BULLET = re.compile(r"\x01 ?(?P<label>[a-z][a-z' -]{1,60} ?: ?)?$")
_PROPERTIES = re.compile(
    r"(?<![a-z])(?:couts?|montants?|budget|prix|total|financement|subventions?|investissement|depenses?|enveloppe"
    r"|participation|aides?|loyer)(?![a-z])"
)
_ITEM_OF_A_LIST_ENDS = re.compile(r" ?(?:[;,.\x01]|$)| \(")


def in_bullets(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the sum that opens the item before, of the same shape: « • 12 M€ pour la voirie • 8 pour les écoles ».

    Behind « coût : 3 M€ » the items are properties of one thing, not sums.
    """
    mention = mentions[index]
    here = _BULLET.search(text, max(0, mention.quantity.start - FAR), mention.quantity.start)
    if here is None:
        return None
    before = mentions[max(0, index - LOOK_BACK) : index]
    opening = (
        (other, _BULLET.search(text, max(0, other.quantity.start - FAR), other.quantity.start)) for other in before
    )
    first = next(((other, at) for other, at in reversed(list(opening)) if at is not None), None)
    if first is None or not first[0].is_money or not of_a_size(mention, first[0]):
        return None
    other, at = first
    labels = (here["label"], at["label"])
    if labels[0] is None and labels[1] is None:
        return other if (used := _use(text, mention.quantity.number_end)) and used == _use(text, other.end) else None
    if labels[0] is None or labels[1] is None or _PROPERTIES.search(labels[1]):
        return None
    ended = _ITEM_OF_A_LIST_ENDS.match(text, mention.quantity.number_end) is not None
    return other if ended and not names_a_count(labels[0], strictly=False) and not _counts(labels[0]) else None


_LINE = re.compile(r"[;,.]?\n(?P<label>[^\W\d_][^\d\n:;.€()]{1,40}?) ?: ?")


def in_lines(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the sum of the line before: « Écoles : 27 € / Solidarités : 19 € / Culture : 14 » without bullets."""
    mention, start = mentions[index], mentions[index].quantity.start
    other = mentions[index - 1] if index else None
    if other is None or not other.is_money or not of_a_size(mention, other):
        return None
    here = _LINE.fullmatch(folded.cased, other.end, start)
    before = folded.text[max(0, other.quantity.start - FAR) : other.quantity.start]
    if here is None or not here["label"][0].isupper() or not before.endswith(": ") or _PROPERTIES.search(before):
        return None
    label = folded.text[here.start("label") : here.end("label")]
    ended = _LINE_ENDS.match(folded.cased, mention.quantity.number_end) is not None
    return other if ended and not names_a_count(label, strictly=False) and not _counts(label) else None


_LINE_ENDS = re.compile(r" ?[;,.]?(?:\n|$)")


def _counts(label: str) -> bool:
    return COUNTED_SUBJECT.search(label) is not None or _THINGS.search(label) is not None


_THINGS = re.compile(
    r"(?<![a-z])(?:elus|bancs|ponts|participants|classes|places|lits|postes|lots|adherents|benevoles|licencies"
    r"|membres|associations|quartiers"
    r"|arrets|stations|gares|etages|niveaux|sites|annees?|livraison|ouverture|date|communes?|etp)(?![a-z])"
)
