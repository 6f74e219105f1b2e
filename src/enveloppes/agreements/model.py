"""The YAML format as models: what is known of sources, territories, agreements and envelopes, and from where.

Every scalar arrives as text and gets its meaning here. A value that cannot be taken raises ``Refused`` inside
validation, which pydantic collects; ``reading`` turns the collected errors into findings at their places.

Annotations are values here, as pydantic needs them all: it would compile each again from its text.
"""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from enveloppes.agreements import values
from enveloppes.agreements.basis import Credit, Measure, Rhythm, Stage, Tax
from enveloppes.agreements.dates import Day
from enveloppes.agreements.strict import ID_FORM, Euros, Id, Model, PeriodText, ReadBy, ReadLater, Text
from enveloppes.agreements.values import Printed
from enveloppes.money.amount import Amount
from enveloppes.money.ratio import Ratio

if TYPE_CHECKING:
    from enveloppes.agreements.ledger import Ledger, Tracking
else:
    Ledger = Annotated[object, ReadLater("enveloppes.agreements.ledger", "Ledger")]
    Tracking = Annotated[object, ReadLater("enveloppes.agreements.ledger", "Tracking")]

# A list that says something only by what is in it: without any, the key is left out.
Some = Field(min_length=1)
DayText = Annotated[Day, ReadBy(values.day)]
AmountText = Annotated[Amount, ReadBy(values.amount)]
PrintedText = Annotated[Printed, ReadBy(values.printed)]
Theme = Annotated[str, ReadBy(values.theme)]
TerritoryCode = Annotated[str, ReadBy(values.territory)]
At = Annotated[str, ReadBy(values.at)]


class Section(StrEnum):
    """The two sections of a local budget."""

    OPERATING = "operating"
    INVESTMENT = "investment"


class Completeness(StrEnum):
    """Whether the lines are all that there is of what a total states."""

    COMPLETE = "complete"
    PARTIAL = "partial"


class Certainty(StrEnum):
    """Whether the source settles that an envelope is part of another."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class PopulationKind(StrEnum):
    """INSEE's legal populations."""

    MUNICIPAL = "municipal"
    TOTAL = "total"
    COUNTED_APART = "counted-apart"


class Citation(Model):
    """Which source says it, at which place, and how the figure is printed there."""

    ref: Id | None = None
    at: At | None = None
    printed: PrintedText | None = None


CitationOrRef = Annotated[Citation, BeforeValidator(values.as_key("ref"))]


class Stated(Model):
    """A fact with its source: ``source`` (an id, or a mapping), ``at`` and ``note`` are allowed wherever one stands."""

    source: CitationOrRef | None = None
    at: At | None = None
    note: Text | None = None


class Based(Stated):
    """A fact that may state fields of the basis; None is « not stated here »."""

    rhythm: Rhythm | None = None
    stage: Stage | None = None
    credit: Credit | None = None
    measure: Measure | None = None
    tax: Tax | None = None
    euros: Euros | None = None


class Ignored(Model):
    """A figure of a document that is deliberately not in the register."""

    figure: PrintedText
    at: At | None = None
    reason: Text


class Source(Model):
    """A document that figures come from."""

    title: Text
    publisher: Text | None = None
    date: DayText | None = None
    url: Text | None = None
    document: Annotated[str, ReadBy(values.relative_path)] | None = None
    sha256: Annotated[str, ReadBy(values.sha256)] | None = None
    ignored: Annotated[tuple[Ignored, ...], Some] = ()
    note: Text | None = None


class Population(Stated):
    """A legal population: heads, year of reference, and which of INSEE's kinds."""

    count: Annotated[int, ReadBy(values.count)]
    vintage: Annotated[int, ReadBy(values.year)]
    kind: PopulationKind


class Territory(Stated):
    """A territory under its code."""

    name: Text
    level: Text | None = None
    population: Population | None = None


class Party(Stated):
    """A party of an agreement; a funder may be named by its id."""

    id: Id | None = None
    name: Text
    siren: Annotated[str, ReadBy(values.siren)] | None = None


class Funder(Stated):
    """Who pays; ``share`` is an amount, an exact percentage, or not stated."""

    name: Text
    share: Annotated[Amount | Ratio, ReadBy(values.share)] | None = None


class Within(Stated):
    """« dont »: the envelope is part of the one named."""

    id: Id
    certainty: Certainty = Certainty.CERTAIN


class Revision(Stated):
    """One dated statement of an amount; it supersedes the one before and may change these fields of the basis."""

    from_: DayText | None = Field(default=None, alias="from")
    amount: AmountText | None = None
    printed: PrintedText | None = None
    stage: Stage | None = None
    credit: Credit | None = None
    tax: Tax | None = None
    euros: Euros | None = None
    period: PeriodText | None = None


AmountOrRevisions = Annotated[
    Annotated[AmountText, Tag("amount")] | Annotated[Annotated[tuple[Revision, ...], Some], Tag("revisions")],
    Discriminator(values.amount_or_list),
]
Schedule = Annotated[
    dict[Annotated[int, ReadBy(values.year)], AmountText],
    Some,
]


class Envelope(Based):
    """A sum announced, contracted, voted, committed or paid for something."""

    id: Id
    title: Text
    amount: AmountOrRevisions | None = None
    printed: PrintedText | None = None
    within: Annotated[Within, BeforeValidator(values.as_key("id"))] | None = None
    section: Section | None = None
    theme: Theme | None = None
    territory: TerritoryCode | None = None
    funders: Annotated[
        tuple[Annotated[Funder, BeforeValidator(values.as_key("name"))], ...], Some, AfterValidator(values.each_once)
    ] = ()
    period: PeriodText | None = None
    schedule: Schedule | None = None
    tracked: Annotated[tuple[Tracking, ...], Some] = ()


class StatedTotal(Based):
    """A total as the source states it."""

    amount: AmountText
    printed: PrintedText | None = None


class Axis(Stated):
    """A heading of an agreement; an axis may hold axes, whose parents are subtotals."""

    id: Id
    title: Text
    lines: Completeness | None = None
    total: StatedTotal | None = None
    envelopes: tuple[Envelope, ...] = ()
    axes: tuple["Axis", ...] = ()


class TotalClaim(Stated):
    """The source says what some envelopes come to together."""

    id: Id
    total_of: Annotated[tuple[Id, ...], Some]
    is_: AmountText = Field(alias="is")
    printed: Text | None = None


class ShareClaim(Stated):
    """The source says what part of another an envelope is."""

    id: Id
    share: Id
    of: Id
    is_: Annotated[Ratio, ReadBy(values.claimed_share)] = Field(alias="is")
    printed: Text | None = None


class OrderClaim(Stated):
    """The source says that an envelope is more than another."""

    id: Id
    more: Id
    than: Id
    printed: Text | None = None


class CountClaim(Stated):
    """The source says how many of something there are."""

    id: Id
    count: Text
    is_: Annotated[int, ReadBy(values.count)] = Field(alias="is")
    of: Annotated[tuple[Text, ...], Some] = ()
    printed: Text | None = None


Claim = TotalClaim | ShareClaim | OrderClaim | CountClaim
AnyClaim = Annotated[
    Annotated[TotalClaim, Tag("total_of")]
    | Annotated[ShareClaim, Tag("share")]
    | Annotated[OrderClaim, Tag("more")]
    | Annotated[CountClaim, Tag("count")],
    Discriminator(values.claim_kind),
]


class Agreement(Based):
    """An agreement of public authorities: who signed what when, its axes, its context and what it claims."""

    id: Id
    title: Text
    kind: Text | None = None
    signed: DayText | None = None
    period: PeriodText | None = None
    territory: TerritoryCode | None = None
    parties: Annotated[tuple[Annotated[Party, BeforeValidator(values.as_key("name"))], ...], Some] = ()
    lines: Completeness = Completeness.COMPLETE
    total: StatedTotal | None = None
    axes: tuple[Axis, ...] = ()
    context: tuple[Envelope, ...] = ()
    claims: tuple[AnyClaim, ...] = ()


class RegisterFile(Model):
    """One file of a register."""

    format: Annotated[int, ReadBy(values.format_number)]
    sources: dict[Id, Source] = Field(default_factory=dict)
    ledgers: dict[Id, Ledger] = Field(default_factory=dict)
    territories: dict[Annotated[str, ReadBy(values.territory_key)], Territory] = Field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()


def is_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return re.fullmatch(ID_FORM[1:-1], text) is not None
