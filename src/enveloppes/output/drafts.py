"""A draft of a register from the figures of a document, for ``extract --format yaml``: valid for ``check`` as it is.

What no program can know (titles, bases, axes, what lies within what) is left for the reader to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from enveloppes.answers.citing import PER_HEAD, FigureLike
from enveloppes.language.message import Message, say, say_n
from enveloppes.money.amount import Amount, euros_text
from enveloppes.money.wording import WordingError, read, read_printed
from enveloppes.money.writing import write
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

_LONGEST_SLUG = 60
_SPACES = str.maketrans("\u00a0\u202f", "  ")


def draft(document: str, figures: Sequence[FigureLike], language: str) -> str:
    """Return YAML with one source, one agreement and an envelope a figure; figures per head are left out, and said."""
    import yaml

    slug = _slug(PurePath(document).stem)
    name = visible(PurePath(document).name)
    sums = [figure for figure in figures if str(figure.kind) != PER_HEAD]
    envelopes = [_envelope(f"{slug}-{place}", figure, language) for place, figure in enumerate(sums, 1)]
    axis: dict[str, object] = {"id": f"{slug}-axis", "title": render(say("To be sorted"), language)}
    if envelopes:
        axis["envelopes"] = envelopes
    agreement = {"id": slug, "title": name, "source": slug, "axes": [axis]}
    content = {"format": 1, "sources": {slug: {"title": name}}, "agreements": [agreement]}
    comments = "".join(
        f"# {visible(render(message, language))}\n" for message in _advice(name, len(figures) - len(sums))
    )
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{comments}{text}"


def _advice(name: str, per_head: int) -> Iterator[Message]:
    yield say(
        "Draft from {document}: give each envelope its title, its basis (stage, measure…) and its axis;", document=name
    )
    yield say("drop what is no envelope, and say what lies `within` what; then run `enveloppes check` on this file.")
    yield say("To check the figures against the document, add `document: {document}` to the source.", document=name)
    if per_head:
        yield say_n("{n} figure per head is left out.", "{n} figures per head are left out.", per_head)


def _slug(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "document"


def _envelope(key: str, figure: FigureLike, language: str) -> dict[str, str]:
    printed = visible(" ".join(figure.printed.split()))
    found = {
        "id": key,
        "title": render(say("To be named ({printed})", printed=printed), language),
        "amount": amount_text(figure.amount, language),
        "at": str(figure.place),
    }
    if printed != found["amount"] and _reads(printed):
        found["printed"] = printed
    return found


def amount_text(amount: Amount, language: str) -> str:
    """Return an amount as YAML takes it: as people write it where that says the very same, else bound by bound."""
    text = write(amount, language).translate(_SPACES)
    try:
        if read(text) == amount:
            return text
    except WordingError:
        pass
    low = f"{euros_text(amount.low.euros)}..{'' if amount.high is None or amount.high.reached else '<'}"
    return f"{low}{'' if amount.high is None else euros_text(amount.high.euros)} €"


def _reads(printed: str) -> bool:
    try:
        read_printed(printed)
    except WordingError:
        return False
    return True
