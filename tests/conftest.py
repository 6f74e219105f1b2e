"""What many tests need: registers written as a user writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest
from hypothesis import settings

from enveloppes.agreements.register import Register
from enveloppes.reading.register_file import read_contents, read_register

# How long an example takes says how busy the machine is, not whether the law holds.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

RegisterOf = Callable[[str], Register]
_SHIPPED = "data/accords.yaml"


@pytest.fixture(scope="session")
def shipped() -> Register:
    """Return the register that ships, under the name it has in every checkout, wherever that lies."""
    reading = read_contents([(_SHIPPED, (Path(__file__).parents[1] / _SHIPPED).read_bytes())])
    assert not reading.findings, reading.findings
    return reading.register


@pytest.fixture
def register_of(tmp_path: Path) -> RegisterOf:
    """Return a function from YAML text to its register, which must be without findings."""

    def build(text: str) -> Register:
        path = tmp_path / f"register-{len(list(tmp_path.iterdir()))}.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        reading = read_register([str(path)])
        assert not reading.findings, reading.findings
        return reading.register

    return build


@pytest.fixture
def envelopes_of(register_of: RegisterOf) -> RegisterOf:
    """Return a function from the YAML of envelopes to a register of one agreement with one axis."""

    def build(text: str) -> Register:
        head = dedent("""\
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
            """)
        return register_of(head + indent(dedent(text), " " * 10))

    return build
