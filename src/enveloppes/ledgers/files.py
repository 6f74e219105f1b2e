"""Which files a ledger has: paths and globs below the folder of its YAML file, each content once.

A path from the YAML never leaves that folder, not even by a symbolic link; ``--ledger ID=PATH`` may name any file,
folder or glob for one run, and with Spark an address that only the cluster can reach.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from hashlib import blake2b
from pathlib import Path

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.language.message import Message, say
from enveloppes.language.system_errors import reason_of

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BLOCK = 1 << 20
DATA_ENDINGS = (".csv", ".tsv", ".txt", ".gz", ".parquet")


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a ledger, in the order of their names, and what was wrong with finding them.

    ``address`` is set instead of files where only an engine can reach them.
    """

    paths: tuple[Path, ...] = ()
    address: str | None = None
    findings: tuple[Finding, ...] = ()


def find(patterns: Sequence[str], base: Path | None, spot: Spot, override: str | None) -> Found:
    """Return the files of a ledger; ``base`` is the folder of its YAML file, None where that was a stream."""
    try:
        return _find(patterns, base, spot, override)
    except OSError as error:
        message = say("the files of the ledger cannot be listed: {reason}", reason=reason_of(error))
        return Found(findings=(Finding("L501", message, spot),))


def _find(patterns: Sequence[str], base: Path | None, spot: Spot, override: str | None) -> Found:
    if override is not None:
        return _named_for_this_run(override, spot)
    if base is None:
        message = say(
            "the register was read from a stream, which has no folder; name the files with `--ledger ID=PATH`"
        )
        return Found(findings=(Finding("L501", message, spot),))
    paths: list[Path] = []
    findings: list[Finding] = []
    for index, pattern in enumerate(patterns):
        here = spot if len(patterns) == 1 else spot.below(index)
        matched, outside = _below(base, pattern)
        findings.extend(
            Finding(
                "L501",
                say(
                    "`{file}` leads out of the folder of the register; name it with `--ledger ID=PATH`",
                    file=shown(path),
                ),
                here,
            )
            for path in outside
        )
        if not matched and not outside:
            findings.append(Finding("L501", _nothing(pattern), here))
        paths.extend(matched)
    kept, doubled = _once(paths)
    findings.extend(repeated(doubled, spot))
    return Found(tuple(kept), None, tuple(findings))


def repeated(doubled: Sequence[tuple[Path, Path]], spot: Spot) -> Iterator[Finding]:
    """Yield L505 for each file that repeats another: pairs of the one that is left out and the one that is kept."""
    for path, first in doubled:
        message = say(
            "`{file}` holds what `{first}` holds and is counted once; take one of them away",
            file=shown(path),
            first=shown(first),
        )
        yield Finding("L505", message, spot)


def _nothing(pattern: str) -> Message:
    if has_magic(pattern):
        return say("no file matches `{pattern}` below the folder of the register; correct `files`", pattern=pattern)
    return say("there is no file `{pattern}` below the folder of the register; correct `files`", pattern=pattern)


def _named_for_this_run(override: str, spot: Spot) -> Found:
    if _ADDRESS.match(override):
        return Found(address=override)
    path = Path(override)
    if path.is_dir():
        matched = sorted(one for one in path.rglob("*") if one.suffix.lower() in DATA_ENDINGS and one.is_file())
    elif has_magic(override) and not path.exists():
        within = Path(path.anchor)
        matched = sorted(one for one in within.glob(path.relative_to(path.anchor).as_posix()) if one.is_file())
    else:
        matched = [path] if path.is_file() else []
    if not matched:
        return Found(
            findings=(Finding("L501", say("there is no file `{file}`, named by `--ledger`", file=override), spot),)
        )
    kept, doubled = _once(matched)
    return Found(tuple(kept), None, tuple(repeated(doubled, spot)))


def _below(base: Path, pattern: str) -> tuple[list[Path], list[Path]]:
    """Return the files that a pattern matches below a folder, and those that lead out of it."""
    root = base.resolve()
    if has_magic(pattern):
        try:
            matched = sorted(path for path in base.glob(pattern) if path.is_file() and not _is_hidden(path, base))
        except (ValueError, NotImplementedError, OSError):
            matched = []
    else:
        matched = [base / pattern] if (base / pattern).is_file() else []
    inside = [path for path in matched if path.resolve().is_relative_to(root)]
    return inside, [path for path in matched if path not in inside]


def _is_hidden(path: Path, base: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(base).parts)


def _once(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, Path]]]:
    """Return the files without those that another repeats, and the pairs (repeated, kept).

    Only files of one size are compared by content; a path named twice is one file and no repetition.
    """
    kept: dict[Path, Path] = {}
    doubled: list[tuple[Path, Path]] = []
    sizes = Counter(path.stat().st_size for path in {one.absolute() for one in paths})
    by_content: dict[bytes, Path] = {}
    for path in paths:
        real = path.resolve()
        if real in kept:
            if path.absolute() != kept[real].absolute():
                doubled.append((path, kept[real]))
            continue
        if sizes[path.stat().st_size] > 1:
            first = by_content.setdefault(_digest(path), path)
            if first is not path:
                doubled.append((path, first))
                continue
        kept[real] = path
    return list(kept.values()), doubled


def _digest(path: Path) -> bytes:
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.digest()


def shown(path: Path) -> str:
    """Return a path as a person names it: from the current folder where it lies below."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
