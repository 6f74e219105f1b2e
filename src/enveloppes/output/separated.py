"""CSV (RFC 4180) and TSV: one header, every row of every table, exact euros.

User text that a spreadsheet would take for a formula gets an apostrophe in front; controls are written visibly.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from enveloppes.language.catalogue import FRENCH
from enveloppes.money.amount import euros_text
from enveloppes.output.machine import Value, union_header, union_records
from enveloppes.output.presentation import Presentation
from enveloppes.output.safe_text import visible

_BYTE_ORDER_MARK = "\ufeff"
# Excel, LibreOffice and Google Sheets begin a formula with any of these, also in their full-width forms.
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\u2212")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula and no terminal for a command."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip(" \u00a0\u202f").startswith(_FORMULA_SIGNS) else shown


def field_text(value: Value, point: str = ".") -> str:
    """Return the text of a flat value: nothing for None, true or false, exact digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return euros_text(value).replace(".", point)
    return str(value) if isinstance(value, int) else harmless(value)


def write_csv(answer: Presentation) -> bytes:
    """Return CSV in UTF-8; with ``--excel`` a byte order mark, semicolons and, in French, a decimal comma.

    A French Excel reads « 12.5 » as the twelfth of May: there the point must become a comma.
    """
    if not answer.for_excel:
        return _separated(answer, ",", ".").encode()
    point = "," if answer.language == FRENCH else "."
    return (_BYTE_ORDER_MARK + _separated(answer, ";", point)).encode()


def write_tsv(answer: Presentation) -> bytes:
    """Return TSV: no quotes are needed, as no field holds a tab, a line break or a control character."""
    header = union_header(answer.sheet)
    records = union_records(answer.sheet, answer.language)
    lines = ["\t".join(header), *("\t".join(field_text(each.get(name)) for name in header) for each in records)]
    return "".join(f"{line}\n" for line in lines).encode()


def _separated(answer: Presentation, delimiter: str, point: str) -> str:
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    header = union_header(answer.sheet)
    writer.writerow(header)
    for record in union_records(answer.sheet, answer.language):
        writer.writerow([field_text(record.get(name), point) for name in header])
    return buffer.getvalue()
