"""Which titles are so near each other that two envelopes may be the same money."""

from __future__ import annotations

import pytest

from enveloppes.rules.duplicates import similar


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rénovation énergétique de l'habitat", "RENOVATION ENERGETIQUE DE L'HABITAT"),
        ("Rénovation énergétique de l'habitat", "Rénovation énergétique des habitats"),
        ("Plan vélo", "Vélo (plan)"),
        ("Tranche 1 du collège", "Collège, tranche 1"),
    ],
)
def test_nearly_the_same_words_in_any_order_are_similar(one: str, other: str) -> None:
    assert similar(one, other)
    assert similar(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rénovation énergétique de l'habitat", "Plan vélo du département"),
        ("Tranche 1 du collège", "Tranche 2 du collège"),
        ("Collège 12", "Collège 13"),
        ("Plan vélo 2021", "Plan vélo"),
        ("Eau", "Air"),
    ],
)
def test_other_words_and_other_numbers_are_not(one: str, other: str) -> None:
    assert not similar(one, other)
    assert not similar(other, one)
