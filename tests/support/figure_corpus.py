"""Measure the finding of figures on the labelled corpus: precision and recall per class.

The corpus is text: `## class` begins a class; a paragraph is a document of its own, below `## whole: class` all of them
are one; `[[printed]]` is a figure that
reads as it is printed, `[[printed|reading]]` one that reads as said behind the bar (« par tête » for euros per head);
`{{…}}` is a trap, in which nothing may be found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from enveloppes.agreements.document import Document, paragraphs_of
from enveloppes.documents.figures import Figure, Kind, figures
from enveloppes.money.amount import Amount
from enveloppes.money.wording import read, read_printed

CORPUS = Path(__file__).parents[1] / "documents" / "corpus"
_MARK = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}", re.DOTALL)
_PER_HEAD = "par tête"
_WHOLE = "whole: "


@dataclass(frozen=True)
class Label:
    """A figure that must be found: its offsets, its kind and what it says."""

    start: int
    end: int
    kind: Kind
    amount: Amount


@dataclass(frozen=True)
class Sample:
    """A text with its labels and the number of its traps."""

    source: str
    heading: str
    text: str
    labels: tuple[Label, ...]
    traps: int


@dataclass
class Score:
    """What was found of a class."""

    labels: int = 0
    traps: int = 0
    right: int = 0
    misread: int = 0
    spurious: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        found = self.right + self.misread + self.spurious
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the labels that were found and read right."""
        return self.right / self.labels if self.labels else 1.0


def _label(start: int, marked: str) -> tuple[str, Label]:
    printed, _, reading = marked.partition("|")
    kind = Kind.PER_HEAD if reading.startswith(_PER_HEAD) else Kind.TOTAL
    reading = reading.removeprefix(_PER_HEAD).strip()
    amount = read(reading) if reading else read_printed(printed)
    return printed, Label(start, start + len(printed), kind, amount)


def sample_of(marked: str, source: str, heading: str) -> Sample:
    """Return a text without its marks, and what they say."""
    text, labels, traps, kept = "", [], 0, 0
    for mark in _MARK.finditer(marked):
        text += marked[kept : mark.start()]
        kept = mark.end()
        if mark.group(1) is None:
            traps += 1
            text += mark.group(2)
            continue
        printed, label = _label(len(text), mark.group(1))
        labels.append(label)
        text += printed
    return Sample(source, heading, text + marked[kept:], tuple(labels), traps)


def samples() -> list[Sample]:
    """Return every sample of the corpus: a paragraph, or all of them below a heading « whole: … »."""
    found: list[Sample] = []
    for path in sorted(CORPUS.glob("*.txt")):
        for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            heading, _, text = section.partition("\n")
            blocks = [text.strip("\n")] if heading.startswith(_WHOLE) else re.split(r"\n[ \t]*\n", text.strip("\n"))
            named = heading.removeprefix(_WHOLE).strip()
            found.extend(sample_of(block, path.stem, named) for block in blocks if block.strip())
    return found


def found_in(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text."""
    return figures(Document(text, paragraphs_of(text)))


def judge(sample: Sample, score: Score) -> None:
    """Add what was found in a sample to a score."""
    score.labels += len(sample.labels)
    score.traps += sample.traps
    found = {(figure.start, figure.end): figure for figure in found_in(sample.text)}
    for label in sample.labels:
        figure = found.pop((label.start, label.end), None)
        printed = sample.text[label.start : label.end]
        if figure is None:
            score.faults.append(f"missed « {printed} » in: {sample.text}")
        elif figure.kind is not label.kind or figure.amount != label.amount:
            score.misread += 1
            score.faults.append(f"misread « {printed} » as {figure.kind} {figure.amount} in: {sample.text}")
        else:
            score.right += 1
    for figure in found.values():
        score.spurious += 1
        score.faults.append(f"spurious « {figure.printed} » in: {sample.text}")


def scores(by: str = "heading") -> dict[str, Score]:
    """Return the score of each class, or of each file of the corpus (``by="source"``)."""
    found: dict[str, Score] = defaultdict(Score)
    for sample in samples():
        judge(sample, found[getattr(sample, by)])
    return dict(found)


def table(by: str = "heading") -> str:
    """Return the scores per class (or per file of the corpus) as a Markdown table."""
    head = "class" if by == "heading" else "file"
    lines = [f"| {head} | figures | traps | precision | recall |", "|---|---:|---:|---:|---:|"]
    every = Score()
    for name, score in sorted(scores(by).items()):
        lines.append(f"| {name} | {score.labels} | {score.traps} | {score.precision:.1%} | {score.recall:.1%} |")
        for attribute in ("labels", "traps", "right", "misread", "spurious"):
            setattr(every, attribute, getattr(every, attribute) + getattr(score, attribute))
    lines.append(f"| **all** | {every.labels} | {every.traps} | {every.precision:.2%} | {every.recall:.2%} |")
    return "\n".join(lines)
