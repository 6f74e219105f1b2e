"""The JSON Schema of the format, from the models: what an editor can tell of a file before the program reads it.

A schema sees what other YAML readers make of a scalar (2021 is a number to them), so texts may be numbers there; a
code that must be quoted may not. It says of amounts only what a pattern can: a unit, no sign, nothing ambiguous.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from enveloppes.agreements import values
from enveloppes.agreements.descriptions import KEYS, PARTS, TITLE
from enveloppes.agreements.model import RegisterFile
from enveloppes.agreements.strict import ID_FORM, ReadLater
from enveloppes.language.message import Message

DIALECT = "http://json-schema.org/draft-07/schema#"
JsonObject = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]
_DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_PERIOD = r"^\s*([0-9]{4}(\.\.([0-9]{4})?)?|\.\.[0-9]{4})\s*$"
_YEAR = r"^[0-9]{4}$"
_COFOG = r"^(0[1-9]|10)(\.[1-9](\.[1-9])?)?$"
_TERRITORY = r"^([0-9]{2}|2[AB]|97[1-8]|98[4-9]|[0-9]{5}|2[AB][0-9]{3}|[0-9]{9}|Q[PN][0-9AB]{3}[0-9]{2,3}[A-Z]?|FR)$"
_PLACE = r"^\s*(§\s*[0-9]{1,6}|pp?\.\s*[0-9]{1,6}(\s*,?\s*§\s*[0-9]{1,6})?)\s*$"
_INSIDE = r"^(?!/|\\|[A-Za-z]:)(?!.*(^|[/\\])\.\.([/\\]|$)).+$"
# Every amount names its unit; a sign or a zero before it, an exponent, digits parted by _ and a dot that may be either
# separator are refused.
_UNIT = r"€|[Ee]uro|EUR"
_NO_AMOUNT = (
    r"^\s*[-−]|^\s*0[0-9]|[0-9](_|[eE])[0-9]|^[0-9]{1,3}\.[0-9]{3}\s*([kM]|M[drs]+)€$|^[0-9]{1,3},[0-9]{3}\s*€$"
)

_AMOUNT: JsonObject = {"type": "string", "pattern": _UNIT, "not": {"pattern": _NO_AMOUNT}}
_YEARS: JsonObject = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _YEAR}]}
_TEXT: JsonObject = {"type": _SCALAR, "minLength": 1, "pattern": r"\S"}
_ID: JsonObject = {"type": ["string", "integer"], "pattern": ID_FORM, "maxLength": 200}
_ONE_OR_MANY: JsonObject = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}

# What each validator that takes a text accepts, as far as a schema can say it; the others take a text or several.
_BY_VALIDATOR: Mapping[Callable[..., Any], JsonObject] = {
    values.amount: _AMOUNT,
    values.printed: {"type": "string", "pattern": r"\S"},
    values.share: {"type": "string", "pattern": rf"%|{_UNIT}", "not": {"pattern": _NO_AMOUNT}},
    values.claimed_share: {"type": "string", "minLength": 1},
    values.day: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _DAY}]},
    values.period: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _PERIOD}]},
    values.year: _YEARS,
    values.count: {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^[0-9]{1,15}$"}]},
    values.format_number: {"enum": [1, "1"]},
    values.euros: {"type": "string", "pattern": r"^(current|constant-[0-9]{4})$"},
    values.theme: {"type": "string", "pattern": _COFOG},
    values.territory: {"type": "string", "pattern": _TERRITORY},
    values.territory_key: {"type": "string", "pattern": _TERRITORY},
    values.siren: {"type": "string", "pattern": r"^[0-9]{9}$"},
    values.at: {"type": "string", "pattern": _PLACE},
    values.sha256: {"type": "string", "pattern": r"^[0-9A-Fa-f]{64}$"},
    values.relative_path: {"type": "string", "pattern": _INSIDE},
}
# A mapping that may be written as a bare text, by the key that the text stands for.
_BARE: Mapping[Callable[..., Any], JsonObject] = {
    values.as_key("ref"): _ID,
    values.as_key("id"): _ID,
    values.as_key("name"): _TEXT,
}


class _Generator(GenerateJsonSchema):
    """Writes the schema of values that pydantic knows only as functions."""

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        """Return what the validator accepts."""
        later = getattr(schema["function"]["function"], "__self__", None)
        if isinstance(later, ReadLater):
            later.model.model_rebuild()
            return self.generate_inner(later.model.__pydantic_core_schema__)
        return dict(_BY_VALIDATOR.get(schema["function"]["function"], _ONE_OR_MANY))

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return the mapping, or the bare text that may stand for it."""
        inner = self.generate_inner(schema["schema"])
        bare = _BARE.get(schema["function"]["function"])
        return inner if bare is None else {"anyOf": [dict(bare), inner]}

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """Return a list whose items are none alike: the one thing that is looked at once a value is read."""
        return {**self.generate_inner(schema["schema"]), "uniqueItems": True}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return an id or a text that says something: the texts that have no function of their own."""
        return dict(_ID if schema.get("pattern") == ID_FORM else _TEXT)


def json_schema(words: Callable[[Message], str]) -> JsonObject:
    """Return the JSON Schema of one file of a register, its descriptions in the words of a language."""
    made: JsonObject = RegisterFile.model_json_schema(by_alias=True, schema_generator=_Generator)
    found = _tidy(made)
    for name, part in found.pop("$defs").items():
        found.setdefault("definitions", {})[name] = _described(part, name, words)
    found = _described(found, RegisterFile.__name__, words)
    return {"$schema": DIALECT, "title": words(TITLE), **found}


def _described(part: JsonObject, name: str, words: Callable[[Message], str]) -> JsonObject:
    """Say what a mapping and its keys are."""
    if name in PARTS:
        part = {"description": words(PARTS[name]), **part}
    for key, value in part.get("properties", {}).items():
        if key in KEYS:
            value.setdefault("description", words(KEYS[key]))
    return part


def _tidy(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Take away what pydantic says of Python: titles, defaults, null for what is left out."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value
    found = {
        key: ({name: _tidy(item) for name, item in inner.items()} if key in _NAMED else _tidy(inner))
        for key, inner in value.items()
        if key not in _PYTHON
    }
    choices = [one for one in found.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1 and "anyOf" in found:
        return {**{key: inner for key, inner in found.items() if key != "anyOf"}, **choices[0]}
    if choices:
        found["anyOf"] = choices
    if "patternProperties" in found:
        found["additionalProperties"] = False
    return found


_PYTHON = frozenset({"title", "default", "description"})
_NAMED = frozenset({"properties", "$defs", "patternProperties"})
