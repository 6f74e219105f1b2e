"""Findings that a comment on their line silences, and the comments that silence nothing."""

from __future__ import annotations

from enveloppes.agreements.finding import Placed
from enveloppes.reading.register_file import Reading
from enveloppes.reading.suppressions import BAD, Suppression, unused


def silenced(reading: Reading, findings: tuple[Placed, ...], looked_at: frozenset[str]) -> tuple[Placed, ...]:
    """Return the findings that are not silenced, with M109 for each comment that silences nothing.

    A comment for codes that were not looked at (``looked_at``) is not called unused.
    """
    if not reading.suppressions:
        return findings
    by_place: dict[tuple[str, int], list[Suppression]] = {}
    for suppression in reading.suppressions:
        by_place.setdefault((suppression.spot.file, suppression.extent.line), []).append(suppression)
    used: set[tuple[Suppression, str]] = set()
    kept: list[Placed] = []
    for placed in findings:
        code = placed.finding.code
        there = by_place.get((placed.finding.spot.file, placed.extent.line), [])
        silencing = [suppression for suppression in there if code in suppression.codes]
        used.update((suppression, code) for suppression in silencing)
        if not silencing:
            kept.append(placed)
    if BAD in looked_at:
        idle = [
            unused(suppression, codes)
            for suppression in reading.suppressions
            if (codes := tuple(c for c in suppression.codes if c in looked_at and (suppression, c) not in used))
        ]
        kept += reading.place(idle)
    return tuple(sorted(kept, key=lambda placed: placed.order))
