"""The text of a DOCX file over every ``w:t``: tracked insertions kept, deletions left out, notes and boxes included.

The body comes first, then headers, footers, footnotes and endnotes, so that the body's paragraphs count from 1.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from enveloppes.agreements.document import Medium
from enveloppes.documents.errors import DocumentError
from enveloppes.documents.text_builder import BULLET, Gap, TextBuilder
from enveloppes.language.message import Message, say

if TYPE_CHECKING:
    from lxml.etree import _Element

    from enveloppes.agreements.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_OTHER_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes)\.xml")
_LARGEST_PART = 64 * 1024 * 1024
_MOST_PARTS = 5_000
_DEEPEST = 200
_LEFT_OUT = frozenset({_W + "del", _W + "moveFrom", _W + "instrText", _W + "rPr", _W + "pPr", _FALLBACK})
_LIST_STYLES = ("list", "paragraphedeliste", "puce")
_CHARACTERS = {_W + "noBreakHyphen": "\u2011", _W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t"}


def read_docx(data: bytes, name: str) -> Document:
    """Return the document of a DOCX file's bytes; raises DocumentError."""
    try:
        import lxml.etree  # noqa: F401
    except ImportError as error:
        raise DocumentError(
            say("reading DOCX files needs lxml: install `enveloppes[sources]`, or save `{name}` as text", name=name)
        ) from error
    built = TextBuilder()
    for part in _parts(data, name):
        root = _parsed(part, name)
        _walk_blocks(root, built, 0)
        built.gap(Gap.BLANK)
    return built.document(Medium.DOCX)


def _parts(data: bytes, name: str) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if _BODY not in names:
                raise DocumentError(say("`{name}` is a ZIP archive but no DOCX document", name=name))
            if len(names) > _MOST_PARTS:
                raise DocumentError(_too_large(name))
            others = sorted(part for part in names if _OTHER_PARTS.fullmatch(part))
            return [_read_part(archive, part, name) for part in [_BODY, *others]]
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise DocumentError(say("`{name}` is damaged or encrypted and cannot be unpacked", name=name)) from error


def _too_large(name: str) -> Message:
    return say("`{name}` unpacks to more than a document can be; it is refused", name=name)


def _read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Return a part's bytes, counted as they are unpacked: what the archive says of its sizes is not believed."""
    with archive.open(part) as file:
        content = file.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise DocumentError(_too_large(name))
    return content


def _parsed(content: bytes, name: str) -> _Element:
    from lxml import etree

    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise DocumentError(
            say("`{name}` declares XML entities, which no word processor does; it is refused", name=name)
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(say("`{name}` is damaged: its XML cannot be read", name=name)) from error


def _walk_blocks(element: _Element, built: TextBuilder, depth: int) -> None:
    """Write the paragraphs and tables below an element, in order."""
    if depth > _DEEPEST:
        return
    for child in element:
        if child.tag == _W + "p":
            _paragraph(child, built, depth)
        elif child.tag == _W + "tbl":
            _table(child, built, depth)
        elif child.tag not in _LEFT_OUT:
            _walk_blocks(child, built, depth + 1)


def _paragraph(paragraph: _Element, built: TextBuilder, depth: int) -> None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or (
        style is not None and (style.get(_W + "val") or "").lower().startswith(_LIST_STYLES)
    )
    built.gap(Gap.LINE if listed else Gap.BLANK)
    boxes: list[_Element] = []
    text = "".join(_texts(paragraph, boxes, 0))
    if text.strip():
        built.add((BULLET if listed else "") + text.strip("\n"), collapse=False)
        built.gap(Gap.LINE if listed else Gap.BLANK)
    for box in boxes:
        built.gap(Gap.BLANK)
        _walk_blocks(box, built, depth + 1)
        built.gap(Gap.BLANK)


def _texts(element: _Element, boxes: list[_Element], depth: int) -> list[str]:
    """Return the texts of runs in order; boxes are put aside, to be written behind their paragraph."""
    found: list[str] = []
    if depth > _DEEPEST:
        return found
    for child in element:
        if child.tag == _W + "t":
            found.append(child.text or "")
        elif child.tag in _CHARACTERS:
            found.append(_CHARACTERS[child.tag])
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        elif child.tag == _W + "r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        elif child.tag not in _LEFT_OUT:
            found.extend(_texts(child, boxes, depth + 1))
    return found


def _table(table: _Element, built: TextBuilder, depth: int) -> None:
    built.open_table()
    for row in table.iter(_W + "tr"):
        if _owner(row, _W + "tbl") is not table or row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        for cell in row.iter(_W + "tc"):
            if _owner(cell, _W + "tr") is not row:
                continue
            start = built.open_cell()
            _walk_blocks(cell, built, depth + 1)
            built.close_cell(start, header=header, span=_span(cell))
        built.end_row()
    built.close_table()


def _owner(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


def _span(cell: _Element) -> int:
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = found.get(_W + "val", "1") if found is not None else "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1  # noqa: PLR2004
