"""The text of a PDF page by page, with blank lines where the page leaves room between paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from enveloppes.agreements.document import Document, Medium, paragraphs_of
from enveloppes.documents.errors import DocumentError
from enveloppes.language.message import say

if TYPE_CHECKING:
    from enveloppes.language.message import Message

_MOST_PAGES = 5_000
_LONGEST_TEXT = 16 * 1024 * 1024
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": " "})
# A line is a paragraph's first where it stands this much further down than lines usually do.
_WIDER = 1.35
_COLUMN_GAP = 1.1


def read_pdf(data: bytes, name: str) -> Document:
    """Return the document of a PDF file's bytes, with pages; raises DocumentError."""
    try:
        import pypdfium2
    except ImportError as error:
        raise DocumentError(
            say("reading PDF files needs pypdfium2: install `enveloppes[sources]`, or save `{name}` as text", name=name)
        ) from error
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(_unreadable(str(error), name)) from error
    try:
        texts = _texts_of_pages(file, name)
    finally:
        file.close()
    if not any(text.strip() for text in texts):
        raise DocumentError(
            say(
                "`{name}` is a scanned PDF: it has pictures of pages and no text; run it through an OCR first",
                name=name,
            )
        )
    return _joined(texts)


def _unreadable(reason: str, name: str) -> Message:
    if "assword" in reason or "ecurity" in reason:
        return say("`{name}` is encrypted; save a copy without a password", name=name)
    return say("`{name}` is a damaged PDF file and cannot be read", name=name)


def _joined(texts: list[str]) -> Document:
    pages: list[tuple[int, int]] = []
    offset = 0
    for text in texts:
        pages.append((offset, offset + len(text)))
        offset += len(text) + 2
    whole = "\n\n".join(texts)
    return Document(whole, paragraphs_of(whole, tuple(pages)), tuple(pages), (), Medium.PDF)


def _texts_of_pages(file: Any, name: str) -> list[str]:  # noqa: ANN401 - a library without types
    import pypdfium2

    count = len(file)
    if count > _MOST_PAGES:
        raise DocumentError(say("`{name}` has more than {count} pages", name=name, count=_MOST_PAGES))
    texts: list[str] = []
    for index in range(count):
        try:
            page = file[index]
            layer = page.get_textpage()
            texts.append(_text_of(layer))
            layer.close()
            page.close()
        except pypdfium2.PdfiumError:
            texts.append("")
        if sum(map(len, texts)) > _LONGEST_TEXT:
            raise DocumentError(say("`{name}` is too long: at most {count} million characters", name=name, count=16))
    return texts


def _text_of(layer: Any) -> str:  # noqa: ANN401 - a library without types
    """Return a page's text; lines set apart begin a paragraph, words set apart in a line become columns."""
    raw: str = layer.get_text_range().translate(_HYPHENS)
    lines: list[tuple[int, str]] = []
    position = 0
    for line in raw.split("\n"):
        lines.append((position, line.rstrip("\r")))
        position += len(line) + 1
    boxes = [_box(layer, start, line) for start, line in lines]
    texts = [_with_columns(layer, start, line, box) for (start, line), box in zip(lines, boxes, strict=True)]
    pieces: list[str] = []
    for text, broken in zip(texts, _breaks(boxes, ["\t" in text for text in texts]), strict=True):
        pieces.extend(("", text) if broken else (text,))
    return "\n".join(pieces).strip("\n")


def _box(layer: Any, start: int, line: str) -> tuple[float, float] | None:  # noqa: ANN401 - a library without types
    """Return the bottom and height of a line by its first letters, or None for one that is blank."""
    tops: list[float] = []
    bottoms: list[float] = []
    for index, char in enumerate(line):
        if char.isspace():
            continue
        try:
            _, bottom, _, top = layer.get_charbox(start + index, loose=True)
        except Exception:  # noqa: BLE001 - a box that the library does not know is no reason to lose the text
            return None
        bottoms.append(bottom)
        tops.append(top)
        if len(bottoms) == _LETTERS_LOOKED_AT:
            break
    return (min(bottoms), max(tops) - min(bottoms)) if bottoms else None


_LETTERS_LOOKED_AT = 3


def _breaks(boxes: list[tuple[float, float] | None], in_columns: list[bool]) -> list[bool]:
    """Say before which lines a paragraph ends.

    A wider step down than those around it, or than most of the page; a step up (a new column). Rows of a table stay
    together.
    """
    steps: list[float | None] = [None]
    for above, below in pairwise(boxes):
        known = above is not None and below is not None
        steps.append((above[0] - below[0]) / max(min(above[1], below[1]), 1.0) if known and above and below else None)
    usual = sorted(step for step in steps if step is not None and step > _SAME_LINE)
    typical = usual[len(usual) // 4] if usual else 1.0
    return [
        step is not None and _ends_paragraph(steps, index, typical, rows=in_columns[index] and in_columns[index - 1])
        for index, step in enumerate(steps)
    ]


def _ends_paragraph(steps: list[float | None], index: int, typical: float, *, rows: bool) -> bool:
    step = steps[index] or 0.0
    if step < -_SAME_LINE:
        return True
    if rows:
        return step > _BETWEEN_TABLES
    around = [near for near in (*steps[index - 1 : index], *steps[index + 1 : index + 2]) if near and near > _SAME_LINE]
    return step > _LEAST_STEP and (
        step > _WIDER * min([typical, *around]) if typical < _SPACED else any(step > _WIDER * near for near in around)
    )


_SAME_LINE = 0.3
_LEAST_STEP = 1.3
_SPACED = 1.6
_BETWEEN_TABLES = 4.0


def _with_columns(layer: Any, start: int, line: str, box: tuple[float, float] | None) -> str:  # noqa: ANN401
    """Return a line whose widest gaps between words are tabs, as between the cells of a table."""
    if box is None or " " not in line:
        return line
    chars = list(line)
    for index, char in enumerate(line):
        if char != " " or not 0 < index < len(line) - 1:
            continue
        try:
            left = layer.get_charbox(start + index - 1)
            right = layer.get_charbox(start + index + 1)
        except Exception:  # noqa: BLE001 - as above
            return line
        if right[0] - left[2] > _COLUMN_GAP * box[1]:
            chars[index] = "\t"
    return "".join(chars)
