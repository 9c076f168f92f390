"""The host: answers each key of a session with a whole panel, like a pseudo-conversational monitor."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Protocol

from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.screens import registry
from desk.screens.conversation import Conversation, Frame
from desk.screens.frame import IDENT_FIELD
from desk.screens.station import Station
from desk.screens.transaction import Context, Reply, Transaction, error, info, ok, warn
from desk.terminal.fields import DUP, Kind, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import ATTENTION, Key, key_for_word
from desk.terminal.panel import Panel
from desk.terminal.protocol import Inbound, Message, Screenful, Severity

if TYPE_CHECKING:
    from desk.domain.context import Actor, Desk

log = logging.getLogger("desk")

THEMES = {"VERDE": "green", "AMBAR": "amber", "BRANCO": "white", "CONTRASTE": "contrast"}


class Drafts(Protocol):
    """Where the typed text of an interrupted session waits for its operator."""

    def load(self, operator_number: str) -> dict[str, Any] | None:
        """The draft of an operator, or None."""

    def save(self, operator_number: str, draft: Mapping[str, Any]) -> None:
        """Keep a draft in place of any before."""

    def clear(self, operator_number: str) -> None:
        """Forget the draft of an operator."""


class DeskHost:
    """One session at one desk. Calls come one at a time; the database is opened at the first need."""

    def __init__(self, open_desk: Callable[[], Desk], station: Station, drafts: Drafts | None = None) -> None:
        self._open_desk = open_desk
        self.station = station
        self._drafts = drafts
        self._offered: dict[str, Any] | None = None
        self._shown: Screenful | None = None
        self.conversation = Conversation(theme=station.theme, secrets=secret_fields)

    @cached_property
    def desk(self) -> Desk:
        """The desk, opened once. Raises DomainError when it cannot be."""
        return self._open_desk()

    def warm(self) -> None:
        """Load every transaction and open the desk, behind the painted sign-on.

        What cannot be opened is told when it is first asked for.
        """
        registry.load_all()
        with contextlib.suppress(DomainError):
            _ = self.desk

    # the terminal's side

    def connect(self) -> Screenful:
        """The sign-on panel; nothing of the domain is loaded for it."""
        return self._show(self._enter(Frame("SIGN")))

    def sign_in(self, actor: Actor) -> Screenful:
        """Start a session for an operator who has been let in another way (a script)."""
        return self._show(self._signed_on(actor))

    def transact(self, inbound: Inbound) -> Screenful:
        """Answer one key."""
        try:
            answer = self._transact(inbound)
        except DomainError as fault:
            answer = self._fault(fault, inbound)
        except Exception as crash:
            log.exception("transaction %s failed", self.conversation.frame.code)
            text = f"FALHA INTERNA ({type(crash).__name__}) - NADA FOI GRAVADO, AVISE O SUPORTE"
            answer = self._fault(DomainError(text), inbound)
        return self._show(answer)

    def lock(self, unsent: Mapping[str, str]) -> Screenful | None:
        """Hide the panel until the operator's password is given; None where there is nothing to hide."""
        if self.conversation.actor is None or self.conversation.is_locked:
            return None
        self.conversation.frame.values.update(unsent)
        return self._show(self._enter(Frame("SIGN", state={"locked": True})))

    def keep_draft(self, unsent: Mapping[str, str]) -> None:
        """Save or clear the operator's draft according to what is typed now."""
        actor = self.conversation.actor
        if self._drafts is None or actor is None or self._offered is not None:
            return
        draft = self.conversation.draft(unsent)
        if draft is None:
            self._drafts.clear(actor.operator_number)
        else:
            self._drafts.save(actor.operator_number, draft)

    # one key

    def _transact(self, inbound: Inbound) -> Screenful:
        conversation, frame = self.conversation, self.conversation.frame
        typed = self._merge(inbound)
        command = frame.values.pop(COMMAND_FIELD, "").strip()
        if IDENT_FIELD in typed:
            conversation.identification = digits(frame.values.pop(IDENT_FIELD, ""))
        transaction = registry.transaction(frame.code)
        if transaction.writes and typed.keys() - {COMMAND_FIELD, IDENT_FIELD}:
            frame.dirty = True
        key = key_for_word(inbound.key) or Key.ENTER
        if command and key in {Key.ENTER, Key.ALT2}:
            word = key_for_word(command)
            if word is None or word not in ATTENTION:
                return self._command(command)
            key = word
        context = self._context(inbound, frozenset(typed))
        handler = transaction.keys.get(key)
        if handler is not None:
            return self._reply(transaction, handler(context))
        return self._house_key(key)

    def _context(self, inbound: Inbound | None = None, changed: frozenset[str] = frozenset()) -> Context:
        return Context(
            conversation=self.conversation,
            frame=self.conversation.frame,
            open_desk=lambda: self.desk,
            station=self.station,
            cursor=inbound.cursor if inbound is not None else "",
            row=inbound.row if inbound is not None else 0,
            changed=changed,
        )

    def _merge(self, inbound: Inbound) -> dict[str, str]:
        """Take over the changed fields; a DUP mark becomes the value the field was last sent with."""
        conversation, frame = self.conversation, self.conversation.frame
        last = conversation.last_values.setdefault(frame.code, {})
        typed = {name: last.get(name, "") if DUP in text else text for name, text in inbound.modified.items()}
        frame.values.update(typed)
        secret = secret_fields(frame.code)
        last.update({n: t for n, t in frame.values.items() if t.strip() and n not in secret})
        return typed

    def _house_key(self, key: Key) -> Screenful:
        """A key the transaction leaves to the house."""
        code = self.conversation.frame.code
        match key:
            case Key.F3:
                return self._back()
            case Key.F4:
                return self._twin(code)
            case Key.CLEAR:
                self._shelve(self.conversation.frame)
                return self._reopen(code)
            case Key.ALT2:
                raise DomainError("DIGITE A TRANSAÇÃO NA LINHA ==> E TECLE ALT 2", field=COMMAND_FIELD)
            case _:
                return self._keep(warn(f"{key.value} NÃO TEM FUNÇÃO NESTE PAINEL"))

    # the command line

    def _command(self, command: str) -> Screenful:
        word, _, rest = command.upper().lstrip("=").strip().partition(" ")
        if self.conversation.actor is None or self.conversation.is_locked:
            raise DomainError("ENTRE COM MATRÍCULA E SENHA ANTES", field="senha")
        if word in registry.ENTRIES and word != "SIGN":
            return self._go(word)
        match word:
            case "TEMA":
                if rest not in THEMES:
                    raise DomainError(f"TEMAS: {', '.join(THEMES)}", field=COMMAND_FIELD)
                self.conversation.theme = THEMES[rest]
                return self._keep(ok(f"TEMA {rest}"))
            case "TRAVA":
                return self._enter(Frame("SIGN", state={"locked": True}))
            case "RETOMA":
                return self._resume()
            case "RECUPERA":
                return self._recover()
            case "FIM":
                return self._sign_off()
            case _:
                raise DomainError(f"TRANSAÇÃO DESCONHECIDA: {command[:20]}", field=COMMAND_FIELD)

    def _go(self, code: str) -> Screenful:
        if not registry.ENTRIES[code].built:
            raise DomainError(f"{code} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO", field=COMMAND_FIELD)
        if code == "MENU":
            for frame in self.conversation.frames[1:]:
                self._shelve(frame)
            del self.conversation.frames[1:]
            return self._reopen("MENU")
        return self._enter(Frame(code))

    def _twin(self, code: str) -> Screenful:
        twin = registry.ENTRIES[code].twin
        if not twin:
            raise DomainError(f"{code} NÃO TEM TRANSAÇÃO GÊMEA", field=COMMAND_FIELD)
        return self._go(twin)

    # frames

    def _enter(self, frame: Frame) -> Screenful:
        """Put a transaction on the stack and let it open with what the conversation carries."""
        registry.transaction(frame.code)  # one that cannot be loaded must not be left on the stack
        self.conversation.frames.append(frame)
        return self._open()

    def _reopen(self, code: str) -> Screenful:
        self.conversation.frames[-1] = Frame(code)
        return self._open()

    def _open(self) -> Screenful:
        transaction = registry.transaction(self.conversation.frame.code)
        try:
            reply = transaction.open(self._context())
        except DomainError as fault:
            reply = Reply(error(fault.text, fault.code), cursor=fault.field)
        return self._reply(transaction, reply)

    def _back(self) -> Screenful:
        """F3: to the caller, never saving; from the menu, the end of the session."""
        conversation = self.conversation
        if conversation.frame.code in {"SIGN", "MENU"}:
            return self._sign_off()
        shelved = self._shelve(conversation.frames.pop())
        screenful = self._refresh() if conversation.frames else self._enter(Frame("MENU"))
        if shelved:
            return replace(screenful, message=warn("DIGITADO E NÃO GRAVADO: RECUPERA TRAZ DE VOLTA"))
        return screenful

    def _refresh(self) -> Screenful:
        """The frame on top as it was left, its lookup done anew so that nothing stale shows."""
        frame = self.conversation.frame
        transaction = registry.transaction(frame.code)
        lookup = transaction.keys.get(Key.ENTER, transaction.open)
        if not any(text.strip() for text in frame.values.values()):
            lookup = transaction.open
        try:
            reply = lookup(self._context())
        except DomainError as fault:
            reply = Reply(error(fault.text, fault.code), cursor=fault.field, panel=frame.panel)
        return self._reply(transaction, reply)

    def _shelve(self, frame: Frame) -> bool:
        """Keep what was typed and not written in a frame that is left; whether there was any."""
        if not frame.dirty:
            return False
        self.conversation.shelved[frame.code] = frame
        return True

    def _recover(self) -> Screenful:
        conversation = self.conversation
        if not conversation.shelved:
            raise DomainError("NADA DIGITADO A RECUPERAR", field=COMMAND_FIELD)
        code = conversation.frame.code if conversation.frame.code in conversation.shelved else ""
        frame = conversation.shelved.pop(code) if code else conversation.shelved.popitem()[1]
        if conversation.frame.code == frame.code:
            conversation.frames.pop()
        conversation.frames.append(frame)
        return replace(self._refresh(), message=ok(f"RECUPERADO O QUE ESTAVA DIGITADO EM {frame.code}"))

    # beginning and end of a session

    def _signed_on(self, actor: Actor) -> Screenful:
        conversation = self.conversation
        conversation.actor = actor
        conversation.frames.clear()
        self._offered = self._drafts.load(actor.operator_number) if self._drafts is not None else None
        screenful = self._enter(Frame("MENU"))
        if self._offered is not None:
            return replace(screenful, message=warn("HÁ TRABALHO DIGITADO E NÃO GRAVADO: DIGITE RETOMA"))
        return screenful

    def _resume(self) -> Screenful:
        if self._offered is None:
            raise DomainError("NÃO HÁ RASCUNHO A RETOMAR", field=COMMAND_FIELD)
        draft, self._offered = self._offered, None
        try:
            self.conversation.restore(draft)
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            raise DomainError("O RASCUNHO NÃO PÔDE SER LIDO", field=COMMAND_FIELD) from problem
        return replace(self._refresh(), message=ok("RASCUNHO RETOMADO: CONFIRA E CONTINUE"))

    def _sign_off(self) -> Screenful:
        conversation = self.conversation
        if conversation.actor is None:
            return replace(self._keep(info("SESSÃO ENCERRADA")), closed=True)
        from desk.domain.access.service import sign_off

        if conversation.is_locked:
            self.keep_draft({})
        elif self._drafts is not None and self._offered is None:
            self._drafts.clear(conversation.actor.operator_number)
        sign_off(self.desk, conversation.actor)
        self._offered = None
        self.conversation = Conversation(theme=conversation.theme, secrets=secret_fields)
        return self._enter(Frame("SIGN"))

    # composing a screenful

    def _reply(self, transaction: Transaction, reply: Reply) -> Screenful:
        conversation, frame = self.conversation, self.conversation.frame
        if reply.actor is not None:
            if conversation.is_locked:
                conversation.frames.pop()
                return replace(self._refresh(), message=ok("SESSÃO DESTRAVADA"))
            return self._signed_on(reply.actor)
        if reply.go:
            return self._go(reply.go)
        panel = transaction.panel(reply.panel or frame.panel)
        frame.panel = panel.name
        inputs = {placed.name for placed in panel.inputs}
        frame.values.update({name: text for name, text in reply.values.items() if name in inputs})
        if reply.done:
            frame.dirty = False
        for name in secret_fields(frame.code):
            frame.values.pop(name, None)
        why = reply.notes
        if reply.decision is not None:
            from desk.screens.explain import explain

            why = (*why, *explain(reply.decision))
        return Screenful(
            code=frame.code,
            panel=panel,
            values={**frame.values, **reply.values, **self._heading(reply.page)},
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

    def _keep(self, message: Message) -> Screenful:
        """The same panel with another message, everything typed kept, what was shown still shown."""
        shown = self._last()
        values = {**shown.values, **self.conversation.frame.values, COMMAND_FIELD: ""}
        return replace(shown, values=values, message=message, theme=self.conversation.theme)

    def _fault(self, fault: DomainError, inbound: Inbound) -> Screenful:
        """A refusal: the message, the cursor on the field at fault, everything typed kept.

        The map that holds the field comes up. When the subject of the panel itself changed, what was shown of
        the one before goes.
        """
        frame, shown = self.conversation.frame, self._last()
        transaction = registry.transaction(frame.code)
        typed = {**frame.values, COMMAND_FIELD: ""}
        if fault.field == COMMAND_FIELD:
            typed[COMMAND_FIELD] = inbound.modified.get(COMMAND_FIELD, "")
        typed.update(dict.fromkeys(secret_fields(frame.code), ""))
        if any(_differs(inbound, shown, name) for name in transaction.subject):
            values = self._heading("1/1")
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

    def _show(self, screenful: Screenful) -> Screenful:
        """What leaves for the glass: the identification in transit goes on row 24 of every panel."""
        values = {**screenful.values, IDENT_FIELD: self.conversation.identification}
        self._shown = replace(screenful, values=values)
        return self._shown

    def _last(self) -> Screenful:
        assert self._shown is not None, "connect() comes first"
        return self._shown

    def _heading(self, page: str) -> dict[str, str]:
        station, actor = self.station, self.conversation.actor
        return {
            "_agora": f"{local_time(station.clock.now()):%d/%m/%Y %H:%M}",
            "_terminal": station.terminal,
            "_unidade": actor.unit_code if actor is not None else station.unit_code,
            "_operador": f"{actor.operator_number}/{actor.role}" if actor is not None else "-",
            "_ambiente": station.environment,
            "_pagina": page,
        }


@cache
def secret_fields(code: str) -> frozenset[str]:
    """The dark fields of a transaction: never kept, shown, listed or put in a draft."""
    panels = registry.transaction(code).panels
    return frozenset(p.name for panel in panels for p in panel.fields if p.kind is Kind.PASSWORD)


def _has(panel: Panel, field: str) -> bool:
    return any(placed.name == field for placed in panel.fields)


def _differs(inbound: Inbound, shown: Screenful, name: str) -> bool:
    """Whether a field was changed to something else than the panel showed in it."""
    return name in inbound.modified and inbound.modified[name].strip() != shown.values.get(name, "").strip()
