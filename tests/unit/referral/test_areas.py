"""Where a form goes that the attendant may not conclude, and who decides there."""

from dataclasses import replace

import pytest

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case
from desk.domain.authorization.rules import decide
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.areas import Decider, analysed_by, area_of_route, destination, may_decide, needed_code
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import block_codes
from tests.unit.authorization.builders import (
    a_block,
    a_card,
    a_case,
    a_due,
    a_form,
    a_limit,
    a_member,
    a_procedure,
    a_refused_line,
    a_waiting_period,
    an_admission,
    an_earlier,
    day,
    lines,
)

TWICE = a_case(a_procedure(maximum_quantity=1), form=a_form(lines=lines("90020017", quantity=2)))
"""More than the service allows, inside the authority table."""


def where(case: Case, rulebook: Rulebook) -> tuple[str, tuple[str, ...]]:
    found = destination(case, decide(case, rulebook))
    return found.area, found.codes


@pytest.mark.rule("AP-096", "AP-098", "AP-097", "AP-069")
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (a_case(a_procedure(sex="M")), ("CONSULTOR", ("491",))),
        (a_case(card=a_card(blocks=[a_block("L")])), ("SUPERVISAO", ("493",))),
        (
            a_case(a_procedure(waiting_code="9"), card=a_card(waiting=[a_waiting_period(day(9))])),
            ("CONSULTOR", ("426",)),
        ),
        (a_case(form=a_form(valid_until=day(40))), ("SUPERVISAO", ("206",))),
        (
            a_case(a_procedure(maximum_quantity=1), form=a_form(lines=lines("90020017", quantity=2))),
            ("SENIOR", ("487",)),
        ),
    ],
)
def test_a_block_goes_to_who_lifts_or_analyses_it(
    case: Case, expected: tuple[str, tuple[str, ...]], rulebook: Rulebook
) -> None:
    assert where(case, rulebook) == expected


def test_beyond_every_authority_819_is_the_consultants(rulebook: Rulebook) -> None:
    case = a_case(
        a_procedure(maximum_quantity=1),
        form=a_form(lines=lines("90020017", quantity=2)),
        limits=(a_limit(maximum_quantity=1),),
    )
    assert where(case, rulebook) == ("CONSULTOR", ("487",))


@pytest.mark.rule("AP-070", "AP-078", "AP-092")
@pytest.mark.parametrize(
    ("case", "code", "field"),
    [
        (a_case(form=a_form(lines=lines("99999999"))), "057", "servico.1"),
        (a_case(card=a_card(member=a_member(removed_from=day(-1)))), "432", "identificacao"),
        (a_case(form=an_admission(planned_on=None)), "479", "data_prevista"),
    ],
)
def test_what_is_mended_at_the_desk_is_not_sent(case: Case, code: str, field: str, rulebook: Rulebook) -> None:
    with pytest.raises(DomainError) as refusal:
        where(case, rulebook)
    assert (refusal.value.code, refusal.value.field) == (code, field)


@pytest.mark.rule("AP-095")
def test_arrears_are_lifted_by_the_attendant(rulebook: Rulebook) -> None:
    case = a_case(card=a_card(dues=[a_due(1, day(-10))]))
    with pytest.raises(DomainError, match="VOCÊ MESMO LIBERA COM LIB"):
        where(case, rulebook)


@pytest.mark.rule("AP-095")
def test_arrears_beyond_their_term_are_not_sent_even_beside_others(rulebook: Rulebook) -> None:
    late = a_card(dues=[a_due(n, day(-10 - 30 * n)) for n in range(1, 4)])
    for case in (a_case(card=late), replace(TWICE, card=late)):
        with pytest.raises(DomainError, match="O PRAZO DE ATENDIMENTO EM ATRASO ACABOU") as refusal:
            where(case, rulebook)
        assert (refusal.value.code, refusal.value.field) == ("434", "identificacao")


def test_a_refusal_code_that_does_not_exist_is_mended_first(rulebook: Rulebook) -> None:
    wrong = a_case(form=a_form(lines=(a_refused_line(refusal_code="111"),)))
    with pytest.raises(DomainError, match="111 NÃO É CÓDIGO DE NEGATIVA") as refusal:
        where(wrong, rulebook)
    assert refusal.value.field == "lib_neg.1"
    assert where(a_case(form=a_form(lines=(a_refused_line(),))), rulebook)[0] == "CONSULTOR"


def test_two_people_at_once_are_not_asked(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(sex="M"), card=a_card(blocks=[a_block("L")]))
    with pytest.raises(DomainError, match="UMA PESSOA SÓ NÃO LIBERA"):
        where(case, rulebook)


@pytest.mark.rule("AP-096", "AP-097")
def test_what_a_consultant_types_the_supervision_lifts_alone(rulebook: Rulebook) -> None:
    procedure = a_procedure(maximum_quantity=1)
    beyond = a_case(
        procedure,
        card=a_card(blocks=[a_block("L")]),
        form=a_form(lines=lines("90020017", quantity=2)),
        limits=(a_limit(maximum_quantity=1),),
    )
    with pytest.raises(DomainError, match="O CONSULTOR DIGITA E A SUPERVISÃO LIBERA"):
        where(beyond, rulebook)
    assert where(replace(beyond, attendant_role=Role.CONSULTANT), rulebook) == ("SUPERVISAO", ("487", "493"))


@pytest.mark.parametrize(
    ("codes", "typed"),
    [
        (("480", "491"), "819"),
        (("493",), "LIB"),
        (("434", "491"), "LIB"),
        (("491",), ""),
        (("480", "434"), "819"),
        (("480", "493"), "819"),
    ],
)
def test_the_release_is_typed_for_whoever_decides(codes: tuple[str, ...], typed: str) -> None:
    assert needed_code(codes) == typed


def test_the_supervision_decides_what_a_senior_might_besides(rulebook: Rulebook) -> None:
    card = a_card(blocks=[a_block("L")])
    case = a_case(a_procedure(maximum_quantity=1), form=a_form(lines=lines("90020017", quantity=2)), card=card)
    assert where(case, rulebook) == ("SUPERVISAO", ("487", "493"))


def test_what_is_analysed_is_lifted_by_nothing_else() -> None:
    assert {block_codes()[code].release for code in analysed_by()} == {"none"}


@pytest.mark.rule("AP-025")
@pytest.mark.parametrize("kind", list(ProcedureKind))
def test_an_attendant_of_cap_decides_diagnosis_and_therapy_alone(kind: ProcedureKind) -> None:
    attendant = Decider("C1", Role.ATTENDANT, "0500", "CAP")
    may = may_decide(attendant, area="CAP", unit_code="0107", asked_by="A1", kinds=[kind])
    assert may is (kind in {ProcedureKind.DIAGNOSIS, ProcedureKind.THERAPY})
    consultant = Decider("C2", Role.CONSULTANT, "0500", "CAP")
    assert may_decide(consultant, area="CAP", unit_code="0107", asked_by="A1", kinds=[kind])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("area", ["CONSULTOR", "SUPERVISAO", "SENIOR", "CAP", "CAS 24H"])
def test_nobody_decides_his_own(role: Role, area: str) -> None:
    myself = Decider("A1", role, "0107", area)
    assert not may_decide(myself, area=area, unit_code="0107", asked_by="A1", kinds=[])


def test_long_names_of_areas_become_short_ones() -> None:
    assert area_of_route("CONSULTOR DA UNIDADE") == "CONSULTOR"
    assert area_of_route("CENTRAL UNAFISCO") == "UNAFISCO"
    assert area_of_route("CAS 24H") == "CAS 24H"


@pytest.mark.rule("AP-089")
def test_what_was_authorized_that_day_already_is_not_sent(rulebook: Rulebook) -> None:
    stands = an_earlier(procedure_code="90020017")
    with pytest.raises(DomainError, match=f"A AP {stands.number} ESTÁ DE PÉ, EMITA A 2ª VIA") as refusal:
        where(replace(TWICE, earlier=(stands,)), rulebook)
    assert refusal.value.code == "372"
    gone = replace(stands, status="Excluído")
    assert set(where(replace(TWICE, earlier=(gone,)), rulebook)[1]) == {"372", "487"}


@pytest.mark.rule("AP-049")
def test_what_needs_no_authorization_is_not_sent_whatever_else_stands(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(needs_authorization=False), card=a_card(blocks=[a_block("L")]))
    with pytest.raises(DomainError, match="NÃO EXIGE AP"):
        where(case, rulebook)


@pytest.mark.rule("AP-053")
def test_what_the_company_alone_releases_is_not_sent(rulebook: Rulebook) -> None:
    case = a_case(limits=(a_limit(released_by="EMPRESA"),))
    with pytest.raises(DomainError, match="SÓ A EMPRESA LIBERA"):
        where(case, rulebook)
