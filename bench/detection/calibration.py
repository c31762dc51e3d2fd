"""Whether the p-values of the pair tests mean what they say: bench_calibration on permuted and made-up touches."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.document import table

from .gates import Gate
from .streams import ROOT
from .tables import wilson

LEVELS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Case:
    title: str
    arguments: tuple[str, ...]

    @cached_property
    def tests(self) -> list[dict]:
        program = ROOT / "build" / "release" / "bin" / "bench_calibration"
        done = subprocess.run([program, *self.arguments], check=True, capture_output=True, text=True)
        return json.loads(done.stdout)


def cases(stream: Path) -> list[Case]:
    russian, german = EXAMPLES / "russian_coord_tweets.csv.gz", EXAMPLES / "german_elections.csv.gz"
    return [
        Case("simulated, times dealt anew", ("table", "8", "20", str(stream))),
        Case("Russian table, times dealt anew", ("table", "40", "20", str(russian))),
        Case("German table, times dealt anew", ("table", "40", "20", str(german))),
        Case("the same, objects of 50 accounts or more", ("table", "200", "50", str(german))),
        Case("objects of minutes and of days", ("tempo", "20")),
        Case("three objects a post", ("several", "40")),
        Case("accounts that are always quick", ("habitual", "20")),
    ]


def told(pairs: int, level: float) -> bool:
    """Fewer than five expected say nothing."""
    return pairs * level >= 5


def short(multiple: float) -> str:
    return f"{multiple:.2f}" if multiple < 9.995 else f"{multiple:,.0f}"


def ratio(below: int, pairs: int, level: float) -> str:
    if not told(pairs, level):
        return "–"
    low, high = wilson(below, pairs)
    return f"{short(below / pairs / level)} ({short(low / level)}–{short(high / level)})"


def calibration_rows(case: Case) -> list[list[str]]:
    return [
        [case.title if k == 0 else "", test["test"], f"{test['pairs']:,}"]
        + [ratio(below, test["pairs"], level) for below, level in zip(test["below"], LEVELS, strict=True)]
        for k, test in enumerate(case.tests)
    ]


def within(below: int, pairs: int, level: float) -> bool:
    """Whether the exceedance can lie between .9 and 1.1: the interval touches it."""
    low, high = wilson(below, pairs)
    return low / level <= 1.1 and high / level >= 0.9


def calibration_gates(measured: list[Case]) -> list[Gate]:
    found = []
    for name, levels in (("timing", LEVELS[:3]), ("lag", LEVELS[:3])):
        missed, asked = [], 0
        for case in measured:
            test = next(test for test in case.tests if test["test"] == name)
            counts = [pair for pair in zip(test["below"], levels, strict=False) if told(test["pairs"], pair[1])]
            asked += bool(counts)
            if not all(within(below, test["pairs"], level) for below, level in counts):
                missed.append(case.title)
        said = f"in {asked - len(missed)} of {asked} cases"
        said += f"; not: {'; '.join(missed)}" if missed else ""
        found.append(Gate(f"calibration of {name}, 1e-2 to 1e-4", "0.9–1.1 times nominal", said, not missed))
    combined = [(case, test) for case in measured for test in case.tests if test["test"] == "combined"]
    above = [
        case.title
        for case, test in combined
        if any(wilson(k, test["pairs"])[0] > at for k, at in zip(test["below"], LEVELS, strict=True))
    ]
    said = f"in {len(measured) - len(above)} of {len(measured)} cases" + (f"; not: {'; '.join(above)}" if above else "")
    found.append(Gate("the combined p, 1e-2 to 1e-6", "at most nominal", said, not above))
    return found


def calibrate(program: Path, work: Path) -> tuple[str, list[Gate]]:
    subprocess.run(["ninja", "-C", ROOT / "build" / "release", "bench_calibration"], check=True, capture_output=True)
    folder = work / "calibration"
    shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, "simulate", "--quiet", "--seed", "1001", "--out", folder], check=True, capture_output=True)
    measured = cases(folder / "posts.csv")
    columns = ["where", "test", "pairs", *(f"{level:g}" for level in LEVELS)]
    rows = [row for case in measured for row in calibration_rows(case)]
    shutil.rmtree(folder)
    return table(columns, rows, left=2), calibration_gates(measured)
