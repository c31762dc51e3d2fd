"""The random cells by what was drawn for them: where recall is lost, and where the best-tuned count is ahead."""

from collections.abc import Callable
from statistics import median

from bench.document import table

from .results import CellResult

Draw = dict[str, str]
TRICKS = ("leader", "rotating=0.5", "rotating=0.33", "participation=0.9", "paraphrase=0.1")


def draw_of(cell: CellResult) -> Draw:
    (ring,) = cell.cell.plantings(0)
    trick = next((trick for trick in TRICKS if trick in ring.split(",")), "")
    return {"trick": trick} | dict(part.split("=") for part in ring.split(",") if "=" in part)


def between(name: str, least: float, most: float, unit: str = "") -> Callable[[Draw], bool]:
    return lambda draw: least <= float(draw[name].removesuffix(unit)) <= most


def of_trick(trick: str) -> Callable[[Draw], bool]:
    return lambda draw: draw["trick"] == trick


def of_trace(trace: str) -> Callable[[Draw], bool]:
    return lambda draw: draw["trace"] == trace


GROUPS: tuple[tuple[str, Callable[[Draw], bool]], ...] = (
    ("all", lambda _: True),
    ("4 to 7 accounts", between("size", 4, 7)),
    ("8 to 29 accounts", between("size", 8, 29)),
    ("30 to 100 accounts", between("size", 30, 100)),
    ("3 to 5 actions", between("actions", 3, 5)),
    ("6 to 9 actions", between("actions", 6, 9)),
    ("10 to 20 actions", between("actions", 10, 20)),
    ("jitter up to 60 s", between("jitter", 0, 60, "s")),
    ("jitter beyond 60 s", between("jitter", 61, 600, "s")),
    ("no trick", of_trick("")),
    ("a leader", of_trick("leader")),
    ("half of the members drawn each time", of_trick("rotating=0.5")),
    ("a third of them", of_trick("rotating=0.33")),
    ("nine in ten take part", of_trick("participation=0.9")),
    ("a tenth of the words changed", of_trick("paraphrase=0.1")),
    *((f"trace {trace}", of_trace(trace)) for trace in ("repost", "link", "text", "hashtags", "reply")),
)


def draw_table(cells: list[CellResult]) -> str:
    rows = []
    for name, belongs in GROUPS:
        group = [cell for cell in cells if belongs(draw_of(cell))]
        if not group:
            continue
        ahead = [cell for cell in group if cell.best_count.f1 > cell.f1]
        precision = [cell.best_count.precision for cell in ahead]
        rows.append(
            [
                name,
                str(len(group)),
                f"{median(cell.recall or 0 for cell in group):.2f}",
                f"{median(cell.f1 for cell in group):.2f}",
                f"{median(cell.best_count.f1 for cell in group):.2f}",
                str(len(ahead)),
                f"{median(precision):.2f}" if ahead else "–",
            ]
        )
    head = ["drawn", "cells", "recall", "F1", "F1 of the count", "count ahead", "its precision there"]
    return table(head, rows)


def accused(cells: list[CellResult]) -> str:
    """How many organic accounts are nominated over all of them."""
    organic = sum(cell.total("organic_accounts") for cell in cells)
    false = sum(cell.false_accounts for cell in cells)
    return f"Nominated over all of them: {false} of {organic:,} organic accounts.\n"
