"""Who gets a quote at the desk, and of what (RE-014 to RE-018, RE-170 to RE-178, CV-062)."""

from dataclasses import replace
from datetime import date

import pytest

from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.enrolment.model import Product, Sponsor
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.errors import ParameterError
from desk.domain.reimbursement.preview_rules import Entitlement, Quoted, entitlement, sponsor_reimburses
from desk.domain.rulebook.parameters import Rulebook

TODAY = date(2007, 5, 15)
SPOKEN = "PRÉVIA INFORMATIVA - INFORMAR VERBALMENTE, NÃO IMPRIMIR"
BY_FORM = "PROCEDIMENTO SEM PRÉVIA - USE FORMULÁRIO"
NETWORK = "HÁ REDE REFERENCIADA NA LOCALIDADE - SEM PRÉVIA"
CONSULTATION = "00010014"
MAMOTOMY = "32130902"


def procedure(code: str = CONSULTATION, kind: ProcedureKind = ProcedureKind.CONSULTATION) -> Procedure:
    """An invented procedure of a kind."""
    return Procedure(code=code, description="SERVIÇO EXEMPLO", kind=kind)


def product(code: str = "342", *, reimburses: bool = True, consultation: bool = True) -> Product:
    """A product with or without reimbursement."""
    return Product(
        code=code,
        name="PRODUTO EXEMPLO",
        rulebook="DM",
        reimburses=reimburses,
        reimburses_consultation=consultation,
    )


def sponsor(code: str = "99930", name: str = "COMPANHIA EXEMPLO", group: str = "ADMINISTRADO") -> Sponsor:
    """A company, invented unless a rule names it."""
    return Sponsor(
        code=code, name=name, line_of_business="self_funded", group_name=group, started_on=date(2000, 1, 1)
    )


BASE = Quoted(
    procedure=procedure(),
    product=product(),
    sponsor=sponsor(),
    plan_code="04210",
    attended_on=date(2007, 5, 14),
    today=TODAY,
    admitted=False,
    covered=True,
    network_in_city=True,
)
"""A consultation yesterday, with nothing against it."""


def applied(answer: Entitlement) -> list[str]:
    """The rules that applied, in their order."""
    return [reason.rule for reason in answer.reasons if reason.applied]


def refused(answer: Entitlement, message: str, rule: str) -> bool:
    """Whether the quote was refused with this message because of this rule."""
    return not answer.allowed and answer.message == message and rule in applied(answer)


@pytest.mark.rule("RE-170", "RE-172")
def test_a_consultation_is_quoted_aloud_and_not_printed(rulebook: Rulebook) -> None:
    answer = entitlement(BASE, rulebook)
    assert (answer.allowed, answer.message, answer.field) == (True, SPOKEN, "")
    assert applied(answer) == ["RE-170", "RE-172"]


@pytest.mark.rule("RE-014")
@pytest.mark.parametrize(
    ("attended", "today", "allowed"),
    [
        pytest.param(date(2006, 5, 16), TODAY, True, id="364 days ago"),
        pytest.param(date(2006, 5, 15), TODAY, True, id="the anniversary is accepted"),
        pytest.param(date(2006, 5, 14), TODAY, False, id="the next day is refused"),
        pytest.param(date(2004, 5, 15), TODAY, False, id="three years ago"),
        pytest.param(date(2003, 3, 1), date(2004, 3, 1), True, id="366 days over a 29 February"),
        pytest.param(date(2003, 3, 1), date(2004, 3, 2), False, id="367 days over a 29 February"),
        pytest.param(date(2004, 2, 29), date(2005, 2, 28), True, id="29 February, 365 days"),
        pytest.param(date(2004, 2, 29), date(2005, 3, 1), True, id="29 February, its anniversary is 1 March"),
        pytest.param(date(2004, 2, 29), date(2005, 3, 2), False, id="29 February, the next day"),
        pytest.param(TODAY, TODAY, True, id="today"),
    ],
)
def test_care_in_brazil_is_reimbursed_up_to_its_anniversary(
    rulebook: Rulebook, attended: date, today: date, allowed: bool
) -> None:
    answer = entitlement(replace(BASE, attended_on=attended, today=today), rulebook)
    assert answer.allowed is allowed
    if not allowed:
        assert (answer.message, answer.field) == ("ATENDIMENTO HÁ MAIS DE 1 ANO NÃO É REEMBOLSADO", "data")
        assert applied(answer) == ["RE-014"]


@pytest.mark.rule("RE-016")
@pytest.mark.parametrize(
    ("company", "plan", "blocked"),
    [
        pytest.param(sponsor(name="FORD NEW HOLLAND"), "04210", True, id="Ford New Holland, any plan"),
        pytest.param(sponsor(name="ANGLO"), "07530", True, id="Anglo 7530"),
        pytest.param(sponsor(name="ANGLO"), "04210", False, id="Anglo, another plan"),
        pytest.param(sponsor(name="MAXION"), "03735", True, id="Maxion 3735"),
        pytest.param(sponsor(name="MAXION"), "03736", False, id="Maxion, another plan"),
        pytest.param(sponsor("02253", "AMESTED MAXION"), "03735", True, id="Amested Maxion 2253"),
        pytest.param(sponsor("02254"), "03735", True, id="company 2254 by its code"),
        pytest.param(sponsor("02260"), "3735", True, id="company 2260, plan in four digits"),
        pytest.param(sponsor("02265"), "03735", True, id="company 2265 by its code"),
        pytest.param(sponsor("02253"), "04210", False, id="company 2253, another plan"),
        pytest.param(sponsor("02003"), "04210", True, id="company 02003, any plan"),
        pytest.param(sponsor("12003"), "04210", False, id="a code that only ends alike"),
        pytest.param(sponsor(name="KRUPP ODONTO"), "02017", True, id="Krupp Odonto 02017"),
        pytest.param(sponsor(name="KRUPP ODONTO"), "04210", False, id="Krupp Odonto, another plan"),
        pytest.param(sponsor("02017"), "04210", False, id="a company that bears the code of a plan"),
        pytest.param(sponsor(name="IBM"), "04491", True, id="IBM 4491"),
        pytest.param(sponsor(name="IBM"), "05491", True, id="IBM 5491"),
        pytest.param(sponsor(name="IBM"), "06491", False, id="IBM, another plan"),
        pytest.param(sponsor("00607"), "06904", True, id="American Express 00607, 06904"),
        pytest.param(sponsor("00607"), "08770", False, id="American Express 00607 is not listed with 08770"),
        pytest.param(sponsor("00608"), "06904", True, id="American Express 00608, 06904"),
        pytest.param(sponsor("00608"), "08770", True, id="American Express 00608, 08770"),
        pytest.param(sponsor("00611"), "08770", True, id="American Express 00611"),
        pytest.param(sponsor("02147"), "08770", True, id="American Express 02147"),
        pytest.param(sponsor("02149"), "06904", True, id="American Express 02149"),
        pytest.param(sponsor("02158"), "08770", True, id="American Express 02158"),
        pytest.param(sponsor("02158"), "04210", False, id="American Express 02158, another plan"),
        pytest.param(
            sponsor("00609", "AMERICAN EXPRESS"), "06904", False, id="American Express, a code not listed"
        ),
        pytest.param(sponsor(name="Anglo", group="GRUPO EXEMPLO"), "7530", True, id="the name in another case"),
        pytest.param(sponsor(name="FILIAL EXEMPLO", group="IBM"), "04491", True, id="a company of the group"),
        pytest.param(sponsor(name="ANGLO LTDA"), "07530", True, id="a legal suffix"),
        pytest.param(sponsor("02299", "AMESTED MAXION"), "03735", True, id="Maxion under any code"),
        pytest.param(sponsor(name="ANGLOSUL"), "07530", False, id="a longer word is another name"),
        pytest.param(sponsor(), "04491", False, id="a company not listed, a plan that is"),
    ],
)
def test_listed_companies_and_plans_have_no_reimbursement(company: Sponsor, plan: str, blocked: bool) -> None:
    reason = sponsor_reimburses(company, plan)
    assert reason.rule == "RE-016"
    assert reason.applied is blocked


@pytest.mark.rule("RE-016")
@pytest.mark.parametrize(
    ("code", "plan"),
    [("00608", "06904"), ("0608", "6904"), ("608", "06904"), ("02253", "03735"), ("2253", "3735")],
)
def test_codes_are_compared_without_their_leading_zeros(code: str, plan: str) -> None:
    assert sponsor_reimburses(sponsor(code), plan).applied


@pytest.mark.rule("RE-017")
@pytest.mark.parametrize(
    ("company", "plan", "direct"),
    [
        pytest.param(sponsor(name="ALCOA"), "02089", True, id="Alcoa 2089"),
        pytest.param(sponsor(name="ALCOA"), "06114", True, id="Alcoa 6114"),
        pytest.param(sponsor(name="ALCOA"), "06122", True, id="Alcoa 6122"),
        pytest.param(sponsor(name="ALCOA"), "04210", False, id="Alcoa: the plans of the list prevail"),
        pytest.param(sponsor(name="CAMARGO CORRÊA"), "02042", True, id="Camargo Corrêa 2042"),
        pytest.param(sponsor(name="CAMARGO CORREA"), "04042", True, id="without its accent, 4042"),
        pytest.param(sponsor(name="CAMARGO CORRÊA"), "06032", True, id="Camargo Corrêa 6032"),
        pytest.param(sponsor(name="CAMARGO CORREIA"), "02042", True, id="the other spelling of one company"),
        pytest.param(sponsor(name="CAMARGO CORRÊA S/A"), "02042", True, id="Camargo Corrêa with its suffix"),
        pytest.param(sponsor(name="CAMARGO CORRÊA"), "04210", False, id="Camargo Corrêa, another plan"),
        pytest.param(sponsor(name="GOODYEAR"), "07140", True, id="Goodyear 7140"),
        pytest.param(sponsor(name="GOODYEAR"), "06084", True, id="Goodyear 6084"),
        pytest.param(sponsor(name="GOODYEAR"), "07141", False, id="Goodyear, another plan"),
        pytest.param(sponsor("01300"), "04210", True, id="Ecolab 01300 as a whole"),
        pytest.param(sponsor("01300"), "09999", True, id="Ecolab 01300, any plan"),
        pytest.param(sponsor("01301", "ECOLAB"), "04210", False, id="another code of that name"),
    ],
)
def test_companies_that_pay_their_employees_themselves_are_told_so(
    company: Sponsor, plan: str, direct: bool
) -> None:
    reason = sponsor_reimburses(company, plan)
    assert reason.applied is direct
    if direct:
        assert reason.rule == "RE-017"
        assert reason.disclose is Disclosure.INSURED
        assert "RH" in reason.says


@pytest.mark.rule("RE-016", "RE-017")
@pytest.mark.parametrize(("code", "rule"), [("02003", "RE-016"), ("01300", "RE-017")])
def test_a_company_without_reimbursement_gets_no_quote(rulebook: Rulebook, code: str, rule: str) -> None:
    answer = entitlement(replace(BASE, sponsor=sponsor(code)), rulebook)
    assert refused(answer, "PRODUTO SEM REEMBOLSO", rule)


@pytest.mark.rule("RE-018")
def test_absence_from_the_list_proves_nothing(rulebook: Rulebook) -> None:
    answer = entitlement(replace(BASE, product=product("101", reimburses=False)), rulebook)
    assert refused(answer, "PRODUTO SEM REEMBOLSO", "RE-018")
    assert "RE-016" not in applied(answer)
    assert "DADOS DO PLANO" in sponsor_reimburses(sponsor(), "04210").says


@pytest.mark.rule("RE-171")
def test_a_product_without_consultation_quotes_none_and_still_quotes_the_rest(rulebook: Rulebook) -> None:
    no_consultation = replace(BASE, product=product("314", consultation=False))
    answer = entitlement(no_consultation, rulebook)
    assert refused(answer, "PRODUTO SEM REEMBOLSO DE CONSULTA", "RE-171")
    exam = replace(
        no_consultation, procedure=procedure("90020017", ProcedureKind.DIAGNOSIS), network_in_city=False
    )
    assert entitlement(exam, rulebook).allowed


@pytest.mark.rule("RE-173")
@pytest.mark.parametrize(
    "kind",
    [
        ProcedureKind.THERAPY,
        ProcedureKind.MATERIAL,
        ProcedureKind.DRUG,
        ProcedureKind.ADMISSION,
        ProcedureKind.DAILY_RATE,
        ProcedureKind.DENTAL,
    ],
)
@pytest.mark.parametrize("network", [True, False], ids=["network", "no network"])
def test_therapy_material_medicine_and_hospital_expenses_have_no_quote(
    rulebook: Rulebook, kind: ProcedureKind, network: bool
) -> None:
    answer = entitlement(replace(BASE, procedure=procedure("90099999", kind), network_in_city=network), rulebook)
    assert refused(answer, BY_FORM, "RE-173")
    (reason,) = [reason for reason in answer.reasons if reason.rule == "RE-173"]
    assert reason.disclose is Disclosure.INSURED


@pytest.mark.rule("RE-174")
def test_an_exam_is_quoted_only_where_there_is_no_network(rulebook: Rulebook) -> None:
    exam = replace(BASE, procedure=procedure("90020017", ProcedureKind.DIAGNOSIS))
    there = entitlement(exam, rulebook)
    assert refused(there, NETWORK, "RE-174")
    assert there.field == "servico"
    nowhere = entitlement(replace(exam, network_in_city=False), rulebook)
    assert (nowhere.allowed, nowhere.message) == (True, SPOKEN)
    assert applied(nowhere) == ["RE-174", "RE-172"]


@pytest.mark.rule("RE-175")
@pytest.mark.parametrize("kind", [ProcedureKind.CONSULTATION, ProcedureKind.DIAGNOSIS, ProcedureKind.THERAPY])
def test_what_the_product_does_not_cover_is_not_quoted(rulebook: Rulebook, kind: ProcedureKind) -> None:
    asked = replace(BASE, procedure=procedure("90020017", kind), covered=False, network_in_city=False)
    answer = entitlement(asked, rulebook)
    assert refused(answer, "PROCEDIMENTO SEM COBERTURA NO PRODUTO", "RE-175")


HSBC_CODES = {
    "25060309": {"CARTEIRA HSBC", "GRUPO HSBC"},
    "25800019": {"GRUPO HSBC"},
    "25505033": {"CARTEIRA HSBC", "GRUPO HSBC"},
    "25505041": {"CARTEIRA HSBC", "GRUPO HSBC"},
}
"""RPG, hydrotherapy, speech evaluation and speech session outside the hospital."""


@pytest.mark.rule("RE-176")
@pytest.mark.parametrize("code", [*HSBC_CODES, "25090011"])
@pytest.mark.parametrize("group", ["CARTEIRA HSBC", "GRUPO HSBC", "ADMINISTRADO", ""])
def test_hsbc_people_get_a_quote_of_their_own_codes(rulebook: Rulebook, code: str, group: str) -> None:
    asked = replace(BASE, procedure=procedure(code, ProcedureKind.THERAPY), sponsor=sponsor(group=group))
    answer = entitlement(asked, rulebook)
    if group in HSBC_CODES.get(code, set()):
        assert (answer.allowed, answer.message) == (True, SPOKEN)
        assert applied(answer) == ["RE-176", "RE-172"]
    else:
        assert refused(answer, BY_FORM, "RE-173")


@pytest.mark.rule("RE-176", "RE-178")
@pytest.mark.parametrize("code", ["25505017", "25505025"])
@pytest.mark.parametrize("group", ["CARTEIRA HSBC", "GRUPO HSBC", "ADMINISTRADO"])
def test_the_speech_codes_of_the_admitted_are_quoted_for_the_admitted(
    rulebook: Rulebook, code: str, group: str
) -> None:
    asked = replace(
        BASE, procedure=procedure(code, ProcedureKind.THERAPY), sponsor=sponsor(group=group), admitted=True
    )
    inside, outside = entitlement(asked, rulebook), entitlement(replace(asked, admitted=False), rulebook)
    assert refused(outside, BY_FORM, "RE-173")
    if group == "ADMINISTRADO":
        assert refused(inside, BY_FORM, "RE-178")
    else:
        assert applied(inside) == ["RE-176", "RE-172"]


@pytest.mark.rule("RE-176", "RE-178")
@pytest.mark.parametrize("code", HSBC_CODES)
def test_the_other_codes_are_not_for_the_admitted(rulebook: Rulebook, code: str) -> None:
    asked = replace(BASE, procedure=procedure(code, ProcedureKind.THERAPY), sponsor=sponsor(group="GRUPO HSBC"))
    assert refused(entitlement(replace(asked, admitted=True), rulebook), BY_FORM, "RE-178")


@pytest.mark.rule("RE-176", "RE-175")
def test_the_hsbc_exception_does_not_make_covered_what_is_not(rulebook: Rulebook) -> None:
    asked = replace(
        BASE,
        procedure=procedure("25060309", ProcedureKind.THERAPY),
        sponsor=sponsor(group="GRUPO HSBC"),
        covered=False,
    )
    assert refused(entitlement(asked, rulebook), "PROCEDIMENTO SEM COBERTURA NO PRODUTO", "RE-175")


@pytest.mark.rule("CV-062")
@pytest.mark.parametrize("kind", [ProcedureKind.DIAGNOSIS, ProcedureKind.SURGERY, ProcedureKind.THERAPY])
def test_the_fees_of_a_mamotomy_are_quoted_where_there_is_no_network(
    rulebook: Rulebook, kind: ProcedureKind
) -> None:
    asked = replace(BASE, procedure=procedure(MAMOTOMY, kind))
    assert refused(entitlement(asked, rulebook), NETWORK, "CV-062")
    nowhere = entitlement(replace(asked, network_in_city=False), rulebook)
    assert nowhere.allowed
    (reason,) = [reason for reason in nowhere.reasons if reason.rule == "CV-062"]
    assert reason.applied
    assert "SÓ HONORÁRIOS" in reason.says


@pytest.mark.rule("RE-178")
@pytest.mark.parametrize("kind", [ProcedureKind.SURGERY, ProcedureKind.MATERNITY])
def test_surgery_and_childbirth_go_by_the_form(rulebook: Rulebook, kind: ProcedureKind) -> None:
    answer = entitlement(replace(BASE, procedure=procedure("52110133", kind), network_in_city=False), rulebook)
    assert refused(answer, BY_FORM, "RE-178")
    assert answer.field == "servico"


@pytest.mark.rule("RE-178")
@pytest.mark.parametrize("kind", [ProcedureKind.CONSULTATION, ProcedureKind.DIAGNOSIS, ProcedureKind.SURGERY])
def test_for_an_admitted_patient_only_fees_are_quoted_and_by_the_form(
    rulebook: Rulebook, kind: ProcedureKind
) -> None:
    asked = replace(BASE, procedure=procedure("90020017", kind), admitted=True, network_in_city=False)
    answer = entitlement(asked, rulebook)
    assert refused(answer, BY_FORM, "RE-178")
    assert answer.field == "int"


@pytest.mark.rule("RE-014", "RE-016", "RE-171", "RE-173", "RE-174", "RE-175", "RE-178")
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(replace(BASE, attended_on=date(2005, 1, 1)), id="too old"),
        pytest.param(replace(BASE, sponsor=sponsor("02003")), id="company"),
        pytest.param(replace(BASE, product=product(reimburses=False)), id="product"),
        pytest.param(replace(BASE, covered=False), id="not covered"),
        pytest.param(replace(BASE, admitted=True), id="admitted"),
        pytest.param(replace(BASE, product=product(consultation=False)), id="no consultation"),
        pytest.param(replace(BASE, procedure=procedure(kind=ProcedureKind.DIAGNOSIS)), id="network"),
        pytest.param(replace(BASE, procedure=procedure(kind=ProcedureKind.SURGERY)), id="surgery"),
        pytest.param(replace(BASE, procedure=procedure(kind=ProcedureKind.DRUG)), id="medicine"),
    ],
)
def test_no_quote_is_refused_without_a_message_a_field_and_a_rule(rulebook: Rulebook, asked: Quoted) -> None:
    answer = entitlement(asked, rulebook)
    assert not answer.allowed
    assert answer.message
    assert answer.field in {"data", "servico", "int"}
    assert applied(answer)
    assert "RE-172" not in applied(answer)


def test_a_day_before_the_manual_is_an_error_and_no_guess(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError, match="claim_years"):
        entitlement(replace(BASE, today=date(1989, 3, 31)), rulebook)
