"""Which lines of a ledger count, at which stage, and what is left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from made_up_ledgers import PAID_621, SIREN, codes, csv_of, line, register_text, summed, sums_of, write_case

from enveloppes.agreements.ledger import TrackedStage
from enveloppes.ledgers.summing import Options

BUDGET = csv_of(
    line(natdec="budget primitif", mtprev="100.10", mtreal=""),
    line(natdec="budget supplémentaire", mtprev="20.20", mtreal=""),
    line(natdec="décision modificative", mtprev="-5.05", mtreal=""),
    line(mtprev="999", mtreal="70.07", mtrar3112="30.03"),
    line(mtreal="5.00", mtrar3112="", opbudg="ordre"),
    line(mtreal="11.00", codrd="recette"),
    line(mtreal="1000", fonction="622"),
)


def _three_stages(where: str = "{function: '621'}") -> str:
    return register_text(
        [f"{{ledger: budget, stage: {stage}, years: 2021, where: {where}}}" for stage in ("voted", "committed", "paid")]
    )


def test_voted_adds_the_budgets_of_the_year_and_paid_is_in_the_account_alone(tmp_path: Path) -> None:
    path = write_case(tmp_path, _three_stages(), {"budget.csv": BUDGET})
    assert sums_of(path) == {
        ("e0", "voted", 2021): Decimal("115.25"),
        ("e1", "committed", 2021): Decimal("100.10"),
        ("e2", "paid", 2021): Decimal("70.07"),
    }


def test_order_movements_and_receipts_are_left_out_and_told(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": BUDGET})
    (paid,) = summed(path).envelopes
    assert paid.years[0].tally.order == Decimal("5.00")
    assert paid.years[0].tally.receipts == Decimal("11.00")


def test_what_is_asked_for_counts(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": BUDGET})
    assert list(sums_of(path, with_order=True).values()) == [Decimal("75.07")]
    assert list(sums_of(path, with_receipts=True).values()) == [Decimal("59.07")]


@pytest.mark.parametrize(
    ("where", "euros"),
    [
        ("{function: '621', direction: recette}", "11.00"),
        ("{function: '621', direction: [expense, receipt]}", "59.07"),
        ("{function: '621', operation_kind: ordre}", "5.00"),
        ("{function: '621', operation_kind: [real, order]}", "75.07"),
    ],
)
def test_where_may_ask_for_receipts_and_order_movements(tmp_path: Path, where: str, euros: str) -> None:
    tracking = f"{{ledger: budget, stage: paid, years: 2021, where: {where}}}"
    path = write_case(tmp_path, register_text([tracking]), {"budget.csv": BUDGET})
    assert list(sums_of(path).values()) == [Decimal(euros)]


@pytest.mark.parametrize(
    ("where", "lines"),
    [
        ("{account: '6574'}", 1),
        ("{account: '65*'}", 3),
        ("{account: 60..65}", 4),
        ("{account: [65741, '601']}", 2),
        ("{account: '65*', function: '4'}", 1),
        ("{siren: '229909007'}", 6),
        ("{section: fonctionnement}", 5),
        ("{section: investment}", 1),
        ("{label: 'Dons*'}", 2),
        ("{operation: '10*'}", 1),
        ("{year: 2021}", 6),
        ("{}", 6),
    ],
)
def test_where_takes_lists_prefixes_and_ranges(tmp_path: Path, where: str, lines: int) -> None:
    text = csv_of(
        line(nature="6574", section="fonctionnement", nature_label="Dons aux clubs"),
        line(nature="65741", section="Fonctionnement", nature_label="Dons"),
        line(nature="6518", section="FONCTIONNEMENT", fonction="4"),
        line(nature="601", section="fonctionnement"),
        line(nature="66", section="fonctionnement"),
        line(nature="2315", section="investissement", operation="1021"),
    )
    tracking = f"{{ledger: budget, stage: paid, years: 2021, where: {where}}}"
    path = write_case(tmp_path, register_text([tracking]), {"budget.csv": text})
    assert list(sums_of(path).values()) == [Decimal(lines)]


@pytest.mark.parametrize(
    ("cell", "euros"),
    [
        ("1234.50", "1234.50"),
        ('"1 234,50"', "1234.50"),
        ('"1\u00a0234,50"', "1234.50"),
        ('"1\u202f234\u202f567,5"', "1234567.5"),
        ("-12.34", "-12.34"),
        ("\u221212", "-12"),
        ("+7", "7"),
        ("0.1", "0.1"),
        ("9999999999999999.99", "9999999999999999.99"),
        ('" 5 "', "5"),
        ("0,125", "0.125"),
    ],
)
def test_every_typography_of_money_is_read_exactly(tmp_path: Path, cell: str, euros: str) -> None:
    shown = cell if "," not in cell or cell.startswith('"') else f'"{cell}"'
    path = write_case(tmp_path, register_text(), {"budget.csv": csv_of(line(mtreal=shown), line(mtreal=""))})
    assert list(sums_of(path).values()) == [Decimal(euros)]


def test_a_sum_of_many_cents_is_exact(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": csv_of(*[line(mtreal="0.1")] * 1000)})
    assert list(sums_of(path).values()) == [Decimal(100)]


def test_a_part_and_its_container_may_share_lines_and_the_agreement_counts_them_once(tmp_path: Path) -> None:
    trackings = [PAID_621, "{ledger: budget, stage: paid, years: 2021, where: {operation: '7'}}", PAID_621]
    text = register_text(trackings, envelopes=["", ", within: e0", ", within: {id: e1, certainty: possible}"])
    budget = csv_of(line(mtreal="10"), line(mtreal="4", operation="7"))
    found = summed(write_case(tmp_path, text, {"budget.csv": budget}))
    assert codes(found.findings) == []
    assert [one.years[0].tally.euros for one in found.envelopes] == [Decimal(14), Decimal(4), Decimal(14)]
    assert [one.years[0].tally.euros for one in found.agreements] == [Decimal(14)]


def test_two_trackings_of_one_envelope_count_a_line_once(tmp_path: Path) -> None:
    both = f"{PAID_621}, {{ledger: budget, stage: paid, years: 2021, where: {{account: '23*'}}}}"
    path = write_case(tmp_path, register_text([both]), {"budget.csv": csv_of(line(), line(fonction="1"))})
    assert sums_of(path) == {("e0", "paid", 2021): Decimal(2)}


def test_a_year_without_any_line_of_the_ledger_is_not_known(tmp_path: Path) -> None:
    tracking = "{ledger: budget, stage: paid, years: 2021..2023, where: {function: '621'}}"
    budget = csv_of(line(), line(annee="2022", natdec="budget primitif"), line(annee="2023", fonction="9"))
    found = summed(write_case(tmp_path, register_text([tracking]), {"budget.csv": budget}))
    assert [(year.year, year.known) for year in found.envelopes[0].years] == [(2021, True), (2022, False), (2023, True)]
    assert found.envelopes[0].years[2].tally.lines == 0
    assert codes(found.findings) == ["L505"]


def test_without_years_those_of_the_ledger_are_meant(tmp_path: Path) -> None:
    budget = csv_of(line(), line(annee="2023"))
    tracking = "{ledger: budget, stage: paid, where: {function: '621'}}"
    found = summed(write_case(tmp_path, register_text([tracking]), {"budget.csv": budget}))
    assert [(year.year, year.known) for year in found.envelopes[0].years] == [(2021, True), (2022, False), (2023, True)]


BALANCE = (
    "EXER;IDENT;SIREN;NOMEN;COMPTE;FONCTION;LBUDG;BEDEB;OBNETDEB;OBNETCRE;OOBDEB;OOBCRE;SD;SC\n"
    f"2021;1;{SIREN};M57;65741;311;D;0;1000,10;200,00;50,05;0;950;0\n"
    f"2021;1;{SIREN};M57;2315;621;D;0;500,00;30,00;100,00;30,00;400;0\n"
    "2021;1;299900001;M57;2315;621;X;0;9999;0;0;0;9999;0\n"
)


@pytest.mark.parametrize(
    ("where", "with_order", "with_receipts", "euros"),
    [
        ("account: '65*'", False, False, "950.05"),
        ("section: investment", False, False, "400.00"),
        ("section: operating", False, False, "950.05"),
        ("section: investment", True, False, "500.00"),
        ("section: [investment, operating]", False, True, "1150.05"),
        ("account: '65*', direction: receipt", False, False, "200.00"),
        ("section: investment, operation_kind: order", False, False, "100.00"),
    ],
)
def test_a_balance_tells_real_payments_as_net_without_order(
    tmp_path: Path, where: str, with_order: bool, with_receipts: bool, euros: str
) -> None:
    tracking = f"{{ledger: budget, stage: paid, years: 2021, where: {{siren: '{SIREN}', {where}}}}}"
    text = register_text([tracking], "files: balance.csv, format: dgfip-balance")
    path = write_case(tmp_path, text, {"balance.csv": BALANCE})
    assert list(sums_of(path, with_order=with_order, with_receipts=with_receipts).values()) == [Decimal(euros)]


def test_a_balance_tells_nothing_of_votes(tmp_path: Path) -> None:
    tracking = f"{{ledger: budget, stage: voted, years: 2021, where: {{siren: '{SIREN}'}}}}"
    text = register_text([tracking], "files: balance.csv, format: dgfip-balance")
    found = summed(write_case(tmp_path, text, {"balance.csv": BALANCE}))
    assert codes(found.findings) == ["L502"]
    assert found.envelopes[0].broken


def test_a_balance_without_a_siren_adds_up_every_authority_and_says_so(tmp_path: Path) -> None:
    tracking = "{ledger: budget, stage: paid, years: 2021, where: {account: '2315'}}"
    text = register_text([tracking], "files: balance.csv, format: dgfip-balance")
    found = summed(write_case(tmp_path, text, {"balance.csv": BALANCE}))
    assert codes(found.findings) == ["L505"]
    assert found.envelopes[0].years[0].tally.euros == Decimal(10399)


def test_a_table_of_any_columns_is_read_by_its_mapping(tmp_path: Path) -> None:
    table = "An\tArticle\tMandaté\tReste\n2021\t2315\t12,50\t2,50\n2021\t2316\t1,00\t\n"
    ledger = (
        "files: t.tsv, separator: tab, decimal: ',', encoding: windows-1252, "
        "columns: {year: An, account: Article, paid: Mandaté, left: Reste}"
    )
    trackings = [
        f"{{ledger: budget, stage: {stage}, years: 2021, where: {{account: '231*'}}}}"
        for stage in ("paid", "committed")
    ]
    path = write_case(tmp_path, register_text(trackings, ledger), {"t.tsv": table.encode("cp1252")})
    assert list(sums_of(path).values()) == [Decimal("13.50"), Decimal(16)]
    assert summed(path).envelopes[1].years[0].tally.left == Decimal("2.50")


def test_a_file_named_for_this_run_stands_in(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"other/elsewhere.csv": csv_of(line(mtreal="3"))})
    found = summed(path, Options(files={"budget": str(tmp_path / "other" / "*.csv")}))
    assert found.findings == ()
    assert found.envelopes[0].stage is TrackedStage.PAID
    assert found.envelopes[0].years[0].tally.euros == Decimal(3)
