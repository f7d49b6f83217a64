"""What a page costs against the number of requests: ``python -m benchmarks.picture FILE.svg RESULT.json…``."""

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 60, 30, 170, 50
COLOURS = ("#0b5394", "#b45f06", "#38761d", "#741b47", "#134f5c", "#990000", "#444444")
"""Dark enough beside white; each line also has its name at its end and a shape of its own dashes."""
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "10 4", "4 2")


def picture(results: Sequence[dict[str, Any]]) -> str:
    """Return, as SVG, the processor time of an answer by page over the number of requests, several clients."""
    counts = sorted({result["requests"] for result in results})
    lines = _lines(results)
    most = max(cost for line in lines.values() for cost in line.values())
    parts = [*_axes(counts, most)]
    places = _label_places([line[counts[-1]] for line in lines.values()], most)
    for (name, line), colour, dash, place in zip(lines.items(), COLOURS, DASHES, places, strict=False):
        points = [(_x(count, counts), _y(cost, most)) for count, cost in sorted(line.items())]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        style = f'stroke="{colour}" stroke-dasharray="{dash}"'
        parts.append(f'<polyline points="{path}" fill="none" stroke-width="2" {style}/>')
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{place:.0f}" fill="{colour}">{escape(name)}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
    return f'{head}font-size="13"><title>{_TITLE}</title>\n' + "\n".join(parts) + "\n</svg>\n"


_TITLE = "Processor time of one answer in ms, by the number of requests"


def _lines(results: Sequence[dict[str, Any]]) -> dict[str, dict[int, float]]:
    lines: dict[str, dict[int, float]] = {}
    for result in results:
        for row in result["pages"]:
            if row["clients"] > 1:
                lines.setdefault(row["page"], {})[result["requests"]] = row["cpu_ms"]
    return lines


def _axes(counts: Sequence[int], most: float) -> list[str]:
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', f'<text x="{LEFT}" y="18">{_TITLE}</text>']
    step = 10 ** math.floor(math.log10(most)) / 2
    for tick in range(int(most / step) + 2):
        y = _y(tick * step, most)
        parts.append(f'<path d="M{LEFT} {y:.0f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{tick * step:g}</text>')
    for count in counts:
        place = f'x="{_x(count, counts):.0f}" y="{HEIGHT - BOTTOM + 22}"'
        parts.append(f'<text {place} text-anchor="middle">{count:,}</text>')
    return parts


def _label_places(costs: Sequence[float], most: float) -> list[float]:
    """Where each line's name stands: beside its end, but not upon another's."""
    places = [0.0] * len(costs)
    lowest = math.inf
    for index in sorted(range(len(costs)), key=lambda one: costs[one]):
        lowest = min(_y(costs[index], most) + 4, lowest - 16)
        places[index] = lowest
    return places


def _x(count: int, counts: Sequence[int]) -> float:
    spread = math.log(counts[-1] / counts[0]) or 1
    return LEFT + (WIDTH - LEFT - RIGHT) * math.log(count / counts[0]) / spread


def _y(cost: float, most: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * cost / most / 1.1


if __name__ == "__main__":
    target, *files = map(Path, sys.argv[1:])
    target.write_text(picture([json.loads(file.read_text()) for file in files]))
