"""The words of the option parser in the reader's language: « Usage », its help, and what is wrong with a command line.

The library speaks English alone in most places; what it says is recognised here and said again, so that no page is half
in one language. What is not recognised stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.catalogue import template_in
from enveloppes.language.message import Message, say

# Found by the library in our catalogue (settings): the headings and remarks that it does look up.
LOOKED_UP = (
    say("Arguments"),
    say("Options"),
    say("Commands"),
    say("default: {default}"),
    say("required"),
    say("Aborted!"),
)
_USAGE = say("Usage:")
_HELP = say("Show this message and exit.")
_COMPLETION = (
    say("Install completion for the current shell."),
    say("Show completion for the current shell, to copy it or customize the installation."),
)
_NO_COMMAND = say("there is no command `{name}`")
_COMPLAINTS = (
    (
        r"No such option:? '?(?P<name>.+?)'?\.?(?: \(Possible options: (?P<near>.+)\))",
        say("there is no option `{name}`; did you mean {near}?"),
    ),
    (
        r"No such option:? '?(?P<name>.+?)'?\.?(?: Did you mean '?(?P<near>.+?)'?\?)",
        say("there is no option `{name}`; did you mean {near}?"),
    ),
    (r"No such option:? '?(?P<name>.+?)'?\.?", say("there is no option `{name}`")),
    (r"No such command '(?P<name>.+?)'\.?.*", _NO_COMMAND),
    (r"Missing command\.?", say("a command is missing")),
    (r"Missing argument '(?P<name>.+?)'\.?", say("the argument `{name}` is missing")),
    (r"Option '(?P<name>.+?)' requires an argument\.?", say("option `{name}` needs a value")),
    (r"Option '(?P<name>.+?)' does not take a value\.?", say("option `{name}` takes no value")),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.+)\)",
        say("there is more than this command takes: {name}"),
    ),
)


class Command(TyperCommand):
    """A command whose usage and help option are in the reader's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library's own types are private
        """Write the line of usage."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - the same
        """Return ``--help`` with its help."""
        return _told(super().get_help_option(ctx))


class Group(TyperGroup):
    """The program itself, likewise."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library's own types are private
        """Write the line of usage."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - the same
        """Return ``--help`` with its help."""
        return _told(super().get_help_option(ctx))

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - the same
        """Return the options, those of shell completion with their help."""
        found: list[Any] = super().get_params(ctx)
        known = {message.template: message for message in _COMPLETION}
        for option in found:
            if getattr(option, "help", None) in known:
                option.help = helped(known[option.help])
        return found


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library's own types are private
    pieces = command.collect_usage_pieces(ctx)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{helped(_USAGE)} ")


def _told(option: Any) -> Any:  # noqa: ANN401 - the library's own types are private
    if option is not None:
        option.help = helped(_HELP)
    return option


def is_complaint(error: Exception) -> bool:
    """Say whether it is the option parser that complains."""
    return isinstance(error, _usage_error())


def _usage_error() -> type[Exception]:
    """Return what all complaints are; the library shows only one kind of them."""
    return next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")


def complaint_text(error: Any) -> str:  # noqa: ANN401 - the library's own types are private
    """Return the usage, the hint and the complaint, as the library lays them out."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    lines = []
    if error.ctx is not None:
        lines.append(error.ctx.get_usage())
        hint = template_in(SETTINGS.language, say("Try `{command} -h` for help.").template)
        lines += [hint.format(command=error.ctx.command_path), ""]
    complaint = template_in(SETTINGS.language, say("error: {message}").template)
    lines.append(complaint.format(message=_said_again(error.format_message())))
    return "".join(f"{line}\n" for line in lines)


def _said_again(text: str) -> str:
    for pattern, message in _COMPLAINTS:
        found = re.fullmatch(pattern, text)
        if found is not None:
            return _filled(message, found.groupdict()) + (_hint(found["name"]) if message is _NO_COMMAND else "")
    return text


def _hint(word: str) -> str:
    """Return the command that was most likely meant, as a question."""
    from enveloppes.answers.query import did_you_mean
    from enveloppes.cli.app import COMMANDS

    meant = did_you_mean(word, COMMANDS)
    return _filled(meant, {name: str(value) for name, value in meant.values.items()}) if meant.values else ""


def _filled(message: Message, values: dict[str, str]) -> str:
    return template_in(SETTINGS.language, message.template).format(**values)
