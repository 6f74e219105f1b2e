"""What every part of the YAML format shares: frozen models that refuse unknown keys, ids, and texts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints

from enveloppes.agreements import values
from enveloppes.agreements.dates import Period

ID_FORM = r"^[a-z0-9][a-z0-9-]*$"
TEXT_FORM = r"\S"

Id = Annotated[str, StringConstraints(pattern=ID_FORM, max_length=200)]
Text = Annotated[str, StringConstraints(pattern=TEXT_FORM)]
PeriodText = Annotated[Period, PlainValidator(values.period)]
Euros = Annotated[str, PlainValidator(values.euros)]


class Model(BaseModel):
    """What every part of the format shares: frozen, and an unknown key is an error."""

    # Start-up: only the whole file is ever validated, so that no part needs a validator of its own.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)
