"""One ledger from its files to what came of each selection of its lines, and everything found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from enveloppes.agreements.finding import Finding
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.ledger_sums import LedgerFile
from enveloppes.language.message import say
from enveloppes.ledgers.asking import Asking
from enveloppes.ledgers.files import Found
from enveloppes.ledgers.formats import Measure
from enveloppes.ledgers.plan import LedgerPlan
from enveloppes.ledgers.problems import bad_cells, claimed_twice, two_accounts
from enveloppes.ledgers.queries import Query, totals
from enveloppes.ledgers.selections import Selection, only
from enveloppes.ledgers.shapes import Unreadable
from enveloppes.ledgers.sources import Names, Place, Wanted, fallible, frame_of, open_sources
from enveloppes.ledgers.tallies import Outcome, outcomes

_LINE_KEYS = ("year", "document", "direction", "operation_kind")
_PRESENCE = ("year", "siren")
_SHOWN_REASON = 300


@dataclass(slots=True)
class LedgerOutcome:
    """What came of one ledger: an outcome for each selection and union of its plan, the years it holds, findings."""

    plan: LedgerPlan
    selections: list[Outcome]
    unions: list[Outcome]
    held: dict[int, frozenset[int]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    files: tuple[LedgerFile, ...] = ()


def names_of(plan: LedgerPlan) -> tuple[Names, Mapping[str, Measure]]:
    """Return our names for the columns that a plan needs, and what each column of euros is."""
    parts = frozenset().union(*(selection.parts for selection in plan.selections))
    keys = [part for part in _LINE_KEYS if part in plan.layout.cells]
    if plan.layout.is_balance:
        keys = ["year"]
    cells = {part: plan.layout.cells[part] for part in dict.fromkeys((*keys, *sorted(parts)))}
    stages = dict.fromkeys(selection.stage for selection in plan.selections)
    measures = dict.fromkeys(measure for stage in stages for measure in plan.layout.stages[stage])
    named = {f"m{index}": measure for index, measure in enumerate(measures)}
    return Names(cells, {name: measure.heading for name, measure in named.items()}), named


def sum_one(plan: LedgerPlan, found: Found, place: Place) -> LedgerOutcome:
    """Return what a ledger says; where it cannot be read, every selection of it is broken."""
    names, measures = names_of(plan)
    wanted = Wanted(plan.id, plan.ledger, plan.layout, names)
    sources = open_sources(wanted, found, place)
    result = LedgerOutcome(
        plan,
        [Outcome() for _ in plan.selections],
        [Outcome() for _ in plan.unions],
        findings=list(sources.findings),
        files=sources.files,
    )
    for one, outcome in _pairs(result):
        outcome.broken = sources.unreadable or bool(_headings(one, plan, names) & sources.missing)
    if all(outcome.broken for outcome in result.selections):
        return result
    readable = Wanted(plan.id, plan.ledger, plan.layout, _without(names, sources.missing))
    engine = place.engine()
    failures: tuple[type[Exception], ...] = (*engine.errors, OSError, Unreadable)
    try:
        asking = Asking(engine, frame_of(sources, readable, engine), readable, sources, place)
        _ask(asking, result, measures)
    except failures as error:
        reason = " ".join(str(error).split())[:_SHOWN_REASON]
        message = say("{engine} cannot read the ledger: {reason}", engine=engine.name.value, reason=reason)
        result.findings.append(Finding("L501", message, place.spot))
        for _, outcome in _pairs(result):
            outcome.broken, outcome.years = True, {}
    return result


def _pairs(result: LedgerOutcome) -> list[tuple[Selection, Outcome]]:
    plan = result.plan
    return [
        *zip(plan.selections, result.selections, strict=True),
        *zip((union.selection for union in plan.unions), result.unions, strict=True),
    ]


def _headings(selection: Selection, plan: LedgerPlan, names: Names) -> frozenset[str]:
    """Return the headings without which a selection cannot be added up."""
    keys = [heading for part, heading in names.cells.items() if part in _LINE_KEYS]
    asked = [plan.layout.cells[part] for part in selection.parts]
    return frozenset((*keys, *asked, *(measure.heading for measure in plan.layout.stages[selection.stage])))


def _without(names: Names, missing: frozenset[str]) -> Names:
    return Names(
        {name: heading for name, heading in names.cells.items() if heading not in missing},
        {name: heading for name, heading in names.money.items() if heading not in missing},
    )


def _ask(asking: Asking, result: LedgerOutcome, measures: Mapping[str, Measure]) -> None:
    """Ask for the sums, then only where something calls for it: bad cells, lines claimed twice, empty years."""
    plan = result.plan
    pairs = _pairs(result)
    live = [index for index, (_, outcome) in enumerate(pairs) if not outcome.broken]
    names = {measure: name for name, measure in measures.items()}
    selections = tuple(pairs[index][0] for index in live)
    columns = tuple(tuple(names[measure] for measure in plan.layout.stages[one.stage]) for one in selections)
    keys = tuple(part for part in _LINE_KEYS if part in asking.wanted.names.cells)
    place_of = {index: position for position, index in enumerate(live)}
    rivals: dict[TrackedStage, tuple[tuple[int, int], ...]] = {}
    for stage, found in plan.rivals.items():
        kept = [(place_of[one], place_of[other]) for one, other in found if one in place_of and other in place_of]
        if kept:
            rivals[stage] = tuple(kept)
    told = frozenset(word for one in selections for word in plan.layout.documents.get(one.stage, ()))
    others = tuple(word for words in plan.layout.documents.values() for word in words if word not in told)
    query = Query(
        selections, columns, keys, rivals, fallible(asking.sources, asking.wanted), tuple(dict.fromkeys(others))
    )
    rows = asking.rows(totals(asking.frame, query))
    came = outcomes(rows, query, plan.layout, measures)
    for index, outcome in zip(live, came.each, strict=True):
        pair = pairs[index][1]
        pair.years, pair.accounts, pair.broken = outcome.years, outcome.accounts, outcome.broken
    if came.has_bad_cells:
        result.findings.extend(bad_cells(asking, query, came))
    shared, problems = claimed_twice(asking, query, rows)
    result.shared = shared
    result.findings.extend(problems)
    result.findings.extend(two_accounts(asking, query, came))
    for index, outcome in zip(live, came.each, strict=True):
        pairs[index][1].broken = outcome.broken
    _hold(asking, result)


def _hold(asking: Asking, result: LedgerOutcome) -> None:
    """Find out which years without a line of an envelope the ledger holds at all: no line is not no payment."""
    doubtful: dict[int, Selection] = {}
    for index, (selection, outcome) in enumerate(zip(result.plan.selections, result.selections, strict=True)):
        asked = years_asked(selection, outcome)
        result.held[index] = frozenset(outcome.years)
        if not outcome.broken and set(asked) - set(outcome.years):
            conditions = tuple(dict.fromkeys(only(one, _PRESENCE) for one in selection.conditions))
            doubtful[index] = replace(selection, conditions=conditions)
    if not doubtful:
        return
    keys = tuple(part for part in _LINE_KEYS if part in asking.wanted.names.cells)
    distinct = list(dict.fromkeys((one.conditions, one.stage, one.asked) for one in doubtful.values()))
    sample = next(iter(doubtful.values()))
    presence = [replace(sample, conditions=rule, stage=stage, asked=asked) for rule, stage, asked in distinct]
    query = Query(tuple(presence), tuple(() for _ in presence), keys)
    came = outcomes(asking.rows(totals(asking.frame, query)), query, result.plan.layout, {})
    years = {key: frozenset(outcome.years) for key, outcome in zip(distinct, came.each, strict=True)}
    for index, one in doubtful.items():
        result.held[index] |= years[one.conditions, one.stage, one.asked]


def years_asked(selection: Selection, outcome: Outcome) -> tuple[int, ...]:
    """Return the years asked for; where none are, those from the first to the last that there is a line of."""
    if selection.years is not None:
        return selection.years
    return tuple(range(min(outcome.years), max(outcome.years) + 1)) if outcome.years else ()
