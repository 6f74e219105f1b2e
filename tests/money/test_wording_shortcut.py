"""The short way of reading a figure says what the grammar says of the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.money import share_grammar, share_wording, wording
from enveloppes.money.strict import read_whole

_QUALIFIERS = (
    "", "plus de ", "au moins ", "moins de ", "jusqu'à ", "environ ", "more than ", "at least ", "less than ", "up to ",
    "about ",
)  # fmt: skip
_UNITS = (
    "k€", " k€", "\u00a0M€", "\u202fM€", " M€", "M€", " Md€", " million d'euros", " millions d'euros", " millions €",
    " milliard d’euros", " milliards d'euros",
)  # fmt: skip
_DECIMALS = st.one_of(st.just(""), st.from_regex(r",[0-9]{1,2}", fullmatch=True))
_FIGURES = st.one_of(st.integers(1, 999_999), st.sampled_from([1, 10, 100, 150, 700, 2500, 120_000]))
TEXTS = st.builds(
    lambda qualifier, figure, decimals, unit: f"{qualifier}{figure}{decimals}{unit}",
    st.sampled_from(_QUALIFIERS), _FIGURES, _DECIMALS, st.sampled_from(_UNITS),
)  # fmt: skip


@given(TEXTS)
def test_the_short_way_and_the_grammar_read_the_same(text: str) -> None:
    found = wording.read(text)
    for expected in (read_whole(text, printed=False), read_whole(text, printed=True)):
        assert found == expected
        assert (found.unit, found.wording) == (expected.unit, expected.wording)
        assert str(found.low.euros) == str(expected.low.euros)
    assert wording.read_printed(text) == found


@given(TEXTS)
def test_the_short_way_takes_every_such_text(text: str) -> None:
    assert wording._PLAIN.fullmatch(text) is not None  # noqa: SLF001 - else the law above would compare nothing


@pytest.mark.parametrize("fraction", ["la moitié", "un tiers", "un quart", "deux tiers", "trois quarts"])
@pytest.mark.parametrize("qualifier", ["", "plus de ", "moins de ", "plus d'", "au moins ", "environ "])
def test_plain_shares_are_those_of_the_grammar(qualifier: str, fraction: str) -> None:
    found = share_wording.read_share(qualifier + fraction)
    expected = share_grammar.read_by_grammar(qualifier + fraction)
    assert (found, found.unit, found.wording) == (expected, expected.unit, expected.wording)
