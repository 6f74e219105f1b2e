"""SVG as a real browser draws it: no text runs into another, none leaves the frame, and it stands in an ``<img>``."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sheet_samples import everything, presented, totals

from enveloppes.output.sheet import Sheet
from enveloppes.output.svg import write_svg

_MEASURE = """
<script>
addEventListener("load", () => {
  const picture = document.querySelector("svg"), frame = picture.getBoundingClientRect();
  const boxes = [...picture.querySelectorAll("text")].map((text) => {
    const box = text.getBoundingClientRect();
    return {text: text.textContent, left: box.left - frame.left, right: box.right - frame.left,
            top: box.top - frame.top, bottom: box.bottom - frame.top};
  });
  const image = document.querySelector("img");
  const said = {boxes, width: frame.width, height: frame.height, shown: [image.naturalWidth, image.naturalHeight]};
  document.querySelector("pre").textContent = JSON.stringify(said);
});
</script>
"""


def _measured(folder: Path, sheet: Sheet, language: str) -> dict[str, Any]:
    picture = write_svg(presented(sheet, language))
    (folder / "picture.svg").write_bytes(picture)
    page = folder / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body style="margin:0">{picture.decode()}<img src="picture.svg">'
        f"<pre></pre>{_MEASURE}",
        encoding="utf-8",
    )
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--dump-dom"]
    command = [browser, *flags, f"--user-data-dir={folder / 'profile'}", page.as_uri()]
    made = subprocess.run(command, capture_output=True, check=True, timeout=120)
    said: dict[str, Any] = json.loads(html.fromstring(made.stdout.decode()).findtext(".//pre") or "{}")
    return said


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sheet", [totals(), everything()], ids=["totals", "everything"])
def test_no_text_runs_into_another_or_leaves_the_frame(tmp_path: Path, sheet: Sheet, language: str) -> None:
    said = _measured(tmp_path, sheet, language)
    boxes = said["boxes"]
    assert boxes
    assert all(box["left"] >= 0 and box["right"] <= said["width"] for box in boxes)
    assert all(box["top"] >= 0 and box["bottom"] <= said["height"] for box in boxes)
    for one in boxes:
        beside = [box for box in boxes if box is not one and abs(box["top"] - one["top"]) < 1]
        assert all(box["right"] <= one["left"] + 0.5 or one["right"] <= box["left"] + 0.5 for box in beside)


def test_the_picture_stands_in_an_image_at_its_own_size(tmp_path: Path) -> None:
    said = _measured(tmp_path, totals(), "fr")
    assert said["shown"] == [round(said["width"]), round(said["height"])]
