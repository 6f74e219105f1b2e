"""The examples of the rules: files that cause a finding and files that nearly do, shipped with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFUSED = "refused"
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its file's name, and its text."""

    name: str
    text: str


def folder() -> Path:
    """Return where the examples lie: in the package, or among the tests of a checkout."""
    installed = Path(__file__).parent.parent / "examples"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "tests" / "examples"


@cache
def examples_of(code: str, kind: str) -> tuple[Example, ...]:
    """Return the examples of a code that are refused, or accepted; the name of a file begins with its code."""
    files = sorted((folder() / kind).glob(f"{code}-*.yaml"))
    return tuple(Example(file.name, file.read_text(encoding="utf-8", errors="replace")) for file in files)
