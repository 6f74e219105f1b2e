"""Laws of the sheet: no row is ragged, no name is lost, absent is empty for machines."""

from __future__ import annotations

import pytest
from sheet_samples import everything, totals

from enveloppes.language.message import say
from enveloppes.output.machine import header_of, records_of, union_header, union_records
from enveloppes.output.sheet import Absent, Column, Kind, Role, Row, Table


def test_a_ragged_row_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        Table("t", say("T"), (Column("a", say("A")),), (Row(("x", "y")),))


def test_two_columns_of_one_name_are_refused_because_a_reader_would_lose_one() -> None:
    twice = Table("t", say("T"), (Column("a", say("A")), Column("a", say("A"))), ())
    with pytest.raises(ValueError, match="stands twice"):
        header_of(twice)


def test_what_the_heading_says_for_people_is_a_column_for_machines() -> None:
    table = totals().tables[1]
    first = dict(zip(header_of(table), next(iter(records_of(table, "en"))), strict=True))
    assert (first["stage"], first["rhythm"], first["euros"]) == ("voted", "once", "current")


def test_an_amount_becomes_its_bounds_and_whether_they_are_reached() -> None:
    table = totals().tables[1]
    first = dict(zip(header_of(table), next(iter(records_of(table, "en"))), strict=True))
    assert str(first["amount_low"]) == "10000000"
    assert first["amount_low_reached"] is False
    assert first["amount_high"] is None
    assert first["amount_high_reached"] is None


def test_every_absent_cell_is_empty_for_machines() -> None:
    columns = (Column("a", say("A"), Kind.MONEY),)
    table = Table("t", say("T"), columns, tuple(Row((absent,)) for absent in Absent))
    assert [record for record in records_of(table, "en") if any(value is not None for value in record)] == []


def test_details_comment_on_a_row_and_are_no_row_for_machines() -> None:
    columns = (Column("a", say("A")),)
    table = Table("t", say("T"), columns, (Row(("body",)), Row(("comment",), role=Role.DETAIL)))
    assert list(records_of(table, "en")) == [("body",)]


def test_tables_of_unlike_kinds_make_one_table_with_their_kind_in_the_first_column() -> None:
    sheet = everything()
    header = union_header(sheet)
    records = list(union_records(sheet, "en"))
    assert header[0] == "table"
    assert len(header) == len(set(header))
    assert {record["table"] for record in records} == {"change", "text"}
    assert all(set(record) <= set(header) for record in records)
