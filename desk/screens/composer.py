"""Composing what goes on the glass: an answer, a refusal, the same panel again; and what every panel carries."""

from __future__ import annotations

from dataclasses import replace

from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.screens import registry
from desk.screens.conversation import Conversation
from desk.screens.frame import IDENT_FIELD, SYSTEMS_COLUMNS, SYSTEMS_FIELD
from desk.screens.session import secret_fields
from desk.screens.station import Station
from desk.screens.transaction import Reply, Transaction
from desk.terminal.fields import Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.panel import Panel
from desk.terminal.protocol import Inbound, Message, Screenful, Severity


class Composer:
    """Makes the screenfuls of one station, each with the one before it in mind."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._shown: Screenful | None = None
        self.notice = ""
        """Which systems are marked down, in words; empty while none is."""

    def answer(self, conversation: Conversation, transaction: Transaction, reply: Reply) -> Screenful:
        """What a transaction replied, over everything typed in its frame."""
        frame = conversation.frame
        panel = transaction.panel(reply.panel or frame.panel)
        frame.panel = panel.name
        inputs = {placed.name for placed in panel.inputs}
        frame.values.update({name: text for name, text in reply.values.items() if name in inputs})
        if reply.done:
            frame.dirty = False
        why = reply.notes
        if reply.decision is not None:
            from desk.screens.explain import explain

            why = (*why, *explain(reply.decision))
        values = {**frame.values, **dict.fromkeys(secret_fields(frame.code), ""), **reply.values}
        return Screenful(
            code=frame.code,
            panel=panel,
            values={**values, **self._heading(conversation, reply.page)},
            message=reply.message,
            cursor=reply.cursor,
            roles=reply.roles,
            row_roles=reply.row_roles,
            protected=reply.protected,
            pointer_rows=reply.pointer_rows,
            why=why,
            help=transaction.help,
            decision=reply.decision.as_dict() if reply.decision is not None else None,
            theme=conversation.theme,
        )

    def keep(self, conversation: Conversation, message: Message) -> Screenful:
        """The same panel with another message, everything typed kept, what was shown still shown."""
        shown, frame = self._last(), conversation.frame
        typed = {**frame.values, **dict.fromkeys(secret_fields(frame.code), ""), COMMAND_FIELD: ""}
        return replace(shown, values={**shown.values, **typed}, message=message, theme=conversation.theme)

    def fault(self, conversation: Conversation, fault: DomainError, inbound: Inbound) -> Screenful:
        """A refusal: the message, the cursor on the field at fault, everything typed kept.

        The map that holds the field comes up. When the subject of the panel itself changed, what was shown of
        the one before goes.
        """
        frame, shown = conversation.frame, self._last()
        transaction = registry.transaction(frame.code)
        typed = {**frame.values, COMMAND_FIELD: ""}
        if fault.field == COMMAND_FIELD:
            typed[COMMAND_FIELD] = inbound.modified.get(COMMAND_FIELD, "")
        typed.update(dict.fromkeys(secret_fields(frame.code), ""))
        if any(_differs(inbound, shown, name) for name in transaction.subject):
            values = self._heading(conversation, "1/1")
            shown = Screenful(shown.code, shown.panel, values, help=shown.help, theme=shown.theme)
        panel = next((p for p in (shown.panel, *transaction.panels) if _has(p, fault.field)), shown.panel)
        frame.panel = panel.name
        roles: dict[str, Role] = {n: role for n, role in shown.roles.items() if role is not Role.ERROR}
        if any(placed.name == fault.field for placed in panel.inputs):
            roles[fault.field] = Role.ERROR
        return replace(
            shown,
            panel=panel,
            values={**shown.values, **typed},
            message=Message(fault.text, Severity.ERROR, fault.code),
            cursor=fault.field or inbound.cursor,
            roles=roles,
        )

    def show(self, conversation: Conversation, screenful: Screenful) -> Screenful:
        """What leaves for the glass: every panel has the identification in transit, and what is marked down.

        Over a locked session nobody's identification shows.
        """
        notice = f" {self.notice} " if self.notice else ""
        values = {
            **screenful.values,
            IDENT_FIELD: "" if conversation.is_locked else conversation.identification,
            SYSTEMS_FIELD: notice.ljust(SYSTEMS_COLUMNS, "-"),
        }
        roles = {**screenful.roles, SYSTEMS_FIELD: Role.WARN if notice else Role.RULE}
        self._shown = replace(screenful, values=values, roles=roles)
        return self._shown

    def _last(self) -> Screenful:
        assert self._shown is not None, "connect() comes first"
        return self._shown

    def _heading(self, conversation: Conversation, page: str) -> dict[str, str]:
        station, actor = self._station, conversation.actor
        return {
            "_agora": f"{local_time(station.clock.now()):%d/%m/%Y %H:%M}",
            "_terminal": station.terminal,
            "_unidade": actor.unit_code if actor is not None else station.unit_code,
            "_operador": f"{actor.operator_number}/{actor.role}" if actor is not None else "-",
            "_ambiente": station.environment,
            "_pagina": page,
        }


def _has(panel: Panel, field: str) -> bool:
    return any(placed.name == field for placed in panel.fields)


def _differs(inbound: Inbound, shown: Screenful, name: str) -> bool:
    """Whether a field was changed to something else than the panel showed in it."""
    return name in inbound.modified and inbound.modified[name].strip() != shown.values.get(name, "").strip()
