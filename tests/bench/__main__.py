"""`python -m tests.bench [GROUP …]`: measure, print, keep in build/bench.json; status 1 when a limit is missed."""

import sys
from pathlib import Path

from tests.bench import concluding, eligibility, glass, lookups
from tests.bench.figures import Figure, Measure, write

GROUPS: dict[str, Measure] = {
    "start": glass.start,
    "wire": glass.wire,
    "memory": glass.memory,
    "lookups": lookups.lookups,
    "eligibility": eligibility.eligibility,
    "concluding": concluding.concluding,
}


def main(wanted: list[str]) -> int:
    """Run the groups named, or all."""
    unknown = set(wanted) - set(GROUPS)
    if unknown:
        print(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
        return 2
    figures: list[Figure] = []
    for name in wanted or GROUPS:
        for figure in GROUPS[name]():
            print(figure, flush=True)
            figures.append(figure)
    write(figures, Path("build") / "bench.json")
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
