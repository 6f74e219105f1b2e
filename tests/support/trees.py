"""What an XPath finds in a page, with types: lxml's own answer may be anything."""

from __future__ import annotations

from lxml import html


def elements(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements that a path finds."""
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, html.HtmlElement)]


def texts(tree: html.HtmlElement, path: str) -> list[str]:
    """Return the attributes and texts that a path finds; of ``string(…)`` the one text."""
    found = tree.xpath(path)
    if isinstance(found, str):
        return [found]
    assert isinstance(found, list)
    return [str(one) for one in found if isinstance(one, str)]
