"""Fifty people at once on 10,000 cases, one of them with 5,000 members: how long reads and decisions take.

    ./run bench console [--postgresql | --store postgresql://…] [--people 50] [--cases 10000] [--seconds 60]

Makes a store, starts `lockstep serve`, signs the people up, and lets each of them work: look at the queue, open a case,
its members, its snapshot, its history, search an account, see what a decision would do, and decide about every sixth
case. Between two steps a person thinks for half a second to one and a half. Prints the 50th and 95th percentile, and
afterwards checks that every acknowledged decision is there and that the history verifies. --postgresql: on a durable
server of its own, which lives as long as this does.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "stores"))
from postgres import Postgres  # noqa: E402

LOCKSTEP = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))


def write_result(folder: Path, cases: int) -> None:
    """A result as `detect` leaves it, of made-up networks; no two share an account."""
    choose = random.Random(1)
    folder.mkdir()
    with (folder / "networks.ndjson").open("w") as file:
        file.write(json.dumps({"run": {"title": "load", "accounts": 10**6, "events": 10**7}, "traces": []}) + "\n")
        for number in range(cases):
            size = 5000 if number == 0 else choose.randint(4, 40)
            members = {
                "account_id": [f"{number}-{i}" for i in range(size)],
                "handle": [f"handle_{number}_{i}" for i in range(size)],
                "confidence": [choose.uniform(0.9, 1) for _ in range(size)],
                "followers": [choose.randint(0, 10_000) for _ in range(size)],
            }
            for column in ("events", "occasions", "judged_occasions"):
                members[column] = [choose.randint(3, 40) for _ in range(size)]
            posts = {
                "post_id": [f"p{number}-{i}" for i in range(60)],
                "text": ["The ferry timetable changes on Monday, all lines " * 3] * 60,
            }
            network = {
                "network_id": f"n{number}", "class": "synchronised", "regime": "timing", "sentence": "made up",
                "occasions": 30, "seen": 31, "expected": 0.4, "q_value": 10 ** -choose.uniform(3, 20),
                "first_time": 1_500_000_000, "last_time": 1_500_600_000, "members": members, "posts": posts,
                "objects": {"source": [f"source{choose.randint(0, 5000)}.example" for _ in range(10)]},
            }  # fmt: skip
            file.write(json.dumps(network) + "\n")


class Client:
    """One person's browser: one connection kept open."""

    def __init__(self, url: str) -> None:
        self.address = urllib.parse.urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.address, timeout=60)
        self.last = 0.0
        self.headers: dict[str, str] = {"Origin": url, "Sec-Fetch-Site": "same-origin"}

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, object, float]:
        given = dict(self.headers, **headers)
        if body is not None:
            given["Content-Type"] = "application/json"
        began = time.perf_counter()
        if began - self.last > 30:  # the server gives up a connection after a minute without a request
            self.connection.close()
        self.connection.request(method, path, None if body is None else json.dumps(body), given)
        answer = self.connection.getresponse()
        text = answer.read()
        self.last = time.perf_counter()
        taken = self.last - began
        if cookie := answer.headers.get("Set-Cookie"):
            self.headers["Cookie"] = cookie.split(";")[0]
        return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else text, taken

    def accept(self, token: str, **who: str) -> None:
        status, session, _ = self.ask("POST", f"/api/invitations/{token}", {"password": "a long enough one", **who})
        assert status < 300, (status, session)
        self.headers["X-CSRF-Token"] = session["csrf_token"]


class Times:
    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.refused = 0
        self.failed: list[object] = []
        self.decided: list[int] = []
        self.lock = threading.Lock()

    def add(self, what: str, status: int, answer: object, taken: float) -> bool:
        with self.lock:
            if status == 409:
                self.refused += 1  # somebody was faster
            elif status >= 300:
                self.failed.append((what, status, answer))
            else:
                self.taken[what].append(taken)
        return status < 300


def work(client: Client, times: Times, seed: int, until: float, cases: int) -> None:
    choose = random.Random(seed)
    time.sleep(choose.uniform(0, 1))

    def step(what: str, method: str, path: str, body: object = None, **headers: str) -> object:
        status, answer, taken = client.ask(method, path, body, **headers)
        fine = times.add(what, status, answer, taken)
        time.sleep(choose.uniform(0.5, 1.5))
        return answer if fine else None

    while time.perf_counter() < until:
        order = choose.choice(["priority", "age", "deadline", "size", "updated"])
        page = step("queue", "GET", f"/api/cases?state=open&sort={order}&limit=50")
        case = 1 if choose.random() < 0.02 else choose.choice(page["cases"])["case_id"] if page else 1
        step("case", "GET", f"/api/cases/{case}")
        step("members", "GET", f"/api/cases/{case}/members?limit=200")
        step("snapshot", "GET", f"/api/cases/{case}/snapshots/0")
        step("history", "GET", f"/api/cases/{case}/history")
        step("search", "GET", f"/api/accounts?q=handle_{choose.randint(0, cases - 1)}_1")
        decision = {"measure": "label", "policy_id": "manipulation", "policy_version": 1, "reasons": "Seen together."}
        step("preview", "POST", f"/api/cases/{case}/preview", decision)
        if choose.random() < 1 / 6:
            made = step(
                "decision", "POST", f"/api/cases/{case}/decisions", decision,
                **{"Idempotency-Key": f"{seed}-{time.perf_counter_ns()}"},
            )  # fmt: skip
            if made:
                with times.lock:
                    times.decided.append(made["decision_id"])


def load() -> str:
    return f"at a load of {os.getloadavg()[0]:.1f}"


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--store")
    where.add_argument("--postgresql", action="store_true")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=60)
    arguments = parser.parse_args()
    with ExitStack() as at_the_end:
        folder = Path(at_the_end.enter_context(tempfile.TemporaryDirectory()))
        store = arguments.store or str(folder / "cases.db")
        if arguments.postgresql:
            database = Postgres()
            at_the_end.callback(database.remove)
            store = database.fresh_database("load")
        keys = ["--log-key", str(folder / "log.key")]
        write_result(folder / "result", arguments.cases)
        began = time.perf_counter()
        subprocess.run(
            [LOCKSTEP, "case", "import", folder / "result", "--store", store, *keys], check=True, capture_output=True
        )
        print(f"{arguments.cases:,} cases imported in {time.perf_counter() - began:.1f} s, {load()}")
        server = subprocess.Popen(
            [LOCKSTEP, "serve", "--store", store, *keys, "--data", folder / "data", "--port", "0", "--json"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            said = json.loads(server.stdout.readline())
            times = run(said["url"], said["first_link"].rsplit("/", 1)[1], arguments)
        finally:
            server.terminate()
            server.wait()
        report(times)
        verified = subprocess.run(
            [LOCKSTEP, "audit", "verify", "--store", store, *keys], capture_output=True, text=True
        )
        print(verified.stdout.strip() or verified.stderr.strip())
        assert verified.returncode == 0, verified


def run(url: str, first_link: str, arguments: argparse.Namespace) -> Times:
    chief = Client(url)
    chief.accept(first_link, handle="chief", name="Chief")
    policy = {"policy_id": "manipulation", "name": "Acting in concert", "text": "No.", "measures": ["label", "suspend"]}
    assert chief.ask("POST", "/api/policies", policy)[0] == 201
    chief.ask("PATCH", "/api/settings", {"second_opinion_above": 10_000})
    people = []
    for number in range(arguments.people):
        new = {"handle": f"p{number}", "name": f"Person {number}", "roles": ["reviewer", "auditor"]}
        status, added, _ = chief.ask("POST", "/api/people", new)
        assert status == 201, added
        people.append(Client(url))
        people[-1].accept(added["link"]["token"])
    times = Times()
    until = time.perf_counter() + arguments.seconds
    with ThreadPoolExecutor(len(people)) as pool:
        works = [
            pool.submit(work, client, times, number, until, arguments.cases) for number, client in enumerate(people)
        ]
        for done in works:
            done.result()
    missing = [decision for decision in times.decided if people[0].ask("GET", f"/api/decisions/{decision}")[0] != 200]
    assert not missing, missing
    return times


def report(times: Times) -> None:
    reads = [taken for what, all_taken in times.taken.items() if what != "decision" for taken in all_taken]
    print(f"{'':10}{'count':>8}{'50%, ms':>10}{'95%, ms':>10}")
    for what, taken in [*sorted(times.taken.items()), ("reads", reads)]:
        print(f"{what:10}{len(taken):8}{1000 * percentile(taken, 0.5):10.1f}{1000 * percentile(taken, 0.95):10.1f}")
    print(f"all of this {load()}, itself included")
    print(f"{times.refused} refused since somebody was faster; {len(times.failed)} failed")
    assert not times.failed, times.failed[:3]


if __name__ == "__main__":
    main()
