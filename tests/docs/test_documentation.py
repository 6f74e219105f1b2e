"""Every command of the documentation is run and prints what is shown; UPDATE_DOCS=1 renews what is shown."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from command_server import CommandServer
from doc_pages import FILES, ROOT, anchors, blocks, inline_commands, links, pages, steps
from doc_runner import run
from typer.main import get_command

from enveloppes.agreements.finding import NAMES
from enveloppes.cli.app import COMMANDS, app

PAGES = pages()
_GLOBAL = {"--lang": 1, "--color": 1} | dict.fromkeys(("--debug", "--no-cache", "--version", "-h", "--help"), 0)
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_of_a_page_does_what_the_page_shows(
    page: Path, server: CommandServer, folder: Path, environ: Mapping[str, str]
) -> None:
    text = page.read_text(encoding="utf-8")
    lines, wrong = text.split("\n"), []
    for block in reversed([block for block in blocks(text) if block.info not in FILES]):
        found = [(step, run(step, server, folder, environ)) for step in steps(block) if step.is_run]
        for step, ran in reversed(found):
            if ran.code != step.code:
                wrong.append(f"`{step.command}` exits with {ran.code}, not {step.code}:\n{ran.printed}")
            printed = tuple(line.rstrip() for line in ran.printed.rstrip("\n").split("\n"))
            if step.shown and printed != tuple(line.rstrip() for line in step.shown):
                wrong.append(f"`{step.command}` prints now:\n{ran.printed}")
                lines[step.lines[0] : step.lines[1]] = [f"{block.indent}{line}".rstrip() for line in printed]
    if os.environ.get("UPDATE_DOCS"):
        page.write_text("\n".join(lines), encoding="utf-8")
    assert not wrong, "\n\n".join(reversed(wrong))


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_in_running_text_has_words_that_the_program_takes(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    unrun = [step.command for block in blocks(text) if block.info not in FILES for step in steps(block)]
    typed = [code for code in inline_commands(text) if "…" not in code]
    for code in [*typed, *(one for one in unrun if not set(one) & set("|&;<>"))]:
        _parse(shlex.split(code)[1:])


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_snippets_for_other_tools_use_options_that_there_are(page: Path) -> None:
    quoted = "\n".join("\n".join(one.lines) for one in blocks(page.read_text(encoding="utf-8")) if one.info in FILES)
    pattern = rf"\benveloppes(?: --lang \w+)? ({'|'.join(COMMANDS)})\b([^\n]*)"
    for name, rest in re.findall(pattern, quoted):
        known = {option for parameter in _commands()[name].params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= known


def _commands() -> dict[str, Any]:
    group: Any = get_command(app([]))
    commands: dict[str, Any] = group.commands
    return commands


def _parse(words: list[str]) -> None:
    """Parse the words of a command line without running it; what cannot be parsed raises."""
    while words and words[0].startswith("-"):
        words = words[1 + _GLOBAL[words[0].partition("=")[0]] * ("=" not in words[0]) :]
    if words and not {"-h", "--help"} & set(words):
        command = _commands()[words[0]]
        # A command alone is only spoken of, whatever it needs.
        if words[1:]:
            command.make_context(words[0], words[1:])


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for target in links(page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), target


def test_the_first_two_bash_blocks_of_the_readme_are_the_commands_of_a_fresh_machine() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    job, tests = [block.lines for block in blocks(text) if block.info == "bash"][:2]
    setting_up = "python3 -m venv .venv && .venv/bin/pip install --quiet"
    assert job == (f"{setting_up} . && .venv/bin/enveloppes total --by axis",)
    assert tests == (f"{setting_up} --editable '.[dev]' && .venv/bin/python -m pytest",)
    assert "block == 2" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_stands_in_the_readme_and_on_the_page_of_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`{name}`" in readme
        assert f"## enveloppes {name}\n" in page


def test_the_page_of_commands_is_current() -> None:
    script = ROOT / "scripts" / "commands.py"
    checked = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_finding_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [code for code in NAMES if code not in text] == []


def test_every_page_that_the_code_names_is_there() -> None:
    files = [file for room in ("src", "tests", "scripts") for file in (ROOT / room).rglob("*.py")]
    named = {name for file in files for name in re.findall(r"docs/[\w/-]+\.md", file.read_text(encoding="utf-8"))}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
