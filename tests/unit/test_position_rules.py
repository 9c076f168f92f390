"""What the state of a claim means, and what of it the insured may hear (RE-088, RE-133 to RE-162)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from desk.domain.kernel.clock import LOCAL_ZONE
from desk.domain.kernel.decision import Disclosure, Reason
from desk.domain.kernel.errors import ParameterError
from desk.domain.reimbursement.position_rules import ClaimFacts, Reading, is_visible, read, statuses
from desk.domain.rulebook.parameters import Rulebook

IN_PROCESS = "A SOLICITAÇÃO ESTÁ EM PROCESSAMENTO"
MORNING = datetime(2007, 5, 15, 10, 0, tzinfo=LOCAL_ZONE).astimezone(UTC)
RECEIVED = date(2007, 5, 2)
BASE = ClaimFacts(
    status="in_process",
    received_on=RECEIVED,
    due_on=RECEIVED + timedelta(days=15),
    reason_code="",
    registrar="10245",
    employer_pays=False,
    sponsor_blocked=False,
    has_supplement=False,
)
"""A consultation keyed on 2 May 2007, due in 15 calendar days."""


def at(hour: str, day: date = date(2007, 5, 15)) -> datetime:
    """A local time of day as the stored UTC moment."""
    return datetime.combine(day, time.fromisoformat(hour), LOCAL_ZONE).astimezone(UTC)


def reading(rulebook: Rulebook, status: str, now: datetime = MORNING, **changes: object) -> Reading:
    """How a claim in a status reads."""
    return read(replace(BASE, status=status, **changes), now, rulebook)  # type: ignore[arg-type]


def applied(found: Reading) -> list[str]:
    """The rules that applied, in their order."""
    return [reason.rule for reason in found.reasons if reason.applied]


def of(found: Reading, rule: str) -> list[Reason]:
    """The reasons of one rule."""
    return [reason for reason in found.reasons if reason.rule == rule]


@pytest.mark.parametrize(
    ("status", "label", "tell", "internal", "rule"),
    [
        pytest.param(
            "in_process", "EM PROCESSAMENTO", IN_PROCESS, False, "RE-134", marks=pytest.mark.rule("RE-134")
        ),
        pytest.param("critique", "CRÍTICA", IN_PROCESS, True, "RE-137", marks=pytest.mark.rule("RE-137")),
        pytest.param(
            "account_blocked", "CONTA BLOQUEADA", IN_PROCESS, True, "RE-137", marks=pytest.mark.rule("RE-137")
        ),
        pytest.param(
            "audit", "AUDITORIA / INSPETORIA", IN_PROCESS, True, "RE-136", marks=pytest.mark.rule("RE-136")
        ),
        pytest.param(
            "technical_pending",
            "PENDÊNCIA DE ANÁLISE TÉCNICA",
            IN_PROCESS,
            True,
            "RE-142",
            marks=pytest.mark.rule("RE-142"),
        ),
        pytest.param(
            "written_off",
            "BAIXA ADMINISTRATIVA",
            "PEÇA CÓPIA DO PROTOCOLO OU AR E DOS DOCUMENTOS",
            False,
            "RE-145",
            marks=pytest.mark.rule("RE-145"),
        ),
        pytest.param(
            "paid", "PAGA", "VALOR, DATA E FORMA DE PAGAMENTO", False, "RE-133", marks=pytest.mark.rule("RE-133")
        ),
        pytest.param(
            "partial_return",
            "PAGA COM DEVOLUÇÃO PARCIAL",
            "O QUE FALTA E QUE PODE SER REAPRESENTADO",
            False,
            "RE-154",
            marks=pytest.mark.rule("RE-154"),
        ),
        pytest.param(
            "full_return",
            "DEVOLUÇÃO TOTAL",
            "O QUE FALTA E QUE PODE SER REAPRESENTADO",
            False,
            "RE-156",
            marks=pytest.mark.rule("RE-156"),
        ),
        pytest.param(
            "contact",
            "EM CONTATO",
            "A DOCUMENTAÇÃO ESTÁ COM DADOS INCOMPLETOS E QUAIS FALTAM",
            False,
            "RE-162",
            marks=pytest.mark.rule("RE-162"),
        ),
        pytest.param(
            "inconsistency",
            "INCONSISTÊNCIA",
            "CONFIRA CONTA E CPF CADASTRADOS",
            False,
            "RE-149",
            marks=pytest.mark.rule("RE-149"),
        ),
    ],
)
def test_every_state_says_what_may_be_told(
    rulebook: Rulebook, status: str, label: str, tell: str, internal: bool, rule: str
) -> None:
    found = reading(rulebook, status)
    assert (found.label, found.tell, found.internal) == (label, tell, internal)
    assert found.date_may_be_told
    assert applied(found)[0] == rule
    assert found.next


def test_the_table_of_states_is_whole() -> None:
    assert set(statuses()) == {
        "in_process",
        "critique",
        "account_blocked",
        "audit",
        "released",
        "technical_pending",
        "written_off",
        "paid",
        "partial_return",
        "full_return",
        "contact",
        "inconsistency",
    }


@pytest.mark.rule("RE-134", "RE-136", "RE-137", "RE-142")
@pytest.mark.parametrize("status", ["critique", "account_blocked", "audit", "technical_pending"])
def test_of_an_internal_state_nothing_is_told_but_that_it_is_in_process(rulebook: Rulebook, status: str) -> None:
    found = reading(rulebook, status)
    told = [reason for reason in found.reasons if reason.applied and reason.disclose is Disclosure.INSURED]
    assert [(reason.rule, reason.says) for reason in told] == [("RE-134", f"AO SEGURADO: {IN_PROCESS}")]
    for word in ("AUDITORIA", "INSPETORIA", "BLOQUEADA", "CRÍTICA", "PENDÊNCIA", "TÉCNICA"):
        assert word not in found.tell


@pytest.mark.rule("RE-137")
@pytest.mark.parametrize("status", ["critique", "account_blocked"])
def test_a_phase_of_processing_shows_another_result_the_next_day(rulebook: Rulebook, status: str) -> None:
    found = reading(rulebook, status)
    assert found.next == "AMANHÃ O SISTEMA MOSTRA OUTRO RESULTADO"
    assert found.internal_limit is None


@pytest.mark.parametrize(
    ("status", "rule", "days"),
    [
        pytest.param("audit", "RE-136", 25, id="audit: 15 + 10", marks=pytest.mark.rule("RE-136")),
        pytest.param("technical_pending", "RE-142", 30, id="technical: 15 + 15", marks=pytest.mark.rule("RE-142")),
    ],
)
def test_an_internal_limit_is_added_to_the_normal_deadline_and_never_told(
    rulebook: Rulebook, status: str, rule: str, days: int
) -> None:
    found = reading(rulebook, status)
    assert found.internal_limit == RECEIVED + timedelta(days=days)
    (limit,) = [reason for reason in of(found, rule) if "LIMITE INTERNO" in reason.says]
    assert limit.disclose is Disclosure.INTERNAL
    assert limit.values == (("PRAZO NORMAL", "17/05/2007"),)
    later = reading(rulebook, status, due_on=date(2007, 6, 1))
    assert later.internal_limit == date(2007, 6, 1) + timedelta(days=days - 15)


@pytest.mark.rule("RE-136", "RE-142")
@pytest.mark.parametrize("status", sorted(set(statuses()) - {"audit", "technical_pending"}))
def test_no_other_state_has_an_internal_limit(rulebook: Rulebook, status: str) -> None:
    assert reading(rulebook, status).internal_limit is None


@pytest.mark.rule("RE-144")
@pytest.mark.parametrize("status", sorted(statuses()))
@pytest.mark.parametrize("now", [MORNING, at("19:00:00")], ids=["morning", "closing"])
def test_nothing_told_admits_a_problem_or_a_delay(rulebook: Rulebook, status: str, now: datetime) -> None:
    found = reading(rulebook, status, now)
    for word in ("PROBLEMA", "ATRAS", "COMPUTADOR", "NÃO LOCALIZAD", "NÃO FOI LOCALIZAD"):
        assert word not in found.tell


@pytest.mark.rule("RE-145", "RE-146")
def test_a_written_off_claim_is_first_looked_for_under_another_number(rulebook: Rulebook) -> None:
    found = reading(rulebook, "written_off")
    assert applied(found)[:2] == ["RE-145", "RE-146"]
    assert "OUTRO NÚMERO DE SR" in found.next


@pytest.mark.rule("RE-154", "RE-156")
@pytest.mark.parametrize("status", ["partial_return", "full_return"])
def test_what_was_returned_comes_back_under_another_number(rulebook: Rulebook, status: str) -> None:
    found = reading(rulebook, status)
    assert "OUTRO NÚMERO DE SR" in found.next
    assert "RE-146" not in applied(found)


@pytest.mark.rule("RE-149")
def test_an_inconsistency_is_read_in_the_movements_before_the_area_is_phoned(rulebook: Rulebook) -> None:
    following = reading(rulebook, "inconsistency").next
    assert following.index("MFR4") < following.index("CAS APOIO")


@pytest.mark.rule("RE-159")
@pytest.mark.parametrize(
    ("code", "registrar", "held"),
    [
        pytest.param("699", "7131", "IBM/TUTÓIA", id="699 with 7131"),
        pytest.param("699", "17826", "IBM/TUTÓIA", id="699 with 17826"),
        pytest.param("699", "10245", "NÚCLEO DE REEMBOLSO", id="699 with another"),
        pytest.param("699", "", "NÚCLEO DE REEMBOLSO", id="699 with none"),
        pytest.param("699", "71310", "NÚCLEO DE REEMBOLSO", id="699 with a longer number"),
        pytest.param("698", "7131", "", id="another code"),
        pytest.param("", "17826", "", id="no code"),
    ],
)
def test_the_registrar_tells_where_the_papers_of_a_699_are(
    rulebook: Rulebook, code: str, registrar: str, held: str
) -> None:
    reasons = of(reading(rulebook, "contact", reason_code=code, registrar=registrar), "RE-159")
    assert [reason.says.rpartition("DOCUMENTOS NO ")[2] for reason in reasons] == ([held] if held else [])


@pytest.mark.rule("RE-159", "RE-162")
def test_code_699_means_nothing_once_the_claim_is_paid(rulebook: Rulebook) -> None:
    assert of(reading(rulebook, "paid", reason_code="699", registrar="7131"), "RE-159") == []


# C.ta Lib. P/ Pagto: three causes, tried in their order.

BLOCKED, SUPPLEMENT, CLOSING, UNKNOWN = "RE-139", "RE-140", "RE-141", ""


@pytest.mark.rule("RE-138", "RE-139", "RE-140", "RE-141")
@pytest.mark.parametrize(
    ("blocked", "supplement", "now", "cause"),
    [
        pytest.param(True, True, at("19:00:00"), BLOCKED, id="all three: the company first"),
        pytest.param(True, True, MORNING, BLOCKED, id="company and supplement"),
        pytest.param(True, False, at("19:00:00"), BLOCKED, id="company and closing"),
        pytest.param(True, False, MORNING, BLOCKED, id="company alone"),
        pytest.param(False, True, at("19:00:00"), SUPPLEMENT, id="supplement before closing"),
        pytest.param(False, True, MORNING, SUPPLEMENT, id="supplement alone"),
        pytest.param(False, False, at("19:00:00"), CLOSING, id="closing alone"),
        pytest.param(False, False, MORNING, UNKNOWN, id="none of the three"),
    ],
)
def test_the_causes_of_a_released_claim_are_tried_in_their_order(
    rulebook: Rulebook, blocked: bool, supplement: bool, now: datetime, cause: str
) -> None:
    found = reading(rulebook, "released", now, sponsor_blocked=blocked, has_supplement=supplement)
    causes = [rule for rule in applied(found) if rule in {BLOCKED, SUPPLEMENT, CLOSING}]
    assert causes == ([cause] if cause else [])
    assert applied(found)[0] == "RE-138"
    assert [reason.rule for reason in found.reasons[1:4]] == [BLOCKED, SUPPLEMENT, CLOSING]
    label, tell, following = {
        BLOCKED: ("EMPRESA BLOQUEADA", "PROCURE A EMPRESA SOBRE A SITUAÇÃO", "ESPERE O DESBLOQUEIO DA EMPRESA"),
        SUPPLEMENT: ("COMPLEMENTO OU ESTORNO", IN_PROCESS, "O MOTIVO ESTÁ EM F9 ITENS"),
        CLOSING: (
            "FECHAMENTO DIÁRIO",
            f"{IN_PROCESS}; VEJA O SITE OU LIGUE AMANHÃ",
            "OLHE DE NOVO DEPOIS DAS 20 H",
        ),
        UNKNOWN: (
            "SEM CAUSA CONHECIDA",
            IN_PROCESS,
            "AVISE A SUPERVISÃO: NENHUMA DAS TRÊS CAUSAS SE APLICA",
        ),
    }[cause]
    assert found.label == f"C.TA LIB. P/ PAGTO - {label}"
    assert (found.tell, found.next) == (tell, following)


@pytest.mark.rule("RE-139")
def test_a_blocked_company_may_be_named_to_the_insured(rulebook: Rulebook) -> None:
    found = reading(rulebook, "released", sponsor_blocked=True)
    assert not found.internal
    (reason,) = of(found, "RE-139")
    assert reason.disclose is Disclosure.INSURED
    assert "RE-134" not in applied(found)


@pytest.mark.rule("RE-134", "RE-141")
def test_the_closing_is_internal_and_told_as_in_process(rulebook: Rulebook) -> None:
    found = reading(rulebook, "released", at("19:00:00"))
    assert found.internal
    (reason,) = of(found, "RE-141")
    assert reason.disclose is Disclosure.INTERNAL
    assert "RE-134" in applied(found)


@pytest.mark.rule("RE-141")
@pytest.mark.parametrize(
    ("moment", "closing"),
    [
        pytest.param(at("17:59:59"), False, id="17:59:59"),
        pytest.param(at("17:59:59.999999"), False, id="the last fraction before six"),
        pytest.param(at("18:00:00"), True, id="18:00:00 is inside"),
        pytest.param(at("19:59:59"), True, id="19:59:59"),
        pytest.param(at("20:00:00"), True, id="20:00:00 is inside"),
        pytest.param(at("20:00:00.999999"), True, id="the last fraction of 20:00:00"),
        pytest.param(at("20:00:01"), False, id="20:00:01 is not"),
        pytest.param(at("00:00:00"), False, id="midnight"),
        pytest.param(at("23:59:59"), False, id="the last second of the day"),
        pytest.param(datetime(2007, 5, 15, 18, 30, tzinfo=UTC), False, id="18:30 in UTC is 15:30 at the desk"),
        pytest.param(datetime(2007, 1, 15, 20, 0, tzinfo=UTC), True, id="18:00 in summer time"),
        pytest.param(datetime(2007, 1, 15, 19, 59, 59, tzinfo=UTC), False, id="17:59:59 in summer time"),
    ],
)
def test_the_daily_closing_runs_from_18_to_20_at_the_desk(
    rulebook: Rulebook, moment: datetime, closing: bool
) -> None:
    found = reading(rulebook, "released", moment)
    assert ("RE-141" in applied(found)) is closing
    assert found.label.endswith("FECHAMENTO DIÁRIO") is closing


@pytest.mark.rule("RE-138")
@pytest.mark.parametrize("status", sorted(set(statuses()) - {"released"}))
def test_the_causes_of_a_release_touch_no_other_state(rulebook: Rulebook, status: str) -> None:
    plain = reading(rulebook, status)
    found = reading(rulebook, status, at("19:00:00"), sponsor_blocked=True, has_supplement=True)
    assert found == plain


# Paid by the employer.


@pytest.mark.rule("RE-088")
@pytest.mark.parametrize("status", sorted(statuses()))
def test_the_date_of_an_employer_paid_claim_is_never_told(rulebook: Rulebook, status: str) -> None:
    found = reading(rulebook, status, employer_pays=True)
    assert not found.date_may_be_told
    assert "DATA E FORMA" not in found.tell
    (reason,) = of(found, "RE-088")
    assert reason.applied
    assert reason.disclose is Disclosure.INTERNAL


@pytest.mark.rule("RE-088", "RE-089")
def test_an_employer_paid_claim_not_received_goes_to_the_company(rulebook: Rulebook) -> None:
    found = reading(rulebook, "paid", employer_pays=True)
    assert found.tell == "VALOR E FORMA DE PAGAMENTO; A DATA SÓ A EMPRESA SABE"
    assert "RH DA EMPRESA" in found.next
    (reason,) = of(found, "RE-089")
    assert reason.disclose is Disclosure.INSURED


@pytest.mark.rule("RE-088", "RE-134")
@pytest.mark.parametrize("status", sorted(set(statuses()) - {"paid", "partial_return"}))
def test_an_unpaid_claim_is_told_as_any_other_whoever_pays(rulebook: Rulebook, status: str) -> None:
    found, other = reading(rulebook, status, employer_pays=True), reading(rulebook, status)
    assert (found.tell, found.next, found.date_may_be_told) == (other.tell, other.next, False)
    assert of(found, "RE-089") == []


@pytest.mark.rule("RE-138", "RE-139", "RE-141")
def test_only_the_blocked_company_of_a_released_claim_may_be_named(rulebook: Rulebook) -> None:
    assert of(reading(rulebook, "released"), "RE-138")[0].disclose is Disclosure.INTERNAL
    blocked = reading(rulebook, "released", sponsor_blocked=True)
    assert of(blocked, "RE-138")[0].disclose is Disclosure.SILENT
    assert of(blocked, "RE-139")[0].disclose is Disclosure.INSURED


@pytest.mark.rule("RE-088", "RE-089")
@pytest.mark.parametrize("status", sorted(statuses()))
def test_the_date_of_a_claim_the_insurer_pays_may_be_told(rulebook: Rulebook, status: str) -> None:
    found = reading(rulebook, status)
    assert found.date_may_be_told
    assert [reason.applied for reason in of(found, "RE-088")] == [False]
    assert of(found, "RE-089") == []


@pytest.mark.rule("RE-148")
@pytest.mark.parametrize(
    ("received", "today", "visible"),
    [
        pytest.param(date(2006, 11, 16), date(2007, 5, 15), True, id="a day less than six months"),
        pytest.param(date(2006, 11, 15), date(2007, 5, 15), True, id="exactly six months"),
        pytest.param(date(2006, 11, 14), date(2007, 5, 15), False, id="a day more"),
        pytest.param(date(2006, 8, 31), date(2007, 3, 1), True, id="31 August: February lacks the day"),
        pytest.param(date(2006, 8, 31), date(2007, 3, 2), False, id="31 August, a day more"),
        pytest.param(date(2006, 9, 1), date(2007, 3, 1), True, id="1 September"),
        pytest.param(date(2007, 5, 15), date(2007, 5, 15), True, id="keyed today"),
    ],
)
def test_a_claim_is_shown_for_six_calendar_months(
    rulebook: Rulebook, received: date, today: date, visible: bool
) -> None:
    assert is_visible(received, today, rulebook) is visible


def test_a_state_that_does_not_exist_is_an_error(rulebook: Rulebook) -> None:
    with pytest.raises(KeyError, match="lost"):
        reading(rulebook, "lost")


def test_a_day_before_the_manual_is_an_error_and_no_guess(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError, match="visible_months"):
        is_visible(date(1989, 1, 1), date(1989, 3, 31), rulebook)
