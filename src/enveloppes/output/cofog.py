"""The ten divisions of COFOG (the United Nations' functions of government) in words."""

from __future__ import annotations

from enveloppes.language.message import Message, say

DIVISIONS: dict[str, Message] = {
    "01": say("General public services"),
    "02": say("Defence"),
    "03": say("Public order and safety"),
    "04": say("Economic affairs"),
    "05": say("Environmental protection"),
    "06": say("Housing and community amenities"),
    "07": say("Health"),
    "08": say("Recreation, culture and religion"),
    "09": say("Education"),
    "10": say("Social protection"),
}


def theme_label(code: str) -> Message:
    """Return a code with the name of its division; below the division the name stands in brackets."""
    division, _, below = code.partition(".")
    name = DIVISIONS.get(division)
    if name is None:
        return say("{code}", code=code)
    return say("{code} ({name})", code=code, name=name) if below else say("{code} {name}", code=code, name=name)
