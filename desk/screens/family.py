"""A panel about one family whose rows are its lives: reading it, turning its pages, picking a life with S."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.errors import DomainError
from desk.screens import words
from desk.screens.transaction import Context, Handler, Reply, closed_lines, info, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key

IDENTIFICATION = Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO.")
MARK = Field("s", Kind.YES_NO, label="S", help="S + ENTER LEVA A IDENTIFICAÇÃO DESTA VIDA À PRÓXIMA TRANSAÇÃO.")

IDENTIFICATION_DIGITS = 16

_SHOWN = "vidas"
"""Where a frame remembers whose each row of its page is."""

Found = TypeVar("Found")
Row = TypeVar("Row")


def read_typed(context: Context, read: Callable[[Desk, Actor, str], Found]) -> Found:
    """What is read for the identification typed, which is in transit once it is known to be somebody's.

    Whose the rows were is forgotten first: a mark beside an answer that has gone picks nobody. Raises DomainError
    on the field, and whatever the reading raises.
    """
    context.frame.memory.pop(_SHOWN, None)
    number = parse_member_number(context.form.text("identificacao")).value
    found = read(context.desk, context.actor, number)
    context.conversation.identification = number
    return found


def arrive(context: Context, look_up: Handler, ask: str = "INFORME A IDENTIFICAÇÃO E TECLE ENTER") -> Reply:
    """With an identification in transit, what it stands for at once; else what to type."""
    carried = context.conversation.identification
    if len(carried) != IDENTIFICATION_DIGITS:
        return Reply(info(ask))
    context.frame.values["identificacao"] = words.identification(carried)
    return look_up(context)


def remember(context: Context, members: list[Member]) -> None:
    """Whose each row of the page is, for the marks."""
    context.frame.memory[_SHOWN] = [[member.member_number, member.name] for member in members]


def marked(context: Context, rows: int) -> tuple[str, str] | None:
    """Identification and name of the life marked with S; None when none is, or another subject was typed.

    The mark goes, the identification is in transit. Raises DomainError on the mark when two lives are marked or
    the letter is no S.
    """
    chosen = [n for n in range(1, rows + 1) if context.form.text(f"s.{n}")]
    if not chosen or "identificacao" in context.changed:
        return None
    if len(chosen) > 1 or context.form.text(f"s.{chosen[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ VIDA COM S", field=f"s.{chosen[-1]}")
    shown = context.frame.memory.get(_SHOWN, [])
    if chosen[0] > len(shown):
        raise DomainError("NÃO HÁ VIDA NESTA LINHA", field=f"s.{chosen[0]}")
    number, name = shown[chosen[0] - 1]
    context.conversation.identification = str(number)
    return str(number), str(name)


def picked(reply: Reply, number: str, name: str) -> Reply:
    """The panel with a life picked: said, and the cursor where the next transaction is typed."""
    reply.message = warn(f"RDP {number[14:]} {name[:26]} ESCOLHIDO: TRANSAÇÃO EM ==> E ALT 2")
    reply.cursor = COMMAND_FIELD
    return reply


def no_marks(rows: int) -> dict[str, str]:
    """The marks of a page, blank."""
    return {f"s.{n}": "" for n in range(1, rows + 1)}


@dataclass(frozen=True)
class FamilyPanel(Generic[Found, Row]):
    """What a panel of this kind is made of.

    `read` asks the service; `items` are the rows, `owner` whose a row is, `cells` its fields; `heading` is
    everything else: message, fields, notes, decision.
    """

    rows: int
    read: Callable[[Desk, Actor, str], Found]
    items: Callable[[Found], tuple[Row, ...]]
    owner: Callable[[Row], Member]
    cells: Callable[[Row], Mapping[str, str]]
    heading: Callable[[Found], Reply]

    def open(self, context: Context) -> Reply:
        """With an identification in transit, its family at once; else an empty panel, its marks closed."""
        reply = arrive(context, self.look_up)
        reply.protected |= closed_lines("s", len(context.frame.memory.get(_SHOWN, [])), self.rows)
        return reply

    def look_up(self, context: Context) -> Reply:
        """The family of the identification typed, or of the life marked."""
        life = marked(context, self.rows)
        if life is not None:
            context.frame.values["identificacao"] = words.identification(life[0])
        found = read_typed(context, self.read)
        owners = [self.owner(row).member_number for row in self.items(found)]
        context.frame.state["page"] = owners.index(context.conversation.identification) // self.rows
        reply = self._show(context, found)
        return reply if life is None else picked(reply, *life)

    def turn(self, context: Context, pages: int) -> Reply:
        """Another page of rows."""
        context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
        return self._show(context, read_typed(context, self.read))

    def keys(self, more: Mapping[Key, Handler] | None = None) -> dict[Key, Handler]:
        """ENTER, F7 and F8, and what else the panel has."""
        return {Key.ENTER: self.look_up, **page_keys(self.turn), **(more or {})}

    def again(self, context: Context) -> tuple[Found, Reply]:
        """The panel as it stands, read anew, for keys that add to it."""
        found = read_typed(context, self.read)
        return found, self._show(context, found)

    def _show(self, context: Context, found: Found) -> Reply:
        items, page_number, page = window(self.items(found), int(context.frame.state.get("page", 0)), self.rows)
        context.frame.state["page"] = page_number
        remember(context, [self.owner(row) for row in items])
        reply = self.heading(found)
        values = {**no_marks(self.rows), **reply.values}
        roles = dict(reply.roles)
        for n, row in enumerate(items, start=1):
            values |= {f"{name}.{n}": text for name, text in self.cells(row).items()}
            if self.owner(row).member_number == context.conversation.identification:
                roles |= {f"{name}.{n}": Role.HIGHLIGHT for name in ("rdp", "vida")}
        reply.values, reply.roles, reply.page = values, roles, page
        reply.protected |= closed_lines("s", len(items), self.rows)
        return reply
