"""What travels between the terminal and its host: one screenful out, one key with the changed fields in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from desk.terminal.fields import Role
from desk.terminal.panel import Panel


class Severity(StrEnum):
    """How a message row is to be read."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """The one message of row 22: severity, the code of the house when it has one, Portuguese text."""

    text: str = ""
    severity: Severity = Severity.INFO
    code: str = ""


@dataclass(frozen=True, slots=True)
class Screenful:
    """Everything one panel shows. The host always sends a whole one.

    `values` are by field name; `roles` repaint single fields, `row_roles` whole rows (0-based); `protected`
    closes entry fields; `pointer_rows` are rows that show a `>` while the cursor is on them; `why` and `help`
    are the lines of the two windows F1 opens; `decision` is the last decision as plain data.
    """

    code: str
    panel: Panel
    values: Mapping[str, str] = field(default_factory=dict)
    message: Message = Message()
    cursor: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict)
    row_roles: Mapping[int, Role] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()
    pointer_rows: frozenset[int] = frozenset()
    why: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    decision: Mapping[str, Any] | None = None
    theme: str = ""
    closed: bool = False
    """The session is over: the front closes after painting."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One attention key with what the operator changed since the last screenful.

    `modified` holds changed fields only (an untouched field is not a blank one); `cursor` is the name of the
    field under the cursor, empty on protected text, and `row` its row, for keys that act on a line.
    """

    key: str
    modified: Mapping[str, str] = field(default_factory=dict)
    cursor: str = ""
    row: int = 0


class Host(Protocol):
    """The other end of the line. One call at a time; it may take long, so fronts call it off their loop."""

    def connect(self) -> Screenful:
        """The first screenful of a session."""

    def transact(self, inbound: Inbound) -> Screenful:
        """Answer one key. Never raises for what an operator typed."""
