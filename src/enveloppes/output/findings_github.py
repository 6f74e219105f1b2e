"""Findings as annotations of GitHub Actions: workflow commands in the log.

GitHub shows ten errors and ten warnings of a step; what is more goes into a group of the log, where all of it is read.
"""

from __future__ import annotations

from enveloppes.agreements.finding import Placed, Severity
from enveloppes.language.message import say_n
from enveloppes.output.findings import Report, file_path
from enveloppes.output.findings_text import safe_name
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

SHOWN_BY_GITHUB = 10


def write_report(report: Report) -> str:
    """Return the findings of a check as annotations, the rest of them in a group."""
    lines: list[str] = []
    rest: list[Placed] = []
    shown = {Severity.ERROR: 0, Severity.WARNING: 0}
    for placed in report.findings:
        if shown[placed.severity] < SHOWN_BY_GITHUB:
            shown[placed.severity] += 1
            lines.append(_annotation(placed, report))
        else:
            rest.append(placed)
    if rest:
        title = say_n("{n} more finding", "{n} more findings", len(rest))
        lines.append(f"::group::{_data(render(title, report.language))}")
        lines += [_plain(placed, report) for placed in rest]
        lines.append("::endgroup::")
    return "".join(f"{line}\n" for line in lines)


def _annotation(placed: Placed, report: Report) -> str:
    extent = placed.extent
    properties = {
        "file": _file(placed.finding.spot.file),
        "line": str(extent.line),
        "endLine": str(extent.end_line),
        "title": f"{placed.finding.code} {placed.name}",
    }
    if extent.line == extent.end_line:  # GitHub takes columns on a single line only
        properties["col"], properties["endColumn"] = str(extent.column), str(extent.end_column)
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{placed.severity} {told}::{_data(report.message(placed))}"


def _plain(placed: Placed, report: Report) -> str:
    extent = placed.extent
    place = f"{safe_name(placed.finding.spot.file)}:{extent.line}:{extent.column}"
    text = f"- {place}: {placed.severity} {placed.finding.code} {placed.name}: {report.message(placed)}"
    return text.replace("##[", "## [")  # the runner takes its older commands anywhere in a line


def _file(name: str) -> str:
    """Return a file's name as GitHub has it: an end of a line in it is escaped, not shown as a space."""
    return "\n".join("\r".join(map(visible, line.split("\r"))) for line in file_path(name).split("\n"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
