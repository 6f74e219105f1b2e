"""Text for LaTeX: user text can never become a command, and no character stops pdflatex.

What the fonts of a document (T1 and textcomp) have stands as it is; common signs are written by name; any other
character is printed by lualatex and xelatex, which alone know ``Umathchar``, and pdflatex prints its code instead.
"""

from __future__ import annotations

import re
import unicodedata

# Every character that TeX would act on, and signs that a document without fontspec has only by name.
_NAMED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # after a line's end it would begin an argument
    "*": "{*}",
    "\u00a0": "~",
    "\u2007": "~",
    "\u2002": r"\enspace{}",
    "\u2003": r"\quad{}",
    "\u2009": r"\,",
    "\u200a": r"\,",
    "\u200b": r"\allowbreak{}",  # ours alone: ``visible`` shows the one of a user
    "\u202f": r"\,",
    "\u2010": "-",
    "\u2011": r"\mbox{-}",
    "€": r"\texteuro{}",
    "\u2212": r"\textminus{}",
    "±": r"\textpm{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\textellipsis{}",
    "→": r"\textrightarrow{}",
    "←": r"\textleftarrow{}",
    "↑": r"\textuparrow{}",
    "↓": r"\textdownarrow{}",
    "☑": r"\mbox{\rlap{\ensuremath{\checkmark}}\ensuremath{\square}}",
}
_MATHEMATICS = {
    "≈": "approx", "≃": "simeq", "≤": "leq", "⩽": "leq", "≥": "geq", "⩾": "geq", "≠": "neq", "≡": "equiv", "∞": "infty",
    "∑": "sum", "√": "surd", "∈": "in", "∆": "Delta", "∂": "partial", "⇒": "Rightarrow", "⇐": "Leftarrow",
    "⇔": "Leftrightarrow", "↔": "leftrightarrow", "↗": "nearrow", "↘": "searrow", "✓": "checkmark", "✔": "checkmark",
    "☐": "square", "□": "square", "■": "blacksquare", "☒": "boxtimes", "✗": "times", "✘": "times", "★": "bigstar",
    "●": "bullet", "▪": "bullet", "▲": "blacktriangle", "▼": "blacktriangledown", "►": "blacktriangleright",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi",
    "Ω": "Omega", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "ς": "varsigma", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_RAISED = {sign: rf"\textsuperscript{{{plain}}}" for sign, plain in zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻", "0456789+-", strict=True)}
_LOWERED = {sign: rf"\textsubscript{{{plain}}}" for sign, plain in zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)}
_SIGNS = {
    **_NAMED,
    **{sign: rf"\ensuremath{{\{name}}}" for sign, name in _MATHEMATICS.items()},
    **_RAISED,
    **_LOWERED,
}
# What T1 and textcomp hold: ASCII, Latin-1, nearly all of Latin Extended-A, and some signs.
_HELD = re.compile(
    "[ -~\u00a1-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192\u0218-\u021b"
    "\u2013-\u2016\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2030\u2031\u2039\u203a\u20a9\u2116\u2117\u2120\u2122\u2126]"
)
# Seen by nobody, whatever the font: joiners and the choice of a variant.
_UNSEEN = frozenset({"\u200c", "\u200d", "\ufe0e", "\ufe0f"})
# Pairs that fonts join into another sign (an en dash, a closing quotation mark) are kept apart.
_LIGATURE = re.compile(r"([-',])(?=\1)")
_LONG_WORD = re.compile("[^ \u00a0]{21,}")
_TOO_LONG, _CHUNK = 40, 8


def escaped(text: str) -> str:
    """Return a text that LaTeX prints as it is, with its accents composed; words beyond all measure may break."""
    composed = unicodedata.normalize("NFC", text)
    parted = _LONG_WORD.sub(_parted, composed)
    apart = _LIGATURE.sub("\\1\u2060", parted)
    return "".join(map(_written, apart))


def code(text: str) -> str:
    """Return a text in the face of code, which may break after a hyphen."""
    breakable = text.replace("-", "-\u200b")
    return rf"\texttt{{{escaped(breakable)}}}"


def _parted(word: re.Match[str]) -> str:
    """Return a long word that may break after a slash and, where it is longer than any line, after a few letters."""
    text = word[0].replace("/", "/\u200b")
    if max(map(len, re.split("[\u200b-]", text))) <= _TOO_LONG:
        return text
    return "\u200b".join(text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))


def _written(sign: str) -> str:
    if sign == "\u2060":  # ours: between two signs that a font would join
        return "{}"
    if sign in _SIGNS:
        return _SIGNS[sign]
    if _HELD.match(sign):
        return sign
    told = "" if sign in _UNSEEN else rf"\else{{[}}U+{ord(sign):04X}{{]}}\allowbreak"
    return rf"\ifdefined\Umathchar {sign}{told}\fi{{}}"
