"""The formats of findings by name and by the ending of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from enveloppes.language.message import Message, say
from enveloppes.output.findings import Report

# Each is a module that is imported only when it is asked for.
FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif")
_BY_ENDING = {".txt": "text", ".json": "json", ".xml": "junit", ".sarif": "sarif"}
_ENDINGS = {
    "text": (".txt", ".log", ".md"),
    "json": (".json",),
    "github": (".txt", ".log"),
    "gitlab": (".json",),
    "junit": (".xml",),
    "sarif": (".sarif", ".json"),
}


def write(report: Report, name: str) -> str:
    """Return a report in a format."""
    writer: Callable[[Report], str] = import_module(f"enveloppes.output.findings_{name}").write_report
    return writer(report)


def encoded(text: str) -> bytes:
    r"""Return a report's bytes; half a surrogate pair, from a file's name, stands as ``\udc80``."""
    return text.encode(errors="backslashreplace")


def screen_format(asked: str | None, output: str | None, environment: Mapping[str, str]) -> str | Message:
    """Return what the screen gets: the format asked for unless that is the file's, else text, or github there."""
    if asked is not None and asked not in FORMATS:
        return say("`{format}` is none of: {formats}", format=asked, formats=", ".join(FORMATS))
    if asked is not None and output is None:
        return asked
    return "github" if environment.get("GITHUB_ACTIONS") == "true" else "text"


def file_format(asked: str | None, output: str) -> str | Message:
    """Return the format of a file: the one asked for, else the one that its ending means; a conflict is refused."""
    ending = output[output.rfind(".") :].lower() if "." in output.rsplit("/", 1)[-1] else ""
    meant = _BY_ENDING.get(ending)
    if asked is None:
        if meant is None:
            return say("the ending of `{file}` names no format; add `--format`", file=output)
        return meant
    if meant is not None and ending not in _ENDINGS[asked]:
        return say("`{file}` does not end like {format}; change one of them", file=output, format=asked)
    return asked
