"""One file: from its text to its model, its names and its findings of families Y and M."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.identifiers import check_level
from enveloppes.agreements.model import RegisterFile
from enveloppes.agreements.refusal import Refused
from enveloppes.language.message import say
from enveloppes.reading.names import Names, names_in
from enveloppes.reading.source_text import SourceText
from enveloppes.reading.suppressions import Suppression, suppressions_in
from enveloppes.reading.yaml_lines import lines
from enveloppes.reading.yaml_values import NotPlain, Path, Value

if TYPE_CHECKING:
    from enveloppes.reading.yaml_careful import Careful

# A file that stops being YAML is mended in memory and read on, so that one mistake hides no other.
_MOST_MENDED = 50
_MOST_READ_AGAIN = 8_000_000


@dataclass(slots=True, eq=False)
class FileReading:
    """What was made of one file; ``model`` is None where nothing of it counts, and weakened where it has findings.

    ``parses`` says whether its ids are all known: a file that stops being YAML may hold more. ``mended`` is its text
    with the lines mended that made it stop, None where none were.
    """

    model: RegisterFile | None = None
    names: Names = field(default_factory=Names)
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    parses: bool = True
    mended: str | None = None


def read_text(text: str, spot: Spot) -> FileReading:
    """Read the text of one file; whatever is wrong with it is a finding."""
    source = SourceText(text)
    reading = FileReading()
    reading.suppressions, reading.findings = suppressions_in(source, spot)
    doubtful: set[Path] = set()
    guessed: set[int] = set()
    try:
        data = quick(text)
    except NotPlain:
        found, seen, guessed = _look_closely(source, spot, reading)
        data, doubtful = found.value, found.doubtful
        if seen is not source:
            source, reading.mended = seen, seen.text
    if not reading.parses and data is None:
        return reading
    _judge(data, source.text, spot, doubtful, reading)
    if guessed:
        _leave_out_guesses(reading, source.text, guessed)
    if reading.parses:
        reading.names = names_in(data)
    else:
        reading.model = None
    return reading


def quick(text: str) -> Value:
    """Return what a text holds by its lines, else by its events; raises NotPlain for what needs a closer look."""
    try:
        return lines(text)
    except NotPlain:
        from enveloppes.reading.yaml_events import plain

        return plain(text)


def _look_closely(source: SourceText, spot: Spot, reading: FileReading) -> tuple[Careful, SourceText, set[int]]:
    """Collect the findings of family Y; a line in a known trap is mended so that reading can go on.

    The offsets are those of values that stand as they were guessed.
    """
    from enveloppes.reading.yaml_careful import careful
    from enveloppes.reading.yaml_errors import explain_error

    seen = source
    told = 0
    guessed: set[int] = set()
    for attempt in range(_MOST_MENDED):
        found = careful(seen)
        error = None if found.error is None else explain_error(found.error, seen)
        problems = found.problems if error is None else [*found.problems, error[0]]
        problems = [problem for problem in problems if problem.start >= told]
        for problem in problems:
            extent = seen.extent(problem.start, problem.end)
            reading.findings.append(Finding(problem.code, problem.message, spot, extent))
        reading.parses = reading.parses and found.complete
        trap = None if error is None else error[1]
        if trap is None or (attempt + 1) * len(seen.text) > _MOST_READ_AGAIN:
            return found, seen, guessed
        start, end = seen.span_of_line(trap.line)
        if seen.text[start:end] == trap.mended:
            return found, seen, guessed
        guessed.add(trap.start)
        told = start + len(trap.mended)
        seen = SourceText(seen.text[:start] + trap.mended + seen.text[end:])
    return found, seen, guessed


def _leave_out_guesses(reading: FileReading, text: str, guessed: set[int]) -> None:
    """Leave out what the model says of a value that was guessed: its finding of family Y shows how to mend it."""
    from enveloppes.reading.yaml_places import find_spans

    paths = {(one.spot.path, one.spot.on_key) for one in reading.findings if one.extent is None}
    starts = {place: start for place, (start, _) in find_spans(text, paths).items()}
    reading.findings = [
        one
        for one in reading.findings
        if one.extent is not None or starts[one.spot.path, one.spot.on_key] not in guessed
    ]


def _judge(data: Value, text: str, spot: Spot, doubtful: set[Path], reading: FileReading) -> None:
    """Validate what a file holds; where the model refuses some of it, the rest is kept."""
    if data is None:
        message = say("this file is empty; it needs at least `format: 1`")
        reading.findings.append(Finding("M102", message, spot))
        return
    try:
        reading.model = RegisterFile.model_validate(data)
    except ValidationError as error:
        from enveloppes.reading.model_findings import model_findings

        refused = model_findings(error, data, spot, text)
        reading.findings += [one for one in refused if not _is_doubtful(one, doubtful)]
        reading.model = _what_is_left(data, refused)
    if reading.model is not None:
        reading.findings += levels(reading.model, spot)


def levels(model: RegisterFile, spot: Spot) -> list[Finding]:
    """Return M107 for each territory whose code is none of its level's."""
    found: list[Finding] = []
    for code, territory in model.territories.items():
        if territory.level is not None:
            try:
                check_level(code, territory.level)
            except Refused as refused:
                found.append(Finding(refused.code, refused.message, Spot(spot.file, ("territories", code), True)))
    return found


def read_without(text: str, refused: list[Finding]) -> RegisterFile | None:
    """Return what is left of a text without what some findings refuse, beside what the model itself does."""
    from enveloppes.reading.model_findings import model_findings
    from enveloppes.reading.yaml_careful import careful

    spot = refused[0].spot
    try:
        data = quick(text)
    except NotPlain:
        data = careful(SourceText(text)).value
    try:
        RegisterFile.model_validate(data)
    except ValidationError as error:
        refused = [*refused, *model_findings(error, data, spot, text)]
    return _what_is_left(data, refused)


def _is_doubtful(finding: Finding, doubtful: set[Path]) -> bool:
    path = finding.spot.path
    if any(path[:length] in doubtful for length in range(len(path) + 1)):
        return True
    return finding.code == "M102" and (*path, "<<") in doubtful


def _what_is_left(data: Value, refused: list[Finding]) -> RegisterFile | None:
    from enveloppes.reading.weakened import weakened

    try:
        return RegisterFile.model_validate(weakened(data, refused, "unread"))
    except ValidationError:
        return None
