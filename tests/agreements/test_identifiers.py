"""SIREN, COG, COFOG: quoted, of their form, with their key."""

from __future__ import annotations

import pytest

from enveloppes.agreements.identifiers import (
    Quoted,
    check_level,
    luhn_holds,
    read_cofog,
    read_siren,
    read_territory_key,
    read_territory_reference,
)
from enveloppes.agreements.refusal import Refused


def refusal(reader: object, value: object) -> str:
    assert callable(reader)
    with pytest.raises(Refused) as caught:
        reader(value)
    return caught.value.code


@pytest.mark.parametrize("siren", ["229200506", "227400017", "552100554", "732829320"])
def test_a_siren_whose_key_holds_is_taken(siren: str) -> None:
    assert read_siren(Quoted(siren)) == siren


@pytest.mark.parametrize("siren", ["229200507", "22920050", "2292005066", "2292OO506", "", "٢٢٩٢٠٠٥٠٦"])
def test_a_siren_of_another_form_or_key_is_refused(siren: str) -> None:
    assert refusal(read_siren, Quoted(siren)) == "M107"


def test_a_wrong_digit_or_two_swapped_break_the_key() -> None:
    good = "732829320"
    for place in range(9):
        wrong = good[:place] + str((int(good[place]) + 1) % 10) + good[place + 1 :]
        assert not luhn_holds(wrong)
    assert not luhn_holds("372829320")


@pytest.mark.parametrize(
    "code", ["92", "2A", "2B", "01", "971", "976", "988", "74012", "2A004", "200011773", "QP092001", "FR"]
)
def test_the_codes_of_the_cog_and_its_neighbours_are_taken(code: str) -> None:
    assert read_territory_reference(Quoted(code)) == code == read_territory_key(Quoted(code))


@pytest.mark.parametrize("code", ["2C", "9", "9Z", "979", "2a", "7401", "740123", "", "92 ", "٩٢", "fr"])
def test_what_is_no_code_of_a_territory_is_refused(code: str) -> None:
    assert refusal(read_territory_reference, Quoted(code)) == "M107"


@pytest.mark.parametrize("code", ["01", "06", "10", "06.1", "10.2", "06.1.1", "09.5"])
def test_divisions_groups_and_classes_of_cofog_are_taken(code: str) -> None:
    assert read_cofog(Quoted(code)) == code


@pytest.mark.parametrize("code", ["6", "00", "11", "06.", "06.0", "6.1", "06.1.1.1", "06,1", "06.10", ""])
def test_what_is_no_code_of_cofog_is_refused(code: str) -> None:
    assert refusal(read_cofog, Quoted(code)) == "M107"


@pytest.mark.parametrize("reader", [read_siren, read_cofog, read_territory_key, read_territory_reference])
@pytest.mark.parametrize("value", ["06.1", "92", ["92"], {"a": "b"}])
def test_a_code_that_is_not_quoted_is_refused_with_the_line_mended(reader: object, value: object) -> None:
    assert refusal(reader, value) == "M108"


def test_the_same_code_quoted_and_not_are_told_apart_in_any_order() -> None:
    assert read_cofog(Quoted("06.1")) == "06.1"
    assert refusal(read_cofog, "06.1") == "M108"
    assert read_cofog(Quoted("06.1")) == "06.1"


@pytest.mark.parametrize(
    ("code", "level"), [("92", "departement"), ("2A", "departement"), ("11", "region"), ("74012", "commune")]
)
def test_a_code_of_its_level_is_taken(code: str, level: str) -> None:
    check_level(code, level)


@pytest.mark.parametrize(
    ("code", "level"), [("99", "departement"), ("92", "region"), ("92", "commune"), ("98", "departement")]
)
def test_a_code_of_another_level_is_refused(code: str, level: str) -> None:
    with pytest.raises(Refused) as caught:
        check_level(code, level)
    assert caught.value.code == "M107"


@pytest.mark.parametrize("code", ["06", "06.1", "74012", "2E5", "75_001"])
def test_only_of_what_others_take_for_a_number_it_is_said_so(code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_territory_reference(code)
    assert caught.value.message.template.startswith("other YAML readers take an unquoted code for a number")


@pytest.mark.parametrize("code", ["2A", "2B004", "FR", "QP092001"])
def test_of_a_code_that_nobody_takes_for_a_number_the_rule_is_said(code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_territory_reference(code)
    assert caught.value.message.template.startswith("a code is quoted, so that none is ever taken for a number")
    assert caught.value.message.values["mended"] == f'territory: "{code}"'
