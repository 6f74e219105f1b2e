"""Where the commands of the documentation are run: a copy of the project's data with a small history."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from command_server import CommandServer, Ran
from doc_pages import ROOT, Step

# What a page shows is what a terminal of this width shows.
COLUMNS = "100"
_SHELL = frozenset("|&;<>$*(){}")
# Yesterday's register, for `compare HEAD~1:data data`: the figure was mistyped, which today's state corrects.
TODAY, YESTERDAY = "amount: 363 M€", "amount: 336 M€"


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which a page means the same on every machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ENVELOPPES_", "LC_", "GITHUB_"))}
    who = {f"GIT_{role}_{part}": "docs@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    return {
        **kept,
        **who,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANG": "C.UTF-8",
        "LANGUAGE": "en",
        "COLUMNS": COLUMNS,
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


def project_copy(folder: Path, environ: Mapping[str, str]) -> None:
    """Make a copy of what pages refer to, with two states of the data in a git history."""
    for name in ("data", "examples", "tests/examples"):
        shutil.copytree(ROOT / name, folder / name)
    register = folder / "data" / "accords.yaml"
    today = register.read_text(encoding="utf-8")
    assert TODAY in today
    register.write_text(today.replace(TODAY, YESTERDAY), encoding="utf-8")
    _git(folder, environ, "init", "--quiet", "--initial-branch=main")
    _git(folder, environ, "add", "data")
    _git(folder, environ, "commit", "--quiet", "--message=yesterday")
    register.write_text(today, encoding="utf-8")
    _git(folder, environ, "commit", "--quiet", "--all", "--message=today")


def _git(folder: Path, environ: Mapping[str, str], *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=dict(environ), check=True)


def run(step: Step, server: CommandServer, folder: Path, environ: Mapping[str, str]) -> Ran:
    """Return what a command prints on a terminal, both streams together, and its exit code."""
    if not _SHELL & set(step.command) and step.command.startswith("enveloppes "):
        return server.run(shlex.split(step.command)[1:])
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", step.command],
        cwd=folder,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode(errors="replace"))
