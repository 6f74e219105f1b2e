"""Numbers that belong together: ranges, and lists whose unit is said once, at their end (« 1,06 et 1,46 million »)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from enveloppes.documents.mention import Mention, Role, end_of_last_number, labelled
from enveloppes.documents.nouns import FUNDERS
from enveloppes.money.amount import Wording
from enveloppes.money.qualifiers import qualifier_before
from enveloppes.money.quantities import Quantity
from enveloppes.money.strict import shared_unit

_YEAR_PHRASE = (
    r"(?:,? (?:en|depuis|pour|fin|debut|des|a partir de|au titre de|au 1er janvier"
    r"|au 31 decembre)?(?: l'annee)? ?(?:19|20)\d\d,?"
    r"| ?\((?:en )?(?:19|20)\d\d\)|,? (?:l'an(?:nee)? (?:dernier|derniere|passee?|prochaine?)|aujourd'hui"
    r"|cette annee|auparavant|initialement),?)"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours that are one range: indexes into the mentions, and whether the ends are reached."""

    first: int
    last: int
    low_reached: bool = True
    high_reached: bool = True


@cache
def _range_link() -> re.Pattern[str]:
    return re.compile(r" (?P<to>a|jusqu'a|to) ?| ?(?P<dash>-) ?| ?(?P<dots>\.\.\.?) ?| (?P<and>et|and) |(?P<slash>/)")


@cache
def _list_link() -> re.Pattern[str]:
    sharer = (
        r"(?: en (?:fonctionnement|investissement|ae|cp|ap|autorisations? d'engagement|credits de paiement)"
        rf"| (?:pour|a|de|du) (?:l'une?|(?:le|la|les) (?:premiers?|premiere)|(?:la |le |les "
        rf"|l')?{FUNDERS}(?: [a-z]+)?))?"
    )
    return re.compile(
        rf"(?P<year>{_YEAR_PHRASE})?{sharer}(?:(?P<comma>,| /|/) ?| ?(?P<plus>(?<= )[+=](?= )) ?"
        rf"|(?:,? (?P<word>et|ou|puis|voire|sinon|contre|et de"
        rf"|(?:et )?non(?: pas)?"
        rf"|puis de|ou de|et a)| a) ?(?:d'|de )?|,? (?:il|elle|ils|elles|puis|avant de|pour) (?:[a-z']+ )?(?:a|de) ?"
        r"| et (?:re)?[a-z]+(?:e|ee|es|ees|u|us|i|is) pour )"
    )


# The endings of a verb in -er, so that « passerelle » and « portage » are no verbs of change.
_ER = (
    r"(?:e|es|ons|ez|ent|er|ant|ais|ait|ions|iez|aient|a|erent|erai|era|erons|eront|erais|erait|eraient|ee|ees"
    r"|eons|eait|eaient|eant)"
)
_CHANGE_VERBS = (
    rf"(?:(?:pass|relev|ramen|tomb|retomb|grimp|augment|diminu|abaiss|rabaiss|evolu|progress|chut|recul|gliss|rehauss"
    rf"|hauss|major|minor|revaloris|reevalu|baiss|regress|bascul|remont|corrig|ajust|degringol|plong|doubl|tripl"
    rf"|quadrupl|multipli|culmin|amput|rabot|gonfl){_ER}|bond(?:i|is|it|issent|issant|ir|ira|issait)|redui(?:t|re|te"
    rf"|ts|tes"
    rf"|sant|sent|ra|rait)|descend\w*|redescend\w*|cro(?:it|itre|issent|issant)|accr(?:oit|oitre|u|ue|us|ues)"
    rf"|revu(?:s|e|es)?"
    rf"|revis{_ER}|s'envol{_ER}|etendu(?:s|e|es)?|flechi\w*|passage|augmentation|reduction|diminution|evolution"
    rf"|progression|hausse|baisse|chute|recul|relevement|majoration|minoration|revalorisation|revision|rallonge)"
)
# « porter un programme de 5 à 7 M€ » carries a range; « porter l'enveloppe de 5 à 7 M€ » raises it.
_CARRYING_VERBS = rf"(?:(?:port|mont|elev){_ER}|rev(?:ient|enir|enu|enue|iennent|enant))"
_CHANGE_NOUNS = (
    r"(?:augmentation|hausse|baisse|reduction|diminution|progression|evolution|majoration|minoration|recul|chute"
    r"|accroissement|relevement|rallonge|revalorisation|revision)s?"
)
_WITHIN_RANGE = (
    r"(?:vari\w+|s'?(?:echelonn|etag|etal)\w+|oscill\w+|fluctu\w+|compris\w*|fourchette\w*|(?:va|vont|allant|aller"
    r"|ira|iront)|situ\w+|etag\w+|echelonn\w+|tranches?)"
)


@cache
def _change() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z])(?:(?P<change>{_CHANGE_VERBS})|(?P<carry>{_CARRYING_VERBS})|(?P<range>{_WITHIN_RANGE}))(?![a-z])"
    )


_CLAUSE = re.compile(r"[.!?;:\x01(](?=\s|$|\x01)|\x01|\(")
_FURTHEST = 120


_NUMBER = re.compile(r"\d")
# « le doublement de l'enveloppe (de 20 à 40 M€) ».
_ASIDE_OF_CHANGE = re.compile(
    r"(?<![a-z])(?:doublement|triplement|passage|relevement|augmentation|hausse|baisse|diminution|reduction|progression"
    r"|revalorisation|majoration)s?(?![a-z])[^.;:!?()]{0,60}\(de $"
)
# « Les effectifs passent de 12 à 14 agents et la masse salariale de 52 à 57 M€ »: the verb serves both.
_COORDINATED = re.compile(
    r"(?<![a-z])de \d(?:[^,;]|,(?=\d))* a \d(?:[^,;]|,(?=\d))*(?:,(?: et)?| et)"
    r" (?:la |le |les |l'|celles? |celui |ceux |sa |son |leurs? )[^\d]*$"
)


def says_change(text: str, start: int, floor: int) -> bool:
    """Say whether « de A à B » that begins here follows a verb of change, so that A and B are two figures."""
    before = text[max(0, start - _FURTHEST) : start]
    clause = _CLAUSE.split(before)[-1]
    near = text[max(floor, start - _FURTHEST) : start]
    if len(near) < len(clause) and _NUMBER.search(clause) and not _COORDINATED.search(clause):
        clause = near
    if clause.endswith(" a ") or not re.search(r"(?:^|[ '])(?:de|d') ?(?:[a-z' ]{0,30})$", clause):
        return False
    verbs = list(_change().finditer(clause))
    if not verbs:
        return False
    verb = verbs[-1]
    between = clause[verb.end() :]
    indefinite = re.search(r"(?:^|[ ,'])(?:un|une|des|plusieurs|divers) ", between) is not None
    if verb["range"]:
        return False
    if verb["carry"]:
        return not indefinite
    if re.fullmatch(_CHANGE_NOUNS, verb.group()) is not None:
        return re.fullmatch(r" (?:de|d') ?", between) is None
    return not indefinite or verb.group().startswith(("pass", "tomb", "ramen", "relev"))


def _is_aside_of_change(text: str, start: int) -> bool:
    return _ASIDE_OF_CHANGE.search(text, max(0, start - _FURTHEST), start) is not None


def _strip_qualifier(text: str, start: int, end: int) -> tuple[str, Wording | None]:
    wording, at = qualifier_before(text, end, start)
    return (text[start:at], wording) if wording is not None else (text[start:end], None)


def share_units(mentions: list[Mention], text: str) -> list[Mention]:
    """Give numbers without a unit that of the next figure they are listed with: « 12, 15 et 18 M€ », « 5 à 7 M€ »."""
    shared = list(mentions)
    order = [
        index
        for index, mention in enumerate(mentions)
        if mention.role is not Role.YEAR or _euros_like(mention, mentions, index, text)
    ]
    strong = False
    for place in range(len(order) - 2, -1, -1):
        here, after = shared[order[place]], shared[order[place + 1]]
        if here.role not in {Role.BARE, Role.YEAR} or not after.is_money or here.is_money:
            strong = False
            continue
        link = _link_of(text, here, after)
        if link is None or (link == "," and not strong) or _names(text, here):
            strong = False
            continue
        strong = link != "," or strong
        unit_of = replace(after.quantity, scale=after.quantity.scale)
        quantity = shared_unit(here.quantity, unit_of)
        if link in {"et", "a", "-"} and here.quantity.euros >= _THOUSAND and quantity.euros > after.quantity.euros:
            # « entre 5 000 et 1 million d'euros ».
            quantity = replace(here.quantity, currency=True)
        if _is_out_of_size(quantity, after.quantity, link):
            strong = False
            continue
        shared[order[place]] = Mention(quantity, after.role, shared=True)
    return shared


_THOUSAND = 1_000
_MOST_TIMES = 300


def _is_out_of_size(here: Quantity, after: Quantity, link: str) -> bool:
    """Say whether « 274 et 7 902 350 € » are too far apart to be of one list."""
    low, high = sorted((here.euros, after.euros))
    return link in {"et", ","} and after.scale is None and high > _MOST_TIMES * low


def _euros_like(mention: Mention, mentions: list[Mention], index: int, text: str) -> bool:
    """Say whether « 2000 » in « entre 2000 et 3000 € » is euros: its neighbour is written like it, in plain euros."""
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None or not following.is_money or following.quantity.scale is not None:
        return False
    between = text[mention.quantity.end : following.quantity.start]
    alike = re.fullmatch(r"\d{4}", text[following.quantity.start : following.quantity.number_end]) is not None
    dated = _DATED.search(text, max(0, mention.quantity.start - _YEAR_WORD), mention.quantity.start) is not None
    return alike and not dated and re.fullmatch(r" (?:a|et) | ?- ?", between) is not None


_DATED = re.compile(r"(?<![a-z])(?:en|depuis|fin|debut|annee|exercice|des|pour) $")
_YEAR_WORD = 12


def _names(text: str, mention: Mention) -> bool:
    return labelled(text, mention.quantity.start)


def _link_of(text: str, here: Mention, after: Mention) -> str | None:
    """Return what links two neighbours: ",", "et", "a", "-" …; None where they are not listed together."""
    gap, _ = _strip_qualifier(text, here.quantity.end, after.quantity.start)
    found = _range_link().fullmatch(gap) or _range_link().fullmatch(gap + " ")
    if found is not None:
        return found.group().strip()
    listed = _list_link().fullmatch(gap) or _list_link().fullmatch(gap.rstrip() + " ")
    if listed is None:
        used = _USED.fullmatch(gap)
        return "et" if used is not None and text.startswith(f" {used['use']} ", after.end) else None
    return "," if listed["comma"] else (listed["word"] or listed["plus"] or "then")


# « 14,2 pour le Haut, 9,7 pour celui du Bas et 3,3 M€ pour la régie ».
_USED = re.compile(r" (?P<use>pour|vers|a|au|aux|dans|en) [a-z' -]{2,40}(?:,|,? et) ")


def ranges(mentions: list[Mention], text: str) -> list[Pair]:
    """Return the pairs that are one range; « de A à B » after a verb of change, or falling, is two figures."""
    pairs: list[Pair] = []
    used = -1
    for index in range(len(mentions) - 1):
        first, last = mentions[index], mentions[index + 1]
        if index <= used or not (first.is_money and last.is_money):
            continue
        pair = _pair(mentions, index, text)
        if pair is not None:
            pairs.append(pair)
            used = index + 1
    return pairs


def _pair(mentions: list[Mention], index: int, text: str) -> Pair | None:
    first, last = mentions[index], mentions[index + 1]
    gap, wording = _strip_qualifier(text, first.end, last.quantity.start)
    whole = text[first.end : last.quantity.start]
    link = _range_link().fullmatch(whole) or _range_link().fullmatch(gap) or _range_link().fullmatch(gap + " ")
    wording = None if link is not None and link.string is whole else wording
    rises = first.role is last.role and first.quantity.euros < last.quantity.euros
    if link is None or not rises or wording not in {None, Wording.LESS_THAN, Wording.ABOUT, Wording.EXACT}:
        return None
    floor = mentions[index - 1].end if index else 0
    before, start = qualifier_before(text, first.quantity.start, floor)
    since = end_of_last_number(mentions, index, text)
    opened = re.search(r"(?<![a-z])(?:entre|between) $", text[max(floor, start - 12) : start]) is not None
    if (
        ((link["and"] or link["slash"]) and not opened)
        or (link["to"] and (says_change(text, start, since) or _is_aside_of_change(text, start)))
        or (link["dash"] and labelled(text, first.quantity.start))
    ):
        return None
    return Pair(index, index + 1, before is not Wording.MORE_THAN or not first.shared, wording is not Wording.LESS_THAN)
