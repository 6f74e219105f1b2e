"""What a report says, in which order, and that every link of it leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from reports import odd, shipped

from enveloppes.agreements.register import Register
from enveloppes.answers.report import report
from enveloppes.language.message import say
from enveloppes.output.report.blocks import Fact, Facts, Grid, Paper, Part, Picture, Ref, RowMore
from enveloppes.output.report.content import paper
from enveloppes.output.report.making import Making
from enveloppes.output.sheet import Absent, Row, Table
from enveloppes.output.words import render

ORDER = ("totals", "agreements", "changes", "reconciliation", "unstated", "context", "findings", "sources")


def parts_of(made: Paper) -> Iterator[Part]:
    waiting = list(made.parts)
    while waiting:
        part = waiting.pop(0)
        yield part
        waiting += part.parts


def grids_of(made: Paper) -> Iterator[Grid]:
    return (block for part in parts_of(made) for block in part.blocks if isinstance(block, Grid))


def part_of(made: Paper, anchor: str) -> Part:
    return next(part for part in parts_of(made) if part.anchor == anchor)


def texts_of(grid: Grid, key: str, language: str = "en") -> list[str]:
    place = next(index for index, column in enumerate(grid.table.columns) if column.key == key)
    return [render(row.cells[place], language) for row in grid.table.rows]


def facts_of(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {
        render(fact.name, "en"): " · ".join(
            render(value.text if isinstance(value, Ref) else value, "en") for value in fact.values
        )
        for fact in facts
    }


def test_the_parts_come_in_the_order_in_which_a_director_reads() -> None:
    made = paper(shipped("en"))
    assert tuple(part.anchor for part in made.parts) == ORDER


def test_the_head_says_date_files_with_their_sha256_and_version() -> None:
    making = shipped("en")
    facts = next(block for block in paper(making).head if isinstance(block, Facts)).facts
    said = [(render(fact.name, "en"), [render(value, "en") for value in fact.values if not isinstance(value, Ref)])
            for fact in facts]  # fmt: skip
    assert ("Date", ["22\u00a0November 2026"]) in said
    assert ("File", ["accords.yaml", f"sha256 `{making.inputs[0].sha256}`"]) in said
    assert ("Worked out by", ["enveloppes 1.2.3"]) in said
    assert ("Total", ["1\u202f323\u00a0M€", "announced, once"]) in said


def test_each_basis_has_a_chart_and_a_table_of_its_own() -> None:
    blocks = part_of(paper(shipped("en")), "totals").blocks
    assert [type(block).__name__ for block in blocks] == ["Picture", "Grid", "Picture", "Grid", "Remarks"]
    tables = [block for block in blocks if isinstance(block, Grid)]
    assert [render(table.table.title, "en") for table in tables] == [
        "Total by axis · announced, once",
        "Total by axis · voted, once",
    ]


def test_a_figure_opens_to_its_source_place_printed_form_and_note() -> None:
    table = next(grid for grid in grids_of(paper(shipped("fr"))) if grid.identity == "context-table")
    opening = next(more.opening for more in table.more if more.anchor == "e-solidarites-2021")
    assert opening is not None
    facts = facts_of(opening.facts)
    assert facts["Source"].endswith("Hauts-de-Seine · §7")
    assert facts["Printed"] == "« 909 millions d'euros »"
    assert facts["Note"].startswith("Montant de l'année")
    assert facts["Within"] == "Dépenses de fonctionnement du Département"


def test_a_revised_figure_opens_to_every_statement_with_its_source() -> None:
    table = next(grid for grid in grids_of(paper(shipped("en"))) if grid.identity == "l-quartiers-annemasse")
    opening = next(more.opening for more in table.more if more.opening is not None)
    facts = facts_of(opening.facts)
    assert facts["From 2015"].startswith("7\u00a0M€ · Article")
    assert "printed « 10 millions € »" in facts["From 2024"]


def test_what_changed_over_time_is_drawn_and_told_with_its_change() -> None:
    part = part_of(paper(shipped("en")), "h-renovation-urbaine")
    picture, table = part.blocks
    assert isinstance(picture, Picture)
    assert isinstance(table, Grid)
    assert texts_of(table, "amount") == ["7\u00a0M€", "10\u00a0M€"]
    assert texts_of(table, "basis") == ["contracted, once", "voted, once"]
    assert texts_of(table, "change") == ["", "+3\u00a0M€"]
    assert texts_of(table, "percent")[1] == "42.9\u00a0%"


def test_no_change_is_computed_between_statements_of_unlike_tax() -> None:
    part = part_of(paper(odd("en")), "h-l8")
    table = part.blocks[-1]
    assert isinstance(table, Grid)
    assert texts_of(table, "change") == ["", "less than +4\u00a0M€", "between \u22121 and +1\u00a0M€", "", ""]


def test_an_unstated_line_is_not_stated_and_never_zero() -> None:
    table = next(grid for grid in grids_of(paper(shipped("en"))) if grid.identity == "l-relance-hauts-de-seine")
    assert texts_of(table, "amount").count("n.s.") == 5
    assert len(part_of(paper(shipped("en")), "unstated").blocks) == 2


def test_reconciliation_speaks_of_lines_by_their_titles() -> None:
    grids = {grid.identity: grid for grid in grids_of(paper(shipped("en")))}
    assert texts_of(grids["v-sum"], "id") == ["Politique d'investissement du Département"]
    assert texts_of(grids["v-claim"], "claim")[0].startswith("« Solidarités envers les plus fragiles » is more than")
    assert grids["v-sum"].more[0].links["id"] == "e-investissement"


def test_a_source_leads_back_to_each_figure_that_cites_it() -> None:
    table = next(grid for grid in grids_of(paper(shipped("en"))) if grid.identity == "ts-haute-savoie-2025-03-06")
    assert [more.links["amount"] for more in table.more] == ["o-renovation-urbaine"] * 2
    assert texts_of(table, "at") == ["§10", "§10"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_leads_to_an_anchor_that_stands_once(language: str) -> None:
    for making in (shipped(language), odd(language)):
        made = paper(making)
        anchors = [part.anchor for part in parts_of(made)]
        targets: list[str] = []
        for grid in grids_of(made):
            for more in grid.more:
                anchors += [more.anchor] if more.anchor else []
                targets += more.links.values()
                if more.opening is not None:
                    anchors.append(more.opening.anchor)
                    targets += refs_in(more.opening.facts)
        targets += [
            target
            for part in parts_of(made)
            for block in part.blocks
            if isinstance(block, Facts)
            for target in refs_in(block.facts)
        ]
        assert len(anchors) == len(set(anchors))
        assert set(targets) <= set(anchors)


def refs_in(facts: tuple[Fact, ...]) -> list[str]:
    return [value.target for fact in facts for value in fact.values if isinstance(value, Ref) and not value.is_outside]


def test_an_address_that_is_not_of_the_web_is_text_and_no_link() -> None:
    facts = part_of(paper(odd("en")), "s-s-un").blocks[0]
    assert isinstance(facts, Facts)
    address = next(fact for fact in facts.facts if render(fact.name, "en") == "Address")
    assert address.values == ("javascript:alert(1)",)


def test_what_rows_have_beside_their_cells_must_fit_them() -> None:
    table = Table("t", say("T"), (), (Row(()), Row(())))
    with pytest.raises(ValueError, match="1 additions for 2 rows"):
        Grid("t", table, (RowMore(),))


def test_where_a_file_lies_on_a_machine_is_no_part_of_a_report() -> None:
    making = shipped("en")
    elsewhere = replace(making, inputs=(making.inputs[0]._replace(path="/home/someone/accords.yaml"),))
    assert paper(elsewhere) == paper(making)


def test_an_axis_of_two_bases_is_named_once_and_an_unstated_line_keeps_a_basis_that_was_said(
    envelopes_of: Callable[[str], Register],
) -> None:
    rows = (
        "- {id: a, title: A, amount: 1 M€, at: §1, theme: '06.1'}\n"
        "- {id: b, title: B, amount: 2 M€, at: §1, stage: voted}\n"
        "- {id: c, title: C, at: §1, stage: voted}\n- {id: d, title: D, at: §1}\n"
    )
    made = paper(Making(report(envelopes_of(rows)), (), (), None, (), "en", "0", date(2026, 11, 22)))
    grid = next(grid for grid in grids_of(made) if grid.identity.startswith("l-"))
    assert texts_of(grid, "title") == ["An axis", "", "A", "B", "C", "D"]
    basis = next(index for index, column in enumerate(grid.table.columns) if column.key == "basis")
    assert [row.cells[basis] is Absent.BLANK for row in grid.table.rows] == [False] * 5 + [True]
    opening = grid.more_of(2).opening
    assert opening is not None
    assert facts_of(opening.facts)["Theme"] == "06.1 (Housing and community amenities)"
