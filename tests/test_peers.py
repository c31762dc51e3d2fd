"""The modes that answer as other tools do, on made-up tables: against slow twins, and against the Toolkit itself."""

import csv
import os
import random
import subprocess
from pathlib import Path

import pytest
from peer_twins import coortweet_edges, coortweet_pairs, toolkit_edges

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
START = 1_600_000_000
NETWORKS = ["co_retweet", "co_tweet", "co_reply", "co_link", "co_similar_tweet", "co_post"]
TOOLKIT_COLUMNS = ["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"]


def lockstep(*arguments):
    subprocess.run([PROGRAM, "pairs", "--quiet", *map(str, arguments)], check=True, capture_output=True)


def write(path, columns, rows):
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def read(path):
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def edges(path):
    return {(a, b): int(weight) for a, b, weight in read(path)[1]}


@pytest.mark.parametrize("seed", range(12))
def test_coortweet_is_as_its_twin(seed, tmp_path):
    rng = random.Random(seed)
    accounts, objects, contents = rng.choice([(3, 2, 6), (8, 5, 60), (20, 4, 300)])
    rows = [
        (
            # some objects are contents, some contents belong to two accounts, some rows are there twice
            rng.choice([f"o{rng.randrange(objects)}", f"c{rng.randrange(contents)}"]),
            f"a{rng.randrange(accounts)}",
            f"c{rng.randrange(contents)}",
            START + rng.randrange(60),
        )
        for _ in range(rng.randrange(1, 160))
    ]
    rows += rng.choices(rows, k=len(rows) // 8)
    write(tmp_path / "t.csv", ["object_id", "account_id", "content_id", "timestamp_share"], rows)
    window, participation, p = rng.choice([0, 3, 10]), rng.randrange(1, 5), rng.choice([0, 0.25, 0.5, 0.9, 0.99, 1])
    options = ["--like", "coortweet", "--time-window", window, "--min-participation", participation]
    loops = rng.random() < 0.5
    if loops:
        options.append("--keep-loops")
    lockstep(tmp_path / "t.csv", *options, "--out", tmp_path / "e.csv", "--pairs-out", tmp_path / "p.csv")
    expected = coortweet_pairs(rows, window, participation, loops)
    header, found = read(tmp_path / "p.csv")
    assert header == ["object_id", "time_delta", "content_id", "account_id", "content_id_y", "account_id_y"]
    assert sorted(found) == sorted([str(cell) for cell in pair] for pair in expected)
    assert edges(tmp_path / "e.csv") == coortweet_edges(expected)
    lockstep(tmp_path / "t.csv", *options, "--edge-weight", p, "--out", tmp_path / "q.csv")
    assert edges(tmp_path / "q.csv") == coortweet_edges(expected, p)


def made_up_messages(rng):
    words = ["bread", "Bread", "ferry", "harbour", "noon", "@baker", "@BAKER:", "ÉCLAIR", "éclair", "12"]
    urls = ["https://x.test/1", "https://x.test/2", "https://x.test/3", ""]
    accounts = rng.choice([3, 6, 12])
    spread = rng.choice([20, 200])
    messages = []
    for _ in range(rng.randrange(1, 120)):
        time = START + rng.randrange(spread)
        messages.append(
            {
                "message_id": f"m{rng.randrange(150)}",  # some come twice, with another account or time
                "user_id": f"u{rng.randrange(accounts)}",
                "username": "",
                "repost_id": rng.choice(["", "", f"r{rng.randrange(6)}"]),
                "reply_id": rng.choice(["", f"p{rng.randrange(6)}"]),
                "message": rng.choice([" ", "  "]).join(rng.choices(words, k=rng.choice([0, 1, 3, 5, 9]))),
                "timestamp": str(time + rng.choice([0, 0, 0.1, 0.25, 0.3])),
                "urls": " ".join(rng.choices(urls, k=rng.choice([0, 1, 2, 3]))),
            }
        )
    return messages


def toolkit_case(seed, tmp_path):
    rng = random.Random(seed)
    messages = made_up_messages(rng)
    write(tmp_path / "t.csv", TOOLKIT_COLUMNS, [m.values() for m in messages])
    settings = {
        "time_window": rng.choice([0, 1, 5, 60]),
        "min_weight": rng.randrange(1, 4),
        "similarity": rng.choice([0.2, 0.5, 0.6, 0.8, 1.0]),
        "min_size": rng.choice([0, 1, 2, 4]),
    }
    return messages, settings


def as_toolkit(tmp_path, network, settings, loops):
    lockstep(
        *[tmp_path / "t.csv", "--like", "cnt", "--network", network, "--time-window", settings["time_window"]],
        *["--min-edge-weight", settings["min_weight"], "--similarity", settings["similarity"]],
        *["--min-document-size", settings["min_size"], "--out", tmp_path / "e.csv"],
        *(["--loops"] if loops else []),
    )
    return edges(tmp_path / "e.csv")


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("seed", range(8))
def test_toolkit_is_as_its_twin(network, seed, tmp_path):
    messages, settings = toolkit_case(seed, tmp_path)
    for loops in (False, True):
        found = as_toolkit(tmp_path, network, settings, loops)
        assert found == toolkit_edges(messages, network, loops=loops, **settings)


@pytest.mark.parametrize("network", NETWORKS)
def test_toolkit_is_as_the_toolkit_itself(network, tmp_path):
    """The released 1.5.2: between different accounts; there a message matches itself, so loops are others."""
    compute = pytest.importorskip("coordination_network_toolkit.compute_networks", reason="./run bench installs it")
    from coordination_network_toolkit.graph import get_edge_rows  # noqa: PLC0415
    from coordination_network_toolkit.preprocess import preprocess_csv_files  # noqa: PLC0415
    from coordination_network_toolkit.similarity import get_similarity_fn_from_min_size  # noqa: PLC0415

    functions = {
        "co_retweet": compute.compute_co_retweet_parallel,
        "co_tweet": compute.compute_co_tweet_network,
        "co_reply": compute.compute_co_reply_network,
        "co_link": compute.compute_co_link_network,
        "co_similar_tweet": compute.compute_co_similar_tweet,
        "co_post": compute.compute_co_post_network,
    }
    for seed in range(100, 103):
        _, settings = toolkit_case(seed, tmp_path)
        settings["min_size"] = max(1, settings["min_size"])  # under it the Toolkit fails on two empty texts
        database = str(tmp_path / f"{seed}.db")
        preprocess_csv_files(database, [str(tmp_path / "t.csv")])
        more = {}
        if network == "co_similar_tweet":
            similarity = get_similarity_fn_from_min_size(settings["min_size"])
            more = {"similarity_threshold": settings["similarity"], "similarity_function": similarity}
        functions[network](
            database, settings["time_window"], n_threads=1, min_edge_weight=settings["min_weight"], **more
        )
        theirs = {(a, b): weight for a, b, weight, _ in get_edge_rows(database, network)}
        assert as_toolkit(tmp_path, network, settings, loops=False) == theirs
