"""Ledgers against hand-written SQL: ``python benchmarks/ledgers.py 1e7``.

Writes a made-up budget of that many lines as Parquet, follows three envelopes through it (and three hundred, to show
what the number of envelopes costs), and compares each engine with the same sums written by hand in DuckDB SQL. Every
run is a process of its own; all of them must find the same cents. Writes Markdown on the standard output.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

ROUNDS, SPARK_ROUNDS = 5, 1
BY_HAND = "by hand"
FEW, MANY = 3, 300
LIMIT_RATIO, LIMIT_MIB = 1.5, 1024
FUNCTIONS = 100

LINES = """
copy (
  select
    case h % 4 when 0 then 'budget primitif' when 1 then 'budget supplémentaire'
               when 2 then 'décision modificative' else 'compte administratif' end as BGT_NATDEC,
    cast(2021 + (h // 4) % 3 as varchar) as BGT_ANNEE,
    cast(22990900700010 + (h // 16) % 100 as varchar) as BGT_SIRET,
    cast(6000 + (h // 7) % 900 as varchar) as BGT_NATURE,
    'nature ' || cast((h // 7) % 900 as varchar) as BGT_NATURE_LABEL,
    cast(100 + (h // 11) % {functions} as varchar) as BGT_FONCTION,
    '' as BGT_OPERATION,
    case (h // 64) % 2 when 0 then 'investissement' else 'fonctionnement' end as BGT_SECTION,
    case when (h // 128) % 10 = 0 then 'ordre' else 'réel' end as BGT_OPBUDG,
    case when (h // 256) % 5 = 0 then 'recette' else 'dépense' end as BGT_CODRD,
    cast(cast(h % 100000000 as decimal(20, 2)) * 0.01 as decimal(15, 2)) as BGT_MTPREV,
    cast(cast(h // 3 % 100000000 as decimal(20, 2)) * 0.01 as decimal(15, 2)) as BGT_MTREAL,
    cast(0 as decimal(15, 2)) as BGT_MTRAR3112
  from (select cast(hash(range) // 4 as bigint) as h from range({rows}))
) to '{path}' (format parquet)
"""
HAND = """
select BGT_ANNEE, {sums}
from read_parquet('{path}')
where BGT_NATDEC = 'compte administratif' and BGT_OPBUDG = 'réel' and BGT_CODRD = 'dépense'
group by BGT_ANNEE order by BGT_ANNEE
"""


def tracked(count: int) -> list[tuple[str, str]]:
    """Return what each envelope tracks: the YAML of its ``where``, and the same in SQL; no line is in two."""
    if count == FEW:
        return [
            ('function: "11*"', "starts_with(BGT_FONCTION, '11')"),
            ('function: "120..135", account: "65*"',
             "BGT_FONCTION >= '120' and BGT_FONCTION < '136' and starts_with(BGT_NATURE, '65')"),
            ('function: ["150", "151", "152"]', "BGT_FONCTION in ('150', '151', '152')"),
        ]  # fmt: skip
    return [
        (f'function: "{100 + index % FUNCTIONS}", account: "6{index // FUNCTIONS}*"',
         f"BGT_FONCTION = '{100 + index % FUNCTIONS}' and starts_with(BGT_NATURE, '6{index // FUNCTIONS}')")
        for index in range(count)
    ]  # fmt: skip


def write_register(folder: Path, count: int, parquet: Path) -> Path:
    """Write a register of some envelopes that track the ledger."""
    envelopes = "".join(
        f"          - id: e{index}\n            title: E{index}\n            amount: 10 Md€\n"
        f"            tracked: [{{ledger: budget, stage: paid, years: 2021..2023, where: {{{where}}}}}]\n"
        for index, (where, _) in enumerate(tracked(count))
    )
    path = folder / f"register-{count}.yaml"
    path.write_text(
        "format: 1\nsources: {s: {title: S, date: 2021}}\n"
        f"ledgers: {{budget: {{title: B, files: {parquet.name}, format: scdl-budget}}}}\n"
        "agreements:\n  - id: a\n    title: A\n    source: s\n    axes:\n      - id: x\n        title: X\n"
        f"        envelopes:\n{envelopes}",
        encoding="utf-8",
    )
    return path


Sums = dict[str, str]


def by_hand(parquet: str, count: int) -> Callable[[], Sums]:
    """Return the work of adding up by hand-written SQL."""
    import duckdb

    sums = ", ".join(f"sum(case when {rule} then BGT_MTREAL end)" for _, rule in tracked(count))

    def work() -> Sums:
        rows = duckdb.connect().sql(HAND.format(sums=sums, path=parquet)).fetchall()
        named = ((f"e{index} {row[0]}", euros) for row in rows for index, euros in enumerate(row[1:]))
        return {name: str(euros) for name, euros in named if euros is not None}

    return work


def by_us(register: str, engine: str) -> Callable[[], Sums]:
    """Return the work of adding up by the program, its register read."""
    from enveloppes.ledgers.engines.engine import EngineName
    from enveloppes.ledgers.summing import Options, sum_ledgers
    from enveloppes.reading.register_file import read_register

    if engine != "spark":
        import_module(f"enveloppes.ledgers.engines.{engine}_engine")  # before the clock runs
    loaded = read_register([register]).register

    def work() -> Sums:
        found = sum_ledgers(loaded, Options(EngineName(engine)))
        assert not found.findings  # noqa: S101 - a benchmark that measures nothing is worse than none
        years = ((one.id, year) for one in found.envelopes for year in one.years)
        return {f"{key} {year.year}": str(year.tally.euros) for key, year in years if year.tally.lines}

    return work


def run_once(kind: str, target: str, count: int) -> None:
    """Do the work of one process and print what it took."""
    work = by_hand(target, count) if kind == BY_HAND else by_us(target, kind)
    start = time.perf_counter()
    sums = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mib": peak, "sums": sums}))


@dataclass(frozen=True)
class Run:
    """What one process took: for the sums alone, for all of it, at its peak; and what it found."""

    seconds: float
    process: float
    mib: float
    sums: Sums


def measure(kind: str, target: Path, count: int) -> Run:
    """Run a process and return what it took."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--one", kind, str(target), str(count)], check=True, capture_output=True, text=True
    )
    process = time.perf_counter() - start
    found = json.loads(done.stdout.splitlines()[-1])
    return Run(found["seconds"], process, found["mib"], found["sums"])


def compare(parquet: Path, register: Path, count: int, kinds: Sequence[str]) -> bool:
    """Run all kinds in turns, print a table, and say whether they agree."""
    runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
    for turn in range(ROUNDS):
        for kind in kinds:
            if kind != "spark" or turn < SPARK_ROUNDS:
                runs[kind].append(measure(kind, parquet if kind == BY_HAND else register, count))
    hand = runs[BY_HAND]
    print("| | sums, s | × by hand | whole process, s | × by hand | peak, MiB |\n|---|---|---|---|---|---|")
    for kind, found in runs.items():
        seconds, process = median(run.seconds for run in found), median(run.process for run in found)
        peak = "in Java" if kind == "spark" else f"{max(run.mib for run in found):.0f}"
        print(
            f"| {kind} | {seconds:.2f} | {seconds / median(run.seconds for run in hand):.2f} | {process:.2f} "
            f"| {process / median(run.process for run in hand):.2f} | {peak} |"
        )
    ratio = median(run.seconds for run in runs["duckdb"]) / median(run.seconds for run in hand)
    peak_mib = max(run.mib for run in runs["duckdb"])
    print(f"\nBound: {ratio:.2f} × of {LIMIT_RATIO} ×, {peak_mib:.0f} MiB of {LIMIT_MIB} MiB.")
    return all(run.sums == hand[0].sums for found in runs.values() for run in found)


def _version(name: str) -> str:
    """Return the version of a package; an engine that is not installed is left out, and said to be."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def main(lines: int) -> None:
    """Measure and print; exits 1 where an engine finds other sums."""
    import duckdb

    versions = ", ".join(f"{name} {_version(name)}" for name in ("duckdb", "polars", "pyspark", "narwhals"))
    engines = [name for name, module in (("polars", "polars"), ("spark", "pyspark")) if find_spec(module)]
    print(f"{lines:.0e} lines, medians of {ROUNDS} rounds in turns (Spark {SPARK_ROUNDS}); {platform.machine()}, "
          f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}")  # fmt: skip
    agree = True
    with tempfile.TemporaryDirectory(prefix="enveloppes-bench-") as folder:
        parquet = Path(folder) / "budget.parquet"
        duckdb.sql(LINES.format(rows=lines, path=parquet, functions=FUNCTIONS))
        for count in (FEW, MANY):
            kinds = [BY_HAND, "duckdb", *(name for name in engines if count == FEW or name != "spark")]
            register = write_register(Path(folder), count, parquet)
            print(f"\n{count} envelopes\n")
            agree = compare(parquet, register, count, kinds) and agree
    print("\nAll find the same cents." if agree else "\nThey find different sums.")
    sys.exit(0 if agree else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_once(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000)
