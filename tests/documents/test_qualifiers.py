"""Each phrase that says how a figure is known, in running text."""

from __future__ import annotations

import pytest

from enveloppes.agreements.document import Document, paragraphs_of
from enveloppes.documents.figures import figures
from enveloppes.money.amount import Wording

PHRASES = {
    Wording.MORE_THAN: """PLUS DE 3 M€ | un montant de plus de 3 M€ | plus d’1,5 million d'euros | guère plus de 3 M€
        | supérieur à 3 M€ | largement supérieur à 3 M€ | supérieur, à terme, à 3 M€ | supérieur à environ 3 M€
        | au-delà de 3 M€ | bien au-delà de 3 M€ | dépasse 3 M€ | qui dépasse désormais largement les 3 M€
        | dépassant pour la première fois 3 M€ | franchit les 3 M€ | passe la barre des 3 M€ | estimé à plus de 3 M€
        | un peu plus d'un demi-milliard d'euros | plus d'une dizaine de millions d'euros | > 3 M€ | >3 M€""",
    Wording.AT_LEAST: """au moins 3 M€ | pas moins de 3 M€ | au minimum 3 M€ | a minima 3 M€ | 3 M€ a minima
        | 3 M€ au bas mot | 3 M€ minimum | 3 M€ ou plus | 3 M€ et plus | à partir de 3 M€ | minimum : 3 M€
        | égal ou supérieur à 3 M€ | supérieur ou égal à 3 M€ | ≥ 3 M€ | >= 3 M€ | un montant minimal de 3 M€
        | évalué à au moins 3 M€ | estimé au minimum à 3 M€ | jamais inférieur à 3 M€ | ne sera pas inférieur à 3 M€""",
    Wording.LESS_THAN: """moins de 3 M€ | moins d'1 M€ | un peu moins de 3 M€ | inférieur à 3 M€ | en deçà de 3 M€
        | au-dessous de 3 M€ | sous la barre des 3 M€ | n'atteint pas 3 M€ | < 3 M€ | à moins de 3 M€""",
    Wording.AT_MOST: """jusqu'à 3 M€ | jusqu’à 3 M€ | au plus 3 M€ | au maximum 3 M€ | maximum 3 M€ | max. 3 M€
        | plafonné à 3 M€ | plafonné, pour 2024, à 3 M€ | plafonnée annuellement à 3 M€ | dans la limite de 3 M€
        | dans la limite annuelle de 3 M€ | limité à 3 M€ | pas plus de 3 M€ | à concurrence de 3 M€ | 3 M€ maximum
        | sans dépasser 3 M€ | sans pouvoir excéder 3 M€ | n'excédera pas 3 M€ | ne dépasse guère 3 M€
        | ne pourra être supérieur à 3 M€ | inférieur ou égal à 3 M€ | ≤ 3 M€ | 3 M€ HT maximum | plafond de 3 M€
        | un montant maximum de 3 M€ | jusqu'à près de 3 M€ | 3 M€ au plus""",
    Wording.ABOUT: """environ 3 M€ | 3 M€ environ | 3 M€ HT environ | estimé à 3 M€ | estimée à ce jour à 3 M€
        | estimé, selon l'INSEE, à 3 M€ | estimée par le cabinet, en 2021, à 3 M€ | évalué à 3 M€ | réévalué à 3 M€
        | près de 3 M€ | quelque 3 M€ | de l'ordre de 3 M€ | de l'ordre d'un million d'euros | autour de 3 M€
        | aux alentours de 3 M€ | aux environs de 3 M€ | à peu près 3 M€ | approximativement 3 M€ | presque 3 M€
        | avoisine les 3 M€ | voisin de 3 M€ | frôle les 3 M€ | pas loin de 3 M€ | peu ou prou 3 M€ | ~ 3 M€ | ≈ 3 M€
        | coût estimé : 3 M€ | montant estimé de 3 M€ | une estimation de 3 M€ | 3 M€ (estimation)
        | une vingtaine de millions d'euros | une petite vingtaine de millions d'euros | plus ou moins 3 M€""",
    Wording.BETWEEN: """entre 3 et 4 M€ | de 3 à 4 M€ | évaluée entre 3 et 4 M€ | environ 3 à 4 M€ | 3-4 M€ | 3 – 4 M€
        | compris entre 3 M€ et 4 M€ | varie de 3 à 4 M€ | s'échelonne de 3 à 4 M€ | de 3 M€ jusqu'à 4 M€""",
    Wording.EXACT: """3 M€ | chiffré à 3 M€ | fixé à 3 M€ | arrêtée à la somme de 3 M€ | supérieur aux 3 M€
        | en plus de 3 M€
        | 3 M€ de plus | 3 M€ au plus tard | 3 M€ au plus vite | plus de la moitié des 3 M€ | supérieure de 3 M€
        | n'est plus de 3 M€ | porté à 3 M€ | 3 M€, au moins pour 2024 | exactement 3 M€""",
}


@pytest.mark.parametrize(
    ("phrase", "wording"),
    [(phrase.strip(), wording) for wording, phrases in PHRASES.items() for phrase in phrases.split("|")],
)
def test_a_phrase_says_how_a_figure_is_known(phrase: str, wording: Wording) -> None:
    text = f"Le projet, {phrase}, est voté."
    (figure,) = figures(Document(text, paragraphs_of(text)))
    assert figure.wording is wording
