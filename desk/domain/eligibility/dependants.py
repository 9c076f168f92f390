"""Who may be included as a dependant by the manual, from when, with which waits and diseases (DP-005 …)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from desk.domain.eligibility.waiting_groups import ClassWait, classes_of_product, count_waits
from desk.domain.enrolment.model import LineOfBusiness
from desk.domain.kernel.dates import add_days, add_months, age_on, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

SEMAS = "SEMAS"


class Kin(StrEnum):
    """What somebody is to the holder."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    NATURAL_CHILD = "natural_child"
    ADOPTED_CHILD = "adopted_child"
    DISABLED_CHILD = "disabled_child"
    STEPCHILD = "stepchild"
    WARD = "ward"
    GRANDCHILD = "grandchild"
    OTHER = "other"


class Disease(StrEnum):
    """What becomes of a disease declared on joining."""

    FULL = "full"
    EXCLUDED = "excluded"
    CPT = "cpt"
    SURCHARGED = "surcharged"
    CONTRACT = "contract"
    """As the contract of the company says."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody to be included. `event_on` is birth, adoption, marriage, union or court order.

    `delivery_covered` says whether the insurer paid the delivery; `surcharge_signed` that the letter with the
    percentage of the agravo came back signed.
    """

    kin: Kin
    birth_date: date
    event_on: date
    filed_on: date
    unmarried: bool = True
    delivery_covered: bool = False
    declared_disease: bool = False
    surcharge_signed: bool = False
    by_fax: bool = False


@dataclass(frozen=True, slots=True)
class JoinedContract:
    """The contract joined: of a person who left a company (`continuation`), adapted or not, and its product."""

    product: str
    adapted: bool
    continuation: bool = False


@dataclass(frozen=True, slots=True)
class Inclusion:
    """How an inclusion ends.

    `waived` says whether waiting periods are waived (None: SEMAS decides), `waits` are those to serve; `disease`
    what becomes of a declared disease (None: nothing declared, or SEMAS decides) and `cpt_until` the last day of
    its CPT. `may_choose` tells whether the form's choice between CPT and agravo is to be filled in.
    """

    decision: Decision
    starts_on: date | None = None
    waived: bool | None = None
    waits: tuple[ClassWait, ...] = ()
    disease: Disease | None = None
    cpt_until: date | None = None
    may_choose: bool = False
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KinRule:
    """What a group of products asks of one kin; None where it asks nothing."""

    group: str
    kin: Kin
    age_under: int | None
    unmarried: bool
    enrol_days: int | None
    waiver_days: int | None
    disease: Disease
    documents: tuple[str, ...]
    rule: str


@rule("DP-028", "DP-030", "DP-032", "DA-044")
def product_group(contract: JoinedContract, on: date, rulebook: Rulebook) -> str:
    """The group whose rules a contract follows: A closed, B open, C adapted, D left a company; empty for none."""
    if contract.continuation:
        return "D"
    if contract.product in rulebook.value("dependants.closed_products", on):
        return "A"
    if contract.product in rulebook.value("dependants.open_products", on):
        return "B"
    if contract.adapted or contract.product in rulebook.value("dependants.adapted_products", on):
        return "C"
    return ""


@rule("DP-005", "DP-011", "DA-046")
def kin_rule(group: str, kin: Kin) -> KinRule | None:
    """What a group asks of a kin, with the papers that prove it; None for who is never a dependant."""
    return _rules().get((group, kin))


@rule("DP-010", "DA-045")
def inclusion_form(contract: JoinedContract, line_of_business: str) -> str:
    """The form an inclusion is asked for on; of who left a company it depends on the contract of that company."""
    small_and_adapted = line_of_business == LineOfBusiness.SMALL_GROUP and contract.adapted
    if contract.continuation and not small_and_adapted:
        return "CADASTRO DE BENEFICIÁRIO"
    return "INCLUSÃO DE DEPENDENTE"


@rule("DP-036", "DP-020", "DA-048")
def file_by(event_on: date, on: date, rulebook: Rulebook, *, continuation: bool = False) -> date | None:
    """The last day to file, or to hand a returned process in again; none is stated for who left a company."""
    return None if continuation else add_days(event_on, int(rulebook.value("dependants.event_days", on)))


@rule("DP-019", "DP-025", "DP-028", "DP-030", "DP-032", "DA-044", "DA-048")
def include(applicant: Applicant, contract: JoinedContract, rulebook: Rulebook) -> Inclusion:
    """Whether somebody may be included, and on what terms."""
    on = applicant.filed_on
    if applicant.by_fax:
        return _refused(cite("DP-019", "INCLUSÃO NÃO SE PEDE POR FAX"))
    if applicant.kin is Kin.GRANDCHILD:
        return _refused(
            cite("DP-025", "NETO NÃO SE INCLUI, NEM COM PARTO COBERTO; NÃO HÁ CONTRATO NOVO A OFERECER")
        )
    group = product_group(contract, on, rulebook)
    asked = kin_rule(group or "C", applicant.kin)
    if asked is None:
        return _refused(cite("DP-005", "NÃO É DEPENDENTE SEGURÁVEL"))
    if not group:
        said = cite("DP-032", f"PRODUTO {contract.product} FORA DAS LISTAS DE INCLUSÃO: SEMAS ANALISA")
        return Inclusion(_routed(said), documents=asked.documents)
    wrong = _unfit(applicant, asked)
    if wrong is not None:
        return _refused(wrong)
    found = _terms(applicant, contract, asked, rulebook)
    newborn = applicant.kin is Kin.NATURAL_CHILD and applicant.delivery_covered and bool(found.waived)
    if group == "D" and not newborn:
        said = cite("DA-044", "DEMITIDO/APOSENTADO: TODA INCLUSÃO VAI À ANÁLISE, MENOS RN NASCIDO PELO PLANO")
        return replace(found, decision=_routed(said, *found.decision.reasons))
    return found


def _unfit(applicant: Applicant, asked: KinRule) -> Reason | None:
    """Why this person is not one the group takes; None for one it does."""
    on = applicant.filed_on
    if asked.age_under is not None and age_on(applicant.birth_date, on) >= asked.age_under:
        return cite("DP-005", f"SÓ ATÉ {asked.age_under} ANOS INCOMPLETOS")
    if asked.unmarried and not applicant.unmarried:
        return cite("DP-005", "SÓ SOLTEIRO")
    last = add_days(applicant.event_on, asked.enrol_days) if asked.enrol_days is not None else None
    if last is not None and on > last:
        return cite(
            asked.rule, f"PRAZO DE INCLUSÃO ACABOU EM {format_date(last)} ({asked.enrol_days} DIAS DO EVENTO)"
        )
    return None


@rule("DP-007", "DP-014", "DP-017", "DP-018", "DP-022", "DP-023")
def _terms(applicant: Applicant, contract: JoinedContract, asked: KinRule, rulebook: Rulebook) -> Inclusion:
    on = applicant.filed_on
    days = int(rulebook.value("dependants.event_days", on))
    in_time = on <= add_days(applicant.event_on, days)
    late_start = rulebook.parameter("dependants.late_start", on)
    starts_on = applicant.event_on if in_time or late_start.value == "event" else on
    waived, why = _waiver(applicant, asked, rulebook)
    waits = () if waived else count_waits(classes_of_product(contract.product), starts_on)
    start = cite("DP-007", f"VIGÊNCIA DO DEPENDENTE EM {format_date(starts_on)}", reading=late_start.reading)
    reasons = [cite(asked.rule, "INCLUSÃO ACEITA"), start, why]
    if waived is False:
        reasons.append(cite("DP-017", "CARÊNCIAS POR INTEIRO; OUTRO PLANO ANTERIOR NÃO AS REDUZ"))
    disease, cpt_until, disease_reason = _disease(applicant, asked, starts_on, waived, rulebook)
    if disease_reason is not None:
        reasons.append(disease_reason)
    outcome = Outcome.ALLOWED if waived is not None else Outcome.ROUTED
    routes = () if waived is not None else (Route(SEMAS),)
    return Inclusion(
        decision=Decision(outcome, tuple(reasons), routes=routes),
        starts_on=starts_on,
        waived=waived,
        waits=waits if waived is not None else (),
        disease=disease,
        cpt_until=cpt_until,
        may_choose=asked.disease is Disease.CPT and waived is False and applicant.declared_disease,
        documents=asked.documents,
    )


def _waiver(applicant: Applicant, asked: KinRule, rulebook: Rulebook) -> tuple[bool | None, Reason]:
    """Whether waiting periods are waived: for children filed in time, adopted or born under cover (DP-018)."""
    days = asked.waiver_days
    if days is None:
        return False, cite(asked.rule, "SÓ FILHO NATURAL OU ADOTIVO TEM ISENÇÃO DE CARÊNCIA", applied=False)
    last = add_days(applicant.event_on, days)
    if applicant.filed_on > last:
        return False, cite("DP-018", f"PROTOCOLO DEPOIS DE {format_date(last)}: CUMPRE CARÊNCIA")
    if applicant.kin is Kin.ADOPTED_CHILD or applicant.delivery_covered:
        return True, cite("DP-018", f"PROTOCOLO ATÉ {format_date(last)}: SEM CARÊNCIA NEM PREEXISTÊNCIA")
    reading = rulebook.parameter("dependants.uncovered_delivery", applicant.filed_on)
    waived = {"semas": None, "waived": True, "served": False}[str(reading.value)]
    return waived, cite("DP-018", "PARTO NÃO COBERTO: NÃO PROMETER ISENÇÃO", reading=reading.reading)


@rule("DP-002", "DP-015", "DP-022", "DP-023", "DP-029", "DP-031", "DP-033")
def _disease(
    applicant: Applicant, asked: KinRule, starts_on: date, waived: bool | None, rulebook: Rulebook
) -> tuple[Disease | None, date | None, Reason | None]:
    """What becomes of a declared disease: its kind, the last day of its CPT, and why."""
    if not applicant.declared_disease or waived is None:
        return None, None, None
    rules = {"A": "DP-029", "B": "DP-031", "C": "DP-033", "D": "DA-044"}
    rule_id = rules[asked.group] if asked.rule not in {"DP-022", "DP-023"} else asked.rule
    if waived:
        return Disease.FULL, None, cite(rule_id, "FILHO NO PRAZO: COBERTURA TAMBÉM DA DOENÇA DECLARADA")
    match asked.disease:
        case Disease.EXCLUDED:
            return Disease.EXCLUDED, None, cite(rule_id, "SEM COBERTURA PARA A DOENÇA DECLARADA")
        case Disease.CPT if applicant.surcharge_signed:
            return (
                Disease.SURCHARGED,
                None,
                cite("DP-015", "AGRAVO ASSINADO NO LUGAR DA CPT; CARÊNCIAS POR INTEIRO"),
            )
        case Disease.CPT:
            months = int(rulebook.value("dependants.cpt_months", applicant.filed_on))
            until = add_days(add_months(starts_on, months), -1)
            return Disease.CPT, until, cite(rule_id, f"CPT DA DOENÇA DECLARADA ATÉ {format_date(until)}")
        case _:
            return Disease.CONTRACT, None, cite(rule_id, "DOENÇA DECLARADA: VALE O CONTRATO DA EMPRESA")


@rule("DP-021")
def months_charged(event_on: date, next_due: date) -> int:
    """How many months of the dependant's premium the next instalment carries: from the month of the event on."""
    return max(0, (next_due.year - event_on.year) * 12 + next_due.month - event_on.month + 1)


def _refused(reason: Reason) -> Inclusion:
    return Inclusion(Decision(Outcome.REFUSED, (reason,)))


def _routed(*reasons: Reason) -> Decision:
    return Decision(Outcome.ROUTED, reasons, routes=(Route(SEMAS),))


@cache
def _rules() -> dict[tuple[str, Kin], KinRule]:
    return {
        (row["group"], Kin(row["kind"])): KinRule(
            group=row["group"],
            kin=Kin(row["kind"]),
            age_under=int(row["age_under"]) if row["age_under"] else None,
            unmarried=row["unmarried"] == "yes",
            enrol_days=int(row["enrol_days"]) if row["enrol_days"] else None,
            waiver_days=int(row["waiver_days"]) if row["waiver_days"] else None,
            disease=Disease(row["disease"]),
            documents=tuple(row["documents"].split("|")),
            rule=row["rule"],
        )
        for row in read_table("reference/dependant_rules.csv")
    }
