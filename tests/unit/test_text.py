"""Hostile words made safe for a terminal, and names made equal for a search."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from desk.domain.kernel.text import fold, name_tokens, sanitise

HOSTILE = st.one_of(
    st.characters(max_codepoint=0x10FF),
    st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
    st.characters(min_codepoint=0x3000, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF),
    st.sampled_from("\x1b\x9b\u0301\u200d\ufe0f\u202e\u2066\ufeff"),
)
"""Latin, Greek, Cyrillic, Semitic, Indic, combining marks, bidi, ideographs, emoji and every control."""

LATIN_WORDS = st.text(st.characters(max_codepoint=0x17F), max_size=40)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        pytest.param("AURORA EXEMPLO", "AURORA EXEMPLO", id="plain text is left alone"),
        pytest.param("São João D'Água", "São João D'Água", id="accents are kept"),
        pytest.param("Joa\u0303o", "João", id="a loose accent is composed"),
        pytest.param("\x1b[2J\x1b[31mRED", "[2J[31mRED", id="escape codes lose their escape"),
        pytest.param("\x9b2J", "2J", id="the eight-bit control introducer"),
        pytest.param("A\x00B\x07C\x7fD\x08E", "ABCDE", id="control characters"),
        pytest.param("one\ttwo\r\nthree", "one two  three", id="tabs and line ends become spaces"),
        pytest.param("A\u00a0B\u2003C\u2028D\u2029E", "A B C D E", id="every space is one kind of space"),
        pytest.param("A\u202eDCB\u202cE", "ADCBE", id="right-to-left override"),
        pytest.param("A\u2066B\u2069\u200f", "AB", id="bidi isolates and marks"),
        pytest.param("A\u200bB\u200dC\ufeff\u00ad", "ABC", id="characters without width"),
        pytest.param("x\u0332y", "x?y", id="an accent that composes with nothing"),
        pytest.param("漢字", "??", id="wide ideographs"),
        pytest.param("ＡＢ", "??", id="full-width letters"),
        pytest.param("\U0001f600!", "?!", id="emoji"),
        pytest.param("\u1100", "?", id="a wide consonant"),
        pytest.param("\ue000\U000f0000", "??", id="private use"),
        pytest.param("\u1160\u11ff\ud7b0\uffa0", "????", id="jamo without width"),
        pytest.param("\u2630\u4dc0\U0001d300\U0001f1e7", "????", id="signs newer tables call wide"),
        pytest.param("\u0661\u05d0", "??", id="scripts a terminal turns around"),
        pytest.param("\ud800x", "?x", id="half a pair"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_hostile_text_is_made_safe(raw: str, safe: str) -> None:
    assert sanitise(raw) == safe


@settings(deadline=None)
@given(st.text())
def test_making_text_safe_twice_changes_nothing_more(raw: str) -> None:
    once = sanitise(raw)
    assert sanitise(once) == once


@settings(deadline=None)
@given(st.text())
def test_safe_text_is_printable_composed_and_on_one_row(raw: str) -> None:
    safe = sanitise(raw)
    assert safe.isprintable()
    assert unicodedata.is_normalized("NFC", safe)
    assert len(safe.splitlines()) <= 1


@settings(deadline=None)
@given(st.text(HOSTILE))
def test_every_safe_character_takes_one_cell(raw: str) -> None:
    safe = sanitise(raw)
    assert [c for c in safe if cell_len(c) != 1] == []
    assert cell_len(safe) == len(safe)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("João D'Ávila-Conceição", "joao d avila conceicao", id="accents, case and punctuation go"),
        pytest.param("  AURORA   EXEMPLO ", "aurora exemplo", id="single spaces between words"),
        pytest.param("STRAẞE Straße", "strasse strasse", id="letters that fold to two"),
        pytest.param("ﬁcção Nº 2", "ficcao no 2", id="joined letters and ordinals"),
        pytest.param("A\u202eB\x1bC", "abc", id="hidden characters do not part a word"),
        pytest.param("...---...", "", id="punctuation alone"),
    ],
)
def test_a_name_is_folded_for_search(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@settings(deadline=None)
@given(LATIN_WORDS)
def test_folding_twice_changes_nothing_more(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


@settings(deadline=None)
@given(st.text(st.sampled_from("abcçáàâãéêíóôõúüxyz '-"), max_size=40))
def test_case_and_form_of_accents_do_not_part_two_names(name: str) -> None:
    assert fold(name.upper()) == fold(name) == fold(unicodedata.normalize("NFD", name))


def test_the_words_of_a_name_come_once_each_in_their_order() -> None:
    assert name_tokens("Célia de Exemplo DE Celia Modelo") == ("celia", "de", "exemplo", "modelo")
    assert name_tokens(" - ") == ()
