"""Write docs/commands.md, the help of every command in English: ``python scripts/commands.py`` (``--check`` looks)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from enveloppes.cli.app import COMMANDS

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
WIDTH = "80"
INTRODUCTION = """\
# Commands

What `--help` prints, command by command. This page is made by `python scripts/commands.py` and a test says when it is
stale. The [guide](guide.md) shows the commands at work, [json.md](json.md) what programs read back.

Exit codes are the same everywhere:

* **0**: done, nothing wrong found.
* **1**: done, and found: errors (`check`; with `--strict` warnings too), a contradiction or a figure missing from its
  document (`reconcile`; with `--strict` also what is partial, undetermined or uncited), a difference
  (`compare --exit-code`).
* **2**: could not be done: usage, a path that is not there, data too broken for the command.
* **70**: a defect of the program, said in one line; `--debug` shows the traceback.

Whoever reads only the first lines (`| head -1`) gets the code of the verdict all the same. An answer that cannot be
written (a full disk, a closed output) is a 2, said in one line.

A figure goes to the standard output, what is said beside it to the standard error. Where no path is given, the register
is `$ENVELOPPES_DATA`, else `./data/` if it holds an `accords.yaml`, else the one that ships with the program.

The options before the command (`--lang`, `--color`, `--debug`, `--no-cache`) may also stand behind it. What the
environment says, unless an option says otherwise:

* `ENVELOPPES_LANG`, else `LC_ALL`, `LC_MESSAGES`, `LANG`: the language, `fr` or `en`.
* `ENVELOPPES_DATA`: the register.
* `ENVELOPPES_NO_CACHE`: any value works every answer out again. Otherwise `list`, `show`, `total`, `compare` and
  `check` give an answer again that was found before for the very same content of all their inputs.
* `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb`, `COLUMNS`: how the terminal is drawn on.
* `SOURCE_DATE_EPOCH`: the date of a report. `GITHUB_ACTIONS=true`: findings as annotations.
"""


def help_of(command: str | None) -> str:
    """Return what a command prints for ``--help`` in English at 80 columns, or what the program prints."""
    words = [] if command is None else [command]
    made = subprocess.run(
        [sys.executable, "-m", "enveloppes", *words, "--help"],
        env={**os.environ, "COLUMNS": WIDTH, "ENVELOPPES_LANG": "en", "NO_COLOR": "1"},
        capture_output=True,
        check=True,
    )
    return made.stdout.decode().replace("\r\n", "\n").strip("\n")


def page() -> str:
    """Return the page."""
    parts = [INTRODUCTION, f"## enveloppes\n\n```text\n{help_of(None)}\n```\n"]
    parts += [f"## enveloppes {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n".join(parts)


def main() -> int:
    """Write the page, or with ``--check`` return 1 where it is stale."""
    made = page()
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    sys.stdout.write("docs/commands.md is stale; run python scripts/commands.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
