"""The API of `lockstep serve`, live: who may call which route, what errors say, that nothing acts twice."""

import concurrent.futures
import csv
import http.client
import io
import json
import os
import re
import resource
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests
from console_server import CONTRACT, PASSWORD, PROGRAM, ROLES, Caller, ConsoleServer, accept, good, operations

# (path, parameter, most characters) of every route that only reads
TEXT_LIMITS = [
    (path, parameter["name"], parameter["schema"]["maxLength"])
    for method, path, operation in operations()
    for parameter in operation.get("parameters", [])
    if method == "GET"
    and parameter["in"] == "query"
    and parameter["name"] not in ("cursor", "token")
    and "maxLength" in parameter["schema"]
]
NO_ROLE = "none of this person's roles may do that"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with ConsoleServer(tmp_path_factory.mktemp("serve")) as started:
        started.people = started.sign_everybody_up()
        started.case_ids = started.make_cases(started.people["analyst"])
        yield started
        assert started.stop() == 0
        assert "Sanitizer" not in (started.folder / "log").read_text()


def test_a_fixture_that_fails_leaves_no_server(tmp_path):
    with pytest.raises(AssertionError), ConsoleServer(tmp_path) as started:
        started.people = {}
        started.add_person(Caller(started.url), "nobody", ["analyst"])
    assert started.process.poll() is not None


def call(caller: Caller, method: str, path: str) -> requests.Response:
    """With a body that says nothing: what is asked is who may, not what."""
    path = re.sub(r"\{(\w+)\}", lambda name: "none" if name[1] in ("token", "policy_id") else "999", path)
    options = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
    if path == "/api/uploads":
        options = {"data": b""}
    response = caller.ask(method, path, stream=path == "/api/events", **options)
    if path == "/api/events":
        response.close()
    return response


def test_every_route_with_every_role(server):
    walked = 0
    for role in ["nobody", *ROLES]:
        caller = server.people.get(role) or Caller(server.url)
        for method, path, operation in operations():
            if operation["operationId"] == "sign_out":
                continue
            response = call(caller, method, path)
            said = f"{role}: {method} {path}: {response.status_code}"
            allowed = operation["x-roles"]
            detail = "" if path == "/api/events" and response.ok else response.text
            if not allowed or role in allowed:
                assert NO_ROLE not in detail, said
                assert response.status_code not in (404, 405) or "there is nothing at" not in detail, said
                assert response.status_code != 405, said
                assert not allowed or response.status_code != 401, said
                assert response.status_code < 500, said + detail
            elif role == "nobody":
                assert response.status_code == 401, said
            else:
                assert response.status_code == 403, said
                assert NO_ROLE in detail, said
            walked += 1
    assert walked == (len(list(operations())) - 1) * 7


def test_sign_out_ends_the_session(server):
    assert Caller(server.url).ask("DELETE", "/api/session").status_code == 401
    for role in ROLES:
        person = server.add_person(server.people["administrator"], f"leaver.{role}", [role])
        assert person.ask("DELETE", "/api/session").status_code == 204
        assert person.ask("GET", "/api/session").status_code == 401


def test_a_cookie_alone_changes_nothing(server):
    analyst = server.people["analyst"]
    case_id = server.case_ids[0]
    for headers in (
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 43},
        {"Origin": "http://evil.test"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        refused = analyst.ask("POST", f"/api/cases/{case_id}/claim", headers=headers)
        assert refused.status_code == 403, headers
    for cookie in analyst.session.cookies:
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "Strict"


def test_api_tokens_act_within_their_scopes(server):
    reviewer = server.people["reviewer"]
    made = reviewer.post("/api/tokens", {"name": "script", "scopes": ["reviewer"]})
    bare = reviewer.post("/api/tokens", {"name": "nothing", "scopes": []})
    for token, status in ((made["token"], 200), (bare["token"], 403), ("wrong", 401)):
        answer = Caller(server.url).ask("GET", "/api/cases", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
    good(reviewer.ask("DELETE", f"/api/tokens/{made['api_token']['token_id']}"))
    answer = Caller(server.url).ask("GET", "/api/cases", headers={"Authorization": f"Bearer {made['token']}"})
    assert answer.status_code == 401


def test_an_api_token_changes_nothing_about_how_its_owner_signs_in(server):
    analyst = server.people["analyst"]
    token = analyst.post("/api/tokens", {"name": "short", "scopes": ["analyst"], "days": 1})["token"]
    for scheme in ("Bearer", "bearer"):
        bearer = {"Authorization": f"{scheme} {token}"}
        assert Caller(server.url).ask("GET", "/api/session", headers=bearer).ok
        for method, path, body in (
            ("POST", "/api/tokens", {"name": "long", "scopes": ["analyst"], "days": 366}),
            ("POST", "/api/session/totp", None),
            ("PUT", "/api/session/totp", {"code": "", "password": PASSWORD}),
            ("PUT", "/api/session/password", {"old_password": PASSWORD, "password": "another long one"}),
        ):
            refused = Caller(server.url).ask(method, path, json=body, headers=bearer)
            assert refused.status_code == 403, (path, refused.text)
            assert "an API token cannot change" in refused.text


def test_a_header_that_is_not_utf_8_is_refused(server):
    key = {"Idempotency-Key": b"\xff\xfe"}
    answer = server.people["analyst"].ask("POST", "/api/appeals", json={"notice_id": 999, "text": "t"}, headers=key)
    assert answer.status_code == 400
    assert answer.json()["where"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "where"),
    [
        ("GET", "/api/cases?limit=0", None, 400, "limit"),
        ("GET", "/api/cases?limit=x", None, 400, "limit"),
        ("GET", "/api/cases?colour=red", None, 400, "colour"),
        ("GET", "/api/cases?state=open&state=held", None, 400, "state"),
        ("GET", "/api/cases?cursor=%2F%2F", None, 400, None),
        ("GET", "/api/cases/x", None, 400, "case_id"),
        ("GET", "/api/cases/99999", None, 404, None),
        ("GET", "/api/cases/0", None, 400, "case_id"),
        ("POST", "/api/runs", {"name": "x", "files": ["/etc/passwd"]}, 400, "files"),
        ("POST", "/api/runs", {"name": "x", "files": ["upload:../cases.db"]}, 400, "files"),
        ("POST", "/api/runs", {"name": "x", "files": []}, 400, "files"),
        ("POST", "/api/runs", {"name": "x\0", "files": ["a"]}, 400, "name"),
        ("POST", "/api/runs", {"name": "x" * 201, "files": ["a"]}, 400, "name"),
        ("POST", "/api/runs", {"name": "x", "files": ["a"], "more": 1}, 400, "more"),
        ("POST", "/api/runs", {"name": "x", "files": [7]}, 400, "files[0]"),
        ("POST", "/api/runs/99999/cancel", None, 404, None),
        ("POST", "/api/inspect", {"files": ["/"]}, 400, "files"),
        ("GET", "/api/none", None, 404, None),
    ],
)
def test_errors_say_where_and_why(server, method, path, body, status, where):
    answer = server.people["analyst"].ask(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert {"type", "title", "status", "kind", "detail"} <= set(problem)
    assert where is None or problem["where"] == where


def test_bodies_that_are_not_json_are_refused(server):
    analyst = server.people["analyst"]
    for data, kind in (
        (b"{", "application/json"),
        (b"\xff", "application/json"),
        (b"{}", "text/plain"),
        (b"[" * 100_000, "application/json"),
    ):
        answer = analyst.ask("POST", "/api/runs", data=data, headers={"Content-Type": kind})
        assert answer.status_code == 400, (kind, answer.text)


def new_decision(server, caller, case_id, people=None):
    admin = (people or server.people)["administrator"]
    if not any(policy["policy_id"] == "manipulation" for policy in caller.get("/api/policies")):
        admin.post(
            "/api/policies",
            {
                "policy_id": "manipulation",
                "name": "Acting in concert",
                "text": "Rules about conduct.",
                "measures": ["no_action", "label", "suspend", "hold"],
            },
        )
    policy = next(policy for policy in caller.get("/api/policies") if policy["policy_id"] == "manipulation")
    return {"measure": "label", "policy_id": "manipulation", "policy_version": policy["version"], "reasons": "seen"}


def test_a_case_that_changed_is_a_412_and_a_key_acts_once(server):
    reviewer, case_id = server.people["reviewer"], server.case_ids[0]
    shown = good(reviewer.ask("GET", f"/api/cases/{case_id}"))
    claimed = good(reviewer.ask("POST", f"/api/cases/{case_id}/claim"))
    assert claimed.headers["etag"] != shown.headers["etag"]
    decision = new_decision(server, reviewer, case_id)
    path = f"/api/cases/{case_id}/decisions"
    assert reviewer.ask("POST", path, json=decision, headers={"If-Match": shown.headers["etag"]}).status_code == 412
    assert reviewer.ask("POST", path, json=decision, headers={"If-Match": "nonsense"}).status_code == 412
    once = {"If-Match": claimed.headers["etag"], "Idempotency-Key": "k1"}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: reviewer.ask("POST", path, json=decision, headers=once), range(4)))
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    assert len({answer.json()["decision_id"] for answer in answers}) == 1
    assert len(reviewer.get(path)) == 1
    other = {**decision, "reasons": "something else"}
    assert reviewer.ask("POST", path, json=other, headers=once).status_code == 409


def test_what_somebody_else_wrote_is_not_written_over_unseen(server):
    publisher, admin = server.people["publisher"], server.people["administrator"]
    path = "/api/notice-templates"
    outcome = next(each for each in publisher.get(path) if each["language"] == "en" and each["kind"] == "outcome")
    body = {"language": "en", "kind": "outcome", "text": outcome["text"] + "\nGoodbye."}
    written = good(publisher.ask("PUT", path, json=body, headers={"If-Match": outcome["etag"]}))
    assert written.status_code == 204
    over = {**body, "text": outcome["text"]}
    for headers in ({"If-Match": outcome["etag"]}, {"If-None-Match": "*"}, {"If-Match": "nonsense"}):
        refused = publisher.ask("PUT", path, json=over, headers=headers)
        assert refused.status_code == 412, headers
        assert "somebody has changed this text" in refused.json()["detail"]
    # A proxy that packs answers makes an ETag a weak one.
    good(publisher.ask("PUT", path, json=over, headers={"If-Match": "W/" + written.headers["etag"]}))
    seen = good(admin.ask("GET", "/api/settings")).headers["etag"]
    good(admin.ask("PATCH", "/api/settings", json={"session_hours": 13}, headers={"If-Match": seen}))
    late = admin.ask("PATCH", "/api/settings", json={"session_hours": 14}, headers={"If-Match": seen})
    assert late.status_code == 412
    added = good(admin.ask("POST", "/api/people", json={"handle": "twice", "name": "Two", "roles": ["analyst"]})).json()
    person, here = added["person"], f"/api/people/{added['person']['person_id']}"
    good(admin.ask("PATCH", here, json={"roles": ["auditor"]}, headers={"If-Match": person["etag"]}))
    late = admin.ask("PATCH", here, json={"roles": ["analyst", "reviewer"]}, headers={"If-Match": person["etag"]})
    assert late.status_code == 412
    assert "somebody has changed this person" in late.json()["detail"]
    again = next(each for each in admin.get("/api/people") if each["handle"] == "twice")
    good(admin.ask("PATCH", here, json={"active": False}, headers={"If-Match": again["etag"]}))
    rule = {"policy_id": "etag", "name": "Twice", "text": "A rule.", "measures": ["label"]}
    good(admin.ask("POST", "/api/policies", json=rule, headers={"If-Match": '"v0"'}))
    assert admin.ask("POST", "/api/policies", json=rule, headers={"If-Match": '"v0"'}).status_code == 412
    case_id = server.case_ids[-1]
    etag = good(server.people["analyst"].ask("GET", f"/api/cases/{case_id}")).headers["etag"]
    member = server.people["analyst"].get(f"/api/cases/{case_id}/members")["members"][0]["account_id"]
    change = {"changes": [{"account_id": member, "kept": True, "reason": "as it was"}]}
    weak = {"If-Match": f"W/{etag}"}
    good(server.people["analyst"].ask("PATCH", f"/api/cases/{case_id}/members", json=change, headers=weak))


def read_event(stream) -> dict:
    event = {}
    for line in stream:
        text = line.decode().rstrip("\n")
        if not text and event:
            return event
        name, _, value = text.partition(": ")
        if name in ("event", "id", "data"):
            event[name] = value
    return event


def hear(stream, act: str) -> list[dict]:
    """All events up to the one of this act. What was done just before may come first."""
    events = [read_event(stream)]
    while json.loads(events[-1]["data"])["act"] != act:
        events.append(read_event(stream))
    return events


def open_events(server, caller, last_event_id="") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=20)
    connection.request("GET", "/api/events", headers={**caller.headers(), "Last-Event-ID": last_event_id})
    answer = connection.getresponse()
    assert answer.status == 200
    return answer


def test_others_hear_of_changes_and_administrators_not_of_cases(server):
    reviewer, admin = server.people["reviewer"], server.people["administrator"]
    case_id = server.case_ids[-1]
    heard, unheard = open_events(server, reviewer), open_events(server, admin)
    good(server.people["analyst"].ask("POST", f"/api/cases/{case_id}/notes", json={"text": "look"}))
    event = hear(heard, "case.changed")[-1]
    assert event["event"] == "changed"
    assert json.loads(event["data"]) == {"act": "case.changed", "case_id": case_id}
    admin.ask("PATCH", "/api/settings", json={"case_days": 15})
    last = hear(unheard, "settings.changed")
    assert json.loads(last[-1]["data"]) == {"act": "settings.changed"}
    assert not [each for each in last if "case" in each["data"]]
    heard.close()
    again = open_events(server, reviewer, event["id"])
    assert json.loads(read_event(again)["data"])["act"] == "settings.changed"


def test_others_hear_of_what_is_done_on_the_command_line(server):
    analyst, reviewer = server.people["analyst"], server.people["reviewer"]
    token = analyst.post("/api/tokens", {"name": "cli", "scopes": ["analyst"]})["token"]
    stream = open_events(server, reviewer)
    run("case", "note", server.case_ids[0], "--text", "by hand", "--store", server.folder / "cases.db", token=token)
    event = hear(stream, "case.changed")[-1]
    assert json.loads(event["data"]) == {"act": "case.changed", "case_id": server.case_ids[0]}
    stream.close()


def test_nobody_hears_more_than_a_session_lasts(server):
    admin, analyst = server.people["administrator"], server.people["analyst"]
    case_id = server.case_ids[0]
    changes = server.add_person(admin, "changes", ["reviewer"])
    stream = open_events(server, changes)
    body = {"old_password": PASSWORD, "password": "another long one"}
    assert changes.ask("PUT", "/api/session/password", json=body).status_code == 204
    while read_event(stream):
        pass  # until the server has closed it
    expires = server.add_person(admin, "expires", ["reviewer"])
    with closing(sqlite3.connect(server.folder / "cases.db", timeout=30)) as base:
        soon = int(time.time()) + 2
        base.execute("update sessions set expires_at = ? where person_id = ?", (soon, expires.person["person_id"]))
        base.commit()
    stream = open_events(server, expires)
    time.sleep(2.5)
    good(analyst.ask("POST", f"/api/cases/{case_id}/notes", json={"text": "too late for one"}))
    stream.fp.raw._sock.settimeout(2)
    with pytest.raises(TimeoutError):
        hear(stream, "case.changed")
    stream.close()


def test_a_leaver_is_out_at_once(server):
    admin = server.people["administrator"]
    leaver = server.add_person(admin, "leaver", ["analyst"])
    stream = open_events(server, leaver)
    good(admin.ask("PATCH", f"/api/people/{leaver.person['person_id']}", json={"active": False}))
    assert leaver.ask("GET", "/api/cases").status_code == 401
    while read_event(stream):
        pass  # until the server has closed it


def test_who_is_given_a_new_password_is_out_at_once_and_comes_in_by_the_link(server):
    admin = server.people["administrator"]
    lost = server.add_person(admin, "lost", ["analyst"])
    token = lost.post("/api/tokens", {"name": "laptop", "scopes": ["analyst"]})["token"]
    stream = open_events(server, lost)
    person_id = lost.person["person_id"]
    assert lost.ask("POST", f"/api/people/{person_id}/reset").status_code == 403
    link = admin.post(f"/api/people/{person_id}/reset")
    assert set(link) == {"token", "expires_at"}
    while read_event(stream):
        pass  # until the server has closed it
    assert lost.ask("GET", "/api/cases").status_code == 401
    bearer = {"Authorization": f"Bearer {token}"}
    assert Caller(server.url).ask("GET", "/api/cases", headers=bearer).status_code == 401
    old = Caller(server.url).ask("POST", "/api/session", json={"handle": "lost", "password": PASSWORD})
    assert old.status_code == 401
    again = accept(server.url, link["token"], {"password": "another long one"})
    assert again.ask("GET", "/api/cases").ok
    assert again.get("/api/tokens") == []
    own = admin.ask("POST", f"/api/people/{admin.person['person_id']}/reset")
    assert (own.status_code, own.json()["detail"]) == (400, "that is your own password")
    assert admin.ask("GET", "/api/people").ok


def test_a_run_can_be_cancelled(server, tmp_path):
    analyst, admin = server.people["analyst"], server.people["administrator"]
    subprocess.run(
        [PROGRAM, "simulate", "--out", tmp_path / "big", "--accounts", "60000", "--days", "30", "--seed", "1"],
        check=True,
        capture_output=True,
    )
    good(admin.ask("PATCH", "/api/settings", json={"run_folders": [str(tmp_path)]}))
    wanted = {"name": "long", "files": [str(tmp_path / "big/posts.csv")]}
    run_id = analyst.post("/api/runs", wanted, headers={"Idempotency-Key": "long"})["run_id"]
    assert analyst.post("/api/runs", wanted, headers={"Idempotency-Key": "long"})["run_id"] == run_id
    waiting = analyst.post("/api/runs", wanted)["run_id"]
    end = time.monotonic() + 30
    while analyst.get(f"/api/runs/{run_id}")["state"] != "running" and time.monotonic() < end:
        time.sleep(0.05)
    good(analyst.ask("POST", f"/api/runs/{waiting}/cancel"))
    good(analyst.ask("POST", f"/api/runs/{run_id}/cancel"))
    assert server.wait_for_run(analyst, run_id)["state"] == "cancelled"
    assert server.wait_for_run(analyst, waiting)["state"] == "cancelled"
    assert analyst.ask("POST", f"/api/runs/{run_id}/cancel").status_code == 409
    assert not (server.folder / f"cases.db.data/runs/{run_id}").exists()


def test_inspection_says_what_a_file_holds(server):
    analyst = server.people["analyst"]
    posts = b"account_id,time,kind,urls\na,2020-01-01T00:00:00Z,post,https://x.test\n"
    file = good(analyst.ask("POST", "/api/uploads?name=posts.csv", data=posts)).json()["file"]
    assert analyst.post("/api/inspect", {"files": [file]})["accounts"] == 1
    odd = good(analyst.ask("POST", "/api/uploads?name=odd.csv", data=b"\0\1\2")).json()["file"]
    refused = analyst.ask("POST", "/api/inspect", json={"files": [odd]})
    assert refused.status_code == 422
    assert odd in refused.text and str(server.folder) not in refused.text
    run_id = analyst.post("/api/runs", {"name": "odd", "files": [odd]})["run_id"]
    failed = server.wait_for_run(analyst, run_id)
    assert failed["state"] == "failed" and odd in failed["error"] and str(server.folder) not in failed["error"]


def test_two_runs_are_compared(server):
    analyst = server.people["analyst"]
    run_id = next(run["run_id"] for run in analyst.get("/api/runs") if run["state"] == "imported")
    matches = analyst.get(f"/api/runs/{run_id}/compare/{run_id}")
    assert matches and {match["state"] for match in matches} == {"same"}
    cases = {match["case_b"] for match in matches} - {None}
    assert cases == set(analyst.get(f"/api/runs/{run_id}")["case_ids"])
    for match in matches:
        assert match["case_a"] == match["case_b"]
        if match["case_b"]:
            snapshot = analyst.get(f"/api/cases/{match['case_b']}")["snapshots"][0]
            assert (snapshot["run_id"], snapshot["network_id"]) == (run_id, match["b"])


def test_a_result_that_is_gone_is_no_fault_of_the_server(server):
    analyst = server.people["analyst"]
    run = next(run for run in analyst.get("/api/runs") if run["state"] == "imported")
    folder = Path(run["folder"])
    aside = folder.rename(folder.with_name("aside"))
    try:
        refused = analyst.ask("GET", f"/api/runs/{run['run_id']}/compare/{run['run_id']}")
    finally:
        aside.rename(folder)
    assert refused.status_code == 409
    assert f"the result of run {run['run_id']} cannot be read any more" in refused.text


def test_a_path_that_is_not_there_is_told_from_one_that_is_not_allowed(server, tmp_path):
    analyst, allowed = server.people["analyst"], tmp_path / "allowed"
    allowed.mkdir()
    good(server.people["administrator"].ask("PATCH", "/api/settings", json={"run_folders": [str(allowed)]}))
    for path, said in (
        (allowed / "posts.csv", "there is no"),
        (tmp_path / "posts.csv", "is not in a folder that runs may read"),
        (allowed / "../posts.csv", "is not in a folder that runs may read"),
    ):
        refused = analyst.ask("POST", "/api/inspect", json={"files": [str(path)]})
        assert refused.status_code == 400
        assert said in refused.json()["detail"]


def test_a_policy_that_is_not_in_use_is_named_on_the_command_line(server):
    reviewer, case_id = server.people["reviewer"], server.case_ids[1]
    policy = new_decision(server, reviewer, case_id)["policy_id"]
    token = reviewer.post("/api/tokens", {"name": "cli", "scopes": ["reviewer"]})["token"]
    decision = ["case", "decide", case_id, "--measure", "label", "--policy", "nope", "--reasons", "seen"]
    said = run(*decision, "--store", server.folder / "cases.db", token=token, status=2)
    assert 'no policy "nope" is in use' in said
    assert policy in said


def test_long_uploads_cost_no_memory(server):
    analyst = server.people["analyst"]
    part = b"x" * (1 << 20)
    before = memory_of(server)
    answer = good(analyst.ask("POST", "/api/uploads?name=long.csv", data=(part for _ in range(300))))
    assert answer.json()["bytes"] == 300 << 20
    assert memory_of(server) - before < 32 << 20


def memory_of(server) -> int:
    status = (server.folder / f"/proc/{server.process.pid}/statm").read_text()
    return int(status.split()[1]) * resource.getpagesize()


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(1)", '=cmd|"/c calc"!A1', "\uff1d1+1", "\uff201"]
ESCAPES = ["\x1b]0;owned\x07\x1b[31mred", "\u009b31mred", "\u202ered\u2066"]


def test_hostile_names_run_no_formula_and_command_no_terminal(tmp_path):
    with (tmp_path / "posts.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["account_id", "time", "kind", "object_id"])
        for day in range(40):
            for number, account in enumerate(FORMULAS + ESCAPES + ["n1", "n2", "n3"]):
                table.writerow([account, 1_700_000_000 + day * 86_400 + day * day + number, "repost", f"o{day}"])
            for other in range(300):
                time_of_day = (other * 7_919 + day * 104_729) % 86_400
                object_id = f"o{(other * 31 + day) % 40}"
                table.writerow([f"u{other}", 1_700_000_000 + day * 86_400 + time_of_day, "repost", object_id])
    result, store = tmp_path / "result", tmp_path / "cases.db"
    run("detect", tmp_path / "posts.csv", "--out", result)
    run("case", "import", result, "--store", store)
    with ConsoleServer(tmp_path) as server:
        people = server.sign_everybody_up()
        reviewer, publisher = people["reviewer"], people["publisher"]
        good(people["administrator"].ask("PATCH", "/api/settings", json={"second_opinion_above": 1000}))
        good(reviewer.ask("POST", "/api/cases/1/decisions", json=new_decision(server, reviewer, 1, people)))
        refused = publisher.ask("GET", "/api/outbox/export")
        assert refused.status_code == 409 and "public address" in refused.text
        good(people["administrator"].ask("PATCH", "/api/settings", json={"public_url": "https://review.example"}))
        export = good(publisher.ask("GET", "/api/outbox/export"))
        assert export.headers["content-type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(export.content.decode(), newline="")))
        assert {f"'{formula}" for formula in FORMULAS} <= {row["account_id"] for row in rows}
        for row in rows:
            assert not [cell for cell in row.values() if cell[:1] and cell[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"]
        token = reviewer.post("/api/tokens", {"name": "cli", "scopes": ["reviewer"]})["token"]
        notices = reviewer.get("/api/notices?limit=200")["notices"]
        notice = next(each for each in notices if each["account_id"] == ESCAPES[0])
        text = {"text": "".join(ESCAPES) + "\nOutcome: reversed", "contact": ESCAPES[1]}
        entered = reviewer.post("/api/appeals", {"notice_id": notice["notice_id"], **text})
        for command in (["case", "show", "1"], ["appeal", "show", str(entered["appeal_id"])], ["appeal", "list"]):
            said = run(*command, "--store", store, token=token)
            assert "red" in said
            assert "\nOutcome:" not in said
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said), repr(said)


def run(*command, token="", status=0) -> str:
    done = subprocess.run(
        [PROGRAM, *map(str, command)],
        capture_output=True,
        text=True,
        env={**os.environ, **({"LOCKSTEP_TOKEN": token} if token else {})},
    )
    assert done.returncode == status, done
    return done.stdout if status == 0 else done.stderr


def test_an_upload_that_cannot_be_kept_says_nothing_of_the_servers_folders(tmp_path):
    with ConsoleServer(tmp_path) as server:
        analyst = server.sign_everybody_up()["analyst"]
        (tmp_path / "cases.db.data/spool").rmdir()
        refused = analyst.ask("POST", "/api/uploads?name=posts.csv", data=b"x")
        assert refused.status_code == 507
        assert str(tmp_path) not in refused.text
        assert str(tmp_path) in (tmp_path / "log").read_text()


def test_what_was_given_up_is_exported_before_it_is_confirmed(tmp_path):
    with ConsoleServer(tmp_path) as server:
        people = server.sign_everybody_up()
        case_id = server.make_cases(people["analyst"])[0]
        reviewer, publisher = people["reviewer"], people["publisher"]
        settings = {"second_opinion_above": 1000, "public_url": "https://review.example"}
        good(people["administrator"].ask("PATCH", "/api/settings", json=settings))
        decision = new_decision(server, reviewer, case_id, people)
        good(reviewer.ask("POST", f"/api/cases/{case_id}/decisions", json=decision))
        with closing(sqlite3.connect(tmp_path / "cases.db")) as base:
            base.execute("update outbox set state = 'dead' where message_id = 3")
            base.commit()
        exported = [message["message_id"] for message in publisher.get("/api/outbox/export?format=json")]
        assert exported == list(range(1, len(exported) + 1))
        assert len(exported) == publisher.post("/api/outbox/confirmations", {"up_to": exported[-1]})["messages"]


def test_a_store_is_for_its_owner_alone_and_none_is_made_by_looking(tmp_path):
    store, copy = tmp_path / "cases.db", tmp_path / "copy.db"
    for command in (["case", "list"], ["case", "show", "1"], ["appeal", "list"], ["appeal", "show", "1"]):
        assert "there is no store here" in run(*command, "--store", store, token="none", status=8)
    assert "the folder of a result is missing" in run("case", "import", "--store", store, status=2)
    assert not list(tmp_path.iterdir())
    with ConsoleServer(tmp_path) as server:
        server.sign_everybody_up()
        run("store", "backup", copy, "--store", store)
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("*.db*") if path.is_file()}
        assert set(modes.values()) == {"0o600"}, modes
    restored = tmp_path / "elsewhere.db"
    said = run("store", "restore", copy, "--store", restored, status=4)
    assert "the key that signed this store's history is not there" in said
    assert not restored.exists()
    run("store", "restore", copy, "--store", restored, "--log-key", tmp_path / "cases.db.key")


def test_every_answer_protects_the_browser(server):
    for path in ("/api/session", "/api/none", "/", "/healthz"):
        headers = Caller(server.url).ask("GET", path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_server_that_was_stopped_goes_on(tmp_path):
    with ConsoleServer(tmp_path) as first:
        admin = accept(first.url, first.first_token, {"handle": "root", "name": "Root", "password": PASSWORD})
        assert first.stop() == 0
    with ConsoleServer(tmp_path) as second:
        assert second.first_token == ""
        admin.url = second.url
        assert admin.get("/api/session")["person"]["handle"] == "root"
        assert second.stop() == 0


def test_what_nobody_needs_any_more_goes_and_the_history_says_so(server):
    admin, analyst, auditor = (server.people[role] for role in ("administrator", "analyst", "auditor"))
    data = server.folder / "cases.db.data"
    file = good(analyst.ask("POST", "/api/uploads?name=never used.csv", data=b"account_id,time\n")).json()["file"]
    unused = data / "uploads" / file.removeprefix("upload:").split("/")[0]
    half = data / "runs" / "7777.part"
    half.mkdir()
    (run,) = [run for run in analyst.get("/api/runs") if run["state"] == "imported"]
    result = data / "runs" / str(run["run_id"])
    assert result.is_dir()

    gone = good(admin.ask("POST", "/api/audit/retention")).json()["gone"]
    assert gone == ["half results: 1"]
    assert unused.is_dir() and result.is_dir() and not half.exists()

    good(admin.ask("PATCH", "/api/settings", json={"retention_files_days": 1}))
    long_ago = time.time() - 3 * 86400
    for path in (unused, *unused.iterdir()):
        os.utime(path, (long_ago, long_ago))
    gone = good(admin.ask("POST", "/api/audit/retention")).json()["gone"]
    assert gone == ["uploads: 1"]
    assert not unused.exists() and result.is_dir()
    good(admin.ask("PATCH", "/api/settings", json={"retention_files_days": 0}))
    entries = auditor.get("/api/audit/history?act=retention.enforced")["entries"]
    assert [entry["payload"]["gone"] for entry in entries[:2]] == [["uploads: 1"], ["half results: 1"]]


@pytest.mark.parametrize("limit", [limit for limit in TEXT_LIMITS], ids=lambda limit: "-".join(map(str, limit)))
def test_limits_of_queries_count_characters_not_bytes(server, limit):
    path, name, most = limit
    auditor = server.people["auditor"]
    for letter in ("ä", "船", "🚢"):
        assert auditor.ask("GET", path, params={name: letter * most}).ok
        refused = auditor.ask("GET", path, params={name: letter * (most + 1)})
        assert refused.status_code == 400, letter
        assert f"has {most + 1} characters" in refused.text


def test_limits_of_bodies_count_characters_not_bytes(server):
    path = f"/api/cases/{server.case_ids[-1]}/notes"
    reviewer = server.people["reviewer"]
    for letter in ("ä", "船", "🚢"):
        assert reviewer.ask("POST", path, json={"text": letter * 10_000}).ok
        assert reviewer.ask("POST", path, json={"text": letter * 10_001}).status_code == 400


def test_contract_says_which_roles_for_every_route():
    for method, path, operation in operations():
        assert set(operation["x-roles"]) <= set(ROLES), (method, path)
        assert (operation.get("security") == []) == (not operation["x-roles"]), (method, path)
    assert CONTRACT["openapi"].startswith("3.1")


def test_a_blind_reviewer_sees_neither_that_a_case_is_held_nor_who_was_taken_out(tmp_path):
    with ConsoleServer(tmp_path) as server:
        server.people = server.sign_everybody_up()
        server.case_ids = server.make_cases(server.people["analyst"])
        admin, reviewer = server.people["administrator"], server.people["reviewer"]
        second = server.add_person(admin, "second.of.hold", ["reviewer"])
        held, decided = server.case_ids[0], server.case_ids[1]
        taken_out = reviewer.get(f"/api/cases/{held}/members")["members"][0]["account_id"]
        change = {"changes": [{"account_id": taken_out, "kept": False, "reason": "a ferry company"}]}
        good(reviewer.ask("PATCH", f"/api/cases/{held}/members", json=change))
        good(admin.ask("PATCH", "/api/settings", json={"quality_share": 1}))
        for case_id, measure in ((held, "hold"), (decided, "no_action")):
            decision = new_decision(server, reviewer, case_id) | {"measure": measure}
            good(reviewer.ask("POST", f"/api/cases/{case_id}/decisions", json=decision))
        good(admin.ask("PATCH", "/api/settings", json={"quality_share": 0.1}))

        def seen(caller: Caller) -> dict:
            listed = caller.get("/api/cases?limit=200")["cases"]
            members = caller.get(f"/api/cases/{held}/members")
            return {
                "shown": [caller.get(f"/api/cases/{each}")["summary"]["state"] for each in (held, decided)],
                "listed": [row["state"] for each in (held, decided) for row in listed if row["case_id"] == each],
                "filtered": [
                    state
                    for state in ("open", "held", "decided", "in_review")
                    for row in caller.get(f"/api/cases?state={state}&limit=200")["cases"]
                    if row["case_id"] == held
                ],
                "kept": all(member["kept"] and not member["reason"] for member in members["members"])
                and members["kept"] == members["total"],
                "previewed": preview(caller),
            }

        def preview(caller: Caller) -> bool:
            decision = new_decision(server, reviewer, held)
            return caller.ask("POST", f"/api/cases/{held}/preview", json=decision).ok

        blind = {
            "shown": ["in_review"] * 2,
            "listed": ["in_review"] * 2,
            "filtered": ["in_review"],
            "kept": True,
            "previewed": False,
        }
        plain = {
            "shown": ["held", "decided"],
            "listed": ["held", "decided"],
            "filtered": ["held"],
            "kept": False,
            "previewed": True,
        }
        assert seen(second) == blind
        assert seen(reviewer) == plain
        for task in second.get("/api/reviews"):
            if task["case_id"] in (held, decided):
                good(
                    second.ask(
                        "POST", f"/api/reviews/{task['review_id']}", json={"measure": "hold", "reasons": "so too"}
                    )
                )
        assert seen(second) == plain


def test_a_blind_review_is_blind_at_the_api_too(server):
    admin, reviewer = server.people["administrator"], server.people["reviewer"]
    case_id = server.case_ids[-1]
    path = f"/api/cases/{case_id}"
    second = server.add_person(admin, "second", ["reviewer"])
    good(admin.ask("PATCH", "/api/settings", json={"quality_share": 1}))
    made = reviewer.post(f"{path}/decisions", new_decision(server, reviewer, case_id))
    reviewer.post(f"{path}/notes", {"text": "a ferry company after all, @second"})
    good(admin.ask("PATCH", "/api/settings", json={"quality_share": 0.1}))
    notices = reviewer.get("/api/notices")["notices"]
    assert notices

    def seen(caller: Caller) -> dict[str, bool]:
        acts = {entry["act"] for entry in caller.get(f"{path}/history")["entries"]}
        return {
            "decisions": bool(caller.get(f"{path}/decisions")),
            "decision": caller.ask("GET", f"/api/decisions/{made['decision_id']}").ok,
            "history": "decision.proposed" in acts,
            "notes": bool(caller.get(f"{path}/notes")),
            "measures": any(member.get("measure") for member in caller.get(f"{path}/members")["members"]),
            "notices": any(notice["case_id"] == case_id for notice in caller.get("/api/notices")["notices"]),
            "notice": caller.ask("GET", f"/api/notices/{notices[0]['notice_id']}").ok,
        }

    assert not any(seen(second).values()), seen(second)
    assert not any(note["case_id"] == case_id for note in second.get("/api/mentions"))
    assert all(seen(reviewer).values())
    assert all(seen(server.people["auditor"]).values())
    (review,) = (task for task in second.get("/api/reviews") if task["case_id"] == case_id)
    good(second.ask("POST", f"/api/reviews/{review['review_id']}", json={"measure": "label", "reasons": "seen too"}))
    assert all(seen(second).values())
