"""Places in a document, and the paragraphs they count."""

from __future__ import annotations

import pytest

from enveloppes.agreements.document import Document, paragraphs_of
from enveloppes.agreements.place import Place, read_place
from enveloppes.money.wording_error import WordingError


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("§4", Place(4)),
        ("§ 12", Place(12)),
        ("p. 2", Place(None, 2)),
        ("p. 2 §3", Place(3, 2)),
        ("p.2 § 3", Place(3, 2)),
    ],
)
def test_a_place_is_read_and_written_back(text: str, place: Place) -> None:
    assert read_place(text) == place
    assert read_place(str(place)) == place


@pytest.mark.parametrize("text", ["", "4", "§", "§0", "p. 0", "page 2", "§4 p. 2", "§-1", "§٣", "§" + "9" * 100])
def test_what_is_no_place_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(WordingError) as caught:
        read_place(text)
    assert "§4" in caught.value.message.template


def test_a_paragraph_is_a_run_of_lines_that_are_not_blank() -> None:
    text = "\n \t\nOne\ntwo\n\u00a0\nThree\r\n\r\nFour"
    runs = [text[paragraph.start : paragraph.end] for paragraph in paragraphs_of(text)]
    assert runs == ["One\ntwo", "Three", "Four"]


def test_paragraphs_count_anew_on_each_page_beside_the_whole() -> None:
    text = "One\n\nTwo\n\nThree"
    document = Document(text, paragraphs_of(text, ((0, 8), (10, 15))), ((0, 8), (10, 15)))
    assert [str(paragraph.place) for paragraph in document.paragraphs] == ["p. 1 §1", "p. 1 §2", "p. 2 §1"]
    three = text.index("Three")
    assert document.place_at(three) == Place(1, 2)
    for cited, holds in (("§3", True), ("p. 2", True), ("p. 2 §1", True), ("p. 1 §1", False), ("§1", False)):
        assert document.holds(read_place(cited), three) is holds


def test_between_two_paragraphs_there_is_no_place() -> None:
    text = "One\n\nTwo"
    assert Document(text, paragraphs_of(text)).place_at(4) is None
