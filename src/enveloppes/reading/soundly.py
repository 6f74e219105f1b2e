"""One file of many, read without places: for a file in which nothing is wrong, and nothing is silenced."""

from __future__ import annotations

from pydantic import ValidationError

from enveloppes.agreements.finding import Spot
from enveloppes.agreements.model import RegisterFile
from enveloppes.reading.decoding import decode
from enveloppes.reading.inputs import STDIN, Trouble, digest, read_bytes
from enveloppes.reading.names import names_in
from enveloppes.reading.one_file import levels, quick
from enveloppes.reading.references import check_references
from enveloppes.reading.suppressions import SIGN
from enveloppes.reading.yaml_values import NotPlain, Value


def read_soundly(name: str) -> tuple[str, RegisterFile, Value] | None:
    """Return the sha256 of a file, its model and its plain data; None where it needs a closer look."""
    data = None if name == STDIN else read_bytes(name)
    if data is None or isinstance(data, Trouble):
        return None
    text = decode(data)
    if not isinstance(text, str) or SIGN in text:
        return None
    try:
        plain = quick(text)
        return digest(data), RegisterFile.model_validate(plain), plain
    except (NotPlain, ValidationError):
        return None


def is_closed(name: str, model: RegisterFile, data: Value) -> bool:
    """Say whether every id and reference of a file is right without looking into another."""
    return not check_references([(name, names_in(data))]) and not levels(model, Spot(name))
