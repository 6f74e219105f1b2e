"""One made-up communiqué as txt, md, html, docx and pdf, written here so that no carrier comes from outside."""

from __future__ import annotations

import io
import zipfile
from itertools import chain
from xml.sax.saxutils import escape

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PARAGRAPHS = (
    "Contrat de mobilité du Val-Fictif",
    (
        "La Région et le Département ont signé hier un contrat doté de 184 M€, dont 12,5 millions d’euros aux gares, "
        "après deux années de préparation avec les 37 communes du territoire et leurs partenaires."
    ),
    (
        "La politique est estimée à ce jour à 2,5 milliards d’euros ; le premier marché, notifié au printemps, est de "
        "1 234 567,89 € et durera quatre ans, de 2024 à 2028."
    ),
    "Les aménagements des collèges mobiliseront 700 M€ d'ici 2028.",
)
ITEMS = ("État : 5 M€", "Région : 3 M€")
TABLE = (("Axe (en M€)", "2023", "2024"), ("Collèges", "12,5", "14"), ("Routes", "1 234", "1 300"))
_BEFORE, _LAST = PARAGRAPHS[:3], PARAGRAPHS[3]
_SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
_SPACES += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def text_of() -> bytes:
    """Return the communiqué as plain text, with lines broken at 60 characters and columns of spaces."""
    paragraphs = ["\n".join(_lines(paragraph, 60)) for paragraph in _BEFORE]
    rows = ["    ".join(cell.ljust(14) for cell in row).rstrip() for row in TABLE]
    return "\n \n".join([*paragraphs, "\n".join(f"- {item}" for item in ITEMS), "\n".join(rows), _LAST]).encode()


def markdown_of() -> bytes:
    """Return the communiqué as Markdown."""
    head, *rows = [f"| {' | '.join(row)} |" for row in TABLE]
    table = "\n".join([head, "|---|---|---|", *rows])
    items = "\n".join(f"* {item.replace('État', '**État**')}" for item in ITEMS)
    return "\n\n".join([f"# {_BEFORE[0]}", *_BEFORE[1:], items, table, _LAST]).encode()


def html_of() -> bytes:
    """Return the communiqué as a page."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    before = f"<h1>{_BEFORE[0]}</h1>" + "".join(f"<p>{paragraph}</p>\n" for paragraph in _BEFORE[1:])
    return f"<!doctype html><body>{before}<ul>{items}</ul><table>{rows}</table><p>{_LAST}</p></body>".encode()


def _paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx_of() -> bytes:
    """Return the communiqué as a DOCX file."""
    cells = ["".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in TABLE]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    items = (_paragraph(item, '<w:numPr><w:numId w:val="1"/></w:numPr>') for item in ITEMS)
    body = chain((_paragraph(paragraph) for paragraph in _BEFORE), items, (table, _paragraph(_LAST)))
    return part_of_docx("".join(body))


def part_of_docx(body: str, others: dict[str, str] | None = None, raw: str | None = None) -> bytes:
    """Return a DOCX file around the XML of a body (or around a raw part), with other parts beside it."""
    document = raw if raw is not None else f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", document)
        for name, inside in (others or {}).items():
            file.writestr(name, f"<w:root {_SPACES}>{inside}</w:root>")
    return archive.getvalue()


def _lines(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def pdf_of(password: str | None = None) -> bytes:
    """Return the communiqué as a PDF of two pages."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password) if password else None, invariant=1)
    canvas.setFont("Helvetica", 11)
    top = 780.0
    for paragraph in _BEFORE:
        for line in _lines(paragraph, 80):
            canvas.drawString(60, top, line)
            top -= 14
        top -= 14
    for item in ITEMS:
        canvas.drawString(60, top, f"- {item}")
        top -= 14
    top -= 14
    for row in TABLE:
        for column, cell in enumerate(row):
            canvas.drawString(60 + 150 * column, top, cell)
        top -= 18
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 780, _LAST)
    canvas.save()
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    """Return a PDF whose page is a picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    return buffer.getvalue()
