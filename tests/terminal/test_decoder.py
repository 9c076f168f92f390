"""Bytes from a terminal: UTF-8, Latin-1 where it cannot be that, and never a crash."""

import signal
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.terminal.driver import KeyboardDecoder


@given(st.data(), st.text(min_size=1, max_size=20))
@settings(max_examples=60)
def test_utf_8_reads_the_same_however_it_is_cut(data: st.DataObject, text: str) -> None:
    sent = text.encode("utf-8")
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(sent) - 1)), max_size=6)))
    edges = [0, *[cut for cut in cuts if cut < len(sent)], len(sent)]
    decoder = KeyboardDecoder()
    assert "".join(decoder.decode(sent[a:b]) for a, b in pairwise(edges)) == text


def test_a_letter_in_two_halves_waits_for_the_second() -> None:
    decoder = KeyboardDecoder()
    assert decoder.decode(b"\xc3") == ""
    assert decoder.decode(b"\xa7") == "ç"


def test_the_first_latin_1_letter_comes_with_the_next_key() -> None:
    decoder = KeyboardDecoder()
    assert decoder.decode(b"\xe7") == ""
    assert decoder.decode(b"a") == "ça"


def test_a_latin_1_letter_comes_at_once_when_the_terminal_has_shown_it_speaks_latin_1() -> None:
    decoder = KeyboardDecoder()
    decoder.decode(b"\xe7a")
    assert decoder.decode(b"\xe7") == "ç"
    assert decoder.decode(b"\xe3") == "ã"


def test_a_latin_1_letter_that_is_the_last_byte_is_not_lost() -> None:
    decoder = KeyboardDecoder()
    assert decoder.decode(b"\xe7", final=True) == "ç"


def test_a_latin_1_name_in_one_read_is_read_whole() -> None:
    decoder = KeyboardDecoder()
    assert decoder.decode("JOSÉ ANTÔNIO DA CONCEIÇÃO ".encode("latin-1")) == "JOSÉ ANTÔNIO DA CONCEIÇÃO "


def test_utf_8_letters_still_read_after_a_stray_byte() -> None:
    decoder = KeyboardDecoder()
    decoder.decode(b"\xffa")
    assert decoder.decode("ação".encode()) == "ação"


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=8))
@settings(max_examples=60)
def test_no_bytes_are_a_crash_and_every_plain_key_arrives_in_order(reads: list[bytes]) -> None:
    decoder = KeyboardDecoder()
    read = "".join(decoder.decode(data) for data in reads) + decoder.decode(b"", final=True)
    assert [c for c in read if c.isascii()] == [chr(b) for data in reads for b in data if b < 0x80]
    assert read.isascii() == all(data.isascii() for data in reads)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no SIGHUP here")
def test_the_end_of_input_is_told_as_a_hang_up() -> None:
    told: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = signal.signal(signal.SIGHUP, hear)
    try:
        assert KeyboardDecoder().decode(b"") == ""
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told == [signal.SIGHUP]
