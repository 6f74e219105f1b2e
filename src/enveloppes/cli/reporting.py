"""From a report of findings to the screen and to a file."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enveloppes.cli.session import refuse, refuse_quiet
from enveloppes.cli.settings import SETTINGS
from enveloppes.language.message import Message

if TYPE_CHECKING:
    from enveloppes.output.findings import Report


@dataclass(frozen=True, slots=True)
class Formats:
    """What the screen gets (None: nothing), and the file with its format (None: no file)."""

    screen: str | None
    file: tuple[str, str] | None


def formats_of(asked: str | None, output: str | None, *, quiet: bool) -> Formats:
    """Return the formats that the options ask for; what cannot be is refused before any work is done."""
    from enveloppes.output.findings_formats import file_format, screen_format

    refuse_quiet(quiet=quiet, output=output)
    screen = screen_format(asked, output, os.environ)
    if isinstance(screen, Message):
        raise refuse(screen)
    if output is None:
        return Formats(screen, None)
    written = file_format(asked, output)
    if isinstance(written, Message):
        raise refuse(written)
    return Formats(None if quiet else screen, (output, written))


def show(report: Report, formats: Formats) -> None:
    """Write a report where it is wanted, and the line that sums it up to stderr."""
    from enveloppes.output.findings_formats import encoded, write

    if formats.file is not None:
        _to_file(report, *formats.file)
    if formats.screen is not None:
        text = _as_text(report) if formats.screen == "text" else write(report, formats.screen)
        sys.stdout.flush()
        sys.stdout.buffer.write(encoded(text))
        sys.stdout.buffer.flush()
    from enveloppes.output.findings_text import summary

    sys.stderr.write(f"{summary(report)}\n")


def _as_text(report: Report) -> str:
    from enveloppes.output.findings_text import write_report
    from enveloppes.output.terminal import wants_colour

    return write_report(report, color=wants_colour(SETTINGS.color, sys.stdout, os.environ))


def _to_file(report: Report, path: str, name: str) -> None:
    from enveloppes.cli import session
    from enveloppes.output.findings_formats import encoded, write

    session.write(encoded(write(report, name)), path)
