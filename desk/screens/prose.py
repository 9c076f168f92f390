"""Text typed over several rows of a panel, read as one."""

from collections.abc import Mapping

from desk.terminal.panel import Panel


def prose(values: Mapping[str, str], panel: Panel, name: str) -> str:
    """The rows `name.1`, `name.2` … as one text.

    A row typed to its last column runs on into the next, for so the keyboard does: a word cut there is one word.
    Any other row ends a word.
    """
    text, runs_on = "", False
    for placed in panel.inputs:
        if not placed.name.startswith(f"{name}."):
            continue
        row = values.get(placed.name, "").rstrip()
        if row.strip():
            text += row if runs_on else f" {row.strip()}"
            runs_on = len(row) == len(placed.slots)
    return text.strip()
