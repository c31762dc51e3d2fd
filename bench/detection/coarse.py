"""Times cut down to a grid: what is still found, and whether anybody is named where nothing is planted.

./run bench-detection --coarse
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from bench.document import table, write_block

from .cells import EMPTY, STANDARD, Cell
from .gates import number
from .streams import Work, call, simulate
from .tables import rate

FIRST_SEED = 4001
PLANTED_SEEDS, EMPTY_SEEDS = 3, 12
GRIDS = {1: "", 10: "0", 60: "00"}  # seconds; the digits that are cut off
EMPTY_GRID = 60


def cut(posts: Path, seconds: int) -> Path:
    if seconds == 1:
        return posts
    digits = GRIDS[seconds]
    coarse = posts.with_name("coarse.csv")
    read = pl.read_csv(posts, infer_schema_length=0)
    kept = len("2024-03-01T00:00:00") - len(digits)
    read.with_columns(pl.col("time").str.head(kept) + digits + "Z").write_csv(coarse)
    return coarse


def evaluated(cell: Cell, seed: int, seconds: int, work: Path) -> tuple[dict, int]:
    """What `evaluate` says, and how many accounts stand in networks that are nominated or closed rings."""
    with TemporaryDirectory(prefix="coarse-", dir=work) as name:
        stream, result = Path(name) / "stream", Path(name) / "result"
        simulate(Work(cell, seed), stream)
        posts = cut(stream / "posts.csv", seconds)
        call("detect", "--quiet", posts, "--accounts", stream / "accounts.csv", "--out", result)
        members = pl.read_csv(result / "members.csv", infer_schema_length=0)
        named = members.filter(pl.col("class").is_in(["synchronised", "closed_ring"])).height
        return json.loads(call("evaluate", result, "--truth", stream / "truth.csv", "--json")), named


def row(seconds: int, work: Path) -> list[str]:
    found = [evaluated(STANDARD, FIRST_SEED + k, seconds, work)[0] for k in range(PLANTED_SEEDS)]
    true, nominated, planted = (
        sum(each[key] for each in found) for key in ("true_accounts", "nominated_accounts", "planted_accounts")
    )
    precision = sum(each["average_precision"] for each in found) / len(found)
    empty = "not measured"
    if seconds == EMPTY_GRID:
        named = [evaluated(EMPTY, FIRST_SEED + k, seconds, work) for k in range(EMPTY_SEEDS)]
        accounts = sum(each["accounts"] for each, _ in named)
        empty = rate(sum(count for _, count in named), accounts)
    return [f"{seconds} s", number(true / planted), f"{true:,} of {nominated:,}", number(precision), empty]


def write(work: Path, dry: bool) -> None:
    work.mkdir(parents=True, exist_ok=True)
    columns = ["grid", "recall", "planted among those nominated", "average precision"]
    columns.append("nominated or in a closed ring where nothing is planted, per 100,000")
    block = table(columns, [row(seconds, work) for seconds in GRIDS])
    print(block)
    if not dry:
        write_block("coarse", block)
