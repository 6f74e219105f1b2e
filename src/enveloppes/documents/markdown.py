"""Markdown as its reader sees it: without emphasis, link targets, heading marks; tables and lists stay as they are."""

from __future__ import annotations

import html
import re

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?: \"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"\[\^[^\]\s]{1,20}\](?!:)"), ""),
    (re.compile(r"<(?:https?|mailto):[^>\s]{1,500}>"), ""),
    (re.compile(r"</?(?:br|p|b|i|em|strong|sup|sub|span|div|u|small)\b[^<>\n]{0,200}>", re.IGNORECASE), ""),
    (re.compile(r"^( {0,3})#{1,6}[ \t]+", re.MULTILINE), r"\1"),
    (re.compile(r"^( {0,3})(?:>[ \t]?)+", re.MULTILINE), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,400})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~>$-])"), r"\1"),
)


def plain_of_markdown(text: str) -> str:
    """Return the text of a Markdown document, line for line, without its marks."""
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return html.unescape(text)
