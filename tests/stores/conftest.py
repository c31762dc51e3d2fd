import pytest
from postgres import Postgres, programs


@pytest.fixture(scope="session")
def postgres():
    """A server for the whole session; each test takes a database of its own."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql-15)")
    server = Postgres()
    yield server
    server.remove()
