"""Whether the p-values of the tests mean what they say: bench_calibration (pairs) and bench_group_calibration on
permuted and made-up touches."""

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
GROUP_LEVELS = (1e-1, 1e-2, 1e-3, 1e-4)
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Case:
    title: str
    arguments: tuple[str, ...]
    program: str = "bench_calibration"

    @cached_property
    def tests(self) -> list[dict]:
        program = ROOT / "build" / "release" / "bin" / self.program
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


def group_cases(stream: Path) -> list[Case]:
    """Made up of nothing that depends on anything, and last what no test that is given the objects alone can know."""
    russian, german = EXAMPLES / "russian_coord_tweets.csv.gz", EXAMPLES / "german_elections.csv.gz"
    asked = [
        ("simulated, times dealt anew", ("table", "4", "20", str(stream))),
        ("the same, objects of 50 accounts or more", ("table", "4", "50", str(stream))),
        ("Russian table, times dealt anew", ("table", "4", "20", str(russian))),
        ("German table, objects of 50 accounts or more", ("table", "20", "50", str(german))),
        ("objects of minutes and of days", ("tempo", "4")),
        ("three objects a post", ("several", "4")),
        ("twenty objects of each author", ("sources", "4")),
        ("accounts that are always quick", ("habitual", "4")),
    ]
    return [Case(title, arguments, "bench_group_calibration") for title, arguments in asked]


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


def group_rows(case: Case) -> list[list[str]]:
    return [
        [case.title if k == 0 else "", test["window"], f"{test['groups']:,}"]
        + [ratio(below, test["groups"], at) for below, at in zip(test["below"], GROUP_LEVELS, strict=True)]
        for k, test in enumerate(case.tests)
    ]


def group_gate(measured: list[Case]) -> Gate:
    """At most 1.1 times nominal: the p of an object takes whole steps, so that it may be far below."""

    def above(test: dict) -> bool:
        counts = zip(test["below"], GROUP_LEVELS, strict=True)
        return any(told(test["groups"], at) and wilson(k, test["groups"])[0] > 1.1 * at for k, at in counts)

    missed = [case.title for case in measured if any(above(test) for test in case.tests)]
    said = f"in {len(measured) - len(missed)} of {len(measured)} cases" + (f"; not: {'; '.join(missed)}" * bool(missed))
    return Gate("calibration of the group test, 1e-1 to 1e-4", "at most 1.1 times nominal", said, not missed)


def calibrate(program: Path, work: Path) -> tuple[dict[str, str], list[Gate]]:
    """The blocks of the document by name, and the gates."""
    build = ROOT / "build" / "release"
    subprocess.run(
        ["ninja", "-C", build, "bench_calibration", "bench_group_calibration"], check=True, capture_output=True
    )
    folder = work / "calibration"
    shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, "simulate", "--quiet", "--seed", "1001", "--out", folder], check=True, capture_output=True)
    measured, groups = cases(folder / "posts.csv"), group_cases(folder / "posts.csv")
    columns = ["where", "test", "pairs", *(f"{level:g}" for level in LEVELS)]
    rows = [row for case in measured for row in calibration_rows(case)]
    group_columns = ["where", "window", "groups", *(f"{level:g}" for level in GROUP_LEVELS)]
    of_groups = [row for case in groups for row in group_rows(case)]
    shutil.rmtree(folder)
    blocks = {"calibration": table(columns, rows, left=2), "group-calibration": table(group_columns, of_groups, left=2)}
    return blocks, [*calibration_gates(measured), group_gate(groups)]
