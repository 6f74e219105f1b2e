"""Bring the French catalogue up to date with the source: ``python scripts/catalogue.py`` (``--check`` only looks).

Extracts the literals of ``say(…)`` and ``say_n(…)``, merges them into the .po (what is gone is dropped, nothing is
guessed), compiles the .mo that ships, and prints what waits for a translation. Needs Babel (extra ``dev``).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "enveloppes"
PO_FILE = SOURCE / "language" / "locale" / "fr" / "LC_MESSAGES" / "enveloppes.po"
MO_FILE = PO_FILE.with_suffix(".mo")
COUNTS = {"say": 1, "say_n": 2}  # how many templates each takes


def extracted() -> Catalog:
    """Return every template of the source, with the files that say it."""
    catalog = Catalog(project="enveloppes", fuzzy=False)
    for path in sorted(SOURCE.rglob("*.py")):
        for message in _templates(ast.parse(path.read_text(encoding="utf-8"))):
            catalog.add(message, locations=[(path.relative_to(SOURCE).as_posix(), 0)])
    return catalog


def _templates(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """Yield the literals of each call; the syntax tree also shows those inside f-strings, which a tokenizer hides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COUNTS:
            count = COUNTS[node.func.id]
            said = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
            words = [each for each in said if isinstance(each, str)]
            if len(words) == count:
                yield words[0] if count == 1 else (words[0], words[1])


def merged() -> Catalog:
    """Return the French catalogue with exactly the templates of the source."""
    with PO_FILE.open("rb") as file:
        french = read_po(file, locale="fr", domain="enveloppes")
    template = extracted()
    template.creation_date = french.creation_date  # the same source gives the same bytes
    french.update(template, no_fuzzy_matching=True)
    french.fuzzy = False
    return french


def po_bytes(catalog: Catalog) -> bytes:
    """Return the text of the catalogue: sorted, without line numbers, so that a change shows alone in a diff."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the compiled catalogue."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the templates that wait for a translation."""
    missing = []
    for message in catalog:
        words = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(words):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return sorted(missing)


def stale(catalog: Catalog) -> list[str]:
    """Return the names of the files that do not say what the catalogue says (headers vary with Babel's version)."""
    with PO_FILE.open("rb") as file:
        written = read_po(file, locale="fr", domain="enveloppes")
    names = [] if _words(written) == _words(catalog) else [PO_FILE.name]
    with MO_FILE.open("rb") as file:
        compiled = read_mo(file)
    return names if _words(compiled) == _words(catalog) else [*names, MO_FILE.name]


def _words(catalog: Catalog) -> dict[str, object]:
    said: dict[str, object] = {}
    for message in catalog:
        words = tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and all(words):
            said[message.id if isinstance(message.id, str) else message.id[0]] = words
    return said


def main() -> int:
    """Update (or with ``--check`` compare) the files; return 1 where something is stale or untranslated."""
    catalog = merged()
    if "--check" not in sys.argv:
        PO_FILE.write_bytes(po_bytes(catalog))
        MO_FILE.write_bytes(mo_bytes(catalog))
    old, missing = stale(catalog), untranslated(catalog)
    for name in old:
        sys.stdout.write(f"stale: {name}; run python scripts/catalogue.py\n")
    for template in missing:
        sys.stdout.write(f"untranslated: {template!r}\n")
    return 1 if old or missing else 0


if __name__ == "__main__":
    sys.exit(main())
