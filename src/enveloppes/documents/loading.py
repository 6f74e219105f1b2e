"""From a file to a :class:`Document`, by what the file holds: text, Markdown, HTML, PDF or DOCX.

Paragraphs are runs of non-blank lines whatever the carrier; a PDF has pages too. Nothing here reaches the network.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from enveloppes.agreements.document import Document, Medium, paragraphs_of
from enveloppes.documents.errors import DocumentError
from enveloppes.documents.markdown import plain_of_markdown
from enveloppes.language.message import Message, say
from enveloppes.language.system_errors import reason_of

if TYPE_CHECKING:
    from os import PathLike

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_TEXT = 16 * 1024 * 1024
HTML_ENDINGS = {".html", ".htm", ".xhtml"}
MARKDOWN_ENDINGS = {".md", ".markdown"}
_SNIFFED = 1024


def load(path: str | PathLike[str]) -> Document:
    """Return the document of a file; raises DocumentError where it cannot be read or is not what its name says."""
    return load_bytes(read_file(path), PurePath(path).name)


def read_file(path: str | PathLike[str]) -> bytes:
    """Return the bytes of a regular file of bearable size; raises DocumentError."""
    place = Path(path)
    name = place.name
    try:
        status = place.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(say("`{name}` is no regular file; name a txt, md, html, pdf or docx file", name=name))
        if status.st_size > LARGEST_FILE:
            raise DocumentError(_too_large(name))
        with place.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise DocumentError(say("there is no file `{name}`", name=name)) from error
    except (OSError, ValueError) as error:
        raise DocumentError(say("`{name}` cannot be read: {reason}", name=name, reason=_reason(error))) from error
    if len(data) > LARGEST_FILE:
        raise DocumentError(_too_large(name))
    return data


def _reason(error: OSError | ValueError) -> Message | str:
    return reason_of(error) if isinstance(error, OSError) else type(error).__name__


def _too_large(name: str) -> Message:
    return say("`{name}` is too large: at most {count} MB", name=name, count=LARGEST_FILE // (1024 * 1024))


def load_bytes(data: bytes, name: str) -> Document:
    """Return the document of a file's bytes; ``name`` tells text, Markdown and HTML apart. Raises DocumentError."""
    ending = PurePath(name).suffix.lower()
    head = data[:_SNIFFED]
    if b"%PDF-" in head:
        from enveloppes.documents.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        from enveloppes.documents.docx import read_docx

        return read_docx(data, name)
    if ending in {".pdf", ".docx"}:
        raise DocumentError(
            say("`{name}` is not a {kind} file, whatever its name says", name=name, kind=ending[1:].upper())
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(say("`{name}` is an old or encrypted Office file; save it as DOCX or PDF", name=name))
    if ending in HTML_ENDINGS or re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)", head, re.IGNORECASE
    ):
        from enveloppes.documents.html import read_html

        return read_html(decoded(data, name, declared=_declared_charset(head)))
    text = decoded(data, name)
    if ending in MARKDOWN_ENDINGS:
        text = plain_of_markdown(text)
        return Document(text, paragraphs_of(text), medium=Medium.MARKDOWN)
    return Document(text, paragraphs_of(text))


def _declared_charset(head: bytes) -> str | None:
    found = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,30})", head)
    return found.group(1).decode("ascii").lower() if found else None


def decoded(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of bytes: by byte-order mark, as declared, as UTF-8, else Windows-1252. Raises DocumentError."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _checked(_decode(data, encoding, name), name)
    if b"\0" in data:
        raise DocumentError(say("`{name}` is no text: it holds zero bytes", name=name))
    if declared in {"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso-8859-15"}:
        encoding = "iso-8859-15" if declared.endswith("15") else "cp1252"
        try:
            return _checked(data.decode("utf-8") if not data.isascii() else data.decode("ascii"), name)
        except UnicodeDecodeError:
            return _checked(data.decode(encoding, errors="replace"), name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        return _checked(data.decode("cp1252", errors="replace"), name)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            say("`{name}` is damaged: it is not the {kind} that it begins as", name=name, kind=encoding)
        ) from error


def _checked(text: str, name: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise DocumentError(
            say("`{name}` is too long: at most {count} million characters", name=name, count=LONGEST_TEXT // 1024**2)
        )
    return text
