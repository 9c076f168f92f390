"""Where the facts of the rulebook lie: `desk/_data`, in the wheel a folder, in a checkout a link to `data`."""

import csv
from functools import cache
from pathlib import Path


@cache
def data_folder() -> Path:
    """The folder `data` with the rulebooks, reference tables, demo families and examples."""
    return Path(__file__).resolve().parents[2] / "_data"


def read_table(name: str) -> list[dict[str, str]]:
    """Read one CSV under `data/` (UTF-8, header row) as text. Raises FileNotFoundError when it is not there."""
    with (data_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
