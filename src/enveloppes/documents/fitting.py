"""Whether a bare number may share the unit of the figure before it, by the cue between them and what follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from enveloppes.documents.cues import (
    BETWEEN_MODIFIED,
    COUNTED_SUBJECT,
    ENDS,
    KIND_OF_MONEY,
    MODIFIED,
    NEXT_BRACKET,
    TIED,
    participle_follows,
)
from enveloppes.documents.mention import Mention
from enveloppes.documents.nouns import names_a_count, names_money
from enveloppes.money.folding import Folded

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = re.compile(r"[.!?](?= [^a-z0-9]?[a-z0-9«\"])(?<!\bm\.)(?<!\bart\.)(?<!\bn\.)")
FAR = 90
# « La voirie reçoit 12 M€, les bâtiments 8, Action Logement 3 » : an article or a capital, a noun, a number.
_NAMED_ITEM = re.compile(
    r"(?: par [a-z]+| en moyenne| chacune?)?(?:,| et| ;) (?:et )?"
    r"(?P<article>l'|la |le |les |une? |sa |son |ses |leurs? )?(?P<name>[a-z'-]+)"
    r"(?: (?:de |du |des |d'|la |l')?(?!de |en )[a-z'-]+){0,2}(?: \d{1,2})?(?:,| :)? (?:a )?"
)
# « un arbre de rue revient à 2 300 € entretien compris, un arbre de parc à 700 ».
_NAMED_AT = re.compile(r"(?: [a-z' -]{1,30})?(?:,| et| ;) (?:et )?(?:l'|la |le |les |une? )[a-z' -]{2,40} a ")
_ITEM_ENDS = re.compile(r"[,;.)]| et (?:la |le |les |l')| de prets|$")
# « personnel, 34 M€ ; énergie, 4 ; intérêts, 1 »: items of one shape.
_LIST_ITEM = re.compile(
    r"\)?(?: \([^()]*\)| (?:en|pour) (?:19|20)\d\d)? ?; (?:et )?(?P<label>[a-z' -]{2,50}?)(?P<mark>,| ?:) "
)
# « les avances (3 M€) et les acomptes (7) ».
_BRACKETED_ITEM = re.compile(r"[¹²³\d]{0,2}\)(?:,| et|, et) (?P<label>[a-z' -]{2,40}) \(")
# « (dont voirie : 18, écoles : 22) ».
_LISTED_LABEL = re.compile(r",(?: et)? (?:[a-z'-]+ ){1,3}: ")
_LIST_ITEM_ENDS = re.compile(r" ?(?:[;.]|$|\()")


def fits(nearest: Mention, mention: Mention, folded: Folded, cue: str) -> bool:
    """Say whether what stands between the last figure and a number lets the number share its unit."""
    text, start = folded.text, mention.quantity.start
    if cue in _OF_A_SUBJECT and COUNTED_SUBJECT.search(SENTENCE.split(text[max(0, start - FAR) : start])[-1]):
        return False
    if (cue == "to" and _is_change(text, nearest, start)) or (cue in _LISTED and _is_list_item(nearest, mention, text)):
        return True
    if cue not in _SELF_EVIDENT and COUNTED_SUBJECT.search(text, nearest.end, start):
        return False
    rule = _RULES.get(cue)
    return rule is None or rule(nearest, mention, folded)


def _is_named_item(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether « les bâtiments 8, » follows « la voirie reçoit 12 M€, »."""
    text, start = folded.text, mention.quantity.start
    item = _NAMED_ITEM.fullmatch(text, nearest.end, start)
    if item is None and _NAMED_AT.fullmatch(text, nearest.end, start):
        return _clause_ends(nearest, mention, folded)
    named = item is not None and (
        item["article"] or folded.cased[item.start("name")].isupper() or _in_list(nearest, text, start)
    )
    return bool(named) and _item_ends(nearest, mention, folded)


def _item_ends(_: Mention, mention: Mention, folded: Folded) -> bool:
    return _ITEM_ENDS.match(folded.text, mention.quantity.number_end) is not None


def _clause_ends_or_says_kind(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    kind = KIND_OF_MONEY.match(folded.text, mention.quantity.number_end) is not None
    return kind or _clause_ends(nearest, mention, folded)


def _clause_ends_or_changes(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether a clause ends, or « celle de la Région de 3 à 4 » goes on to another number."""
    changes = CHANGES.match(folded.text, mention.quantity.number_end) is not None
    return changes or _clause_ends(nearest, mention, folded)


CHANGES = re.compile(r" a \d[\d ]*(?:,\d+)? ?(?:[;,.)]|$)")


def _clause_ends(_: Mention, mention: Mention, folded: Folded) -> bool:
    return ENDS.match(folded.text, mention.quantity.number_end) is not None


def _is_tied(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether the use of a number after « et » or a comma is said right behind it."""
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    alternative = text[nearest.end : start] == " ou " and nearest.shared
    # « 60 votés, 32 engagés et 11 annulés »; « 12 sites pour 3 M€, 2 fermés » speaks of sites.
    participles = participle_follows(folded, end) and (nearest.shared or participle_follows(folded, nearest.end))
    more = text[nearest.end : start] == ", " and _MORE.match(text, end) is not None
    beside = text[nearest.end : start] == " et " and nearest.shared and _ONLY.match(text, end) is not None
    if alternative or participles or more or beside or TIED.match(text, end):
        return True
    return BETWEEN_MODIFIED.fullmatch(text, nearest.end, start) is not None and MODIFIED.match(text, end) is not None


def _is_third(nearest: Mention, mention: Mention, text: str) -> bool:
    """Say whether a number in brackets follows two such sums of its size: « A (6 025 €), B (3 857 €), C (3 675) »."""
    before = text[max(0, nearest.quantity.start - FAR) : nearest.quantity.start]
    low, high = sorted((nearest.quantity.numeral.value, mention.quantity.numeral.value))
    return _SECOND.search(before) is not None and high < 3 * low


_SECOND = re.compile(r"\([^()]*(?:€|euros|millions|milliards)[²³¹\d]*\)[^().;!?]{3,60}\($")
# « 40 M€, 10 de plus que la fois d'avant », « dont 85 000 et 78 000 uniquement sur l'année ».
_MORE = re.compile(r" de (?:plus|moins)(?![a-z])")
_ONLY = re.compile(r" (?:uniquement|seulement|respectivement|sur l'an(?:nee)?)(?![a-z])")


def _is_opened(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether « les acomptes (7) » follows « les avances (3 M€) », or the use of a number is said behind it."""
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    item = _BRACKETED_ITEM.fullmatch(text, nearest.end, start)
    closed = item is not None and text.startswith(")", end)
    listed = item is not None and closed and (names_money(item["label"]) or _is_third(nearest, mention, text))
    within = _in_list(nearest, text, start) and _LISTED_LABEL.fullmatch(text, nearest.end, start) is not None
    return listed or (within and _item_ends(nearest, mention, folded)) or _is_tied(nearest, mention, folded)


def _is_said_again(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    return _is_tied(nearest, mention, folded) or _clause_ends(nearest, mention, folded)


_FOOTNOTES = 3


def _is_bracketed_share(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether « la Région (7), l'État (5) » are shares; a lone « la Région (1) » is a footnote's mark."""
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    if not text.startswith(")", end):
        return False
    listed = text.startswith(")", nearest.end) or NEXT_BRACKET.match(text, end) is not None
    return (
        listed
        or mention.quantity.numeral.step < 1
        or (mention.quantity.numeral.value > _FOOTNOTES and text[start] != "0")
    )


_OF_A_SUBJECT = frozenset({"was", "verb", "left"})
_SELF_EVIDENT = frozenset({"headed", "sum", "dated"})
_LISTED = frozenset({"named", "to", "opened", "then"})
_RULES: dict[str, Callable[[Mention, Mention, Folded], bool]] = {
    "named": _is_named_item, "to": _is_named_item, "listed": _item_ends, "bracket": _is_bracketed_share,
    "verb": _clause_ends_or_says_kind, "more": _clause_ends, "that": _clause_ends_or_changes, "then": _is_tied,
    "opened": _is_opened, "again": _is_said_again,
}  # fmt: skip


def _is_list_item(nearest: Mention, mention: Mention, text: str) -> bool:
    """Say whether « énergie, 4 ; » is an item of the same shape as « personnel, 34 M€ ; » before it."""
    item = _LIST_ITEM.fullmatch(text, nearest.end, mention.quantity.start)
    if item is None or _LIST_ITEM_ENDS.match(text, mention.quantity.number_end) is None:
        return False
    alike = _AFTER_A_COMMA if item["mark"] == "," else _AFTER_A_COLON
    before = alike.search(text, max(0, nearest.quantity.start - FAR), nearest.quantity.start)
    if before is None or COUNTED_SUBJECT.search(item["label"]):
        return False
    return not names_a_count(item["label"], strictly=item["mark"] != ",")


_AFTER_A_COMMA = re.compile(r"(?:[;:.]|^)[^;:.,\d]{2,50}, [^;:]{0,60}$")
_AFTER_A_COLON = re.compile(r"(?:[;:.]|^)[^;:.,\d]{2,50} ?: [^;:,]{0,60}$")


def _in_list(nearest: Mention, text: str, start: int) -> bool:
    """Say whether « (dont culture 2,2, sport 3,1) » is still open here."""
    return nearest.shared and re.search(r"\(dont [^()]*$", text[max(0, start - FAR) : start]) is not None


def _is_change(text: str, money: Mention, start: int) -> bool:
    """Say whether « de 7 M€ (en 2020) à 10 » leads from a figure to the next one."""
    between = text[money.end : start]
    return re.fullmatch(r"(?:,? (?:en|depuis) (?:19|20)\d\d,?)? (?:a|jusqu'a) ", between) is not None
