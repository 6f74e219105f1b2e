"""Who pays which part of a figure."""

from __future__ import annotations

from enveloppes.answers.grouping import funder_parts
from enveloppes.judging.lines import Payer
from enveloppes.money.share_wording import read_share
from enveloppes.money.wording import read


def test_beside_forty_per_cent_of_a_range_the_rest_is_sixty_per_cent_of_it() -> None:
    payers = (Payer("État", read_share("40 %")), Payer("Département", None))
    parts = {level.value: part for level, part in funder_parts(payers, read("entre 8 et 10 M€"))}
    assert parts == {"État": read("entre 3,2 et 4 M€"), "Département": read("entre 4,8 et 6 M€")}


def test_beside_five_million_of_a_range_the_rest_is_the_range_less_five() -> None:
    payers = (Payer("Région", read("5 M€")), Payer("Département", None))
    parts = {level.value: part for level, part in funder_parts(payers, read("entre 8 et 10 M€"))}
    assert parts == {"Région": read("5 M€"), "Département": read("entre 3 et 5 M€")}
