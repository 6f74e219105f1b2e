"""The report as a reader opens it: in Chromium, from a file, with the network off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).parent.parent
REGISTERS = {"shipped": ROOT / "data", "odd": ROOT / "tests" / "support" / "odd_register.yaml"}
WIDTHS = (1280, 390)
A4 = (595, 842)
# WCAG 2.2 at level AA, and what it contains.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WRITE = ["-m", "enveloppes", "--no-cache"]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Write the report of each register in each language."""
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for name, register in REGISTERS.items():
        for language in ("fr", "en"):
            path = found[name, language] = folder / f"{name}-{language}.html"
            report = ["report", str(register), "-o", str(path), "--date", "2026-11-22"]
            subprocess.run([sys.executable, *WRITE, "--lang", language, *report], check=True)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; no browser is downloaded."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """A page that was opened from its file, and all that it complained of or asked for."""

    def __init__(self, context: BrowserContext, path: Path, anchor: str = "") -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._requested)
        self.page.goto(path.as_uri() + anchor)

    def _heard(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.asked.append(request.url)

    def titles(self, table: str) -> list[str]:
        """Return the titles of the lines that a table shows, in order."""
        found: list[str] = self.page.eval_on_selector_all(
            f"#{table} > tbody:not(.sub)",
            "bodies => bodies.filter(body => body.offsetHeight)"
            ".map(body => body.rows[0].cells[0].lastChild.textContent)",
        )
        return found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a reader without network."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    yield made
    made.close()


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_opens_without_network_and_without_complaint(
    reports: dict[tuple[str, str], Path], context: BrowserContext, register: str, language: str
) -> None:
    opened = Opened(context, reports[register, language])
    opened.page.wait_for_load_state("networkidle")
    assert opened.complaints == []
    assert opened.asked == []
    assert opened.page.locator("svg").count() > 0


def test_a_figure_opens_in_place_by_mouse_and_by_keyboard(
    reports: dict[tuple[str, str], Path], context: BrowserContext
) -> None:
    page = Opened(context, reports["shipped", "fr"]).page
    figure, more = page.locator("#e-renovation-energetique .fig"), page.locator("#o-renovation-energetique")
    assert not more.is_visible()
    figure.click()
    assert more.is_visible()
    assert "§9" in more.inner_text()
    assert figure.get_attribute("aria-expanded") == "true"
    figure.press("Space")
    assert not more.is_visible()
    figure.press("Enter")
    assert more.is_visible()


def test_a_source_leads_back_to_the_figure_and_opens_it(
    reports: dict[tuple[str, str], Path], context: BrowserContext
) -> None:
    page = Opened(context, reports["shipped", "fr"]).page
    page.locator("#ts-hauts-de-seine-2021-07-06 a", has_text="363").click()
    more = page.locator("#o-renovation-energetique")
    assert more.is_visible()
    more.locator("a").first.click()
    assert page.url.endswith("#s-hauts-de-seine-2021-07-06")


def test_lines_are_sorted_by_exact_money_and_the_unstated_come_last_either_way(
    reports: dict[tuple[str, str], Path], context: BrowserContext
) -> None:
    opened = Opened(context, reports["odd", "en"])
    head = opened.page.locator("#l-grand thead th", has_text="Amount")
    before = opened.titles("l-grand")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rising = opened.titles("l-grand")
    assert rising[:2] == ["Ligne bornée en haut", "=1+1 formule"]
    head.locator("button").click()
    falling = opened.titles("l-grand")
    assert falling[0] == "Ligne bornée en bas"
    assert set(falling[-3:]) == set(rising[-3:]) == {"Rien de dit", "Non chiffrée", "Révisée plusieurs fois"}
    assert not opened.page.locator("#l-grand tbody.sub").first.is_visible()
    head.locator("button").click()
    assert opened.titles("l-grand") == before
    assert opened.page.locator("#l-grand tbody.sub").first.is_visible()


def test_a_filter_keeps_the_lines_that_say_it_whatever_their_accents(
    reports: dict[tuple[str, str], Path], context: BrowserContext
) -> None:
    opened = Opened(context, reports["shipped", "fr"])
    field = opened.page.locator(".tools input").first
    field.fill("energetique")
    assert opened.titles("l-relance-hauts-de-seine") == [
        "Rénovation urbaine et énergétique des quartiers et des logements"
    ]
    assert opened.page.locator("[role=status]").first.inner_text() == "Lignes affichées\u00a0: 1 sur 9"
    field.fill("")
    assert len(opened.titles("l-relance-hauts-de-seine")) == 9


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_level_aa(
    reports: dict[tuple[str, str], Path], browser: Browser, register: str, width: int, scheme: str
) -> None:
    # axe comes from outside the page, which its own policy rightly forbids.
    colours = {"light": "light", "dark": "dark"}[scheme]
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, bypass_csp=True)
    page = Opened(context, reports[register, "fr"]).page
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    for figure in page.locator(".fig").all()[:3]:
        figure.click()
    page.add_script_tag(content=files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": LEVELS}}
    found = page.evaluate("options => axe.run(document, options)", options)
    context.close()
    told = [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]
    assert told == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_itself_never_scrolls_sideways(
    reports: dict[tuple[str, str], Path], context: BrowserContext, register: str, width: int
) -> None:
    page = Opened(context, reports[register, "fr"]).page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_whole_without_its_script(reports: dict[tuple[str, str], Path], browser: Browser) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = Opened(context, reports["shipped", "fr"], "#o-grand-age").page
    assert page.locator("#o-grand-age").is_visible()
    assert not page.locator("#o-nature-densite").is_visible()
    assert page.locator("#e-nature-densite").is_visible()
    assert page.locator(".tools").count() == 0
    context.close()


@pytest.mark.parametrize("register", REGISTERS)
def test_it_prints_on_a4_with_every_source_and_heads_that_repeat(
    reports: dict[tuple[str, str], Path], context: BrowserContext, register: str
) -> None:
    page = Opened(context, reports[register, "fr"]).page
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} == {A4}
    texts = [sheet.get_textpage().get_text_bounded() for sheet in document]
    document.close()
    if register == "shipped":
        # What figures open to on a screen stands open on paper, and a table that goes on repeats its head.
        assert sum("renovation-energetique" in text for text in texts) == 1
        assert "Montant" in next(text for text in texts if "jeux-2024" in text)
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)] == [True] * len(texts)


def test_a_table_is_a_stop_by_keyboard_only_where_it_scrolls(
    reports: dict[tuple[str, str], Path], context: BrowserContext
) -> None:
    page = Opened(context, reports["shipped", "fr"]).page
    table = page.locator(".scroll", has=page.locator("#l-relance-hauts-de-seine"))
    assert table.get_attribute("tabindex") is None
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_function("document.querySelector('#l-relance-hauts-de-seine').parentElement.tabIndex === 0")
    table.focus()
    before = table.evaluate("element => element.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('#l-relance-hauts-de-seine').parentElement.scrollLeft > before", arg=before
    )
