"""What is planted: cells of rings with the same settings, and mixtures.

The standard cell: 10 actions, 10% of the activity, 60 s, half of the objects exclusive, six in ten members on each
occasion, rings of 4 to 100. The full bench changes one factor at a time from it.
"""

import random
from dataclasses import dataclass
from itertools import zip_longest

# (size, rings) of one stream: 276 accounts in 12 rings
SIZES = ((4, 3), (8, 3), (20, 3), (40, 2), (100, 1))
# the same number of accounts, about, where one size is asked for
RINGS_OF = {4: 24, 8: 20, 20: 12, 40: 6, 100: 3}
TRACES = ("repost", "link", "text", "hashtags", "reply")


@dataclass(frozen=True)
class Cell:
    name: str  # in file names: small letters, digits, dashes
    title: str
    settings: str = ""  # of each ring, as --plant takes them
    factor: str = ""  # what differs from the standard cell, and how much
    level: float = 0
    drawn: str = ""  # "mix": each ring by itself; "random": all rings alike
    sizes: tuple = SIZES
    rings: tuple = ()  # all of them, as --plant takes them; instead of settings and sizes

    @property
    def short(self) -> str:
        return self.title.split(":")[0]

    def plantings(self, seed: int) -> list[str]:
        if self.rings:
            return list(self.rings)
        if self.drawn == "mix":
            return drawn_rings(random.Random(seed), 16)
        if self.drawn == "random":
            return drawn_alike(random.Random(self.name))
        return [join(f"size={size},networks={rings}", self.settings) for size, rings in self.sizes]


def join(*parts: str) -> str:
    return ",".join(part for part in parts if part)


# Rings of 4 to 100, 3 to 20 actions, 5 to 100% of the activity, 10 s to 10 min, every trace: all on a scale of ratios.
def drawn_settings(rng: random.Random) -> str:
    def between(least: float, most: float) -> float:
        return least * (most / least) ** rng.random()

    return (
        f"actions={round(between(3, 20))},share={between(0.05, 1):.3f},jitter={round(between(10, 600))}s,"
        f"exclusive={rng.choice((0, 0.5, 1))},trace={rng.choice(TRACES)}"
    )


def drawn_size(rng: random.Random) -> int:
    return round(4 * 25 ** rng.random())


def drawn_rings(rng: random.Random, rings: int) -> list[str]:
    return [f"size={drawn_size(rng)},networks=1,{drawn_settings(rng)}" for _ in range(rings)]


# One draw of everything, also of what an attacker may try, for enough rings to count by.
def drawn_alike(rng: random.Random) -> list[str]:
    size = drawn_size(rng)
    extra = rng.choice(("", "", "", "leader", "rotating=0.5", "rotating=0.33", "participation=0.9", "paraphrase=0.1"))
    return [join(f"size={size},networks={max(2, min(20, 240 // size))}", drawn_settings(rng), extra)]


EMPTY = Cell("empty", "nothing planted", sizes=())
STANDARD = Cell("standard", "standard: 10 actions, 10%, 60 s", "actions=10,share=0.1,jitter=60s")
SLOW = Cell("slow", "slow: 300 s, 20%", "actions=10,share=0.2,jitter=300s")
RARE = Cell("rare", "6 actions, 5%", "actions=6,share=0.05,jitter=60s")
MIX = Cell("mix", "mix: 4–100, 3–20 actions, 5–100%, 10 s–10 min, every trace", drawn="mix")

QUICK = (STANDARD, SLOW, RARE, MIX)


def one_factor() -> list[Cell]:
    cells = []

    def add(factor: str, level: float, label: str, settings: str, **more) -> None:
        name = f"{factor.replace(' ', '-')}-{label.replace(' ', '').replace('.', '').replace('%', '')}".lower()
        base = "actions=10,share=0.1,jitter=60s"
        named = {part.split("=")[0] for part in settings.split(",")}
        kept = [part for part in base.split(",") if part.split("=")[0] not in named]
        title = f"{factor} {label}" if label != "yes" else factor
        cells.append(Cell(name, title, join(*kept, settings), factor, level, **more))

    for size, rings in RINGS_OF.items():
        add("size", size, f"{size}", "", sizes=((size, rings),))
    for actions in (3, 6, 20):
        add("actions", actions, f"{actions}", f"actions={actions}")
    for share in (1, 0.5, 0.2, 0.05):
        add("share", share, f"{share:.0%}", f"share={share}")
    for seconds, label in ((10, "10 s"), (300, "5 min"), (600, "10 min"), (3600, "1 h"), (21600, "6 h")):
        add("jitter", seconds, label, f"jitter={seconds}s")
    for exclusive in (0, 1):
        add("exclusive", exclusive, f"{exclusive:.0%}", f"exclusive={exclusive}")
    for trace in TRACES[1:]:
        add("trace", 0, trace, f"trace={trace}")
    # words changed by each member; two texts then agree in about .8 and .6 of their words (Jaccard)
    for changed in (0.06, 0.13, 0.3):
        add("paraphrase", changed, f"{changed:.0%}", f"trace=text,paraphrase={changed}")
    for rotating in (0.67, 0.5, 0.33, 0.2):
        add("rotation", rotating, f"{rotating:.0%}", f"rotating={rotating}")
    add("one source", 1, "yes", "one-source")
    add("leader first", 1, "yes", "leader")
    add("gaps over the window", 60, "60 s", "avoid=60s")
    return cells


# The standard cell with one thing changed that is no lever of an attacker's.
def factor_cells() -> list[Cell]:
    return [
        STANDARD,
        *(cell for cell in one_factor() if cell.factor not in ("jitter", "share", "rotation", "paraphrase")),
    ]


# One lever at a time, away from the standard cell; of the text cells one that changes no word. The levers by turns and
# each pulled hardest first, so that a run that is cut short has something of all.
def lever_cells() -> list[Cell]:
    cells = one_factor()
    pulled = [
        sorted((cell for cell in cells if cell.factor == lever), key=lambda cell: abs(cell.level - standard))[::-1]
        for lever, standard in (("jitter", 60), ("share", 1), ("rotation", 1), ("paraphrase", 0))
    ]
    by_turns = [cell for turn in zip_longest(*pulled) for cell in turn if cell]
    return [STANDARD, *(cell for cell in cells if cell.name == "trace-text"), *by_turns]


def random_cells(count: int) -> list[Cell]:
    return [Cell(f"random-{k:03}", f"random cell {k}", factor="random", drawn="random") for k in range(1, count + 1)]
