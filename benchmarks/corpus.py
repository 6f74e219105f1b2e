"""One seeded, made-up register of agreements in several equivalent forms, to time tools on the same work.

    python benchmarks/corpus.py N OUT [--seed 1] [--forms tree,one,journal,beancount,csv]

N envelopes, 15 to an agreement, three axes each. Every form carries the same amounts, so every tool that adds them up
by theme must find the figures of OUT/expected.json. Deterministic; standard library only.

    tree       register/DDD/accord-NNNNNN.yaml   one agreement a file, 1000 files a folder (the YAML format)
    one        one/accords.yaml                  the same in one file
    journal    book.journal                      hledger and ledger: a transaction an agreement, a posting an envelope
    beancount  book.beancount                    the same postings
    csv        envelopes.csv                     one row an envelope, whole euros beside the text
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

FORMS = ("tree", "one", "journal", "beancount", "csv")
# COFOG groups, and the account name that stands for each in the ledgers
THEMES = {
    "04.5": "Transport", "04.3": "Energie", "06.3": "Eau", "04.6": "Communication", "07.4": "Sante",
    "01.4": "Recherche", "08.2": "Culture", "06.1": "Logement", "04.2": "Agriculture", "04.4": "Industrie",
    "09.5": "Formation", "05.4": "Nature",
}  # fmt: skip
FUNDERS = ("État", "Région", "Département", "ADEME", "ANRU", "FEDER", "Métropole", "Agence de l'eau")
SECTIONS = ("investment", "operating")
PERIODS = ("2021..2027", "2021..2028", "2015..2020", "2023..2030")
DONE = ("Rénovation", "Extension", "Création", "Modernisation", "Étude", "Mise aux normes", "Soutien")
TO = (
    "du réseau ferré", "des collèges", "de la filière hydrogène", "du très haut débit", "des stations d'épuration",
    "du pôle d'échanges", "des maisons de santé", "du patrimoine bâti", "des pistes cyclables", "des friches",
)  # fmt: skip
PER_AGREEMENT = 15
AXES = 3
FILES_A_FOLDER = 1000
# Of a hundred amounts, so many are like "363 M€", and so many of the others like "12,5 M€"; the rest like "850 k€".
WHOLE_MILLIONS, TENTHS_OF_MILLIONS = 0.7, 0.9


@dataclass(frozen=True, slots=True)
class Envelope:
    """One made-up envelope: its amount as written, and its euros."""

    id: str
    title: str
    text: str
    euros: int
    section: str
    funder: str
    period: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """One made-up agreement: its axes by theme."""

    name: str
    signed: str
    axes: tuple[tuple[str, tuple[Envelope, ...]], ...]

    def postings(self) -> Iterator[tuple[str, int]]:
        """Yield the account and the euros of every envelope."""
        for theme, envelopes in self.axes:
            for envelope in envelopes:
                yield THEMES[theme], envelope.euros


def amount(rng: random.Random) -> tuple[str, int]:
    """Return a written amount and its euros."""
    draw = rng.random()
    if draw < WHOLE_MILLIONS:
        n = rng.randint(1, 900)
        return f"{n} M€", n * 1_000_000
    if draw < TENTHS_OF_MILLIONS:
        n = rng.randint(1, 999)
        return f"{n // 10},{n % 10} M€", n * 100_000
    n = rng.randint(50, 990)
    return f"{n} k€", n * 1_000


def agreements(count: int, seed: int) -> Iterator[Agreement]:
    """Yield agreements of that many envelopes in all, one at a time, in constant memory."""
    rng = random.Random(seed)  # noqa: S311 - made-up data, the same each time
    done = number = 0
    while done < count:
        number += 1
        size = min(PER_AGREEMENT, count - done)
        axes = []
        for axis, theme in enumerate(rng.sample(sorted(THEMES), AXES)):
            here = size // AXES + (axis < size % AXES)
            axes.append((theme, tuple(_envelope(rng, number, axis + 1, place + 1) for place in range(here))))
        signed = f"20{rng.randint(15, 23)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        yield Agreement(f"accord-{number:06d}", signed, tuple(axes))
        done += size


def _envelope(rng: random.Random, number: int, axis: int, place: int) -> Envelope:
    text, euros = amount(rng)
    return Envelope(
        f"a{number:06d}-{axis}-{place:02d}",
        f"{rng.choice(DONE)} {rng.choice(TO)}",
        text,
        euros,
        rng.choice(SECTIONS),
        rng.choice(FUNDERS),
        rng.choice(PERIODS),
        rng.randint(1, 120),
    )


def source(agreement: Agreement) -> str:
    """Return the source of an agreement, in YAML."""
    name = agreement.name
    return f"  texte-{name}: {{title: Texte de {name}, publisher: Préfecture, date: {agreement.signed}}}\n"


def block(agreement: Agreement) -> str:
    """Return an agreement in block style, as a person would write it."""
    name = agreement.name
    out = [f"  - id: {name}\n    title: Contrat {name}\n    signed: {agreement.signed}\n    axes:\n"]
    for number, (theme, envelopes) in enumerate(agreement.axes, 1):
        end = "\n" if envelopes else " []\n"
        out.append(f"      - id: {name}-axe-{number}\n        title: Axe {number}\n        envelopes:{end}")
        out.extend(
            f"          - id: {one.id}\n            title: {one.title}\n            amount: {one.text}\n"
            f'            section: {one.section}\n            theme: "{theme}"\n'
            f"            funders: [{{name: {one.funder}}}]\n            period: {one.period}\n"
            f"            source: {{ref: texte-{name}, at: §{one.paragraph}}}\n"
            for one in envelopes
        )
    return "".join(out)


def write_corpus(count: int, out: Path, seed: int = 1, forms: Iterable[str] = FORMS) -> None:
    """Write a corpus in some forms, with the figures that every tool must find."""
    out.mkdir(parents=True, exist_ok=True)
    wanted = frozenset(forms)
    totals: Counter[str] = Counter()
    envelopes = number = 0
    heads: list[str] = []
    bodies: list[str] = []
    with ExitStack() as stack:
        books = _Books(out, wanted, stack)
        for number, agreement in enumerate(agreements(count, seed), 1):
            if "tree" in wanted:
                _write_file(out, number, agreement)
            if "one" in wanted:
                heads.append(source(agreement))
                bodies.append(block(agreement))
            books.add(agreement)
            for theme, lines in agreement.axes:
                envelopes += len(lines)
                if lines:
                    totals[theme] += sum(line.euros for line in lines)
    if "one" in wanted:
        (out / "one").mkdir(exist_ok=True)
        text = "format: 1\nsources:\n" + "".join(heads) + "agreements:\n" + "".join(bodies)
        (out / "one" / "accords.yaml").write_text(text, encoding="utf-8")
    expected = {
        "envelopes": envelopes, "agreements": number, "seed": seed, "total_euros": sum(totals.values()),
        "by_theme": dict(sorted(totals.items())),
    }  # fmt: skip
    (out / "expected.json").write_text(json.dumps(expected, indent=1))


def _write_file(out: Path, number: int, agreement: Agreement) -> None:
    folder = out / "register" / f"{(number - 1) // FILES_A_FOLDER:03d}"
    folder.mkdir(parents=True, exist_ok=True)
    text = f"format: 1\nsources:\n{source(agreement)}agreements:\n{block(agreement)}"
    (folder / f"{agreement.name}.yaml").write_text(text, encoding="utf-8")


class _Books:
    """The forms that are one file of rows each, whichever of them are wanted."""

    def __init__(self, out: Path, forms: frozenset[str], stack: ExitStack) -> None:
        def opened(form: str, name: str) -> TextIO | None:
            if form not in forms:
                return None
            return stack.enter_context((out / name).open("w", encoding="utf-8", newline="\n"))

        self._journal = opened("journal", "book.journal")
        self._beancount = opened("beancount", "book.beancount")
        table = opened("csv", "envelopes.csv")
        self._rows = None if table is None else csv.writer(table, lineterminator="\n")
        if self._rows is not None:
            self._rows.writerow(
                ["agreement", "theme", "id", "title", "amount", "euros", "section", "funder", "period"],
            )
        if self._beancount is not None:
            accounts = "".join(f"2000-01-01 open Assets:Axes:{name} EUR\n" for name in THEMES.values())
            self._beancount.write(f"2000-01-01 open Equity:Engagements EUR\n{accounts}")

    def add(self, agreement: Agreement) -> None:
        if self._journal is not None:
            lines = "".join(f"    Axes:{name}    {euros} EUR\n" for name, euros in agreement.postings())
            self._journal.write(f"{agreement.signed} {agreement.name}\n{lines}    Equity:Engagements\n\n")
        if self._beancount is not None:
            lines = "".join(f"  Assets:Axes:{name}  {euros} EUR\n" for name, euros in agreement.postings())
            self._beancount.write(f'{agreement.signed} * "{agreement.name}"\n{lines}  Equity:Engagements\n\n')
        if self._rows is not None:
            for theme, envelopes in agreement.axes:
                for one in envelopes:
                    self._rows.writerow(
                        [agreement.name, theme, one.id, one.title, one.text, one.euros, one.section, one.funder,
                         one.period],
                    )  # fmt: skip


def main() -> None:
    """Write a corpus as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("n", type=lambda text: int(float(text)))
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", default=",".join(FORMS))
    asked = parser.parse_args()
    forms = set(asked.forms.split(","))
    if forms - set(FORMS):
        parser.error(f"unknown forms {sorted(forms - set(FORMS))}")
    write_corpus(asked.n, asked.out, asked.seed, forms)


if __name__ == "__main__":
    main()
