"""The text of an HTML page as its reader sees it, by the standard library's parser: blocks, lists, tables."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from enveloppes.agreements.document import Medium
from enveloppes.documents.text_builder import BULLET, Gap, TextBuilder

if TYPE_CHECKING:
    from enveloppes.agreements.document import Document

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "select", "object", "iframe"})
_BLOCK_TAGS = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr legend main nav ol p pre section summary ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_CELLS = frozenset({"td", "th"})
_TABLE_TAGS = _CELLS | {"table", "caption", "tr"}
_DEEPEST = 400


class _Page(HTMLParser):
    """Follows the tags of a page and writes what is seen into a text builder."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.built = TextBuilder()
        self._unseen: list[str] = []
        self._lists = 0
        self._pre = 0
        self._bullet = False
        self._cells: list[tuple[int, bool, int]] = []
        self._caption: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow an opening tag."""
        if tag == "body" or (tag in _BLOCKS and self._unseen == ["head"]):
            self._unseen.clear()
        if tag in _UNSEEN:
            if len(self._unseen) < _DEEPEST:
                self._unseen.append(tag)
        elif self._unseen:
            return
        elif tag in _TABLE_TAGS:
            self._open_in_table(tag, attrs)
        elif tag in {"br", "li"}:
            self.built.gap(Gap.LINE)
            self._bullet = self._bullet or tag == "li"
        elif tag in _BLOCKS:
            self._block(tag, opening=True)

    def _open_in_table(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.built.open_table()
        elif tag == "caption":
            self.built.gap(Gap.LINE)
            self._caption = self.built.upcoming()
        else:
            self._end_cell()
            if tag == "tr":
                self.built.end_row()
            else:
                self._cells.append((self.built.open_cell(), tag == "th", _span(attrs)))

    def _block(self, tag: str, *, opening: bool) -> None:
        if tag in {"ul", "ol"}:
            self.built.gap(Gap.LINE if self._lists else Gap.BLANK)
            self._lists = max(0, self._lists + (1 if opening else -1))
        elif self._lists or self._cells:
            self.built.gap(Gap.LINE)
        else:
            self.built.gap(Gap.BLANK)
        if tag == "pre":
            self._pre = max(0, self._pre + (1 if opening else -1))

    def handle_endtag(self, tag: str) -> None:
        """Follow a closing tag."""
        if self._unseen:
            if tag in self._unseen:
                del self._unseen[self._unseen.index(tag) :]
            return
        if tag == "li":
            self._bullet = False
            self.built.gap(Gap.LINE)
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "tr":
            self._end_cell()
            self.built.end_row()
        elif tag == "table":
            self._end_cell()
            self.built.close_table()
        elif tag == "caption" and self._caption is not None:
            self.built.set_caption(self._caption)
            self._caption = None
        elif tag in _BLOCKS:
            self._block(tag, opening=False)

    def _end_cell(self) -> None:
        if self._cells:
            start, header, span = self._cells.pop()
            self.built.close_cell(start, header=header, span=span)

    def handle_data(self, data: str) -> None:
        """Write text that is seen."""
        if self._unseen or not data:
            return
        if self._bullet and data.strip():
            self.built.add(BULLET.strip())
            self.built.gap(Gap.SPACE)
            self._bullet = False
        self.built.add(data, collapse=not self._pre)


def _span(attrs: list[tuple[str, str | None]]) -> int:
    value = dict(attrs).get("colspan") or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1  # noqa: PLR2004


def read_html(text: str) -> Document:
    """Return the document of an HTML text; what a page never shows (scripts, styles, its head) is left out."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.built.document(Medium.HTML)
