"""Reports in the making: of the register that ships, and of one whose texts are hostile and whose figures are odd."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from enveloppes.answers.citing import check_sources
from enveloppes.answers.report import report
from enveloppes.output.report.making import Making
from enveloppes.output.sheet import Input
from enveloppes.reading.register_file import read_register

SHIPPED = Path(__file__).parents[2] / "data" / "accords.yaml"
ODD = Path(__file__).parent / "odd_register.yaml"


def shipped(language: str) -> Making:
    """Return the report of the register that ships."""
    return making_of(SHIPPED, language)


def odd(language: str) -> Making:
    """Return the report of a register whose every text would be markup somewhere."""
    return making_of(ODD, language)


def making_of(path: Path, language: str) -> Making:
    """Return the report of a register that nothing is wrong with."""
    reading = read_register([str(path)])
    assert not reading.findings, reading.findings
    inputs = tuple(Input(path.name, one.sha256) for one in reading.inputs)
    checks = check_sources(reading.register, {})
    return Making(report(reading.register), checks, (), None, inputs, language, "1.2.3", date(2026, 11, 22))
