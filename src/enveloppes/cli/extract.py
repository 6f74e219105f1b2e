"""``enveloppes extract``: the euro figures of a document."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import options
from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.message import say

HELP = say("The euro figures of a document, with place, reading and wording; --format yaml drafts envelopes.")
_YAML, _DRAFTS = "yaml", (".yaml", ".yml")
EXAMPLE = "enveloppes extract communique.pdf --format yaml"


def command(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help=helped(say("A document: txt, md, html, pdf or docx.")))
    ],
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Read a document and show its figures, or a draft of envelopes."""
    from enveloppes.cli import session

    def work() -> int:
        from hashlib import sha256

        from enveloppes.documents.errors import DocumentError
        from enveloppes.documents.figures import figures
        from enveloppes.documents.loading import load_bytes, read_file
        from enveloppes.output.drafts import draft
        from enveloppes.output.extract_sheet import extract_result, extract_sheet
        from enveloppes.output.sheet import Input

        drafted = _wants_draft(output_format, output)
        showing = session.showing(output_format, output, quiet=quiet, excel=excel, is_drawn=drafted)
        try:
            data = read_file(document)
            found = figures(load_bytes(data, document))
        except DocumentError as error:
            raise session.refuse(error.message) from error
        digest = sha256(data).hexdigest()
        if drafted:
            session.write(draft(document, found, SETTINGS.language).encode(), output)
            if output is None:
                return session.DONE
        session.show(
            extract_sheet(found),
            showing,
            (Input(document, digest),),
            {"document": document},
            lambda: extract_result(found, SETTINGS.language),
        )
        return session.DONE

    session.guarded(work)


def _wants_draft(named: str | None, path: str | None) -> bool:
    """Say whether a draft of envelopes is asked for, by name or by the ending of the file; refuse both at odds."""
    from enveloppes.cli.session import refuse
    from enveloppes.output.formats import Format, chosen

    is_yaml = path is not None and path.lower().endswith(_DRAFTS)
    if named is None:
        return is_yaml
    if path is not None and (is_yaml if named != _YAML else not is_yaml and isinstance(chosen(None, path), Format)):
        raise refuse(say("`--format {format}` contradicts `{path}`; drop one of them", format=named, path=path))
    return named == _YAML
