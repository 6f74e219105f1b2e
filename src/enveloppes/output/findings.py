"""The result of a check as every format of findings gets it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

from enveloppes.agreements.finding import Placed, Severity
from enveloppes.output.presentation import Json
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

_PLAIN_STEP = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read: files (name and sha256), and how many agreements, envelopes and figures were in them."""

    inputs: tuple[tuple[str, str], ...]
    agreements: int
    envelopes: int
    figures: int


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a check, sorted, with what was read, how it was asked, and the language of the reader."""

    findings: tuple[Placed, ...]
    checked: Checked
    language: str
    strict: bool = False
    parameters: tuple[tuple[str, Json], ...] = ()

    def message(self, placed: Placed) -> str:
        """Return a finding's message in the reader's language, with nothing invisible in it."""
        return visible(render(placed.finding.message, self.language))

    @property
    def errors(self) -> int:
        """The number of errors."""
        return count(self.findings, Severity.ERROR)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return count(self.findings, Severity.WARNING)

    @property
    def fails(self) -> bool:
        """Whether the check fails: at an error, or with ``strict`` at a warning."""
        return bool(self.errors or (self.strict and self.warnings))


def count(findings: Iterable[Placed], severity: Severity) -> int:
    """Count the findings of a severity."""
    return sum(placed.severity is severity for placed in findings)


def file_path(name: str) -> str:
    """Return a file's name as a forge compares it with those of a change: without ``./`` and what it goes back on."""
    return os.path.normpath(name)


def path_text(path: tuple[str | int, ...]) -> str:
    """Return a path as ``agreements[0].axes[1].envelopes[0].amount``; the whole file is the empty text."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN_STEP.fullmatch(step):
            parts.append(f".{step}" if parts else step)
        else:
            quoted = step.replace("\\", "\\\\").replace('"', '\\"')
            parts.append(f'["{visible(quoted)}"]')
    return "".join(parts)
