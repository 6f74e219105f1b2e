"""Findings as a code quality report of GitLab: a list of issues, each with a fingerprint."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from enveloppes.agreements.finding import Placed, Severity
from enveloppes.output.findings import Report, file_path, path_text
from enveloppes.output.json_answer import dumped
from enveloppes.output.presentation import Json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def write_report(report: Report) -> str:
    """Return the findings of a check as GitLab reads them."""
    issues: list[Json] = [
        {
            "description": f"{placed.finding.code} {placed.name}: {report.message(placed)}",
            "check_name": placed.finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[placed.severity],
            "location": {
                "path": file_path(placed.finding.spot.file),
                "lines": {"begin": placed.extent.line, "end": placed.extent.end_line},
            },
        }
        for placed, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    return f"{dumped(issues)}\n"


def fingerprints(findings: tuple[Placed, ...]) -> list[str]:
    """Return a text for each finding that stays the same when lines are added above it, and that no other has."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[str] = []
    for placed in findings:
        finding = placed.finding
        what = path_text(finding.spot.path) if finding.extent is None else placed.source_line.strip()
        key = (finding.code, file_path(finding.spot.file), what)
        parts = (*key, str(seen[key]))
        seen[key] += 1
        found.append(sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest())
    return found
