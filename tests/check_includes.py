"""The order of the modules: each includes to the left only, and of another module only its door header.

The door of lockstep/pairs is pairs.h, with the headers beside it that it includes itself; base has no door, all of it
is open. cli stands above them all. Prints each breach as file:line and fails if there is one.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'#include "lockstep/(\w+)/(\S+)"')


def modules_in_order() -> list[str]:
    """As CMakeLists.txt links them."""
    return re.findall(r"^lockstep_module\((\w+)", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)


def includes(path: Path) -> list[tuple[int, str, str]]:
    """Line, module and header of every include of ours."""
    found = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if match := INCLUDE.match(line):
            found.append((number, match[1], match[2]))
    return found


def open_headers(module: str) -> set[str]:
    door = ROOT / "lockstep" / module / f"{module}.h"
    if not door.exists():
        return set()
    return {door.name} | {header for _, owner, header in includes(door) if owner == module}


def breaches(path: Path, module: str, order: list[str]) -> list[str]:
    found = []
    for line, other, header in includes(path):
        if other == module:
            continue
        place = f"{path.relative_to(ROOT)}:{line}: includes lockstep/{other}/{header}"
        if other not in order:
            found.append(f"{place}: not a module of CMakeLists.txt")
        elif module in order and order.index(other) > order.index(module):
            found.append(f"{place}, which stands to the right of {module}")
        elif other != "base" and header not in open_headers(other):
            found.append(f"{place}, which is not part of {other}'s door ({', '.join(sorted(open_headers(other)))})")
    return found


def main() -> int:
    order = modules_in_order()
    found = []
    for module in [*order, "server", "cli"]:
        folder = ROOT / "lockstep" / module if module in order else ROOT / module
        for path in sorted([*folder.rglob("*.h"), *folder.rglob("*.cpp")]):
            found += breaches(path, module, order)
    for breach in found:
        print(breach)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
