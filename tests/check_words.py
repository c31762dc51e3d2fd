"""What the program must never say: it reports what was observed, and no verdict on who is behind it."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERDICT = re.compile(r"\bbots?\b|\bbotnets?\b|inauthentic|\btroll (?:farm|army)", re.IGNORECASE)
SPEAKING = [
    ("lockstep", "*.cpp"),
    ("lockstep", "*.h"),
    ("cli", "*.cpp"),
    ("cli", "*.h"),
    ("server", "*.cpp"),
    ("server", "*.h"),
    ("web/src", "*.ts*"),
]
HEARING = {"lockstep/networks/declared_automation.cpp"}  # the words by which accounts declare themselves


def main() -> int:
    found = []
    for folder, pattern in SPEAKING:
        for path in sorted((ROOT / folder).rglob(pattern)):
            # a test says what must not be said
            if ".test." in path.name or str(path.relative_to(ROOT)) in HEARING:
                continue
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                if VERDICT.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    for breach in found:
        print(breach)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
