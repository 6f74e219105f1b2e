"""The reference pages name what there is: every key of the format, every field of the answers, every dependency."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from doc_pages import ROOT, blocks

from enveloppes.agreements import ledger, model
from enveloppes.agreements.strict import Model
from enveloppes.cli.checking import check
from enveloppes.money.wording import read

SECTIONS: dict[str, type[Model]] = {
    "A file": model.RegisterFile,
    "A source": model.Source,
    "An ignored figure": model.Ignored,
    "A territory": model.Territory,
    "A population": model.Population,
    "An agreement": model.Agreement,
    "A party": model.Party,
    "A stated total": model.StatedTotal,
    "An axis": model.Axis,
    "An envelope": model.Envelope,
    "A revision": model.Revision,
    "Within": model.Within,
    "A funder": model.Funder,
    "A citation": model.Citation,
    "A total is claimed": model.TotalClaim,
    "A share is claimed": model.ShareClaim,
    "An order is claimed": model.OrderClaim,
    "A count is claimed": model.CountClaim,
    "A ledger": ledger.Ledger,
    "Columns": ledger.Columns,
    "A tracking": ledger.Tracking,
    "Which lines": ledger.Where,
}


def _sections(page: str) -> dict[str, str]:
    """Return the text under each heading of a page, up to the next."""
    parts = re.split(r"^#{2,4} +(.+)$", (ROOT / "docs" / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _named_in_first_column(text: str) -> Iterator[str]:
    for cell in re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", text, flags=re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("title", SECTIONS)
def test_the_page_of_the_format_names_exactly_the_keys_of_each_part(title: str) -> None:
    keys = {field.alias or name for name, field in SECTIONS[title].model_fields.items()}
    named = list(_named_in_first_column(_sections("format.md")[title]))
    assert sorted(named) == sorted(keys)


@pytest.mark.parametrize("title", SECTIONS)
def test_a_key_is_marked_as_required_where_the_model_requires_it(title: str) -> None:
    required = {field.alias or name for name, field in SECTIONS[title].model_fields.items() if field.is_required()}
    text = _sections("format.md")[title]
    marked = set(re.findall(r"^\| `([^`]+)` \| .*\*required\* \|$", text, flags=re.MULTILINE))
    # What every claim requires is said once above their tables.
    assert marked == required - ({"id"} if title.endswith("is claimed") else set())


def test_every_amount_of_the_table_is_read_and_each_row_means_one_thing() -> None:
    rows = re.findall(r"^\| (`.+?) \| ", _sections("format.md")["Amounts"], flags=re.MULTILINE)
    assert len(rows) > 8
    for row in rows:
        written = [one.strip('"') for one in re.findall(r"`([^`]+)`", row)]
        assert len({read(one) for one in written}) == 1


def test_every_part_of_the_format_has_its_table() -> None:
    parts = {found for found in _models() if found.model_fields}
    abstract = {model.Stated, model.Based}
    assert parts - abstract == set(SECTIONS.values())


def _models() -> Iterator[type[Model]]:
    for module in (model, ledger):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Model) and value is not Model:
                yield value


@pytest.mark.parametrize("page", ["README.md", "docs/format.md", "docs/guide.md", "docs/editors.md"])
def test_a_whole_file_on_a_page_is_without_findings(page: str, tmp_path: Path) -> None:
    for block in blocks((ROOT / page).read_text(encoding="utf-8")):
        if block.info == "yaml" and "format: 1" in block.lines and "agreements:" in block.lines:
            file = tmp_path / "file.yaml"
            file.write_text("\n".join(block.lines), encoding="utf-8")
            assert check([str(file)]).findings == ()


def test_every_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for group in project["optional-dependencies"].values() for one in group)]
    names = {re.split(r"[\[<>=!~; ]", one)[0] for one in wanted} - {"enveloppes"}
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_every_room_of_the_house_stands_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "src" / "enveloppes").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"`{room}/`" not in text] == []


def test_every_decision_has_a_number_of_its_own_and_a_title() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [file.name[:4] for file in files if file.name[:4].isdigit()]
    assert len(set(numbers)) == len(numbers)
    for file in files:
        assert file.read_text(encoding="utf-8").startswith("# ")
