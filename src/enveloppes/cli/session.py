"""From paths to a register and from an answer to the screen or a file: what every command that shows a table does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from enveloppes.cli.settings import SETTINGS, complain
from enveloppes.cli.start import note_read
from enveloppes.language.message import Message

if TYPE_CHECKING:
    from datetime import date

    from enveloppes.agreements.finding import Finding
    from enveloppes.output.presentation import Json
    from enveloppes.output.sheet import Input, Sheet
    from enveloppes.reading.register_file import Reading

# Formats of rows alone: what an answer leaves out is then said on stderr.
_WITHOUT_NOTES = frozenset({"csv", "tsv", "jsonl"})
DONE = 0
FOUND = 1
UNDONE = 2


class StopError(Exception):
    """The command ends here with this exit code; all that was to be said has been said."""

    def __init__(self, code: int) -> None:
        """Keep the exit code."""
        super().__init__(code)
        self.code = code


class Showing(NamedTuple):
    """How an answer is to be shown: the options that all tables share."""

    format: str | None
    output: str | None
    quiet: bool
    excel: bool
    is_drawn: bool = False  # the command writes something else to the file, a chart or a draft


def showing(
    name: str | None, output: str | None, *, quiet: bool, excel: bool = False, is_drawn: bool = False
) -> Showing:
    """Return how to show an answer; options that contradict each other, or would do nothing, are refused."""
    from enveloppes.language.message import say
    from enveloppes.output import formats

    refuse_quiet(quiet=quiet, output=output)
    if is_drawn:
        name = output = None
    chosen = formats.chosen(name, output)
    if isinstance(chosen, Message):
        raise refuse(chosen)
    if excel and chosen.name != "csv":
        raise refuse(say("`--excel` is for CSV, and this is {format}; add `--format csv`", format=chosen.name))
    return Showing(name, output, quiet, excel, is_drawn)


def refuse_quiet(*, quiet: bool, output: str | None) -> None:
    """Refuse ``--quiet`` without a file: it would show nothing, or be passed over."""
    from enveloppes.language.message import say

    if quiet and output is None:
        raise refuse(say("`--quiet` is for `-o FILE`: without a file there would be nothing left"))


def refuse(message: Message) -> StopError:
    """Say why a command cannot be done, and return what ends it."""
    complain(message)
    return StopError(UNDONE)


def guarded(work: Callable[[], int]) -> None:
    """Run a command's work and exit with its code; a question that makes no sense is said and exits 2."""
    import typer

    from enveloppes.agreements.refusal import Refused
    from enveloppes.answers.query import UnanswerableError

    try:
        code = work()
    except StopError as stop:
        code = stop.code
    except (UnanswerableError, Refused) as error:
        complain(error.message)
        code = UNDONE
    raise typer.Exit(code)


def read(paths: Sequence[str] | None, *, sums: bool = False) -> Reading:
    """Read a register; families Y, M and R stop every command, C301 and C308 those that add up (``sums``)."""
    return fit(read_anyhow(paths), sums=sums)


def read_anyhow(paths: Sequence[str] | None) -> Reading:
    """Read a register, whatever is wrong with it; only a named path that is not there stops the command."""
    from enveloppes.language.message import say
    from enveloppes.reading.register_file import read_register

    for path in paths or ():
        if path != "-" and not os.path.lexists(path):
            raise refuse(say("there is no file or directory `{path}`", path=path))
    reading = read_register(paths or ())
    note_read(paths or (), reading.inputs)
    return reading


def fit(reading: Reading, *, sums: bool = False) -> Reading:
    """Return what was read with what is to be said of it, or stop where it is too broken for a command."""
    for message in reading.notes:
        note(message)
    if reading.is_broken:
        stop_with(reading, reading.findings)
    if sums:
        stop_at_contradictions(reading)
    return reading


def stop_at_contradictions(reading: Reading, as_of: date | None = None) -> None:
    """Show C301 and C308 and stop, if there are any: no total exists where parts exceed their container."""
    from enveloppes.rules.contradictions import container_findings

    found = container_findings(reading.register, as_of)
    if found:
        stop_with(reading, found)


def stop_with(reading: Reading, findings: Iterable[Finding]) -> None:
    """Show findings on stderr and stop."""
    from enveloppes.output.findings_text import write_findings

    sys.stderr.write(write_findings(reading.place(findings), SETTINGS.language))
    raise StopError(UNDONE)


def note(message: Message) -> None:
    """Say something beside the answer, on stderr."""
    from enveloppes.language.message import at_terminal
    from enveloppes.output.safe_text import visible
    from enveloppes.output.words import render

    sys.stderr.write(f"{visible(render(at_terminal(message), SETTINGS.language))}\n")


def inputs_of(reading: Reading) -> tuple[Input, ...]:
    """Return the files of a reading as an answer names them."""
    from enveloppes.output.sheet import Input

    return tuple(Input(one.name, one.sha256) for one in reading.inputs)


def show(
    sheet: Sheet,
    showing: Showing,
    inputs: tuple[Input, ...],
    parameters: Mapping[str, bool | str | list[str] | None],
    result: Callable[[], Json],
    *,
    screen: Sheet | None = None,
) -> None:
    """Show an answer as its options ask: on the screen (which may have a sheet of its own), in a format, in a file."""
    from enveloppes.language.message import say
    from enveloppes.output import formats, terminal
    from enveloppes.output.presentation import Presentation
    from enveloppes.version import VERSION

    chosen = formats.chosen(showing.format, showing.output)
    if isinstance(chosen, Message):
        raise refuse(chosen)
    asked: dict[str, Json] = {
        name: [*value] if isinstance(value, list) else value for name, value in parameters.items()
    }
    answer = Presentation(sheet, SETTINGS.language, VERSION, inputs, asked, result, for_excel=showing.excel)
    if showing.output is not None:
        write(chosen.write(answer), showing.output)
    elif chosen.is_binary and sys.stdout.isatty():
        raise refuse(say("{format} is no text for a terminal; add `-o FILE`", format=chosen.name))
    elif chosen.name != "table":
        write(chosen.write(answer), None)
        if chosen.name in _WITHOUT_NOTES:
            for message in answer.sheet.notes:
                note(message)
        return
    if not showing.quiet or (showing.output is None and not showing.is_drawn):
        terminal.show(screen or answer.sheet, SETTINGS.language, sys.stdout, os.environ, color=SETTINGS.color)


def write(data: bytes, path: str | None) -> None:
    """Write an answer to a file, whole or not at all, or to the standard output."""
    from enveloppes.language.message import say
    from enveloppes.language.system_errors import reason_of
    from enveloppes.output.files import write_atomically

    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        write_atomically(path, data)
    except OSError as error:
        raise refuse(say("`{path}` cannot be written: {reason}", path=path, reason=reason_of(error))) from error
