"""What a figure of a document is: its offsets, its place, its reading, and the laws that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.agreements.document import Document, paragraphs_of
from enveloppes.documents.figures import Figure, Kind, figures
from enveloppes.documents.loading import load_bytes
from enveloppes.money.amount import Wording
from enveloppes.money.wording import read

# A look-alike of a communiqué: the same figures at the same paragraphs, in words of our own.
LOOK_ALIKE = """ NOTE À LA PRESSE


 Le 06/07/2021

Un accord de relance pour le territoire

L'accord a été signé aujourd'hui par ses deux parties.

En {year}, le Département a mobilisé plus de
120 M€ contre la crise. Le plan national y ajoute plus de 100 M€ d'aides, en trois volets.

« Nous consacrons cette année
909 millions d’euros aux plus fragiles, soit plus de la moitié du fonctionnement. La politique d'équipement est
estimée à ce jour à 2,5 milliards d’euros. »

Pour les aînés, un programme (10 M€) sera lancé en 2022 dans les 36 communes.

Le cadre de vie :
- l'énergie des logements (363 M€) ;
- la nature en ville (250 M€), sur 12 ha ;
- le vélo, sur la RD 7.

Pour les collèges (700 M€ d'ici
2028), les travaux commencent.
"""


def document(text: str) -> Document:
    return Document(text, paragraphs_of(text))


def found(text: str) -> tuple[Figure, ...]:
    return figures(document(text))


def test_a_communique_gives_its_eight_figures_at_their_paragraphs() -> None:
    assert [(str(figure.place), figure.printed) for figure in found(LOOK_ALIKE)] == [
        ("§5", "120 M€"),
        ("§5", "100 M€"),
        ("§6", "909 millions d’euros"),
        ("§6", "2,5 milliards d’euros"),
        ("§7", "10 M€"),
        ("§8", "363 M€"),
        ("§8", "250 M€"),
        ("§9", "700 M€"),
    ]


def test_the_qualifier_is_in_the_amount_and_not_in_the_print() -> None:
    (figure,) = found("Une politique estimée à ce jour à 2,5 milliards d’euros.")
    assert figure.printed == "2,5 milliards d’euros"
    assert figure.amount == read("environ 2,5 Md€")
    assert figure.wording is Wording.ABOUT


def test_a_range_is_one_figure_and_a_change_two() -> None:
    assert [figure.printed for figure in found("Le coût varie de 5 à 7 M€.")] == ["5 à 7 M€"]
    assert [figure.printed for figure in found("Le coût passe de 5 à 7 M€.")] == ["5", "7 M€"]
    assert [figure.printed for figure in found("De 5 M€ en 2020 à 7 M€ en 2024.")] == ["5 M€", "7 M€"]
    assert [figure.printed for figure in found("Il va de 7 à 5 M€.")] == ["7", "5 M€"]


def test_a_unit_said_elsewhere_leaves_the_digits_as_printed() -> None:
    text = "L'État apporte 5 M€, la Région 3 et le Département 2."
    assert [(figure.printed, figure.amount) for figure in found(text)] == [
        ("5 M€", read("5 M€")),
        ("3", read("3 M€")),
        ("2", read("2 M€")),
    ]


def test_a_unit_reaches_no_further_than_its_paragraph() -> None:
    assert [figure.printed for figure in found("Il a voté 722 M€.\n\nContre 480 en 2020.")] == ["722 M€"]


def test_euros_per_inhabitant_are_a_kind_of_their_own() -> None:
    kinds = [figure.kind for figure in found("Un budget de 12 M€, soit 223 €/hab. ou 446 € par foyer.")]
    assert kinds == [Kind.TOTAL, Kind.PER_HEAD, Kind.TOTAL]


def test_a_line_break_may_stand_anywhere_in_a_figure() -> None:
    for text in ("plus\nde 1 234\n567\n€", "12,5 mil-\nlions\nd'euros", "909\r\nmillions d’euros", "1\u00ad2 M\u00ad€"):
        (figure,) = found(f"Soit {text} en tout.")
        assert figure.printed in text


def test_a_bullet_parts_what_stands_before_it() -> None:
    assert [figure.printed for figure in found("Coût du lot 12\n- 500 M€ pour l'eau\n– 3 M€")] == ["500 M€", "3 M€"]
    assert [figure.printed for figure in found("plus de\n• 3 M€\n• 4 M€")] == ["3 M€", "4 M€"]


def test_decomposed_accents_and_odd_spaces_change_nothing() -> None:
    (figure,) = found("Une dépense estimée à ce jour à 2,5\u2009milliards d\u2019euros")
    assert figure.amount == read("environ 2,5 Md€")
    (figure,) = found("Une de\u0301pense estime\u0301e a\u0300 2,5 Md€")
    assert figure.amount == read("environ 2,5 Md€")


def test_a_cell_takes_the_unit_of_its_column_row_or_caption() -> None:
    page = """<table><caption>Crédits en k€</caption>
    <tr><th>Ligne</th><th>2023</th><th>Nombre</th><th>Part (%)</th></tr>
    <tr><td>Routes</td><td>1 250</td><td>12</td><td>40</td></tr>
    <tr><td>Écoles</td><td>640</td><td>7</td><td>60</td></tr>
    <tr><td>Total (M€)</td><td>1,89</td><td></td><td>100</td></tr></table><p>Soit 19 en tout.</p>"""
    readings = [figure.amount for figure in figures(load_bytes(page.encode(), "a.html"))]
    assert readings == [read("1 250 k€"), read("640 k€"), read("1,89 M€")]


def test_a_caption_before_a_table_whose_first_cell_is_empty_says_its_unit() -> None:
    page = (
        "<p>Crédits en M€</p><table><tr><td></td><td>2023</td></tr><tr><td>Eau</td><td>12</td></tr></table><p>Et 4.</p>"
    )
    document = load_bytes(page.encode(), "a.html")
    assert len(document.paragraphs) == 3
    assert [figure.amount for figure in figures(document)] == [read("12 M€")]


def test_a_caption_inside_one_table_says_nothing_of_the_next() -> None:
    page = (
        "<table><caption>Produits (en €)</caption><tr><th>Taxe</th><th>Produit</th></tr>"
        "<tr><td>Foncier</td><td>149 916</td></tr></table>"
        "<table><tr><td>Surface</td><td>1 300</td></tr><tr><td>Livraison</td><td>2027</td></tr></table>"
    )
    assert [figure.printed for figure in figures(load_bytes(page.encode(), "page.html"))] == ["149 916"]


def test_an_empty_corner_of_a_table_keeps_its_columns_in_place() -> None:
    table = "| | Montant (k€) | Part |\n|---|---|---|\n| Ville | 365 | 25 |\n| Région | 292 | 20 |\n"
    assert [figure.printed for figure in figures(load_bytes(table.encode(), "table.md"))] == ["365", "292"]


def test_columns_of_years_go_on_in_the_unit_of_the_column_before_them() -> None:
    table = "Opération\tAP (M€)\t2025\t2026\nHalle\t12,5\t4,5\t8\nQuai\t6\t2\t4\n"
    assert [figure.amount for figure in found(table)] == [
        read(text) for text in ("12,5 M€", "4,5 M€", "8 M€", "6 M€", "2 M€", "4 M€")
    ]


def test_a_column_or_a_row_of_counts_is_no_money_under_a_caption_in_euros() -> None:
    table = "Aides (en €)\nCanton;Dossiers;Aide\nNord;4;812 450\nSud;3;640 000\nVisiteurs;12;15\n"
    assert [figure.printed for figure in found(table)] == ["812 450", "640 000"]


def test_a_header_that_spans_columns_counts_for_each() -> None:
    page = """<table><tr><th rowspan=2>Axe</th><th colspan=2>Montant (M€)</th><th>Année</th></tr>
    <tr><th>État</th><th>Région</th><th></th></tr>
    <tr><td>Eau</td><td>1,2</td><td>3</td><td>2024</td></tr></table>"""
    assert [figure.amount for figure in figures(load_bytes(page.encode(), "a.html"))] == [read("1,2 M€"), read("3 M€")]


WORDS = [
    "12 M€", "3", "480", "2024", "plus de ", "de ", "à ", "et ", "contre ", "dont ", "la Région ", "millions ",
    "milliards d'euros", " par habitant", "€", ",", ".", "\n", "\n\n", "- ", "%", "passe de ", "entre ", "un million ",
    "|", "\t", "(en M€)", "(", ")", "estimé à ", "1 234", "0,5", "du ", "d'euros",
]  # fmt: skip


@settings(max_examples=200)
@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_figures_of_any_text_stand_in_it_in_order_without_overlap(text: str) -> None:
    end = 0
    for figure in found(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.printed
        assert document(text).place_at(figure.start) == figure.place
        end = figure.end


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "3 € ",
        "plus de ",
        "12 et ",
        "3 M€ contre ",
        "estimé à la ",
        "3, ",
        "| 1 | 2 |\n",
        "- 3\n",
        "un ",
        "(",
        "é",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        begun = time.process_time()
        found(text)
        return time.process_time() - begun

    seconds(10)
    assert seconds(8000) < 0.5 + 12 * seconds(1600)


def test_a_table_whose_columns_were_lost_takes_the_unit_above_it() -> None:
    rows = "Dépenses par axe (en M€)\nAxe 2023 2024\nCollèges 12,5 14,3\nRoutes 1 250 1 300\nAgents (nombre) 12 14"
    assert [figure.printed for figure in found(rows)] == ["12,5", "14,3", "1 250", "1 300"]
    alone = "(En euros) |\nProgrammes |\nBâtiments |\n|\n2 000 000 |\nTOTAL |\n2 000 000 |\n2024 |"
    assert [figure.amount for figure in found(alone)] == [read("2 000 000 €")] * 2
    prose = "Le budget en euros\nest adopté par\n12 voix sur 14 et doté de 3 M€\nLe compte 12\nle lot 14"
    assert [figure.printed for figure in found(prose)] == ["3 M€"]
