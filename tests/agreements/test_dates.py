"""Days and periods as budgets write them."""

from __future__ import annotations

from datetime import date

import pytest

from enveloppes.agreements.dates import Period, read_day, read_period, read_year
from enveloppes.agreements.refusal import Refused


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2021-07-06", date(2021, 7, 6), date(2021, 7, 6)),
    ],
)
def test_a_day_is_a_year_a_month_or_a_day(text: str, first: date, last: date) -> None:
    day = read_day(text)
    assert (day.first, day.last, str(day)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-02-30", "2024-2", "2024/02", "0000", "06/07/2021", "9" * 5000]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_day(text)
    assert caught.value.code == "M104"


@pytest.mark.parametrize("text", ["2021", "2021..2028", "..2028", "2024.."])
def test_a_period_is_written_back_as_it_was(text: str) -> None:
    assert str(read_period(text)) == text


@pytest.mark.parametrize(
    "text", ["", "..", "2028..2021", "2021-2028", "2021 2028", "21..28", "2021..2022..2023", "20212028"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_period(text)
    assert caught.value.code == "M104"


def test_years_are_counted_and_shared() -> None:
    assert Period(2021, 2028).years == 8
    assert Period(2024, None).years is None
    assert Period(2021, 2028).common(Period(2024, 2030)) == 5
    assert Period(None, 2028).common(Period(2024, 2030)) == 5
    assert Period(2021, 2022).common(Period(2024, 2030)) == 0
    assert Period(2021, 2028).shared(Period(2024, 2030)) == Period(2024, 2028)
    assert Period(None, 2028).shared(Period(2024, None)) == Period(2024, 2028)
    assert Period(2021, 2022).shared(Period(2024, 2030)) is None
    assert Period(2021, None).overlaps(Period(None, 2021))
    assert not Period(2022, None).overlaps(Period(None, 2021))


@pytest.mark.parametrize("text", ["", "24", "20244", "٢٠٢٤"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_year(text)
