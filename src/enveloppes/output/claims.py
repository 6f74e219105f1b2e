"""Claims as rows: what is claimed in words, the verdict, and why."""

from __future__ import annotations

from collections.abc import Iterable

from enveloppes.agreements.model import Claim, OrderClaim, ShareClaim, TotalClaim
from enveloppes.judging.claims import Derived, Ground, Judged, cited_by, kind_of
from enveloppes.language.message import Message, say
from enveloppes.money.ratio import AsSaid
from enveloppes.output.common import joined
from enveloppes.output.json_answer import amount_json
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import Audience, Cell, Column, Kind, Row, Table, given
from enveloppes.output.words import render

_COLUMNS = (
    Column("id", say("Id"), Kind.CODE),
    Column("claim", say("Claim"), audience=Audience.PEOPLE),
    Column("kind", say("Kind"), Kind.WORD, Audience.MACHINES),
    Column("verdict", say("Verdict"), Kind.WORD, Audience.MACHINES),
    Column("reason", say("Reason"), audience=Audience.MACHINES),
    Column("says", say("Verdict"), audience=Audience.PEOPLE),
    Column("cited", say("Source"), audience=Audience.PEOPLE),
    Column("source", say("Source"), Kind.CODE, Audience.MACHINES),
    Column("at", say("Place"), Kind.CODE, Audience.MACHINES),
)


def claim_text(claim: Claim) -> Message:
    """Return what a claim says."""
    if isinstance(claim, TotalClaim):
        parts = joined(claim.total_of, " + ")
        return say("{parts} come to {amount}", parts=parts, amount=claim.is_)
    if isinstance(claim, ShareClaim):
        return say("{part} is {share} of {whole}", part=claim.share, share=AsSaid(claim.is_), whole=claim.of)
    if isinstance(claim, OrderClaim):
        return say("{one} is more than {other}", one=claim.more, other=claim.than)
    return say("{n} {things}", n=claim.is_, things=claim.count)


def claims_table(claims: Iterable[Judged]) -> Table:
    """Return claims with their verdicts."""
    return Table("claim", say("Claims"), _COLUMNS, tuple(map(_row, claims)))


def _row(judged: Judged) -> Row:
    claim = judged.placed.claim
    source, at = cited_by(judged.placed)
    cells: tuple[Cell, ...] = (
        claim.id,
        claim_text(claim),
        judged.kind,
        judged.truth,
        judged.reason,
        verdict_text(judged),
        given(" ".join(part for part in (source, at) if part) or None),
        given(source),
        given(at),
    )
    return Row(cells)


def verdict_text(judged: Judged) -> Message:
    """Return the verdict with its reason."""
    if not judged.reason.template:
        return say("{verdict}", verdict=judged.truth)
    return say("{verdict}: {reason}", verdict=judged.truth, reason=judged.reason)


def derived_table(derived: Iterable[Derived]) -> Table:
    """Return the bounds that follow from what is stated and claimed."""
    columns = (
        Column("id", say("Envelope"), Kind.CODE),
        Column("amount", say("Derived"), Kind.MONEY),
        Column("origin", say("From")),
    )
    rows = tuple(Row((one.id, one.amount, ", ".join(one.origin))) for one in derived)
    return Table("derived", say("Bounds that follow"), columns, rows)


def claims_json(claims: Iterable[Judged], language: str) -> Json:
    """Return ``claims[]``."""
    return [
        {
            "id": one.placed.claim.id,
            "kind": str(kind_of(one.placed.claim)),
            "verdict": str(one.truth),
            "reason": render(one.reason, language),
            **dict(zip(("source", "at"), cited_by(one.placed), strict=True)),
            "against": [_ground_json(ground) for ground in one.grounds],
        }
        for one in claims
    ]


def _ground_json(ground: Ground) -> Json:
    return {"kind": str(ground.kind), "id": ground.id, "source": ground.source, "at": ground.at}


def derived_json(derived: Iterable[Derived], language: str) -> Json:
    """Return ``derived[]``."""
    return [{"id": one.id, "amount": amount_json(one.amount, language), "from": list(one.origin)} for one in derived]
