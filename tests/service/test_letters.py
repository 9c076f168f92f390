"""The letters of an authorization: written in the transaction of the deed, kept word for word, printed again."""

import json

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.authorization.letters import (
    by_hand,
    letters_of,
    preview_letter,
    print_letter,
    write_by_hand,
    write_letter,
)
from desk.domain.authorization.model import Authorization, Letter
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.documents import letter_models
from desk.domain.documents.letter_models import Values
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from tests.conftest import ATTENDANT, AURORA, SENIOR
from tests.unit.documents.reading import words_of

REFUSED = "07/003980"
SERVICE = "90010046"


def written(desk: Desk, model: str, *, number: str = REFUSED, **given: object) -> Letter:
    with desk.store.writing() as session:
        authorization = session.get_one(Authorization, number)
        return write_letter(session, desk, ATTENDANT, authorization, model, **given)  # type: ignore[arg-type]


def text(desk: Desk, letter: Letter) -> str:
    assert letter.id is not None
    return " ".join(" ".join(preview_letter(desk, ATTENDANT, letter.id)).split())


@pytest.mark.rule("AP-121", "AP-125")
def test_a_letter_knows_who_what_and_where_and_is_journalled(any_desk: Desk) -> None:
    letter = written(any_desk, "reactive_010", procedure_code=SERVICE, values={"arguments": ["Um.", "Dois."]})
    assert (letter.model, letter.number, letter.addressee, letter.procedure_code) == (
        "reactive_010", "010", "insured", SERVICE,
    )  # fmt: skip
    whole = text(any_desk, letter)
    for said in (
        "AURORA EXEMPLO",
        "99901/00001234-5-01",
        REFUSED,
        "15/05/2007",
        "CIDADE FICTÍCIA",
        "Um.",
        "Dois.",
    ):
        assert said in whole
    assert "ramal 6673 ou 6564" in whole
    with any_desk.store.reading() as session:
        event = session.exec(select(AuditEvent).where(col(AuditEvent.action) == "authorization.letter")).one()
    assert event.subject == AURORA
    assert json.loads(event.data) == {
        "number": REFUSED, "letter": letter.id, "model": "reactive_010", "printed": "010",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "values", "said"),
    [
        ("refusal_waiting", {"waiting_end": "30/06/2007"}, "termina em 30/06/2007"),
        ("refusal_cpt", {"cpt_end": "01/06/2008"}, "até 01/06/2008"),
        ("refusal_outpatient_drug", {"drug": "FÁRMACO X"}, "FÁRMACO X"),
        ("refusal_refraction", {}, "7 graus"),
        ("refusal_not_in_rol", {}, "Rol da ANS"),
        ("refusal_dental", {}, "finalidade odontológica"),
        ("refusal_not_covered", {}, "não prevê cobertura"),
        ("refusal_removed", {"removed_from": "01/05/2007"}, "excluído do seguro em 01/05/2007"),
    ],
)
@pytest.mark.rule("AP-121")
def test_each_refusal_says_its_reason_with_its_date(desk: Desk, model: str, values: Values, said: str) -> None:
    assert said in text(desk, written(desk, model, procedure_code=SERVICE, values=values))


@pytest.mark.rule("AP-121")
def test_a_missing_field_stops_the_whole_transaction(any_desk: Desk) -> None:
    with pytest.raises(DomainError) as fault:
        written(any_desk, "refusal_waiting", procedure_code=SERVICE)
    assert fault.value.field == "waiting_end"
    assert letters_of(any_desk, ATTENDANT, number=REFUSED).rows == ()


def test_what_is_given_beats_what_is_known(desk: Desk) -> None:
    letter = written(desk, "refusal_dental", procedure_code=SERVICE, values={"procedure": "APARELHO EXEMPLO"})
    assert "APARELHO EXEMPLO" in text(desk, letter)


def test_a_printed_number_may_be_given(desk: Desk) -> None:
    assert written(desk, "refusal_not_in_rol", number="07/003980", values={}).number == ""
    with desk.store.writing() as session:
        authorization = session.get_one(Authorization, REFUSED)
        letter = write_letter(session, desk, ATTENDANT, authorization, "refusal_not_in_rol", number="018")
    assert letter.number == "018"


@pytest.mark.rule("EL-038")
def test_there_is_no_letter_to_rectify_a_declaration(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        written(desk, "rectification")


def test_a_letter_is_refused_a_reader_it_is_not_for(desk: Desk) -> None:
    with pytest.raises(DomainError):
        written(desk, "reactive_010", procedure_code=SERVICE, addressee="provider")
    with pytest.raises(DomainError):
        written(desk, "extension_notice")
    assert written(desk, "extension_notice", addressee="provider").addressee == "provider"


@pytest.mark.rule("AP-112")
def test_a_reprint_says_the_same_words_whatever_became_of_the_model(
    any_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = written(any_desk, "reactive_010", procedure_code=SERVICE)
    assert letter.id is not None
    first = print_letter(any_desk, ATTENDANT, letter.id)
    monkeypatch.setattr("desk.domain.authorization.letters.letter_models", dict)
    monkeypatch.setattr(letter_models, "letter_models", dict)
    second = print_letter(any_desk, SENIOR, letter.id)
    assert any_desk.print_folder is not None
    one, two = (words_of((any_desk.print_folder / p.file).read_bytes()) for p in (first, second))
    assert [p.copy_number for p in (first, second)] == [1, 2]
    assert "2ª VIA - 15/05/2007 10:00 - OPERADOR A100002" in two.replace("\n", " ")
    assert one.split("SEM VALOR\n")[-1] == two.split("SEM VALOR\n")[-1]
    row = letters_of(any_desk, ATTENDANT, number=REFUSED).rows[0]
    assert (row.copies, row.subject) == (2, "Autorização prévia não concedida")


def test_letters_are_listed_by_senha_or_by_person_newest_first(any_desk: Desk) -> None:
    written(any_desk, "reactive_010", procedure_code=SERVICE)
    sic = {"area": "CAP", "control_number": "1", "questions": ["Qual?"]}
    written(any_desk, "sic", number="07/004391", procedure_code="90020017", values=sic)
    by_person = letters_of(any_desk, ATTENDANT, member_number=AURORA)
    assert [row.letter.model for row in by_person.rows] == ["sic", "reactive_010"]
    by_number = letters_of(any_desk, ATTENDANT, number=REFUSED)
    assert [(row.letter.model, row.subject, row.copies) for row in by_number.rows] == [
        ("reactive_010", "Sem justificativa clínica", 0)
    ]
    assert by_number.member_number == AURORA
    for wrong in ({"number": "07/999999"}, {"member_number": "9990100009999901"}):
        with pytest.raises(NotFoundError):
            letters_of(any_desk, ATTENDANT, **wrong)
    with pytest.raises(NotFoundError):
        print_letter(any_desk, ATTENDANT, 999)


@pytest.mark.rule("AP-125")
def test_the_list_of_authorizations_names_the_letter_of_a_refusal(any_desk: Desk) -> None:
    from desk.domain.authorization.service import list_authorizations

    def shown() -> list[str]:
        found = list_authorizations(any_desk, ATTENDANT, member_number=AURORA)
        return [row.letter for row in found.rows if row.authorization.number == REFUSED]

    assert shown() == [""]
    written(any_desk, "reactive_017", procedure_code=SERVICE)
    written(any_desk, "reactive_010", procedure_code=SERVICE)
    assert shown() == ["010"]


@pytest.mark.rule("AP-046", "AP-101", "AP-106", "AP-136", "AP-142", "AP-143", "AP-147", "CV-039")
@pytest.mark.parametrize("model", [model.id for model in by_hand()])
def test_every_letter_by_hand_can_be_written_from_what_it_asks_for(any_desk: Desk, model: str) -> None:
    asks = letter_models.letter_model(model).asks or ()
    values = {name: "15/06/2007" if name.endswith("_on") else f"RESPOSTA {name.upper()}" for name, _ in asks}
    letter = write_by_hand(any_desk, ATTENDANT, "07/001877", model, values={**values, "disease_duration": "1 ANO"})
    whole = text(any_desk, letter)
    assert [value for name, value in values.items() if value not in whole and name != "disease_duration"] == []
    assert letter.procedure_code == "90010011"


def test_what_a_deed_writes_is_not_written_by_hand(desk: Desk) -> None:
    for model in ("sic", "reactive_010", "refusal_waiting", "nothing"):
        with pytest.raises(NotFoundError):
            write_by_hand(desk, ATTENDANT, REFUSED, model, values={})
    with pytest.raises(ForbiddenError):
        write_by_hand(desk, Actor("A1", "REE", "0107", "T"), REFUSED, "extension_notice", values={})
    with pytest.raises(NotFoundError):
        write_by_hand(desk, ATTENDANT, "07/999999", "extension_notice", values={})


@pytest.mark.rule("AP-152")
def test_a_letter_names_a_restricted_service_without_its_code(desk: Desk) -> None:
    with desk.store.writing() as session:
        procedure = session.get_one(Procedure, SERVICE)
        procedure.restricted = True
        session.add(procedure)
    letter = write_by_hand(desk, ATTENDANT, REFUSED, "complement", values={"message": "MEDICAÇÃO"})
    assert SERVICE not in letter.body
    assert "CIRURGIA PLÁSTICA EXEMPLO" in text(desk, letter)
