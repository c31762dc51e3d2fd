"""The power cuts that the store is tested with find what they should find, and nothing else: SQLite loses commits that
it did not sync, and none that it did."""

import os
import random
import sqlite3
import sys
from pathlib import Path

import pytest
from power_cut import Disk, printed, read_journal, run_journaled

ROOT = Path(__file__).resolve().parents[2]
LAYER = (
    Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep")).parents[1]
    / "lib"
    / "write_journal.so"
)
WRITER = """
import os, sqlite3, sys
path, synchronous = sys.argv[1:]
base = sqlite3.connect(path, isolation_level=None)
base.execute("pragma journal_mode = wal")
base.execute(f"pragma synchronous = {synchronous}")
base.execute("pragma wal_autocheckpoint = 20")
base.execute("create table numbers (number integer, filler text)")
for number in range(60):
    base.execute("begin immediate")
    base.execute("insert into numbers values (?, ?)", (number, "x" * 700))
    base.execute("commit")
    os.write(1, f"{number}\\n".encode())
os.kill(os.getpid(), 9)
"""


def numbers_in(path: Path) -> list[int] | None:
    """None where the database is damaged or was not yet made."""
    try:
        with sqlite3.connect(path) as base:
            if base.execute("pragma integrity_check").fetchall() != [("ok",)]:
                return None
            return [number for (number,) in base.execute("select number from numbers order by number")]
    except sqlite3.Error:
        return None


def cuts(tmp_path: Path, synchronous: str, kept: float):
    """What was acknowledged and what is found, at 100 moments."""
    work, journal = tmp_path / "work", tmp_path / "journal"
    work.mkdir()
    run_journaled(LAYER, journal, work, [sys.executable, "-c", WRITER, work / "base.db", synchronous], check=False)
    records = read_journal(journal)
    moments = set(random.Random(1).sample(range(len(records)), 100))
    disk = Disk(work)
    for moment, record in enumerate(records):
        disk.apply(record)
        if moment in moments:
            after = tmp_path / f"after{moment}"
            disk.write_after_cut(after, kept, random.Random(moment))
            acknowledged = [int(line) for line in printed(records[: moment + 1]).split()]
            yield acknowledged, numbers_in(after / "base.db")


@pytest.mark.parametrize("kept", [0, 0.5, 1])
def test_what_was_synced_is_there_after_a_power_cut(tmp_path: Path, kept: float) -> None:
    for acknowledged, found in cuts(tmp_path, "full", kept):
        assert not acknowledged or found[: len(acknowledged)] == acknowledged
        assert not found or len(found) <= len(acknowledged) + 1


@pytest.mark.parametrize("kept", [0, 0.5])
def test_what_was_not_synced_is_lost_by_a_power_cut(tmp_path: Path, kept: float) -> None:
    lost = [found is None or len(found) < len(acknowledged) for acknowledged, found in cuts(tmp_path, "off", kept)]
    assert sum(lost) > 50
