"""The hook, the action and the example for GitLab: they install what `check` needs, and start where it may change."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from enveloppes.documents import loading
from enveloppes.ledgers import files

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    """Return the one hook of this repository."""
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (only,) = found
    return only


def test_everything_that_a_check_may_read_is_installed(hook: dict[str, Any]) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert extras["check"] == ["enveloppes[sources,ledgers]"]
    assert hook["additional_dependencies"] == [".[check]"]
    assert '"$HERE[check]"' in (ROOT / "action.yml").read_text(encoding="utf-8")
    assert "pip install 'enveloppes[check]'" in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def test_the_hook_starts_for_registers_documents_and_ledgers(hook: dict[str, Any]) -> None:
    endings = {".yaml", ".yml", ".txt", ".pdf", ".docx", *loading.HTML_ENDINGS, *loading.MARKDOWN_ENDINGS}
    for ending in {*endings, *files.DATA_ENDINGS}:
        for name in (f"data/a{ending}", f"A{ending.upper()}"):
            assert re.search(hook["files"], name), name
    for name in ("src/a.py", "a.json", "Makefile", "yaml", "a.yaml.j2"):
        assert not re.search(hook["files"], name), name
    assert "types" not in hook
