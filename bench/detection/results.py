"""What several seeds of one cell say together, beside the best-tuned count."""

from dataclasses import dataclass
from functools import cached_property
from statistics import mean

from .cells import Cell


@dataclass(frozen=True)
class Count:
    """A plain count at its best threshold: tuned on the truth of these very streams."""

    name: str
    least: float
    precision: float
    recall: float
    f1: float


def f1(true: float, nominated: float, planted: float) -> float:
    return 2 * true / (nominated + planted) if planted + nominated else 0


@dataclass(frozen=True)
class CellResult:
    cell: Cell
    streams: tuple[dict, ...]  # as streams.measure gives them

    def total(self, key: str) -> int:
        return sum(stream[key] for stream in self.streams)

    def share(self, part: str, whole: str) -> float | None:
        return self.total(part) / self.total(whole) if self.total(whole) else None

    @property
    def recall(self) -> float | None:
        return self.share("true_accounts", "planted_accounts")

    @property
    def precision(self) -> float | None:
        return self.share("true_accounts", "nominated_accounts")

    @property
    def network_recall(self) -> float | None:
        return self.share("found_networks", "planted_networks")

    @property
    def f1(self) -> float:
        return f1(self.total("true_accounts"), self.total("nominated_accounts"), self.total("planted_accounts"))

    @property
    def average_precision(self) -> float | None:
        known = [s["average_precision"] for s in self.streams if s["average_precision"] is not None]
        return mean(known) if known else None

    @property
    def false_accounts(self) -> int:
        return self.total("nominated_accounts") - self.total("true_accounts")

    @property
    def swept_in(self) -> int:
        return sum(stream["swept_in"]["accounts"] for stream in self.streams)

    @property
    def planted_members(self) -> int:
        return sum(network["planted"] for stream in self.streams for network in stream["nominated"] if network["true"])

    def counts(self, kind: str = "plain") -> dict[str, list[dict]]:
        """Each count's numbers, one a stream; only where every stream has them."""
        kinds = [stream["counts"].get(kind, {}) for stream in self.streams]
        return {name: [kind[name] for kind in kinds] for name in kinds[0] if all(name in kind for kind in kinds)}

    def tuned(self, name: str, streams: list[dict]) -> Count:
        """One count at the threshold with the highest F1."""
        planted, best = self.total("planted_accounts"), Count(name, 0, 0, 0, 0)
        for least in sorted({row[0] for stream in streams for row in stream["sweep"]}):
            reached = [reach(stream["sweep"], least) for stream in streams]
            true, nominated = sum(r[0] for r in reached), sum(r[1] for r in reached)
            if (score := f1(true, nominated, planted)) > best.f1:
                best = Count(name, least, true / nominated, true / planted, score)
        return best

    @cached_property
    def best_count(self) -> Count | None:
        """Highest F1 over every trace, window and threshold."""
        tuned = [self.tuned(name, streams) for name, streams in (self.counts() | self.counts("peers")).items()]
        return max(tuned, key=lambda count: count.f1, default=None)

    @cached_property
    def best_count_ranking(self) -> tuple[str, float] | None:
        """The count whose ranking has the highest average precision, as a mean over the streams."""
        ranked = [(self.mean_precision(streams), name) for name, streams in self.counts().items()]
        ranked += [(self.mean_precision(streams), name) for name, streams in self.counts("peers").items()]
        return max(ranked)[::-1] if ranked else None

    @staticmethod
    def mean_precision(streams: list[dict]) -> float:
        """Average precision; 0 where nothing is planted."""
        return mean(stream["average_precision"] or 0 for stream in streams)

    def with_counts(self, kind: str) -> "CellResult":
        """Only the streams on which such counts were made."""
        return CellResult(self.cell, tuple(stream for stream in self.streams if kind in stream["counts"]))

    def accused_by(self, name: str, least: int) -> int | None:
        """Accounts that a count would name, at a threshold."""
        streams = self.counts().get(name)
        return sum(reach(stream["sweep"], least)[1] for stream in streams) if streams else None


def reach(sweep: list[list], least: float) -> tuple[int, int]:
    """Planted accounts and all accounts with a count of `least` or more; the sweep goes from high counts to low."""
    planted, accounts = 0, 0
    for k, planted_here, accounts_here in sweep:
        if k < least:
            break
        planted, accounts = planted_here, accounts_here
    return planted, accounts
