from pathlib import Path

import pytest
from postgres import Postgres, programs
from stores import StoreUnderTest


@pytest.fixture(scope="session")
def postgres():
    """A server for the whole session; each test takes a database of its own."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql-15)")
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture
def store_in(request: pytest.FixtureRequest, tmp_path: Path):
    """Makes places for stores: store_in("sqlite"), store_in("postgresql"); each call another one."""
    made = []

    def make(kind: str) -> StoreUnderTest:
        made.append(kind)
        key = tmp_path / f"cases{len(made)}.key"
        if kind == "sqlite":
            return StoreUnderTest(str(tmp_path / f"cases{len(made)}.db"), key)
        name = f"{tmp_path.name}_{len(made)}".replace("-", "_").lower()
        return StoreUnderTest(request.getfixturevalue("postgres").fresh_database(name), key)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, store_in):
    return lambda: store_in(request.param)
