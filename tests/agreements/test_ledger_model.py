"""Ledgers and trackings in the YAML: what is taken, and what is refused with its code and place."""

from __future__ import annotations

import pytest
from made_up_ledgers import said

from enveloppes.agreements.ledger import Encoding, LedgerFormat, LedgerSection, Separator
from enveloppes.agreements.where import read_pattern
from enveloppes.reading.register_file import Reading, read_contents

LEDGER = "title: B, files: b.csv"


def reading(ledger: str = LEDGER, tracked: str = "ledger: b, stage: paid") -> Reading:
    text = (
        f"format: 1\nsources: {{s: {{title: S}}}}\nledgers: {{b: {{{ledger}}}}}\n"
        "agreements: [{id: a, title: A, source: s, axes: [{id: x, title: X, envelopes: ["
        f"{{id: e, title: E, tracked: [{{{tracked}}}]}}]}}]}}]\n"
    )
    return read_contents([("a.yaml", text.encode())])


def test_a_ledger_says_how_its_files_are_cut() -> None:
    found = reading("title: B, files: [a.csv, 'b/*.csv'], separator: tab, decimal: ',', encoding: cp1252")
    assert found.findings == ()
    ledger, spot = found.register.ledgers["b"]
    assert (ledger.format, ledger.separator, ledger.encoding) == (LedgerFormat.TABLE, Separator.TAB, Encoding.WINDOWS)
    assert ledger.files == ("a.csv", "b/*.csv")
    assert spot.path == ("ledgers", "b")


def test_where_speaks_both_languages() -> None:
    found = reading(tracked="ledger: b, stage: paid, where: {section: [investissement, Operating]}")
    where = found.register.envelope_by_id["e"].envelope.tracked[0].where
    assert where.section == (LedgerSection.INVESTMENT, LedgerSection.OPERATING)


@pytest.mark.parametrize(
    ("ledger", "code", "message"),
    [
        ("files: b.csv", "M102", "`title`"),
        ("title: B", "M102", "`files`"),
        ("title: B, files: ../b.csv", "M108", "`--ledger ID=PATH`"),
        ("title: B, files: /etc/passwd", "M108", "`--ledger ID=PATH`"),
        ("title: B, files: 's3://bucket/b.parquet'", "M108", "`--ledger ID=PATH`"),
        ("title: B, files: []", "M108", "leave the key out"),
        (f"{LEDGER}, format: scdl", "M106", "scdl-budget"),
        (f"{LEDGER}, colums: {{}}", "M101", "`columns`"),
        (f"{LEDGER}, columns: {{konto: X}}", "M101", "a list of columns"),
        (f"{LEDGER}, encoding: ebcdic", "M106", "utf-8"),
        (f"{LEDGER}, euros: constant", "M106", "constant-YYYY"),
    ],
)
def test_a_ledger_that_cannot_be_is_refused(ledger: str, code: str, message: str) -> None:
    (finding,) = reading(ledger).findings
    assert finding.code == code
    assert message in said(finding.message)


@pytest.mark.parametrize(
    ("tracked", "code", "message"),
    [
        ("ledger: other, stage: paid", "R202", "`other`"),
        ("ledger: b", "M102", "`stage`"),
        ("ledger: b, stage: announced", "M106", "voted, committed, paid"),
        ("ledger: b, stage: paid, years: '21'", "M104", "is not a period"),
        ("ledger: b, stage: paid, where: {account: '*'}", "M108", "selects every line"),
        ("ledger: b, stage: paid, where: {account: '6*5'}", "M108", "not its last character"),
        ("ledger: b, stage: paid, where: {account: 65..60}", "M108", "write 60..65"),
        ("ledger: b, stage: paid, where: {account: 60..65..70}", "M108", "is not a range"),
        ("ledger: b, stage: paid, where: {siren: '229909008'}", "M107", "is not a SIREN"),
        ("ledger: b, stage: paid, where: {direction: in}", "M106", "expense, receipt"),
        ("ledger: b, stage: paid, where: {year: soon}", "M104", "is not a year"),
        ("ledger: b, stage: paid, where: {konto: 1}", "M101", "a selection of lines"),
    ],
)
def test_a_tracking_that_cannot_be_is_refused(tracked: str, code: str, message: str) -> None:
    (finding,) = reading(tracked=tracked).findings
    assert finding.code == code
    assert message in said(finding.message)


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("65", ["65"], ["6", "651", "", None]),
        ("65*", ["65", "6574", "65é"], ["6", "66", "", None]),
        ("60..65", ["60", "6541", "65", "604"], ["6", "66", "59", "5999"]),
        ("6011..65", ["6011", "62", "659"], ["6", "60", "6010", "66"]),
        ("60..", ["60", "99"], ["59", ""]),
        ("..65", ["65", "659", "1"], ["66", "", None]),
        ("2A*", ["2A", "2A004"], ["2B", "2"]),
    ],
)
def test_a_pattern_holds_what_it_says(pattern: str, inside: list[str], outside: list[str | None]) -> None:
    read = read_pattern(pattern)
    assert all(read.holds(cell) for cell in inside)
    assert not any(read.holds(cell) for cell in outside)


def test_a_label_may_hold_two_dots() -> None:
    assert read_pattern("a..b", ranges=False).holds("a..b")
    assert not read_pattern("a..b", ranges=False).holds("ab")
