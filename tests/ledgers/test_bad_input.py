"""Whatever is wrong with the files of a ledger is a finding with its place, the same with every engine."""

from __future__ import annotations

import gzip
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest
from made_up_ledgers import HEADINGS, PAID_621, codes, csv_of, line, register_text, said, summed, sums_of, write_case
from pyarrow import parquet

from enveloppes.agreements.ledger_sums import LedgerSums
from enveloppes.ledgers.engines.engine import EngineName
from enveloppes.ledgers.summing import Options, sum_ledgers
from enveloppes.reading.register_file import read_contents

GOOD = csv_of(line(), line(mtreal="2"))
engines = pytest.mark.parametrize("engine", [EngineName.DUCKDB, EngineName.POLARS])


def found_in(
    folder: Path, content: str | bytes, engine: EngineName = EngineName.DUCKDB, ledger: str = ""
) -> LedgerSums:
    text = register_text(ledger=f"files: budget.csv, format: scdl-budget{ledger}")
    return summed(write_case(folder, text, {"budget.csv": content}), Options(engine))


@engines
@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"mtreal": "abc"}, "« abc » in `BGT_MTREAL` is not an amount of euros"),
        ({"mtreal": "1.234"}, "« 1.234 » in `BGT_MTREAL` may be thousands or thousandths; declare `decimal`"),
        ({"mtreal": "1e3"}, "« 1e3 »"),
        ({"mtreal": "12 34"}, "« 12 34 »"),
        ({"mtreal": "12345678901234567"}, "« 12345678901234567 »"),
        ({"mtreal": "\u0663"}, "« \u0663 »"),
        ({"annee": "20x1"}, "« 20x1 » in `BGT_ANNEE` is not a year"),
        ({"natdec": "budget secret"}, "« budget secret » in `BGT_NATDEC` is not a word of this format"),
        ({"codrd": "sortie"}, "« sortie » in `BGT_CODRD`"),
        ({"opbudg": ""}, "«  » in `BGT_OPBUDG`"),
    ],
)
def test_a_bad_cell_has_its_file_and_line_and_its_envelopes_get_no_sum(
    tmp_path: Path, engine: EngineName, cells: dict[str, str], message: str
) -> None:
    found = found_in(tmp_path, csv_of(line(), line(fonction="9", mtreal="xyz"), line(**cells)), engine)
    assert codes(found.findings) == ["L503"]
    assert "budget.csv:4`: " in said(found.findings[0].message)
    assert message in said(found.findings[0].message)
    assert "No sum for `e0`" in said(found.findings[0].message)
    assert found.envelopes[0].broken
    assert found.envelopes[0].years[0].tally.euros == 0


@engines
def test_a_bad_cell_touches_only_the_envelopes_that_claim_its_line(tmp_path: Path, engine: EngineName) -> None:
    other = "{ledger: budget, stage: paid, years: 2021, where: {function: '9'}}"
    budget = csv_of(line(), line(fonction="9", mtreal="xyz"))
    found = summed(write_case(tmp_path, register_text([PAID_621, other]), {"budget.csv": budget}), Options(engine))
    assert [one.broken for one in found.envelopes] == [False, True]
    assert found.envelopes[0].years[0].tally.euros == Decimal(1)
    assert found.agreements[0].broken


def test_of_many_bad_cells_the_first_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    found = found_in(tmp_path, csv_of(*[line(mtreal="x")] * 9))
    assert codes(found.findings) == ["L503"] * 6
    assert said(found.findings[-1].message) == "9 lines of the ledger have a bad cell"


@engines
def test_a_line_that_two_envelopes_claim_is_shown(tmp_path: Path, engine: EngineName) -> None:
    other = "{ledger: budget, stage: paid, years: 2021, where: {account: '23*'}}"
    budget = csv_of(line(mtreal="7.50"), line(fonction="9"), line(natdec="budget primitif"), line(codrd="recette"))
    found = summed(write_case(tmp_path, register_text([PAID_621, other]), {"budget.csv": budget}), Options(engine))
    assert codes(found.findings) == ["L504"]
    assert "`e0` and `e1` both claim 1 line of `budget`" in said(found.findings[0].message)
    assert "budget.csv:2 (2021 2315 621 · 7.50)" in said(found.findings[0].message)
    assert [one.shared for one in found.envelopes] == [True, True]
    assert found.agreements[0].years[0].tally.euros == Decimal("8.50")


@engines
def test_different_stages_may_claim_one_line(tmp_path: Path, engine: EngineName) -> None:
    other = "{ledger: budget, stage: committed, years: 2021, where: {account: '23*'}}"
    path = write_case(tmp_path, register_text([PAID_621, other]), {"budget.csv": GOOD})
    assert codes(summed(path, Options(engine)).findings) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty or begins with an empty line"),
        (GOOD.replace("BGT_FONCTION", "BGT_FONCTIONS"), "no column `BGT_FONCTION`; the nearest is `BGT_FONCTIONS`"),
        (GOOD.replace("BGT_MTREAL", "X"), "has no column `BGT_MTREAL`"),
        (GOOD.replace("BGT_MTPREV", "BGT_MTREAL"), "has the column `BGT_MTREAL` twice"),
        (GOOD + "a,b\n", "budget.csv:4` has 2 cells where the header has 13"),
        (GOOD.encode("latin-1"), "budget.csv:2` is not in utf-8"),
        (GOOD.encode() + b"\0\n", "budget.csv:4` holds a NUL"),
        (b"PK\x03\x04rest", "is an archive or a spreadsheet"),
        (gzip.compress(GOOD.encode())[:-20], "breaks off or is damaged"),
        (b"PAR1 and then nothing", "breaks off or is damaged"),
        (GOOD.replace("1.00", '"1.00'), "cells where the header has 13"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong_and_where(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    found = found_in(tmp_path, content)
    assert codes(found.findings)[0] in {"L501", "L502"}
    assert message in said(found.findings[0].message)
    assert found.envelopes[0].broken


@engines
@pytest.mark.parametrize(
    ("content", "ledger"),
    [
        ("\ufeff" + GOOD, ""),
        (GOOD.replace("\n", "\r\n"), ""),
        (GOOD.replace("\n", "\r\n", 1), ""),
        (GOOD.replace("\n", "\r"), ""),
        (GOOD.replace(",", ";"), ""),
        (GOOD.replace(",", "|"), ", separator: '|'"),
        (GOOD.encode("cp1252"), ", encoding: windows-1252"),
        (GOOD.encode("utf-16"), ", encoding: utf-16"),
        (gzip.compress(GOOD.encode()), ""),
        (GOOD + "\n\n", ""),
        (GOOD.replace("Voirie", '"Voirie, ""neuve""\nsur deux lignes"'), ""),
        (GOOD.replace("Voirie", 'Voirie 5" et plus'), ""),
        (GOOD.replace("BGT_", "bgt_"), ""),
        (GOOD.replace("dépense", "De\u0301pense").replace("réel", "REEL"), ""),
        (GOOD.replace(",621,", ", 621 ,"), ""),
    ],
)
def test_what_is_only_unusual_is_read(tmp_path: Path, engine: EngineName, content: str | bytes, ledger: str) -> None:
    found = found_in(tmp_path, content, engine, ledger)
    assert [said(finding.message) for finding in found.findings] == []
    assert found.envelopes[0].years[0].tally.euros == Decimal(3)


@engines
@pytest.mark.parametrize("name", ["a [b] {c} *d?.csv", "é à.csv", "' OR 1=1; --.csv", "50%25 & co.csv"])
def test_the_name_of_a_file_means_nothing_to_an_engine(tmp_path: Path, engine: EngineName, name: str) -> None:
    path = write_case(tmp_path, register_text(ledger="files: '*.csv', format: scdl-budget"), {name: GOOD})
    assert sums_of(path, engine) == {("e0", "paid", 2021): Decimal(3)}


@engines
def test_nothing_in_a_label_or_a_where_becomes_sql(tmp_path: Path, engine: EngineName) -> None:
    hostile = "x'); DROP TABLE t; --"
    tracking = (
        f"{{ledger: budget, stage: paid, years: 2021, where: {{label: \"{hostile}\", operation: \"' OR '1'='1\"}}}}"
    )
    budget = csv_of(line(nature_label=hostile, operation="' OR '1'='1"), line())
    path = write_case(tmp_path, register_text([tracking]), {"budget.csv": budget})
    assert sums_of(path, engine) == {("e0", "paid", 2021): Decimal(1)}


@engines
def test_headings_are_never_part_of_a_query(tmp_path: Path, engine: EngineName) -> None:
    table = pa.table({'a"; DROP TABLE t; --': ["2021"], "pa'id": pa.array([Decimal("4.20")], pa.decimal128(9, 2))})
    parquet.write_table(table, tmp_path / "t.parquet")
    ledger = "files: t.parquet, columns: {year: 'a\"; DROP TABLE t; --', paid: \"pa'id\"}"
    tracking = "{ledger: budget, stage: paid, years: 2021}"
    path = write_case(tmp_path, register_text([tracking], ledger), {})
    assert sums_of(path, engine) == {("e0", "paid", 2021): Decimal("4.20")}


@engines
def test_parquet_holds_decimals_whole_numbers_text_and_dates(tmp_path: Path, engine: EngineName) -> None:
    table = pa.table(
        {
            "year": pa.array(["2021-01-01", "2021-12-31", "2022-01-01"]).cast(pa.date32()),
            "account": pa.array([6574, 6518, 6574]),
            "voted": pa.array([10, 20, 30]),
            "committed": pa.array(["1 000,50", "2,50", "x"]),
            "paid": pa.array([Decimal("0.10"), Decimal("0.20"), None], pa.decimal128(38, 18)),
        }
    )
    parquet.write_table(table, tmp_path / "t.parquet")
    columns = ", ".join(f"{name}: {name}" for name in table.column_names)
    trackings = [
        f"{{ledger: budget, stage: {stage}, years: 2021, where: {{account: '65*'}}}}"
        for stage in ("voted", "committed", "paid")
    ]
    path = write_case(tmp_path, register_text(trackings, f"files: t.parquet, columns: {{{columns}}}"), {})
    assert list(sums_of(path, engine).values()) == [Decimal(30), Decimal(1003), Decimal("0.30")]


@engines
def test_a_number_too_large_to_be_added_exactly_is_an_error(tmp_path: Path, engine: EngineName) -> None:
    huge = Decimal(10) ** 37
    table = pa.table({"year": ["2021"] * 3, "paid": pa.array([huge] * 3, pa.decimal128(38, 0))})
    parquet.write_table(table, tmp_path / "t.parquet")
    tracking = "{ledger: budget, stage: paid, years: 2021}"
    text = register_text([tracking], "files: t.parquet, columns: {year: year, paid: paid}")
    found = summed(write_case(tmp_path, text, {}), Options(engine))
    assert set(codes(found.findings)) == {"L503"}
    assert found.envelopes[0].broken


def test_money_in_floating_point_is_refused(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"year": ["2021"], "paid": [0.1]}), tmp_path / "t.parquet")
    tracking = "{ledger: budget, stage: paid, years: 2021}"
    text = register_text([tracking], "files: t.parquet, columns: {year: year, paid: paid}")
    found = summed(write_case(tmp_path, text, {}))
    assert codes(found.findings) == ["L502"]
    assert "floating point holds no cents exactly" in said(found.findings[0].message)


@engines
def test_files_of_different_shapes_make_one_ledger(tmp_path: Path, engine: EngineName) -> None:
    turned = csv_of(line(annee="2022")).replace("BGT_MTREAL,BGT_MTRAR3112", "BGT_MTRAR3112,BGT_MTREAL")
    third = gzip.compress(csv_of(line(annee="2023", mtreal="8")).replace(",", ";").encode())
    files: dict[str, str | bytes] = {
        "b/2021.csv": GOOD,
        "b/2022.csv": turned.replace("1.00,", ',"5,25"'),
        "b/2023.csv.gz": third,
    }
    tracking = "{ledger: budget, stage: paid, years: 2021..2023, where: {function: '621'}}"
    path = write_case(tmp_path, register_text([tracking], "files: 'b/*', format: scdl-budget"), files)
    assert list(sums_of(path, engine).values()) == [Decimal(3), Decimal("5.25"), Decimal(8)]


def test_a_file_twice_in_a_glob_is_counted_once_and_told(tmp_path: Path) -> None:
    path = write_case(
        tmp_path, register_text(ledger="files: '*.csv', format: scdl-budget"), {"a.csv": GOOD, "b.csv": GOOD}
    )
    found = summed(path)
    assert codes(found.findings) == ["L505"]
    assert "b.csv` holds what" in said(found.findings[0].message)
    assert found.envelopes[0].years[0].tally.euros == Decimal(3)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = summed(write_case(tmp_path, register_text(), {}))
    assert codes(found.findings) == ["L501"]
    assert "there is no file `budget.csv`" in said(found.findings[0].message)


@pytest.mark.parametrize("pattern", ["link.csv", "*.csv", "inner/*.csv"])
def test_no_path_leaves_the_folder_of_the_register_by_a_link(tmp_path: Path, pattern: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text(GOOD, encoding="utf-8")
    inside = tmp_path / "inside"
    path = write_case(inside, register_text(ledger=f"files: '{pattern}', format: scdl-budget"), {})
    (inside / "link.csv").symlink_to("../outside/secret.csv")
    (inside / "inner").symlink_to("../outside")
    found = summed(path)
    assert codes(found.findings) == ["L501"]
    assert "leads out of the folder" in said(found.findings[0].message)
    assert not found.files


def test_accounts_of_two_kinds_are_never_added(tmp_path: Path) -> None:
    found = found_in(tmp_path, csv_of(line(), line(natdec="compte financier unique")))
    assert codes(found.findings) == ["L503"]
    assert found.envelopes[0].broken


def test_a_siren_of_no_party_is_told(tmp_path: Path) -> None:
    tracking = "{ledger: budget, stage: paid, years: 2021, where: {siren: '229200506'}}"
    found = summed(write_case(tmp_path, register_text([tracking]), {"budget.csv": GOOD}))
    assert "is that of no party" in said(found.findings[0].message)
    assert set(codes(found.findings)) == {"L505"}


def test_a_ledger_that_the_register_does_not_have_cannot_be_named(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": GOOD})
    assert codes(summed(path, Options(files={"other": "x.csv"})).findings) == ["L501"]


def test_a_register_from_a_stream_needs_its_ledger_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    register = read_contents([("-", register_text().encode())]).register
    assert "read from a stream" in said(sum_ledgers(register, Options()).findings[0].message)


def test_of_many_pairs_that_share_lines_the_first_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    found = summed(write_case(tmp_path, register_text([PAID_621] * 30), {"budget.csv": GOOD}))
    assert set(codes(found.findings)) == {"L504"}
    assert len(found.findings) == 21
    assert said(found.findings[-1].message).startswith("435 pairs of envelopes of `budget` share lines")
    assert all(one.shared for one in found.envelopes)


@engines
@pytest.mark.parametrize(
    "other",
    [
        gzip.compress(GOOD.encode()),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        gzip.compress(GOOD.replace("\n", "\r\n").strip().encode()),
    ],
    ids=["packed", "byte order mark", "other line ends", "packed, other line ends, none at the end"],
)
def test_a_copy_that_is_packed_or_has_other_line_ends_is_counted_once_and_told(
    tmp_path: Path, engine: EngineName, other: bytes
) -> None:
    ledger = "files: 'b.csv*', format: scdl-budget"
    path = write_case(tmp_path, register_text(ledger=ledger), {"b.csv": GOOD, "b.csv.copy": other})
    found = summed(path, Options(engine))
    assert codes(found.findings) == ["L505"]
    assert "b.csv.copy` holds what" in said(found.findings[0].message)
    assert found.envelopes[0].years[0].tally.euros == Decimal(3)


def test_files_that_differ_by_one_empty_line_within_are_two_files(tmp_path: Path) -> None:
    ledger = "files: '*.csv', format: scdl-budget"
    other = GOOD.replace("1.00,\n", "1.00,\n\n")
    found = summed(write_case(tmp_path, register_text(ledger=ledger), {"a.csv": GOOD, "b.csv": other}))
    assert found.envelopes[0].years[0].tally.euros == Decimal(6)


def test_every_broken_row_of_every_file_is_told_beside_a_missing_column(tmp_path: Path) -> None:
    ledger = "files: '*.csv', format: scdl-budget"
    files: dict[str, str | bytes] = {
        "a.csv": GOOD + "a,b\n" + line() + "\nc\n",
        "b.csv": GOOD.replace("BGT_MTREAL", "X") + line() + ",more\n",
    }
    found = summed(write_case(tmp_path, register_text(ledger=ledger), files))
    told = [said(one.message) for one in found.findings]
    assert codes(found.findings) == ["L501", "L501", "L501", "L502"]
    assert [one.partition("` ")[2] for one in told[:3]] == [
        "has 2 cells where the header has 13",
        "has 1 cell where the header has 13",
        "has 14 cells where the header has 13",
    ]
    assert [one.partition("` ")[0].rpartition(":")[2] for one in told[:3]] == ["4", "6", "4"]
    assert "no column `BGT_MTREAL`" in told[3]
    assert found.envelopes[0].broken


def test_of_many_broken_rows_the_first_are_told_and_all_are_counted(tmp_path: Path) -> None:
    found = found_in(tmp_path, GOOD + "a,b\n" * 70)
    assert codes(found.findings) == ["L501"] * 21
    assert "has 70 rows with too many or too few cells; the first 20 are told" in said(found.findings[-1].message)


def test_broken_rows_before_a_bad_byte_are_told_with_it(tmp_path: Path) -> None:
    found = found_in(tmp_path, GOOD.encode() + b"a,b\n" + b"x\n" * (1 << 15) + b"\xe9\n")
    told = [said(one.message) for one in found.findings]
    assert codes(found.findings) == ["L501"] * 22
    assert "budget.csv:4` has 2 cells" in told[0]
    assert any("budget.csv:32773` is not in utf-8" in one for one in told)


def test_the_sha256_of_a_file_is_taken_while_it_is_read(tmp_path: Path) -> None:
    packed = gzip.compress(GOOD.encode())
    ledger = "files: [budget.csv, other.gz], format: scdl-budget"
    other = csv_of(line(annee="2022"))
    files: dict[str, str | bytes] = {"budget.csv": packed, "other.gz": other}
    found = summed(write_case(tmp_path, register_text(ledger=ledger), files))
    assert [one.sha256 for one in found.files] == [sha256(packed).hexdigest(), sha256(other.encode()).hexdigest()]


def test_a_parquet_is_read_whole_for_its_sha256_only_where_that_is_wanted(tmp_path: Path) -> None:
    table = pa.table({name: [cell] for name, cell in zip(HEADINGS, line().split(","), strict=True)})
    path = write_case(tmp_path, register_text(ledger="files: budget.parquet, format: scdl-budget"), {})
    parquet.write_table(table, tmp_path / "budget.parquet")
    assert summed(path).files[0].sha256 is None
    digest = sha256((tmp_path / "budget.parquet").read_bytes()).hexdigest()
    assert summed(path, Options(digests=True)).files[0].sha256 == digest
