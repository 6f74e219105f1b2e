"""Measure the finding of figures on the labelled corpus: write docs/figures.md and say what was missed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import figure_corpus  # noqa: E402 - found only with the path above

PAGE = ROOT / "docs" / "figures.md"


def written(page: str) -> str:
    """Return the page with its two tables made anew."""
    for by in ("heading", "source"):
        begin, end = f"<!-- {by} -->\n", f"\n<!-- /{by} -->"
        inside = re.compile(f"(?<={begin}).*?(?={end})", re.DOTALL)
        page = inside.sub(lambda _, by=by: figure_corpus.table(by), page)  # type: ignore[misc]
    return page


def main() -> int:
    """Write the page; 1 where something of the corpus was missed, misread or found in a trap."""
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    faults = [fault for score in figure_corpus.scores().values() for fault in score.faults]
    print(figure_corpus.table("source"), *faults, sep="\n")  # noqa: T201 - what the command is for
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
