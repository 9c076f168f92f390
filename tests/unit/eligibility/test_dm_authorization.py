"""What the manual knows about authorizations, found by word and code; and what CAS 24H keeps to itself."""

from dataclasses import replace
from datetime import date

import pytest

from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.eligibility.subjects import find_subjects
from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import RULEBOOK, a_procedure, applied, ask

PHYSIO = a_procedure("25110010", "FISIOTERAPIA EXEMPLO", kind="therapy", needs_authorization=True)
FREE = ("25080016", "25080024", "25090046", "25090011", "25090070", "25030019", "25010050")
MRI = ("36010200", "36010219", "36010197")


@pytest.mark.rule(
    "AP-003", "AP-015", "AP-022", "AP-025", "AP-028", "AP-029", "AP-031", "AP-049", "AP-050", "AP-051", "AP-109",
    "AP-112", "AP-122", "AP-124", "AP-126", "AP-127", "AP-128", "AP-141", "AP-142", "AP-143", "AP-144", "AP-145",
    "AP-146", "AP-147", "AP-148", "AP-149", "AP-154", "AP-155",
)  # fmt: skip
@pytest.mark.parametrize(
    ("rule", "searched", "says"),
    [
        ("AP-003", "autorização prévia", "9.656/98"),
        ("AP-015", "pedido de autorização", "CAS 24H, À CAP OU NA UDAS"),
        ("AP-022", "fax", "24 HORAS"),
        ("AP-025", "epsoft", "CONSULTOR TÉCNICO"),
        ("AP-028", "autorização prévia", "NEM POR TELEFONE"),
        ("AP-029", "espera", "2ª VIA"),
        ("AP-031", "autorizador", "CAS 24H"),
        ("AP-049", "sem ap", "NÃO EMITA"),
        ("AP-050", "insiste", "REFERENCIADO"),
        ("AP-051", "insiste", "PRESTADORES"),
        ("AP-109", "sic", "PROPOSTA"),
        ("AP-112", "negativa", "DÚVIDA"),
        ("AP-122", "ura", "2 INTERNAÇÃO ELETIVA"),
        ("AP-124", "núcleo", "SÓ ENTÃO"),
        ("AP-126", "reclamação", "RAMAL DA CARTA"),
        ("AP-127", "reclamação", "CONSULTOR DA UNIDADE"),
        ("AP-128", "planilha", "NO FIM DO DIA"),
        ("AP-141", "perícia", "24 HORAS"),
        ("AP-141", "59011447", "24 HORAS"),
        ("AP-142", "perito", "5 DIAS ÚTEIS"),
        ("AP-143", "prorrogação", "AUDITOR INTERNO"),
        ("AP-144", "auditoria", "PRONTUÁRIO"),
        ("AP-145", "sus", "TODO MÊS"),
        ("AP-146", "homônimo", "RG E CPF"),
        ("AP-147", "ressarcimento", "A COBRAR"),
        ("AP-148", "impugnação", "30 DIAS ÚTEIS"),
        ("AP-149", "ressarcimento", "08:30 ÀS 17:00"),
        ("AP-154", "código restrito", "TABELA SAS"),
        ("AP-154", "39020061", "TABELA DE REEMBOLSO"),
        ("AP-155", "contatos", "3758-8808"),
    ],
)
def test_each_rule_is_found_by_a_word_or_a_code(rule: str, searched: str, says: str) -> None:
    found = [clause for clause in notes_for("DM", searched) if clause.rule == rule]
    assert any(says in clause.says for clause in found)
    assert rule not in {clause.rule for clause in notes_for("DM", "inseminação")}
    assert rule not in {clause.rule for clause in notes_for("AZ", searched)}


@pytest.mark.parametrize(
    ("word", "subject"),
    [
        ("autorização prévia", "prior_authorization"),
        ("ura", "prior_authorization"),
        ("negativa", "refused_authorization"),
        ("perícia", "expert_examination"),
        ("sus", "sus_refund"),
        ("restrito", "restricted_code"),
        ("auditor", "audit"),
        ("ramal", "department_contacts"),
        ("autorizador", "autorizador"),
    ],
)
def test_the_search_of_the_counter_finds_the_subject(word: str, subject: str) -> None:
    assert subject in {found.code for found in find_subjects(word)}


def test_a_subject_tells_what_is_known_and_decides_nothing() -> None:
    told = ask("sus_refund")
    assert {"AP-145", "AP-146", "AP-147", "AP-148", "AP-149"} <= applied(told)
    assert told.covered is None
    assert told.decision.outcome not in {Outcome.REFUSED, Outcome.BLOCKED}
    hidden = {note.rule for note in told.notes if note.disclose is Disclosure.INTERNAL}
    assert {"AP-148", "AP-149"} <= hidden


@pytest.mark.rule("AP-018")
def test_physiotherapy_is_asked_of_cas_by_the_provider() -> None:
    told = ask(PHYSIO)
    assert [route.area for route in told.decision.routes] == ["CAS 24H"]
    assert "AP-018" in applied(told)
    without = a_procedure(PHYSIO.code, PHYSIO.description, kind="therapy", needs_authorization=False)
    assert ask(without).decision.routes == ()


@pytest.mark.rule("AP-017", "AP-018", "AP-020")
@pytest.mark.parametrize(
    ("code", "rule"), [("22010394", "AP-017"), *((code, "AP-018") for code in FREE), *((c, "AP-020") for c in MRI)]
)
def test_the_exceptions_stay_with_the_unit(code: str, rule: str) -> None:
    told = ask(a_procedure(code, "FISIOTERAPIA OU EXAME", kind="therapy", needs_authorization=True))
    assert told.decision.routes == ()
    assert rule in applied(told)


@pytest.mark.rule("AP-019")
@pytest.mark.parametrize(
    ("used", "asked", "routed"), [(20, 1, False), (21, 1, True), (0, 21, False), (0, 22, True), (11, 10, False)]
)
def test_from_the_twenty_second_session_the_consultancy_decides(used: int, asked: int, routed: bool) -> None:
    had = [(date(2007, 4, 1), used)] if used else []
    told = ask(PHYSIO, used=had, quantity=asked, role="ATD")
    assert ("CONSULTORIA" in {route.area for route in told.decision.routes}) is routed


@pytest.mark.rule("AP-019")
def test_the_other_reading_stops_at_twenty() -> None:
    both = [c for c in clauses() if c.rule == "AP-019"]
    assert sorted(c.limit.quantity for c in both if c.limit is not None) == [20, 21]
    assert {c.choice for c in both} == {("refusal.cas_sessions", 20), ("refusal.cas_sessions", 21)}
    assert RULEBOOK.value("refusal.cas_sessions", date(2007, 5, 15)) == 21
    twenty = [replace(c, choice=None) for c in both if c.limit is not None and c.limit.quantity == 20]
    told = ask(PHYSIO, among=twenty, used=[(date(2007, 4, 1), 20)], role="ATD")
    assert "CONSULTORIA" in {route.area for route in told.decision.routes}


@pytest.mark.rule("AP-021")
def test_ct_of_the_coronary_arteries_is_outside_the_list() -> None:
    told = ask(a_procedure("34010101", "TOMOGRAFIA DE CORONÁRIAS"))
    assert told.decision.outcome is Outcome.REFUSED
    assert "AP-021" in applied(told)
    chest = ask("chest_dynamic_ct")
    assert any("CÓDIGO SEMELHANTE" in note.says for note in chest.notes)
    assert "AP-021" not in applied(ask(a_procedure("34010102", "TOMOGRAFIA DE CRÂNIO")))


def test_knowledge_of_authorizations_decides_nothing() -> None:
    rules = {f"AP-{n:03d}" for n in (3, 15, 22, 25, 28, 29, 31, 49, 50, 51, 109, 122, *range(141, 150), 154, 155)}
    own = [c for c in clauses() if c.rule in rules]
    assert {c.rule for c in own} == rules
    assert all(c.effect is Effect.NOTE for c in own)
