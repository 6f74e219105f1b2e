"""This program and its peers, each with the command that does a piece of work and a look at what it answers."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import THEMES
from measuring import Contender, said

SHIPPED = Path(__file__).parents[1] / "data" / "accords.yaml"
_QUERY = "select account, sum(number) group by account"
_CODES = {name: code for code, name in THEMES.items()}


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the programs are: this one beside the Python that runs the benchmark, the peers by name or in a folder."""

    peers: Path | None

    def own(self, *words: object) -> list[str]:
        """Return a command of this program."""
        return [str(Path(sys.executable).parent / "enveloppes"), *map(str, words)]

    def peer(self, name: str, *words: object) -> list[str]:
        """Return a command of a peer."""
        beside = None if self.peers is None else self.peers / name
        return [str(beside) if beside is not None and beside.exists() else name, *map(str, words)]

    def versions(self) -> dict[str, str]:
        """Return what each tool says of its version."""
        ours = ("typer", "rich", "pydantic", "pydantic_core", "PyYAML")
        theirs = ("beancount", "beanquery", "check-jsonschema", "ruamel.yaml", "ruamel.yaml.clib")
        return {
            "enveloppes": said(self.own("--version")).removeprefix("enveloppes "),
            **{name: _installed(sys.executable, name) for name in ours},
            **{name: _installed(self.peer("python")[0], name) for name in theirs},
            "hledger": said(self.peer("hledger", "--version")).removeprefix("hledger ").partition(",")[0],
            "ledger": said(self.peer("ledger", "--version")).removeprefix("Ledger ").partition(",")[0],
        }


def _installed(python: str, name: str) -> str:
    return said([python, "-c", f"import importlib.metadata as m; print(m.version({name!r}))"])


@dataclass(frozen=True, slots=True)
class Corpus:
    """A made-up register in every form, and the figures that are in it."""

    folder: Path
    expected: Mapping[str, int]
    envelopes: int

    @classmethod
    def at(cls, folder: Path) -> Corpus:
        """Return the corpus in a folder."""
        facts = json.loads((folder / "expected.json").read_text())
        return cls(folder, facts["by_theme"], facts["envelopes"])

    @property
    def tree(self) -> Path:
        """A file an agreement."""
        return self.folder / "register"

    @property
    def one(self) -> Path:
        """All in one file."""
        return self.folder / "one" / "accords.yaml"

    @property
    def journal(self) -> Path:
        """The form of hledger and ledger."""
        return self.folder / "book.journal"

    @property
    def beancount(self) -> Path:
        """The form of bean-check and bean-query."""
        return self.folder / "book.beancount"

    def in_ledger(self, output: str) -> bool:
        """Say whether a balance by account has the figures of every theme."""
        found: dict[str, int] = {}
        for line in output.splitlines():
            account, euros = re.search(r"Axes:(\w+)", line), re.search(r"(?<![\w.-])\d+(?![\w.])", line)
            if account is not None and euros is not None:
                found[_CODES[account[1]]] = int(euros[0])
        return found == self.expected

    def in_json(self, output: str) -> bool:
        """Say whether ``total --by theme --format json`` has the figures of every theme."""
        result = json.loads(output[output.index("{") : output.rindex("}") + 1])["result"]
        found = {group["key"]["theme"]: int(group["amount"]["low"]) for group in result["groups"]}
        return found == self.expected

    def in_check(self, output: str) -> bool:
        """Say whether ``check`` found nothing, in as many envelopes as there are."""
        return f"{self.envelopes}envelopes" in re.sub(r"\s", "", output) and "error" not in output


def silent(output: str) -> bool:
    """Say whether nothing was said: how a journal that is right is answered by bean-check and hledger check."""
    return not output.strip()


def says(text: str) -> Callable[[str], bool]:
    """Return a look for a text."""
    return lambda output: text in output


def starting(tools: Tools, small: Corpus, schema: Path) -> list[Contender]:
    """Return what is asked at the prompt: small questions, whose time is nearly all start-up."""
    total = "1\u202f323\u00a0M€"
    query = tools.peer("bean-query", small.beancount, _QUERY)
    return [
        Contender("python -c pass", [sys.executable, "-c", "pass"], silent),
        Contender("enveloppes --version", tools.own("--version"), says("enveloppes")),
        Contender("enveloppes --help", tools.own("--help"), says("total")),
        Contender("enveloppes explain C301", tools.own("explain", "C301"), says("C301")),
        Contender("enveloppes total, first time", tools.own("total", SHIPPED), says(total), fresh=True),
        Contender("enveloppes total, again", tools.own("total", SHIPPED), says(total)),
        Contender("enveloppes check, first time", tools.own("check", SHIPPED), says("15 envelopes"), fresh=True),
        Contender("enveloppes check, again", tools.own("check", SHIPPED), says("15 envelopes")),
        Contender("ledger bal", tools.peer("ledger", "-f", small.journal, "bal", "--flat"), small.in_ledger),
        Contender("hledger bal", tools.peer("hledger", "-f", small.journal, "bal", "--flat"), small.in_ledger),
        Contender("bean-check", tools.peer("bean-check", "--no-cache", small.beancount), silent),
        Contender("bean-query", query, small.in_ledger),
        Contender("check-jsonschema", tools.peer("check-jsonschema", "--schemafile", schema, SHIPPED), says("ok")),
    ]


def checking(tools: Tools, corpus: Corpus) -> list[Contender]:
    """Return who checks a register of a file an agreement, or the same postings in one journal."""
    return [
        Contender("enveloppes check", tools.own("check", corpus.tree), corpus.in_check, fresh=True),
        Contender("bean-check", tools.peer("bean-check", "--no-cache", corpus.beancount), silent),
        Contender("hledger check", tools.peer("hledger", "-f", corpus.journal, "check"), silent),
        Contender("enveloppes check, again", tools.own("check", corpus.tree), corpus.in_check),
    ]


def checking_one_file(tools: Tools, corpus: Corpus, schema: Path) -> list[Contender]:
    """Return who checks a register in one file; check-jsonschema, which takes a minute, once."""
    schemas = tools.peer("check-jsonschema", "--schemafile", schema, corpus.one)
    return [
        Contender("enveloppes check, one file", tools.own("check", corpus.one), corpus.in_check, fresh=True),
        Contender("check-jsonschema, one file", schemas, says("ok"), most_runs=1),
    ]


def totalling(tools: Tools, corpus: Corpus) -> list[Contender]:
    """Return who adds up by theme."""
    own = tools.own("total", corpus.tree, "--by", "theme", "--format", "json")
    query = tools.peer("bean-query", corpus.beancount, _QUERY)
    return [
        Contender("enveloppes total --by theme, again", own, corpus.in_json),
        Contender("ledger bal", tools.peer("ledger", "-f", corpus.journal, "bal", "--flat"), corpus.in_ledger),
        Contender("hledger bal", tools.peer("hledger", "-f", corpus.journal, "bal", "--flat"), corpus.in_ledger),
        Contender("enveloppes total --by theme, first time", own, corpus.in_json, fresh=True, most_runs=3),
        Contender("bean-query", query, corpus.in_ledger, most_runs=3),
    ]


def growing(tools: Tools, corpora: Mapping[str, Corpus], largest: str) -> list[Contender]:
    """Return the same work at several sizes; the largest check three times, the largest total once."""
    found = []
    for size, corpus in corpora.items():
        checks, totals = (3, 1) if size == largest else (1000, 1000)
        total = tools.own("total", corpus.tree, "--by", "theme", "--format", "json")
        check = tools.own("check", corpus.tree)
        found.append(Contender(f"check {size}", check, corpus.in_check, fresh=True, most_runs=checks))
        found.append(Contender(f"total {size}", total, corpus.in_json, fresh=True, most_runs=totals))
    return found
