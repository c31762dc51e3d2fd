"""The store's own tests once more, on PostgreSQL: one set of tests for both databases."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNIT_TESTS = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep")).parent / "unit_tests"


def test_all_of_the_stores_tests_hold_on_postgresql(postgres):
    done = subprocess.run(
        [UNIT_TESTS, "--gtest_filter=*/postgresql", "--gtest_brief=1"],
        env={**os.environ, "LOCKSTEP_TEST_POSTGRESQL": postgres.url},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
