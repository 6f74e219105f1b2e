"""The documentation of the rules: on the terminal for ``explain``, and as the page of findings in the docs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill, indent

from enveloppes.agreements.finding import Severity
from enveloppes.language.message import Message, say
from enveloppes.output.safe_text import columns_of, visible
from enveloppes.output.words import render
from enveloppes.rules.examples import ACCEPTED, REFUSED, Example, examples_of
from enveloppes.rules.registry import RULES
from enveloppes.rules.rule import Rule

_WIDTH = 100
_LONGEST_EXAMPLE = 2_000
SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}
FAMILIES = {
    "Y": say("The file"),
    "M": say("The model"),
    "R": say("References"),
    "C": say("Consistency"),
    "S": say("Sources"),
    "L": say("Ledgers"),
}
_INTRODUCTION = say(
    "What `enveloppes check` may find, why it matters and how to mend it; `enveloppes explain CODE` shows the same. "
    "An error fails the check, a warning only with `--strict`. A comment `# enveloppes: ignore[CODE] reason` on a "
    "line silences that code there."
)
_CAUSES = say("This causes it:")
_DOES_NOT = say("This does not:")


def page_of_rule(rule: Rule, language: str) -> str:
    """Return all there is to know about one rule, as text for a terminal."""
    parts = [
        f"{rule.code} {rule.name} · {render(SEVERITIES[rule.severity], language)}",
        *(fill(render(message, language), _WIDTH) for message in (rule.summary, rule.why, rule.remedy)),
    ]
    for heading, example in _examples(rule):
        parts.append(f"{render(heading, language)}\n\n{indent(_shown(example), '    ')}")
    return "\n\n".join(parts) + "\n"


def _examples(rule: Rule) -> Iterable[tuple[Message, Example]]:
    for heading, kind in ((_CAUSES, REFUSED), (_DOES_NOT, ACCEPTED)):
        for example in examples_of(rule.code, kind)[:1]:
            yield heading, example


def _shown(example: Example) -> str:
    text = example.text if len(example.text) <= _LONGEST_EXAMPLE else f"{example.text[:_LONGEST_EXAMPLE]}…"
    return "\n".join(visible(line) for line in text.rstrip("\n").split("\n"))


def list_of_rules(language: str, codes: Sequence[str] = ()) -> str:
    """Return one line for each rule, or for each of some codes."""
    chosen = [rule for rule in RULES if not codes or rule.code in codes]
    widest = max(columns_of(rule.name) for rule in chosen)
    lines = [f"{rule.code}  {rule.name:<{widest}}  {render(rule.summary, language)}" for rule in chosen]
    return "\n".join(lines) + "\n"


def markdown_page(language: str) -> str:
    """Return the page of all findings in Markdown, family by family."""
    parts = [f"# {render(say('Findings'), language)}", render(_INTRODUCTION, language)]
    for letter, title in FAMILIES.items():
        parts.append(f"## {letter} · {render(title, language)}")
        for rule in RULES:
            if rule.code.startswith(letter):
                parts += _markdown(rule, language)
    return "\n\n".join(parts) + "\n"


def _markdown(rule: Rule, language: str) -> Iterable[str]:
    yield f"### {rule.code} {rule.name}"
    yield f"*{render(SEVERITIES[rule.severity], language)}* — {render(rule.summary, language)}"
    yield f"{render(rule.why, language)} {render(rule.remedy, language)}"
    for heading, example in _examples(rule):
        yield render(heading, language)
        yield f"```yaml\n{_shown(example)}\n```"
