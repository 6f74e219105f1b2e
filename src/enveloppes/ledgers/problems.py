"""What is wrong with the lines of a ledger, said with file and line: bad cells, lines claimed twice, two accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from enveloppes.agreements.finding import Finding
from enveloppes.agreements.ledger import DIRECTIONS, OPERATION_KINDS
from enveloppes.language.message import Message, say, say_n
from enveloppes.ledgers.asking import Asking
from enveloppes.ledgers.engines.engine import Row
from enveloppes.ledgers.expression import AMBIGUOUS, FILE
from enveloppes.ledgers.files import shown
from enveloppes.ledgers.locate import BadCell, Line, comparable, lines_of
from enveloppes.ledgers.locate import bad_cells as bad_cells_of
from enveloppes.ledgers.overlaps import Pair
from enveloppes.ledgers.queries import Query, rival_lines, spoilt_files, suspects
from enveloppes.ledgers.selections import Selection
from enveloppes.ledgers.sources import opened_by_file, positions_of
from enveloppes.ledgers.tallies import Outcomes, relevant, whole, word

_SHOWN = 5
_MOST_PAIRS = 20
_LONGEST_QUOTED = 60
_SEEN_IN_LINE = ("year", "account", "function", "operation", "label")


def bad_cells(asking: Asking, query: Query, came: Outcomes) -> Iterator[Finding]:
    """Yield L503 for the first bad cells of the lines that are tracked, each with its file and line."""
    rows = asking.rows(spoilt_files(asking.frame, query, came.unknown))
    ids = dict.fromkeys(one.id for one, outcome in zip(query.selections, came.each, strict=True) if outcome.broken)
    lines = sum(whole(row["lines"]) for row in rows)
    cells = list(islice(_bad_cells(asking, query, [row[FILE] for row in rows]), _SHOWN))
    if not cells:
        for row in rows[:_SHOWN]:
            message = say("`{file}` holds cells that are not amounts of euros; correct them", file=str(row[FILE]))
            yield Finding("L503", message, asking.place.spot)
    for cell in cells:
        yield Finding("L503", _bad_cell(cell, asking, list(ids)), asking.place.spot)
    if lines > len({(cell.line.opened.path, cell.line.number) for cell in cells}) and cells:
        message = say_n("{n} line of the ledger has a bad cell", "{n} lines of the ledger have a bad cell", lines)
        yield Finding("L503", message, asking.place.spot)


def _bad_cells(asking: Asking, query: Query, files: Sequence[object]) -> Iterator[BadCell]:
    layout, names = asking.wanted.layout, asking.wanted.names
    for opened in opened_by_file(asking.sources, files):
        lines = lines_of(opened, positions_of(opened, layout, names))
        mark = asking.wanted.ledger.decimal
        yield from bad_cells_of(lines, query.selections, list(query.euros), mark, layout)


def _bad_cell(cell: BadCell, asking: Asking, ids: Sequence[str]) -> Message:
    names = asking.wanted.names
    values: dict[str, object] = {
        "file": shown(cell.line.opened.path),
        "line": str(cell.line.number),
        "cell": cell.cell[:_LONGEST_QUOTED],
        "column": names.all.get(cell.part, cell.part),
        "ids": ", ".join(f"`{one}`" for one in ids),
    }
    if cell.part in names.money:
        if asking.wanted.ledger.decimal is None and re.search(AMBIGUOUS, cell.cell):
            return say(
                "`{file}:{line}`: « {cell} » in `{column}` may be thousands or thousandths; declare `decimal`. "
                "No sum for {ids}",
                **values,
            )
        return say(
            "`{file}:{line}`: « {cell} » in `{column}` is not an amount of euros; correct it. No sum for {ids}",
            **values,
        )
    if cell.part == "year":
        return say("`{file}:{line}`: « {cell} » in `{column}` is not a year; correct it. No sum for {ids}", **values)
    return say(
        "`{file}:{line}`: « {cell} » in `{column}` is not a word of this format; correct it. No sum for {ids}", **values
    )


def claimed_twice(asking: Asking, query: Query, rows: Sequence[Row]) -> tuple[frozenset[str], list[Finding]]:
    """Return the envelopes that claim a line of another, and L504 for each pair, with the first such lines."""
    shared: set[str] = set()
    findings: list[Finding] = []
    for stage in query.rivals:
        if not any(whole(row[rival_lines(stage)]) for row in rows):
            continue
        looks = asking.rows(suspects(asking.frame, query, stage))
        common = _looks_by_pair(looks, query, frozenset(query.rivals[stage]), asking)
        for (one, other), alike in list(common.items())[:_MOST_PAIRS]:
            findings.append(_claimed_twice(asking, query.selections[one], query.selections[other], alike))
        if len(common) > _MOST_PAIRS:
            message = say(
                "{n} pairs of envelopes of `{ledger}` share lines; the first {shown} are shown",
                n=len(common),
                ledger=asking.wanted.key,
                shown=_MOST_PAIRS,
            )
            findings.append(Finding("L504", message, asking.place.spot))
        shared.update(query.selections[place].id for pair in common for place in pair)
    return frozenset(shared), findings


def _looks_by_pair(
    looks: Sequence[Row], query: Query, rivals: frozenset[Pair], asking: Asking
) -> Mapping[Pair, list[Row]]:
    """Return what the lines look like that each pair of rivals claims."""
    found: dict[Pair, list[Row]] = {}
    for look in looks:
        cells = {part: None if cell is None else str(cell) for part, cell in look.items()}
        claimants = [place for place, one in enumerate(query.selections) if one.holds(cells)]
        for pair in combinations(claimants, 2):
            if pair in rivals and _both(look, query.selections[pair[0]], query.selections[pair[1]], asking):
                found.setdefault(pair, []).append(look)
    return dict(sorted(found.items()))


def _both(look: Row, first: Selection, second: Selection, asking: Asking) -> bool:
    """Say whether lines that look so count for both selections."""
    cells = {part: None if cell is None else str(cell) for part, cell in look.items()}
    if not relevant(cells.get("document"), first.stage, asking.wanted.layout):
        return False
    if not (first.holds(cells) and second.holds(cells)):
        return False
    directions, kinds = first.asked.directions & second.asked.directions, first.asked.kinds & second.asked.kinds
    if "direction" in cells and DIRECTIONS.get(word(cells["direction"])) not in directions:
        return False
    return "operation_kind" not in cells or OPERATION_KINDS.get(word(cells["operation_kind"])) in kinds


def _claimed_twice(asking: Asking, first: Selection, second: Selection, looks: Sequence[Row]) -> Finding:
    lines = sum(whole(look["lines"]) for look in looks)
    files = list(dict.fromkeys(look[FILE] for look in looks))
    seen = list(islice(_lines_of_both(asking, first, second, files), _SHOWN))
    shown_lines = "; ".join(_seen(line) for line in seen) or ", ".join(str(file) for file in files[:_SHOWN])
    message = say_n(
        "`{first}` and `{second}` both claim {n} line of `{ledger}`: {lines}; narrow a `where`, or say `within`",
        "`{first}` and `{second}` both claim {n} lines of `{ledger}`: {lines}; narrow a `where`, or say `within`",
        lines, first=first.id, second=second.id, ledger=asking.wanted.key, lines=shown_lines,
    )  # fmt: skip
    return Finding("L504", message, second.spot)


def _lines_of_both(asking: Asking, first: Selection, second: Selection, files: Sequence[object]) -> Iterator[Line]:
    layout, names = asking.wanted.layout, asking.wanted.names
    for opened in opened_by_file(asking.sources, files):
        for line in lines_of(opened, positions_of(opened, layout, names)):
            if _both(comparable(line), first, second, asking):
                yield line


def _seen(line: Line) -> str:
    cells: Mapping[str, str | None] = line.cells
    told = " ".join(str(cells[part]) for part in _SEEN_IN_LINE if cells.get(part))
    euros = " ".join(str(cell) for name, cell in cells.items() if cell and name.startswith("m") and name[1:].isdigit())
    return f"{shown(line.opened.path)}:{line.number} ({' · '.join(part for part in (told, euros) if part)})"


def two_accounts(asking: Asking, query: Query, came: Outcomes) -> Iterator[Finding]:
    """Yield L503 where a year has accounts of two kinds, which are never added; no sum is given then."""
    years: set[int] = set()
    for outcome in came.each:
        for year, documents in outcome.accounts.items():
            if {"compte administratif", "ca"} & documents and {"compte financier unique", "cfu"} & documents:
                outcome.broken = True
                years.add(year)
    for year in sorted(years):
        message = say(
            "`{ledger}` has a compte administratif and a compte financier unique of {year}, which are never "
            "added; leave one out",
            ledger=asking.wanted.key,
            year=str(year),
        )
        yield Finding("L503", message, asking.place.spot)
    del query
