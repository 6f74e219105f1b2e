"""What every part of the YAML format shares: frozen models that refuse unknown keys, ids, and texts."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema

from enveloppes.agreements import values
from enveloppes.agreements.dates import Period

ID_FORM = r"^[a-z0-9][a-z0-9-]*$"
TEXT_FORM = r"\S"


# pydantic's own PlainValidator and StringConstraints mean the same, but make schemas of the types they stand on and
# look at signatures first; half of what a file's validator costs to build.
class ReadBy(NamedTuple):
    """Marks a value that one function reads: it returns the value or raises Refused."""

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        """Return the schema of whatever the function returns."""
        return core_schema.no_info_plain_validator_function(self.read)


class ReadLater(NamedTuple):
    """Marks a part whose model is loaded when the first such part is read: most registers have none."""

    module: str
    name: str

    @property
    def model(self) -> type[Model]:
        """The model, loaded."""
        found: type[Model] = getattr(import_module(self.module), self.name)
        return found

    def read(self, value: object) -> Model:
        """Return the part; what is refused in it is reported at its place in the whole."""
        return self.model.model_validate(value)

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        """Return the schema of whatever the model makes of it."""
        return core_schema.no_info_plain_validator_function(self.read)


class Formed(NamedTuple):
    """Marks a text of some form."""

    pattern: str
    longest: int | None = None

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        """Return the schema of a text."""
        return core_schema.str_schema(pattern=self.pattern, max_length=self.longest)


Id = Annotated[str, Formed(ID_FORM, 200)]
Text = Annotated[str, Formed(TEXT_FORM)]
PeriodText = Annotated[Period, ReadBy(values.period)]
Euros = Annotated[str, ReadBy(values.euros)]


class Model(BaseModel):
    """What every part of the format shares: frozen, and an unknown key is an error."""

    # Start-up: only the whole file is ever validated, so that no part needs a validator of its own.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)
