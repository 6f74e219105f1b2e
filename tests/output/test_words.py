"""Values in words, in both languages."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest

import enveloppes
from enveloppes.agreements.basis import Basis, Credit, Measure, Rhythm, Stage, Tax
from enveloppes.agreements.dates import read_day, read_period
from enveloppes.language.message import say, say_n
from enveloppes.money.amount import difference, exactly, millions, more_than
from enveloppes.money.ratio import Ratio
from enveloppes.output.sheet import Absent
from enveloppes.output.vocabulary import word_of
from enveloppes.output.words import render, write_share

# Codes, not words: the format, an engine or an encoding is called the same in every language.
_CODES = {"EngineName", "LedgerFormat", "Separator", "DecimalMark", "Encoding", "Medium", "Matching", "Direction"}

_ROOMS = tuple(f"enveloppes.{room}." for room in ("agreements", "answers", "judging", "documents", "money"))


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (exactly(millions(1323)), "1\u202f323\u00a0M€", "1\u202f323\u00a0M€"),
        (more_than(millions(120)), "more than 120\u00a0M€", "plus de 120\u00a0M€"),
        (difference(exactly(millions(10)), exactly(millions(7))), "+3\u00a0M€", "+3\u00a0M€"),
        (Fraction(1, 2), "50\u00a0%", "50\u00a0%"),
        (Fraction(3, 7), "42.9\u00a0%", "42,9\u00a0%"),
        (Ratio(Fraction(1, 2), None, low_reached=False), "more than 50\u00a0%", "plus de 50\u00a0%"),
        (1624357, "1\u202f624\u202f357", "1\u202f624\u202f357"),
        (-3, "\u22123", "\u22123"),
        (True, "yes", "oui"),
        (Decimal(1500000), "1.5\u00a0M€", "1,5\u00a0M€"),
        (read_day("2021-07-06"), "6\u00a0July 2021", "6\u00a0juillet 2021"),
        (read_day("2021-07"), "July 2021", "juillet 2021"),
        (read_day("2021"), "2021", "2021"),
        (date(2020, 12, 31), "31\u00a0December 2020", "31\u00a0décembre 2020"),
        (read_period("2021"), "2021", "2021"),
        (read_period("2021..2028"), "2021–2028", "2021–2028"),
        (read_period("..2028"), "until 2028", "jusqu'en 2028"),
        (read_period("2024.."), "from 2024 on", "à partir de 2024"),
        (Basis(), "announced, once", "annoncé, en une fois"),
        (
            Basis(Rhythm.YEARLY, Stage.VOTED, Credit.PAYMENT, Measure.LOAN, Tax.EXCLUDED, "constant-2020"),
            "voted, each year, loans, payment credits, excluding tax, constant euros of 2020",
            "voté, par an, prêts, crédits de paiement, hors taxes, euros constants de 2020",
        ),
        (Stage.COMMITTED, "committed", "engagé"),
        (None, "n.s.", "n.c."),
        (Absent.UNDEFINED, "undefined", "non défini"),
        ((Stage.VOTED, "x"), "voted, x", "voté, x"),
        ("« Texte »", "« Texte »", "« Texte »"),
    ],
)
def test_a_value_is_said_in_both_languages(value: object, english: str, french: str) -> None:
    assert render(value, "en") == english
    assert render(value, "fr") == french


def test_user_text_in_a_message_is_never_a_template() -> None:
    assert render(say("{title}", title="{title} %s {0}"), "fr") == "{title} %s {0}"


def test_a_count_chooses_its_plural() -> None:
    message = [render(say_n("{n} line", "{n} lines", count), "en") for count in (0, 1, 2)]
    assert message == ["0 lines", "1 line", "2 lines"]


def test_a_rise_has_its_sign() -> None:
    assert write_share(Fraction(3, 7), "fr", signed=True) == "+42,9\u00a0%"


def test_what_is_no_value_of_the_model_is_refused_rather_than_shown_as_python() -> None:
    with pytest.raises(TypeError, match="no words in 'fr' for a object"):
        render(object(), "fr")


def test_no_word_of_the_model_lacks_its_translation() -> None:
    missing = [
        f"{type(value).__name__}.{value.name}"
        for kind in _words_of_the_model()
        if kind.__name__ not in _CODES
        for value in kind
        if isinstance(word_of(value), str)
    ]
    assert missing == []


def _words_of_the_model() -> set[type[StrEnum]]:
    for module in pkgutil.walk_packages(enveloppes.__path__, "enveloppes."):
        if module.name.startswith(_ROOMS):
            importlib.import_module(module.name)
    return {kind for kind in StrEnum.__subclasses__() if kind.__module__.startswith(_ROOMS)}
