"""The folder of answers stays within its bounds, and its keys tell every two questions apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.cli.cache import store as kept
from enveloppes.cli.cache.key import Read, answer_key
from enveloppes.cli.cache.recording import STDERR, STDOUT, Recording
from enveloppes.cli.cache.store import Entry, Store, cache_folder

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
READS = st.lists(
    st.builds(
        Read,
        st.lists(_TEXTS, max_size=3).map(tuple),
        st.lists(st.tuples(_TEXTS, _TEXTS), max_size=3).map(tuple),
    ),
    max_size=3,
)


@given(READS, READS)
def test_two_lists_of_inputs_have_one_key_only_if_they_are_one(one: list[Read], other: list[Read]) -> None:
    assert (answer_key("q", one) == answer_key("q", other)) == (one == other)


def test_what_is_put_is_got_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path / "answers")
    assert store.get("a") is None
    store.put("a", Entry({"code": 0}, b"\x00\n\xff"))
    assert store.get("a") == Entry({"code": 0}, b"\x00\n\xff")
    assert store.get("b") is None


def test_the_entries_used_longest_ago_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_ENTRIES", 8)
    store = Store(tmp_path / "answers")
    for number in range(8):
        store.put(f"key-{number}", Entry({}, b"x"))
        os.utime(tmp_path / "answers" / f"key-{number}", (number, number))
    assert store.get("key-0") is not None  # used just now
    store.put("key-8", Entry({}, b"x"))
    left = {path.name for path in (tmp_path / "answers").iterdir()}
    assert len(left) == 6
    assert {"key-0", "key-8", "key-7"} <= left
    assert not left & {"key-1", "key-2", "key-3"}


def test_the_folder_holds_no_more_bytes_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST_CACHE", 10_000)
    store = Store(tmp_path / "answers")
    for number in range(40):
        store.put(f"key-{number}", Entry({}, b"x" * 900))
        assert sum(path.stat().st_size for path in (tmp_path / "answers").iterdir()) <= 10_000


def test_an_entry_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST_ENTRY", 1_000)
    store = Store(tmp_path / "answers")
    store.put("a", Entry({}, b"x" * 1_000))
    assert store.get("a") is None


def test_the_folder_follows_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == tmp_path / ".cache" / "enveloppes" / "answers"
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "enveloppes" / "answers"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache_folder() == tmp_path / "local" / "enveloppes" / "Cache" / "answers"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own" / "enveloppes" / "answers"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == tmp_path / ".cache" / "enveloppes" / "answers"


def test_a_recording_keeps_the_turns_of_the_streams_and_no_line_of_progress() -> None:
    recording = Recording()
    for stream, data in ((STDERR, b"note\n"), (STDERR, b"\r\x1b[K1 of 2 files"), (STDERR, b"\r\x1b[K"), (STDOUT, b"a"),
                         (STDOUT, b"b\n"), (STDERR, b"end\n")):  # fmt: skip
        recording.write(stream, data)
    assert recording.pieces == [(STDERR, b"note\n"), (STDOUT, b"ab\n"), (STDERR, b"end\n")]


def test_a_very_long_answer_is_not_kept() -> None:
    recording = Recording()
    for _ in range(5):
        recording.write(STDOUT, b"x" * 1024 * 1024)
    assert recording.spoilt
    assert not recording.pieces
