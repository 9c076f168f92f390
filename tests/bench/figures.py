"""A figure, its limit, and how medians are taken."""

import json
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TIMES = 7
"""The least number of runs a median is taken of."""
WORK = Path("build") / "bench"
"""Where populations and throw-away homes are made."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `limit` is the most it may be (the least, where `at_least`), None for a plain report."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value keeps its limit."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"{'>=' if self.at_least else '<='} {self.limit:g}"
        mark = "" if self.holds else "  MISSED"
        return f"{self.name:<44}{self.value:>12.4g} {self.unit:<8}{limit:<12}{self.note}{mark}"


Measure = Callable[[], Iterator[Figure]]


def median(values: list[float]) -> float:
    """The median of at least TIMES values."""
    assert len(values) >= TIMES, f"{len(values)} runs are too few"
    return statistics.median(values)


def percentile(values: list[float], share: float) -> float:
    """The value a share of all values stays at or under."""
    return sorted(values)[max(0, -(-round(len(values) * share * 1000) // 1000) - 1)]


def write(figures: list[Figure], path: Path) -> None:
    """Keep the figures of a run beside those of earlier runs of other measures."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept |= {
        f.name: {"value": f.value, "unit": f.unit, "limit": f.limit, "holds": f.holds, "note": f.note}
        for f in figures
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
