"""The program at a terminal: progress that is redrawn, Ctrl-C, a reader that goes away."""

import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
TABLE = ROOT / "examples" / "german_elections.csv.gz"


def at_a_terminal(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Exit status, and what standard error showed on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux: the other side was closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return process.returncode, shown.decode()


def endless(folder: Path) -> subprocess.Popen[bytes]:
    """A run that is at work and would go on for minutes."""
    arguments = ["simulate", "--accounts", "100000", "--days", "365", "--out", "stream"]
    process = subprocess.Popen(
        [PROGRAM, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stderr.read(1)  # its first stage has begun
    return process


def test_a_terminal_sees_each_stage_with_its_time(tmp_path: Path) -> None:
    status, shown = at_a_terminal(["pairs", str(TABLE), "--trace", "co-link", "--out", "pairs.csv"], tmp_path)
    assert status == 0
    assert "\r\x1b[K" in shown
    assert re.search(r"reading  \d+\.\d s", shown)


def test_a_file_sees_one_line_a_stage(tmp_path: Path) -> None:
    done = subprocess.run(
        [PROGRAM, "pairs", TABLE, "--trace", "co-link", "--out", "pairs.csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "\x1b" not in done.stderr
    stages = [line for line in done.stderr.splitlines() if line == "reading"]
    assert len(stages) == 1


def test_quiet_says_nothing(tmp_path: Path) -> None:
    status, shown = at_a_terminal(
        ["--quiet", "pairs", str(TABLE), "--trace", "co-link", "--out", "pairs.csv"], tmp_path
    )
    assert (status, shown) == (0, "")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(by: signal.Signals, tmp_path: Path) -> None:
    with endless(tmp_path) as process:
        process.send_signal(by)
        _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"lockstep: stopped" in error
    assert list(tmp_path.rglob("*.part")) == []
    assert list(tmp_path.rglob("*.csv")) == []


def test_a_second_signal_ends_it_at_once() -> None:
    """Even where it waits for input that does not come, and so cannot notice the first."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([PROGRAM, "inspect", "-"], bufsize=0, **pipes) as process:
        assert process.stderr.read(1)
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == -signal.SIGINT


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{PROGRAM} --quiet pairs {TABLE} --trace co-link --min-shared 1 | head -1"],
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("account_a,account_b,shared,first_time,last_time\n", "")
