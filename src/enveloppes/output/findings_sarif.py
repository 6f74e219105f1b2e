"""Findings as SARIF 2.1.0, the format of code scanning: the rules with their help, and the regions."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote

from enveloppes.agreements.finding import Placed, Severity
from enveloppes.language.message import Message
from enveloppes.output.findings import Report, file_path
from enveloppes.output.findings_gitlab import fingerprints
from enveloppes.output.json_answer import dumped
from enveloppes.output.presentation import Json
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render
from enveloppes.rules.registry import RULES
from enveloppes.rules.rule import Rule
from enveloppes.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}
_LONGEST_SNIPPET = 500


def write_report(report: Report) -> str:
    """Return the findings of a check as one run of SARIF."""
    results: list[Json] = [
        _result(placed, fingerprint, report)
        for placed, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    driver: Json = {
        "name": "enveloppes",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": [_rule(rule, report.language) for rule in RULES],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {"location": {"uri": uri(name)}, "hashes": {"sha-256": sha256}} for name, sha256 in report.checked.inputs
        ],
        "results": results,
    }
    return f"{dumped({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]})}\n"


def uri(name: str) -> str:
    """Return a file's name as a reference that code scanning resolves: relative, or with ``file:`` in front."""
    if name == "-":
        return "stdin"
    encoded = quote(os.fsencode(PurePath(file_path(name)).as_posix()))
    return f"file://{encoded}" if os.path.isabs(name) else encoded  # noqa: PTH117 - a string is what we have


def _rule(rule: Rule, language: str) -> Json:
    def words(message: Message) -> str:
        return render(message, language)

    text = f"{words(rule.summary)}\n{words(rule.why)}\n{words(rule.remedy)}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": words(rule.summary)},
        "fullDescription": {"text": words(rule.why)},
        "help": {"text": text, "markdown": text.replace("\n", "\n\n")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(placed: Placed, fingerprint: str, report: Report) -> Json:
    extent = placed.extent
    region: dict[str, Json] = {
        "startLine": extent.line,
        "startColumn": extent.column,
        "endLine": extent.end_line,
        "endColumn": extent.end_column,
    }
    if placed.source_line:
        region["snippet"] = {"text": visible(placed.source_line[:_LONGEST_SNIPPET])}
    place: Json = {"artifactLocation": {"uri": uri(placed.finding.spot.file)}, "region": region}
    return {
        "ruleId": placed.finding.code,
        "ruleIndex": _INDEX[placed.finding.code],
        "level": _LEVELS[placed.severity],
        "message": {"text": report.message(placed)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"enveloppes/1": fingerprint},
    }
