"""Spark finds what DuckDB and plain Python find, and the same things wrong; needs Java 17 or later."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from made_up_ledgers import codes, csv_of, line, register_text, said, summed, sums_of, write_case
from pyarrow import parquet
from pyspark.sql import SparkSession
from random_ledgers import by_plain_python, case

from enveloppes.ledgers.engines import spark_engine
from enveloppes.ledgers.engines.engine import EngineError, EngineName, start
from enveloppes.ledgers.summing import Options

SPARK = Options(EngineName.SPARK)
GOOD = csv_of(line(), line(mtreal="2"))
EXAMPLE = Path(__file__).parents[1] / "examples" / "suivi"


@pytest.fixture(autouse=True, scope="module")
def one_session() -> Iterator[None]:
    """Keep the session of the first run for all of them: starting Spark takes longer than any test here."""
    patch = pytest.MonkeyPatch()
    patch.setattr(spark_engine.SparkEngine, "close", lambda _self: None)
    yield
    patch.undo()
    session = SparkSession.getActiveSession()
    if session is not None:
        session.stop()


@pytest.mark.parametrize(("seed", "count"), [(2, 8), (5, 40)])
def test_spark_finds_what_plain_python_finds(tmp_path: Path, seed: int, count: int) -> None:
    path = case(tmp_path, seed, lines=200, count=count)
    assert sums_of(path, EngineName.SPARK) == by_plain_python(tmp_path, seed, count)


def test_the_example_comes_to_the_same_cents() -> None:
    by_spark, by_duckdb = summed(EXAMPLE, SPARK), summed(EXAMPLE)
    assert by_spark.envelopes == by_duckdb.envelopes
    assert by_spark.agreements == by_duckdb.agreements
    assert by_spark.findings == by_duckdb.findings == ()


@pytest.mark.parametrize(
    "cells", [{"mtreal": "abc"}, {"mtreal": "1.234"}, {"annee": "20x1"}, {"natdec": "budget secret"}]
)
def test_a_bad_cell_has_its_file_and_line(tmp_path: Path, cells: dict[str, str]) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": csv_of(line(), line(**cells))})
    found = summed(path, SPARK)
    assert codes(found.findings) == ["L503"]
    assert "budget.csv:3`: " in said(found.findings[0].message)


@pytest.mark.parametrize("name", ["a [b] {c}.csv", "é à.csv", "' OR 1=1; --.csv", "50%25 & co.csv"])
def test_the_name_of_a_file_means_nothing_to_spark(tmp_path: Path, name: str) -> None:
    path = write_case(tmp_path, register_text(ledger="files: '*.csv', format: scdl-budget"), {name: GOOD})
    assert sums_of(path, EngineName.SPARK) == {("e0", "paid", 2021): Decimal(3)}


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", ";"),
        gzip.compress(GOOD.encode()),
        GOOD + "\n\n",
        GOOD.replace("Voirie", '"Voirie, ""neuve""\nsur deux lignes"'),
        GOOD.replace("Voirie", 'Voirie 5" et plus'),
        GOOD.replace("Voirie", "Voirie \\"),
        GOOD.replace(",621,", ", 621 ,"),
    ],
)
def test_what_is_only_unusual_is_read(tmp_path: Path, content: str | bytes) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": content})
    assert sums_of(path, EngineName.SPARK) == sums_of(path) == {("e0", "paid", 2021): Decimal(3)}


def test_a_line_that_two_envelopes_claim_is_shown(tmp_path: Path) -> None:
    trackings = [
        f"{{ledger: budget, stage: paid, years: 2021, where: {{{rule}}}}}"
        for rule in ("function: '621'", "account: '23*'")
    ]
    found = summed(write_case(tmp_path, register_text(trackings), {"budget.csv": GOOD}), SPARK)
    assert codes(found.findings) == ["L504"]
    assert "both claim 2 lines" in said(found.findings[0].message)


def test_an_address_that_spark_reaches_stands_for_files(tmp_path: Path) -> None:
    table = pa.table(
        {"year": ["2021", "2022"], "paid": pa.array([Decimal("1.10"), Decimal("2.20")], pa.decimal128(9, 2))}
    )
    parquet.write_table(table, tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("year,paid\n2021,1.10\n2022,2.20\n", encoding="utf-8")
    tracking = "{ledger: budget, stage: paid, years: 2021..2022}"
    text = register_text([tracking], "files: t.parquet, columns: {year: year, paid: paid}")
    path = write_case(tmp_path, text, {})
    for name in ("t.parquet", "t.csv"):
        found = summed(path, Options(EngineName.SPARK, files={"budget": f"file://{tmp_path}/{name}"}))
        assert codes(found.findings) == []
        assert [year.tally.euros for year in found.envelopes[0].years] == [Decimal("1.10"), Decimal("2.20")]


def test_an_address_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {})
    found = summed(path, Options(EngineName.SPARK, files={"budget": f"file://{tmp_path}/none.parquet"}))
    assert codes(found.findings) == ["L501"]


def test_a_number_too_large_to_be_added_exactly_is_an_error(tmp_path: Path) -> None:
    table = pa.table({"year": ["2021"] * 3, "paid": pa.array([Decimal(10) ** 37] * 3, pa.decimal128(38, 0))})
    parquet.write_table(table, tmp_path / "t.parquet")
    tracking = "{ledger: budget, stage: paid, years: 2021}"
    text = register_text([tracking], "files: t.parquet, columns: {year: year, paid: paid}")
    found = summed(write_case(tmp_path, text, {}), SPARK)
    assert set(codes(found.findings)) == {"L503"}


def test_a_master_that_is_none_is_refused() -> None:
    with pytest.raises(EngineError) as refused:
        start(EngineName.SPARK, "nonsense://")
    assert "is no master of Spark" in said(refused.value.message)
