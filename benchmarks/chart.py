"""The table as a picture: a bar for each figure, as a share of what its bar allows or asks for."""

from __future__ import annotations

import re
from html import escape

from benchmarks.measure import Row

WIDTH, LEFT, LINE = 860, 300, 44
FONT = 'font-family="system-ui, sans-serif" font-size="13"'


def chart(rows: list[Row]) -> str:
    """SVG. Where less is better, a full bar is the limit; where more is better, the line is what is asked for."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {len(rows) * LINE + 30}" {FONT}>',
        f'<rect width="{WIDTH}" height="{len(rows) * LINE + 30}" fill="#fff"/>',
    ]
    for place, row in enumerate(rows):
        y = place * LINE + 20
        wanted = float(re.search(r"[\d.]+", row.bar)[0])  # type: ignore[index]
        room = WIDTH - LEFT - 140
        share = min(row.figure / wanted, 2.0) / 2.0
        colour = "#2a7d4f" if row.holds else "#b3402e"
        parts += [
            f'<text x="10" y="{y + 16}">{row.number}. {escape(row.what)}</text>',
            f'<rect x="{LEFT}" y="{y}" width="{room}" height="22" fill="#eee"/>',
            f'<rect x="{LEFT}" y="{y}" width="{room * share:.0f}" height="22" fill="{colour}"/>',
            f'<line x1="{LEFT + room / 2}" x2="{LEFT + room / 2}" y1="{y - 4}" y2="{y + 26}" stroke="#333"/>',
            f'<text x="{LEFT + room + 10}" y="{y + 16}">{row.figure:.2f} {row.unit} ({escape(row.bar)})</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])
