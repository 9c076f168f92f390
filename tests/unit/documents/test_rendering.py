"""A document in rows and as a PDF: widths, accents, page breaks, marks, the same bytes every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.documents.document import (
    Blank,
    Block,
    DisclosureError,
    Document,
    Fields,
    Heading,
    NewPage,
    Paragraph,
    Reader,
    Rule,
    Signature,
    Table,
    document_from,
    ready,
)
from desk.domain.documents.pdf import paper_of, pdf_of
from desk.domain.documents.text import COLUMNS, PAGE_ROWS, pages_of, text_of
from tests.unit.documents.reading import words_of

EVERY_BLOCK: tuple[Block, ...] = (
    Heading("Serviços"),
    Paragraph("Ação, órgão, você, João: à mão." * 5),
    Paragraph("Só com acordo prévio.", strong=True),
    Fields((("Senha", "07/000001"), ("Observação", "palavra " * 30), ("Vazio", ""))),
    Table((("Código", 8), ("Serviço", 20), ("Qtde", 4)), (("90030012", "EXAME DE NOME MUITO COMPRIDO", "2"),)),
    Rule(),
    Blank(2),
    NewPage(),
    Signature(("Médico responsável", "(CRM)")),
)


def a_document(*blocks: Block, reader: Reader = Reader.INSURED, title: str = "Autorização") -> Document:
    return Document("ap", "07/000001", "9990100001234501", title, blocks, reader)


def test_every_block_fits_eighty_columns_and_keeps_its_accents() -> None:
    rows = text_of(a_document(*EVERY_BLOCK), "2ª VIA - 15/05/2007 10:00 - OPERADOR A100001")
    assert max(map(len, rows)) <= COLUMNS
    whole = "\n".join(rows)
    for said in ("SERVIÇOS", "órgão", "* Só com acordo", "Senha:", "90030012", "Médico responsável", "2ª VIA"):
        assert said in whole
    assert "EXAME DE NOME MUITO" in whole
    assert "COMPRIDO" in whole


def test_what_does_not_fit_goes_on_below_at_the_value() -> None:
    rows = text_of(a_document(Fields((("Observação", "palavra " * 30),))))
    of_value = [row for row in rows if "palavra" in row]
    assert len(of_value) > 2
    assert {row.index("palavra") for row in of_value} == {len(" Observação: ")}


def test_pages_break_at_their_end_and_where_told() -> None:
    short = pages_of(a_document(Paragraph("um"), NewPage(), Paragraph("dois")))
    assert ["PÁG 1/2" in short[0][0], "PÁG 2/2" in short[1][0]] == [True, True]
    assert ["um" in "".join(short[0]), "um" in "".join(short[1])] == [True, False]
    long = pages_of(a_document(*(Paragraph(f"parágrafo {n}") for n in range(100))))
    assert len(long) == 4
    assert all(len(page) <= PAGE_ROWS for page in long)
    assert "".join(map("".join, long)).count("parágrafo") == 100


def test_a_block_longer_than_a_page_runs_over_its_end() -> None:
    pages = pages_of(a_document(Fields(tuple((f"linha {n}", "x") for n in range(PAGE_ROWS * 2)))), mark="MARCA")
    assert len(pages) == 3
    assert all("MARCA" in page[1] for page in pages)


def test_the_pdf_says_the_same_and_is_the_same_bytes_every_time() -> None:
    document = a_document(*EVERY_BLOCK)
    mark = "2ª VIA - 15/05/2007 10:00 - OPERADOR A100001"
    first = paper_of(document, mark)
    assert first.data == pdf_of(document, mark)
    assert first.data.startswith(b"%PDF-")
    assert first.pages == 2
    said = words_of(first.data)
    for word in ("Autorização", "Serviços", "órgão", "90030012", "Só com acordo prévio.", "Pág. 2/2", mark):
        assert word in said
    assert pdf_of(document) != first.data


def test_the_pdf_is_a4_and_brings_no_font_from_anywhere() -> None:
    data = pdf_of(a_document(*EVERY_BLOCK))
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in data
    assert b"/FontFile" not in data
    assert b"/URI" not in data


def test_a_long_document_takes_more_pages() -> None:
    paper = paper_of(a_document(*(Paragraph(f"parágrafo {n} " * 20) for n in range(60))))
    assert paper.pages > 3
    assert f"Pág. {paper.pages}/{paper.pages}" in words_of(paper.data)


def test_hostile_words_become_harmless_on_paper_and_glass() -> None:
    document = a_document(Paragraph("um\x1b[2J dois\n\u202etres <b>quatro</b> & 漢 ≥"), title="T\x07ítulo")
    rows = "\n".join(text_of(document))
    assert "\x1b" not in rows
    assert "um[2J dois tres <b>quatro</b> & ? ≥" in rows
    said = words_of(pdf_of(document))
    assert "um[2J dois tres <b>quatro</b> & ? ?" in said.replace("\n", "")
    assert "Título" in said


@given(st.text(max_size=200), st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_renders_within_the_page(text: str, mark: str) -> None:
    document = a_document(Paragraph(text), Fields(((text[:40], text),)), Heading(text), title=text[:60])
    assert all(len(row) <= COLUMNS and row.isprintable() for row in text_of(document, mark))
    assert pdf_of(document, mark).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("reader", "block", "allowed"),
    [
        (Reader.INSURED, Reader.INSURED, True),
        (Reader.INSURED, Reader.PROVIDER, False),
        (Reader.INSURED, Reader.INTERNAL, False),
        (Reader.PROVIDER, Reader.INSURED, True),
        (Reader.PROVIDER, Reader.PROVIDER, True),
        (Reader.PROVIDER, Reader.INTERNAL, False),
        (Reader.INTERNAL, Reader.INTERNAL, True),
    ],
)
def test_a_block_never_reaches_a_reader_it_is_not_for(reader: Reader, block: Reader, allowed: bool) -> None:
    document = a_document(Paragraph("visto"), Paragraph("segredo", disclosure=block), reader=reader)
    if allowed:
        assert "segredo" in "".join(text_of(document))
        assert "segredo" in words_of(pdf_of(document))
        return
    for render in (text_of, pdf_of, ready):
        with pytest.raises(DisclosureError):
            render(document)


def test_a_document_kept_as_text_comes_back_word_for_word() -> None:
    document = a_document(
        *EVERY_BLOCK, Paragraph("só prestador", disclosure=Reader.PROVIDER), reader=Reader.PROVIDER
    )
    kept = document_from(
        document.as_text(), kind=document.kind, subject=document.subject, member_number=document.member_number
    )
    assert kept == document
