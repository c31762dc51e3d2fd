"""A PostgreSQL of the tests' own: a throwaway server on a Unix socket, durable unless told otherwise."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """Of the newest version installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parents[1].name))
    return found[-1].parent if found else None


class Postgres:
    """initdb refuses root: then the server runs as the user postgres, whom the Debian package makes."""

    def __init__(self, wal_segment_mb: int = 16) -> None:
        self.bin = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="pg.", dir="/tmp"))  # a socket's path has at most 107 bytes
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.as_user:
            shutil.chown(self.folder, "postgres")
        initdb = [self.bin / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8"]
        self.run(*initdb, "--locale=C", "--no-sync", f"--wal-segsize={wal_segment_mb}")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def run(self, *command: str | Path, environment: dict[str, str] | None = None) -> None:
        more = ["env", *(f"{name}={value}" for name, value in (environment or {}).items())]
        command = [*self.as_user, *more, *map(str, command)]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, done.stdout.decode()
        assert b"cannot be preloaded" not in done.stdout, done.stdout.decode()

    def start(
        self, durable: bool = True, environment: dict[str, str] | None = None, largest_file_kb: int | None = None
    ) -> None:
        """environment: more variables, for a layer under the server. largest_file_kb: beyond it the disk is full."""
        if environment and "LD_PRELOAD" in environment:
            # The server's user may not be let into the folder where the layer was built; ld.so would go on without it.
            layer = shutil.copy(environment["LD_PRELOAD"], self.folder)
            environment = environment | {"LD_PRELOAD": layer}
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' "
        options += "-c recovery_init_sync_method=syncfs " + ("" if durable else QUICK)
        log = ["-l", self.folder / "server.log"]
        command = [self.bin / "pg_ctl", "-D", self.folder / "data", *log, "-w", "-t", "300", "-o", options, "start"]
        limit = ["bash", "-c", f'ulimit -f {largest_file_kb}; exec "$@"', "bash"] if largest_file_kb else []
        self.run(*limit, *command, environment=environment)

    def stop(self, mode: str = "fast") -> None:
        """immediate: as a power cut is to a server that had everything synced."""
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def use_data(self, data: Path) -> None:
        """Another data folder in place of the stopped server's."""
        shutil.rmtree(self.folder / "data")
        shutil.move(data, self.folder / "data")
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        (self.folder / "data").chmod(0o700)
        if self.as_user:
            subprocess.run(["chown", "-R", "postgres:", self.folder / "data"], check=True)

    def fresh_database(self, name: str) -> str:
        """Its URL."""
        self.run(self.bin / "psql", "-q", "-h", self.folder, "-U", "postgres", "-c", f"create database {name}")
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def remove(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)
