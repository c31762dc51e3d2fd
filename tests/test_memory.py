"""Reading takes at most 200 bytes an event beyond the text itself (each distinct string counted once), and the whole of
`detect` at most 550 an event of a small stream, texts and all; 100 of them or more are buffers of a fixed size.
"""

import os
import random
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
EVENTS = 300_000


def peak_bytes(*command: str | Path) -> int:
    process = subprocess.Popen([PROGRAM, "--quiet", *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    process.returncode = 0
    return usage.ru_maxrss * 1024


@pytest.mark.skipif("san" in str(PROGRAM), reason="sanitizers take memory of their own")
def test_reading_takes_at_most_200_bytes_an_event_beyond_the_text(tmp_path: Path) -> None:
    choose = random.Random(5)
    header = "post_id,account_id,time,text,urls,hashtags\n"
    distinct: set[str] = set()
    table = tmp_path / "posts.csv"
    with table.open("w") as file:
        file.write(header)
        for number in range(EVENTS):
            post = str(10**18 + number)
            account = f"account{choose.randrange(20_000)}"
            text = f"the ferry of pier {number} leaves the harbour later than announced"
            url = f"https://port.example/{choose.randrange(50_000)}"
            tags = [f"tag{choose.randrange(2_000)}", "harbour"]
            time = 1_600_000_000 + choose.randrange(5_000_000)
            file.write(f"{post},{account},{time},{text},{url},{' '.join(tags)}\n")
            distinct.update([post, account, text, url, *tags])
    nothing = tmp_path / "one.csv"
    nothing.write_text(header + "1,a,1600000000,t,https://port.example,x\n")
    beyond = peak_bytes("inspect", table) - peak_bytes("inspect", nothing) - sum(len(text) for text in distinct)
    assert beyond / EVENTS <= 200


@pytest.mark.skipif("san" in str(PROGRAM), reason="sanitizers take memory of their own")
def test_detection_takes_at_most_550_bytes_an_event_of_a_small_stream(tmp_path: Path) -> None:
    peaks, events = [], []
    for accounts in ("100", "12000"):
        stream = tmp_path / accounts
        subprocess.run(
            [PROGRAM, "simulate", "--quiet", "--accounts", accounts, "--seed", "7", "--out", stream], check=True
        )
        posts = stream / "posts.csv"
        peaks.append(
            peak_bytes("--threads", "2", "detect", posts, "--accounts", stream / "accounts.csv", "--out", stream / "r")
        )
        events.append(sum(1 for _ in posts.open()) - 1)
    assert (peaks[1] - peaks[0]) / (events[1] - events[0]) <= 550
