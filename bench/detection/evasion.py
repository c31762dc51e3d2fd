"""What each lever gives an attacker, and what it costs in reach.

Reach of one planned act: what share of the network acts on the object within its first ten minutes (participation x
rotation x what of the jitter falls into ten minutes). A smaller share costs ordinary acts for each planned one, a
paraphrase costs words.
"""

from dataclasses import dataclass

from bench.document import table
from bench.svg import Svg

from .gates import number
from .results import CellResult


@dataclass(frozen=True)
class Lever:
    factor: str
    title: str
    standard: float  # where the standard cell stands
    cost: str

    def cost_at(self, level: float) -> str:
        if self.factor == "jitter":
            return f"{min(1, 600 / level):.0%} of the reach in ten minutes"
        if self.factor == "share":
            return f"{1 / level - 1:.0f} ordinary acts for each planned one"
        if self.factor == "rotation":
            return f"{level:.0%} of the accounts for each object"
        return f"{level:.0%} of the words, by every member"


LEVERS = (
    Lever("jitter", "jitter, seconds", 60, "reach"),
    Lever("share", "share of the activity", 0.1, "ordinary acts"),
    Lever("rotation", "share of the members drawn from", 1, "reach"),
    Lever("paraphrase", "share of the words changed", 0, "words"),
)


def points(lever: Lever, cells: list[CellResult]) -> list[tuple[float, CellResult]]:
    """Levels in rising order, the standard's among them."""
    standard = {"paraphrase": "trace-text"}.get(lever.factor, "standard")
    found = [(cell.cell.level, cell) for cell in cells if cell.cell.factor == lever.factor]
    found += [(lever.standard, cell) for cell in cells if cell.cell.name == standard]
    return sorted(found, key=lambda point: point[0])


def under_half(line: list[tuple[float, float]]) -> str:
    """The levels at which recall lies under one half: all of them, since recall need not fall evenly."""
    if not line:
        return "–"
    low = [f"{level:g}" for level, recall in line if recall < 0.5]
    return "at " + ", ".join(low) if low else "at none of these"


def evasion_table(cells: list[CellResult]) -> str:
    rows = []
    for lever in LEVERS:
        line = points(lever, cells)
        for level, cell in line:
            best = cell.best_count
            count = f"{best.recall:.2f} at precision {best.precision:.2f}" if best else "–"
            rows.append([lever.title, f"{level:g}", number(cell.recall), count, lever.cost_at(level)])
        rows.append(["", "**under one half**", under_half([(level, cell.recall) for level, cell in line]), "", ""])
    return table(["lever", "level", "recall", "best-tuned count: recall", "what it costs"], rows)


def evasion_picture(cells: list[CellResult]) -> str:
    width, panel, top, bottom = 1000, 250, 70, 250
    said = "; ".join(
        f"{lever.title}: recall under one half {under_half([(at, cell.recall) for at, cell in points(lever, cells)])}"
        for lever in LEVERS
    )
    picture = Svg(width, 300, "Where recall falls under one half", said)
    counted = all(cell.best_count for lever in LEVERS for _, cell in points(lever, cells))
    beside = ": ours in blue, the best-tuned count's in grey" if counted else ""
    picture.text(12, 24, f"Recall as an attacker pulls one lever{beside}")
    for k, lever in enumerate(LEVERS):
        line = points(lever, cells)
        left, right = 12 + panel * k + 28, panel * (k + 1) - 12
        step = (right - left) / max(1, len(line) - 1)
        picture.text(left, 54, lever.title, look="small")
        for recall in (0, 0.5, 1):
            y = bottom - recall * (bottom - top)
            picture.line("axis" if recall == 0 else "grid", left, y, right, y)
            picture.text(left - 6, y + 4, f"{recall:g}", "end", "small")
        lines = [("chance", [cell.best_count.recall for _, cell in line])] if counted else []
        for look, recalls in [*lines, ("seen", [cell.recall for _, cell in line])]:
            drawn = [(left + step * i, bottom - recall * (bottom - top)) for i, recall in enumerate(recalls)]
            picture.path(look, drawn)
            for x, y in drawn:
                picture.dot(look, x, y)
        for i, (level, _) in enumerate(line):
            picture.text(left + step * i, bottom + 20, f"{level:g}", "middle", "small")
    return picture.finish()
