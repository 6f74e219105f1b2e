"""What makes two amounts alike: only those of one basis are ever added (docs/model.md, « unlike things never add »)."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Rhythm(StrEnum):
    """Whether an amount is for the whole of its period or for each year of it."""

    ONCE = "once"
    YEARLY = "yearly"


class Stage(StrEnum):
    """How far the money has come, in the order of a budget's life."""

    ANNOUNCED = "announced"
    CONTRACTED = "contracted"
    VOTED = "voted"
    COMMITTED = "committed"
    PAID = "paid"


class Credit(StrEnum):
    """Commitment credits (AP, AE) or payment credits (CP)."""

    UNSPECIFIED = "unspecified"
    COMMITMENT = "commitment"
    PAYMENT = "payment"


class Measure(StrEnum):
    """What the sum measures; a loan is not a grant, a total cost is nobody's contribution."""

    SPENDING = "spending"
    GRANT = "grant"
    GRANT_EQUIVALENT = "grant-equivalent"
    LOAN = "loan"
    TOTAL_COST = "total-cost"


class Tax(StrEnum):
    """Whether value added tax is in the sum (TTC) or not (HT)."""

    UNKNOWN = "unknown"
    EXCLUDED = "excluded"
    INCLUDED = "included"


CURRENT_EUROS = "current"
FIELDS = ("rhythm", "stage", "credit", "measure", "tax", "euros")
# Containment may cross stages (« dont 80 engagés »), never these where both are stated and differ.
KEPT_BY_CONTAINMENT = ("rhythm", "credit", "measure", "tax", "euros")


class Basis(NamedTuple):
    """The six fields that two amounts share before they may be added; ``euros`` is "current" or "constant-YYYY"."""

    rhythm: Rhythm = Rhythm.ONCE
    stage: Stage = Stage.ANNOUNCED
    credit: Credit = Credit.UNSPECIFIED
    measure: Measure = Measure.SPENDING
    tax: Tax = Tax.UNKNOWN
    euros: str = CURRENT_EUROS

    def sort_key(self) -> tuple[int | str, ...]:
        """Order bases as the field does: stage first, then the rest in their declared order."""
        return (
            list(Stage).index(self.stage),
            list(Rhythm).index(self.rhythm),
            list(Credit).index(self.credit),
            list(Measure).index(self.measure),
            list(Tax).index(self.tax),
            self.euros,
        )


@lru_cache(maxsize=4096)
def basis_of(  # noqa: PLR0913, PLR0917 - the six fields of a basis
    rhythm: Rhythm | None,
    stage: Stage | None,
    credit: Credit | None,
    measure: Measure | None,
    tax: Tax | None,
    euros: str | None,
) -> Basis:
    """Return the basis of what is stated, with the defaults for what is not."""
    return Basis(
        rhythm or Rhythm.ONCE,
        stage or Stage.ANNOUNCED,
        credit or Credit.UNSPECIFIED,
        measure or Measure.SPENDING,
        tax or Tax.UNKNOWN,
        euros or CURRENT_EUROS,
    )
