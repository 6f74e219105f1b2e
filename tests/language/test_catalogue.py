"""The French catalogue: complete, current, and as a French administration prints."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from catalogue import COUNTS, SOURCE, merged, stale, untranslated

from enveloppes.language.catalogue import choose_language, plural_template_in, template_in

_CODE = re.compile(r"`[^`]*`|\{\{.*?\}\}")


@pytest.fixture(scope="module")
def french() -> Catalog:
    return merged()


def _pairs(message: Message) -> list[tuple[str, str]]:
    if not message.string:
        return []
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    return [(template, words) for template, words in zip(ids, said, strict=True) if template and words]


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_nothing_is_left_in_english(french: Catalog) -> None:
    assert untranslated(french) == []


def test_the_files_that_ship_say_what_the_source_says(french: Catalog) -> None:
    assert stale(french) == []


def test_a_translation_has_the_places_of_its_template(french: Catalog) -> None:
    wrong = [template for message in french for template, words in _pairs(message) if _names(template) != _names(words)]
    assert wrong == []


def test_french_signs_keep_their_no_break_spaces(french: Catalog) -> None:
    wrong = [
        words
        for message in french
        for _, words in _pairs(message)
        if re.search(r"(?<! ) [;:!?%»]|« ", _CODE.sub("", words))
    ]
    assert wrong == []


def test_no_quotation_mark_but_guillemets_quotes_in_french(french: Catalog) -> None:
    wrong = [words for message in french for _, words in _pairs(message) if "“" in words or "”" in words]
    assert wrong == []


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        (None, {}, "en"),
        ("fr", {"LANG": "en_GB.UTF-8"}, "fr"),
        ("en", {"ENVELOPPES_LANG": "fr"}, "en"),
        (None, {"ENVELOPPES_LANG": "fr", "LC_ALL": "en_GB.UTF-8"}, "fr"),
        (None, {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_GB"}, "fr"),
        (None, {"LC_MESSAGES": "fr", "LANG": "en_GB"}, "fr"),
        (None, {"LANG": "fr_CA"}, "fr"),
        (None, {"LC_ALL": "", "LANG": "fr-FR"}, "fr"),
        (None, {"LC_ALL": "C", "LANG": "fr_FR"}, "en"),
        (None, {"LANG": "frr_DE"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_first_that_is_named(asked: str | None, environment: dict[str, str], expected: str) -> None:
    assert choose_language(asked, environment) == expected


def test_french_counts_zero_as_one() -> None:
    forms = [plural_template_in("fr", "{n} file", "{n} files", count) for count in (0, 1, 2)]
    assert forms == ["{n} fichier", "{n} fichier", "{n} fichiers"]


def test_the_empty_template_is_no_header_of_a_catalogue() -> None:
    assert template_in("fr", "") == ""


def test_every_message_is_said_by_literals_so_that_the_catalogue_finds_it() -> None:
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COUNTS:
                said = node.args[: COUNTS[node.func.id]]
                if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in said):
                    wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []
