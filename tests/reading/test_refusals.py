"""What the model refuses, seen through the reader: the code, the place and the remedy of single values."""

from __future__ import annotations

import pytest

from enveloppes.cli.checking import findings_of
from enveloppes.output.words import render
from enveloppes.reading.register_file import read_contents
from enveloppes.rules.selection import selection


def found(envelope: str, agreement: str = "") -> list[tuple[str, str, str]]:
    """Return code, source line from the column on, and message of all findings of one envelope."""
    text = (
        f"format: 1\nagreements:\n  - id: a\n    title: A\n{agreement}    axes:\n      - id: x\n        title: X\n"
        f"        envelopes:\n          - id: e\n            title: E\n            {envelope}\n"
    )
    reading = read_contents([("a.yaml", text.encode())])
    return [
        (one.finding.code, one.source_line[one.extent.column - 1 :], render(one.finding.message, "en"))
        for one in reading.place(reading.findings)
    ]


@pytest.mark.parametrize("envelope", ["funders: []", "tracked: []"])
def test_a_list_of_nothing_is_refused(envelope: str) -> None:
    assert found(envelope) == [("M108", "[]", "nothing is listed here; list at least one, or leave the key out")]


def test_parties_of_nothing_are_refused() -> None:
    assert [one[:2] for one in found("amount: 1 M€", "    parties: []\n")] == [("M108", "[]")]


@pytest.mark.parametrize("funders", ["[A, B, A]", "[A, {name: A, share: 40 %}]", "[{name: A}, {name: A}]"])
def test_a_funder_named_twice_is_refused(funders: str) -> None:
    ((code, there, message),) = found(f"funders: {funders}")
    assert (code, there) == ("M108", funders)
    assert message == "`A` is named twice; name each funder once, with all of its share"


def test_a_figure_that_begins_with_a_zero_is_refused_with_the_figure_mended() -> None:
    expected = "`012` in `012 M€` is no number, as it begins with a zero; write `12 M€`"
    assert found("amount: 012 M€") == [("M103", "012 M€", expected)]


@pytest.mark.parametrize("share", ["un tiers", "40", "beaucoup"])
def test_a_share_that_is_none_may_be_an_amount_or_a_percentage(share: str) -> None:
    ((code, _, message),) = found(f"funders: [{{name: A, share: {share}}}]")
    assert code == "M103"
    assert "M€`" in message
    assert message.endswith("; a share may also be a percentage, as in `40 %`")


def test_a_file_that_is_no_mapping_is_told_every_key_there_is() -> None:
    reading = read_contents([("a.yaml", b"- a\n")])
    (message,) = (render(one.message, "en") for one in reading.findings)
    assert message == "a file is a mapping of keys: `format`, `sources`, `ledgers`, `territories`, `agreements`"


def test_an_envelope_is_never_proposed_as_its_own_container() -> None:
    expected = "no agreement has an envelope `e2`; correct the id or add the envelope"
    text = (
        "format: 1\nagreements: [{id: a, title: A, context: ["
        "{id: plan-2, title: E, within: plan-1}, {id: plan-3x, title: F, within: {id: plan-4x}}]}]\n"
    )
    reading = read_contents([("a.yaml", text.encode())])
    messages = [render(one.message, "en") for one in reading.findings]
    assert [message.partition(";")[2] for message in messages] == [
        " did you mean `plan-3x`?",
        " did you mean `plan-2`?",
    ]
    assert found("within: e2") == [("R202", "e2", expected)]


def of_claims(*claims: str, source: str = "") -> list[tuple[str, str, str]]:
    """Return code, source line from the column on, and message of all that a check finds in some claims."""
    lines = "".join(f"      - {{{claim}}}\n" for claim in claims)
    text = (
        f"format: 1\nsources: {{s: {{title: S}}}}\nagreements:\n  - id: a\n    title: A\n{source}    claims:\n{lines}"
    )
    reading = read_contents([("a.yaml", text.encode())])
    return [
        (one.finding.code, one.source_line[one.extent.column - 1 :], render(one.finding.message, "en"))
        for one in findings_of(reading, selection((), ()))
    ]


def test_a_claim_that_is_refused_keeps_its_id_and_its_source() -> None:
    refused = "count: quartiers, is: six"
    assert [one[0] for one in of_claims(f"id: c, {refused}, source: s")] == ["M108"]
    assert [one[0] for one in of_claims(f"id: c, {refused}, source: {{ref: s, at: §3}}")] == ["M108"]
    assert [one[0] for one in of_claims(f"id: c, {refused}", source="    source: s\n")] == ["M108"]
    without, number = of_claims(f"id: c, {refused}")
    assert (without[0], without[2].partition(";")[0]) == ("S401", "the claim `c` has no source")
    assert number[0] == "M108"


def test_a_bare_text_that_is_no_id_is_refused_once_by_its_words() -> None:
    ((code, there, message),) = of_claims('id: c, count: quartiers, is: 6, source: "No Id"')
    assert (code, there) == ("M105", '"No Id"}')
    assert message == "`No Id` is not an id: small letters, digits and hyphens; write `no-id`"


def test_a_share_with_money_in_it_is_told_as_an_amount() -> None:
    ((_, _, message),) = found("funders: [{name: A, share: 012 M€}]")
    assert message.endswith("write `12 M€`")
