"""A check on all processors finds what a check on one does."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from enveloppes.cli import checking, sharding
from enveloppes.cli.checking import check
from enveloppes.output.findings import Report

EXAMPLES = Path(__file__).parents[1] / "examples"


def envelope(key: str, more: str = "") -> str:
    return (
        f"format: 1\nsources: {{s-{key}: {{title: S, date: 2021}}}}\nagreements:\n  - id: {key}\n    title: A\n"
        f"    source: s-{key}\n    axes:\n      - id: {key}-axe\n        title: X\n        envelopes:\n"
        f"          - {{id: {key}-e, title: Rénovation, amount: 5 M€{more}}}\n"
    )


def write(folder: Path, **texts: str) -> str:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def both(path: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, Report]:
    alone = check([path])
    monkeypatch.setattr(checking, "_MUCH", 0)
    in_turn = check([path])
    monkeypatch.setattr(sharding, "MANY_FILES", 1)
    monkeypatch.setattr(sharding, "_FILES_AT_ONCE", 2)
    sharded = check([path])
    assert sharded == in_turn
    return alone, sharded


@pytest.mark.parametrize("path", [EXAMPLES / "refused", EXAMPLES / "accepted", EXAMPLES])
def test_the_examples_are_judged_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, sharded = both(str(path), monkeypatch)
    assert sharded.findings == alone.findings
    assert sharded.checked == alone.checked


def test_an_id_that_two_files_give_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, a=envelope("a"), b=envelope("b"), c=envelope("a").replace("s-a", "s-c"))
    alone, sharded = both(path, monkeypatch)
    assert [placed.finding.code for placed in sharded.findings] == ["R201", "R201", "R201"]
    assert sharded.findings == alone.findings


def test_an_envelope_within_one_of_another_file_is_judged_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, a=envelope("a", ", within: b-e"), b=envelope("b").replace("5 M€", "3 M€"), c=envelope("c"))
    alone, sharded = both(path, monkeypatch)
    assert [placed.finding.code for placed in sharded.findings] == ["C301"]
    assert sharded.findings == alone.findings


def test_the_source_of_another_file_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, a=envelope("a", ", source: s-b"), b=envelope("b"), c=envelope("c", ", source: s-z"))
    alone, sharded = both(path, monkeypatch)
    assert [placed.finding.code for placed in sharded.findings] == ["R202"]
    assert sharded.findings == alone.findings


def test_a_duplicate_in_another_file_is_suspected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = ', theme: "06.1", territory: "92", funders: [État]'
    place = envelope("p").replace("agreements:", 'territories: {"92": {name: Hauts-de-Seine}}\nagreements:')
    path = write(tmp_path, a=envelope("a", more), b=envelope("b", more), c=place)
    alone, sharded = both(path, monkeypatch)
    assert [placed.finding.code for placed in sharded.findings] == ["C307"]
    assert sharded.findings == alone.findings


def test_files_without_anything_wrong_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, a=envelope("a"), b=envelope("b"), c=envelope("c"))
    alone, sharded = both(path, monkeypatch)
    assert sharded.findings == ()
    assert sharded.checked == alone.checked
    assert (sharded.checked.agreements, sharded.checked.envelopes, sharded.checked.figures) == (3, 3, 3)


def test_nothing_stays_frozen_once_the_workers_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both(write(tmp_path, a=envelope("a"), b=envelope("b"), c=envelope("c")), monkeypatch)
    assert gc.get_freeze_count() == 0
