"""What YAML does with what people write, explained by the line mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from enveloppes.agreements.finding import Placed
from enveloppes.output.words import render
from enveloppes.reading.register_file import read_register

HEAD = "format: 1\nsources: {s: {title: S}}\nagreements:\n  - id: a\n    title: A\n    source: s\n    context:\n"


def findings(path: Path, text: str | bytes) -> list[Placed]:
    file = path / "broken.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = read_register([str(file)])
    return list(reading.place(reading.findings))


def said(placed: Placed) -> str:
    return render(placed.finding.message, "en")


@pytest.mark.parametrize(
    ("line", "code", "column", "mended"),
    [
        ("amount: > 120 M€", "Y002", 17, 'amount: "> 120 M€"'),
        ("amount: > 120 M€", "Y002", 17, "amount: plus de 120 M€"),
        ("amount: >= 5 M€ # au moins", "Y002", 17, "amount: au moins 5 M€"),
        ("note: Accord : suite", "Y002", 15, 'note: "Accord : suite"'),
        ("note: le total: 5", "Y002", 15, 'note: "le total: 5"'),
        ('note: dit « plan » : oui "non"', "Y002", 15, "note: 'dit « plan » : oui \"non\"'"),
        ("source: {ref: s, printed: 1,5 Md€}", "M101", 37, 'printed: "1,5 Md€"'),
        ("source: {ref: s, printed: 1, 5 milliard d'euros, at: §1}", "M101", 38, 'printed: "1, 5 milliard d\'euros"'),
        ("within: {id: e, note: a : b}", "Y002", 31, 'note: "a : b"'),
        ("funders: [{name: R, share: > 5 M€}]", "Y002", 36, 'share: "> 5 M€"'),
        ("amount: | 120 M€", "Y002", 17, '`amount: "120 M€"`'),
        ("amount: |- 120 M€ # ?", "Y002", 17, '`amount: "120 M€"`'),
        ('note: "a \\ud83c\\udfeb b"', "Y002", 18, "write 🏫 itself, or `\\U0001F3EB`"),
        ('note: "a \\\\ud83c \\ud83c b"', "Y002", 26, "`\\ud83c` is half of a character"),
    ],
)
def test_a_trap_shows_the_line_mended(tmp_path: Path, line: str, code: str, column: int, mended: str) -> None:
    found = findings(tmp_path, f"{HEAD}      - id: e\n        title: E\n        {line}\n")
    first = next(one for one in found if one.finding.code == code)
    assert (first.extent.line, first.extent.column) == (10, column)
    assert mended in said(first)


def test_a_tab_shows_the_line_with_spaces(tmp_path: Path) -> None:
    found = findings(tmp_path, f"{HEAD}      - id: e\n\t\ttitle: E\n")
    assert [(one.finding.code, one.extent.line, one.extent.column) for one in found] == [("Y002", 9, 1)]
    assert "`        title: E`" in said(found[0])


def test_no_trap_hides_another_nor_what_the_model_says(tmp_path: Path) -> None:
    envelope = (
        "      - id: e\n        title: a : b\n        amount: > 5 M€\n        stage: promised\n        titel: x\n"
    )
    text = f"{HEAD}{envelope}"
    assert [one.finding.code for one in findings(tmp_path, text)] == ["Y002", "Y002", "M106", "M101"]


@pytest.mark.parametrize("value", ["| 120 M€", "| bientôt", "> bientôt", "bientôt : peut-être"])
def test_the_model_says_nothing_of_a_value_that_was_guessed(tmp_path: Path, value: str) -> None:
    text = f"{HEAD}      - id: e\n        title: E\n        amount: {value}\n        titel: x\n"
    assert [one.finding.code for one in findings(tmp_path, text)] == ["Y002", "M101"]


def test_what_is_missing_where_a_value_was_guessed_is_found_all_the_same(tmp_path: Path) -> None:
    text = f"{HEAD}      - {{amount: > 5 M€, id: e}}\n      - {{title: F, id: > f}}\n"
    assert sorted(one.finding.code for one in findings(tmp_path, text)) == ["M102", "Y002", "Y002"]


def test_an_escape_of_json_hides_nothing_and_moves_nothing(tmp_path: Path) -> None:
    text = HEAD + '      - {id: e, title: "\\ud83c\\udfeb", titel: x}\n      - {id: f, title: "\\uDFEB"}\n'
    found = findings(tmp_path, text)
    assert [one.finding.code for one in found] == ["Y002", "M101", "Y002"]
    assert found[1].source_line[found[1].extent.column - 1 :].startswith("titel")


def test_a_file_that_stops_being_yaml_adds_nothing_to_r_and_c(tmp_path: Path) -> None:
    text = f"{HEAD}      - id: e\n        title: a : b\n        within: nothing\n"
    assert [one.finding.code for one in findings(tmp_path, text)] == ["Y002"]


def test_ids_that_may_stand_in_a_broken_file_are_not_called_unknown(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(f"{HEAD}      - id: inside\n        title: 'x\n", encoding="utf-8")
    (tmp_path / "good.yaml").write_text(
        "format: 1\nsources: {t: {title: T}}\nagreements:\n  - id: b\n    title: B\n    source: t\n"
        "    context: [{id: f, title: F, within: inside}]\n",
        encoding="utf-8",
    )
    reading = read_register([str(tmp_path)])
    assert [finding.code for finding in reading.findings] == ["Y002"]


def test_an_envelope_that_the_model_refuses_is_still_known_to_others(tmp_path: Path) -> None:
    text = f"{HEAD}      - {{id: e, title: E, amount: 363}}\n      - {{id: f, title: F, within: e}}\n"
    assert [one.finding.code for one in findings(tmp_path, text)] == ["M103"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_right_with_any_line_end_and_a_byte_order_mark(tmp_path: Path, ending: str, mark: str) -> None:
    text = mark + "format: 1\nagreements:\n  - id: a\n    title: 'é\u0301 漢 \u2028 x'\n    titel: x\n".replace(
        "\n", ending
    )
    found = findings(tmp_path, text)
    assert [(one.finding.code, one.extent.line, one.extent.column, one.extent.end_column) for one in found] == [
        ("M101", 5, 5, 10)
    ]
    assert found[0].source_line == "    titel: x"


def test_a_missing_key_is_placed_at_its_mapping_and_an_unknown_one_at_the_key(tmp_path: Path) -> None:
    found = findings(tmp_path, f"{HEAD}      - title: E\n        amont: 5 M€\n")
    assert [(one.finding.code, one.extent.line, one.extent.column) for one in found] == [
        ("M102", 8, 9),
        ("M101", 9, 9),
    ]


def test_keys_choices_and_ids_that_are_nearly_right_get_a_suggestion(tmp_path: Path) -> None:
    first = "      - {id: renovation, title: E, stge: voted}\n"
    text = f"{HEAD}{first}      - {{id: f, title: F, stage: votd, within: renovaton}}\n"
    words = [said(one) for one in findings(tmp_path, text)]
    assert ["did you mean" in one for one in words] == [True, True, True]
    assert "`stage`" in words[0]
    assert "`voted`" in words[1]
    assert "`renovation`" in words[2]
