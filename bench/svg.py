"""Small pictures for docs/pictures/: they follow the reader's light or dark scheme and say in words what they show."""

from html import escape

STYLE = """<style>
  svg { --paper: #fbfaf7; --ink: #1d2026; --soft: #5c6068; --line: #e5e2da; --strong: #8d8a81; --seen: #1d5fa6;
    --chance: #8d8778; --doubt: #87590c }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #15171a; --ink: #e8e6e1; --soft: #a6a9ae; --line: #30343a; --strong: #7b7f86; --seen: #7db3ea;
      --chance: #a39d8e; --doubt: #e0b25c }
  }
  .paper { fill: var(--paper) }
  text { font: 13px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums;
    fill: var(--ink) }
  .small { fill: var(--soft); font-size: 12px }
  line, polyline { fill: none; stroke-width: 2 }
  .grid { stroke: var(--line); stroke-width: 1 } .axis { stroke: var(--strong); stroke-width: 1 }
  line.seen, polyline.seen { stroke: var(--seen) } circle.seen { fill: var(--seen) }
  line.chance, polyline.chance { stroke: var(--chance) } circle.chance { fill: var(--chance) }
  line.doubt, polyline.doubt { stroke: var(--doubt) } circle.doubt { fill: var(--doubt) }
  text.seen { fill: var(--seen) } text.chance { fill: var(--chance) } text.doubt { fill: var(--doubt) }
</style>
"""


class Svg:
    """Marks are "seen" (blue), "chance" (grey) or "doubt" (ochre); lines also "grid" and "axis"."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" role="img" aria-labelledby="title description">\n<title id="title">{escape(title)}'
            f'</title>\n<desc id="description">{escape(description)}</desc>\n{STYLE}'
            f'<rect class="paper" width="{width:g}" height="{height:g}"/>'
        ]

    def line(self, look: str, x1: float, y1: float, x2: float, y2: float) -> None:
        self.parts.append(f'<line class="{look}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')

    def path(self, look: str, points: list[tuple[float, float]]) -> None:
        listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline class="{look}" points="{listed}"/>')

    def dot(self, look: str, x: float, y: float) -> None:
        self.parts.append(f'<circle class="{look}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')

    def text(self, x: float, y: float, text: str, anchor: str = "start", look: str = "") -> None:
        self.parts.append(f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>')

    def finish(self) -> str:
        return "\n".join([*self.parts, "</svg>", ""])
