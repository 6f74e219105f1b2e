"""Whatever a file holds, reading it ends in a register or in findings with places; an amount in itself or a refusal.

A few examples run with every test; ``python tests/reading/test_fuzzing.py 200000`` runs as many as one likes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enveloppes.agreements.finding import NAMES, Spot
from enveloppes.money.wording import WordingError, read, read_printed
from enveloppes.output.words import render
from enveloppes.reading.decoding import decode
from enveloppes.reading.one_file import read_text
from enveloppes.reading.register_file import Reading
from enveloppes.reading.register_file import read_register as read_all
from enveloppes.reading.source_text import SourceText
from enveloppes.reading.yaml_places import find_spans

SEEDS = sorted(
    file.read_bytes().decode(errors="ignore")
    for file in (Path(__file__).parents[1] / "examples").glob("*/*.yaml")
    if file.stat().st_size < 1_500
)
PIECES = [
    *(
        "\n",
        " ",
        "  ",
        "\t",
        "\r",
        "\r\n",
        ":",
        ": ",
        " : ",
        "-",
        "- ",
        "#",
        " # ",
        ",",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|",
    ),
    *(">", "> ", "&", "*", "!", "%", "@", "`", "<<: ", "?", "---\n", "...\n", "\0", "\x1b", "\u2028", "\x85", "\ufeff"),
    *(
        "\u202e",
        "é",
        "漢",
        "\U0001f600",
        "e\u0301",
        "1,5 Md€",
        "> 120 M€",
        "amount: ",
        "within: ",
        "id: a",
        "{a: b}",
        "~",
    ),
    *("# enveloppes: ignore[C301] why", "stage: voted", "from: 2024", "amount: [", "is: ", "total_of: [a]", "9" * 400),
]


@st.composite
def registers(draw: st.DrawFn) -> str:
    """Draw a register that was good before pieces were put in, taken out or moved."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 12))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=4))
        text = text[:at] + piece + text[at + length :]
    return text


TEXTS = registers() | st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=60)
WORDS = """1 12 5 , . M€ Md€ k€ € euros million millions·d'euros de· à· entre· et· plus·de· environ· jusqu'à·
une·vingtaine un· milliard·et·demi % - – .. ..< > >= ~ ≈ e3 ٣ ½ tiers moitié trois cent EUR ( ) M · \xa0 \u202f"""
PARTS = [word.replace("·", " ") for word in re.split("[ \n]", WORDS)]
AMOUNTS = st.lists(st.sampled_from(PARTS), max_size=8).map("".join) | st.text(max_size=30)


def reads(text: str) -> None:
    """Read a text and place all that is found in it; raises only where the reader is broken."""
    reading = read_text(text, Spot("a.yaml"))
    seen = reading.mended if reading.mended is not None else text
    asked = {(finding.spot.path, finding.spot.on_key) for finding in reading.findings if finding.extent is None}
    source = SourceText(seen)
    for start, end in find_spans(seen, asked).values():
        assert 0 <= start <= end <= len(seen)
        extent = source.extent(start, end)
        assert (extent.line, extent.column) <= (extent.end_line, extent.end_column)
    for finding in reading.findings:
        assert finding.code in NAMES
        assert render(finding.message, "fr")
        assert render(finding.message, "en")
    assert reading.model is not None or reading.findings


def reads_bytes(data: bytes) -> None:
    """Decode bytes and read what they hold."""
    text = decode(data)
    if isinstance(text, str):
        reads(text)
    else:
        assert render(text[0], "fr")


def reads_amount(text: str) -> None:
    """Read an amount by both sets of rules; raises only where the grammar is broken."""
    for reader in (read, read_printed):
        try:
            amount = reader(text)
        except WordingError as refusal:
            render(refusal.message, "fr")
        else:
            assert amount.high is None or amount.low.euros <= amount.high.euros


@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    reads(text)


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reads_bytes(data)


@given(AMOUNTS)
def test_any_amount_is_read_or_refused(text: str) -> None:
    reads_amount(text)


def test_many_broken_files_are_judged_together(tmp_path: Path) -> None:
    for number, seed in enumerate(SEEDS):
        half = len(seed) // 2
        (tmp_path / f"{number}.yaml").write_text(
            seed[:half] + PIECES[number % len(PIECES)] + seed[half:], encoding="utf-8"
        )
    reading: Reading = read_all([str(tmp_path)])
    assert len(reading.place(reading.findings)) == len(reading.findings) > 0


def main(examples: int) -> None:
    """Run that many examples of each kind."""
    thorough = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    thorough(given(TEXTS)(reads))()
    thorough(given(st.binary(max_size=80))(reads_bytes))()
    thorough(given(AMOUNTS)(reads_amount))()


if __name__ == "__main__":
    main(int(sys.argv[1]))
