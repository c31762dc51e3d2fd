def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected output of the golden tests")
    parser.addoption(
        "--runs",
        choices=["all", "threads"],
        default="all",
        help="threads: only with three threads, where a sanitizer makes each run slow",
    )
