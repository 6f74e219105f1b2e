"""Processes measured one after another in turn: wall time, processor time, peak memory; only ratios mean anything."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# A tool that keeps compiled modules may write them, as it does for its users.
_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS")
KIBI = 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of one contender: seconds on the clock and of the processor, peak KiB of its largest process."""

    wall: float
    processor: float
    peak: int


@dataclass(frozen=True, slots=True)
class Contender:
    """A command under a name; ``is_right`` looks at its output. ``fresh``: no answer is kept from run to run."""

    name: str
    command: Sequence[str]
    is_right: Callable[[str], bool] = bool
    fresh: bool = False
    most_runs: int = 1000


@dataclass(slots=True)
class Measured:
    """The runs of one contender."""

    name: str
    runs: list[Ran] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The median seconds on the clock."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def processor(self) -> float:
        """The median seconds of the processor."""
        return statistics.median(run.processor for run in self.runs)

    @property
    def peak(self) -> float:
        """The largest peak, in MiB."""
        return max(run.peak for run in self.runs) / KIBI


class WrongAnswerError(Exception):
    """A contender did not find what all of them must find."""


def alternate(contenders: Iterable[Contender], rounds: int, *, warm: int = 1) -> dict[str, Measured]:
    """Run every contender once a round, the rounds one after another, and return what each took."""
    every = list(contenders)
    measured = {one.name: Measured(one.name) for one in every}
    with tempfile.TemporaryDirectory() as kept:
        for number in range(-warm, rounds):
            for one in every:
                if number >= one.most_runs or (number < 0 and one.most_runs < rounds):
                    continue
                ran, output = run(one, kept)
                if not one.is_right(output):
                    message = f"{one.name} answers: {output[-2000:]}"
                    raise WrongAnswerError(message)
                if number >= 0:
                    measured[one.name].runs.append(ran)
            sys.stderr.write(".")
            sys.stderr.flush()
    sys.stderr.write("\n")
    return measured


def run(contender: Contender, kept: str) -> tuple[Ran, str]:
    """Run a contender once and return what it took, and what it wrote on both streams."""
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryFile() as output:
        environment = _environment(empty if contender.fresh else kept)
        start = time.perf_counter()
        process = subprocess.Popen(list(contender.command), stdout=output, stderr=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if process.returncode:
        message = f"{contender.name} exits {process.returncode}: {text[-2000:]}"
        raise WrongAnswerError(message)
    return Ran(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss), text


def _environment(cache: str) -> Mapping[str, str]:
    found = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**found, "XDG_CACHE_HOME": cache, "LC_ALL": "C.UTF-8", "BEANCOUNT_DISABLE_LOAD_CACHE": "1"}


def said(command: Sequence[str]) -> str:
    """Return the first line that a command says, "-" where it cannot be run."""
    try:
        done = subprocess.run(list(command), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "-"
    return (done.stdout or done.stderr).strip().partition("\n")[0]


def folder_of(path: str) -> Path:
    """Return a folder, made where it was not."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
