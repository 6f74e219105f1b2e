"""Findings for people: one line each, then the source line with a caret under what is meant."""

from __future__ import annotations

from collections.abc import Iterable

from enveloppes.agreements.finding import Placed, Severity
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.findings import Report
from enveloppes.output.safe_text import columns_of, visible
from enveloppes.output.words import render

_LINE_SHOWN = 160
_SHOWN_BEFORE = 60
_CUT = "…"
_SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}
_BOLD, _RED, _YELLOW, _FAINT, _PLAIN = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[2m", "\x1b[0m"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}


def write_findings(findings: Iterable[Placed], language: str, *, color: bool = False) -> str:
    """Return findings as text; with ``color``, what is bold or red is also said in words."""
    return "".join(_one(placed, language, color=color) for placed in findings)


def write_report(report: Report, *, color: bool = False) -> str:
    """Return the findings of a check as text."""
    return write_findings(report.findings, report.language, color=color)


def safe_name(name: str) -> str:
    """Return a file's name on one line; one that begins like a command of GitHub's log gets a path before it."""
    shown = visible(name)
    return f"./{shown}" if shown.startswith(("::", "##")) else shown


def _one(placed: Placed, language: str, *, color: bool) -> str:
    finding, extent = placed.finding, placed.extent
    place = f"{safe_name(finding.spot.file)}:{extent.line}:{extent.column}:"
    severity = render(_SEVERITIES[placed.severity], language)
    message = visible(render(finding.message, language))
    head = f"{place} {severity} {finding.code} {placed.name}: {message}\n"
    if color:
        paint = _COLOURS[placed.severity]
        head = f"{_BOLD}{place}{_PLAIN} {paint}{severity} {finding.code}{_PLAIN} {placed.name}: {message}\n"
    return head + _excerpt(placed, color=color)


def _excerpt(placed: Placed, *, color: bool) -> str:
    """Return the source line and the caret under it, aligned by the columns that a terminal shows."""
    line, extent = placed.source_line, placed.extent
    if not line.strip():
        return ""
    start = min(extent.column - 1, len(line))
    end = extent.end_column - 1 if extent.end_line == extent.line else len(line.rstrip())
    end = max(min(end, len(line)), start)
    first = max(0, start - _SHOWN_BEFORE) if len(line) > _LINE_SHOWN else 0
    last = min(len(line), first + _LINE_SHOWN)
    before = (_CUT if first else "") + visible(line[first:start])
    marked, after = visible(line[start : min(end, last)]), visible(line[min(end, last) : last])
    number = str(extent.line)
    gutter, blank = f"{number:>5} | ", f"{'':>5} | "
    caret = " " * columns_of(before) + "^" * max(1, columns_of(marked))
    text = before + marked + after + (_CUT if last < len(line) else "")
    if color:
        return f"{_FAINT}{gutter}{_PLAIN}{text}\n{_FAINT}{blank}{_PLAIN}{_COLOURS[placed.severity]}{caret}{_PLAIN}\n"
    return f"{gutter}{text}\n{blank}{caret}\n"


def summary(report: Report) -> str:
    """Return the one line that says how many files, agreements, envelopes and figures were checked, and found."""
    checked = report.checked
    read = [
        _words(say_n("{n} agreement", "{n} agreements", checked.agreements), report),
        _words(say_n("{n} envelope", "{n} envelopes", checked.envelopes), report),
        _words(say_n("{n} figure checked", "{n} figures checked", checked.figures), report),
    ]
    files = say_n("{n} file", "{n} files", len(checked.inputs))
    if not report.findings:
        return ", ".join([_words(files, report), *read])
    found = []
    if report.errors:
        found.append(_words(say_n("{n} error", "{n} errors", report.errors), report))
    if report.warnings:
        found.append(_words(say_n("{n} warning", "{n} warnings", report.warnings), report))
    touched = len({placed.finding.spot.file for placed in report.findings})
    where = say_n("{found} in {n} file", "{found} in {n} files", touched, found=", ".join(found))
    first = next((one for one in report.findings if one.severity is Severity.ERROR), report.findings[0])
    return " · ".join([_words(where, report), ", ".join(read), f"enveloppes explain {first.finding.code}"])


def _words(message: Message, report: Report) -> str:
    return render(message, report.language)
