"""The shared libraries that the program opens when a command needs them, and what it says where one is missing."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
TABLE = ROOT / "examples" / "german_elections.csv.gz"


def run(program: Path, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """The program without the lib/ that belongs beside its bin/."""
    (tmp_path / "bin").mkdir()
    return Path(shutil.copy(PROGRAM, tmp_path / "bin"))


@pytest.mark.parametrize(
    ("arguments", "library"),
    [
        (["case", "list", "--store", "cases.db"], "lockstep_review.so"),
        (["store", "check", "--store", "cases.db"], "lockstep_review.so"),
        (["serve"], "lockstep_review.so"),
        (["detect", TABLE], "lockstep_graphs.so"),
    ],
)
def test_a_missing_library_is_named(arguments: list[str], library: str, alone: Path, tmp_path: Path) -> None:
    done = run(alone, *arguments, "--quiet", folder=tmp_path)
    assert done.returncode == 4
    assert f"lib/{library}" in done.stderr
    assert "keep lib/ beside the program's bin/" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_a_zip_needs_its_library(alone: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "table.zip", "w") as zipped:
        zipped.write(TABLE, TABLE.name)
    command = ["inspect", "table.zip", "--quiet"]
    assert run(PROGRAM, *command, folder=tmp_path).returncode == 0
    done = run(alone, *command, folder=tmp_path)
    assert done.returncode == 4
    assert done.stderr.count("lib/lockstep_zip.so") == 1


def test_what_needs_none_goes_on_without(alone: Path, tmp_path: Path) -> None:
    assert "--log-key" in run(alone, "serve", "--help", folder=tmp_path).stdout
    done = run(alone, "pairs", TABLE, "--trace", "co-link", "--window", "60s", "--quiet", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_it_starts_without_the_libraries_of_others() -> None:
    """Each costs every command a part of a millisecond, some of them more."""
    loaded = subprocess.run(
        [PROGRAM], env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"}, capture_output=True, text=True, check=True
    ).stdout
    assert "libfmt" in loaded
    for library in [
        "soci",
        "sqlite",
        "sodium",
        "libssl",
        "yaml",
        "prometheus",
        "archive",
        "arrow",
        "parquet",
        "igraph",
    ]:
        assert library not in loaded
