"""The tables of docs/evaluation.md."""

from collections import defaultdict
from math import sqrt
from statistics import quantiles

from bench.document import table

from .gates import Gate, number
from .results import CellResult

LEAST_CONFIDENCE = 0.99  # nobody is nominated with less
RESULT_CLASSES = ("synchronised", "closed_ring", "close_circle", "declared_automation")


def wilson(part: int, whole: int) -> tuple[float, float]:
    z, share = 1.959964, part / whole
    centre, half = share + z * z / (2 * whole), z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def plain(per_100000: float) -> str:
    """No more digits than are known: 0, 0.4, 12, 3,400."""
    if per_100000 < 0.05:
        return "0"
    return f"{per_100000:.1f}" if per_100000 < 9.95 else f"{float(f'{per_100000:.2g}'):,.0f}"


def share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part}: {part / whole:.3%} ({low:.3%}–{high:.3%})"


def rate(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{plain(1e5 * part / whole)} ({plain(1e5 * low)}–{plain(1e5 * high)})"


def gate_table(gates: list[Gate]) -> str:
    rows = [[gate.what, gate.asked, gate.measured, gate.verdict] for gate in gates]
    return table(["gate", "asked", "measured", ""], rows)


def cell_table(cells: list[CellResult]) -> str:
    rows = []
    for cell in cells:
        found = f"{cell.total('found_networks')} of {cell.total('planted_networks')}"
        row = [cell.cell.title, str(len(cell.streams)), number(cell.recall), number(cell.precision), found]
        row += [
            number(cell.average_precision),
            rate(cell.false_accounts, cell.total("organic_accounts")),
            number(cell.f1),
        ]
        if count := cell.best_count:
            which, ranking = cell.best_count_ranking
            row.append(f"{count.f1:.3f} ({count.precision:.2f}/{count.recall:.2f}: {count.name}, {count.least:g})")
            row.append(f"{ranking:.3f} ({which})")
        else:
            row += ["–", "–"]
        rows.append(row)
    columns = [
        "planted",
        "streams",
        "recall",
        "precision",
        "networks found",
        "AP",
        "organic nominated per 100,000",
        "F1",
    ]
    return table([*columns, "best count: F1 (precision/recall: which, at least)", "best count: AP"], rows)


def organic_table(empty: CellResult) -> str:
    """Organic accounts in networks where nothing is planted, by class."""
    accounts: dict[str, int] = defaultdict(int)
    accused: dict[tuple[str, str], int] = defaultdict(int)
    for stream in empty.streams:
        for row in stream["accusations"]:
            accounts[row["organic_class"]] += row["accounts"]
            for result_class in RESULT_CLASSES:
                accused[row["organic_class"], result_class] += row[result_class]["accounts"]
    rows = [
        [name, f"{whole:,}", *(rate(accused[name, result_class], whole) for result_class in RESULT_CLASSES)]
        for name, whole in accounts.items()
    ]
    return table(["class", "accounts", *RESULT_CLASSES], rows)


def open_to_all_table(empty: CellResult) -> str:
    """The same by what is open to all."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for stream in empty.streams:
        for kind, row in stream["took_part"].items():
            for name, accounts in row.items():
                counts[kind][name] += accounts
    rows = [
        [kind, f"{row['accounts']:,}", *(rate(row[result_class], row["accounts"]) for result_class in RESULT_CLASSES)]
        for kind, row in sorted(counts.items())
    ]
    return table(["took part in", "accounts", *RESULT_CLASSES], rows)


def count_table(empty: CellResult) -> str:
    """What a count would name there."""
    organic = empty.total("organic_accounts")
    rows = []
    for window in (10, 60, 600):
        for least in (2, 3, 5, 10):
            accused = empty.accused_by(f"any trace {window} s", least)
            if accused is not None:
                rows.append([f"any trace, {window} s", str(least), f"{accused:,}", rate(accused, organic)])
    return table(["count", "at least", "accounts named", "per 100,000"], rows) if rows else ""


def peer_table(cell: CellResult) -> str:
    """Other tools' edges beside the plain counts of the same streams, each at its best threshold."""
    rows = [
        ["Lockstep", "", number(cell.f1), number(cell.precision), number(cell.recall), number(cell.average_precision)]
    ]
    counts = cell.counts("peers") | {name: found for name, found in cell.counts().items() if name.endswith(" 60 s")}
    for name, streams in counts.items():
        best = cell.tuned(name, streams)
        share = [f"{value:.3f}" for value in (best.f1, best.precision, best.recall, cell.mean_precision(streams))]
        rows.append([name, f"{best.least:g}", *share])
    return table(["count", "at least", "F1", "precision", "recall", "AP"], rows)


def size_table(cells: list[CellResult]) -> str:
    """Recall of accounts by the size of their ring."""
    bands = ((2, 5), (6, 12), (13, 30), (31, 60), (61, 1000))
    rows = []
    for cell in cells:
        planted, nominated = [0] * len(bands), [0] * len(bands)
        for stream in cell.streams:
            for ring in stream["planted"]:
                band = next(i for i, (_, most) in enumerate(bands) if ring["accounts"] <= most)
                planted[band] += ring["accounts"]
                nominated[band] += ring["nominated"]
        shares = [f"{n / p:.2f} of {p}" if p else "–" for n, p in zip(nominated, planted, strict=True)]
        rows.append([cell.cell.short, *shares])
    return table(["recall, by size of the ring", "4–5", "6–12", "13–30", "31–60", "61–100"], rows)


def ring_table(cell: CellResult) -> str:
    """Ring by ring."""
    rows = [
        [
            ring["group"],
            str(ring["accounts"]),
            str(ring["nominated"]),
            ring["network_id"] or "–",
            str(ring["spread_over"]),
        ]
        for stream in cell.streams
        for ring in stream["planted"]
    ]
    return table(["ring", "accounts", "nominated", "mostly in", "spread over"], rows) if rows else ""


def random_table(cells: list[CellResult]) -> str:
    def spread(values: list[float]) -> list[str]:
        return [f"{value:.2f}" for value in quantiles(values, n=20, method="inclusive")[:: 9 if len(values) > 1 else 1]]

    rows = [
        ["recall", *spread([cell.recall or 0 for cell in cells])],
        ["F1", *spread([cell.f1 for cell in cells])],
        ["F1 of the best-tuned count", *spread([cell.best_count.f1 for cell in cells])],
        ["AP", *spread([cell.average_precision or 0 for cell in cells])],
        ["AP of the best count", *spread([cell.best_count_ranking[1] for cell in cells])],
    ]
    return table([f"{len(cells)} random cells", "5th percentile", "median", "95th percentile"], rows)


def confidence_table(cells: list[CellResult]) -> str:
    """Members of nominated networks who are at least so sure: the share declared to be organic, and what is so."""
    declared: dict[float, float] = defaultdict(float)
    false: dict[float, int] = defaultdict(int)
    members: dict[float, int] = defaultdict(int)
    for cell in cells:
        for stream in cell.streams:
            for row in stream["confidence"]:
                declared[row["least_confidence"]] = max(declared[row["least_confidence"]], row["declared_rate"])
                false[row["least_confidence"]] += row["false"]
                members[row["least_confidence"]] += row["members"]
    rows = [
        [f"{least:g} or more", f"{members[least]:,}", f"{declared[least]:.3%}", share(false[least], members[least])]
        for least in sorted(members, reverse=True)
        if members[least] and least >= LEAST_CONFIDENCE
    ]
    heads = ["confidence", "members", "organic, declared at most", "organic, as it is"]
    return table(heads, rows) if rows else ""
