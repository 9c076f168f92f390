"""Panels held against pictures of 24 lines kept in `goldens/`.

`DESK_GOLDENS=write pytest tests/screens` writes them anew; read them in the review as the panels themselves.
"""

import os
from pathlib import Path

from desk.terminal.headless import HeadlessTerminal

FOLDER = Path(__file__).parent / "goldens"


def hold(terminal: HeadlessTerminal, name: str) -> None:
    """Compare the glass with its picture."""
    path = FOLDER / f"{name}.txt"
    shown = "\n".join(f"{row.rstrip()}" for row in terminal.rows()) + "\n"
    if os.environ.get("DESK_GOLDENS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
