"""The ledger against implementations that are not ours.

tlog-scales reads C2SP tlog-tiles, checkpoints and signed notes; pymerkle builds the trees of RFC 9162; cryptography
makes and checks Ed25519.
"""

import base64
import hashlib
import os
import random
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymerkle import InmemoryTree
from tlog_scales import signing, tiles
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.tlog import Checkpoint, ConsistencyProof, InclusionProof

ROOT = Path(__file__).resolve().parent.parent
TOOL = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep")).parent / "ledger_tool"
NAME = "harbour.example/log"
SEED = bytes(range(32))
SIZES = [1, 2, 3, 7, 255, 256, 257, 700]


def secret_key() -> str:
    public = Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()
    key_id = hashlib.sha256(NAME.encode() + b"\n\x01" + public).digest()[:4].hex()
    typed_seed = base64.b64encode(b"\x01" + SEED).decode()
    return f"PRIVATE+KEY+{NAME}+{key_id}+{typed_seed}"


def made_up_entries(count: int) -> list[bytes]:
    choose = random.Random(count)
    return [choose.randbytes(choose.randrange(60)) for _ in range(count)]


def write_entries(path: Path, entries: list[bytes]) -> Path:
    path.write_text("".join(entry.hex() + "\n" for entry in entries))
    return path


def ask(entries: Path, questions: list[str]) -> list[str]:
    told = "".join(question + "\n" for question in questions)
    answered = subprocess.run([TOOL, "ask", entries], input=told, capture_output=True, text=True, check=True)
    return answered.stdout.split("\n")[:-1]


def hashes(text: str) -> list[bytes]:
    return [bytes.fromhex(digest) for digest in text.split()]


def published(tmp_path: Path, entries: list[bytes]) -> tuple[Path, signing.Vkey]:
    folder = tmp_path / "log"
    listed = write_entries(tmp_path / "entries", entries)
    key = subprocess.run(
        [TOOL, "publish", listed, folder, secret_key()], capture_output=True, text=True, check=True
    ).stdout.strip()
    return folder, signing.Vkey.from_string(key)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def files_of(size: int) -> set[str]:
    """As tlog-scales names them; level -1 are the bundles of entries."""
    named = {"checkpoint"}
    for level in range(-1, 4):
        full, width = tiles.level_tiles(size, level)
        named |= {"/".join(tiles.tile_path(level, index)) for index in range(full)}
        if width > 0:
            named.add("/".join(tiles.tile_path(level, full, width)))
    return named


@pytest.mark.parametrize("size", SIZES)
def test_a_published_log_is_read_by_another_implementation(tmp_path: Path, size: int) -> None:
    entries = made_up_entries(size)
    folder, key = published(tmp_path, entries)
    reader = TilesReader(LocalBackend(folder))
    checkpoint = reader.get_checkpoint()
    checkpoint.verify(key)
    assert (checkpoint.origin, checkpoint.size) == (NAME, size)
    assert reader.calculate_root_hash() == checkpoint.root_hash
    assert [reader.get_entry(index) for index in range(size)] == entries
    for index in random.Random(size).sample(range(size), min(size, 20)):
        proof = reader.get_inclusion_proof(index, size)
        proof.check(tiles.leaf_hash(entries[index]), checkpoint.root_hash)
    assert files_in(folder) == files_of(size)


def test_tile_paths_are_those_of_another_implementation(tmp_path: Path) -> None:
    folder, _ = published(tmp_path, [b""] * 256_300)
    assert files_in(folder) == files_of(256_300)
    assert (folder / "tile" / "0" / "x001" / "001.p" / "44").is_file()


def test_heads_and_proofs_are_those_of_other_implementations(tmp_path: Path) -> None:
    size = 130
    entries = made_up_entries(size)
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    listed = write_entries(tmp_path / "entries", entries)

    heads = ask(listed, [f"head {n}" for n in range(size + 1)])
    assert heads == [tree.get_root(n).hex() for n in range(size + 1)]

    wanted = [(index, n) for n in range(1, size + 1, 7) for index in range(n)]
    for (index, n), told in zip(wanted, ask(listed, [f"inclusion {i} {n}" for i, n in wanted]), strict=True):
        path = tree.prove_inclusion(index + 1, n).serialize()["path"]
        assert [digest.hex() for digest in hashes(told)] == path[1:]
        InclusionProof(index, n, hashes(told)).check(tiles.leaf_hash(entries[index]), tree.get_root(n))

    wanted = [(old, new) for new in range(1, size + 1, 11) for old in range(1, new + 1)]
    for (old, new), told in zip(wanted, ask(listed, [f"consistency {o} {n}" for o, n in wanted]), strict=True):
        ConsistencyProof(old, new, hashes(told)).check(tree.get_root(old), tree.get_root(new))


def test_a_checkpoint_that_another_implementation_signed_is_opened(tmp_path: Path) -> None:
    nothing = write_entries(tmp_path / "entries", [])
    signer = signing.PlainEd25519Signer(NAME, SEED)
    other = signing.PlainEd25519Signer("pier.example/witness", bytes(32))
    root = hashlib.sha256(b"root").digest()
    signed = tmp_path / "signed"
    signed.write_text(Checkpoint.make_signed(NAME, 20_852_163, root, [other, signer]).serialize())
    forged = tmp_path / "forged"
    forged.write_text(signed.read_text().replace("20852163", "20852164"))
    key = signer.vkey.serialize()
    assert ask(nothing, [f"open {NAME} {key} {signed}", f"open {NAME} {key} {forged}"]) == [
        f"20852163 {root.hex()}",
        f"the signature of {NAME} is not right: text or signature were changed",
    ]
