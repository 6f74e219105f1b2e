"""Words that are no key, no value and no id, and the known ones that were most likely meant."""

from __future__ import annotations

import pytest

from enveloppes.answers.query import did_you_mean

KNOWN = ("Région Île-de-France", "État", "Département des Hauts-de-Seine", "a2-e", "renovation-energetique")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("regio", "Région Île-de-France"),
        ("ile-de-france", "Région Île-de-France"),
        ("etat", "État"),
        ("ÉTAT", "État"),
        ("hauts-de-seine", "Département des Hauts-de-Seine"),
        ("energetique", "renovation-energetique"),
        ("A2-E", "a2-e"),
        ("renovation-energetic", "renovation-energetique"),
    ],
)
def test_case_accents_and_the_rest_of_a_name_are_no_difference(word: str, meant: str) -> None:
    assert did_you_mean(word, KNOWN).values == {"near": meant}


@pytest.mark.parametrize("word", ["xyz", "de", "", "ministère"])
def test_a_word_unlike_all_gets_no_hint(word: str) -> None:
    assert did_you_mean(word, KNOWN).values == {}


def test_of_several_that_hold_a_word_the_one_that_begins_so_comes_first() -> None:
    assert did_you_mean("seine", ("Hauts-de-Seine", "Seine-et-Marne département")).values == {
        "near": "Seine-et-Marne département"
    }
