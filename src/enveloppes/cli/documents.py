"""The documents that sources are checked against: the source's own, or one given for this run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from enveloppes.answers.citing import Read
from enveloppes.answers.query import UnanswerableError, did_you_mean
from enveloppes.language.message import say

if TYPE_CHECKING:
    from enveloppes.agreements.model import Source
    from enveloppes.agreements.register import Register
    from enveloppes.answers.citing import SourceCheck
    from enveloppes.output.sheet import Input


def given(register: Register, named: Sequence[str]) -> dict[str, Path]:
    """Return the path of each ``--source REF=FILE``; raises UnanswerableError."""
    found: dict[str, Path] = {}
    for text in named:
        ref, equals, name = text.partition("=")
        if not equals or not name:
            raise UnanswerableError(say("`--source {text}` is not REF=FILE", text=text))
        if ref not in register.sources:
            raise UnanswerableError(
                say("there is no source `{ref}`{hint}", ref=ref, hint=did_you_mean(ref, register.sources))
            )
        if os.path.isdir(name):  # noqa: PTH112 - unlike a path's own question, it does not raise
            raise UnanswerableError(say("`{path}` is a directory; name the document in it", path=name))
        if not os.path.lexists(name):
            raise UnanswerableError(say("there is no file `{path}`", path=name))
        found[ref] = Path(name)
    return found


def own(register: Register) -> dict[str, Path]:
    """Return the document of each source that names one, relative to the file that names it."""
    return {
        ref: Path(spot.file if spot.file != "-" else ".").parent / source.document
        for ref, (source, spot) in register.sources.items()
        if source.document is not None
    }


def read_documents(register: Register, paths: Mapping[str, Path], *, inside: bool) -> dict[str, Read]:
    """Read documents with their figures; ``inside``: a path may not lead out of the folder of the file naming it.

    What a register names and cannot be read is a finding; what was named for this run (not ``inside``) raises
    UnanswerableError.
    """
    found = {}
    for ref, path in paths.items():
        source, spot = register.sources[ref]
        folder = Path(spot.file if spot.file != "-" else ".").parent
        found[ref] = _read(source, path, folder if inside else None)
    return found


def inputs_of(checks: Iterable[SourceCheck]) -> tuple[Input, ...]:
    """Return the documents that were read as an answer names its inputs; one read for two sources is one file."""
    from enveloppes.output.sheet import Input

    read = {one.read.name: one.read.sha256 for one in checks if one.read.sha256 is not None}
    return tuple(Input(name, digest) for name, digest in read.items())


def _read(source: Source, path: Path, folder: Path | None) -> Read:
    from enveloppes.documents.errors import DocumentError
    from enveloppes.documents.figures import figures
    from enveloppes.documents.loading import load_bytes, read_file

    name = str(path)
    if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
        return Read(name, None, (), say("the document `{path}` leads out of its folder", path=name))
    try:
        data = read_file(path)
        document = load_bytes(data, name)
    except DocumentError as error:
        if folder is None:
            raise UnanswerableError(error.message) from error
        return Read(name, None, (), error.message)
    trouble, digest = None, sha256(data).hexdigest()
    if source.sha256 is not None and digest != source.sha256:
        trouble = say(
            "the document `{path}` has changed since its sha256 was noted; check its figures and note the new one",
            path=name,
        )
    return Read(name, document, figures(document), trouble, digest)
