"""What the headers of a table's columns say: a unit, or that their numbers are no money."""

from __future__ import annotations

import re

from enveloppes.documents.cues import PARTICIPLE
from enveloppes.documents.nouns import COUNTED_NOUNS, MAY_PAY, names_money
from enveloppes.documents.said_units import Said, unit_said
from enveloppes.money.folding import Folded

# « DGF par habitant en 2018 » says no unit: its cells may.
_PER_HEAD = re.compile(r"(?:par|/) ?hab")
_NOT_MONEY = re.compile(
    r"%|(?:^|[^a-z])(?:part$|taux|nombre|nb|nbre|population|habitants|annees?|exercice|effectifs?|surface|km|ha|m2|m²"
    r"|code|insee|date|livraison|mise en service|ouverture|duree|delai|rang|priorite|etp|postes|logements|quantites?"
    r"|no|n°|lots?|nb\.|pourcentage|ratio|beneficiaires|eleves|page|article|siren|siret|tonnes|kwh|mwh|echeance"
    r"|calendrier|mois)(?![a-z])"
)


def columns_of(header: list[list[Folded]], widest: int) -> dict[int, Said | str]:
    """Return what each column's header says: a unit, "no" for what is no money, nothing where it does not say.

    A header one cell shorter than the rows leaves its corner out.
    """
    columns: dict[int, Said | str] = {}
    years: list[int] = []
    for row in header:
        if len(row) == 1:
            continue
        cornerless = int(len(row) == widest - 1 and _names_no_row(row[0].text))
        for column, folded in enumerate(row, start=cornerless):
            said = unit_said(folded.text)
            if said is not None:
                columns[column] = said
            elif column and _PER_HEAD.search(folded.text):
                columns[column] = "per head"
            elif column and _YEAR_COLUMN.fullmatch(folded.text.strip()):
                years.append(column)
            elif column and _heads_no_money(folded.text):
                columns[column] = "no"
    for column in years:
        left = columns.get(column - 1) if column > 1 else None
        if column not in columns and isinstance(left, Said) and not left.per_head:
            columns[column] = left
    return columns


# « AP (M€) | 2024 | 2025 »: the years go on in the unit of the column before them.
_YEAR_COLUMN = re.compile(
    r"(?:(?:cp|ca|bp|ae|prevu|realise|prevision|budget) ?)?(?:19|20)\d\d(?: et (?:suivantes?|plus|au-dela))?"
)


def counted_columns(texts: list[list[Folded]], header: int) -> set[int]:
    """Return the columns of a table that count, though a caption says a unit: « Offres », 4, 3, 6 beside 612 380,50.

    The header is a plural that names no money and nobody who pays; its numbers are small and whole, others are not.
    """
    widest = max((len(row) for row in texts), default=0)
    rows = [row for row in texts[header:] if len(row) == widest]
    heads = next((row for row in texts[:header] if len(row) == widest), [])
    if len(rows) < _FEWEST_ROWS or not heads:
        return set()
    whole = {column for column in range(1, widest) if all(_SMALL.fullmatch(row[column].text.strip()) for row in rows)}
    large = any(_LARGE.search(row[column].text) for row in rows for column in range(1, widest) if column not in whole)
    return {column for column in whole if large and _is_plural(heads[column].text)}


_FEWEST_ROWS = 2
_SMALL = re.compile(r"\d{1,3}")
_LARGE = re.compile(r"\d{4}|\d[ .]\d{3}|\d,\d")
_PARTICIPLES = re.compile(rf"(?:{PARTICIPLE})")
_LIST_OF_SUMS = """
    autres totaux montants realisations previsions resultats ecarts tiers divers
"""
_SUMS = frozenset(_LIST_OF_SUMS.split())


def exact_columns(texts: list[list[Folded]], header: int) -> set[int]:
    """Return the columns with a header that names things but with decimals: « Lignes », 9,5, 13,2 are sums."""
    widest = max((len(row) for row in texts), default=0)
    heads = next((row for row in texts[:header] if len(row) == widest), [])
    rows = [row for row in texts[header:] if len(row) == widest]
    named = {column for column, head in enumerate(heads) if column and _NOT_MONEY.search(head.text) is None}
    return {column for column in named if any(_DECIMALS.fullmatch(row[column].text.strip()) for row in rows)}


_DECIMALS = re.compile(r"\d+,\d{1,2}")


def _is_plural(header: str) -> bool:
    words = re.findall(r"[a-z]{2,}", header)
    if not words or not words[0].endswith(("s", "x")) or words[0] in _SUMS | MAY_PAY or names_money(header):
        return False
    return _PARTICIPLES.fullmatch(words[0]) is None


def _names_no_row(first: str) -> bool:
    """Say whether the first cell of a header heads figures, not the rows' names."""
    return (
        unit_said(first) is not None
        or re.search(r"(?:19|20)\d\d|montant|cout|credits|depenses|budget", first) is not None
    )


def _heads_no_money(header: str) -> bool:
    """Say whether a column's header that says no unit heads counts, dates, codes: « Dossiers », « Année », « % »."""
    if re.search(r"montant|cout|credits|depense|budget", header):
        return False
    words = re.findall(r"[a-z²³]{2,}", header)
    counted = len(words) > 0 and words[0] in (COUNTED_NOUNS - MAY_PAY) | _COUNTED_IN_HEADERS
    return counted or _NOT_MONEY.search(header) is not None


_LIST_OF_COUNTED_IN_HEADERS = """
    projets operations demandes lits places adherents licencies sites quartiers qpv points lots classes ecoles colleges
    actions associations votes voix poids note fiches conventions contrats maisons gares stations agents
"""
_COUNTED_IN_HEADERS = frozenset(_LIST_OF_COUNTED_IN_HEADERS.split())
