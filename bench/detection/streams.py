"""One stream from seed to numbers: simulate, detect, evaluate, each as a process of its own, and the plain counts.

What was measured lies in one JSON a cell and seed, and is taken from there while the program is the same; the counts
alone for as long as the stream has the same bytes.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from .cells import Cell
from .counts import peer_counts, plain_counts

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
COUNTS = Path(__file__).with_name("counts.py")
LEAST_TIMES = {"once or more": 1, "twice or more": 2}  # in what is open to all
STORE = ROOT / "build" / "bench-detection"


@dataclass(frozen=True)
class Work:
    cell: Cell
    seed: int
    accounts: int = 25_000
    days: int = 14
    counts: bool = True  # the plain counts beside
    peers: bool = False  # and other tools' edges

    @property
    def name(self) -> str:
        scale = "" if (self.accounts, self.days) == (25_000, 14) else f"-{self.accounts}x{self.days}"
        return f"{self.cell.name}-{self.seed}{scale}"


@cache
def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def call(*arguments: str | Path) -> str:
    done = subprocess.run([PROGRAM, "--threads", "1", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"lockstep {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


def simulate(work: Work, folder: Path) -> None:
    options = ["--accounts", str(work.accounts), "--days", str(work.days), "--seed", str(work.seed)]
    for planting in work.cell.plantings(work.seed):
        options += ["--plant", planting]
    call("simulate", "--quiet", "--out", folder, *options)


def stored(path: Path, stamp: str) -> dict | None:
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    return kept["measured"] if kept["stamp"] == stamp else None


def store(path: Path, stamp: str, measured: dict) -> dict:
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"stamp": stamp, "measured": measured}))
    part.rename(path)
    return measured


def measure(work: Work) -> dict:
    """What `lockstep evaluate` says, with "seconds" and, where asked for, "counts"."""
    STORE.mkdir(parents=True, exist_ok=True)
    found_path, counts_path = STORE / f"{work.name}.json", STORE / f"{work.name}-counts.json"
    stamp = digest(PROGRAM) + digest(COUNTS) + " ".join(work.cell.plantings(work.seed))
    found = stored(found_path, stamp)
    wanted = [name for name, asked in (("plain", work.counts), ("peers", work.peers)) if asked]
    if found and all(name in found.get("counts", {}) for name in wanted):
        return found
    (STORE / "work").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=f"{work.name}-", dir=STORE / "work") as name:
        folder, stream = Path(name), Path(name) / "stream"
        simulate(work, stream)
        if not found:
            found = detect(stream, folder)
        found["counts"] = count(stream, folder, wanted, counts_path)
    return store(found_path, stamp, found)


def detect(stream: Path, folder: Path) -> dict:
    began = time.monotonic()
    accounts = ["--accounts", stream / "accounts.csv"]
    call("detect", "--quiet", stream / "posts.csv", *accounts, "--out", folder / "result")
    seconds = time.monotonic() - began
    found = json.loads(call("evaluate", folder / "result", "--truth", stream / "truth.csv", "--json"))
    return found | {"seconds": round(seconds, 2), "took_part": took_part(stream, folder / "result")}


def took_part(stream: Path, result: Path) -> dict[str, dict[str, int]]:
    """Organic accounts that took part in what is open to all, and how many of them stand in which class."""
    truth, took, members = (
        pl.read_csv(path, infer_schema_length=0)
        for path in (stream / "truth.csv", stream / "took_part.csv", result / "members.csv")
    )
    organic = took.join(truth.filter(pl.col("class") != "planted"), on="account_id")
    organic = organic.select("account_id", "in", pl.col("times").cast(pl.Int64))
    counts: dict[str, dict[str, int]] = {}
    for often, least in LEAST_TIMES.items():
        for kind in sorted(organic["in"].unique()):
            accounts = organic.filter((pl.col("in") == kind) & (pl.col("times") >= least))
            standing = accounts.join(members, on="account_id")["class"].value_counts()
            counts[f"{kind}, {often}"] = {"accounts": accounts.height} | dict(standing.iter_rows())
    return counts


def count(stream: Path, folder: Path, wanted: list[str], path: Path) -> dict:
    stamp = digest(stream / "posts.csv") + digest(COUNTS)
    counts = stored(path, stamp) or {}
    truth = pl.read_csv(stream / "truth.csv", infer_schema_length=0)
    for name in wanted:
        if name not in counts:
            ask = plain_counts if name == "plain" else peer_counts
            counts[name] = ask(PROGRAM, stream / "posts.csv", folder, truth)
    return store(path, stamp, counts) if wanted else {}
