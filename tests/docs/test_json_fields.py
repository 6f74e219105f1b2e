"""The page of the JSON names every field that an answer has, in the section of its command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from command_server import CommandServer
from doc_pages import ROOT

COMPARED = "quartiers-annemasse@2020 quartiers-annemasse@2024"
COMMANDS = (
    "total --by axis --with-context --explain",
    "list",
    "show solidarites-2021",
    "show renovation-urbaine",
    "show relance-hauts-de-seine",
    "show cadre-de-vie",
    f"compare {COMPARED} --all",
    f"compare {COMPARED} quartiers-annemasse",
    "compare relance-hauts-de-seine quartiers-annemasse --per inhabitant --with-context",
    "reconcile --sources examples/communique",
    "reconcile --ledgers examples/suivi",
    "check tests/examples/refused/C301-part-above-container.yaml",
    "extract examples/communique/communique.txt",
)
# Keys that are data: a year of a schedule.
DATA = re.compile(r"[0-9]{4}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_field_of_an_answer_is_named(command: str, server: CommandServer) -> None:
    words = command.split()
    answer = json.loads(server.run([*words, "--format", "json"], said_beside=False).printed)
    named = _names(words[0])
    assert {field for field in _fields(answer) if field not in named and not DATA.fullmatch(field)} == set()


def _names(command: str) -> set[str]:
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    sections = dict(zip(*(iter(re.split(r"^## +(.+)$", text, flags=re.MULTILINE)[1:]),) * 2, strict=True))
    own = [command, *({"show": ["reconcile", "total"], "reconcile": ["extract"]}.get(command, []))]
    said = "\n".join(sections[title] for title in ("The document", "What occurs everywhere", *own))
    return {word for code in re.findall(r"`([^`\n]+)`", said) for word in re.split(r"[^a-z0-9_]+", code)}


def _fields(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name != "parameters":
                yield from _fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner)
