"""A picture that is higher than a page, cut where nothing is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from enveloppes.output.chart_marks import Chart

_FRAME = re.compile(r'viewBox="0 0 (\S+) (\S+)" width="\S+" height="\S+"')
_ABOVE, _BELOW, _ROUND = 12, 4, 3  # how far a text reaches above and below its baseline, a rule or a point around it


def slices(svg: str, chart: Chart, most: int) -> list[str]:
    """Return a picture as pictures that are no higher than ``most`` pixels, or higher where it cannot be cut."""
    edges = [0, *cuts(chart, most), chart.height]
    frame = _FRAME.search(svg)
    if frame is None or len(edges) == 2:  # noqa: PLR2004 - the beginning and the end
        return [svg]
    width = frame[1]
    return [
        _FRAME.sub(f'viewBox="0 {top} {width} {bottom - top}" width="{width}" height="{bottom - top}"', svg, count=1)
        for top, bottom in pairwise(edges)
    ]


def cuts(chart: Chart, most: int) -> Iterator[int]:
    """Yield where to cut: as low as fits, between what is drawn."""
    taken = sorted(_taken(chart.spec))
    top = 0
    while chart.height - top > most:
        place = next((y for y in range(top + most, top, -1) if not any(low < y < high for low, high in taken)), None)
        if place is None:
            return
        yield place
        top = place


def _taken(spec: object) -> Iterator[tuple[float, float]]:
    """Yield from where to where each mark of a chart reaches, in pixels from its top."""
    layers = spec["layer"] if isinstance(spec, dict) else ()
    for layer in layers:
        for value in layer["data"]["values"]:
            first, last = value["y"], value.get("y2", value["y"])
            if layer["mark"]["type"] == "text":
                yield first - _ABOVE, first + _BELOW
            else:
                yield min(first, last) - _ROUND, max(first, last) + _ROUND
