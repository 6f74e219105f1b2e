"""Ctrl-C ends a run while Java starts, at once and without a word; needs Java 17 or later."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from made_up_ledgers import csv_of, line, register_text, write_case


def test_an_interruption_while_java_starts_ends_it_at_once(tmp_path: Path) -> None:
    path = write_case(tmp_path, register_text(), {"budget.csv": csv_of(line())})
    command = [sys.executable, "-m", "enveloppes", "reconcile", str(path), "--ledgers", "--engine", "spark"]
    real = shutil.which("java")
    assert real is not None
    # A Java that builds the command, as the real one does, and then says nothing for as long as anybody waits.
    java = tmp_path / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(
        f'#!/bin/sh\ncase "$*" in *launcher.Main*) exec {real} "$@";; esac\ntouch {tmp_path}/began\nexec sleep 300\n',
        encoding="utf-8",
    )
    java.chmod(0o755)
    with subprocess.Popen(
        command, env={**os.environ, "JAVA_HOME": str(java.parents[1])}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "began").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        shown, said = process.communicate(timeout=15)
    assert (process.returncode, shown, said) == (130, b"", b"")
