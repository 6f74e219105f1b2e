"""Figures whose unit was said before: « contre 480 », « dont 0,6 », « la Région 3 et le Département 2 »."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from enveloppes.documents.mentions import LOOK_BACK, Mention, Role, end_of_last_number, labelled
from enveloppes.documents.nouns import FUNDERS
from enveloppes.money.folding import Folded
from enveloppes.money.qualifiers import qualifier_before
from enveloppes.money.strict import shared_unit

_PARTICIPLE = (
    r"(?:engag|vot|pay|vers|mandat|notifi|affect|consomm|financ|apport|attribu|reserv|flech|mobilis|consacr|dedi"
    r"|destin|execut|liquid|programm|contractualis|annonc|depens|accord|octroy|allou|emprunt|realis|fig|ventil|report"
    r"|deleg|credit|individualis|budget|provisionn|rembours|decaiss|justifi|subvention)e(?:e?s?)"
    r"|(?:inscrit|prevu|acqui|issu|investi|verse|ouvert|du|reparti|garanti|consenti|obtenu|percu|recu)(?:e?s?)"
    r"|provenant|restants?|deja"
)
_CONTINUES = (
    rf"(?= ?(?:[.;:)\]!?»\x01]|$)|,(?! ?\d)| (?:pour|en|par|sur(?! \d)|au|aux|a(?! \d)|du|de la|des(?! (?!(?:19"
    rf"|20)\d\d(?!\d))\d)|dans|et(?! demi)"
    rf"|ou|puis|contre|qui|que|soit|dont|l'an|cette annee|chacun|chacune|chaque|sont|est|seront|sera|ont|avai(?:t|ent)"
    rf"|(?:pro)?vien(?:t|nent)|revien(?:t|nent)|iront|ira|va|vont|etaient|etait|au titre|aujourd'hui|auparavant"
    rf"|initialement|seulement|environ"
    rf"|hors|plus tard|ensuite|depuis|prealablement|il y a|(?:un|deux|trois|quatre|cinq|six|dix) ans?|l'annee|chez"
    rf"|{_PARTICIPLE})(?![a-z])| (?:de l'|d'ici|de cet?t?e? |de (?:plus|moins)(?![a-z]))|\)"
    r"| (?:de |d')(?:prets?|subventions?|credits?|dons?|fonds|recettes|depenses|investissements?"
    r"|dotations?)(?![a-z]))"
)
_PRONOUN = (
    r"(?:l'une?|les? (?:un|autre|autres|premier|premiere|second|seconde|deuxieme|troisieme|reste)|l'autre"
    r"|la (?:premiere|seconde|deuxieme|troisieme)"
    r"|celui-ci|celle-ci|le solde|le reliquat)"
)
# « Le nombre de communes est de 12 »: what is said of a funder is not what it pays.
_NO_VERB = r"(?!(?:est|sont|a|ont|compte|comptent|emploie|gere|possede|accueille|regroupe)(?![a-z]))"
_SHARER = (
    rf"(?:(?:le|la|les|l'|du|de la|de l'|des|au|a la|a l'|aux)? ?(?:[a-z-]+(?: |-))?"
    rf"(?<![a-z]){FUNDERS}(?![a-z])(?:(?: |-)(?:{_NO_VERB}[a-z-]+"
    rf"|d'[a-z-]+|de l'[a-z-]+)){{0,4}})"
)
_VERB = (
    r"(?:,? ?(?:pour|apport\w+|vers\w+|financ\w+|mobilis\w+|consacr\w+|engag\w+|investi\w+|y consacre|met"
    r"|contribu\w+ a hauteur de|a hauteur de|avec|:|-|de|d'))?"
)


@cache
def _cue() -> re.Pattern[str]:
    """Match what announces a figure of the same unit as the one before."""
    return re.compile(
        r"(?P<against>(?:^|[^a-z])(?:contre|au lieu de|plutot que|apres|face a|et non|et non plus|versus"
        r"|vs)(?: seulement| a peine| deja)?"
        r"(?: en (?:19|20)\d\d| l'an dernier| auparavant| initialement)?,? (?:les )?$)"
        r"|(?P<part>(?:^|[^a-z])(?:dont|parmi lesquels|y compris)(?: deja| seulement)? ?(?:,? ?(?:en )?(?:19"
        r"|20)\d\d,? )?$)"
        r"|(?P<listed>\(dont (?:[a-z'-]+ ){1,2}$)"
        rf"|(?P<sharer>(?:^|[^a-z])(?:{_PRONOUN}|{_SHARER}){_VERB} ?$)"
        r"|(?P<was>(?:^|[^a-z])(?:(?:etai(?:t|ent)|fut|sera|seront|serait|est|etre) (?:alors )?de|s'?(?:elev\w+"
        r"|etabli\w+|etablissai\w+|chiffr\w+) a|atteign\w+|atteint|atteindr\w+|represent\w+)(?: donc| ainsi"
        r"| desormais| alors)? $|[^a-z](?:re?tomb\w+ a"
        r"|pass\w+ a|port\w+ a|ramen\w+ a|relev\w+ a|(?:re)?mont\w+ a|grimp\w+ a|bond\w+ a|baiss\w+ a|chut\w+ a"
        r"|descend\w+ a) $)"
        r"|(?P<left>(?:^|[^a-z])en (?:manque|manquent|manquera|reste|restent|restera|faut|faudra|faudrait|avons"
        r"|consacre\w*|ajout\w+|avai(?:t|ent)|aur(?:a|ont)|apport\w+|vers\w+|cout\w+) $|(?:^|[^a-z])(?:nous"
        r"|vous|on|ils?|elles?|qui|y) en [a-z]{3,14} $"
        r"|(?:^|[^a-z])il (?:reste|manque|manquait|restait|manquera|restera|faut|faudra|faudrait) (?:encore )?$)"
        rf"|(?P<headed>(?:^|[^a-z])(?:cout|montant|budget|interets|depense|recette|subvention|participation"
        rf"|apport)s?(?: [a-z']+){{0,6}} ?: $)"
        r"|(?P<sum>(?:^|[^a-z])(?:soit|c'est-a-dire|en tout|au total) $)"
        r"|(?P<dated>(?:^|[,;:]|[^a-z]et) (?:en|pour) (?:19|20)\d\d,? $)"
        r"|(?P<then>(?:^|[,;]|[^a-z](?:et|ou|puis|mais|ainsi que)) (?:enfin |seulement |encore |deja "
        r"|a peine )?(?:de |d')?$)"
        r"|(?P<opened>[(:] ?$)"
        r"|(?P<to> (?:a|jusqu'a) $)"
    )


@cache
def _continues() -> re.Pattern[str]:
    return re.compile(rf"[¹²³*]?{_CONTINUES}")


# After « et », « puis » or a comma alone a bare number is a figure only where its use is said right behind.
_TIED = re.compile(
    r" (?:(?:en|pour|l'an) (?:19|20)\d\d|(?:pour|par|de|du|a la charge de|a la charge du) (?:la |le |l'|les )?"
    rf"(?:{FUNDERS})|(?:ont ete|ont deja|sont|seront|viennent|proviennent|iront|reviennent|vont|plus tard"
    rf"|ensuite|l'annee suivante|l'an prochain|pour(?= )|au titre"
    rf"|en (?:investissement|fonctionnement|cp|ae|ap)|{_PARTICIPLE}))(?![a-z])"
)
_SENTENCE = re.compile(r"[.!?](?= [^a-z0-9]?[a-z0-9«\"])(?<!\bm\.)(?<!\bart\.)(?<!\bn\.)")
_FAR = 90
# « ANRU 2 : 8 M€ » is a name that ends in a number.
_NAMED = re.compile(r" ?:")
# « La voirie reçoit 12 M€, les bâtiments 8, Action Logement 3 » : an article or a capital, a noun, a number.
_NAMED_ITEM = re.compile(
    r"(?:,| et| ;) (?:et )?(?P<article>l'|la |le |les |sa |son |ses |leurs? )?(?P<name>[a-z'-]+)"
    r"(?: (?:de |du |des |d'|la |l')?[a-z'-]+){0,2},? (?:a )?"
)
_ITEM_ENDS = re.compile(r"[,;.)]| et (?:la |le |les |l')| de prets|$")
_COUNTED_SUBJECT = re.compile(
    r"(?<![a-z])(?:nombre|effectifs?|taux|note|age|population|indice|duree|delai|score|rang|ratio|part"
    r"|pourcentage)(?![a-z])"
)


def fill_left_out_units(mentions: list[Mention], folded: Folded) -> list[Mention]:
    """Give bare numbers the unit of the figure they are compared with, part of, or listed beside."""
    filled = list(mentions)
    for index, mention in enumerate(filled):
        if mention.role is not Role.BARE or mention.shared or mention.quantity.sign:
            continue
        antecedent = _antecedent(filled, index, folded)
        if antecedent is None:
            continue
        quantity = _in_the_unit_of(antecedent, mention)
        if quantity is not None:
            filled[index] = quantity
    return filled


def _antecedent(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the figure whose unit a bare number takes, or None where it is no money."""
    text, quantity = folded.text, mentions[index].quantity
    if labelled(text, quantity.start) or not _continues().match(text, quantity.number_end):
        return None
    floor = _floor(mentions, index)
    _, start = qualifier_before(text, quantity.start, end_of_last_number(mentions, index))
    cue = _cue().search(text[max(0, start - _FAR, floor) : start])
    kind = cue.lastgroup or "" if cue else "named"
    # In words a number is most often a count: only « il en faut sept » takes it for money.
    if (quantity.in_words and kind != "left") or (kind == "named" and start != quantity.start):
        return None
    if kind == "sharer" and _NAMED.match(text, quantity.number_end):
        return None
    earlier = [other for other in mentions[max(0, index - LOOK_BACK) : index] if other.role is not Role.YEAR]
    money = next((other for other in reversed(earlier) if other.is_money), None)
    if money is None:
        return _following(mentions, index, text) if kind == "sharer" else None
    if not _speaks_of(money, earlier, mentions[index], folded, kind):
        return None
    return _with_plausible_unit(money, earlier, mentions[index])


def _with_plausible_unit(money: Mention, earlier: list[Mention], mention: Mention) -> Mention:
    """Return the figure that says the unit: « 1,6 M€, soit 320 000 € par an ; 2,1 avant » goes back to the millions."""
    small = mention.quantity.numeral.value < _SMALL and mention.quantity.numeral.step < 1
    if money.quantity.scale is not None or not small or money.quantity.euros < _LARGE:
        return money
    scaled = (other for other in reversed(earlier) if other.is_money and other.quantity.scale is not None)
    return next(scaled, money)


_SMALL, _LARGE = 1_000, 10_000


def _speaks_of(money: Mention, earlier: list[Mention], mention: Mention, folded: Folded, cue: str) -> bool:
    """Say whether a number announced by a cue is of the last figure before it, not of another number between them."""
    text, nearest = folded.text, earlier[-1]
    if cue == "headed" or (cue == "opened" and text.startswith(" par an", mention.quantity.number_end)):
        return True
    if cue == "against":
        return nearest.is_money or _nearer(mention, money, earlier, text)
    if cue == "part":
        return nearest.is_money or not _gap_is_short(text, nearest, mention.quantity.start)
    return nearest.is_money and _fits(nearest, mention, folded, cue)


def _fits(nearest: Mention, mention: Mention, folded: Folded, cue: str) -> bool:
    """Say whether what stands between the last figure and a number lets the number share its unit."""
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    if cue == "was":
        return _COUNTED_SUBJECT.search(_SENTENCE.split(text[max(0, start - _FAR) : start])[-1]) is None
    if cue == "to" and _is_change(text, nearest, start):
        return True
    if cue in {"named", "to"}:
        item = _NAMED_ITEM.fullmatch(text, nearest.end, start)
        named = item is not None and (
            item["article"] or folded.cased[item.start("name")].isupper() or _in_list(nearest, text, start)
        )
        return bool(named) and _ITEM_ENDS.match(text, end) is not None
    if cue == "listed":
        return _ITEM_ENDS.match(text, end) is not None
    if cue in {"then", "opened"}:
        alternative = text[nearest.end : start] == " ou " and nearest.shared
        return alternative or _TIED.match(text, end) is not None
    return True


def _in_list(nearest: Mention, text: str, start: int) -> bool:
    """Say whether « (dont culture 2,2, sport 3,1) » is still open here."""
    return nearest.shared and re.search(r"\(dont [^()]*$", text[max(0, start - _FAR) : start]) is not None


def _floor(mentions: list[Mention], index: int) -> int:
    back = range(index - 1, max(-1, index - 1 - LOOK_BACK), -1)
    return next((mentions[at].quantity.number_end for at in back if mentions[at].role is not Role.YEAR), 0)


def _is_change(text: str, money: Mention, start: int) -> bool:
    """Say whether « de 7 M€ (en 2020) à 10 » leads from a figure to the next one."""
    between = text[money.end : start]
    return re.fullmatch(r"(?:,? (?:en|depuis) (?:19|20)\d\d,?)? (?:a|jusqu'a) ", between) is not None


def _gap_is_short(text: str, nearest: Mention, start: int) -> bool:
    return start - nearest.quantity.end < _FAR and not _SENTENCE.search(text, nearest.quantity.end, start)


def _nearer(mention: Mention, money: Mention, earlier: list[Mention], text: str) -> bool:
    """Say whether a number is closer in size to the money before it than to the other numbers between them.

    « 28 voix contre 9 » compares votes; only a number of quite another size is not compared with what stands beside it.
    """
    value = mention.quantity.numeral.value
    others = earlier[earlier.index(money) + 1 :]
    nearest = min(_distance(value, other.quantity.numeral.value) for other in others)
    beside = "," not in text[others[-1].quantity.number_end : mention.quantity.start]
    return _distance(value, money.quantity.numeral.value) * (_MUCH if beside else 1) < nearest


_MUCH = 5


def _distance(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((one, other))
    return high / low if low else Decimal("Infinity")


def _following(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the figure after « l'un 649, l'autre 522 millions » that says the unit of both."""
    quantity = mentions[index].quantity
    for other in mentions[index + 1 : index + LOOK_BACK]:
        if other.role is Role.YEAR:
            continue
        gap = text[quantity.number_end : other.quantity.start]
        sharer = re.fullmatch(rf"(?:,| et|,? puis) ?(?:et )?(?:{_PRONOUN}|{_SHARER}){_VERB} ?", gap)
        if sharer is None:
            return None
        if other.is_money:
            return other
        if other.role is not Role.BARE:
            return None
        quantity = other.quantity
    return None


_IMPLAUSIBLE = 20


def _in_the_unit_of(money: Mention, mention: Mention) -> Mention | None:
    """Return the number with the unit of the figure before; « 1,2 Md€ contre 980 » goes down to millions."""
    unit = money.quantity
    quantity = shared_unit(mention.quantity, unit)
    if unit.scale is not None and unit.euros and quantity.euros > _IMPLAUSIBLE * unit.euros:
        quantity = replace(quantity, scale=unit.scale / 1000 if unit.scale > 1_000 else None)  # noqa: PLR2004
    return Mention(replace(quantity, currency=True), money.role, shared=True)
