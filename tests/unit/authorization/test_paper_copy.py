"""The paper of an authorization: what stands on it, what comes by itself, and what never does."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.authorization.delivery import delivery_advice
from desk.domain.authorization.model import Letter
from desk.domain.authorization.paper_copy import (
    PaperFacts,
    authorization_document,
    automatic_messages,
    needs_complement,
    reader_of,
    suspects_preexistence,
)
from desk.domain.documents.document import Paragraph, Reader
from desk.domain.documents.pdf import pdf_of
from desk.domain.documents.text import pages_of, text_of
from tests.unit.authorization.paper_facts import DAY, INTERNAL, NOON, Service, facts
from tests.unit.documents.reading import words_of

RESTRICTED = "Cobrança pela rede referenciada só com acordo prévio com a seguradora."


def paper(found: PaperFacts) -> str:
    """The rows of the paper, joined with single spaces."""
    return " ".join(" ".join(text_of(authorization_document(found, DAY))).split())


def advice(found: PaperFacts, day: date = DAY) -> dict[str, str]:
    return {reason.rule: reason.says for reason in delivery_advice(found, day)}


@pytest.mark.rule("AP-104", "AP-130")
def test_front_and_reverse_of_an_authorization() -> None:
    pages = pages_of(authorization_document(facts(Service(quantity=2)), DAY))
    assert len(pages) == 2
    front, reverse = (" ".join(" ".join(page).split()) for page in pages)
    for said in ("07/000001", "AURORA EXEMPLO", "99901/00001234-5-01", "15/05/2007", "90030012", "AUTORIZADO"):
        assert said in front
    assert "Vale só na rede referenciada" in reverse


@pytest.mark.rule("AP-002")
def test_the_term_is_on_both_sides_and_told() -> None:
    whole = paper(facts())
    assert "Validade: 14/06/2007, inclusive" in whole
    assert "até 14/06/2007, inclusive" in whole
    assert advice(facts())["AP-002"] == "VALE ATÉ 14/06/2007, INCLUSIVE"
    assert "VENCEU" not in advice(facts(), date(2007, 6, 14))["AP-002"]
    assert "VENCEU EM 14/06/2007" in advice(facts(), date(2007, 6, 15))["AP-002"]


@pytest.mark.rule("AP-004", "AP-006")
def test_an_admission_on_a_modular_product_is_directed_and_anything_else_is_not() -> None:
    directed = facts(modular=True, provider="HOSPITAL EXEMPLO", attendance_type="7")
    assert "Prestador: HOSPITAL EXEMPLO" in paper(directed)
    assert "dirigida ao prestador HOSPITAL EXEMPLO" in paper(directed)
    assert set(advice(directed)) == {"AP-002", "AP-004"}
    for free in (
        facts(provider="HOSPITAL EXEMPLO", attendance_type="7"),
        facts(modular=True, provider="HOSPITAL EXEMPLO", attendance_type="5"),
    ):
        assert "HOSPITAL EXEMPLO" not in paper(free)
        assert "qualquer referenciado" in paper(free)
        assert set(advice(free)) == {"AP-002", "AP-006"}


@pytest.mark.rule("AP-104")
def test_a_partial_release_says_why_on_the_reverse() -> None:
    partial = facts(Service(), Service("90010046", "CIRURGIA EXEMPLO", "Negado", refusal="831"))
    _, reverse = pages_of(authorization_document(partial, DAY))
    assert "CIRURGIA EXEMPLO: PROCEDIMENTO SEM JUSTIFICATIVA CLÍNICA." in " ".join(reverse)
    assert "1 DE 2" in advice(partial)["AP-104"]
    assert "AP-112" in advice(partial)
    assert "AP-104" not in advice(facts())


@pytest.mark.rule("AP-108")
def test_a_service_that_waits_for_information_says_so() -> None:
    waiting = facts(Service(), Service("90010046", "CIRURGIA EXEMPLO", "Complem", refusal="12009"))
    assert "CIRURGIA EXEMPLO: aguarda a informação" in paper(waiting)
    assert "MENSAGEM DA AP" in advice(waiting)["AP-108"]


@pytest.mark.rule("AP-151", "AP-152")
def test_a_restricted_service_prints_how_it_is_charged_and_not_its_code() -> None:
    whole = paper(facts(Service("90070011", "EXAME RESTRITO", restricted=True), Service()))
    assert RESTRICTED in whole
    assert "EXAME RESTRITO" in whole
    assert "90070011" not in whole
    assert "90030012" in whole
    assert RESTRICTED not in paper(facts())
    refused = facts(Service(), Service("90070011", status="Negado", refusal="820", restricted=True))
    assert RESTRICTED not in paper(refused)


@pytest.mark.rule("AP-105")
def test_bahia_carries_its_message() -> None:
    assert "Hospital Aliança" in paper(facts(state="BA"))
    assert "Hospital Aliança" not in paper(facts(state="SE"))


@pytest.mark.rule("AP-106")
def test_the_message_of_a_bahia_authorization_goes_by_letter() -> None:
    bahia = facts(state="BA", message="15 DIAS A PARTIR DE 09/06")
    assert needs_complement(bahia)
    assert "15 DIAS" not in paper(bahia)
    assert "carta de complemento" in paper(bahia)
    assert "AP-106" in advice(bahia)
    elsewhere = facts(message="15 DIAS A PARTIR DE 09/06")
    assert not needs_complement(elsewhere)
    assert "15 DIAS A PARTIR DE 09/06" in paper(elsewhere)
    assert not needs_complement(facts(state="BA"))


@pytest.mark.rule("EL-025")
def test_an_authorization_in_the_mothers_name_says_that_it_is_for_the_newborn() -> None:
    assert "AP válida para o recém-nascido." in paper(facts(newborn=True))
    assert "recém-nascido" not in paper(facts())


@pytest.mark.rule("EL-036", "EL-037", "EL-038")
def test_an_authorization_over_a_suspicion_of_preexistence_warns_and_is_explained() -> None:
    suspected = facts(codes=("497",))
    assert suspects_preexistence(suspected)
    assert "ANS vai analisar" in paper(suspected)
    assert "ANS" in advice(suspected)["EL-037"]
    assert "NÃO SE ACEITA" in advice(suspected)["EL-038"]
    for clear in (facts(), facts(codes=("434",)), facts(codes=("497",), adapted=False)):
        assert "ANS vai analisar" not in paper(clear)
        assert not {"EL-037", "EL-038"} & set(advice(clear))


@pytest.mark.rule("CV-006", "CV-010")
@pytest.mark.parametrize("programme", ["CASE", "HOME CARE"])
def test_the_paper_of_a_programme_is_for_the_provider(programme: str) -> None:
    found = facts(Service("90070011", "VISITA", restricted=True), programme=programme, provider="CASA EXEMPLO")
    assert reader_of(found.authorization) is Reader.PROVIDER
    assert authorization_document(found, DAY).reader is Reader.PROVIDER
    whole = paper(found)
    assert "Prestador: CASA EXEMPLO" in whole
    assert "90070011" in whole
    assert programme not in whole
    assert reader_of(facts().authorization) is Reader.INSURED


@pytest.mark.rule("AP-057")
def test_nothing_internal_reaches_the_paper() -> None:
    found = facts(codes=("434", "497"), message="MENSAGEM VISÍVEL")
    for whole in (paper(found), words_of(pdf_of(authorization_document(found, DAY)))):
        assert "MENSAGEM VISÍVEL" in whole
        assert [text for text in INTERNAL.values() if text in whole] == []
        assert "497" not in whole
        assert "A100001" not in whole


@given(st.sampled_from(sorted(set(INTERNAL) - {"release_code"})), st.text("KWYŒ", min_size=5, max_size=7))
@settings(max_examples=30, deadline=None)
def test_no_text_of_an_internal_field_is_ever_printed(name: str, text: str) -> None:
    for found in (facts(**{name: text}), facts(**{name: text}, programme="CASE", provider="CASA")):
        document = authorization_document(found, DAY)
        assert text not in "".join(text_of(document))
        assert text not in words_of(pdf_of(document))


def test_messages_stand_in_their_order_and_only_once() -> None:
    both = facts(Service(restricted=True), Service("90010046", restricted=True), state="BA", newborn=True)
    messages = automatic_messages(both, DAY)
    assert [message.split()[0] for message in messages] == ["Cobrança", "O", "AP"]


def test_a_letter_is_known_by_its_model() -> None:
    letter = Letter(
        authorization_number="07/000001",
        model="complement",
        addressee="provider",
        body="{}",
        written_at=NOON,
        written_by="A100001",
    )
    assert facts(letters=(letter,)).has_letter("complement")
    assert not facts().has_letter("complement")


@pytest.mark.parametrize("programme", ["", "CASE"])
def test_the_rules_of_use_are_numbered_without_a_gap(programme: str) -> None:
    found = facts(Service())
    found.authorization.programme = programme
    blocks = authorization_document(found, DAY).blocks
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    numbers = [text.split(".")[0] for text in texts if text[:2] in {"1.", "2.", "3.", "4."}]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) == (3 if programme else 4)
