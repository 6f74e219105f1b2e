"""The pages of the documentation as the tests read them: fenced blocks, commands in them, links and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Blocks that quote files: what they run is run elsewhere, so that only its options are looked at.
FILES = frozenset({"yaml", "yml", "json", "toml", "python", "html", "diff"})
_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_COMMAND = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*enveloppes\s|[|&;] *enveloppes\s")
_COMMENT = re.compile(r"\s+#\s+(?P<said>.*)$")
_INLINE = re.compile(r"(?<!`)`(?P<code>enveloppes [^`\n]+)`(?!`)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)|!\[[^\]\n]*\]\((?P<image>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(?P<title>.+?)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the word after the fence, its lines without the indent, and the page's line they begin at."""

    info: str
    lines: tuple[str, ...]
    first: int
    indent: str


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a block: what is run, the code it must exit with, and the output shown under it, if any.

    ``is_run`` is False where the page says `# not run: why`; the output stands on ``lines`` of the page, from 0.
    """

    command: str
    code: int
    is_run: bool
    shown: tuple[str, ...]
    lines: tuple[int, int]


def pages() -> list[Path]:
    """Return the pages that readers see, without those that tests or tools read."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    opened: re.Match[str] | None = None
    first = 0
    kept: list[str] = []
    for number, line in enumerate(text.split("\n")):
        found = _FENCE.match(line)
        if opened is None:
            if found is not None:
                opened, first, kept = found, number + 1, []
        elif found is not None and found["fence"].startswith(opened["fence"]) and not found["info"].strip():
            info = (opened["info"].split() or [""])[0]
            yield Block(info, tuple(kept), first, opened["indent"])
            opened = None
        else:
            kept.append(line.removeprefix(opened["indent"]))


def steps(block: Block) -> Iterator[Step]:
    """Yield the commands of a block; in a console block each with the output shown under it."""
    number, end = 0, len(block.lines)
    while number < end:
        line, number = block.lines[number], number + 1
        while line.endswith("\\") and number < end:
            line, number = f"{line[:-1]}{block.lines[number].strip()}", number + 1
        if _COMMAND.search(line) is None or (block.info == "console" and not line.startswith("$ ")):
            continue
        first = number
        while block.info == "console" and number < end and not block.lines[number].startswith("$ "):
            number += 1
        yield _step(line, block.lines[first:number], (block.first + first, block.first + number))


def _step(line: str, shown: tuple[str, ...], lines: tuple[int, int]) -> Step:
    said = _COMMENT.search(line)
    remark = said["said"] if said is not None else ""
    code = re.match(r"exit ([0-9]+)", remark)
    command = _COMMENT.sub("", line).removeprefix("$ ").strip()
    is_run = not remark.startswith("not run: ") and "--engine spark" not in command
    return Step(command, int(code[1]) if code else 0, is_run, shown, lines)


def prose(text: str) -> str:
    """Return a page without its fenced blocks."""
    lines = text.split("\n")
    for block in reversed(list(blocks(text))):
        del lines[block.first - 1 : block.first + len(block.lines) + 1]
    return "\n".join(lines)


def inline_commands(text: str) -> Iterator[str]:
    """Yield the commands of the program that stand between backticks in running text."""
    for found in _INLINE.finditer(prose(text)):
        yield found["code"]


def links(text: str) -> Iterator[str]:
    """Yield the targets of links and pictures that lie inside the project."""
    for found in _LINK.finditer(prose(text)):
        target = found["target"] or found["image"]
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as the usual hosts make them."""
    made: dict[str, int] = {}
    for line in prose(text).split("\n"):
        found = _HEADING.match(line)
        if found is not None:
            anchor = re.sub(r"[^\w\- ]", "", found["title"].lower()).replace(" ", "-")
            made[anchor] = made.get(anchor, 0) + 1
    return {name if turn == 0 else f"{name}-{turn}" for name, times in made.items() for turn in range(times)}
