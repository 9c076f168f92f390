"""What the glass says unasked: systems marked down, cases that wait for a decision, and what came of one's own."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.domain.kernel.errors import DomainError
from desk.screens import registry
from desk.screens.frame import MESSAGE_COLUMNS
from desk.terminal.protocol import Message, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.domain.context import Actor, Desk
    from desk.domain.referral.queue import News
    from desk.screens.conversation import Conversation
    from desk.terminal.protocol import Screenful

log = logging.getLogger("desk")

_BETWEEN = " | "
WARNINGS_STAY = 3
"""How often news has to wait for a warning that nobody answers with a key."""
_NEUTRAL = frozenset({Severity.INFO})
_READ = _NEUTRAL | {Severity.OK}
_OLD = _READ | {Severity.WARN}
"""What gives way to news: what to do next; what was found, or stood there long enough to be read; old warnings.
What was refused never does."""
_WORDS = {"released": "LIBERADO", "refused": "NEGADO", "information": "COM SIC", "declined": "DEVOLVIDO"}


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One piece of news as row 22 tells it, and the case it is about."""

    number: int
    message: Message


class Newsroom:
    """Brings an operator the answers to their own cases, one at a time, until each has been on the glass.

    An answer counts as seen with the first key after a front put it on its glass, or when FILA shows it; before
    that it comes again, after the line was lost too.
    """

    def __init__(self, open_desk: Callable[[], Desk]) -> None:
        self._open_desk = open_desk
        self._plain = Message()
        """What row 22 says without the news."""
        self._shown = 0
        """The case whose news row 22 tells; 0 while it tells none."""
        self._on_glass = 0
        """The same, once somebody could read it."""
        self._asked = 0
        """How often a front has asked since the last key, and got nothing to show."""

    def key_pressed(self, conversation: Conversation) -> None:
        """What was on the glass when a key was pressed has been seen."""
        number, self._on_glass = self._on_glass, 0
        if not number or conversation.actor is None:
            return
        from desk.domain.referral.queue import mark_seen

        try:
            mark_seen(self._open_desk(), conversation.actor, frozenset({number}))
        except Exception:
            log.exception("news %s could not be marked as seen: it comes again", number)

    def put_on(self, conversation: Conversation, screenful: Screenful) -> Screenful:
        """The screenful with the oldest news on row 22, where there is room beside what it says or it may wait."""
        self._plain, self._shown, self._asked = screenful.message, 0, 0
        if not _may_be_told(conversation) or screenful.closed:
            return screenful
        bulletin = self._first(conversation)
        gives_way = _NEUTRAL if registry.transaction(screenful.code).writes else _READ
        message = joined(self._plain, bulletin.message, gives_way) if bulletin is not None else None
        if bulletin is None or message is None:
            return screenful
        self._shown = bulletin.number
        return replace(screenful, message=message)

    def between_keys(self, conversation: Conversation) -> Bulletin | None:
        """News for a glass nobody has touched for a while; None when there is none, or it shows already."""
        if not _may_be_told(conversation):
            return None
        bulletin = self._first(conversation)
        if bulletin is None or bulletin.number == self._shown:
            return None
        self._asked += 1
        message = joined(self._plain, bulletin.message, _OLD if self._asked >= WARNINGS_STAY else _READ)
        return None if message is None else replace(bulletin, message=message)

    def painted(self, bulletin: Bulletin | None = None) -> None:
        """A front put the last answer on its glass, or the news that came between the keys."""
        if bulletin is not None:
            self._shown = bulletin.number
        self._on_glass = self._shown

    def _first(self, conversation: Conversation) -> Bulletin | None:
        """The first piece of news there is. It never raises: a desk that cannot be read now is asked again."""
        from desk.domain.referral.queue import unseen

        assert conversation.actor is not None
        try:
            news = unseen(self._open_desk(), conversation.actor)
        except Exception:
            log.exception("news could not be read")
            return None
        if not news:
            return None
        more = f" +{len(news) - 1}" if len(news) > 1 else ""
        good = news[0].answer == "released"
        text = f"{in_words(news[0])[: MESSAGE_COLUMNS - len(more)]}{more}"
        return Bulletin(news[0].number, Message(text, Severity.OK if good else Severity.WARN))


def in_words(news: News) -> str:
    """What came of a case: `PEDIDO 12 LIBERADO: SENHA 07/000123 (FILA)`."""
    if news.state == "more":
        return f"PEDIDO {news.number} PEDE MAIS (FILA): {news.text}"
    told = f"PEDIDO {news.number} {_WORDS[news.answer]}"
    return f"{told}: SENHA {news.senha} (FILA)" if news.senha else f"{told} (FILA): {news.text}"


def joined(message: Message, news: Message, gives_way: frozenset[Severity]) -> Message | None:
    """Row 22 with the news: beside what it says where both fit, in its place where that gives way, else None."""
    said = f"{message.code} {message.text}".strip()
    if said and len(said) + len(_BETWEEN) + len(news.text) <= MESSAGE_COLUMNS:
        return replace(message, text=f"{message.text}{_BETWEEN}{news.text}")
    return news if not said or message.severity in gives_way else None


def waiting_in_words(desk: Desk, actor: Actor) -> str:
    """How many cases wait for this operator, and of a supervisor's unit how many stay unanswered; or nothing."""
    from desk.domain.referral.queue import called_in, waiting_for

    try:
        waiting, late = waiting_for(desk, actor), called_in(desk, actor)
    except DomainError:
        return ""
    said = []
    if waiting:
        said.append(f"{waiting} PEDIDO{'S ESPERAM' if waiting > 1 else ' ESPERA'} SUA DECISÃO: LIBE")
    if late:
        said.append(f"{late} COBRADO{'S' if late > 1 else ''} SEM RESPOSTA: FILA")
    return "; ".join(said)


def greeting(desk: Desk, actor: Actor, offer: str) -> str:
    """What the sign-on says: the drafts offered, and the cases that wait, as far as both fit."""
    waiting = waiting_in_words(desk, actor)
    both = _BETWEEN.join(part for part in (offer, waiting) if part)
    return both if len(both) <= MESSAGE_COLUMNS else offer


def systems_notice(open_desk: Callable[[], Desk], conversation: Conversation) -> str:
    """What is marked down; nothing is told, nor looked up, before somebody has signed on."""
    if conversation.actor is None or conversation.frame.code == "SIGN":
        return ""
    from desk.domain.access.systems import notice, systems_down

    return notice(systems_down(open_desk()))


def _may_be_told(conversation: Conversation) -> bool:
    """Whether somebody is there to be told: signed on, and not behind the lock."""
    return conversation.actor is not None and bool(conversation.frames) and conversation.frame.code != "SIGN"
