"""Which files a run reads when paths are given, and when none is."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from enveloppes.reading.inputs import choose, shipped_register
from enveloppes.reading.register_file import read_register

EMPTY = "format: 1\n"


def test_without_a_path_the_shipped_register_is_read_and_a_note_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = choose((), {})
    assert chosen.names == (str(shipped_register()),)
    assert len(chosen.notes) == 1


def test_without_a_path_data_is_read_if_it_holds_a_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "other.yaml").write_text(EMPTY, encoding="utf-8")
    assert choose((), {}).names == (str(shipped_register()),)
    (tmp_path / "data" / "accords.yaml").write_text(EMPTY, encoding="utf-8")
    assert choose((), {}).names == (str(Path("data", "accords.yaml")), str(Path("data", "other.yaml")))
    assert choose((), {}).notes == ()


def test_the_environment_names_a_register_and_a_path_wins_over_it(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text(EMPTY, encoding="utf-8")
    assert choose((), {"ENVELOPPES_DATA": str(tmp_path)}).names == (str(file),)
    assert choose(("-",), {"ENVELOPPES_DATA": str(tmp_path)}).names == ("-",)


def test_a_path_given_twice_is_read_once_by_its_first_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(EMPTY, encoding="utf-8")
    assert choose(("a.yaml", "./a.yaml", ".", str(tmp_path / "a.yaml"), "-", "-"), {}).names == ("a.yaml", "-")


def test_the_standard_input_is_part_of_the_register(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\nsources: {s: {title: S}}\n", encoding="utf-8")
    text = b"format: 1\nagreements: [{id: a, title: A, source: s}]\n"
    reading = read_register([str(file), "-"], stdin=io.BytesIO(text))
    assert reading.findings == ()
    assert [one.name for one in reading.inputs] == [str(file), "-"]


def test_files_are_read_sorted_and_several_make_one_register(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        text = f"format: 1\nagreements: [{{id: {name}, title: T}}]\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    reading = read_register([str(tmp_path)])
    assert [agreement.id for agreement, _ in reading.register.agreements()] == ["a", "b", "c"]


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of which one subfolder may not be looked into, whoever runs the tests."""
    for name in ("open", "closed"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(EMPTY, encoding="utf-8")
    scandir = os.scandir

    def refusing(path: str) -> os._ScandirIterator[str]:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return tmp_path


@pytest.mark.parametrize("below", ["", "closed"])
def test_a_folder_that_may_not_be_looked_into_is_named(closed: Path, below: str) -> None:
    reading = read_register([str(closed / below)])
    (found,) = reading.findings
    assert (found.code, found.spot.file) == ("Y001", str(closed / "closed"))
    assert found.message.template == "this directory may not be read: the permission is missing"
    assert [one.name for one in reading.inputs] == ([] if below else [str(closed / "open" / "a.yaml")])
