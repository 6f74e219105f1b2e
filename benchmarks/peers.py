"""This program against its peers: ``python benchmarks/peers.py --write docs/performance.md``.

Makes the corpora (once, in benchmarks/corpora), runs everybody in turn, looks at every answer, and prints tables of
ratios with medians and peak memory. ``--peers`` names the folder of bean-check, bean-query and check-jsonschema where
they are not on the path; hledger and ledger come from the system. ``--quick`` leaves the large corpora out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
from pathlib import Path

from contenders import Corpus, Tools, checking, checking_one_file, growing, starting, totalling
from corpus import FORMS, write_corpus
from measuring import alternate
from telling import Section, Target, page

CORPORA = Path(__file__).parent / "corpora"
SMALL, LARGE, LARGEST = 15, 100_000, 1_000_000
SIZES = {"1e4": 10_000, "1e5": LARGE, "1e6": LARGEST}
NOTHING = "python -c pass"


def corpus(count: int) -> Corpus:
    """Return a corpus of a size, made where it is not there yet."""
    folder = CORPORA / str(count)
    if not (folder / "expected.json").exists():
        write_corpus(count, folder, forms=("tree",) if count == LARGEST else FORMS)
    return Corpus.at(folder)


def start_up(tools: Tools, schema: Path, rounds: int) -> Section:
    """Measure small questions."""
    found = alternate(starting(tools, corpus(SMALL), schema), rounds, warm=2)
    first, again = found["enveloppes total, first time"].wall, found["enveloppes total, again"].wall
    shown, base = found["enveloppes --help"].wall, found[NOTHING].wall
    targets = (
        Target("`total`, first time, to bean-query", first / found["bean-query"].wall, 1.0),
        Target("`total`, first time, to check-jsonschema", first / found["check-jsonschema"].wall, 0.85),
        Target("`total`, again, to bean-check", again / found["bean-check"].wall, 1.1),
        Target("`total`, again, to `python -c pass`", again / base, 10),
        Target("`--help`, to `python -c pass`", shown / base, 8),
    )
    return Section(
        "At the prompt: the shipped register, a journal of the same size", tuple(found.values()), NOTHING, targets
    )


def large_checks(tools: Tools, rounds: int) -> Section:
    """Measure the check of a national register."""
    found = alternate(checking(tools, corpus(LARGE)), rounds)
    ours = found["enveloppes check"]
    targets = (
        Target("bean-check to `check`, first time", found["bean-check"].wall / ours.wall, 1.3, at_least=True),
        Target("peak memory of the largest process of `check`, MiB", ours.peak, 400),
    )
    return Section("Check: 1e5 envelopes, a file an agreement", tuple(found.values()), "bean-check", targets)


def one_file(tools: Tools, schema: Path, rounds: int) -> Section:
    """Measure the check of one large file."""
    found = alternate(checking_one_file(tools, corpus(LARGE), schema), rounds, warm=0)
    theirs, ours = found["check-jsonschema, one file"], found["enveloppes check, one file"]
    targets = (
        Target("check-jsonschema to `check`, processor time", theirs.processor / ours.processor, 10, at_least=True),
    )
    return Section("Check: 1e5 envelopes in one file", tuple(found.values()), theirs.name, targets)


def large_totals(tools: Tools, rounds: int) -> Section:
    """Measure the total of a national register."""
    found = alternate(totalling(tools, corpus(LARGE)), rounds)
    ours = found["enveloppes total --by theme, again"]
    targets = (Target("hledger bal to `total`, unchanged", found["hledger bal"].wall / ours.wall, 6, at_least=True),)
    return Section("Total by theme: 1e5 envelopes, a file an agreement", tuple(found.values()), "hledger bal", targets)


def growth(tools: Tools, rounds: int) -> Section:
    """Measure how the time an envelope grows with their number."""
    largest = "1e6"
    found = alternate(growing(tools, {name: corpus(count) for name, count in SIZES.items()}, largest), rounds, warm=0)
    targets = []
    for work in ("check", "total"):
        each = {size: found[f"{work} {size}"].wall / count for size, count in SIZES.items()}
        targets += [
            Target(f"`{work}`: time an envelope, 1e5 to 1e4", each["1e5"] / each["1e4"], 1.25),
            Target(f"`{work}`: time an envelope, 1e6 to 1e5", each["1e6"] / each["1e5"], 1.25),
        ]
    return Section("Growth: a file an agreement, first time", tuple(found.values()), "check 1e4", tuple(targets))


def machine() -> str:
    """Say on what was measured."""
    model = "-"
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        names = [line.partition(":")[2].strip() for line in facts.read_text().splitlines() if "model name" in line]
        model = names[0] if names else "-"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()} {platform.machine()}, {python}"


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="the folder of the peers that come from PyPI")
    parser.add_argument(
        "--rounds", type=int, default=5, help="how often the large work is done (small: three times that)"
    )
    parser.add_argument("--quick", action="store_true", help="only what is asked at the prompt")
    parser.add_argument("--write", type=Path, help="the page to write")
    asked = parser.parse_args()
    tools = Tools(asked.peers)
    CORPORA.mkdir(exist_ok=True)
    schema = CORPORA / "schema.json"
    schema.write_bytes(subprocess.run(tools.own("schema"), capture_output=True, check=True).stdout)
    sections = [start_up(tools, schema, asked.rounds * 3)]
    if not asked.quick:
        sections += [
            large_checks(tools, asked.rounds),
            one_file(tools, schema, asked.rounds),
            large_totals(tools, asked.rounds),
            growth(tools, asked.rounds),
        ]
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    text = page(sections, machine(), today, tools.versions())
    if asked.write is not None:
        asked.write.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
