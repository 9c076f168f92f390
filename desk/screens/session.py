"""What a session keeps beyond the key and beyond the line: drafts, and what must never be in one."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.screens import registry
from desk.screens.conversation import Conversation, Frame
from desk.screens.frame import IDENT_FIELD, MESSAGE_COLUMNS
from desk.terminal.fields import Kind
from desk.terminal.keyboard import COMMAND_FIELD

log = logging.getLogger("desk")

_ROW_24 = frozenset({COMMAND_FIELD, IDENT_FIELD})


class Drafts(Protocol):
    """Where the typed text of interrupted sessions waits for its operator, one draft a session."""

    def load(self, operator_number: str) -> dict[str, dict[str, Any]]:
        """The drafts of an operator by the name of the session they are of, the newest last."""

    def save(self, operator_number: str, session: str, draft: Mapping[str, Any]) -> None:
        """Keep the draft of a session in place of the one it had before."""

    def clear(self, operator_number: str, session: str) -> None:
        """Forget the draft of a session."""


class DraftKeeper:
    """The drafts of one operator during one session: its own, and those earlier sessions left behind.

    Each is kept apart, so that none takes the place of another: an earlier one stays until it is taken up (and is
    then part of the session's own) or dropped by name.
    """

    def __init__(self, drafts: Drafts | None) -> None:
        self._drafts = drafts
        self._operator = ""
        self._session = ""
        self._earlier: dict[str, dict[str, Any]] = {}

    def begin(self, operator_number: str) -> str:
        """A session starts; the offer of what waits, in words, or nothing."""
        self._operator, self._session = operator_number, os.urandom(6).hex()
        self._earlier = self._drafts.load(operator_number) if self._drafts is not None else {}
        if len(self._earlier) > 1:
            return f"HÁ {len(self._earlier)} TRABALHOS DIGITADOS E NÃO GRAVADOS: DIGITE RETOMA"
        return "HÁ TRABALHO DIGITADO E NÃO GRAVADO: DIGITE RETOMA" if self._earlier else ""

    def keep(self, draft: Mapping[str, Any] | None) -> None:
        """Save the session's own draft; None when everything has been written."""
        if self._drafts is None or not self._session:
            return
        if draft is None:
            self._drafts.clear(self._operator, self._session)
        else:
            self._drafts.save(self._operator, self._session, draft)

    def newest(self) -> Mapping[str, Any]:
        """The draft that is offered: the one of the session before. Raises DomainError when none is left."""
        if not self._earlier:
            raise DomainError("NÃO HÁ RASCUNHO A RETOMAR", field=COMMAND_FIELD)
        return next(reversed(self._earlier.values()))

    def drop(self) -> int:
        """Forget the draft that is offered; how many are left."""
        name, _ = self._earlier.popitem()
        if self._drafts is not None:
            self._drafts.clear(self._operator, name)
        return len(self._earlier)

    def taken_up(self, draft: Mapping[str, Any] | None) -> int:
        """The draft that was offered is part of the session's own now; how many are left.

        The own one is saved first. Where it cannot be, the earlier one stays.
        """
        try:
            self.keep(draft)
        except OSError:
            log.exception("the draft of %s could not be saved", self._operator)
            self._earlier.popitem()
            return len(self._earlier)
        return self.drop()

    def end(self) -> None:
        """The session is over. What is saved stays saved."""
        self._session, self._earlier = "", {}


@cache
def secret_fields(code: str) -> frozenset[str]:
    """The dark fields of a transaction: never kept, shown, listed or put in a draft."""
    panels = registry.transaction(code).panels
    return frozenset(p.name for panel in panels for p in panel.fields if p.kind is Kind.PASSWORD)


def draft_of(conversation: Conversation, unsent: Mapping[str, str]) -> dict[str, Any] | None:
    """What must survive the line: the frames with what was typed last, and the shelf; None when all is written."""
    if conversation.actor is None or not conversation.frames:
        return None
    frames = [_kept(frame) for frame in conversation.frames if frame.code != "SIGN"]
    identification = conversation.identification
    if frames and not conversation.is_locked:
        identification = digits(unsent.get(IDENT_FIELD, identification))
        entered = {name: text for name, text in unsent.items() if name not in _ROW_24}
        hidden = secret_fields(frames[-1]["code"])
        frames[-1]["values"] |= {name: text for name, text in entered.items() if name not in hidden}
        frames[-1]["dirty"] |= bool(entered) and registry.transaction(frames[-1]["code"]).writes
    if not conversation.shelved and not any(frame["dirty"] for frame in frames):
        return None
    shelved = [_kept(frame) for frame in conversation.shelved]
    return {"identification": identification, "frames": frames, "shelved": shelved}


def take_up(conversation: Conversation, draft: Mapping[str, Any]) -> None:
    """Put a draft on the glass; what was being done there is shelved first.

    Raises DomainError, and changes nothing, for what is no draft.
    """
    try:
        frames = [Frame.from_dict(kept) for kept in draft["frames"]]
        shelved = [Frame.from_dict(kept) for kept in draft.get("shelved", ())]
        identification = str(draft["identification"])
        for frame in (*frames, *shelved):
            registry.transaction(frame.code)
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        text = "O RASCUNHO NÃO PÔDE SER LIDO: DESCARTA O APAGA"
        raise DomainError(text, field=COMMAND_FIELD) from problem
    for frame in conversation.frames:
        conversation.shelve(frame)
    for frame in shelved:
        conversation.shelve(frame)
    conversation.identification = identification
    conversation.frames = frames or [Frame("MENU")]
    if conversation.shelved and not any(frame.dirty for frame in frames):
        conversation.take_back("")


def unwritten_in_words(conversation: Conversation) -> str:
    """The warning at the end of a session: where something typed is not written, and how to come to it."""
    codes = " ".join(conversation.unwritten[:3])
    if conversation.frame.dirty:
        way = "GRAVE"
    elif conversation.shelved:
        way = "RECUPERA"
    else:
        way = "F3 VOLTA"
    text = f"HÁ DIGITADO E NÃO GRAVADO EM {codes}: {way}, OU FIM DE NOVO"
    ending = " PARA ENCERRAR"
    return text + ending if len(text + ending) <= MESSAGE_COLUMNS else text


def _kept(frame: Frame) -> dict[str, Any]:
    hidden = secret_fields(frame.code)
    return frame.as_dict() | {"values": {k: v for k, v in frame.values.items() if k not in hidden}}
