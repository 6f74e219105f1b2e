"""Units said once for many numbers: in a header or a caption, or before a list (« Coûts (M€) : 12 ; 14 ; 16 »)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from enveloppes.documents.mention import Mention, Role, labelled
from enveloppes.money.folding import Folded
from enveloppes.money.strict import rescaled

_SCALES = (
    (
        r"milliards? (?:d'|de |d' |d)?(?:€|euros?)|mds?(?: ?d'| d')? ?(?:€|euros?)|mrds? ?€|bn ?€",
        Decimal(1_000_000_000),
    ),
    (r"millions? (?:d'|de |d' |d)?(?:€|euros?)|m ?(?:d')?(?:€|euros?)|meur|m eur|millions? €", Decimal(1_000_000)),
    (r"milliers? (?:d'|de |d' |d)?(?:€|euros?)|k ?(?:d')?(?:€|euros?)|keur|k eur|mille euros", Decimal(1_000)),
    (r"€|euros?|eur", None),
)
_PER_HEAD = re.compile(r"/ ?hab|par hab|par tete")


@dataclass(frozen=True, slots=True)
class Said:
    """A unit said in a header: how many euros one is (None for plain euros), and whether it is per head.

    ``has_unit`` is False where a header says « par habitant » alone: only a cell with a unit of its own is money there.
    """

    scale: Decimal | None
    per_head: bool = False
    has_unit: bool = True


@cache
def _unit_said() -> re.Pattern[str]:
    parts = "|".join(f"(?P<s{index}>{pattern})" for index, (pattern, _) in enumerate(_SCALES))
    return re.compile(rf"(?<![a-z0-9€])(?<!\d )(?:{parts})(?![a-z€])")


def unit_said(text: str) -> Said | None:
    """Return the unit that a folded header or caption says: « (en M€) », « Montant k€ », « millions d'euros »."""
    found = _unit_said().search(text)
    if found is None:
        return None
    scale = _SCALES[int((found.lastgroup or "s0")[1:])][1]
    return Said(scale, _PER_HEAD.search(text) is not None)


@cache
def _announced() -> re.Pattern[str]:
    """Match « (en M€) », « (k€) », « en millions d'euros » with the colon that opens the list."""
    units = "|".join(pattern for pattern, _ in _SCALES)
    return re.compile(
        rf"(?:\((?:[a-z' ]{{0,30}}en )?|(?<![a-z])en )(?:{units})(?![a-z€])[^:.\d\x01]{{0,30}}(?:(?:19|20)\d\d ?)?:"
    )


_ITEM_BEGINS = re.compile(r"(?:[:;,/\x01(]|(?<![a-z])et)[^\d:;,/.(]{0,50}(?::[^\d:;,/.(]{0,3})?$")
_ITEM_ENDS = re.compile(
    r" ?(?:[;,)\x01]|\.(?!\d)|$)| \(| et [a-z']+| (?:pour(?! cents?)|a la|au|aux) | [a-z' ]{2,40} ?:"
)
_SENTENCE_ENDS = re.compile(r"[.!?] [^a-z\d]{0,2}[a-z]")


def take_announced_unit(mentions: list[Mention], folded: Folded) -> list[Mention]:
    """Give the numbers of a list the unit that its opening says, up to the end of the sentence."""
    text = folded.text
    opened = _announced().search(text)
    if opened is None:
        return _take_unit_of_sentence(mentions, text)
    said = unit_said(opened.group())
    if said is None:
        return mentions
    ended = _SENTENCE_ENDS.search(text, opened.end())
    last = len(text) if ended is None else ended.start()
    role = Role.PER_HEAD if said.per_head else Role.MONEY
    taken: list[Mention] = []
    for mention in mentions:
        quantity = mention.quantity
        inside = opened.end() <= quantity.start < last and mention.role is Role.BARE and not quantity.sign
        if inside and _is_item(text, mention):
            quantity = replace(rescaled(quantity, said.scale), currency=True)
            taken.append(Mention(quantity, role, shared=True))
        else:
            taken.append(mention)
    return taken


@cache
def _opens_sentence() -> re.Pattern[str]:
    """Match « En millions d'euros, » at the start of a sentence."""
    units = "|".join(pattern for pattern, _ in _SCALES)
    return re.compile(rf"(?:^|[.!?\x01] )(?:exprimee?s? )?en (?:{units})(?: courants?| constants?)?, ")


def _take_unit_of_sentence(mentions: list[Mention], text: str) -> list[Mention]:
    """Give the numbers with decimals of « En millions d'euros, la dette passe de 88,1 à 91,4 » that unit."""
    opened = _opens_sentence().search(text)
    said = None if opened is None else unit_said(opened.group())
    if opened is None or said is None:
        return mentions
    ended = _SENTENCE_ENDS.search(text, opened.end())
    last = len(text) if ended is None else ended.start()
    role = Role.PER_HEAD if said.per_head else Role.MONEY
    return [
        Mention(replace(rescaled(mention.quantity, said.scale), currency=True), role, shared=True)
        if _has_decimals(mention) and opened.end() <= mention.quantity.start < last
        else mention
        for mention in mentions
    ]


def _has_decimals(mention: Mention) -> bool:
    return mention.role is Role.BARE and not mention.quantity.sign and mention.quantity.numeral.step < 1


def _is_item(text: str, mention: Mention) -> bool:
    start, end = mention.quantity.start, mention.quantity.number_end
    begun = _ITEM_BEGINS.search(text, max(0, start - 60), start)
    return begun is not None and _ITEM_ENDS.match(text, end) is not None and not labelled(text, start)
