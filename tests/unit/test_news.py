"""What row 22 says when there is news: beside a message, in its place, or not yet."""

import pytest

from desk.domain.referral.queue import News
from desk.screens.frame import MESSAGE_COLUMNS
from desk.screens.news import in_words, joined
from desk.terminal.protocol import Message, Severity

NEWS = Message("PEDIDO 12 LIBERADO: SENHA 07/000123 (FILA)", Severity.OK)
LONG = "X" * 60
GIVES_WAY = frozenset({Severity.INFO, Severity.OK})


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message(), NEWS),
        (Message("3 VIDAS", Severity.OK), Message(f"3 VIDAS | {NEWS.text}", Severity.OK)),
        (Message("FALTA", Severity.ERROR, "377"), Message(f"FALTA | {NEWS.text}", Severity.ERROR, "377")),
        (Message(LONG, Severity.INFO), NEWS),
        (Message(LONG, Severity.OK), NEWS),
        (Message(LONG, Severity.WARN), None),
        (Message(LONG, Severity.ERROR), None),
    ],
)
def test_what_was_refused_or_warned_of_stays(message: Message, expected: Message | None) -> None:
    told = joined(message, NEWS, GIVES_WAY)
    assert told == expected
    assert told is None or len(f"{told.code} {told.text}".strip()) <= MESSAGE_COLUMNS


@pytest.mark.parametrize(
    ("news", "text"),
    [
        (News(12, "answered", "released", "07/000123", "OK"), "PEDIDO 12 LIBERADO: SENHA 07/000123 (FILA)"),
        (News(12, "answered", "refused", "07/000124", ""), "PEDIDO 12 NEGADO: SENHA 07/000124 (FILA)"),
        (News(12, "answered", "information", "07/000125", ""), "PEDIDO 12 COM SIC: SENHA 07/000125 (FILA)"),
        (News(12, "answered", "declined", "", "FALTA LAUDO"), "PEDIDO 12 DEVOLVIDO (FILA): FALTA LAUDO"),
        (News(12, "more", "", "", "DATA?"), "PEDIDO 12 PEDE MAIS (FILA): DATA?"),
    ],
)
def test_every_answer_has_its_words(news: News, text: str) -> None:
    assert in_words(news) == text
