"""The store's promise, kept by both databases: what was acknowledged is there, once, and the history verifies, whatever
happened to the program, to the database or to the disk."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from postgres import Postgres
from power_cut import Disk, layer, printed, read_journal, run_journaled
from stores import LAYER, StoreUnderTest, acknowledged

KILLS = 200
KILLS_A_STORE = 20
POWER_CUTS = 200
POSTGRESQL_CUTS = int(os.environ.get("POSTGRESQL_CUTS", "10"))  # each takes a start of the server


def killed(store: StoreUnderTest, choose: random.Random) -> list[str]:
    """What a writer said before it was killed: mostly at work, at times while it opens the store."""
    process = subprocess.Popen(store.writer(1_000_000), stdout=subprocess.PIPE, text=True)
    first = process.stdout.readline() if choose.random() < 0.8 else ""
    time.sleep(choose.uniform(0, 0.1))
    process.send_signal(signal.SIGKILL)
    return (first + process.communicate()[0]).splitlines()


def test_a_kill_at_any_moment_loses_nothing(new_store) -> None:
    choose = random.Random(7)
    written = 0
    for _ in range(KILLS // KILLS_A_STORE):
        store = new_store()
        told: list[int] = []
        for _ in range(KILLS_A_STORE):
            lines = killed(store, choose)
            assert not [line for line in lines if line.startswith("!")]
            told += acknowledged(lines)
            if told:
                store.check_after_crash(told)
        assert told == sorted(set(told))
        store.write(1)
        assert store.audit().returncode == 0, store.audit().stderr
        written += len(told)
    assert written > KILLS  # otherwise the kills came before there was anything to lose


@pytest.mark.parametrize("kept", [0, 0.5], ids=["all", "half"])
def test_a_power_cut_that_drops_what_was_never_synced_loses_nothing(tmp_path: Path, kept: float) -> None:
    work, journal = tmp_path / "work", tmp_path / "journal"
    work.mkdir()
    whole = StoreUnderTest(str(work / "cases.db"), work / "cases.key")
    run_journaled(LAYER, journal, work, whole.writer(120), check=True, stdout=subprocess.PIPE)
    records = read_journal(journal)
    moments = set(random.Random(3).sample(range(len(records)), POWER_CUTS))
    disk = Disk(work)
    for moment, record in enumerate(records):
        disk.apply(record)
        if moment not in moments:
            continue
        folder = tmp_path / "after"
        disk.write_after_cut(folder, kept, random.Random(moment))
        after = StoreUnderTest(str(folder / "cases.db"), folder / "cases.key")
        told = acknowledged(printed(records[: moment + 1]).decode().splitlines())
        last = int(after.write(1)[-1])  # the store opens, and goes on where it was
        assert len(told) < last <= len(told) + 2
        after.check_after_crash([*told, last])
        assert after.audit().returncode == 0, after.audit().stderr
        shutil.rmtree(folder)


def test_a_power_cut_of_postgresql_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    server = Postgres()
    try:
        store = StoreUnderTest(server.fresh_database("cut"), tmp_path / "cases.key")
        store.write(1)
        server.stop()
        data, begin, journal = server.folder / "data", tmp_path / "begin", server.folder / "journal"
        shutil.copytree(data, begin)
        server.start(environment=layer(LAYER, journal, data))
        run_journaled(LAYER, journal, data, store.writer(150), check=True, stdout=subprocess.PIPE)
        server.stop("immediate")
        records = read_journal(journal)
        assert sum(record.kind == "s" for record in records) >= 150, "the server ran without the layer beneath it"
        moments = set(random.Random(5).sample(range(len(records)), POSTGRESQL_CUTS))
        disk = Disk(data, begin)
        for moment, record in enumerate(records):
            disk.apply(record)
            if moment not in moments:
                continue
            disk.write_after_cut(tmp_path / "after", moment % 2 / 2, random.Random(moment))
            server.use_data(tmp_path / "after")
            server.start(durable=False)  # to look at it
            told = acknowledged(printed(records[: moment + 1]).decode().splitlines())
            print(f"cut after record {moment} of {len(records)}, {moment % 2 / 2} kept, {len(told)} acknowledged")
            store.check_after_crash(told or [1])
            assert store.audit().returncode == 0, store.audit().stderr
            server.stop("immediate")
    finally:
        server.remove()


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    store = StoreUnderTest(str(tmp_path / "cases.db"), tmp_path / "cases.key")
    told = acknowledged(store.write(5))
    # No file may grow beyond 600 kB: the writer's acts fail from some moment on.
    limited = ["bash", "-c", "trap '' XFSZ; ulimit -f 600; exec timeout -s KILL 4 \"$@\"", "bash", *store.writer(5000)]
    lines = subprocess.run(limited, capture_output=True, text=True).stdout.splitlines()
    told += acknowledged(lines)
    assert lines[-1].startswith("!"), lines[-1]
    assert len(told) > 10
    store.check_after_crash(told)
    assert store.audit().returncode == 0
    after = acknowledged(store.write(3))  # there is room again
    assert after == [told[-1] + 1, told[-1] + 2, told[-1] + 3]
    assert store.audit().returncode == 0


def test_a_full_disk_under_postgresql_is_told_and_loses_nothing(tmp_path: Path) -> None:
    server = Postgres(wal_segment_mb=1)
    try:
        store = StoreUnderTest(server.fresh_database("no_room"), tmp_path / "cases.key")
        told = acknowledged(store.write(5))
        server.stop()
        server.start(durable=False, largest_file_kb=1100)
        process = subprocess.Popen(store.writer(1_000_000), stdout=subprocess.PIPE, text=True)
        lines = [next(process.stdout).rstrip()]
        while not lines[-1].startswith("!"):
            lines.append(next(process.stdout).rstrip())
        process.send_signal(signal.SIGKILL)
        lines += process.communicate()[0].splitlines()
        told += acknowledged(lines)
        assert len(told) > 10
        store.check_after_crash(told)
        assert store.audit().returncode == 0, store.audit().stderr
        server.stop()
        server.start(durable=False)  # there is room again
        after = acknowledged(store.write(3))
        assert len(after) == 3
        store.check_after_crash(told + after)
        assert store.audit().returncode == 0, store.audit().stderr
    finally:
        server.remove()


def test_a_database_that_goes_away_and_comes_back_loses_nothing(postgres, tmp_path: Path) -> None:
    store = StoreUnderTest(postgres.fresh_database("away"), tmp_path / "cases.key")
    process = subprocess.Popen(store.writer(1_000_000), stdout=subprocess.PIPE, text=True)
    lines: list[str] = []

    def read_until(failed: bool) -> None:
        while not lines or lines[-1].startswith("!") != failed:
            lines.append(process.stdout.readline().rstrip())
            assert lines[-1], "the writer ended"

    read_until(failed=False)
    for mode in ["immediate", "fast", "immediate"]:
        postgres.stop(mode)
        postgres.start()
        read_until(failed=True)  # it was told
        read_until(failed=False)  # and went on
    process.send_signal(signal.SIGKILL)
    lines += process.communicate()[0].splitlines()
    told = acknowledged(lines)
    numbers = store.numbers()
    assert set(told) <= set(numbers)
    assert len(set(numbers)) == len(numbers) <= len(told) + 4  # an act whose answer was lost may have come through
    assert store.audit().returncode == 0, store.audit().stderr


def test_a_clock_that_is_set_back_does_not_turn_the_history_round(new_store) -> None:
    store = new_store()
    store.write(20, "3600")
    times = [int(when) for (when,) in store.rows("select time from history order by entry")]
    assert len(times) >= 20
    assert times == sorted(times)
    assert store.audit().returncode == 0


def test_two_programs_at_once_make_one_history(new_store) -> None:
    store = new_store()
    store.write(1)
    writers = [subprocess.Popen(store.writer(40), stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [acknowledged(writer.communicate()[0].splitlines()) for writer in writers]
    assert sorted(number for numbers in told for number in numbers) == list(range(2, 122))
    store.check_after_crash([121])
    assert store.audit().returncode == 0
