"""What was measured, as a page of Markdown: tables of ratios, and which targets are reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring import Measured

_HEAD = """\
This page is written by `python benchmarks/peers.py --write docs/performance.md`. Everybody does the same work in one
run, in turn; every answer is looked at, and those that add up must find the same figures. Only ratios mean anything:
the same machine is faster or slower from one minute to the next."""
_REMARKS = Path(__file__).parent / "remarks.md"


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio (or a peak) and what it should be: at most the limit, or at least."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether the value is on the right side of the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Section:
    """The contenders of one piece of work, the one that the others are held against, and the targets."""

    title: str
    contenders: tuple[Measured, ...]
    base: str
    targets: tuple[Target, ...]


def page(sections: Iterable[Section], machine: str, date: str, versions: Mapping[str, str]) -> str:
    """Return the whole page."""
    every = tuple(sections)
    tools = ", ".join(f"{name} {text}" for name, text in versions.items())
    parts = [
        "# What speed means here",
        _HEAD,
        f"Measured on {date}: {machine}. Versions: {tools}.",
        "## Targets",
        _targets(every),
    ]
    for section in every:
        parts += [f"## {section.title}", _table(section)]
    if _REMARKS.exists():
        parts.append(_REMARKS.read_text(encoding="utf-8").strip())
    return "\n\n".join(parts) + "\n"


def _targets(sections: Iterable[Section]) -> str:
    lines = ["| | measured | to reach | |", "|---|--:|--:|---|"]
    for target in (target for section in sections for target in section.targets):
        sign = "≥" if target.at_least else "≤"
        verdict = "reached" if target.is_reached else "**not reached**"
        lines.append(f"| {target.name} | {target.value:.2f} | {sign} {target.limit:g} | {verdict} |")
    return "\n".join(lines)


def _table(section: Section) -> str:
    base = next(one for one in section.contenders if one.name == section.base)
    lines = [
        f"| | × {base.name} | median | processor | peak | runs |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {one.name} | {one.wall / base.wall:.2f} | {_seconds(one.wall)} | {_seconds(one.processor)} "
        f"| {one.peak:.0f} MiB | {len(one.runs)} |"
        for one in section.contenders
    ]
    return "\n".join(lines)


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"
