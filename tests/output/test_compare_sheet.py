"""What a reader sees of a comparison: words, bars, Markdown, and the JSON that programs read."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from comparing import HEAD, ask, envelopes, pair, register, states

from enveloppes.answers.compare_result import Comparison, Question
from enveloppes.money.amount import Amount, at_least, between, exactly
from enveloppes.output.compare_bars import bar
from enveloppes.output.compare_json import compare_result
from enveloppes.output.compare_sheet import compare_sheet
from enveloppes.output.machine import union_records
from enveloppes.output.markdown import write_markdown
from enveloppes.output.presentation import Presentation
from enveloppes.output.terminal import plain

OLD = """\
- {id: a, title: A, amount: 7 M€, stage: contracted}
- {id: b, title: B, amount: plus de 5 M€}
- {id: c, title: C, amount: 3 M€}
- {id: d, title: D}
"""
NEW = """\
- {id: a, title: A, amount: 10 M€, stage: voted}
- {id: b, title: B, amount: 7..9 M€}
- {id: d, title: D}
- {id: e, title: E, amount: 1 M€}
"""
NO_BREAK = "\u00a0"


def text_of(answer: Comparison, language: str = "en", *, with_unchanged: bool = False) -> str:
    text = plain(compare_sheet(answer, with_unchanged=with_unchanged, with_bars=True), language)
    return text.replace(NO_BREAK, " ").replace("\u202f", " ")


def test_a_change_is_told_with_its_percentage_and_its_stage() -> None:
    text = text_of(states(OLD, NEW))
    assert "7 M€  →  10 M€" in text
    assert "+3 M€" in text
    assert "+42.9 %" in text
    assert "stage: contracted → voted" in text
    french = text_of(states(OLD, NEW), "fr")
    assert "+42,9 %" in french
    assert "contractualisé → voté" in french


def test_what_has_no_bound_is_told_in_words() -> None:
    text = text_of(states(OLD, NEW))
    assert "less than +4 M€" in text
    assert "undefined" in text
    assert "undecided: it may have risen or fallen" in text


def test_unchanged_rows_are_counted_and_shown_on_request() -> None:
    answer = states(OLD, NEW)
    assert "1 row unchanged (--all)." in text_of(answer)
    assert "\n  d " not in text_of(answer)
    assert "\n  d " in text_of(answer, with_unchanged=True)


def test_added_and_removed_rows_are_called_so() -> None:
    lines = text_of(states(OLD, NEW)).splitlines()
    assert any(line.startswith("  c ") and line.endswith("removed") for line in lines)
    assert any(line.startswith("  e ") and line.endswith("added") for line in lines)


def test_nothing_changed_is_said() -> None:
    assert "Nothing changed: 4 rows unchanged (--all)." in text_of(states(OLD, OLD))


def test_no_line_is_wider_than_eighty_columns_in_either_language() -> None:
    for language in ("en", "fr"):
        text = plain(compare_sheet(states(OLD, NEW), with_bars=True), language, 80)
        assert max(map(len, text.splitlines())) <= 80


def test_bars_of_unlike_bases_have_scales_of_their_own() -> None:
    old = "- {id: a, title: A, amount: 7 M€}\n- {id: b, title: B, amount: 1 k€, rhythm: yearly}\n"
    new = "- {id: a, title: A, amount: 14 M€}\n- {id: b, title: B, amount: 2 k€, rhythm: yearly}\n"
    text = text_of(states(old, new))
    assert "Scale of its own · announced, once" in text
    assert "Scale of its own · announced, each year" in text
    assert [line.count("█") for line in text.splitlines() if "█" in line] == [16, 32, 16, 32]
    assert "Scale of its own" not in text_of(states(old.partition("\n")[0], new.partition("\n")[0]))


@pytest.mark.parametrize(
    ("amount", "drawn"),
    [
        (exactly(100), "████"),
        (exactly(50), "██"),
        (between(50, 100), "██░░"),
        (at_least(50), "██░░→"),
        (exactly(1), "▌"),
        (exactly(0), "0"),
    ],
)
def test_a_bar_is_full_where_it_is_certain_and_shaded_where_it_is_possible(amount: Amount, drawn: str) -> None:
    assert bar(amount, Decimal(100), 4) == drawn


def test_markdown_for_a_review_has_what_changed_then_the_totals_and_no_bars() -> None:
    answer = states(OLD, NEW)
    text = write_markdown(Presentation(compare_sheet(answer), "en", "0")).decode()
    assert "█" not in text
    changes, totals = text.index("Changes"), text.index("Totals")
    assert changes < totals
    assert "| d " not in text


def test_json_is_as_the_interface_lays_it_down() -> None:
    result = compare_result(states(OLD, NEW), "en")
    assert isinstance(result, dict)
    rows = {row["id"]: row for row in json.loads(json.dumps(result))["rows"]}
    assert set(rows) == {"a", "b", "c", "e"}
    changed = rows["a"]
    assert changed["status"] == "changed"
    assert changed["moved"] is None
    assert changed["fields"] == [{"name": "stage", "old": "contracted", "new": "voted"}]
    assert (changed["old"]["low"], changed["new"]["high"], changed["change"]["low"]) == (
        "7000000",
        "10000000",
        "3000000",
    )
    assert (changed["percent"], changed["ratio"]) == ({"low": "42.9", "high": "42.9"}, "3/7")
    assert changed["basis"]["stage"] == "voted"
    assert (rows["b"]["change"]["low"], rows["b"]["change"]["high"], rows["b"]["percent"]) == (None, "4000000", None)
    assert (rows["c"]["status"], rows["c"]["new"]) == ("removed", None)
    totals = json.loads(json.dumps(result))["totals"]
    assert [(total["basis"]["stage"], total["old"] and total["old"]["low"]) for total in totals] == [
        ("announced", "8000000"),
        ("contracted", "7000000"),
        ("voted", None),
    ]
    everything = compare_result(states(OLD, NEW), "en", with_unchanged=True)
    assert isinstance(everything, dict)
    assert isinstance(everything["rows"], list)
    assert len(everything["rows"]) == 5


def test_programs_read_the_percentage_and_never_a_word_in_its_place() -> None:
    records = list(union_records(compare_sheet(states(OLD, NEW)), "en"))
    by_id = {record.get("id"): record for record in records if record["table"] == "rows"}
    assert by_id["a"]["percent_ratio"] == "3/7"
    assert by_id["c"]["percent_low"] is None
    assert by_id["c"]["status"] == "removed"


def test_a_matrix_has_a_column_and_a_total_for_each_side() -> None:
    data = register(
        HEAD + "          - {id: a, title: A, amount: [{from: 2020, amount: 5 M€}, {from: 2022, amount: 6 M€}]}\n"
    )
    answer = ask(None, *((f"agreement@{year}", data) for year in (2020, 2021, 2022)))
    text = plain(compare_sheet(answer), "en").replace(NO_BREAK, " ")
    assert "2020" in text
    assert "Total" in text
    result = compare_result(answer, "en")
    assert isinstance(result, dict)
    assert result["columns"] == ["agreement@2020", "agreement@2021", "agreement@2022"]
    names = next(iter(union_records(compare_sheet(answer), "en")))
    assert "agreement_2022_low" in names


def test_user_text_stays_text_in_every_word_of_a_comparison() -> None:
    hostile = "- {id: a, title: '[red]\\x1b {evil} | =1+1', amount: 5 M€}"
    answer = pair(envelopes(hostile), envelopes(hostile.replace("5 M€", "6 M€, period: 2021")), Question())
    text = text_of(answer)
    assert "[red]\\x1b {evil} | =1+1" in text
