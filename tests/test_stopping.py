"""`lockstep serve` that is told to end: what is being answered is finished, and it ends in time."""

import signal
import socket
import time
from urllib.parse import urlparse

import pytest
from console_server import PASSWORD, Caller, ConsoleServer, accept, good

BODY = b"account_id,time,text\n" + b"a,2024-03-04T09:00:00Z,rye bread\n" * 4000


@pytest.fixture
def server(tmp_path):
    with ConsoleServer(tmp_path) as started:
        started.admin = accept(
            started.url, started.first_token, {"handle": "root", "name": "Root", "password": PASSWORD}
        )
        started.analyst = started.add_person(started.admin, "ana", ["analyst"])
        yield started


def connect(server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlparse(server.url).port), timeout=30)


def begin(server, line: str, *more: str) -> socket.socket:
    headers = [f"{name}: {value}" for name, value in server.analyst.headers().items()]
    opened = connect(server)
    opened.sendall("\r\n".join([f"{line} HTTP/1.1", "Host: localhost", *headers, *more, "", ""]).encode())
    return opened


def half_an_upload(server) -> socket.socket:
    upload = begin(server, "POST /api/uploads?name=posts.csv", f"Content-Length: {len(BODY)}")
    upload.sendall(BODY[: len(BODY) // 2])
    time.sleep(0.5)
    return upload


def read_to_end(opened: socket.socket) -> bytes:
    said = b""
    while part := opened.recv(65536):
        said += part
    return said


def wait_until_refused(server) -> None:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            connect(server).close()
        except ConnectionResetError:  # it came in while the door was being shut
            continue
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    raise AssertionError("new connections are still taken")


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_what_is_being_answered_is_finished_streams_end_and_nobody_new_comes_in(server, which):
    stream = begin(server, "GET /api/events")
    assert stream.recv(65536).startswith(b"HTTP/1.1 200")
    idle = connect(server)
    upload = half_an_upload(server)
    server.process.send_signal(which)
    wait_until_refused(server)
    read_to_end(stream)  # ends, instead of staying open until the time is up
    assert idle.recv(1) == b""
    assert server.process.poll() is None
    upload.sendall(BODY[len(BODY) // 2 :])
    answer = read_to_end(upload)
    assert answer.startswith(b"HTTP/1.1 20"), answer
    assert b"Connection: close" in answer
    assert server.process.wait(timeout=20) == 0
    assert "stopping" in (server.folder / "log").read_text()


def test_an_upload_that_never_ends_does_not_keep_it(server):
    upload = half_an_upload(server)
    told = time.monotonic()
    server.process.terminate()
    assert server.process.wait(timeout=30) == 0
    assert 5 < time.monotonic() - told < 20
    upload.close()
    assert [path.name for path in server.folder.rglob("*posts.csv*")] == []


def test_what_lasts_longer_than_it_may_is_broken_off(tmp_path):
    with ConsoleServer(tmp_path, "--stop-within", "2") as server:
        admin = accept(server.url, server.first_token, {"handle": "root", "name": "Root", "password": PASSWORD})
        server.analyst = server.add_person(admin, "ana", ["analyst"])
        upload = half_an_upload(server)
        told = time.monotonic()
        server.process.terminate()
        assert server.process.wait(timeout=30) == 1
        assert 1.5 < time.monotonic() - told < 8
        upload.close()
        assert "broken off: something had not ended 2 s after the signal" in (tmp_path / "log").read_text()
    with ConsoleServer(tmp_path) as again:  # what was acknowledged is there, and what was not is cleared away
        assert good(Caller(again.url).ask("POST", "/api/session", json={"handle": "ana", "password": PASSWORD}))
    assert [path.name for path in tmp_path.rglob("*posts.csv*")] == []


def test_a_second_signal_ends_it_at_once(server):
    upload = half_an_upload(server)
    server.process.terminate()
    wait_until_refused(server)
    told = time.monotonic()
    server.process.terminate()
    assert server.process.wait(timeout=30) == -signal.SIGTERM
    assert time.monotonic() - told < 3
    upload.close()
