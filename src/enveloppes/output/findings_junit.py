"""Findings as a JUnit report: a suite a file, a case a finding; a file without findings is a case that passed."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from enveloppes.agreements.finding import Placed, Severity
from enveloppes.output.findings import Report, file_path
from enveloppes.output.safe_text import visible


def write_report(report: Report) -> str:
    """Return the findings of a check as XML; a warning fails its case only with ``--strict``."""
    by_file: dict[str, list[Placed]] = {name: [] for name, _ in report.checked.inputs}
    for placed in report.findings:
        by_file.setdefault(placed.finding.spot.file, []).append(placed)
    suites = "".join(_suite(name, findings, report) for name, findings in by_file.items())
    cases = sum(max(1, len(findings)) for findings in by_file.values())
    failures = sum(_fails(placed, report) for placed in report.findings)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="enveloppes check" tests="{cases}" failures="{failures}" errors="0">\n'
        f"{suites}</testsuites>\n"
    )


def _suite(name: str, findings: list[Placed], report: Report) -> str:
    shown = quoteattr(visible(file_path(name)))
    failures = sum(_fails(placed, report) for placed in findings)
    cases = "".join(_case(placed, report) for placed in findings)
    if not findings:
        cases = f'    <testcase classname={shown} name="enveloppes check" file={shown}/>\n'
    tests = max(1, len(findings))
    head = f'  <testsuite name={shown} tests="{tests}" failures="{failures}" errors="0" skipped="0">\n'
    return f"{head}{cases}  </testsuite>\n"


def _case(placed: Placed, report: Report) -> str:
    file = quoteattr(visible(file_path(placed.finding.spot.file)))
    place = f"{placed.extent.line}:{placed.extent.column}"
    name = quoteattr(f"{placed.finding.code} {placed.name} {place}")
    message = report.message(placed)
    text = escape(f"{visible(file_path(placed.finding.spot.file))}:{place}: {message}")
    body = f"<system-out>{text}</system-out>"
    if _fails(placed, report):
        body = f"<failure type={quoteattr(placed.finding.code)} message={quoteattr(message)}>{text}</failure>"
    line = placed.extent.line
    return f'    <testcase classname={file} name={name} file={file} line="{line}">{body}</testcase>\n'


def _fails(placed: Placed, report: Report) -> bool:
    return report.strict or placed.severity is Severity.ERROR
