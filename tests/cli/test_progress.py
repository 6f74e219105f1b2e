"""Progress is shown on a terminal only, after a second, and leaves nothing behind."""

from __future__ import annotations

import io
import sys

import pytest

from enveloppes.cli import progress
from enveloppes.cli.progress import files_read, shown
from enveloppes.cli.settings import SETTINGS


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(SETTINGS, "language", "en")
    assert list(shown([1, 2, 3], lambda done: files_read(done * 40, 100))) == [1, 2, 3]
    return stream.getvalue()


def test_long_work_is_followed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(monkeypatch, Terminal(), 0.0)
    assert "40 of 100 files" in text
    assert text.endswith("\r\x1b[K")


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(monkeypatch, Terminal(), 60.0) == ""


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(monkeypatch, io.StringIO(), 0.0) == ""
