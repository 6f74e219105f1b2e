"""From bytes to text: UTF-8 and nothing else, with the place of the first byte that is not."""

from __future__ import annotations

import codecs

from enveloppes.agreements.finding import Extent
from enveloppes.language.message import Message, say
from enveloppes.reading.source_text import SourceText

_BOM = "\ufeff"
_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_AT_START = Extent(1, 1, 1, 1)


def decode(data: bytes) -> str | tuple[Message, Extent]:
    """Return the text without its byte order mark; or what is wrong with it, and where."""
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            return say("this file is {encoding}; save it as UTF-8", encoding=name), _AT_START
    try:
        return data.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().removeprefix(_BOM)
        extent = SourceText(before + "?").extent(len(before), len(before) + 1)
        byte = f"0x{data[error.start]:02X}"
        return say("byte {byte} is not UTF-8; save the file as UTF-8", byte=byte), extent
