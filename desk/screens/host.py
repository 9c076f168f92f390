"""The host: answers each key of a session with a whole panel, like a pseudo-conversational monitor."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.screens import registry
from desk.screens.composer import Composer
from desk.screens.conversation import Conversation, Frame
from desk.screens.frame import IDENT_FIELD
from desk.screens.news import Bulletin, Newsroom, greeting, systems_notice
from desk.screens.session import DraftKeeper, Drafts, draft_of, secret_fields, take_up, unwritten_in_words
from desk.screens.station import Station
from desk.screens.transaction import Context, Reply, Transaction, error, info, ok, warn
from desk.terminal.fields import DUP
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key, key_for_word
from desk.terminal.protocol import Inbound, Message, Screenful

if TYPE_CHECKING:
    from desk.domain.context import Actor, Desk

log = logging.getLogger("desk")

THEMES = {"VERDE": "green", "AMBAR": "amber", "BRANCO": "white", "CONTRASTE": "contrast"}


DEPTH = 16
"""How many transactions F3 finds its way back through; the oldest after the menu makes room."""


class DeskHost:
    """One session at one desk. Calls come one at a time; the database is opened at the first need."""

    def __init__(self, open_desk: Callable[[], Desk], station: Station, drafts: Drafts | None = None) -> None:
        self._open_desk = open_desk
        self.station = station
        self._composer = Composer(station)
        self._drafts = DraftKeeper(drafts)
        self._news = Newsroom(lambda: self.desk)
        self._asked = ""
        """The command that was answered with a warning instead of being done."""
        self._insisted = ""
        """The same of the key before: given again now, it is done."""
        self.conversation = Conversation(theme=station.theme)

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
        """Answer one key. What was typed into a dark field is forgotten with its answer."""
        frame = self.conversation.frame
        self._insisted, self._asked = self._asked, ""
        try:
            self._news.key_pressed(self.conversation)
            answer = self._transact(inbound)
        except DomainError as fault:
            answer = self._composer.fault(self.conversation, fault, inbound)
        except Exception as crash:
            log.exception("transaction %s failed", self.conversation.frame.code)
            text = f"FALHA INTERNA ({type(crash).__name__}) - NADA FOI GRAVADO, AVISE O SUPORTE"
            answer = self._composer.fault(self.conversation, DomainError(text), inbound)
        _forget_secrets(frame)
        return self._show(answer)

    def news(self) -> Bulletin | None:
        """What is new while no key is pressed, for a front that waits."""
        return self._news.between_keys(self.conversation)

    def painted(self, bulletin: Bulletin | None = None) -> None:
        """The front put the last answer, or that news, where somebody reads it."""
        self._news.painted(bulletin)

    def lock(self, unsent: Mapping[str, str]) -> Screenful | None:
        """Hide the panel until the operator's password is given; None where there is nothing to hide.

        What was typed and not sent is taken over as if it had been.
        """
        if self.conversation.actor is None or self.conversation.is_locked:
            return None
        self._take(unsent)
        _forget_secrets(self.conversation.frame)
        return self._show(self._locked())

    def keep_draft(self, unsent: Mapping[str, str]) -> None:
        """Save or clear the draft of this session according to what is typed now."""
        self._drafts.keep(draft_of(self.conversation, self._resolved(unsent)))

    # one key

    def _transact(self, inbound: Inbound) -> Screenful:
        typed = self._take(inbound.modified)
        command = typed.get(COMMAND_FIELD, "").strip()
        transaction = registry.transaction(self.conversation.frame.code)
        key = key_for_word(inbound.key) or Key.ENTER
        if command and key in {Key.ENTER, Key.ALT2}:
            if transaction.carry is not None and _transaction_of(command):
                transaction.carry(self._context(inbound, frozenset(typed)))
            return self._command(command)
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

    def _take(self, modified: Mapping[str, str]) -> dict[str, str]:
        """Take over the changed fields; typing where something is written makes the frame's work unwritten."""
        conversation, frame = self.conversation, self.conversation.frame
        typed = self._resolved(modified)
        entered = {name: text for name, text in typed.items() if name not in {COMMAND_FIELD, IDENT_FIELD}}
        frame.values.update(entered)
        if IDENT_FIELD in typed:
            conversation.identification = digits(typed[IDENT_FIELD])
        if entered and registry.transaction(frame.code).writes:
            frame.dirty = True
        secret = secret_fields(frame.code)
        sent = {name: text for name, text in {**frame.values, **typed}.items() if name not in secret}
        conversation.last_values[frame.code] |= {name: text for name, text in sent.items() if text.strip()}
        return typed

    def _resolved(self, modified: Mapping[str, str]) -> dict[str, str]:
        """Changed fields, a DUP mark among them turned into the value the field was last sent with."""
        if not self.conversation.frames:
            return {}
        last = self.conversation.last_values.setdefault(self.conversation.frame.code, {})
        return {name: last.get(name, "") if DUP in text else text for name, text in modified.items()}

    def _house_key(self, key: Key) -> Screenful:
        """A key the transaction leaves to the house."""
        code = self.conversation.frame.code
        match key:
            case Key.F3:
                return self._back()
            case Key.F4:
                return self._twin(code)
            case Key.CLEAR:
                self.conversation.shelve(self.conversation.frame)
                return self._reopen(code)
            case Key.ALT2:
                raise DomainError("DIGITE A TRANSAÇÃO NA LINHA ==> E TECLE ALT 2", field=COMMAND_FIELD)
            case _:
                return self._keep(warn(f"{key.value} NÃO TEM FUNÇÃO NESTE PAINEL"))

    # the command line

    def _command(self, command: str) -> Screenful:
        word, _, rest = _words(command)
        if self.conversation.actor is None or self.conversation.is_locked:
            raise DomainError("ENTRE COM MATRÍCULA E SENHA ANTES", field="senha")
        if word == "MENU" or _transaction_of(command):
            return self._go(word)
        match word:
            case "TEMA":
                if rest not in THEMES:
                    raise DomainError(f"TEMAS: {', '.join(THEMES)}", field=COMMAND_FIELD)
                self.conversation.theme = THEMES[rest]
                return self._keep(ok(f"TEMA {rest}"))
            case "TRAVA":
                return self._locked()
            case "RETOMA":
                return self._resume()
            case "RECUPERA":
                return self._recover()
            case "DESCARTA":
                return self._discard()
            case "AUTOM" | "EXTRA":
                return self._switch(word, rest)
            case "FIM":
                return self._sign_off()
            case _:
                from desk.screens.busc import find

                return self._go(find(self._context(), command))

    def _go(self, code: str) -> Screenful:
        if not registry.ENTRIES[code].built:
            raise DomainError(f"{code} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO", field=COMMAND_FIELD)
        if code == "MENU":
            for frame in self.conversation.frames[1:]:
                self.conversation.shelve(frame)
            del self.conversation.frames[1:]
            return self._reopen("MENU")
        return self._enter(Frame(code))

    def _twin(self, code: str) -> Screenful:
        twin = registry.ENTRIES[code].twin
        if not twin:
            raise DomainError(f"{code} NÃO TEM TRANSAÇÃO GÊMEA", field=COMMAND_FIELD)
        return self._go(twin)

    def _switch(self, system: str, words: str) -> Screenful:
        """A system marked down or up; the panel is looked up anew, for it may say something else now."""
        from desk.domain.access.model import System
        from desk.domain.access.systems import switch

        actor = self.conversation.actor
        assert actor is not None, "no command is run without an operator"
        said = switch(self.desk, actor, System(system), " ".join(words.split()))
        return replace(self._refresh(), message=ok(said))

    # frames

    def _enter(self, frame: Frame) -> Screenful:
        """Put a transaction on the stack and let it open with what the conversation carries."""
        registry.transaction(frame.code)  # one that cannot be loaded must not be left on the stack
        frames = self.conversation.frames
        frames.append(frame)
        while len(frames) > DEPTH:
            self.conversation.shelve(frames.pop(1))
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
        shelved = conversation.shelve(conversation.frames.pop())
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

    def _recover(self) -> Screenful:
        """RECUPERA: the form left last, of this transaction where there is one; again, the one before it."""
        conversation = self.conversation
        if not conversation.shelved:
            raise DomainError("NADA DIGITADO A RECUPERAR", field=COMMAND_FIELD)
        frame = conversation.take_back(conversation.frame.code)
        text = f"RECUPERADO O QUE ESTAVA DIGITADO EM {frame.code}"
        left = len(conversation.shelved)
        return replace(self._refresh(), message=ok(f"{text}; HÁ MAIS {left}" if left else text))

    # beginning and end of a session

    def _signed_on(self, actor: Actor) -> Screenful:
        conversation = self.conversation
        conversation.actor = actor
        conversation.frames.clear()
        offer = self._drafts.begin(actor.operator_number)
        screenful = self._enter(Frame("MENU"))
        text = greeting(self.desk, actor, offer)
        return replace(screenful, message=warn(text)) if text else screenful

    def _resume(self) -> Screenful:
        """RETOMA: the draft that is offered, on the glass; what was there goes on the shelf."""
        take_up(self.conversation, self._drafts.newest())
        left = self._drafts.taken_up(draft_of(self.conversation, {}))
        text = "RASCUNHO RETOMADO: CONFIRA E CONTINUE"
        return replace(self._refresh(), message=ok(f"{text}; HÁ MAIS {left}: RETOMA" if left else text))

    def _discard(self) -> Screenful:
        """DESCARTA, twice: the draft that is offered is forgotten without having been taken up."""
        self._drafts.newest()
        if self._insisted != "DESCARTA":
            return self._ask_again("DESCARTA", "O RASCUNHO OFERECIDO SERÁ APAGADO: DESCARTA DE NOVO CONFIRMA")
        left = self._drafts.drop()
        return self._keep(ok(f"RASCUNHO APAGADO; HÁ MAIS {left}: RETOMA" if left else "RASCUNHO APAGADO"))

    def _ask_again(self, command: str, warning: str) -> Screenful:
        """A command not done yet: given again by the next key, it is. The cursor is where it is typed."""
        self._asked = command
        return replace(self._keep(warn(warning)), cursor=COMMAND_FIELD)

    def _locked(self) -> Screenful:
        """The panel hidden; what no draft may keep is forgotten."""
        for frame in self.conversation.frames:
            frame.memory.clear()
        return self._enter(Frame("SIGN", state={"locked": True}))

    def _sign_off(self) -> Screenful:
        """FIM, and F3 on the menu: asked again while something typed is not written.

        Over a locked session the draft stays, for whoever ends it may be somebody else.
        """
        conversation = self.conversation
        if conversation.actor is None:
            return replace(self._keep(info("SESSÃO ENCERRADA")), closed=True)
        if conversation.is_locked:
            self.keep_draft({})
        elif conversation.unwritten and self._insisted != "FIM":
            return self._ask_again("FIM", unwritten_in_words(conversation))
        from desk.domain.access.service import sign_off

        sign_off(self.desk, conversation.actor)
        if not conversation.is_locked:
            self._drafts.keep(None)
        self._drafts.end()
        self.conversation = Conversation(theme=conversation.theme)
        return self._enter(Frame("SIGN"))

    # composing a screenful

    def _reply(self, transaction: Transaction, reply: Reply) -> Screenful:
        conversation = self.conversation
        if reply.actor is not None:
            if conversation.is_locked:
                conversation.frames.pop()
                return replace(self._refresh(), message=ok("SESSÃO DESTRAVADA"))
            return self._signed_on(reply.actor)
        if reply.go:
            return self._go(reply.go)
        self._composer.notice = systems_notice(lambda: self.desk, conversation)
        return self._composer.answer(conversation, transaction, reply)

    def _keep(self, message: Message) -> Screenful:
        return self._composer.keep(self.conversation, message)

    def _show(self, screenful: Screenful) -> Screenful:
        return self._composer.show(self.conversation, self._news.put_on(self.conversation, screenful))


def _words(command: str) -> tuple[str, str, str]:
    return command.upper().lstrip("=").strip().partition(" ")


def _transaction_of(command: str) -> str:
    """The transaction a command goes to, with what is chosen on the panel; empty for every other command."""
    word = _words(command)[0]
    return word if word in registry.ENTRIES and word not in {"SIGN", "MENU"} else ""


def _forget_secrets(frame: Frame) -> None:
    """No password outlives the key it was sent with."""
    for name in secret_fields(frame.code):
        frame.values.pop(name, None)
