"""The command line: which commands there are, and what becomes of what goes wrong in one.

A command's module is imported only when that command is asked for, or all of them for ``--help``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from enveloppes.cli.settings import SETTINGS, complain, helped, in_front, settle_language
from enveloppes.cli.streams import OutputError
from enveloppes.cli.usage import Command, Group, complaint_text, is_complaint
from enveloppes.language.message import say

# In the order of the help; the module of a command is called like it, its function is ``command``.
COMMANDS = ("list", "show", "total", "compare", "reconcile", "check", "explain", "extract", "report", "schema")
_MODULES = {"list": "listing"}
# Which extra brings what some answers need; no module here is a dependency of the program itself.
_EXTRAS = {
    "xlsxwriter": "xlsx",
    "narwhals": "ledgers",
    "duckdb": "ledgers",
    "pyarrow": "ledgers",
    "polars": "polars",
    "pyspark": "spark",
    "vl_convert": "report",
    "typst": "report",
    "pypdfium2": "sources",
    "lxml": "sources",
}
USAGE = 2
DEFECT = 70
INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the program on the arguments of the process and exit with its code; OutputError is left to the caller."""
    words = in_front(sys.argv[1:] if arguments is None else arguments)
    settle_language(words)
    try:
        code = app(words)(args=words, prog_name="enveloppes", standalone_mode=False)
    except OutputError:
        raise
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        if is_complaint(error):
            sys.stderr.write(complaint_text(error))
            sys.exit(USAGE)
        if isinstance(error, ModuleNotFoundError) and error.name in _EXTRAS:
            complain(say("this needs what `pip install 'enveloppes[{extra}]'` brings", extra=_EXTRAS[error.name]))
            sys.exit(USAGE)
        if SETTINGS.debug or "--debug" in words:
            raise
        _report_defect(error)
        sys.exit(DEFECT)
    sys.exit(code if isinstance(code, int) else 0)


def app(words: Sequence[str]) -> typer.Typer:
    """Return the application with the command that the words name, or with all of them."""
    made = typer.Typer(
        name="enveloppes",
        cls=Group,
        help=helped(
            say(
                "A calculator for public budget envelopes: totals, comparisons and reconciliations that never count a "
                "euro twice."
            )
        ),
        epilog=helped(say("Example: enveloppes total --by axis")),
        subcommand_metavar=helped(say("COMMAND [ARGS]...")),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    named = _named(words)
    for name in (named,) if named else COMMANDS:
        made.command(name, cls=Command, **_texts(name))(_function(name))
    if named:
        # With one command alone Typer would drop its name; a hidden one beside keeps it.
        made.command("_", hidden=True)(_nothing)
    return made


def _named(words: Sequence[str]) -> str | None:
    """Return the command that is asked for, so that no other is imported; None to know them all."""
    values = {"--lang", "--color"}
    before = ""
    for word in words:
        if before not in values and not word.startswith("-"):
            return word if word in COMMANDS and "_ENVELOPPES_COMPLETE" not in os.environ else None
        before = word
    return None


def _function(name: str) -> Callable[..., Any]:
    command: Callable[..., Any] = import_module(f"enveloppes.cli.{_MODULES.get(name, name)}").command
    return command


def _texts(name: str) -> dict[str, Any]:
    module = import_module(f"enveloppes.cli.{_MODULES.get(name, name)}")
    text = helped(module.HELP)
    # Without a short text of its own the overview would cut this one off.
    return {"help": text, "short_help": text, "epilog": helped(say("Example:")) + " " + module.EXAMPLE}


def _nothing() -> None:
    raise typer.Exit(USAGE)


def _show_version(*, asked: bool) -> None:
    if asked:
        from enveloppes.version import VERSION

        sys.stdout.write(f"enveloppes {VERSION}\n")
        raise typer.Exit


def _options(
    lang: Annotated[str, typer.Option(metavar="fr|en", help=helped(say("Language of what is shown.")))] = "",
    color: Annotated[str, typer.Option(metavar="auto|always|never", help=helped(say("Paint the output.")))] = "auto",
    debug: Annotated[bool, typer.Option("--debug", help=helped(say("Show the traceback of a defect.")))] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=helped(say("Work everything out again, and keep nothing.")))
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda value: _show_version(asked=value),
            help=helped(say("Show the version.")),
        ),
    ] = False,
) -> None:
    if lang and lang not in {"fr", "en"}:
        complain(say("`--lang {lang}`: the languages are fr and en", lang=lang))
        raise typer.Exit(USAGE)
    if color not in {"auto", "always", "never"}:
        complain(say("`--color {color}`: it is auto, always or never", color=color))
        raise typer.Exit(USAGE)
    del version  # its callback has shown it
    SETTINGS.color, SETTINGS.debug, SETTINGS.cache = color, debug, not no_cache


def _report_defect(error: Exception) -> None:
    from enveloppes.version import VERSION

    complain(
        say(
            "this is a defect of enveloppes {version}: {kind}: {text}; please report it with the command you typed "
            "(--debug shows where)",
            version=VERSION,
            kind=type(error).__name__,
            text=str(error)[:200],
        )
    )
