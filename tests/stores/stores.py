"""A store under test, on either database: what it holds, and what `lockstep audit verify` says about it."""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
WRITER = PROGRAM.parent / "store_writer"
LAYER = PROGRAM.parents[1] / "lib" / "write_journal.so"


@dataclass(frozen=True)
class StoreUnderTest:
    url: str
    key: Path

    def rows(self, query: str) -> list[list[str]]:
        """Cells as text, by the databases' own clients."""
        if not self.url.startswith("postgresql:"):
            with closing(sqlite3.connect(self.url)) as base:
                return [["" if cell is None else str(cell) for cell in row] for row in base.execute(query)]
        command = ["psql", "-AtX", "-F", "\x1f", "-R", "\x1e", self.url, "-c", query]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [line.split("\x1f") for line in done.stdout.removesuffix("\n").split("\x1e") if line]

    def change(self, *statements: str) -> None:
        if not self.url.startswith("postgresql:"):
            with closing(sqlite3.connect(self.url)) as base:
                for statement in statements:
                    base.execute(statement)
                base.commit()
            return
        subprocess.run(["psql", "-qX", self.url, "-c", ";".join(statements)], check=True)

    def writer(self, count: int, *more: str) -> list[str]:
        return [str(WRITER), self.url, str(count), str(self.key), *more]

    def write(self, count: int, *more: str) -> list[str]:
        done = subprocess.run(self.writer(count, *more), capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    def start_writing(self, count: int) -> str:
        """The first line of a writer that is not waited for."""
        with subprocess.Popen(self.writer(count), stdout=subprocess.PIPE, text=True) as process:
            line = process.stdout.readline()
            process.kill()
        return line

    def numbers(self) -> list[int]:
        """Of the writer's acts, in the order of the history."""
        bodies = self.rows("select body from history where act = 'test.written' order by entry")
        return [json.loads(body)["number"] for (body,) in bodies]

    def run(self, *command: str, **options: str) -> subprocess.CompletedProcess:
        """run("audit", "verify", checkpoint=…): a command of the program on this store."""
        named = {"store": self.url, "log-key": str(self.key)} | options
        words = [word for name, value in named.items() for word in (f"--{name}", value)]
        return subprocess.run([PROGRAM, *command, *words], capture_output=True, text=True)

    def audit(self, **options: str) -> subprocess.CompletedProcess:
        return self.run("audit", "verify", **options)

    def check_after_crash(self, acknowledged: list[int]) -> None:
        """Nothing acknowledged is lost, nothing is there twice, and at most one act more came through."""
        # One statement, so one snapshot: a server of its own may still commit what the killed program had asked for.
        counter = "select -1, cast(value as text) from counters where name = 'test.numbers'"
        acts = "select entry, body from history where act = 'test.written'"
        rows = self.rows(f"{counter} union all {acts} order by 1")
        counted = [int(text) for entry, text in rows if entry == "-1"]
        numbers = [json.loads(text)["number"] for entry, text in rows if entry != "-1"]
        assert numbers == list(range(1, len(numbers) + 1))
        assert counted == ([len(numbers)] if numbers else [])
        assert not acknowledged or acknowledged[-1] <= len(numbers)


def acknowledged(lines: list[str]) -> list[int]:
    return [int(line) for line in lines if not line.startswith("!")]
