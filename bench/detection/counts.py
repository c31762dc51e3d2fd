"""Plain counts, each at its best: "shared at least k objects within W with somebody", with k read off the truth.

A count is a trace and a window, or another tool's edges. Every account's score is the most that it shares with anybody;
its average precision and, for every k, how many planted ones and how many in all reach k are kept.
"""

import subprocess
from pathlib import Path

import polars as pl

TRACES = ("co-repost", "co-link", "co-text", "co-reply", "co-hashtag-sequence")
WINDOWS = (10, 60, 600)
COLUMNS = ["account_a", "account_b", "trace", "object", "post_a", "post_b", "gap_seconds"]  # of the evidence
MOST = 100  # larger counts are taken as this

# (tool's name, options) of its edges at its window; where a post is shared once, all of them count alike
PEERS = tuple(
    [(f"CooRTweet {t}", ["--like", "coortweet", "--min-participation", "1", "--trace", t]) for t in TRACES[:4]]
    + [
        (f"Toolkit {n}", ["--like", "cnt", "--network", n, "--min-edge-weight", "1"])
        for n in ("co_retweet", "co_link", "co_tweet", "co_reply")
    ]
)


def in_numbers(table: pl.DataFrame) -> pl.DataFrame:
    """Texts as their hashes: a fraction of the work, and none of a few million coincides with another."""
    return table.with_columns(pl.col(pl.String).hash())


def planted_in(truth: pl.DataFrame) -> pl.Series:
    return truth.filter(pl.col("class") == "planted")["account_id"].hash()


def best_partner(pairs: pl.DataFrame, weight: str) -> pl.DataFrame:
    """account, score: the most that an account shares with anybody."""
    ends = [pairs.select(account=end, score=weight) for end in ("account_a", "account_b")]
    return pl.concat(ends).group_by("account").agg(pl.col("score").max())


def weigh(scores: pl.DataFrame, planted: pl.Series) -> dict:
    """Average precision as `lockstep evaluate` has it; and [k, planted accounts, all accounts] with k or more."""
    by_score = (
        scores.with_columns(pl.col("account").is_in(planted.implode()).alias("planted"))
        .group_by("score")
        .agg(pl.col("planted").sum(), accounts=pl.len())
        .sort("score", descending=True)
        .with_columns(pl.col("planted").cum_sum(), pl.col("accounts").cum_sum())
    )
    average, before = 0.0, 0
    for _, found, taken in by_score.iter_rows():
        average += (found - before) * found / taken
        before = found
    sweep = [row for row in by_score.rows() if row[0] <= MOST]
    return {"found": before, "area": average, "sweep": sweep}


def finish(count: dict, planted: int, accounts: int) -> dict:
    """Accounts that the count never pairs come last, all at once."""
    left = planted - count.pop("found")
    count["average_precision"] = (count.pop("area") + left * planted / accounts) / planted if planted else None
    return count


def plain_counts(program: Path, posts: Path, work: Path, truth: pl.DataFrame) -> dict[str, dict]:
    planted = planted_in(truth)
    counts, all_traces = {}, []
    for trace in TRACES:
        evidence = work / "evidence.parquet"
        command = [program, "--quiet", "--threads", "1", "pairs", posts, "--trace", trace, "--min-shared", "1"]
        command += ["--window", f"{max(WINDOWS)}s", "--out", work / "pairs.parquet", "--evidence", evidence]
        subprocess.run(command, check=True, capture_output=True)
        all_traces.append(in_numbers(pl.read_parquet(evidence, columns=COLUMNS)))
        counts |= sweep_windows(trace, all_traces[-1], planted, truth.height)
    # one pair of posts counts once, whatever it shares
    together = pl.concat(all_traces).unique(["account_a", "account_b", "post_a", "post_b"], keep="first")
    return counts | sweep_windows("any trace", together, planted, truth.height)


def sweep_windows(name: str, meetings: pl.DataFrame, planted: pl.Series, accounts: int) -> dict[str, dict]:
    counts = {}
    for window in WINDOWS:
        near = meetings.filter(pl.col("gap_seconds") <= window)
        objects = near.unique(["account_a", "account_b", "trace", "object"])  # posts may touch one twice
        pairs = objects.group_by("account_a", "account_b").agg(shared=pl.len())
        counts[f"{name} {window} s"] = finish(weigh(best_partner(pairs, "shared"), planted), planted.len(), accounts)
    return counts


def peer_counts(program: Path, posts: Path, work: Path, truth: pl.DataFrame) -> dict[str, dict]:
    """The same of the edges that CooRTweet and the Coordination Network Toolkit give at 60 s."""
    planted = planted_in(truth)
    counts = {}
    for name, options in PEERS:
        edges = work / "edges.csv"
        command = [program, "--quiet", "--threads", "1", "pairs", posts, *options, "--time-window", "60"]
        subprocess.run([*command, "--out", edges], check=True, capture_output=True)
        table = in_numbers(pl.read_csv(edges, schema_overrides={"account_a": pl.String, "account_b": pl.String}))
        counts[f"{name} 60 s"] = finish(weigh(best_partner(table, "weight"), planted), planted.len(), truth.height)
    return counts
