"""Make docs/gallery, one of each format from the shipped register: ``python scripts/gallery.py``.

Pictures of pages are taken with Chromium, those of PDFs with poppler, where they are installed; without them the ones
that are there stay. SOURCE_DATE_EPOCH is fixed, so that the same register gives the same files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
_DATE = "1795305600"  # 2026-11-22
_INTRODUCTION = """\
# Gallery

One of each format, made from the register that ships by `python scripts/gallery.py`. What each holds is in
[formats.md](../formats.md).
"""


@dataclass(frozen=True)
class View:
    """Another picture of the same page: what it shows, its file, the size of the window, a flag of the browser."""

    title: str
    picture: str
    size: str
    flag: str = ""


@dataclass(frozen=True)
class Exhibit:
    """A command, the file it writes, and how a reader of the gallery sees it."""

    title: str
    command: str
    file: str
    picture: str = ""
    size: str = "900,700"
    views: tuple[View, ...] = ()


EXHIBITS = (
    Exhibit("The terminal, in French", "--lang fr total --by axis data", "totaux.svg", "totaux.svg"),
    Exhibit("The terminal, in English", "total --by axis --with-context data", "totals.svg", "totals.svg"),
    Exhibit("One envelope", "show renovation-urbaine data", "show.svg", "show.svg"),
    Exhibit(
        "A comparison",
        "compare quartiers-annemasse@2020 quartiers-annemasse@2024 --data data",
        "compare.svg",
        "compare.svg",
    ),
    Exhibit("A reconciliation", "--lang fr reconcile data", "rapprochement.svg", "rapprochement.svg"),
    Exhibit("Markdown", "--lang fr total --by axis data", "totaux.md"),
    Exhibit("HTML", "--lang fr total --by axis data", "totaux.html", "totaux-html.png", "720,420"),
    Exhibit("LaTeX", "--lang fr total --by axis data", "totaux.tex"),
    Exhibit("XLSX", "--lang fr total --by axis data", "totaux.xlsx"),
    Exhibit("CSV", "total --by axis data", "totals.csv"),
    Exhibit("JSON", "total --by axis data", "totals.json"),
    Exhibit("JSON Lines", "list data", "list.jsonl"),
    Exhibit("The figure for a slide", "--lang fr total --by axis --chart data", "axes.svg", "axes.svg"),
    Exhibit("The same as a picture", "total --by theme --chart data", "themes.png", "themes.png"),
    Exhibit(
        "What was paid of what was announced",
        "--lang fr reconcile examples/suivi --ledgers --chart",
        "suivi.svg",
        "suivi.svg",
    ),
    Exhibit(
        "A report",
        "--lang fr report data",
        "rapport.html",
        "rapport-html.png",
        "1280,2400",
        (
            View("In the dark", "rapport-sombre.png", "1280,1200", "--blink-settings=preferredColorScheme=0"),
            View("On a telephone", "rapport-telephone.png", "390,1600"),
        ),
    ),
    Exhibit("A report in Markdown", "--lang fr report data", "rapport.md"),
    Exhibit("A report on paper", "--lang fr report data", "rapport.pdf", "rapport-pdf.png"),
)
_INLINE = {".md": "", ".csv": "csv", ".tex": "latex"}
_TOO_LONG = {"rapport.md"}


def main() -> int:
    """Write every exhibit and the page that shows them."""
    GALLERY.mkdir(exist_ok=True)
    page = [_INTRODUCTION]
    for exhibit in EXHIBITS:
        _make(exhibit)
        page.append("\n".join(_shown(exhibit)))
    (GALLERY / "README.md").write_text("\n".join(page), encoding="utf-8")
    return 0


def _make(exhibit: Exhibit) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _DATE, "ENVELOPPES_LANG": "en", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "enveloppes", *exhibit.command.split(), "-o", str(GALLERY / exhibit.file)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if exhibit.file.endswith(".html"):
        _photograph(exhibit)
    elif exhibit.file.endswith(".pdf"):
        _photograph_pdf(exhibit)


def _photograph(exhibit: Exhibit) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        content = (GALLERY / exhibit.file).read_text(encoding="utf-8")
        page.write_text(content if "<html" in content else f'<!doctype html><meta charset="utf-8">{content}')
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
        for view in (View(exhibit.title, exhibit.picture, exhibit.size), *exhibit.views):
            own = [f"--window-size={view.size}", f"--screenshot={GALLERY / view.picture}", view.flag]
            command = [browser, *flags, f"--user-data-dir={folder}", *filter(None, own), page.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)


def _photograph_pdf(exhibit: Exhibit) -> None:
    painter = shutil.which("pdftoppm")
    if painter is not None:
        picture = (GALLERY / exhibit.picture).with_suffix("")
        command = [painter, "-png", "-r", "70", "-singlefile", str(GALLERY / exhibit.file), str(picture)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def _shown(exhibit: Exhibit) -> Iterator[str]:
    yield f"## {exhibit.title}\n"
    yield f"`enveloppes {exhibit.command} -o {exhibit.file}` writes [{exhibit.file}]({exhibit.file}):\n"
    ending = Path(exhibit.file).suffix
    if exhibit.picture:
        yield f"![{exhibit.title}]({exhibit.picture})\n"
        for view in exhibit.views:
            yield f"{view.title}:\n\n![{view.title}]({view.picture})\n"
    elif ending in _INLINE and exhibit.file not in _TOO_LONG:
        content = (GALLERY / exhibit.file).read_text(encoding="utf-8").rstrip("\n").replace("\r", "")
        fence = f"```{_INLINE[ending]}\n{content}\n```" if _INLINE[ending] else content
        yield f"{fence}\n"


if __name__ == "__main__":
    sys.exit(main())
