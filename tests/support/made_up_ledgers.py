"""Made-up ledgers for tests: files of budget lines, a register that tracks them, and plain Python to add them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from enveloppes.agreements.finding import Finding
from enveloppes.agreements.ledger_sums import LedgerSums
from enveloppes.language.message import Message
from enveloppes.ledgers.engines.engine import EngineName
from enveloppes.ledgers.summing import Options, sum_ledgers
from enveloppes.output.words import render
from enveloppes.reading.register_file import read_register

SIREN, SIRET = "229909007", "22990900700010"
HEADINGS = (
    "BGT_NATDEC", "BGT_ANNEE", "BGT_SIRET", "BGT_NATURE", "BGT_NATURE_LABEL", "BGT_FONCTION", "BGT_OPERATION",
    "BGT_SECTION", "BGT_OPBUDG", "BGT_CODRD", "BGT_MTPREV", "BGT_MTREAL", "BGT_MTRAR3112",
)  # fmt: skip
PAID_621 = "{ledger: budget, stage: paid, years: 2021, where: {function: '621'}}"


def line(**cells: str) -> str:
    """Return a line of a budget: the account of 2021, one euro paid for account 2315, function 621."""
    usual = {
        "BGT_NATDEC": "compte administratif",
        "BGT_ANNEE": "2021",
        "BGT_SIRET": SIRET,
        "BGT_NATURE": "2315",
        "BGT_NATURE_LABEL": "Voirie",
        "BGT_FONCTION": "621",
        "BGT_OPERATION": "",
        "BGT_SECTION": "investissement",
        "BGT_OPBUDG": "réel",
        "BGT_CODRD": "dépense",
        "BGT_MTPREV": "",
        "BGT_MTREAL": "1.00",
        "BGT_MTRAR3112": "",
    }
    named = {f"BGT_{name.upper()}": cell for name, cell in cells.items()}
    assert set(named) <= set(usual), named
    return ",".join((usual | named).values())


def csv_of(*lines: str) -> str:
    """Return a budget of some lines."""
    return "\n".join((",".join(HEADINGS), *lines, ""))


def register_text(
    trackings: Sequence[str] = (PAID_621,),
    ledger: str = "files: budget.csv, format: scdl-budget",
    envelopes: Sequence[str] | None = None,
) -> str:
    """Return a register whose envelopes e0, e1, … track what is given, one each; ``envelopes`` adds keys to them."""
    more = envelopes or [""] * len(trackings)
    listed = "".join(
        f"          - {{id: e{place}, title: E{place}, amount: 10 M€{extra}, tracked: [{tracking}]}}\n"
        for place, (tracking, extra) in enumerate(zip(trackings, more, strict=True))
    )
    return (
        "format: 1\nsources: {s: {title: S, date: 2020}}\n"
        f"ledgers: {{budget: {{title: Budget, {ledger}}}}}\n"
        "agreements:\n  - id: a\n    title: A\n    source: s\n"
        f"    parties: [{{name: D, siren: '{SIREN}'}}]\n"
        f"    axes:\n      - id: x\n        title: X\n        envelopes:\n{listed}"
    )


def write_case(folder: Path, register: str, files: Mapping[str, str | bytes]) -> Path:
    """Write a register and its files, and return the register's path."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "register.yaml"
    path.write_text(register, encoding="utf-8")
    return path


def summed(path: Path, options: Options | None = None) -> LedgerSums:
    """Return the sums of a register that has no findings of its own."""
    reading = read_register([str(path)])
    assert not reading.findings, [said(finding.message) for finding in reading.findings]
    return sum_ledgers(reading.register, options or Options())


def sums_of(
    path: Path, engine: EngineName = EngineName.DUCKDB, *, with_order: bool = False, with_receipts: bool = False
) -> dict[tuple[str, str, int], Decimal]:
    """Return what each envelope has at each stage and year where anything is known."""
    found = summed(path, Options(engine, with_order=with_order, with_receipts=with_receipts))
    assert not [finding for finding in found.findings if finding.code != "L505"], codes(found.findings)
    return {
        (one.id, one.stage.value, year.year): year.tally.euros
        for one in found.envelopes
        for year in one.years
        if year.known
    }


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]


def said(message: Message) -> str:
    """Return a message in English."""
    return render(message, "en")
