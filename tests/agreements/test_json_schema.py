"""The exported JSON Schema, judged by check-jsonschema: another program that editors and CI use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from enveloppes.agreements.json_schema import json_schema
from enveloppes.agreements.model import RegisterFile

EXAMPLES = Path(__file__).parents[1] / "examples"
SHIPPED = Path(__file__).parents[2] / "data" / "accords.yaml"
# What a schema cannot see: what other readers resolve before it looks, what needs two values, other files, documents.
UNSEEN = {"Y004", "R201", "R202", "R203", "C301", "C302", "C303", "C304", "C305", "C306", "C307", "C308"}
UNSEEN |= {"M109", "S401", "S402", "S403", "S404"}
REFUSED = sorted(
    file for file in (EXAMPLES / "refused").glob("*.yaml") if file.name[:4] not in UNSEEN and file.name[0] != "L"
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("schema") / "enveloppes.schema.json"
    file.write_text(json.dumps(json_schema(lambda message: message.template)), encoding="utf-8")
    return file


def judge(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_schema_is_one(schema: Path) -> None:
    assert judge("--check-metaschema", schema).returncode == 0


def test_the_schema_accepts_the_shipped_register_and_every_accepted_example(schema: Path) -> None:
    found = judge("--schemafile", schema, SHIPPED, *sorted((EXAMPLES / "accepted").glob("*.yaml")))
    assert found.returncode == 0, found.stdout


def test_the_schema_refuses_every_refused_example_that_a_schema_can_refuse(schema: Path) -> None:
    found = json.loads(judge("--schemafile", schema, "-o", "json", *REFUSED).stdout)
    refused = {Path(one["filename"]).name for kind in ("errors", "parse_errors") for one in found.get(kind, [])}
    assert refused == {file.name for file in REFUSED}


def test_every_key_of_the_file_has_a_description(schema: Path) -> None:
    found = json.loads(schema.read_text(encoding="utf-8"))
    assert set(found["properties"]) == set(RegisterFile.model_fields)
    assert all("description" in value for value in found["properties"].values())
    assert all("description" in value for value in found["definitions"]["Envelope"]["properties"].values())


def test_the_schema_lists_the_choices_of_a_field(schema: Path) -> None:
    found = json.loads(schema.read_text(encoding="utf-8"))
    assert found["definitions"]["Stage"]["enum"] == ["announced", "contracted", "voted", "committed", "paid"]


def judged(schema: Path, folder: Path, envelope: str) -> int:
    file = folder / "a.yaml"
    file.write_text(
        "format: 1\nagreements:\n  - {id: a, title: A, axes: [{id: x, title: X, envelopes: "
        f"[{{id: e, title: E, {envelope}}}]}}]}}\n",
        encoding="utf-8",
    )
    return judge("--schemafile", schema, file).returncode


@pytest.mark.parametrize(
    "envelope",
    ["amount: 1_000 €", "amount: 012 M€", "amount: 1e3 €", "funders: []", "funders: [A, A]", "tracked: []"],
)
def test_the_schema_refuses_what_a_pattern_or_a_count_can_refuse(schema: Path, tmp_path: Path, envelope: str) -> None:
    assert judged(schema, tmp_path, envelope) == 1


@pytest.mark.parametrize("envelope", ['amount: "0,05 M€"', "amount: 1 012 M€", "funders: [A, {name: B, share: 40 %}]"])
def test_the_schema_lets_pass_what_the_program_reads(schema: Path, tmp_path: Path, envelope: str) -> None:
    assert judged(schema, tmp_path, envelope) == 0
