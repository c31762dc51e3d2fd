"""An hour's company beside the ranking and plain counts, on streams whose times are cut to whole minutes.

    ./run bench-detection --company

`company.csv` nominates nobody, so what it is worth is its average precision, and who stands on top where nothing is
planted.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from bench.document import table, write_block

from .cells import EMPTY, Cell
from .counts import TRACES, best_partner, finish, in_numbers, planted_in, weigh
from .streams import call

SEEDS = (3001, 3002)
ACCOUNTS = 10_000
WINDOWS = (0, 600, 3600)  # of the plain counts, s
TOP = (50, 200, 1000)

CELLS = (
    Cell("hour", "1 h, 10 actions, 10%", "actions=10,share=0.1,jitter=1h"),
    Cell("hour-often", "1 h, 20 actions, 50%", "actions=20,share=0.5,jitter=1h"),
    Cell("hour-own", "1 h, 10 actions, 10%, objects of their own", "actions=10,share=0.1,jitter=1h,exclusive=1"),
    Cell("hour-many", "1 h, 10 actions, 10%, 24% of the accounts", "actions=10,share=0.1,jitter=1h", sizes=((40, 60),)),
    Cell("minutes", "10 min, 10 actions, 10%", "actions=10,share=0.1,jitter=10min"),
)
ORGANIC = {0.25: "", 0: "without classes: "}  # share of the accounts that act together without a plan


def cut_to_minutes(posts: Path) -> Path:
    cut = posts.with_name("minutes.csv")
    table = pl.read_csv(posts, infer_schema_length=0)
    table.with_columns(pl.col("time").str.head(17) + "00Z").write_csv(cut)
    return cut


def scores(path: Path) -> pl.DataFrame:
    ranked = pl.read_csv(path, schema_overrides={"account_id": pl.String})
    return in_numbers(ranked.select(account="account_id", score="score"))


def average_precision(ranked: pl.DataFrame, truth: pl.DataFrame) -> float:
    planted = planted_in(truth)
    return finish(weigh(ranked, planted), planted.len(), truth.height)["average_precision"]


def best_count(program: Path, posts: Path, work: Path, truth: pl.DataFrame) -> tuple[float, str]:
    found = []
    for trace in TRACES:
        for window in WINDOWS:
            pairs = work / "pairs.parquet"
            command = [program, "--quiet", "--threads", "1", "pairs", posts, "--trace", trace, "--min-shared", "1"]
            subprocess.run([*command, "--window", f"{window}s", "--out", pairs], check=True, capture_output=True)
            shared = in_numbers(pl.read_parquet(pairs, columns=["account_a", "account_b", "shared"]))
            found.append((average_precision(best_partner(shared, "shared"), truth), f"{trace} {window} s"))
    return max(found)


def stream(cell: Cell, organic: float, seed: int, work: Path) -> tuple[Path, pl.DataFrame]:
    """The posts, with times cut to whole minutes and detected into work/result, and the truth."""
    options = ["--accounts", str(ACCOUNTS), "--seed", str(seed), "--organic-share", str(organic)]
    options += [part for planting in cell.plantings(seed) for part in ("--plant", planting)]
    call("simulate", "--quiet", "--out", work / "stream", *options)
    posts = cut_to_minutes(work / "stream" / "posts.csv")
    call("detect", "--quiet", posts, "--accounts", work / "stream" / "accounts.csv", "--out", work / "result")
    return posts, pl.read_csv(work / "stream" / "truth.csv", infer_schema_length=0)


def cell_row(program: Path, cell: Cell, organic: float, store: Path) -> list[str]:
    ours, ranked, counted, names = [], [], [], []
    for seed in SEEDS:
        with TemporaryDirectory(prefix="company-", dir=store) as name:
            work = Path(name)
            posts, truth = stream(cell, organic, seed, work)
            ours.append(average_precision(scores(work / "result" / "company.csv"), truth))
            ranked.append(average_precision(scores(work / "result" / "ranking.csv"), truth))
            area, which = best_count(program, posts, work, truth)
            counted.append(area)
            names.append(which)
    mean = [f"{sum(values) / len(SEEDS):.3f}" for values in (ours, ranked, counted)]
    return [ORGANIC[organic] + cell.title, *mean, " and ".join(sorted(set(names)))]


def classes_on_top(store: Path) -> str:
    """Where nothing is planted: of each class, how many stand among the first."""
    tops = []
    for seed in SEEDS:
        with TemporaryDirectory(prefix="company-", dir=store) as name:
            _, truth = stream(EMPTY, 0.25, seed, Path(name))
            ranked = pl.read_csv(Path(name) / "result" / "company.csv", schema_overrides={"account_id": pl.String})
            tops.append((truth, ranked.join(truth, on="account_id", maintain_order="left")))
    everybody = pl.concat([truth for truth, _ in tops])
    rows = []
    for (kind,), accounts in everybody.group_by("class"):
        firsts = [sum((ranked.head(k)["class"] == kind).sum() for _, ranked in tops) for k in TOP]
        above = sum(((ranked["class"] == kind) & (ranked["score"] > 2)).sum() for _, ranked in tops)
        rows.append([kind, f"{accounts.height:,}", *map(str, firsts), f"{above:,}", f"{above / accounts.height:.1%}"])
    rows.sort(key=lambda row: (-int(row[2]), -int(row[3]), row[0]))
    columns = ["class", "accounts", *(f"of the first {k}" for k in TOP), "score above 2", "of the class"]
    return table(columns, rows)


def write(program: Path, store: Path, dry: bool) -> None:
    store.mkdir(parents=True, exist_ok=True)
    columns = ["planted", "company.csv", "ranking.csv", "best count", "which"]
    rows = [cell_row(program, cell, organic, store) for organic in ORGANIC for cell in CELLS]
    blocks = {"company": table(columns, rows), "company-classes": classes_on_top(store)}
    for name, block in blocks.items():
        print(f"\n{block}")
        if not dry:
            write_block(name, block)
