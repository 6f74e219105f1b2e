"""What a text that stops being YAML is told: where, why, and how to mend it, in words of our own."""

from __future__ import annotations

from yaml import YAMLError
from yaml.error import MarkedYAMLError

from enveloppes.language.message import Message, say
from enveloppes.reading import yaml_traps
from enveloppes.reading.source_text import SourceText
from enveloppes.reading.yaml_careful import Problem
from enveloppes.reading.yaml_traps import Trap

_COLON_PROBLEMS = ("mapping values are not allowed", "did not find expected ',' or")
_NO_TOKEN = "found character that cannot start any token"  # noqa: S105 - the parser's words
_NO_CHARACTER = "found invalid Unicode character"

# The parser's words for a problem (how they begin), and ours. The first that fits counts.
_WORDS: tuple[tuple[str, Message], ...] = (
    (
        "mapping values are not allowed",
        say("no key can stand here; indent it like the keys around it, or quote a text that holds `: `"),
    ),
    ("did not find expected key", say("a key was expected here; look at the indentation and the quotation marks")),
    ("did not find expected '-'", say("a `-` was expected here; indent all lines of a list alike")),
    ("did not find expected ',' or ']'", say("a `,` or the closing `]` of a list is missing here")),
    ("did not find expected ',' or '}'", say("a `,` or the closing `}}` of a mapping is missing here")),
    ("did not find expected node content", say("a value was expected here")),
    ("could not find expected ':'", say("a `:` and a space are missing after this key")),
    ("found unexpected end of stream", say("this quotation mark is never closed")),
    ("found unexpected document indicator", say("this quotation mark is not closed before the document ends")),
    ("block sequence entries are not allowed", say("a `-` begins a line of a list; a text that begins so is quoted")),
    ("found unknown escape character", say("this `\\` means nothing; write `\\\\`, or use single quotation marks")),
    ("did not find expected hexdecimal", say("a `\\x`, `\\u` or `\\U` is followed by hexadecimal digits")),
    (_NO_CHARACTER, say("this escape is no character of Unicode")),
    ("did not find expected alphabetic", say("a text that begins with `*` or `&` is quoted in YAML")),
    ("found a tab character", say("YAML does not indent by tabs; write spaces")),
    ("found incompatible YAML document", say("this version of YAML is not read here; take the line away")),
    ("found undefined tag handle", say("a text that begins with `!` is quoted in YAML")),
)
_BLOCK_SCALAR = "while scanning a block scalar"
_QUOTED_SCALAR = "while scanning a quoted scalar"


def explain_error(error: YAMLError, source: SourceText) -> tuple[Problem, Trap | None]:
    """Return what to say of a text that stops being YAML, and the trap where it is one."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _unreadable_character(source), None
    problem = str(error.problem or "")
    context = str(error.context or "")
    at = min(error.problem_mark.index, len(source.text))
    began = error.context_mark.index if error.context_mark is not None else at
    trap = _trap(source, problem, context, at, began)
    if trap is not None:
        return Problem("Y002", trap.message, trap.start, trap.end), trap
    if context.startswith(_QUOTED_SCALAR) and problem.startswith("found unexpected"):
        at = began
    return Problem("Y002", _worded(problem, source.text[at : at + 1]), at, at + 1), None


def _trap(source: SourceText, problem: str, context: str, at: int, began: int) -> Trap | None:
    tab = yaml_traps.tab(source, at)
    if tab is not None:
        return tab
    if context.startswith(_BLOCK_SCALAR):
        return yaml_traps.block_sign(source, began)
    if problem.startswith(_NO_TOKEN):
        return yaml_traps.block_sign(source, at)
    if problem.startswith(_NO_CHARACTER):
        return yaml_traps.surrogates(source, at)
    if problem.startswith(_COLON_PROBLEMS) and source.text[at : at + 1] == ":":
        return yaml_traps.colon(source, at)
    return None


def _worded(problem: str, sign: str) -> Message:
    if problem.startswith(_NO_TOKEN):
        return say("no value of YAML begins with `{sign}`; quote the text", sign=sign)
    for start, message in _WORDS:
        if problem.startswith(start):
            return message
    return say("this is not YAML: {problem}", problem=problem)


def _unreadable_character(source: SourceText) -> Problem:
    at = source.first_character_not_allowed()
    if at is None:
        return Problem("Y002", say("this text cannot be read as YAML"), 0, 1)
    code = f"U+{ord(source.text[at]):04X}"
    return Problem(
        "Y002", say("the character {code} may not stand in a YAML file; take it away", code=code), at, at + 1
    )
