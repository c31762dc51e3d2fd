"""Ours beside the best-tuned count, cell by cell."""

from bench.svg import Svg

from .results import CellResult


def cells_picture(cells: list[CellResult]) -> str:
    labels, panel, row, top = 220, 300, 22, 76
    height = top + row * len(cells) + 16
    said = "; ".join(
        f"{cell.cell.short}: F1 {cell.f1:.2f}, best-tuned count {cell.best_count.f1:.2f}" for cell in cells[:4]
    )
    picture = Svg(labels + 2 * panel + 20, height, "Nomination and ranking beside the best-tuned count", said)
    picture.text(
        12, 24, "Blue: Lockstep, nothing tuned. Grey: the best of all plain counts, its threshold read off the truth"
    )
    panels = (
        ("F1 of the nominated accounts", lambda c: c.f1, lambda c: c.best_count.f1),
        ("average precision of the ranking", lambda c: c.average_precision, lambda c: c.best_count_ranking[1]),
    )
    for k, (title, ours, theirs) in enumerate(panels):
        left, span = labels + panel * k, panel - 40
        picture.text(left, 48, title)
        for mark in (0, 0.5, 1):
            picture.line("grid", left + mark * span, top - 10, left + mark * span, height - 12)
            picture.text(left + mark * span, top - 14, f"{mark:g}", "middle", "small")
        for i, cell in enumerate(cells):
            y = top + row * i + 6
            if k == 0:
                picture.text(12, y + 4, cell.cell.short)
            picture.line("grid", left + theirs(cell) * span, y, left + ours(cell) * span, y)
            picture.dot("chance", left + theirs(cell) * span, y)
            picture.dot("seen", left + ours(cell) * span, y)
    return picture.finish()
