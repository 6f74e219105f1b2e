"""Tables whose cells stand on lines of their own, as they come out of a page that was copied."""

from __future__ import annotations

from textwrap import dedent

import pytest

from enveloppes.agreements.document import Document, paragraphs_of
from enveloppes.documents.figures import Kind, figures


def found(text: str) -> list[tuple[str, str]]:
    text = dedent(text)
    return [(figure.printed, f"{figure.amount.low.euros:f}") for figure in figures(Document(text, paragraphs_of(text)))]


BLANK_LINES = """\
    L'amendement modifie ainsi les crédits de la mission.

    (en euros)

    Programmes

    +

    -

    Routes

    40 000

    Ponts et ouvrages
    dont entretien

    40 000

    TOTAL

    40 000

    40 000

    Objet

    Cet amendement crée 12 postes et prend 40 000 euros à 3 autres programmes.
"""


def test_cells_between_blank_lines_take_the_unit_above_them() -> None:
    assert found(BLANK_LINES) == [("40 000", "40000")] * 4 + [("40 000 euros", "40000")]


def test_cells_on_lines_of_one_paragraph_end_at_a_sentence() -> None:
    text = """\
        Modifier ainsi les crédits :
        (En millions d'euros) |
        Programmes |
        Autorisations |
        || |
        + |
        - |
        Bâtiments publics |
        |
        2,5 |
        |
        1 250 |
        TOTAL |
        3,5 |
        La séance est reprise par le 2e vice-président devant 48 élus.
        Le budget de 12 M€ est voté par 30 voix.
    """
    assert found(text) == [("2,5", "2500000"), ("1 250", "1250000000"), ("3,5", "3500000"), ("12 M€", "12000000")]


def test_columns_of_another_kind_are_left_out_by_their_place() -> None:
    text = """\
        Action

        (en euros)

        (en euros)

        En %

        Licence

        2 810 244

        2 755 000

        22

        Master

        1 300 000

        1 250 000

        19

        Divers

        12 000

        4
    """
    assert [printed for printed, _ in found(text)] == ["2 810 244", "2 755 000", "1 300 000", "1 250 000"]


def test_percentages_changes_and_footnote_marks_are_no_cells() -> None:
    text = """\
        (en M€)

        Crédits 2023

        Évolution

        Routes

        612,35

        588,4 9 ( * )

        -2,05%

        -12,55
    """
    assert [printed for printed, _ in found(text)] == ["612,35", "588,4"]


def test_numbers_that_one_space_parts_are_not_joined_where_columns_differ() -> None:
    text = """\
        Communes
        en k€
        Ressources/hab.
        en €
        Le Bourg 318 455 604
        La Combe 461 377 1298
        Les Prés 284 339 741
    """
    assert found(text) == []


def test_two_numbers_of_a_line_are_parted_by_their_size_and_percentages_by_their_sign() -> None:
    text = """\
        (en k€)
        Dépenses
        412 306 409 118
        -2.1% 97 118 103 640
        Reports
        11 360 24 105 112,2 %
        45.310.220
        2.29 %
    """
    assert [printed for printed, _ in found(text)] == [
        "412 306", "409 118", "97 118", "103 640", "11 360", "24 105", "45.310.220",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "(en euros)\n\nLa commune compte 3 écoles.\n\n12\n\n14\n",
        "Tout est payé en euros\n\nPage\n\n12\n",
        "(en euros)\n\nJanvier\n\n2023\n\n2024\n",
    ],
)
def test_a_unit_alone_makes_no_table(text: str) -> None:
    assert found(text) == []


def test_a_page_of_dollars_has_no_figures() -> None:
    assert found("La patinoire coûterait 52 millions de fonds publics.\n\nLa ville verse 3 M$ par an.") == []
    assert found("Le crédit de 500 millions est réparti.\n\nFait le 16 novembre 1991.") == []
    assert found("La patinoire coûterait 52 millions de fonds publics.") == [("52 millions", "52000000")]


def test_a_price_of_a_pupil_is_a_sum_and_one_of_an_inhabitant_is_not() -> None:
    text = "La Ville paie 12 € par élève et 340 € par habitant."
    kinds = [figure.kind for figure in figures(Document(text, paragraphs_of(text)))]
    assert kinds == [Kind.TOTAL, Kind.PER_HEAD]
