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


def corrected_by_cells(columns: dict[int, Said | str], texts: list[list[Folded]], header: int) -> dict[int, Said | str]:
    """Return what the columns say under a caption with a unit, once their cells are looked at.

    « Lignes », 9,5, 13,2 are sums whatever the header names; « Offres », 4, 3, 6 beside 612 380,50 are counted: a
    plural that names no money and nobody who pays, over small whole numbers where others are not.
    """
    widest = max((len(row) for row in texts), default=0)
    heads = next((row for row in texts[:header] if len(row) == widest), [])
    rows = [[folded.text.strip() for folded in row] for row in texts[header:] if len(row) == widest]
    if not heads:
        return columns
    found = dict(columns)
    whole = {column for column in range(1, widest) if all(_SMALL.fullmatch(row[column]) for row in rows)}
    large = any(_LARGE.search(row[column]) for row in rows for column in range(1, widest) if column not in whole)
    for column in range(1, widest):
        exact = any(_DECIMALS.fullmatch(row[column]) for row in rows)
        if columns.get(column) == "no" and exact and _NOT_MONEY.search(heads[column].text) is None:
            del found[column]
        counted = len(rows) >= _FEWEST_ROWS and large and column in whole and _is_plural(heads[column].text)
        if column not in columns and counted:
            found[column] = "no"
    return found


_FEWEST_ROWS = 2
_SMALL = re.compile(r"\d{1,3}")
_DECIMALS = re.compile(r"\d+,\d{1,2}")
_LARGE = re.compile(r"\d{4}|\d[ .]\d{3}|\d,\d")
_PARTICIPLES = re.compile(rf"(?:{PARTICIPLE})")
_LIST_OF_SUMS = """
    autres totaux montants realisations previsions resultats ecarts tiers divers
"""
_SUMS = frozenset(_LIST_OF_SUMS.split())


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
