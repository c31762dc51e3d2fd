"""`lockstep serve`, killed while people decide: no acknowledged decision is lost, none is doubled, the log verifies.

KILLS=200 pytest tests/stores/test_server_killed.py runs the full number; docs/operations.md has its outcome."""

import json
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from console_server import PASSWORD, Caller, ConsoleServer, accept

KILLS = int(os.environ.get("KILLS", "4"))
DECIDERS = 4
LABEL = {"measure": "label", "policy_id": "rule", "policy_version": 1}
RULE = {"policy_id": "rule", "name": "Acting in concert", "text": "A rule.", "measures": ["label"]}


def write_result(folder: Path) -> None:
    """One network for each who decides, so that nobody waits for another's claim."""
    folder.mkdir()
    lines = [{"run": {"title": "harbour", "accounts": 100, "events": 1000}, "traces": []}]
    for number in range(DECIDERS):
        members = {"account_id": [f"{number}-{i}" for i in range(4)], "handle": [f"ferry{i}" for i in range(4)]}
        members |= {name: [9] * 4 for name in ("events", "occasions", "judged_occasions")} | {"confidence": [0.99] * 4}
        lines.append({
            "network_id": f"n{number}", "class": "synchronised", "regime": "timing", "sentence": "made up",
            "occasions": 9, "seen": 9, "expected": 0.1, "q_value": 1e-9, "first_time": 1, "last_time": 2,
            "members": members, "posts": {"post_id": [], "text": []}, "objects": {"source": []},
        })  # fmt: skip
    (folder / "networks.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines))


class Decider(threading.Thread):
    """Decides about one case again and again. What got no answer is asked for again under the same key."""

    def __init__(self, caller: Caller, case_id: int, told: dict[str, int], unanswered: str) -> None:
        super().__init__()
        self.caller, self.case_id, self.told, self.key = caller, case_id, told, unanswered
        self.failed: list[str] = []

    def run(self) -> None:
        path = f"/api/cases/{self.case_id}/decisions"
        while True:
            self.key = self.key or f"{self.case_id}-{len(self.told)}"
            decision = {**LABEL, "reasons": self.key}
            try:
                answer = self.caller.ask("POST", path, json=decision, headers={"Idempotency-Key": self.key})
                made = answer.json()
            except (requests.RequestException, ValueError):
                return  # the server is gone; whether it was kept is not known
            if answer.status_code != 201:
                self.failed.append(answer.text)
                return
            self.told[self.key] = made["decision_id"]
            self.key = ""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_server_that_is_killed_loses_no_decision(kind: str, store_in, tmp_path: Path) -> None:
    store, choose = store_in(kind), random.Random(11)
    write_result(tmp_path / "result")
    assert store.run("case", "import", str(tmp_path / "result")).returncode == 0
    options = ["--log-key", str(store.key), "--data", str(tmp_path / "data")]
    server = ConsoleServer(tmp_path, *options, store=store.url)
    admin = accept(server.url, server.first_token, {"handle": "root", "name": "Root", "password": PASSWORD})
    admin.post("/api/policies", RULE)
    people = [server.add_person(admin, f"p{number}", ["reviewer", "auditor"]) for number in range(DECIDERS)]
    told: list[dict[str, int]] = [{} for _ in people]
    unanswered = [""] * DECIDERS
    for _ in range(KILLS):
        deciders = [
            Decider(Caller(server.url, person.person, person.session, person.csrf_token), number + 1, mine, key)
            for number, (person, mine, key) in enumerate(zip(people, told, unanswered, strict=True))
        ]
        for decider in deciders:
            decider.start()
        time.sleep(choose.uniform(0.05, 0.5))
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        for decider in deciders:
            decider.join()
            assert not decider.failed, decider.failed
        unanswered = [decider.key for decider in deciders]
        check_decisions(store, told, unanswered)
        server = ConsoleServer(tmp_path, *options, store=store.url)
    assert server.stop() == 0
    assert sum(map(len, told)) > KILLS
    assert store.audit().returncode == 0, store.audit().stderr
    print(f"{kind}: {KILLS} kills, {sum(map(len, told))} decisions acknowledged")


def check_decisions(store, told: list[dict[str, int]], unanswered: list[str]) -> None:
    """Each acknowledged once, under the number that was told; beyond them only what was never answered."""
    kept = {key: int(number) for number, key in store.rows("select decision_id, reasons from decisions")}
    assert len(kept) == int(store.rows("select count(*) from decisions")[0][0])  # none is doubled
    acknowledged = {key: number for mine in told for key, number in mine.items()}
    assert acknowledged.items() <= kept.items()
    assert set(kept) - set(acknowledged) <= set(unanswered)
    entries = store.rows("select count(*) from history where act = 'decision.proposed'")
    assert entries == [[str(len(kept))]]
