"""Golden tests: every tests/golden/**/*.test holds inputs, commands and the expected output.

    # anything after # is for the reader
    file posts.csv                a file, up to the next blank line
    account_id,time
    a,2020-01-01T00:00:00Z

    bytes odd.csv                 the same, with Python's escapes (\\x00, \\r\\n) and no newline of its own at the end
    a\\x00b

    run lockstep pairs posts.csv  one line, run by bash in a folder that holds these files only; $EXAMPLES is examples/
    ----
    what it prints, up to the next "run" or the end; after a failure also what it said on stderr, and "exit N"

A test whose commands all succeed runs twice more: with three threads, and with the rows of its CSV files shuffled. The
line "order matters" before the first command leaves out the shuffled one; the line "large" leaves the test out where a
sanitizer runs it.

    pytest tests/test_golden.py [-k name] [--update]     --update rewrites the expected output: review the diff
"""

import os
import random
import re
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))


@dataclass
class Command:
    line: str
    expected: str


@dataclass
class GoldenTest:
    head: list[str] = field(default_factory=list)  # everything before the first command, as it stands
    files: dict[str, bytes] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)
    order_matters: bool = False
    large: bool = False


def parse(text: str) -> GoldenTest:
    test = GoldenTest()
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    i = 0
    while i < len(lines) and not lines[i].startswith("run "):
        line = lines[i]
        test.head.append(line)
        i += 1
        if line == "order matters":
            test.order_matters = True
        elif line == "large":
            test.large = True
        elif match := re.fullmatch(r"(file|bytes) (\S+)", line):
            body = []
            while i < len(lines) and lines[i] != "":
                body.append(lines[i])
                test.head.append(lines[i])
                i += 1
            if match[1] == "file":
                test.files[match[2]] = "".join(row + "\n" for row in body).encode()
            else:
                escaped = "".join(body)
                test.files[match[2]] = escaped.encode().decode("unicode_escape").encode("latin-1")
    while i < len(lines):
        assert lines[i].startswith("run "), f"expected a run line, found: {lines[i]}"
        command = Command(lines[i][4:], "")
        i += 1
        assert i < len(lines) and lines[i] == "----", f"no ---- after: run {command.line}"
        i += 1
        expected = []
        while i < len(lines) and not lines[i].startswith("run "):
            expected.append(lines[i])
            i += 1
        while expected and expected[-1] == "":
            expected.pop()
        command.expected = "".join(row + "\n" for row in expected)
        test.commands.append(command)
    return test


def shuffled(name: str, content: bytes) -> bytes:
    """The same table with its rows in another order; left as it is where a row is more than one line."""
    if not name.endswith((".csv", ".tsv")) or b'"' in content or b"\r" in content:
        return content
    header, *rows = content.splitlines(keepends=True)
    random.Random(7).shuffle(rows)
    return b"".join([header, *rows])


def run_all(test: GoldenTest, folder: Path, threads: int | None, shuffle: bool) -> list[str]:
    folder.mkdir()
    for name, content in test.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shuffled(name, content) if shuffle else content)
    bin_folder = folder.parent / f"bin{threads}"
    bin_folder.mkdir(exist_ok=True)
    program = bin_folder / "lockstep"
    option = f" --threads {threads}" if threads else ""
    named = 'case " $* " in *" --threads "*) exec "' + str(PROGRAM) + '" "$@" ;; esac\n'  # a command may name its own
    program.write_text(f'#!/bin/sh\n{named}exec "{PROGRAM}"{option} "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}:{ROOT / 'tests' / 'tools'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "EXAMPLES": str(ROOT / "examples"),
        "LC_ALL": "C.UTF-8",
        "TZ": "Pacific/Chatham",  # nothing may depend on it
    }
    outputs = []
    for command in test.commands:
        done = subprocess.run(
            ["bash", "-c", command.line], cwd=folder, env=environment, capture_output=True, timeout=300, check=False
        )
        output = done.stdout.decode(errors="backslashreplace")
        if done.returncode != 0:
            output += done.stderr.decode(errors="backslashreplace") + f"exit {done.returncode}\n"
        # trailing blank lines cannot be written in a .test file
        outputs.append(output.rstrip("\n") + "\n" if output.strip("\n") else "")
    return outputs


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.test")), ids=lambda p: str(p.relative_to(GOLDEN))[:-5])
def test_golden(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    test = parse(path.read_text())
    if request.config.getoption("--runs") == "threads":
        if test.large:
            pytest.skip("too large for a sanitizer")
        assert run_all(test, tmp_path / "threads", 3, shuffle=False) == [c.expected for c in test.commands]
        return
    outputs = run_all(test, tmp_path / "plain", None, shuffle=False)
    if request.config.getoption("--update"):
        blocks = [f"run {c.line}\n----\n{out}" for c, out in zip(test.commands, outputs, strict=True)]
        path.write_text("\n".join(test.head) + "\n" + "\n".join(blocks))
        return
    assert outputs == [c.expected for c in test.commands]
    if any("\nexit " in "\n" + c.expected for c in test.commands):
        return
    assert run_all(test, tmp_path / "threads", 3, shuffle=False) == outputs, "three threads give another answer"
    if not test.order_matters:
        assert run_all(test, tmp_path / "shuffled", None, shuffle=True) == outputs, "another order gives another answer"
