"""CSV files before an engine reads them: is every line whole, in one encoding, with as many cells as headings?

Engines differ in what they forgive (a short line, a byte that is no UTF-8, a gzip that breaks off), so what is not
plain is found here, with its line; a file that is sound but unusual is read from a plain copy.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO, TypeAlias, cast

from enveloppes.agreements.ledger import Encoding, Ledger, Separator
from enveloppes.language.message import Message, say, say_n
from enveloppes.language.system_errors import reason_of
from enveloppes.ledgers.digests import TextDigest, told
from enveloppes.ledgers.files import shown
from enveloppes.ledgers.shapes import Opened, Shape, Unreadable

GZIP, PARQUET = b"\x1f\x8b", b"PAR1"
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")
_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_HEADER = 1 << 20
_LINES_A_TICK = 100_000
_MOST_BROKEN = 20  # rows of a file that are told one by one

Tellings: TypeAlias = tuple[Callable[[bytes], None], Callable[[bytes], None]]


@dataclass(slots=True)
class _Survey:
    """What one pass over a file has seen; ``problems`` are its broken rows, the first of them told one by one."""

    line: int = 0
    broken: int = 0
    problems: list[Message] = field(default_factory=list)
    endings: int = 0
    multiline: bool = False
    loose_quotes: bool = False


def magic(path: Path) -> bytes:
    """Return the first bytes of a file; raises Unreadable."""
    try:
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError as error:
        raise Unreadable(_cannot(path, error)) from error


def open_text(path: Path, ledger: Ledger, wanted: frozenset[str], copies: Path, tick: Callable[[], None]) -> Opened:
    """Survey a CSV and return how to read it, or every broken row of it; raises Unreadable where it is no CSV at all.

    ``wanted`` are the headings in capitals by which the separator is recognised where none is declared; ``tick`` is
    called now and then while the lines go by.
    """
    encoding = ledger.encoding
    start = magic(path)
    if start.startswith(_ARCHIVES):
        raise Unreadable(
            say("`{file}` is an archive or a spreadsheet, not a CSV; unpack or export it", file=shown(path))
        )
    survey = _Survey()
    whole, text = sha256(), TextDigest(is_exact=encoding is Encoding.UTF_16)
    headings: tuple[str, ...] | None = None
    cut = _cut_of(ledger.separator) or ""
    try:
        with text_of(path, encoding, (whole.update, text.update)) as stream:
            header = stream.readline(_LONGEST_HEADER)
            cut = cut or _separator_of(header, wanted)
            survey.line = 1
            headings = _headings(path, header, stream, cut, survey)
            _check_lines(path, _ticking(stream, tick), cut, len(headings), survey)
    except (OSError, EOFError, zlib.error) as error:
        survey.problems.append(_cannot(path, error))
    except UnicodeError:
        survey.problems.append(_not_in(path, encoding))
    except csv.Error as error:
        survey.problems.append(
            say("`{file}:{line}` is not CSV: {reason}", file=shown(path), line=str(survey.line), reason=str(error))
        )
    except Unreadable as error:
        survey.problems.append(error.message)
    shape = Shape(headings or (), cut, survey.multiline)
    readable = path
    if not survey.problems and _needs_copy(path, start, encoding, survey):
        readable = _copy(path, encoding, cut, copies)
    if survey.problems:
        return Opened(path, path, shape, encoding, tuple(_problems(path, survey)))
    return Opened(path, readable, shape, encoding, (), whole.hexdigest(), text.value())


def _problems(path: Path, survey: _Survey) -> Iterator[Message]:
    """Yield what is wrong with a file; of many broken rows, how many they are."""
    yield from survey.problems
    if survey.broken > _MOST_BROKEN:
        yield say_n(
            "`{file}` has {n} row with too many or too few cells",
            "`{file}` has {n} rows with too many or too few cells; the first {shown} are told",
            survey.broken,
            file=shown(path),
            shown=_MOST_BROKEN,
        )


def text_of(path: Path, encoding: str, tell: Tellings | None = None) -> TextIO:
    """Open a CSV, unpacked and decoded, with its line ends as they are.

    ``tell`` is told the bytes of the file while they are read, and those that it holds once unpacked.
    """
    packed = magic(path).startswith(GZIP)
    encoding = "utf-8-sig" if encoding == Encoding.UTF_8 else encoding
    if tell is None:
        plain = cast("BinaryIO", gzip.GzipFile(path)) if packed else path.open("rb")
        return io.TextIOWrapper(plain, encoding=encoding, newline="")
    raw = told(path.open("rb"), tell[0])
    text = told(cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw, tell[1], raw)
    return io.TextIOWrapper(text, encoding=encoding, newline="")


def _ticking(stream: TextIO, tick: Callable[[], None]) -> Iterator[str]:
    for number, line in enumerate(stream):
        if not number % _LINES_A_TICK:
            tick()
        yield line


def _cut_of(separator: Separator | None) -> str | None:
    return None if separator is None else "\t" if separator is Separator.TAB else separator.value


def _separator_of(header: str, wanted: frozenset[str]) -> str:
    """Return the separator under which the header has most of the wanted headings: no guess about the data."""

    def fit(candidate: str) -> tuple[int, int]:
        names = [name.strip().upper() for name in next(csv.reader([header], delimiter=candidate), [])]
        return len(wanted & set(names)), len(names)

    return max(_SEPARATORS, key=fit)


def _headings(path: Path, header: str, stream: TextIO, cut: str, survey: _Survey) -> tuple[str, ...]:
    if not header.strip():
        raise Unreadable(say("`{file}` is empty or begins with an empty line; a header is expected", file=shown(path)))
    if "\0" in header:
        raise Unreadable(_binary(path, 1))
    cells = _cells(header, stream, cut, survey)
    return tuple(cell.strip() for cell in cells)


def _check_lines(path: Path, stream: Iterator[str], cut: str, width: int, survey: _Survey) -> None:
    """Count the cells of every line; the costly reading is kept for the lines that no simple test settles."""
    expected = width - 1
    bare = rf'[^"{re.escape(cut)}\r\n]*+'
    cell = rf'(?:"(?:[^"\r\n]++|"")*+"|{bare})'
    whole = re.compile(rf"{cell}(?:{re.escape(cut)}{cell}){{{expected}}}[\r\n]*+")
    endings: set[str] = set()
    for line in stream:
        survey.line += 1
        if line[-2:] not in endings:
            endings.add(_ending(line))
            endings.add(line[-2:])
        if "\0" in line:
            raise Unreadable(_binary(path, survey.line))
        if '"' in line:
            if whole.fullmatch(line) is not None:
                continue
            first = survey.line
            found = len(_cells(line, stream, cut, survey)) - 1
        else:
            first, found = survey.line, line.count(cut)
        if found != expected and not line.isspace():
            survey.broken += 1
            if survey.broken <= _MOST_BROKEN:
                survey.problems.append(_broken(path, first, found + 1, width))
    kinds = endings & {_CRLF, _LF, _CR}
    survey.endings = len(kinds) + (_CR in kinds)


def _broken(path: Path, line: int, found: int, width: int) -> Message:
    return say_n(
        "`{file}:{line}` has {n} cell where the header has {width}",
        "`{file}:{line}` has {n} cells where the header has {width}",
        found,
        file=shown(path),
        line=str(line),
        width=width,
    )


_CRLF, _LF, _CR = "two signs", "line feed", "carriage return"


def _ending(line: str) -> str:
    if line.endswith("\r\n"):
        return _CRLF
    return _LF if line.endswith("\n") else _CR if line.endswith("\r") else ""


def _cells(line: str, stream: Iterator[str], cut: str, survey: _Survey) -> list[str]:
    """Read one row that may go on over lines; a quotation mark within a bare cell is taken as it stands."""
    if re.search(rf'[^{re.escape(cut)}"\r\n]"[^{re.escape(cut)}"\r\n]', line):
        survey.loose_quotes = True
    reader = csv.reader(chain([line], stream), delimiter=cut)
    cells = next(reader)
    if reader.line_num > 1:
        survey.multiline = True
        survey.line += reader.line_num - 1
    return cells


def rows_of(opened: Opened) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a surveyed CSV with the line that each begins on, the header left out."""
    with text_of(opened.path, opened.encoding) as stream:
        reader = csv.reader(stream, delimiter=opened.shape.separator or ",")
        next(reader, None)
        before = reader.line_num
        for row in reader:
            if row:
                yield before + 1, row
            before = reader.line_num


def _needs_copy(path: Path, start: bytes, encoding: Encoding, survey: _Survey) -> bool:
    odd_name = start.startswith(GZIP) != (path.suffix.lower() == ".gz")
    return odd_name or survey.endings > 1 or survey.loose_quotes or encoding is not Encoding.UTF_8


def _copy(path: Path, encoding: Encoding, cut: str, copies: Path) -> Path:
    """Write the file again as plain UTF-8 with one kind of line end, and return where."""
    target = copies / f"{len(list(copies.iterdir()))}.csv"
    with text_of(path, encoding) as stream, target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=cut, lineterminator="\n")
        writer.writerows(row for row in csv.reader(stream, delimiter=cut) if row)
    return target


def _line_of_bad_byte(path: Path, encoding: Encoding) -> int:
    """Return the line on which the decoding fails, found again line by line."""
    packed = magic(path).startswith(GZIP)
    with gzip.GzipFile(path) if packed else path.open("rb") as raw:
        number = 0
        for number, line in enumerate(raw, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
        return number


def _not_in(path: Path, encoding: Encoding) -> Message:
    if encoding is Encoding.UTF_16:
        return say("`{file}` is not in utf-16; declare its `encoding`", file=shown(path))
    return say(
        "`{file}:{line}` is not in {encoding}; declare the one that it is in, as in `encoding: windows-1252`",
        file=shown(path),
        line=str(_line_of_bad_byte(path, encoding)),
        encoding=encoding.value,
    )


def _binary(path: Path, line: int) -> Message:
    return say(
        "`{file}:{line}` holds a NUL: the file is binary, or in an encoding to declare",
        file=shown(path),
        line=str(line),
    )


def _cannot(path: Path, error: Exception) -> Message:
    if isinstance(error, FileNotFoundError):
        return say("`{file}` is gone", file=shown(path))
    if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
        return say("`{file}` breaks off or is damaged: {reason}", file=shown(path), reason=str(error))
    reason = reason_of(error) if isinstance(error, OSError) else str(error)
    return say("`{file}` cannot be read: {reason}", file=shown(path), reason=reason)
