"""The engines find, to the cent, what plain Python finds line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_ledgers import sums_of
from random_ledgers import by_plain_python, case

from enveloppes.ledgers.engines.engine import EngineName

# Few envelopes and many are added up in two ways.
SIZES = ((1, 2), (2, 8), (3, 12), (4, 13), (5, 40))


@pytest.mark.parametrize("engine", [EngineName.DUCKDB, EngineName.POLARS])
@pytest.mark.parametrize(("seed", "count"), SIZES)
def test_an_engine_finds_what_plain_python_finds(tmp_path: Path, engine: EngineName, seed: int, count: int) -> None:
    path = case(tmp_path, seed, lines=400, count=count)
    assert sums_of(path, engine) == by_plain_python(tmp_path, seed, count)
