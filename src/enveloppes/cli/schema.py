"""``enveloppes schema``: the JSON Schema of the YAML format, for editors."""

from __future__ import annotations

from enveloppes.cli import options
from enveloppes.language.message import say

HELP = say("The JSON Schema of the YAML format, for editors.")
EXAMPLE = "enveloppes schema -o enveloppes.schema.json"


def command(output: options.Output = None, quiet: options.Quiet = False) -> None:
    """Write the schema to the screen or to a file."""
    from enveloppes.cli import session

    def work() -> int:
        import json
        import sys

        from enveloppes.agreements.json_schema import json_schema
        from enveloppes.cli.settings import SETTINGS
        from enveloppes.output.words import render

        session.refuse_quiet(quiet=quiet, output=output)
        schema = json_schema(lambda message: render(message, SETTINGS.language))
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        if output is None:
            sys.stdout.write(text)
        else:
            session.write(text.encode(), output)
        return session.DONE

    session.guarded(work)
