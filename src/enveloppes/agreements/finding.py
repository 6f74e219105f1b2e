"""Findings: what is wrong with a register, where, and how to mend it; collected, never raised."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from enveloppes.language.message import Message


class Severity(StrEnum):
    """An error fails a check; a warning does only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


class Spot(NamedTuple):
    """A place in the data: the file as named, and the path of keys and indexes down to the node.

    ``on_key`` means the key of the last step, not its value. Only ``reading`` turns a spot into line and column.
    """

    file: str
    path: tuple[str | int, ...] = ()
    on_key: bool = False

    def below(self, *steps: str | int) -> Spot:
        """Return the spot further down."""
        return Spot(self.file, (*self.path, *steps))

    def key(self, name: str) -> Spot:
        """Return the spot of a key below."""
        return Spot(self.file, (*self.path, name), on_key=True)


class Extent(NamedTuple):
    """Where a finding stands in its file's text: lines and columns from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Finding(NamedTuple):
    """One thing found: its code, what is wrong and how to mend it, and where.

    A finding about the text itself (family Y, suppressions) brings its ``extent``; the others are located by ``spot``.
    """

    code: str
    message: Message
    spot: Spot
    extent: Extent | None = None


class Placed(NamedTuple):
    """A finding with its place, the source lines it stands on, and its severity, ready to be shown."""

    finding: Finding
    name: str
    severity: Severity
    extent: Extent
    source_line: str

    @property
    def order(self) -> tuple[str, int, int, str]:
        """What findings are sorted by: file, line, column, code."""
        return self.finding.spot.file, self.extent.line, self.extent.column, self.finding.code


NAMES: dict[str, str] = {
    "Y001": "unreadable",
    "Y002": "syntax",
    "Y003": "duplicate-key",
    "Y004": "alias-or-tag",
    "Y005": "too-deep-or-large",
    "Y006": "several-documents",
    "M101": "unknown-key",
    "M102": "missing-key",
    "M103": "bad-amount",
    "M104": "bad-date-or-period",
    "M105": "bad-id",
    "M106": "bad-choice",
    "M107": "bad-identifier",
    "M108": "wrong-shape",
    "M109": "bad-suppression",
    "R201": "duplicate-id",
    "R202": "unknown-reference",
    "R203": "containment-cycle",
    "C301": "parts-exceed-container",
    "C302": "total-contradicted",
    "C303": "claim-contradicted",
    "C304": "funders-or-schedule-differ",
    "C305": "stage-regresses",
    "C306": "revisions-out-of-order",
    "C307": "suspected-duplicate",
    "C308": "unlike-bases",
    "S401": "no-source",
    "S402": "figure-not-found",
    "S403": "figure-uncited",
    "S404": "document-missing-or-changed",
    "L501": "ledger-unreadable",
    "L502": "missing-column",
    "L503": "bad-cell",
    "L504": "line-claimed-twice",
    "L505": "ledger-doubtful",
}
WARNINGS = frozenset({"C305", "C307", "S401", "S403", "L505"})
STOPS_ALL_BUT_CHECK = ("Y", "M", "R")
STOPS_SUMS = frozenset({"C301", "C308"})


def severity_of(code: str) -> Severity:
    """Return the severity of a code."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR
