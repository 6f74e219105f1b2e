"""Ledgers against hand-written SQL: ``python benchmarks/ledgers.py 1e7``.

Writes a made-up budget of that many lines as Parquet, follows three envelopes through it (and three hundred, to show
what the number of envelopes costs), and compares each engine with the same sums written by hand in DuckDB SQL. Every
run is a process of its own; all of them must find the same cents. Writes Markdown on the standard output.
"""

from __future__ import annotations

import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROUNDS = 3
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


def by_hand(parquet: str, count: int) -> dict[str, str]:
    """Return the sums by hand-written SQL."""
    import duckdb

    sums = ", ".join(f"sum(case when {rule} then BGT_MTREAL end)" for _, rule in tracked(count))
    connection = duckdb.connect()
    rows = connection.sql(HAND.format(sums=sums, path=parquet)).fetchall()
    return {
        f"e{index} {row[0]}": str(euros) for row in rows for index, euros in enumerate(row[1:]) if euros is not None
    }


def by_us(register: str, engine: str) -> dict[str, str]:
    """Return the sums by the program."""
    from enveloppes.ledgers.engines.engine import EngineName
    from enveloppes.ledgers.summing import Options, sum_ledgers
    from enveloppes.reading.register_file import read_register

    found = sum_ledgers(read_register([register]).register, Options(EngineName(engine)))
    return {
        f"{one.id} {year.year}": str(year.tally.euros)
        for one in found.envelopes
        for year in one.years
        if year.tally.lines
    }


def run_once(arguments: list[str]) -> None:
    """Do the work of one process and print what it took."""
    kind, target, count = arguments
    start = time.perf_counter()
    sums = by_hand(target, int(count)) if kind == "hand" else by_us(target, kind)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mib": peak, "sums": sums}))


def measure(kind: str, target: Path, count: int) -> dict[str, object]:
    """Run a process and return what it took, the whole of it included."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--one", kind, str(target), str(count)], check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    found["process"] = time.perf_counter() - start
    return found


def main(rows: int) -> None:
    """Measure and print."""
    import duckdb

    engines = ("duckdb", "polars", "spark")
    print(
        f"{rows:.0e} lines of Parquet, {ROUNDS} rounds (Spark 2), medians; {platform.machine()}, "
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in ("duckdb", "polars", "pyspark", "narwhals"))
    )
    failed = False
    with tempfile.TemporaryDirectory(prefix="enveloppes-bench-") as folder:
        parquet = Path(folder) / "budget.parquet"
        duckdb.sql(LINES.format(rows=rows, path=parquet, functions=FUNCTIONS))
        for count in (FEW, MANY):
            register = write_register(Path(folder), count, parquet)
            print(
                f"\n{count} envelopes\n\n| | work, s | × by hand | process, s | × by hand | peak, MiB |\n"
                "|---|---|---|---|---|---|"
            )
            runs: dict[str, list[dict[str, object]]] = {}
            for turn in range(ROUNDS):
                for kind in ("hand", *engines):
                    if kind != "spark" or turn < 2:
                        target = parquet if kind == "hand" else register
                        runs.setdefault(kind, []).append(measure(kind, target, count))
            expected = runs["hand"][0]["sums"]
            hand = [statistics.median(float(str(run[key])) for run in runs["hand"]) for key in ("seconds", "process")]
            for kind, found in runs.items():
                if any(run["sums"] != expected for run in found):
                    print(f"{kind} finds other sums than the hand-written SQL")
                    failed = True
                work, process, peak = (
                    statistics.median(float(str(run[key])) for run in found) for key in ("seconds", "process", "mib")
                )
                print(
                    f"| {'by hand, DuckDB SQL' if kind == 'hand' else kind} | {work:.2f} | {work / hand[0]:.2f} | "
                    f"{process:.2f} | {process / hand[1]:.2f} | {peak:.0f} |"
                )
                if kind == "duckdb" and count == FEW and (process > LIMIT_RATIO * hand[1] or peak > LIMIT_MIB):
                    print(f"over the bound of {LIMIT_RATIO} × and {LIMIT_MIB} MiB", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_once(sys.argv[2:])
    else:
        main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000)
