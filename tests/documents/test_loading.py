"""Every carrier gives the same paragraphs and figures; what cannot be read is refused with a reason."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from carriers import PARAGRAPHS, docx_of, html_of, markdown_of, part_of_docx, pdf_of, scanned_pdf, text_of

from enveloppes.agreements.document import Document, Medium
from enveloppes.documents import loading
from enveloppes.documents.errors import DocumentError
from enveloppes.documents.figures import figures
from enveloppes.documents.loading import load, load_bytes

EXPECTED = [
    (2, "184 M€"), (2, "12,5 millions d’euros"), (3, "2,5 milliards d’euros"), (3, "1 234 567,89 €"),
    (4, "5 M€"), (4, "3 M€"), (5, "12,5"), (5, "14"), (5, "1 234"), (5, "1 300"), (6, "700 M€"),
]  # fmt: skip


def found(document: Document) -> list[tuple[int | None, str]]:
    return [
        (figure.place.paragraph, figure.printed.replace("\u00a0", " ").replace("\n", " "))
        for figure in figures(document)
    ]


@pytest.mark.parametrize(
    ("name", "data", "medium"),
    [
        ("a.txt", text_of(), Medium.TEXT),
        ("a.md", markdown_of(), Medium.MARKDOWN),
        ("a.html", html_of(), Medium.HTML),
        ("a.docx", docx_of(), Medium.DOCX),
    ],
)
def test_every_carrier_gives_the_same_figures_at_the_same_paragraphs(name: str, data: bytes, medium: Medium) -> None:
    document = load_bytes(data, name)
    assert document.medium is medium
    assert found(document) == EXPECTED
    assert len(document.paragraphs) == len(PARAGRAPHS) + 2


def test_a_pdf_gives_the_same_figures_with_pages() -> None:
    document = load_bytes(pdf_of(), "a.pdf")
    assert document.medium is Medium.PDF
    assert document.pages is not None
    assert len(document.pages) == 2
    places = [str(figure.place) for figure in figures(document)]
    assert [printed for _, printed in found(document)] == [printed for _, printed in EXPECTED]
    assert places[0] == "p. 1 §2"
    assert places[-1] == "p. 2 §1"


def test_a_scanned_pdf_is_said_to_be_one() -> None:
    with pytest.raises(DocumentError) as caught:
        load_bytes(scanned_pdf(), "scan.pdf")
    assert "scanned" in caught.value.message.template


def test_an_encrypted_pdf_is_said_to_be_one() -> None:
    with pytest.raises(DocumentError) as caught:
        load_bytes(pdf_of(password="secret"), "closed.pdf")  # noqa: S106 - of a file made here
    assert "encrypted" in caught.value.message.template


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(DocumentError):
        load_bytes(pdf_of()[:300], "cut.pdf")


def test_markup_is_no_text() -> None:
    page = b"""<!doctype html><html><head><title>3 M\xe2\x82\xac</title><style>p{width:4px}</style></head>
    <body><script>var x = "5 M\xe2\x82\xac"</script><p>Un budget de <b>12</b>&nbsp;M&euro;<sup>1</sup>.
    <!-- 9 M\xe2\x82\xac --></p>
    <p>Puis<br>7&#8239;M\xe2\x82\xac.</p></body></html>"""
    assert found(load_bytes(page, "page.html")) == [(1, "12 M€"), (2, "7\u202fM€")]


def test_an_unclosed_page_is_read_to_its_end() -> None:
    assert found(load_bytes("<p>3 M€<p>4 M€<table><tr><td>5 M€".encode(), "p.html")) == [
        (1, "3 M€"), (2, "4 M€"), (3, "5 M€"),
    ]  # fmt: skip


def test_the_declared_or_likely_encoding_is_followed() -> None:
    latin = "<meta charset='windows-1252'><p>Coût : 3 M€</p>".encode("cp1252")
    assert "Coût" in load_bytes(latin, "p.html").text
    assert "Coût : 3 M€" in load_bytes("Coût : 3 M€".encode("cp1252"), "p.txt").text
    assert "Coût : 3 M€" in load_bytes(b"\xef\xbb\xbf" + "Coût : 3 M€".encode(), "p.txt").text
    assert "Coût : 3 M€" in load_bytes("Coût : 3 M€".encode("utf-16"), "p.txt").text


def test_markdown_marks_do_not_part_a_figure() -> None:
    text = "# Budget **2024**\n\nUn coût de **12** M€, voir [la page de 3 M€](http://x/4M€) et `5 M€`[^1].\n\n> 6 M€\n"
    assert found(load_bytes(text.encode(), "a.md")) == [(2, "12 M€"), (2, "3 M€"), (2, "5 M€"), (3, "6 M€")]


def test_tracked_insertions_count_and_deletions_do_not() -> None:
    body = (
        "<w:p><w:r><w:t>Un budget de </w:t></w:r><w:del><w:r><w:delText>10 M€</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12 </w:t></w:r><w:r><w:t>M€</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>99 M€</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>98 M€</w:t></w:r></w:p>"
    )
    assert found(load_bytes(part_of_docx(body), "a.docx")) == [(1, "12 M€")]


def test_text_boxes_headers_and_footnotes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>3 M€ en encadré</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Texte, 2 M€</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice>"
        "<mc:Fallback>" + box + "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    data = part_of_docx(body, {"word/footnotes.xml": "<w:p><w:r><w:t>Soit 4 M€.</w:t></w:r></w:p>"})
    assert found(load_bytes(data, "a.docx")) == [(1, "2 M€"), (2, "3 M€"), (3, "4 M€")]


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(DocumentError) as caught:
        load_bytes(data, name)
    return caught.value.message.template


def test_what_is_not_what_it_says_is_refused() -> None:
    assert "not a" in refusal(b"plain text", "a.pdf")
    assert "not a" in refusal(b"plain text", "a.docx")
    assert "zero bytes" in refusal(b"abc\0def", "a.txt")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("mimetype", "x")
    assert "no DOCX" in refusal(archive.getvalue(), "a.docx")
    assert "damaged" in refusal(docx_of()[:400], "a.docx")
    assert "Office" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc")


def test_entities_and_bombs_are_refused() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document/>'
    assert "entities" in refusal(part_of_docx("", raw=entities), "a.docx")
    assert "unpacks" in refusal(part_of_docx("", raw=" " * (65 * 1024 * 1024)), "a.docx")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    monkeypatch.setitem(__import__("sys").modules, "lxml.etree", None)
    assert "enveloppes[sources]" in refusal(pdf_of(), "a.pdf")
    assert "enveloppes[sources]" in refusal(docx_of(), "a.docx")


def test_only_regular_files_of_bearable_size_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for place in (tmp_path, pipe, tmp_path / "nothing.txt"):
        with pytest.raises(DocumentError):
            load(place)
    monkeypatch.setattr(loading, "LARGEST_FILE", 10)
    (tmp_path / "large.txt").write_text("x" * 11)
    with pytest.raises(DocumentError):
        load(tmp_path / "large.txt")


def test_a_file_is_loaded_from_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un budget de 3 M€.\n", encoding="utf-8")
    assert found(load(tmp_path / "a.txt")) == [(1, "3 M€")]
