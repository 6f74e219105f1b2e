"""Findings as the JSON of docs/json.md."""

from __future__ import annotations

from enveloppes.output.findings import Report, path_text
from enveloppes.output.json_answer import dumped
from enveloppes.output.presentation import Json
from enveloppes.version import VERSION

SCHEMA = "enveloppes/check/1"


def write_report(report: Report) -> str:
    """Return the findings of a check as JSON, one object with ``result.findings``."""
    findings: list[Json] = [
        {
            "code": placed.finding.code,
            "name": placed.name,
            "severity": str(placed.severity),
            "message": report.message(placed),
            "file": placed.finding.spot.file,
            "line": placed.extent.line,
            "column": placed.extent.column,
            "end_line": placed.extent.end_line,
            "end_column": placed.extent.end_column,
            "path": path_text(placed.finding.spot.path),
        }
        for placed in report.findings
    ]
    answer: Json = {
        "schema": SCHEMA,
        "version": VERSION,
        "inputs": [{"path": name, "sha256": sha256} for name, sha256 in report.checked.inputs],
        "parameters": dict(report.parameters),
        "result": {"findings": findings},
    }
    return f"{dumped(answer)}\n"
