"""The blocks of typing and registration: what raises each, and the nearest form that does not."""

from dataclasses import replace
from datetime import date

import pytest

from desk.domain.access.model import Role
from desk.domain.authorization.case import EarlierService, FormLine
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import attendance_types, refusal_codes
from tests.unit.authorization.builders import (
    ATTENDANT,
    CNPJ,
    DELIVERY,
    EXAM,
    MEMBER,
    NOTE,
    OTHER,
    SECOND_EXAM,
    THIRD_EXAM,
    Place,
    a_card,
    a_case,
    a_colleague,
    a_cpt,
    a_delivery,
    a_form,
    a_member,
    a_procedure,
    a_product,
    a_provider,
    a_refused_line,
    a_sponsor,
    a_waiting_period,
    an_admission,
    an_earlier,
    applied_rules,
    codes_of,
    day,
    decide,
    lines,
    said,
    standing_blocks,
    without,
)


def test_the_case_of_the_builders_has_nothing_against_it(rulebook: Rulebook) -> None:
    concession = decide(a_case(), rulebook)
    assert concession.decision.outcome is Outcome.ALLOWED
    assert concession.blocks == ()


# 005, 024: identification


@pytest.mark.rule("AP-070")
@pytest.mark.parametrize(
    "number", ["", "1", MEMBER[:15], MEMBER + "0"], ids=["blank", "one", "fifteen", "seventeen"]
)
def test_an_identification_without_sixteen_digits_raises_005_and_nothing_else(
    rulebook: Rulebook, number: str
) -> None:
    case = a_case(form=a_form(member_number=number), card=None, sponsor_known=False)
    assert standing_blocks(case, rulebook) == [("005", "identificacao", 0)]
    assert applied_rules(case, rulebook, "005") == {"AP-070"}


@pytest.mark.rule("AP-070")
def test_sixteen_digits_that_nobody_has_raise_024(rulebook: Rulebook) -> None:
    case = a_case(card=None)
    assert standing_blocks(case, rulebook) == [("024", "identificacao", 0)]
    assert MEMBER in said(case, rulebook, "024")


@pytest.mark.rule("AP-070")
def test_sixteen_digits_of_an_insured_person_raise_neither_005_nor_024(rulebook: Rulebook) -> None:
    assert not {"005", "024"} & set(codes_of(a_case(), rulebook))


# 023: regional office


@pytest.mark.rule("AP-071")
@pytest.mark.parametrize(
    ("office", "expected"),
    [
        pytest.param("", [("023", "escritorio_regional", 0)], id="blank"),
        pytest.param("9999", [("023", "escritorio_regional", 0)], id="unknown"),
        pytest.param("107", [("023", "escritorio_regional", 0)], id="without-its-zero"),
        pytest.param("0208", [], id="another-unit"),
    ],
)
def test_the_regional_office_must_exist(rulebook: Rulebook, office: str, expected: list[Place]) -> None:
    case = a_case(form=a_form(regional_office=office))
    assert standing_blocks(case, rulebook) == expected
    assert not expected or office in said(case, rulebook, "023")


# 034: company


@pytest.mark.rule("AP-073")
def test_an_identification_of_an_unknown_company_raises_034_beside_024(rulebook: Rulebook) -> None:
    case = a_case(card=None, sponsor_known=False)
    assert standing_blocks(case, rulebook) == [("024", "identificacao", 0), ("034", "identificacao", 0)]
    assert MEMBER[:5] in said(case, rulebook, "034")


@pytest.mark.rule("AP-073")
@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [
        pytest.param(day(-1), [("034", "identificacao", 0)], id="ended-yesterday"),
        pytest.param(day(1), [], id="ends-tomorrow"),
        pytest.param(None, [], id="in-force"),
    ],
)
def test_a_company_whose_contract_has_ended_raises_034(
    rulebook: Rulebook, ended_on: date | None, expected: list[Place]
) -> None:
    case = a_case(card=a_card(sponsor=a_sponsor(ended_on=ended_on)))
    assert standing_blocks(case, rulebook) == expected


# 045: planned date


@pytest.mark.rule("AP-076")
@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        pytest.param(-1, [("045", "data_prevista", 0)], id="the-day-before-the-issue"),
        pytest.param(0, [], id="the-day-of-issue"),
        pytest.param(30, [], id="thirty-days-after"),
        pytest.param(31, [("045", "data_prevista", 0)], id="thirty-one-days-after"),
    ],
)
def test_the_planned_date_falls_within_thirty_days_of_the_issue(
    rulebook: Rulebook, planned: int, expected: list[Place]
) -> None:
    form = a_form(attendance_type="2", planned_on=day(planned))
    assert standing_blocks(a_case(form=form), rulebook) == expected


@pytest.mark.rule("AP-076")
def test_a_form_without_a_planned_date_raises_no_045(rulebook: Rulebook) -> None:
    assert "045" not in codes_of(a_case(form=a_form(attendance_type="2", planned_on=None)), rulebook)


@pytest.mark.rule("AP-076")
@pytest.mark.parametrize(
    ("planned", "raises"),
    [pytest.param(-4, True, id="before-the-issue"), pytest.param(-3, False, id="on-the-issue")],
)
def test_the_planned_date_is_held_against_the_issue_and_not_against_today(
    rulebook: Rulebook, planned: int, raises: bool
) -> None:
    form = a_form(attendance_type="2", issued_on=day(-3), planned_on=day(planned))
    assert ("045" in codes_of(a_case(form=form), rulebook)) is raises


# 047: already paid


@pytest.mark.rule("AP-077", "AP-133", "EL-011")
def test_an_authorization_billed_and_paid_raises_047(rulebook: Rulebook) -> None:
    case = a_case(form=a_form(number="07/000003"), number_is_closed=True)
    assert standing_blocks(case, rulebook) == [("047", "identificacao", 0)]
    assert "07/000003" in said(case, rulebook, "047")


@pytest.mark.rule("AP-077", "AP-133", "EL-012")
def test_an_authorization_not_yet_paid_raises_no_047(rulebook: Rulebook) -> None:
    case = a_case(form=a_form(number="07/000003"), number_is_closed=False)
    assert standing_blocks(case, rulebook) == []


# 057: unknown service


@pytest.mark.rule("AP-078")
def test_a_form_without_a_service_raises_057_on_the_first_line(rulebook: Rulebook) -> None:
    assert standing_blocks(a_case(form=a_form(lines=())), rulebook) == [("057", "servico.1", 1)]


@pytest.mark.rule("AP-078")
def test_an_unknown_code_raises_057_on_its_own_line(rulebook: Rulebook) -> None:
    form = a_form(lines=lines(EXAM, "12345678"))
    case = a_case(form=form)
    assert standing_blocks(case, rulebook) == [("057", "servico.2", 2)]
    assert "12345678" in said(case, rulebook, "057")


@pytest.mark.rule("AP-078")
def test_registered_codes_raise_no_057(rulebook: Rulebook) -> None:
    assert standing_blocks(a_case(a_procedure(), a_procedure(SECOND_EXAM)), rulebook) == []


# 060: maternity and sex


@pytest.mark.rule("AP-079")
def test_attendance_8_for_a_man_raises_060_on_the_attendance(rulebook: Rulebook) -> None:
    form = an_admission(attendance_type="8", lines=lines(DELIVERY))
    case = a_case(a_delivery(), form=form, card=a_card(member=a_member(sex="M")))
    assert without(standing_blocks(case, rulebook), "480") == [("060", "ta", 0)]


@pytest.mark.rule("AP-079")
def test_maternity_under_another_attendance_raises_060_on_its_line(rulebook: Rulebook) -> None:
    maternity = a_procedure(SECOND_EXAM, kind=ProcedureKind.MATERNITY)
    case = a_case(a_procedure(), maternity, card=a_card(member=a_member(sex="M")))
    assert standing_blocks(case, rulebook) == [("060", "servico.2", 2)]


@pytest.mark.rule("AP-079")
@pytest.mark.parametrize("attendance", ["5", "8"])
def test_maternity_for_a_woman_raises_no_060(rulebook: Rulebook, attendance: str) -> None:
    form = an_admission(attendance_type=attendance, lines=lines(DELIVERY))
    case = a_case(a_delivery(attendance_types=""), form=form)
    assert "060" not in codes_of(case, rulebook)


@pytest.mark.rule("AP-079")
def test_an_exam_for_a_man_raises_no_060(rulebook: Rulebook) -> None:
    assert standing_blocks(a_case(card=a_card(member=a_member(sex="M"))), rulebook) == []


@pytest.mark.rule("AP-078", "AP-079", "AP-085")
@pytest.mark.parametrize("attendance", ["5", "8"])
def test_an_unknown_code_is_057_and_neither_060_nor_184(rulebook: Rulebook, attendance: str) -> None:
    form = an_admission(attendance_type=attendance, lines=lines("12345678"))
    codes = codes_of(a_case(form=form), rulebook)
    assert "057" in codes
    assert not {"060", "184"} & set(codes)


@pytest.mark.rule("AP-078", "AP-079")
def test_an_unknown_code_for_a_man_is_057_alone(rulebook: Rulebook) -> None:
    case = a_case(form=a_form(lines=lines("12345678")), card=a_card(member=a_member(sex="M")))
    assert standing_blocks(case, rulebook) == [("057", "servico.1", 1)]


# 061: agreement of the provider


@pytest.mark.rule("AP-080", "AP-150")
@pytest.mark.parametrize(
    ("restricted", "closed_list", "agreed", "expected"),
    [
        pytest.param(True, False, False, [("061", "codigo_do_prestador", 2)], id="restricted-without-agreement"),
        pytest.param(True, False, True, [], id="restricted-with-agreement"),
        pytest.param(False, True, False, [("061", "codigo_do_prestador", 2)], id="closed-list-without-agreement"),
        pytest.param(False, True, True, [], id="closed-list-with-agreement"),
        pytest.param(False, False, False, [], id="open-list"),
    ],
)
def test_a_provider_needs_an_agreement_for_a_restricted_code_or_a_closed_list(
    rulebook: Rulebook, restricted: bool, closed_list: bool, agreed: bool, expected: list[Place]
) -> None:
    case = a_case(
        a_procedure(),
        a_procedure(SECOND_EXAM, restricted=restricted),
        form=a_form(lines=lines(EXAM, SECOND_EXAM), provider_cnpj=CNPJ),
        provider=a_provider(closed_list=closed_list),
        agreements=frozenset({EXAM, SECOND_EXAM} if agreed else {EXAM}),
    )
    assert standing_blocks(case, rulebook) == expected


@pytest.mark.rule("AP-080", "AP-150")
def test_a_restricted_code_without_a_provider_on_the_form_raises_no_061(rulebook: Rulebook) -> None:
    assert standing_blocks(a_case(a_procedure(restricted=True)), rulebook) == []


# 089, 090: provider number


@pytest.mark.rule("AP-081", "AP-004")
@pytest.mark.parametrize(
    ("modular", "cnpj", "expected"),
    [
        pytest.param(True, "", [("089", "codigo_do_prestador", 0)], id="modular-without-provider"),
        pytest.param(True, CNPJ, [], id="modular-with-provider"),
        pytest.param(False, "", [], id="not-modular-without-provider"),
        pytest.param(False, CNPJ, [], id="not-modular-with-provider"),
    ],
)
@pytest.mark.parametrize("admitted", [False, True], ids=["outpatient", "admission"])
def test_a_modular_product_needs_the_provider(
    rulebook: Rulebook, modular: bool, cnpj: str, expected: list[Place], admitted: bool
) -> None:
    build = an_admission if admitted else a_form
    case = a_case(
        form=build(provider_cnpj=cnpj),
        card=a_card(product=a_product(modular=modular)),
        provider=a_provider() if cnpj else None,
    )
    assert without(standing_blocks(case, rulebook), "480") == expected


@pytest.mark.rule("AP-081")
@pytest.mark.parametrize(
    ("valid", "known", "expected"),
    [
        pytest.param(False, False, [("090", "codigo_do_prestador", 0)], id="wrong-digits"),
        pytest.param(True, False, [("090", "codigo_do_prestador", 0)], id="unknown"),
        pytest.param(False, True, [("090", "codigo_do_prestador", 0)], id="wrong-digits-though-known"),
        pytest.param(True, True, [], id="known"),
    ],
)
def test_a_provider_number_is_valid_and_known(
    rulebook: Rulebook, valid: bool, known: bool, expected: list[Place]
) -> None:
    case = a_case(
        form=a_form(provider_cnpj=CNPJ),
        provider_number_valid=valid,
        provider=a_provider() if known else None,
    )
    assert standing_blocks(case, rulebook) == expected


# 091: provider active


@pytest.mark.rule("AP-082")
@pytest.mark.parametrize(
    ("joined", "left", "raises"),
    [
        pytest.param(1, None, True, id="joins-tomorrow"),
        pytest.param(0, None, False, id="joined-today"),
        pytest.param(-900, 0, True, id="left-today"),
        pytest.param(-900, 1, False, id="leaves-tomorrow"),
    ],
)
def test_the_provider_is_active_on_the_day_of_issue(
    rulebook: Rulebook, joined: int, left: int | None, raises: bool
) -> None:
    provider = a_provider(joined_on=day(joined), left_on=None if left is None else day(left))
    case = a_case(form=a_form(provider_cnpj=CNPJ), provider=provider)
    expected = [("091", "codigo_do_prestador", 0)] if raises else []
    assert standing_blocks(case, rulebook) == expected


@pytest.mark.rule("AP-082")
@pytest.mark.parametrize(
    ("planned", "raises"),
    [pytest.param(9, False, id="the-day-before-it-leaves"), pytest.param(10, True, id="the-day-it-leaves")],
)
def test_with_a_planned_date_the_provider_is_active_on_that_day(
    rulebook: Rulebook, planned: int, raises: bool
) -> None:
    form = a_form(provider_cnpj=CNPJ, attendance_type="2", planned_on=day(planned))
    case = a_case(form=form, provider=a_provider(left_on=day(10), leave_reason="3"))
    assert ("091" in codes_of(case, rulebook)) is raises


# 150: daily rate


@pytest.mark.rule("AP-083")
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param(ProcedureKind.DAILY_RATE, [("150", "servico.2", 2)], id="daily-rate"),
        pytest.param(ProcedureKind.ADMISSION, [], id="admission"),
    ],
)
def test_a_daily_rate_is_no_service(rulebook: Rulebook, kind: ProcedureKind, expected: list[Place]) -> None:
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM, kind=kind))
    assert standing_blocks(case, rulebook) == expected


# 181: authorizes S or N


@pytest.mark.rule("AP-084")
@pytest.mark.parametrize("answer", ["", "X", "s", "SN"])
def test_an_answer_that_is_neither_s_nor_n_raises_181(rulebook: Rulebook, answer: str) -> None:
    case = a_case(form=a_form(authorizes=answer))
    assert standing_blocks(case, rulebook) == [("181", "autoriza", 0)]
    assert answer in said(case, rulebook, "181")


@pytest.mark.rule("AP-084")
@pytest.mark.parametrize("answer", ["S", "N"])
def test_s_and_n_raise_no_181(rulebook: Rulebook, answer: str) -> None:
    assert "181" not in codes_of(a_case(form=a_form(authorizes=answer)), rulebook)


# 184: kind of admission


@pytest.mark.rule("AP-085", "AP-060")
def test_a_maternity_admission_without_any_delivery_raises_184(rulebook: Rulebook) -> None:
    case = a_case(form=an_admission(attendance_type="8"))
    assert without(standing_blocks(case, rulebook), "480") == [("184", "ta", 0)]


@pytest.mark.rule("AP-085", "AP-060")
@pytest.mark.parametrize(
    ("attendance", "codes"),
    [
        pytest.param("8", (EXAM, DELIVERY), id="one-delivery-is-enough"),
        pytest.param("7", (EXAM,), id="surgical"),
        pytest.param("6", (EXAM,), id="clinical"),
    ],
)
def test_an_admission_that_fits_its_services_raises_no_184(
    rulebook: Rulebook, attendance: str, codes: tuple[str, ...]
) -> None:
    form = an_admission(attendance_type=attendance, lines=lines(*codes))
    case = a_case(a_procedure(), a_delivery(), form=form)
    assert without(standing_blocks(case, rulebook), "480") == []


# 200: attendance type


@pytest.mark.rule("AP-086")
@pytest.mark.parametrize("attendance", ["", "1", "3", "4", "9", "55"])
def test_an_attendance_that_does_not_exist_raises_200(rulebook: Rulebook, attendance: str) -> None:
    case = a_case(form=a_form(attendance_type=attendance))
    assert standing_blocks(case, rulebook) == [("200", "ta", 0)]
    assert all(code in said(case, rulebook, "200") for code in ("2", "5", "6", "7", "8"))


@pytest.mark.rule("AP-086", "AP-058", "AP-059")
@pytest.mark.parametrize(
    ("allowed", "attendance", "expected"),
    [
        pytest.param("67", "5", [("200", "ta", 2)], id="inpatient-service-outpatient"),
        pytest.param("5", "2", [("200", "ta", 2)], id="outpatient-service-in-day-hospital"),
        pytest.param("25", "2", [], id="day-hospital-among-them"),
        pytest.param("25", "5", [], id="outpatient-among-them"),
        pytest.param("", "5", [], id="service-of-any-attendance"),
    ],
)
def test_a_service_is_done_under_its_own_attendances(
    rulebook: Rulebook, allowed: str, attendance: str, expected: list[Place]
) -> None:
    case = a_case(
        a_procedure(),
        a_procedure(SECOND_EXAM, attendance_types=allowed),
        form=a_form(attendance_type=attendance, lines=lines(EXAM, SECOND_EXAM)),
    )
    assert standing_blocks(case, rulebook) == expected


@pytest.mark.parametrize(
    ("code", "hours", "admission"),
    [
        pytest.param("2", "12", False, id="day-hospital", marks=pytest.mark.rule("AP-058")),
        pytest.param("5", "6", False, id="outpatient", marks=pytest.mark.rule("AP-059")),
        pytest.param("6", "", True, id="clinical", marks=pytest.mark.rule("AP-060")),
        pytest.param("7", "", True, id="surgical", marks=pytest.mark.rule("AP-060")),
        pytest.param("8", "", True, id="maternity", marks=pytest.mark.rule("AP-060")),
    ],
)
def test_each_attendance_has_its_hours_and_says_whether_it_is_an_admission(
    rulebook: Rulebook, code: str, hours: str, admission: bool
) -> None:
    attendance = attendance_types()[code]
    assert (attendance.max_hours, attendance.admission) == (hours, admission)
    assert set(attendance_types()) == {"2", "5", "6", "7", "8"}
    form = an_admission(attendance_type=code) if admission else a_form(attendance_type=code)
    assert "200" not in codes_of(a_case(form=form), rulebook)


# 205: issue date


@pytest.mark.rule("AP-087")
@pytest.mark.parametrize(
    ("offset", "raises"), [(-6, True), (-5, False), (-1, False), (0, False), (5, False), (6, True)]
)
def test_the_issue_date_is_at_most_five_days_from_today(rulebook: Rulebook, offset: int, raises: bool) -> None:
    case = a_case(form=a_form(issued_on=day(offset)))
    assert standing_blocks(case, rulebook) == ([("205", "emissao", 0)] if raises else [])


# 214: repeated item


@pytest.mark.rule("AP-088")
def test_the_same_code_twice_raises_214_on_the_later_line(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=a_form(lines=lines(EXAM, SECOND_EXAM, EXAM)))
    assert standing_blocks(case, rulebook) == [("214", "servico.3", 3)]
    assert EXAM in said(case, rulebook, "214")


@pytest.mark.rule("AP-088")
def test_the_same_code_three_times_raises_214_twice(rulebook: Rulebook) -> None:
    case = a_case(form=a_form(lines=lines(EXAM, EXAM, EXAM)))
    assert standing_blocks(case, rulebook) == [("214", "servico.2", 2), ("214", "servico.3", 3)]


@pytest.mark.rule("AP-088")
def test_the_quantity_raised_instead_of_the_line_repeated_raises_no_214(rulebook: Rulebook) -> None:
    assert standing_blocks(a_case(form=a_form(lines=lines(EXAM, quantity=2))), rulebook) == []


# 372: already authorized on the date


@pytest.mark.rule("AP-089")
@pytest.mark.parametrize("status", list(AuthorizationStatus))
def test_a_service_already_on_an_authorization_of_the_date_raises_372(
    rulebook: Rulebook, status: AuthorizationStatus
) -> None:
    earlier = an_earlier(procedure_code=SECOND_EXAM, status=status)
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), earlier=(earlier,))
    assert standing_blocks(case, rulebook) == [("372", "servico.2", 2)]
    assert earlier.number in said(case, rulebook, "372")


@pytest.mark.rule("AP-089")
@pytest.mark.parametrize(
    ("earlier", "raises"),
    [
        pytest.param(an_earlier(issued_on=day(4)), True, id="issued-on-the-planned-date"),
        pytest.param(an_earlier(issued_on=day(-20), planned_on=day(4)), True, id="planned-on-the-planned-date"),
        pytest.param(an_earlier(), True, id="issued-on-the-same-day"),
        pytest.param(an_earlier(issued_on=day(-1)), False, id="issued-the-day-before"),
        pytest.param(an_earlier(issued_on=day(-20), planned_on=day(3)), False, id="planned-the-day-before"),
        pytest.param(an_earlier(procedure_code=THIRD_EXAM), False, id="another-service"),
        pytest.param(an_earlier(number="07/000009"), False, id="the-authorization-on-the-panel"),
    ],
)
def test_372_asks_for_the_same_service_and_the_same_day(
    rulebook: Rulebook, earlier: EarlierService, raises: bool
) -> None:
    form = a_form(attendance_type="2", planned_on=day(4), number="07/000009")
    case = a_case(form=form, earlier=(earlier,))
    assert standing_blocks(case, rulebook) == ([("372", "servico.1", 1)] if raises else [])


@pytest.mark.rule("AP-089")
def test_a_service_asked_to_be_refused_raises_no_372(rulebook: Rulebook) -> None:
    case = a_case(
        form=a_form(authorizes="N", lines=(a_refused_line(),)),
        earlier=(an_earlier(),),
        attendant_role=Role.CONSULTANT,
    )
    assert standing_blocks(case, rulebook) == []


# 377: quantity


@pytest.mark.rule("AP-090")
@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        pytest.param(None, [("377", "quantidade.2", 2)], id="blank"),
        pytest.param(0, [("377", "quantidade.2", 2)], id="zero"),
        pytest.param(1, [], id="one"),
    ],
)
def test_a_service_has_a_quantity(rulebook: Rulebook, quantity: int | None, expected: list[Place]) -> None:
    form = a_form(lines=(FormLine(1, EXAM, 1), FormLine(2, SECOND_EXAM, quantity)))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form)
    assert standing_blocks(case, rulebook) == expected


# 040: refusal codes


@pytest.mark.rule("AP-074", "AP-114")
@pytest.mark.parametrize("code", ["819", "821", "839", "000", "X"])
def test_a_refusal_code_that_does_not_exist_raises_040_on_its_line(rulebook: Rulebook, code: str) -> None:
    form = a_form(lines=(FormLine(1, EXAM, 1), a_refused_line(2, SECOND_EXAM, code)))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form, attendant_role=Role.CONSULTANT)
    assert standing_blocks(case, rulebook) == [("040", "lib_neg.2", 2)]


@pytest.mark.rule("AP-114")
@pytest.mark.parametrize(
    "code", ["820", "822", "825", "826", "829", "831", "832", "833", "834", "835", "836", "838"]
)
def test_each_of_the_twelve_refusal_codes_refuses(rulebook: Rulebook, code: str) -> None:
    form = a_form(authorizes="N", lines=(a_refused_line(refusal_code=code),))
    card = a_card(waiting=[a_waiting_period(day(30))], running_cpts=[a_cpt(day(100))])
    decision = decide(a_case(form=form, card=card, attendant_role=Role.CONSULTANT), rulebook).decision
    assert decision.outcome is Outcome.REFUSED
    assert decision.codes == (code,)
    assert [(r.rule, r.code) for r in decision.reasons if r.applied] == [("AP-114", code)]
    assert len(refusal_codes()) == 12


@pytest.mark.rule("AP-074", "AP-114")
def test_authorizes_n_asks_each_line_for_its_refusal_code(rulebook: Rulebook) -> None:
    form = a_form(authorizes="N", lines=(a_refused_line(), FormLine(2, SECOND_EXAM, 1)))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form, attendant_role=Role.CONSULTANT)
    assert standing_blocks(case, rulebook) == [("040", "lib_neg.2", 2)]


@pytest.mark.rule("AP-074", "AP-114")
def test_authorizes_n_with_a_code_on_every_line_raises_no_040(rulebook: Rulebook) -> None:
    form = a_form(authorizes="N", lines=(a_refused_line(), a_refused_line(2, SECOND_EXAM, "838")))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form, attendant_role=Role.CONSULTANT)
    assert standing_blocks(case, rulebook) == []
    assert codes_of(case, rulebook) == ("831", "838")


# 041: who may refuse


@pytest.mark.rule("AP-075", "AP-113")
@pytest.mark.parametrize(
    ("role", "refuses"),
    [
        (Role.ATTENDANT, False),
        (Role.SENIOR, False),
        (Role.TRAINER, False),
        (Role.CONSULTANT, True),
        (Role.SUPERVISOR, True),
    ],
)
def test_a_refusal_is_of_the_consultant_or_the_supervisor(rulebook: Rulebook, role: Role, refuses: bool) -> None:
    form = a_form(lines=(FormLine(1, EXAM, 1), a_refused_line(2, SECOND_EXAM)))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form, attendant_role=role)
    blocks = standing_blocks(case, rulebook)
    assert blocks == ([] if refuses else [("041", "lib_neg.2", 2)])


@pytest.mark.rule("AP-075", "AP-113")
@pytest.mark.parametrize(
    ("role", "confirmed", "fields"),
    [
        pytest.param(Role.CONSULTANT, True, [], id="consultant"),
        pytest.param(Role.SUPERVISOR, True, [], id="supervisor"),
        pytest.param(Role.SENIOR, True, ["lib_neg.1"], id="senior"),
        pytest.param(Role.ATTENDANT, True, ["lib_neg.1"], id="another-attendant"),
        pytest.param(Role.CONSULTANT, False, ["senha_do_responsavel", "lib_neg.1"], id="wrong-password"),
    ],
)
def test_the_attendant_records_the_refusal_of_a_named_decider(
    rulebook: Rulebook, role: Role, confirmed: bool, fields: list[str]
) -> None:
    form = a_form(authorizes="N", lines=(a_refused_line(),), responsible_number=OTHER)
    concession = decide(a_case(form=form, colleague=a_colleague(role, confirmed=confirmed)), rulebook)
    assert [(block.code, block.field) for block in concession.blocks] == [("041", field) for field in fields]
    assert (concession.decision.outcome is Outcome.REFUSED) is (not fields)


@pytest.mark.rule("AP-075", "AP-113")
def test_the_attendants_own_number_does_not_make_a_refusal(rulebook: Rulebook) -> None:
    form = a_form(authorizes="N", lines=(a_refused_line(),), responsible_number=ATTENDANT, justification=NOTE)
    assert standing_blocks(a_case(form=form), rulebook) == [("041", "lib_neg.1", 1)]


# what the typing blocks have in common


@pytest.mark.rule("AP-068")
@pytest.mark.parametrize("typed", ["LIB", "819"])
@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("023", {"regional_office": "9999"}),
        ("047", {"number": "07/000003"}),
        ("057", {"lines": lines("12345678")}),
        ("181", {"authorizes": "X"}),
        ("200", {"attendance_type": "9"}),
        ("205", {"issued_on": day(-6), "valid_until": day(20)}),
        ("214", {"lines": lines(EXAM, EXAM)}),
        ("377", {"lines": lines(EXAM, quantity=None)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_release_lifts_a_block_of_typing(
    rulebook: Rulebook, code: str, changes: dict[str, object], typed: str
) -> None:
    form = replace(a_form(**changes), release_code=typed, responsible_number=ATTENDANT, justification=NOTE)
    case = a_case(form=form, number_is_closed=code == "047")
    assert codes_of(case, rulebook) == (code, "040")
