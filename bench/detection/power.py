"""What a run says it could have found, held against rings that act just as often.

    ./run bench-detection --power

A stream with nothing planted says, for each size and jitter, with how many occasions a network would be nominated with
probability .8. Rings of that kind are planted with as many, and counted: one is nominated where three of it are.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from bench.document import table, write_block

from .streams import call
from .tables import wilson

SEEDS = (4101, 4102)
ACCOUNTS = 15_000
PLANTED = 500  # accounts a stream, in at most so many rings:
MOST_RINGS = 25
LEAST_MEMBERS = 3


def said(folder: Path) -> list[dict]:
    stream, result = folder / "stream", folder / "result"
    call("simulate", "--quiet", "--out", stream, "--accounts", str(ACCOUNTS), "--seed", str(SEEDS[0]))
    call("detect", "--quiet", stream / "posts.csv", "--accounts", stream / "accounts.csv", "--out", result)
    return json.loads((result / "run.json").read_text())["tests"]["power"]["rows"]


def nominated(row: dict, seed: int, folder: Path) -> tuple[int, int]:
    """Rings of which three are nominated, and all that were planted."""
    stream, result = folder / "stream", folder / "result"
    rings = min(MOST_RINGS, PLANTED // row["members"])
    ring = f"size={row['members']},networks={rings},actions={row['occasions']},jitter={row['jitter_seconds']:g}s"
    call("simulate", "--quiet", "--out", stream, "--accounts", str(ACCOUNTS), "--seed", str(seed), "--plant", ring)
    call("detect", "--quiet", stream / "posts.csv", "--accounts", stream / "accounts.csv", "--out", result)
    truth = pl.read_csv(stream / "truth.csv", infer_schema_length=0).filter(pl.col("class") == "planted")
    members = pl.read_csv(result / "members.csv", infer_schema_length=0).filter(pl.col("class") == "synchronised")
    found = members.join(truth, on="account_id")["group"].value_counts()
    return found.filter(pl.col("count") >= LEAST_MEMBERS).height, rings


def write(work: Path, dry: bool) -> None:
    work.mkdir(parents=True, exist_ok=True)
    rows, all_found, all_planted = [], 0, 0
    with TemporaryDirectory(prefix="power-", dir=work) as name:
        for k, row in enumerate(said(Path(name))):
            kind = [f"{row['members']}", f"{row['jitter_seconds']:g} s"]
            if row["occasions"] is None:
                rows.append([*kind, "not with 40", "–"])
                continue
            counts = []
            for seed in SEEDS:
                with TemporaryDirectory(prefix=f"power-{k}-", dir=work) as folder:
                    counts.append(nominated(row, seed, Path(folder)))
            found, planted = (sum(each) for each in zip(*counts, strict=True))
            low, high = wilson(found, planted)
            rows.append(
                [*kind, f"{row['occasions']}", f"{found} of {planted}: {found / planted:.2f} ({low:.2f}–{high:.2f})"]
            )
            all_found, all_planted = all_found + found, all_planted + planted
    rows.append(["all", "", "", f"{all_found} of {all_planted}: {all_found / all_planted:.2f}"])
    block = table(["members", "jitter", "occasions said", "nominated with so many"], rows)
    print(block)
    if not dry:
        write_block("power", block)
