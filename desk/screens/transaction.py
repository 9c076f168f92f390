"""What a transaction is: its maps, its keys, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk.screens.form import Form
from desk.terminal.fields import Role
from desk.terminal.keys import Key
from desk.terminal.panel import Panel
from desk.terminal.protocol import Message, Severity

if TYPE_CHECKING:
    from desk.domain.context import Actor, Desk
    from desk.domain.kernel.decision import Decision
    from desk.screens.conversation import Conversation, Frame
    from desk.screens.station import Station


@dataclass
class Context:
    """What a key is answered with: the conversation, the frame on top, what was typed, and the desk.

    `cursor` is the field under the cursor and `row` its row on the glass, for keys that act on a line.
    """

    conversation: Conversation
    frame: Frame
    open_desk: Callable[[], Desk]
    station: Station
    cursor: str = ""
    row: int = 0
    changed: frozenset[str] = frozenset()

    @property
    def desk(self) -> Desk:
        """The desk, opened at its first use."""
        return self.open_desk()

    @property
    def actor(self) -> Actor:
        """Who is signed on."""
        actor = self.conversation.actor
        assert actor is not None, "no transaction but SIGN runs without an operator"
        return actor

    @property
    def form(self) -> Form:
        """The entry fields as typed."""
        return Form(self.frame.values)

    @property
    def line(self) -> int:
        """The repeated line under the cursor, 1-based; 0 when the cursor is on none."""
        _, dot, number = self.cursor.rpartition(".")
        return int(number) if dot and number.isdigit() else 0


NOTHING = Message()


@dataclass
class Reply:
    """What a transaction answers.

    `values` sets fields by name: protected ones not named are blank, entry fields not named keep what was
    typed. `panel` turns to another map of the transaction; `go` hands over to another transaction with the
    carried data; `done` says that what was typed has been written and need not be kept.
    """

    message: Message = NOTHING
    values: Mapping[str, str] = field(default_factory=dict)
    cursor: str = ""
    panel: str = ""
    page: str = "1/1"
    roles: Mapping[str, Role] = field(default_factory=dict)
    row_roles: Mapping[int, Role] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()
    pointer_rows: frozenset[int] = frozenset()
    decision: Decision | None = None
    notes: tuple[str, ...] = ()
    """More lines for the why window, before the reasons."""
    go: str = ""
    actor: Actor | None = None
    """Somebody signed on, or unlocked the session."""
    done: bool = False


Handler = Callable[[Context], Reply]


@dataclass(frozen=True)
class Transaction:
    """A transaction: maps by name (the first is where it opens), the handler of each key, and its help.

    `open` answers the arrival with whatever the conversation carries; `subject` names the fields that say
    whom or what the panel is about: when one changes and fails, the old answer must not stay beside it.
    """

    code: str
    panels: tuple[Panel, ...]
    open: Handler
    keys: Mapping[Key, Handler]
    help: tuple[str, ...] = ()
    subject: tuple[str, ...] = ("identificacao",)
    writes: bool = False
    """Whether what is typed here is work that must not get lost."""
    carry: Callable[[Context], object] | None = None
    """Takes what is marked along when a transaction is typed beside the mark (S, the code in ==>, ALT 2)."""

    def panel(self, name: str) -> Panel:
        """A map by its name; the first one for an empty name."""
        return next((p for p in self.panels if p.name == name), self.panels[0])


def ok(text: str, code: str = "") -> Message:
    """Something was done or found."""
    return Message(text, Severity.OK, code)


def info(text: str, code: str = "") -> Message:
    """What to do next."""
    return Message(text, Severity.INFO, code)


def warn(text: str, code: str = "") -> Message:
    """Found, but mind this."""
    return Message(text, Severity.WARN, code)


def error(text: str, code: str = "") -> Message:
    """Refused."""
    return Message(text, Severity.ERROR, code)


def page_keys(turn: Callable[[Context, int], Reply]) -> dict[Key, Handler]:
    """F7 and F8 as one handler that is told how many pages to turn."""
    return {Key.F7: lambda context: turn(context, -1), Key.F8: lambda context: turn(context, 1)}


def window(items: tuple[Any, ...], page: int, size: int) -> tuple[tuple[Any, ...], int, str]:
    """One page of a list, the page number brought inside it, and `n/m` for the heading."""
    pages = max(1, -(-len(items) // size))
    page = min(max(page, 0), pages - 1)
    return items[page * size : (page + 1) * size], page, f"{page + 1}/{pages}"


def closed_lines(name: str, used: int, size: int) -> frozenset[str]:
    """The marks of the lines of a page that show nothing: closed, so that the cursor passes them by."""
    return frozenset(f"{name}.{n}" for n in range(used + 1, size + 1))
