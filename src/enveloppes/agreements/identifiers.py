"""Identifiers of the public registers: SIREN, the codes of the COG, the functions of COFOG; all are quoted text."""

from __future__ import annotations

import re
from functools import lru_cache

from enveloppes.agreements.refusal import Refused
from enveloppes.language.message import say

# COG and its neighbours: départements and regions, communes, the SIREN of an EPCI, QPV codes, the country.
_TERRITORY = (
    r"[0-9]{2}|2[AB]|97[1-8]|98[4-9]"
    r"|[0-9]{5}|2[AB][0-9]{3}"
    r"|[0-9]{9}"
    r"|Q[PN][0-9AB]{3}[0-9]{2,3}[A-Z]?"
    r"|FR"
)
_DEPARTEMENT = r"0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[4-9]|69[DM]|6AE"
_REGION = r"0[1-46]|11|24|27|28|32|44|52|53|75|76|84|93|94"
_COMMUNE = r"(?:0[1-9]|[1-8][0-9]|9[0-5]|2[AB])[0-9]{3}|9[78][0-9]{3}"
_BY_LEVEL = {"departement": _DEPARTEMENT, "region": _REGION, "commune": _COMMUNE}
_COFOG = r"(?:0[1-9]|10)(?:\.[1-9](?:\.[1-9])?)?"
_LUHN_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_LONGEST_QUOTED = 40
# What readers of YAML 1.1 or 1.2 make a number of: 06, 06.1, 75_001, 2E5; 2A stays text to all of them.
_NUMBER = re.compile(r"[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?", re.ASCII)


class Quoted(str):
    """A scalar that stands in quotation marks in the file, so that every YAML reader takes it for text."""

    __slots__ = ()


def quoted(value: object, what: str) -> str:
    """Return the text of a code, which must be quoted; raises Refused (M108)."""
    if isinstance(value, Quoted):
        return str(value)
    if not isinstance(value, str):
        raise Refused("M108", say("a code is a quoted text here, as in {example}", example=f'{what}: "06.1"'))
    mended = f'{what}: "{value[:_LONGEST_QUOTED]}"' if what else f'"{value[:_LONGEST_QUOTED]}"'
    if _NUMBER.fullmatch(value) is None:
        raise Refused(
            "M108", say("a code is quoted, so that none is ever taken for a number; write {mended}", mended=mended)
        )
    raise Refused("M108", say("other YAML readers take an unquoted code for a number; write {mended}", mended=mended))


def luhn_holds(digits: str) -> bool:
    """Say whether the key of a SIREN (Luhn's formula, INSEE) is right."""
    total = sum(
        int(digit) if place % 2 == 0 else _LUHN_DOUBLED[int(digit)] for place, digit in enumerate(reversed(digits))
    )
    return total % 10 == 0


def read_siren(value: object) -> str:
    """Return a SIREN of nine digits whose key holds; raises Refused (M107, M108)."""
    text = quoted(value, "siren")
    if re.fullmatch(r"[0-9]{9}", text, re.ASCII) is None:
        raise Refused("M107", say("`{text}` is not a SIREN, which has nine digits", text=text[:_LONGEST_QUOTED]))
    if not luhn_holds(text):
        raise Refused("M107", say("the key of SIREN `{text}` is wrong; compare it with the public register", text=text))
    return text


def read_cofog(value: object) -> str:
    """Return a COFOG code: division, group or class, as in "06", "06.1", "06.1.1"; raises Refused (M107, M108)."""
    return _cofog(value if isinstance(value, Quoted) else quoted(value, "theme"))


@lru_cache(maxsize=1024)
def _cofog(text: str) -> str:
    if re.fullmatch(_COFOG, text) is None:
        raise Refused(
            "M107",
            say(
                '`{text}` is not a COFOG code; write a division "06", a group "06.1" or a class "06.1.1"',
                text=text[:_LONGEST_QUOTED],
            ),
        )
    return str(text)


def read_territory_reference(value: object) -> str:
    """Return the code of a territory, which the file or another defines; raises Refused (M107, M108)."""
    return _territory_form(quoted(value, "territory"))


def read_territory_key(value: object) -> str:
    """Return the code that a territory is defined under; raises Refused (M107, M108)."""
    return _territory_form(quoted(value, ""))


def _territory_form(text: str) -> str:
    if re.fullmatch(_TERRITORY, text) is None:
        raise Refused(
            "M107",
            say(
                "`{text}` is not a code of the COG (92, 2A, 971, 74012), a SIREN or a QPV code",
                text=text[:_LONGEST_QUOTED],
            ),
        )
    return text


def check_level(code: str, level: str) -> None:
    """Refuse (M107) a code that no territory of that level has, for the levels whose codes the COG fixes."""
    form = _BY_LEVEL.get(level)
    if form is not None and re.fullmatch(form, code) is None:
        raise Refused("M107", say("no {level} has the code `{code}` in the COG", level=level, code=code))
