"""Write docs/findings.md, the page of all findings, from the rules; with ``--check`` only say whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from enveloppes.output.rule_pages import markdown_page

PAGE = Path(__file__).parent.parent / "docs" / "findings.md"


def main() -> int:
    """Write the page, or with ``--check`` return 1 where it is stale."""
    made = markdown_page("en")
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    sys.stderr.write("docs/findings.md is stale; run: python scripts/findings.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
