"""What was promised, beside what was measured: each gate with its number, reached or missed."""

from dataclasses import dataclass

from .cells import MIX, RARE, SLOW, STANDARD
from .results import CellResult

SPARED = ("fan", "petitioner", "tweetathon", "team", "friend")  # not even in a closed ring


@dataclass(frozen=True)
class Gate:
    what: str
    asked: str
    measured: str
    reached: bool | None  # None: not measured in this run

    @property
    def verdict(self) -> str:
        return {True: "reached", False: "**missed**", None: "not measured"}[self.reached]


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def at_least(what: str, value: float | None, least: float) -> Gate:
    return Gate(what, f"≥ {least:g}", number(value), None if value is None else value >= least)


def empty_gates(empty: CellResult | None) -> list[Gate]:
    if not empty:
        return [Gate("nothing planted", "no network", "–", None)]
    seeds, organic, networks = len(empty.streams), empty.total("organic_accounts"), empty.total("networks")
    enough = seeds >= 20 and organic >= 400_000
    said = f"{networks} networks of {empty.total('nominated_accounts')} accounts ({seeds} seeds, {organic:,} accounts)"
    rings = {
        row["organic_class"]: row["closed_ring"]["accounts"]
        for stream in empty.streams
        for row in stream["accusations"]
        if row["organic_class"] in SPARED and row["closed_ring"]["accounts"]
    }
    closed = ", ".join(f"{count} {name}" for name, count in sorted(rings.items())) or "none"
    return [
        Gate(
            "nothing planted: networks nominated", "0, on 20 seeds", said, networks == 0 if enough or networks else None
        ),
        Gate("nothing planted: fans, petitioners, teams, friends in closed rings", "none", closed, not rings),
    ]


def member_gates(planted: list[CellResult]) -> list[Gate]:
    members = sum(cell.total("members_of_true_networks") for cell in planted)
    if not members:
        return [Gate("members of true networks that are planted", "≥ 0.99", "–", None)]
    share = sum(cell.planted_members for cell in planted) / members
    swept = sum(cell.swept_in for cell in planted)
    rate = 1e5 * swept / sum(cell.total("organic_accounts") for cell in planted)
    return [
        Gate("members of true networks that are planted", "≥ 0.99", f"{share:.4f} of {members:,}", share >= 0.99),
        Gate("organic accounts in true networks, per 100,000", "≤ 20", f"{rate:.1f} ({swept})", rate <= 20),
    ]


def beaten_gates(planted: list[CellResult]) -> list[Gate]:
    compared = [cell for cell in planted if cell.best_count]
    if not compared:
        return [Gate("cells in which a best-tuned count beats us", "0", "–", None)]
    gates = []
    for what, lost in (
        ("by F1", [cell.cell.short for cell in compared if cell.best_count.f1 > cell.f1]),
        ("by average precision", [c.cell.short for c in compared if c.best_count_ranking[1] > c.average_precision]),
    ):
        said = f"{len(lost)} of {len(compared)}" + (f": {'; '.join(lost[:8])}" if lost else "")
        said += f"; and {len(lost) - 8} more" if len(lost) > 8 else ""
        gates.append(Gate(f"cells in which a best-tuned count beats us {what}", "0", said, not lost))
    return gates


def gates(results: dict[str, CellResult], planted: list[CellResult]) -> list[Gate]:
    found = empty_gates(results.get("empty")) + member_gates(planted)
    for cell, least in ((STANDARD, 0.95), (SLOW, 0.95), (RARE, 0.65), (MIX, 0.75)):
        result = results.get(cell.name)
        found.append(at_least(f"recall of accounts, {cell.short}", result and result.recall, least))
    for cell, least in ((STANDARD, 0.98), (MIX, 0.85)):
        result = results.get(cell.name)
        found.append(at_least(f"average precision, {cell.short}", result and result.average_precision, least))
    return found + beaten_gates(planted)
