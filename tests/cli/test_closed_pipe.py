"""A reader that has seen enough (``| head -1``) is no error, and leaves no half answer behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "words",
    [["total"], ["total", "--format", "json"], ["--color", "always", "list"], ["explain"], ["schema"], ["--help"]],
    ids=" ".join,
)
def test_a_closed_pipe_is_no_error(words: list[str], tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "enveloppes", *words]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    into_nothing = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(write_end)
    assert (into_nothing.returncode, into_nothing.stderr.count(b"\n") <= 1) == (0, True)
    assert b"Error" not in into_nothing.stderr
    again = subprocess.run(command, capture_output=True, env=environment, check=True)
    fresh = subprocess.run([*command[:3], "--no-cache", *words], capture_output=True, env=environment, check=True)
    assert again.stdout == fresh.stdout
