"""What a folder holds after a power cut, from the journal that tests/stores/write_journal.cpp wrote.

The disk of this model keeps what was synced. Of what was written since, each sector of 512 bytes is kept or lost by
itself, and of the files made, renamed and removed since, the first few are kept, in order; syncing a file keeps its
name too, as journaling file systems do. syncfs is not seen: what a server does that recovers while it is journaled is
lost too much.
"""

import os
import random
import shutil
import struct
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

SECTOR = 512
HEADER = struct.Struct("<cIIIQ")


@dataclass(frozen=True)
class Record:
    kind: str
    path: str
    second: str
    data: bytes
    offset: int


def layer(library: Path, journal: Path, under: Path) -> dict[str, str]:
    return {"LD_PRELOAD": str(library), "WRITE_JOURNAL": str(journal), "WRITE_JOURNAL_UNDER": str(under)}


def run_journaled(library: Path, journal: Path, under: Path, command: list, **more) -> subprocess.CompletedProcess:
    return subprocess.run(list(map(str, command)), env=os.environ | layer(library, journal, under), **more)


def read_journal(journal: Path) -> list[Record]:
    rest = memoryview(journal.read_bytes())
    records = []
    while rest:
        kind, path, second, data, offset = HEADER.unpack_from(rest)
        ends = [HEADER.size, HEADER.size + path, HEADER.size + path + second, HEADER.size + path + second + data]
        parts = [bytes(rest[begin:end]) for begin, end in pairwise(ends)]
        records.append(Record(kind.decode(), parts[0].decode(), parts[1].decode(), parts[2], offset))
        rest = rest[ends[-1] :]
    return records


def printed(records: list[Record]) -> bytes:
    return b"".join(record.data for record in records if record.kind == "a")


def changed(content: bytearray, change: Record) -> None:
    if change.kind == "t":
        del content[change.offset :]
        content.extend(bytes(change.offset - len(content)))
        return
    end = change.offset + len(change.data)
    content.extend(bytes(max(0, end - len(content))))
    content[change.offset : end] = change.data


def sectors(change: Record) -> list[Record]:
    if change.kind == "t":
        return [change]
    starts = range(change.offset // SECTOR * SECTOR, change.offset + len(change.data), SECTOR)
    cut = []
    for start in starts:
        begin, end = max(start, change.offset), min(start + SECTOR, change.offset + len(change.data))
        data = change.data[begin - change.offset : end - change.offset]
        cut.append(Record("w", change.path, "", data, begin))
    return cut


@dataclass(eq=False)
class Content:
    """file: where the first content lies, which is read when it is needed; none for a file made later."""

    file: Path | None = None
    since: list[Record] = field(default_factory=list)

    @cached_property
    def synced(self) -> bytearray:
        return bytearray(self.file.read_bytes() if self.file else b"")

    def untouched(self) -> bool:
        return self.file is not None and not self.since and "synced" not in self.__dict__

    def sync(self) -> None:
        for change in self.since:
            changed(self.synced, change)
        self.since.clear()

    def after_cut(self, kept: float, choose: random.Random) -> bytes:
        content = bytearray(self.synced)
        for change in self.since:
            for sector in sectors(change):
                if choose.random() < kept:
                    changed(content, sector)
        return bytes(content)


FOLDER = None  # what stands at the name of a folder


class Disk:
    """begin: a copy of the folder as it was when the journal began; none where it was empty."""

    def __init__(self, under: Path, begin: Path | None = None) -> None:
        self.under, self.begin = under, begin
        self.names: dict[str, Content | None] = {}  # as the program sees them
        for path in sorted(begin.rglob("*")) if begin else []:
            name = str(under / path.relative_to(begin))
            self.names[name] = FOLDER if path.is_dir() else Content(path)
        self.synced_names = dict(self.names)
        self.renamings: list[Record] = []  # since
        self.made: list[Content | None] = []  # what each of them is about

    def apply(self, record: Record) -> None:
        if record.kind == "s":
            self.sync(record.path)
        elif record.kind in "wt":
            self.names.setdefault(record.path, Content()).since.append(record)
        elif record.kind in "cdru":
            # A file that is renamed and was not seen before came by fopen, and was never synced.
            content = {"c": Content(), "r": self.names.get(record.path, Content())}.get(record.kind)
            self.renamings.append(record)
            self.made.append(content)
            rename(self.names, record, content)

    def sync(self, path: str) -> None:
        content = self.names.get(path)
        count = len(self.renamings)
        if content is not FOLDER:
            content.sync()
            count = max((i + 1 for i, made in enumerate(self.made) if made is content), default=0)
        for record, made in zip(self.renamings[:count], self.made, strict=False):
            rename(self.synced_names, record, made)
        del self.renamings[:count], self.made[:count]

    def write_after_cut(self, folder: Path, kept: float, choose: random.Random) -> None:
        """kept: the share of what was never synced that is there all the same."""
        names = dict(self.synced_names)
        count = choose.randint(0, len(self.renamings)) if kept > 0 else 0
        for record, made in zip(self.renamings[:count], self.made, strict=False):
            rename(names, record, made)
        folder.mkdir()
        for path, content in sorted(names.items()):
            target = folder / Path(path).relative_to(self.under)
            if content is FOLDER:
                target.mkdir(parents=True, exist_ok=True)
            elif content.untouched():
                shutil.copyfile(content.file, target)
            else:
                target.write_bytes(content.after_cut(kept, choose))


def rename(names: dict, record: Record, content: Content | None) -> None:
    if record.kind in "cd":
        names[record.path] = content
    elif record.kind == "u":
        names.pop(record.path, None)
    else:
        names[record.second] = content
        if record.offset == 0:  # a rename, not a link
            names.pop(record.path, None)
