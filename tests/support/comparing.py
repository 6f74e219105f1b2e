"""Registers of a few lines, and comparisons of them, for the tests of ``compare``."""

from __future__ import annotations

from textwrap import dedent, indent

from enveloppes.agreements.register import Register
from enveloppes.answers.compare import compare
from enveloppes.answers.compare_result import Comparison, Matrix, Question
from enveloppes.answers.compare_sides import ids_of, read_operand
from enveloppes.reading.register_file import read_contents

HEAD = """\
format: 1
sources: {s: {title: A source}}
agreements:
  - id: agreement
    title: An agreement
    source: s
    axes:
      - id: axis
        title: An axis
        envelopes:
"""


def register(text: str) -> Register:
    """Return the register of a whole file."""
    reading = read_contents([("register.yaml", dedent(text).encode())])
    assert not reading.findings, reading.findings
    return reading.register


def envelopes(text: str) -> Register:
    """Return a register of one axis with these envelopes."""
    return register(
        HEAD + indent(dedent(text), " " * 10) if text.strip() else HEAD.replace("envelopes:", "envelopes: []")
    )


def ask(question: Question | None, *operands: tuple[str, Register]) -> Comparison | Matrix:
    """Compare operands, each in its own register; text that is no id of it names the whole."""
    pairs = [(read_operand(text, ids_of(found)), found) for text, found in operands]
    return compare(pairs, question or Question())


def pair(old: Register, new: Register, question: Question | None = None) -> Comparison:
    """Compare two versions of the files."""
    answer = ask(question, ("old.yaml", old), ("new.yaml", new))
    assert isinstance(answer, Comparison)
    return answer


def states(old: str, new: str, question: Question | None = None) -> Comparison:
    """Compare two versions of the envelopes of one axis."""
    return pair(envelopes(old), envelopes(new), question)
