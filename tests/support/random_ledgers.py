"""Random budgets and random trackings of them, and what they come to by plain Python over the lines."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from made_up_ledgers import csv_of, line, register_text, write_case

_FUNCTIONS = ("6", "62", "621", "6211", "7", "71", "01")
_ACCOUNTS = ("2315", "23151", "6574", "65741", "204142")
_YEARS = ("2021", "2022", "2023")
_DOCUMENTS = ("budget primitif", "budget supplémentaire", "décision modificative", "compte administratif")
_WHERES = (
    "function: '62*'",
    "function: 6..7",
    "function: ['621', '71']",
    "account: '65*'",
    "account: 2315..6574",
    "account: '65741', function: '6*'",
    "section: investment",
    "operation: '10'",
    "label: 'Vo*'",
    "",
)
_STAGES = ("voted", "committed", "paid")


def budget(seed: int, lines: int) -> str:
    """Return a random budget, with amounts in every typography."""
    dice = random.Random(seed)  # noqa: S311 - a made-up budget is no secret
    return csv_of(*(_line(dice) for _ in range(lines)))


def _line(dice: random.Random) -> str:
    return line(
        natdec=dice.choice(_DOCUMENTS),
        annee=dice.choice(_YEARS),
        nature=dice.choice(_ACCOUNTS),
        nature_label=dice.choice(("Voirie", "Dons", "Vo")),
        fonction=dice.choice(_FUNCTIONS),
        operation=dice.choice(("", "10", "101")),
        section=dice.choice(("investissement", "fonctionnement", "Investissement")),
        opbudg=dice.choice(("réel", "réel", "réel", "ordre")),
        codrd=dice.choice(("dépense", "dépense", "recette")),
        mtprev=_money(dice),
        mtreal=_money(dice),
        mtrar3112=_money(dice),
    )


def _money(dice: random.Random) -> str:
    cents = dice.randint(-10_000_000, 10_000_000_000)
    plain = f"{abs(cents) // 100}.{abs(cents) % 100:02}"
    sign = "-" if cents < 0 else ""
    written = (
        "",
        sign + plain,
        f'"{sign}{plain.replace(".", ",")}"',
        f'"{sign}{abs(cents) // 100:,}'.replace(",", "\u202f") + f',{abs(cents) % 100:02}"',
    )
    return dice.choice(written)


def trackings(seed: int, count: int) -> list[str]:
    """Return random trackings."""
    dice = random.Random(seed)  # noqa: S311 - the same
    return [
        f"{{ledger: budget, stage: {dice.choice(_STAGES)}, years: {dice.choice(('2021', '2021..2023', '2022..2023'))}, "
        f"where: {{{dice.choice(_WHERES)}}}}}"
        for _ in range(count)
    ]


def case(folder: Path, seed: int, lines: int, count: int) -> Path:
    """Write a random register over a random budget; every envelope is within the one before, so that all may share."""
    within = [""] + [f", within: e{place}" for place in range(count - 1)]
    return write_case(
        folder, register_text(trackings(seed, count), envelopes=within), {"budget.csv": budget(seed, lines)}
    )


def by_plain_python(folder: Path, seed: int, count: int) -> dict[tuple[str, str, int], Decimal]:
    """Add the same trackings up line by line, with no help from the program."""
    rows = list(csv.DictReader(io.StringIO((folder / "budget.csv").read_text(encoding="utf-8"))))
    found: dict[tuple[str, str, int], Decimal] = {}
    for place, tracking in enumerate(trackings(seed, count)):
        stage = tracking.partition("stage: ")[2].partition(",")[0]
        years = tracking.partition("years: ")[2].partition(",")[0].split("..")
        where = tracking.partition("where: {")[2].removesuffix("}}")
        for year in range(int(years[0]), int(years[-1]) + 1):
            chosen = [row for row in rows if row["BGT_ANNEE"] == str(year) and _holds(row, where)]
            found[f"e{place}", stage, year] = sum((_euros(row, stage) for row in chosen), Decimal(0))
    return found


def _euros(row: Mapping[str, str], stage: str) -> Decimal:
    if row["BGT_OPBUDG"] != "réel" or row["BGT_CODRD"] != "dépense":
        return Decimal(0)
    if (row["BGT_NATDEC"] == "compte administratif") == (stage == "voted"):
        return Decimal(0)
    columns = {"voted": ["BGT_MTPREV"], "paid": ["BGT_MTREAL"], "committed": ["BGT_MTREAL", "BGT_MTRAR3112"]}[stage]
    return sum((_read(row[column]) for column in columns), Decimal(0))


def _read(cell: str) -> Decimal:
    return Decimal(cell.replace("\u202f", "").replace(",", ".") or "0")


def _holds(row: Mapping[str, str], where: str) -> bool:
    function, account = row["BGT_FONCTION"], row["BGT_NATURE"]
    answers: Sequence[tuple[str, bool]] = (
        ("function: '62*'", function.startswith("62")),
        ("function: 6..7", function[0] in "67"),
        ("function: ['621', '71']", function in {"621", "71"}),
        ("account: '65*'", account.startswith("65")),
        ("account: 2315..6574", account in {"2315", "23151", "6574", "65741"}),
        ("account: '65741', function: '6*'", account == "65741" and function.startswith("6")),
        ("section: investment", row["BGT_SECTION"].lower() == "investissement"),
        ("operation: '10'", row["BGT_OPERATION"] == "10"),
        ("label: 'Vo*'", row["BGT_NATURE_LABEL"].startswith("Vo")),
        ("", True),
    )
    return dict(answers)[where]
