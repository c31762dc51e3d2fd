"""`lockstep serve` on a store of its own, with one person of each role signed in."""

import json
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build/release/bin/lockstep"))
CONTRACT = yaml.safe_load((ROOT / "api/openapi.yaml").read_text())
ROLES = ["analyst", "reviewer", "appeals_reviewer", "publisher", "auditor", "administrator"]
PASSWORD = "a long enough password"
PLANTED = ["size=9,actions=14,jitter=20s,trace=repost", "size=7,actions=14,jitter=20s,trace=link"]
STREAM = ["--accounts", "2000", "--days", "10", "--seed", "4", "--plant", PLANTED[0], "--plant", PLANTED[1]]


@dataclass
class Caller:
    """A person with a session, or nobody."""

    url: str
    person: dict = field(default_factory=dict)
    session: requests.Session = field(default_factory=requests.Session)
    csrf_token: str = ""

    def ask(self, method: str, path: str, **options) -> requests.Response:
        headers = {"X-CSRF-Token": self.csrf_token, **options.pop("headers", {})}
        return self.session.request(method, self.url + path, headers=headers, timeout=60, **options)

    def get(self, path: str, **options):
        return good(self.ask("GET", path, **options)).json()

    def post(self, path: str, body=None, **options):
        return good(self.ask("POST", path, json=body, **options)).json()

    def headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.session.cookies.items())
        return {"Cookie": cookies, "X-CSRF-Token": self.csrf_token} if cookies else {}


def good(response: requests.Response) -> requests.Response:
    assert response.ok, f"{response.request.method} {response.url}: {response.status_code} {response.text}"
    return response


def accept(url: str, token: str, body: dict) -> Caller:
    caller = Caller(url)
    begun = good(caller.ask("POST", f"/api/invitations/{token}", json=body)).json()
    caller.person, caller.csrf_token = begun["person"], begun["csrf_token"]
    return caller


class ConsoleServer:
    def __init__(self, folder: Path, *options: str, store: str = ""):
        self.folder = folder
        self.log = (folder / "log").open("a")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--store", store or folder / "cases.db", "--port", "0", "--json", *options],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        try:
            line = self.process.stdout.readline()
            assert line, (folder / "log").read_text()
            started = json.loads(line)
            self.url = started["url"]
            self.first_token = started.get("first_link", "").rsplit("/", 1)[-1]
        except BaseException:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        """Whatever went wrong meanwhile, no server is left running."""
        self.kill()

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def sign_everybody_up(self) -> dict[str, Caller]:
        admin = accept(self.url, self.first_token, {"handle": "root", "name": "Root", "password": PASSWORD})
        people = {"administrator": admin}
        for role in ROLES[:-1]:
            people[role] = self.add_person(admin, role.replace("_", "."), [role])
        return people

    def add_person(self, admin: Caller, handle: str, roles: list[str]) -> Caller:
        added = admin.post("/api/people", {"handle": handle, "name": handle.title(), "roles": roles})
        return accept(self.url, added["link"]["token"], {"password": PASSWORD})

    def make_cases(self, analyst: Caller) -> list[int]:
        """Uploads a simulated stream, detects, and imports what was found."""
        stream = self.folder / "stream"
        subprocess.run(
            [PROGRAM, "simulate", "--out", stream, *STREAM],
            check=True,
            capture_output=True,
        )
        posts = (stream / "posts.csv").read_bytes()
        file = good(analyst.ask("POST", "/api/uploads?name=posts.csv", data=posts)).json()["file"]
        run = analyst.post("/api/runs", {"name": "harbour", "files": [file]})
        run = self.wait_for_run(analyst, run["run_id"])
        assert run["state"] == "done", run
        return analyst.post(f"/api/runs/{run['run_id']}/import", {"all_classes": True})["case_ids"]

    def wait_for_run(self, caller: Caller, run_id: int) -> dict:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            run = caller.get(f"/api/runs/{run_id}")
            if run["state"] not in ("waiting", "running"):
                return run
            time.sleep(0.1)
        raise AssertionError(f"run {run_id} does not end")

    def stop(self) -> int:
        self.process.terminate()
        status = self.process.wait(timeout=60)
        self.log.close()
        return status


def operations():
    """(method, path, operation) of the contract."""
    for path, methods in CONTRACT["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation
