"""What a session remembers from one key to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.domain.context import Actor

SHELF = 9
"""How many forms left unwritten are kept; one more pushes the oldest out."""


@dataclass
class Frame:
    """One transaction on the stack: where it is, what was typed in it, and its own memory.

    `state` is the transaction's to use and holds plain data only, so that a draft can keep it. `memory` is for
    what no draft may keep: leaving the panel, or locking it, empties it. `dirty` says that something typed has
    not been written yet.
    """

    code: str
    panel: str = ""
    values: dict[str, str] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    dirty: bool = False
    memory: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The frame as plain data, for a draft."""
        return {
            "code": self.code,
            "panel": self.panel,
            "values": self.values,
            "state": self.state,
            "dirty": self.dirty,
        }

    @staticmethod
    def from_dict(kept: Mapping[str, Any]) -> Frame:
        """The frame of a draft. Raises KeyError, TypeError, AttributeError or ValueError for what is none."""
        return Frame(
            code=str(kept["code"]),
            panel=str(kept["panel"]),
            values={str(k): str(v) for k, v in kept["values"].items()},
            state=dict(kept["state"]),
            dirty=bool(kept["dirty"]),
        )


@dataclass
class Conversation:
    """A session: who, the frames from the first caller to the one on the glass, and what travels along."""

    actor: Actor | None = None
    frames: list[Frame] = field(default_factory=list)
    identification: str = ""
    authorization_number: str = ""
    claim_number: str = ""
    installment_number: int = 0
    """The parcel picked on MSI6 or APOF, for MSEB; 0 when none is."""
    criteria: dict[str, str] = field(default_factory=dict)
    """What to search for, handed from one panel to the search."""
    theme: str = ""
    last_values: dict[str, dict[str, str]] = field(default_factory=dict)
    """The values each transaction was last sent with, for the DUP key."""
    shelved: list[Frame] = field(default_factory=list)
    """Frames left while something typed in them was not written, the last one last."""

    @property
    def frame(self) -> Frame:
        """The transaction on the glass."""
        return self.frames[-1]

    @property
    def is_locked(self) -> bool:
        """Whether the panel is hidden until the password is given."""
        return bool(self.frames) and bool(self.frame.state.get("locked"))

    @property
    def unwritten(self) -> list[str]:
        """The transactions with something typed and not written, each once, those in sight first."""
        frames = [*reversed(self.frames), *reversed(self.shelved)]
        return list(dict.fromkeys(frame.code for frame in frames if frame.dirty))

    def shelve(self, frame: Frame) -> bool:
        """Keep what was typed and not written in a frame that is left; whether there was any."""
        frame.memory.clear()
        if not frame.dirty:
            return False
        self.shelved.append(frame)
        del self.shelved[:-SHELF]
        return True

    def take_back(self, code: str) -> Frame:
        """Put a shelved frame on the glass: the last of a transaction, or of any when it has none there.

        One of the same transaction that is up makes room, and goes to the bottom of the shelf when it holds
        work, so that asking again and again shows them all. Raises IndexError when nothing is shelved.
        """
        at = max((n for n, frame in enumerate(self.shelved) if frame.code == code), default=-1)
        frame = self.shelved.pop(at)
        if self.frame.code == frame.code:
            left = self.frames.pop()
            if left.dirty:
                left.memory.clear()
                self.shelved.insert(0, left)
        self.frames.append(frame)
        return frame
