"""Lockstep beside DuckDB, Polars and the Coordination Network Toolkit: the pair tables of the same files.

    ./run bench [--only WORDS] [--repeat N]       --only "russian 60s": the cases whose name holds the words

Each program runs as a whole process, with one thread and with two, in turns; of several runs the one with least
processor time counts. What they find is compared row by row (of the Toolkit: which pairs). Processor time is that of
the process and its children; memory is the largest resident set.
"""

import argparse
import csv
import gzip
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
WORK = ROOT / "build" / "bench"
PEERS = ROOT / "bench" / "peers"
EXAMPLES = ROOT / "examples"


@dataclass
class Case:
    name: str
    file: Path
    account: str
    object: str
    time: str
    trace: str
    window: int
    min_shared: int
    toolkit: tuple[Path, str] | None = None  # its own table, and the network


@dataclass
class Cost:
    cpu: float
    wall: float
    megabytes: float


def run_once(command: list[str], threads: int) -> Cost:
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    measured = [str(BUILD / "bin" / "bench_cost"), *command]
    done = subprocess.run(measured, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return Cost(**json.loads(done.stderr.splitlines()[-1]))


def commands(case: Case, threads: int, out: Path) -> dict[str, list[str]]:
    python = sys.executable
    asked = [str(case.file), case.account, case.object, case.time, str(case.window), str(case.min_shared)]
    lockstep = [str(BUILD / "bin" / "lockstep"), "--quiet", "--threads", str(threads), "pairs", str(case.file)]
    lockstep += ["--trace", case.trace, "--window", f"{case.window}s", "--min-shared", str(case.min_shared)]
    found = {
        "Lockstep": [*lockstep, "--out", str(out)],
        "DuckDB": [python, str(PEERS / "duckdb_pairs.py"), *asked, str(threads), str(out)],
        "Polars": [python, str(PEERS / "polars_pairs.py"), *asked, str(out)],
    }
    if case.toolkit:
        table, network = case.toolkit
        options = [str(table), network, str(case.window), str(threads), str(out)]
        found["Toolkit"] = [python, str(PEERS / "toolkit_pairs.py"), *options]
    return found


def seconds(text: str) -> int:
    return int(text) if text.isdigit() else int(datetime.fromisoformat(text).timestamp())


def pairs_in(path: Path) -> list[tuple]:
    with path.open(newline="") as file:
        rows = [
            (r["account_a"], r["account_b"], int(r["shared"]), seconds(r["first_time"]), seconds(r["last_time"]))
            if "shared" in r
            else (r["account_a"], r["account_b"])
            for r in csv.DictReader(file)
        ]
    return sorted(rows)


def compare(case: Case, repeat: int) -> None:
    """In turns, since a machine is not equally busy from one minute to the next."""
    for threads in (1, 2):
        costs: dict[str, Cost] = {}
        found: dict[str, list[tuple]] = {}
        for _ in range(repeat):
            for program, command in commands(case, threads, WORK / "pairs.csv").items():
                cost = run_once(command, threads)
                if program not in costs or cost.cpu < costs[program].cpu:
                    costs[program] = cost
                if program not in found:
                    found[program] = pairs_in(WORK / "pairs.csv")
        expected, base = found["Lockstep"], costs["Lockstep"]
        for program, cost in costs.items():
            rows = found[program]
            agrees = rows == [row[: len(rows[0])] for row in expected] if rows else not expected
            if not agrees:
                sys.exit(f"{case.name}: {program} finds {len(rows)} pairs, Lockstep {len(expected)}, and they differ")
            print(
                f"| {case.name} | {len(rows):,} | {program} | {threads} | {cost.cpu:.3f} | {cost.wall:.2f} "
                f"| {cost.megabytes:,.0f} | {cost.cpu / base.cpu:.1f} | {cost.megabytes / base.megabytes:.1f} |",
                flush=True,
            )


def toolkit_table(name: str, rows: list[tuple[str, str, str, str, str]]) -> Path:
    """message_id, user_id, repost_id, timestamp, urls of each row, as the Toolkit's CSV."""
    path = WORK / name
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"])
        for message, user, repost, at, urls in rows:
            table.writerow([message, user, "", repost, "", "", at, urls])
    return path


def russian_for_toolkit() -> Path:
    with gzip.open(EXAMPLES / "russian_coord_tweets.csv.gz", "rt", newline="") as file:
        rows = [
            (r["content_id"], r["account_id"], r["object_id"], r["timestamp_share"], "") for r in csv.DictReader(file)
        ]
    return toolkit_table("russian_toolkit.csv", rows)


def german_for_toolkit() -> Path:
    """One row a post, account and time, with its links; posts without a link would all match each other."""
    posts: dict[tuple[str, str, str], list[str]] = {}
    with gzip.open(EXAMPLES / "german_elections.csv.gz", "rt", newline="") as file:
        for r in csv.DictReader(file):
            if r["url_id"]:
                links = posts.setdefault((r["post_id"], r["account_id"], r["timestamp"]), [])
                if r["url_id"] not in links:
                    links.append(r["url_id"])
    rows = [("/".join(post), post[1], "", post[2], " ".join(links)) for post, links in posts.items()]
    return toolkit_table("german_toolkit.csv", rows)


def stream(events: int) -> Path:
    path = WORK / f"stream_{events}.parquet"
    if not path.exists():
        subprocess.run([BUILD / "bin" / "bench_stream", str(events), path], check=True)
    return path


def cases() -> list[Case]:
    russian, german = EXAMPLES / "russian_coord_tweets.csv.gz", EXAMPLES / "german_elections.csv.gz"
    found = []
    for window in (10, 60, 300):
        case = Case(f"russian {window}s", russian, "account_id", "object_id", "timestamp_share", "co-object", window, 1)
        case.toolkit = (russian_for_toolkit(), "co_retweet")
        found.append(case)
    case = Case("german URLs 60s", german, "account_id", "url_id", "timestamp", "co-link", 60, 1)
    case.toolkit = (german_for_toolkit(), "co_link")
    found.append(case)
    for events in (1_000_000, 10_000_000):
        name = f"{events // 1_000_000}M events 60s"
        found.append(Case(name, stream(events), "account_id", "object_id", "time", "co-object", 60, 2))
    return found


def kernel(events: int) -> None:
    done = subprocess.run([BUILD / "bin" / "bench_pairs", stream(events)], check=True, capture_output=True)
    said = json.loads(done.stdout)
    print(
        f"counting alone, {events:,} events, {said['met_per_event']} pairs an event, one thread: "
        f"{said['cpu_seconds']:.2f} s, {said['events_per_cpu_second'] / 1e6:.1f} million events a second"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="the cases whose name holds these words")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each program")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run(["ninja", "-C", BUILD, "program", "bench_programs"], check=True, stdout=subprocess.DEVNULL)
    print("| what | pairs | program | threads | CPU s | wall s | MB | CPU : Lockstep | MB : Lockstep |")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|")
    for case in cases():
        if options.only in case.name:
            compare(case, options.repeat if "M events" not in case.name else min(options.repeat, 2))
    for events in (1_000_000, 10_000_000):
        if options.only in f"{events // 1_000_000}M events 60s":
            kernel(events)


if __name__ == "__main__":
    main()
