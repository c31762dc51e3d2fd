"""The history as others see it: whoever tampers with it in the database is found out, and it can be checked, copied and
published, on both databases."""

import shutil
from pathlib import Path

import pytest
from stores import StoreUnderTest, acknowledged
from tlog_scales import signing, tiles
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader

ENTRIES = 30
TAMPERINGS = {
    "its time": (["update history set time = time + 1 where entry = 17"], "entry 17 was changed"),
    "who did it": (["update history set person_id = 7 where entry = 0"], "entry 0 was changed"),
    "its text": (["update history set body = '{\"number\":99}' where entry = 5"], "entry 5 was changed"),
    "its record": (["update history set record = replace(record, 'e', 'f') where entry = 8"], "entry 8 was changed"),
    "removed": (["delete from history where entry = 9"], "entry 9 was removed"),
    "removed, the rest moved up": (
        [
            "delete from history where entry = 9",
            *(f"update history set entry = {n - 1} where entry = {n}" for n in range(10, ENTRIES)),
        ],
        "entry 9 was removed",
    ),
    "two exchanged": (
        [
            "update history set entry = 1000 where entry = 3",
            "update history set entry = 3 where entry = 7",
            "update history set entry = 7 where entry = 1000",
        ],
        "entry 3 was moved: it stands at 7 now",
    ),
    "moved to the end": (
        ["update history set entry = 1000 where entry = 3"],
        "entry 3 was moved: it stands at 1000 now",
    ),
    "the end removed": (["delete from history where entry > 20"], "entry 21 was removed, and all after it"),
    "a text erased by nobody": (
        ["update history set body = null, body_salt = null where entry = 6"],
        "the text of entry 6 is gone, and no later entry says that it was erased",
    ),
    "a checkpoint": (["update checkpoints set note = 'x' where size = 4"], "the checkpoint of size 4 was changed"),
    "two, the first named": (
        ["update history set act = 'x' where entry = 12", "delete from history where entry = 4"],
        "entry 4 was removed",
    ),
}


@pytest.fixture
def written(new_store) -> StoreUnderTest:
    store = new_store()
    assert acknowledged(store.write(ENTRIES)) == list(range(1, ENTRIES + 1))
    assert store.audit().returncode == 0
    return store


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_the_first_entry_that_was_tampered_with_is_named(written: StoreUnderTest, tampering) -> None:
    statements, said = tampering
    written.change(*statements)
    verified = written.audit()
    assert verified.returncode == 3, verified
    assert said in verified.stderr.splitlines()[0]


def test_what_was_cut_with_its_checkpoints_shows_against_one_kept_elsewhere(
    written: StoreUnderTest, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.write_text(written.run("audit", "checkpoint").stdout)
    written.change("delete from history where entry > 20", "delete from checkpoints where size > 21")
    assert written.audit().returncode == 0
    verified = written.audit(checkpoint=str(kept))
    assert verified.returncode == 3
    assert (
        "entry 21 was removed, and all after it: a checkpoint that was kept elsewhere has the size 30"
        in verified.stderr
    )


def test_a_history_that_was_cut_is_not_signed_again(written: StoreUnderTest) -> None:
    written.change("delete from history where entry > 20", "delete from checkpoints where size > 21")
    refused = written.start_writing(1)
    assert refused.startswith("! the history is not what its last checkpoint signed")
    assert written.rows("select count(*) from history") == [["21"]]


def test_hashes_for_proofs_that_were_changed_are_found(written: StoreUnderTest) -> None:
    assert written.run("store", "check").returncode == 0
    written.change("update history_nodes set hash = 'x' where level = 2 and position = 3")
    checked = written.run("store", "check")
    assert checked.returncode == 3
    assert "tree of the history: hash 3 of level 2 is not that of the entries below it" in checked.stdout


def test_a_copy_is_verified_without_the_key_that_signs(written: StoreUnderTest, tmp_path: Path) -> None:
    public = written.run("audit", "key").stdout.strip()
    backup = tmp_path / "copy.db"
    assert written.run("store", "backup", str(backup)).returncode == 0
    copy = StoreUnderTest(str(backup), tmp_path / "nowhere.key")
    assert "the key that signed this store's history is not there" in copy.audit().stderr
    assert not copy.key.exists()
    assert copy.audit(key=public).returncode == 0
    another = public.replace("lockstep+", "lockstop+")
    assert "do not belong together" in copy.audit(key=another).stderr


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_becomes_a_store_of_either_kind(
    written: StoreUnderTest, target: str, store_in, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    assert written.run("store", "backup", str(backup)).returncode == 0
    restored = store_in(target)
    for key in ["", str(tmp_path / "another.key")]:  # what fails leaves the place free
        refused = restored.run("store", "restore", str(backup), **{"log-key": key})
        assert refused.returncode in (2, 4), refused
        assert "the key that sign" in refused.stderr
    shutil.copy(written.key, restored.key)
    done = restored.run("store", "restore", str(backup))
    assert done.returncode == 0, done.stderr
    for table in ["history", "history_nodes", "checkpoints", "counters", "settings"]:
        rows = f"select * from {table} order by 1, 2"
        assert sorted(restored.rows(rows)) == sorted(written.rows(rows))
    assert restored.run("store", "check").returncode == 0
    assert restored.write(1) == [str(ENTRIES + 1)]
    again = restored.run("store", "restore", str(backup))
    assert again.returncode == 5
    assert "there is a store already, and work in it" in again.stderr
    assert written.run("store", "backup", str(backup)).returncode == 5


def test_the_published_log_is_read_by_another_implementation(new_store, tmp_path: Path) -> None:
    store = new_store()
    folder = tmp_path / "log"
    for entries in [20, 280]:  # the second time the folder is brought up to date
        store.write(entries)
        assert store.run("audit", "publish", str(folder)).returncode == 0
    reader = TilesReader(LocalBackend(folder))
    checkpoint = reader.get_checkpoint()
    checkpoint.verify(signing.Vkey.from_string(store.run("audit", "key").stdout.strip()))
    assert checkpoint.size == 300
    assert reader.calculate_root_hash() == checkpoint.root_hash
    records = store.rows("select record from history order by entry")
    for index in [0, 17, 255, 256, 299]:
        entry = reader.get_entry(index)
        assert [entry.decode()] == records[index]
        reader.get_inclusion_proof(index, 300).check(tiles.leaf_hash(entry), checkpoint.root_hash)
    reader.get_consistency_proof(20, 300)


def test_a_store_that_is_not_there_is_not_made(new_store) -> None:
    store = new_store()
    missing = store.audit()
    assert missing.returncode == 8
    assert "there is no store here" in missing.stderr
    assert not Path(store.url).exists()
