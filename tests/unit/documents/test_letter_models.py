"""The models of letters: each there, each filled, none with a hole; and the contacts they name."""

import re
from datetime import date

import pytest

from desk.domain.documents import contacts as contacts_module
from desk.domain.documents.contacts import Contact, contact_words, contacts
from desk.domain.documents.document import Reader
from desk.domain.documents.letter_models import (
    LetterModel,
    document_of,
    fill,
    letter_model,
    letter_models,
    paragraphs,
)
from desk.domain.documents.text import text_of
from desk.domain.kernel.errors import DomainError, NotFoundError, ParameterError
from desk.domain.rulebook.catalogue import built_rules, catalogue
from tests.unit.documents.reading import words_of

DAY = date(2007, 5, 15)

LIST_OF_THE_MANUAL = (
    ("010", "Sem justificativa clínica", "insured"),
    ("016", "Procedimento experimental", "insured"),
    ("017", "Caráter profilático", "insured"),
    ("018", "Medicação ambulatorial", "insured"),
    ("019", "Medicamento domiciliar", "insured"),
    ("002", "Sem caráter funcional", "insured"),
    ("", "Carência em curso", "insured"),
    ("", "Medicação em aplicação ambulatorial sem cobertura", "insured"),
    ("", "CPT: doença informada na Declaração de Saúde", "insured"),
    ("", "Cirurgia refrativa abaixo de 7 graus", "insured"),
    ("", "Procedimento fora do Rol da ANS", "insured"),
    ("", "Finalidade odontológica", "insured"),
    ("", "Sem previsão de cobertura no contrato", "insured"),
    ("", "Prorrogação de diárias: canal e opções da URA", "provider"),
    ("", "Segurado excluído do seguro", "insured"),
    ("", "Complemento da AP já concedida", "provider"),
    ("", "SIC - formulário CS-022", "insured/provider"),
    ("", "Convocação para perícia médica", "insured"),
    ("", "Ratificação de AP com suspeita de preexistência", "insured"),
    ("", "Carta do KIT Thyrogen para o prestador", "provider"),
    ("", "Confirmação de internação pelo SUS e declaração", "insured"),
)
"""Number, subject and reader of every letter the manual lists."""


def every_field(model: LetterModel) -> dict[str, str]:
    """A word of its own for each field of a model."""
    return {name: f"Valor-{name}" for name in (*model.fields, *model.optional)}


def rows(model_id: str, **values: object) -> str:
    model = letter_model(model_id)
    given = every_field(model) | values
    document = document_of(
        model_id, given, DAY, kind="carta", subject="1", member_number="", reader=model.readers[0]
    )
    return re.sub(r"\s+", " ", " ".join(text_of(document)))


@pytest.mark.rule("AP-121", "AP-125")
@pytest.mark.parametrize(("number", "subject", "readers"), LIST_OF_THE_MANUAL)
def test_every_letter_of_the_manual_has_its_model(number: str, subject: str, readers: str) -> None:
    found = [m for m in letter_models().values() if (m.number, m.subject) == (number, subject)]
    assert len(found) == 1
    assert "/".join(found[0].readers) == readers


@pytest.mark.parametrize("model_id", sorted(letter_models()))
def test_a_model_renders_with_all_its_fields_and_without_a_hole(model_id: str) -> None:
    model = letter_model(model_id)
    whole = rows(model_id)
    for name in (*model.fields, *model.optional):
        if name not in {"anywhere"}:
            assert f"Valor-{name}" in whole, name
    assert not set("{}") & set(whole)
    assert set(model.rules) <= set(catalogue())
    assert model.source
    assert set(model.rules) <= set(built_rules())


@pytest.mark.parametrize("model_id", sorted(letter_models()))
def test_a_model_fails_loudly_on_each_field_that_is_missing(model_id: str) -> None:
    model = letter_model(model_id)
    for name in model.fields:
        for missing in ({}, {name: "  "}):
            given = {key: value for key, value in every_field(model).items() if key != name}
            with pytest.raises(DomainError) as fault:
                fill(model_id, {**given, **missing}, DAY)
            assert fault.value.field == name
            assert name.upper() in fault.value.text


def test_values_go_in_as_plain_text() -> None:
    said = rows("argument_cpt", condition="doença {cpt_end}\x1b[2J\nnova linha", cpt_end=date(2008, 6, 1))
    assert "doença {cpt_end}[2J nova linha." in said
    assert "01/06/2008" in said


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(NotFoundError):
        letter_model("rectification")


@pytest.mark.rule("EL-038")
def test_no_model_rectifies_a_declaration_of_health() -> None:
    assert not [m for m in letter_models().values() if "retific" in f"{m.title} {m.subject}".casefold()]
    with pytest.raises(NotFoundError):
        fill("rectification", {}, DAY)


def test_a_model_goes_only_to_its_readers() -> None:
    model = letter_model("cover_orthopaedics")
    with pytest.raises(DomainError):
        document_of("cover_orthopaedics", every_field(model), DAY, kind="x", subject="1", member_number="")


@pytest.mark.rule("AP-046")
def test_the_orthopaedics_cover_sheet_names_itself_and_what_the_surgery_asks_for() -> None:
    said = rows("cover_orthopaedics")
    assert "ORTOPEDIA" in said
    asked = {"procedure", "planned_on", "diagnosis", "treatment", "disease_duration", "cause"}
    assert asked <= set(letter_model("cover_orthopaedics").fields)
    assert letter_model("cover_orthopaedics").readers == (Reader.INTERNAL,)


@pytest.mark.rule("AP-101")
def test_the_informative_cover_sheet_keeps_both_deadlines() -> None:
    said = rows("cover_estimate")
    assert "INFORMATIVO" in said
    assert "menos de 7 dias úteis" in said
    assert {"estimate_received_on", "estimate_due_on"} <= set(letter_model("cover_estimate").fields)


@pytest.mark.rule("AP-103", "AP-136")
def test_notes_to_cap_go_to_its_group_with_copy_to_its_coordination() -> None:
    for model_id in ("cap_charge", "cap_reanalysis"):
        said = rows(model_id)
        assert "CAP - GRUPO ADMINISTRATIVO" in said
        assert "CAP - COORDENAÇÃO" in said
    assert "sent_at" in letter_model("cap_charge").fields
    assert "mesmos documentos" in rows("cap_reanalysis")


@pytest.mark.rule("AP-110")
def test_the_sic_form_has_its_fields_and_the_fax_it_goes_back_to() -> None:
    said = rows("sic", questions=("Qual o diagnóstico?", "Há quanto tempo?"))
    for label in (
        "Data de emissão", "Área", "Número de controle", "Segurado(a)", "Telefone", "Identificação", "Senha",
        "Fax para resposta", "E-mail", "Resposta do médico assistente".upper(), "Médico responsável", "CRM",
        "Local e data", "- Qual o diagnóstico?", "- Há quanto tempo?", "(11) 3758-8808",
    ):  # fmt: skip
        assert label in said
    assert set(letter_model("sic").readers) == {Reader.INSURED, Reader.PROVIDER}


@pytest.mark.rule("AP-122", "AP-143")
def test_the_notice_on_extensions_tells_the_provider_to_ask_and_the_five_options() -> None:
    said = rows("extension_notice")
    assert "pedida pelo próprio prestador" in said
    for option in (
        "2 internações eletivas",
        "3 internações de emergência",
        "4 prorrogações",
        "5 procedimentos",
        "6 exames",
    ):
        assert option in said
    assert contact_words("cap", "materials_option", DAY) == "6"


@pytest.mark.rule("AP-125")
@pytest.mark.parametrize("number", ["002", "010", "016", "017", "018", "019"])
def test_a_reactive_letter_prints_the_extensions_to_call(number: str) -> None:
    said = rows(f"reactive_{number}")
    assert letter_model(f"reactive_{number}").number == number
    assert "ramal 6673 ou 6564" in said


@pytest.mark.rule("AP-142")
def test_the_letter_of_the_perícia_names_expert_term_and_liability() -> None:
    said = rows("pericia")
    for word in ("Valor-expert ", "Valor-expert_telephone", "Valor-expert_address", "5 dias úteis", "laudos"):
        assert word in said
    assert "Sem autorização prévia, a seguradora não responde" in said


@pytest.mark.rule("AP-106")
def test_the_complement_names_code_medication_quantity_and_start() -> None:
    model = letter_model("complement")
    assert {"procedure_code", "message", "medication", "quantity", "starts_on"} <= {*model.fields, *model.optional}
    assert "A partir de" not in re.sub(
        "x", "", " ".join(paragraphs("complement", dict.fromkeys(model.fields, "v"), DAY))
    )


@pytest.mark.rule("AP-115")
def test_a_limit_is_argued_with_its_quantity_and_the_next_term() -> None:
    said = rows("argument_limit", procedure="FISIOTERAPIA", limit="10 sessões", next_term=date(2008, 1, 2))
    assert "10 sessões por ano de vigência" in said
    assert "a partir de 02/01/2008" in said
    assert "Rol" in rows("argument_therapies")


@pytest.mark.rule("AP-116", "AP-117", "AP-118", "AP-119", "AP-120")
def test_arguments_carry_clause_dates_and_terms() -> None:
    assert "cláusula 7, item 2" in rows("argument_exclusion", clause="7", item="2")
    assert "04/09/1998" in rows("argument_law")
    assert "02/01/1999" in rows("argument_law")
    assert "termina em 30/06/2007; a partir do dia seguinte" in rows(
        "argument_waiting", waiting_end=date(2007, 6, 30)
    )
    assert "primeiras 12 horas" in rows("argument_urgency")
    assert "24 meses" in rows("argument_cpt")
    assert len(paragraphs("argument_mammoplasty", {}, DAY)) == 4


@pytest.mark.rule("AP-155")
def test_contacts_are_by_department_and_dated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert contact_words("cap", "fax", DAY) == "(11) 3758-8808"
    assert contact_words("sedon", "fax", DAY) == "(11) 3758-8980"
    assert contact_words("doctor_line", "telephone", DAY) == "(11) 4004-5901"
    assert contact_words("nucleo_apoio", "extension", DAY) == "111 7668"
    assert contact_words("orthopaedics", "extension", DAY) == "7512 ou 7511"
    assert contact_words("sesem", "extension", DAY) == "7537 ou 7631"
    assert contact_words("home_care", "extension", DAY) == "7421"
    assert contact_words("sus", "extension", DAY) == "5870, 5872, 5873, 5875 ou 7235"
    old = Contact("cap", "fax", 1, "ANTIGO", None, date(2007, 5, 14), "", "", "")
    new = Contact("cap", "fax", 1, "NOVO", date(2007, 5, 15), None, "", "", "")
    monkeypatch.setattr(contacts_module, "_table", lambda: (new, old))
    assert contact_words("cap", "fax", date(2007, 5, 14)) == "ANTIGO"
    assert contact_words("cap", "fax", date(2007, 5, 15)) == "NOVO"
    with pytest.raises(ParameterError):
        contacts("cap", "telephone", DAY)


def test_the_pdf_of_a_letter_says_what_its_rows_say() -> None:
    from desk.domain.documents.pdf import pdf_of

    model = letter_model("reactive_010")
    document = document_of("reactive_010", every_field(model), DAY, kind="carta", subject="1", member_number="")
    assert "ramal 6673 ou 6564" in re.sub(r"\s+", " ", words_of(pdf_of(document)))
