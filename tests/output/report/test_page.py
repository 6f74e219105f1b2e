"""The page as bytes: nothing from outside, nothing of the data as markup, the same again for the same inputs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from reports import odd, shipped
from trees import elements, texts

from enveloppes.output import charts
from enveloppes.output.chart_marks import Ink
from enveloppes.output.report import page
from enveloppes.output.report.content import paper
from enveloppes.output.report.making import Making

LARGEST = 2_000_000


def written(making: Making) -> str:
    return page.write_page(paper(making)).decode()


def tree_of(making: Making) -> html.HtmlElement:
    return html.fromstring(written(making))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_asks_nothing_of_the_network(language: str) -> None:
    for making in (shipped(language), odd(language)):
        tree = tree_of(making)
        loaded = texts(
            tree, "//@src | //link/@href | //image/@href | //use/@href | //style/text()[contains(., 'url(')]"
        )
        assert set(loaded) <= {"data:,"}
        assert not elements(tree, "//iframe | //object | //embed | //img | //form | //base")


def test_the_policy_names_the_very_style_and_script_of_the_page() -> None:
    tree = tree_of(shipped("fr"))
    (policy,) = texts(tree, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (text,) = texts(tree, f"//{tag}/text()")
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_no_text_of_the_data_becomes_markup() -> None:
    tree = tree_of(odd("fr"))
    assert len(elements(tree, "//script")) == 1
    assert not elements(tree, "//img | //b | //i | //*[@onerror] | //*[@style]")
    assert not [link for link in texts(tree, "//@href") if not link.startswith(("#", "https://example.org/", "data:,"))]
    assert "<img src=x onerror=alert(1)>" in texts(tree, "string(//h1)")[0]
    assert "\u202e" not in written(odd("fr"))


def test_no_identity_stands_twice() -> None:
    ids = Counter(texts(tree_of(odd("en")), "//@id"))
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_link_and_reference_of_the_page_is_answered() -> None:
    tree = tree_of(odd("en"))
    inner = {link[1:] for link in texts(tree, "//a/@href") if link.startswith("#")}
    assert inner | set(texts(tree, "//@aria-controls | //@aria-labelledby")) <= set(texts(tree, "//@id"))


def test_the_same_inputs_give_the_same_bytes_and_a_page_is_small() -> None:
    first, again = (page.write_page(paper(shipped("fr"))) for _ in range(2))
    assert first == again
    assert len(first) < LARGEST


def test_a_figure_leads_to_what_it_opens_to_without_any_script() -> None:
    tree = tree_of(shipped("en"))
    (figure,) = elements(tree, "//tbody[@id='e-renovation-energetique']//a[@class='fig']")
    assert figure.text == "363\u00a0M€"
    (more,) = elements(tree, f"//tr[@id='{(figure.get('href') or '')[1:]}']")
    assert texts(more, ".//dt/text()")[:2] == ["Source", "Note"]
    assert "#s-hauts-de-seine-2021-07-06" in texts(more, ".//a/@href")


def test_tables_have_captions_heads_and_row_headings() -> None:
    tree = tree_of(odd("fr"))
    for table in elements(tree, "//table"):
        assert texts(table, "normalize-space(caption)") != [""]
        assert elements(table, "thead/tr/th[@scope='col']")
        assert all(elements(row, "th[@scope='row']") for row in elements(table, "tbody/tr[not(@class='more')]"))


def test_rows_are_ranked_by_exact_money_and_the_unstated_have_no_rank() -> None:
    rows = elements(tree_of(odd("en")), "//table[@id='l-grand']/tbody[contains(@class, 'line')]/tr[1]")
    ranks = {texts(row, "string(.//th)")[0].rpartition(" · ")[2]: texts(row, "td[1]/@data-r") for row in rows}
    assert ranks["Rien de dit"] == []
    ordered = sorted((int(rank[0]), title) for title, rank in ranks.items() if rank)
    assert [title for _, title in ordered] == [
        "Ligne bornée en haut",
        "=1+1 formule",
        "Annuelle",
        "dont une partie",
        "Ligne à la fourchette",
        "Prêt",
        "Environ",
        "Ligne bornée en bas",
    ]


def test_every_ink_of_a_chart_has_its_colour_in_the_dark() -> None:
    style = (Path(page.__file__).parent / "page.css").read_text(encoding="utf-8")
    for ink in Ink:
        assert f'svg [fill="{ink}"]' in style
        assert f'svg [stroke="{ink}"]' in style


def test_without_what_draws_charts_the_page_has_all_but_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise charts.ChartsMissingError

    with_charts = tree_of(shipped("en"))
    monkeypatch.setattr(charts, "_library", missing)
    without = tree_of(shipped("en"))
    assert texts(with_charts, "//figure/figcaption/text()")
    assert not elements(without, "//figure")
    assert len(elements(without, "//table")) == len(elements(with_charts, "//table"))


def test_french_punctuation_never_begins_a_line() -> None:
    body = re.sub(r"<(style|script)>.*?</\1>", "", written(shipped("fr")), flags=re.DOTALL)
    assert re.search(r">[^<]* [»;!?]", body) is None
