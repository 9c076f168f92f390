"""What a session remembers from one key to the next, and how it survives a dead line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.domain.context import Actor


@dataclass
class Frame:
    """One transaction on the stack: where it is, what was typed in it, and its own memory.

    `state` is the transaction's to use and holds plain data only, so that a draft can keep it. `dirty` says
    that something typed has not been written yet.
    """

    code: str
    panel: str = ""
    values: dict[str, str] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    dirty: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The frame as plain data."""
        return {
            "code": self.code,
            "panel": self.panel,
            "values": self.values,
            "state": self.state,
            "dirty": self.dirty,
        }


@dataclass
class Conversation:
    """A session: who, the frames from the first caller to the one on the glass, and what travels along."""

    actor: Actor | None = None
    frames: list[Frame] = field(default_factory=list)
    identification: str = ""
    authorization_number: str = ""
    claim_number: str = ""
    criteria: dict[str, str] = field(default_factory=dict)
    """What to search for, handed from one panel to the search."""
    theme: str = ""
    last_values: dict[str, dict[str, str]] = field(default_factory=dict)
    """The values each transaction was last sent with, for the DUP key."""
    shelved: dict[str, Frame] = field(default_factory=dict)
    """Frames left with F3 or cleared while something typed in them was not written."""
    secrets: Callable[[str], frozenset[str]] = lambda code: frozenset()
    """The fields of a transaction that are never kept (passwords)."""

    @property
    def frame(self) -> Frame:
        """The transaction on the glass."""
        return self.frames[-1]

    @property
    def is_locked(self) -> bool:
        """Whether the panel is hidden until the password is given."""
        return bool(self.frames) and bool(self.frame.state.get("locked"))

    def draft(self, unsent: Mapping[str, str]) -> dict[str, Any] | None:
        """What must survive the line: the frames with what was typed last; None when all is written."""
        if self.actor is None or not self.frames:
            return None
        if not any(frame.dirty for frame in self.frames) and not any(v.strip() for v in unsent.values()):
            return None
        frames = [frame for frame in self.frames if frame.code != "SIGN"]
        kept = [frame.as_dict() for frame in frames]
        if kept and frames[-1] is self.frame:
            kept[-1] |= {"values": {**self.frame.values, **unsent}, "dirty": True}
        for frame in kept:
            hidden = self.secrets(frame["code"])
            frame["values"] = {k: v for k, v in frame["values"].items() if k not in hidden}
        return {"identification": self.identification, "frames": kept}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back on the glass. Raises KeyError or TypeError for a file that is not one."""
        self.identification = str(draft["identification"])
        self.frames = [
            Frame(
                code=str(kept["code"]),
                panel=str(kept["panel"]),
                values={str(k): str(v) for k, v in kept["values"].items()},
                state=dict(kept["state"]),
                dirty=bool(kept["dirty"]),
            )
            for kept in draft["frames"]
        ]
