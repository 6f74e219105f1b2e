"""The options of the program may stand before or behind the command."""

from __future__ import annotations

import pytest

from enveloppes.cli.settings import in_front


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("total --lang fr", "--lang fr total"),
        ("total --by axis --lang=fr data", "--lang=fr total --by axis data"),
        ("--color never total --debug", "--color never --debug total"),
        ("show -- --lang", "show -- --lang"),
        ("total --by axis --lang", "--lang"),
    ],
)
def test_options_of_the_program_come_before_the_command(typed: str, meant: str) -> None:
    assert in_front(typed.split()) == meant.split()
