"""Small builders of a concession in which nothing is wrong; a test changes the one thing it is about."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, Colleague, ConcessionForm, EarlierService, FormLine
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.rules import decide
from desk.domain.catalogue.model import AuthorityLimit, Procedure, ProcedureKind
from desk.domain.eligibility.member_card import Life, MemberCard
from desk.domain.enrolment.model import (
    Cpt,
    LineOfBusiness,
    Member,
    MemberBlock,
    Plan,
    Policy,
    Product,
    Sponsor,
    WaitingPeriod,
)
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import age_on
from desk.domain.network.model import Provider, ProviderNetwork
from desk.domain.premium.rules import Contract, Due, assess
from desk.domain.rulebook.parameters import Rulebook

TODAY = date(2007, 5, 15)
MEMBER = "9990100001234501"
ATTENDANT = "A100001"
OTHER = "B200002"
"""The number of a second person."""
OFFICE = "0107"
CNPJ = "11222333000181"
EXAM = "90020017"
SECOND_EXAM = "90020033"
THIRD_EXAM = "90030055"
DELIVERY = "90010038"
NOTE = "LAUDO ANEXO, ANALISADO"


def day(offset: int) -> date:
    """The day so many days from the day of the tests."""
    return TODAY + timedelta(days=offset)


@cache
def shipped_rulebook() -> Rulebook:
    """The rulebook as shipped, for building how a policy stands."""
    return Rulebook.load()


@cache
def calendar() -> BusinessCalendar:
    """The national calendar."""
    return BusinessCalendar.load()


def a_procedure(code: str = EXAM, **changes: Any) -> Procedure:
    """An exam that needs an authorization and has no limit at all."""
    values: dict[str, Any] = {
        "code": code,
        "description": f"EXAME EXEMPLO {code}",
        "kind": ProcedureKind.DIAGNOSIS,
        "needs_authorization": True,
    }
    return Procedure(**values | changes)


def a_delivery(**changes: Any) -> Procedure:
    """A delivery, done under TA 8."""
    values: dict[str, Any] = {"kind": ProcedureKind.MATERNITY, "attendance_types": "8", "sex": "F"}
    return a_procedure(DELIVERY, **values | changes)


def a_limit(code: str = EXAM, **changes: Any) -> AuthorityLimit:
    """A line of the authority table: attendants grant up to twenty, of any product and attendance."""
    values: dict[str, Any] = {
        "procedure_code": code,
        "role": Role.ATTENDANT,
        "maximum_quantity": 20,
        "valid_from": date(1989, 4, 1),
    }
    return AuthorityLimit(**values | changes)


def a_provider(**changes: Any) -> Provider:
    """A provider of the network for years, with an open list."""
    values: dict[str, Any] = {"cnpj": CNPJ, "name": "HOSPITAL EXEMPLO", "joined_on": date(1995, 1, 1)}
    return Provider(**values | changes)


def a_place(network: str = "001", **changes: Any) -> ProviderNetwork:
    """A provider's place in the network of the product, since it joined."""
    values: dict[str, Any] = {"cnpj": CNPJ, "network_number": network, "valid_from": date(1995, 1, 1)}
    return ProviderNetwork(**values | changes)


def a_sponsor(**changes: Any) -> Sponsor:
    """A company in force."""
    values: dict[str, Any] = {
        "code": MEMBER[:5],
        "name": "EMPRESA EXEMPLO",
        "line_of_business": LineOfBusiness.INDIVIDUAL,
        "started_on": date(1999, 6, 1),
    }
    return Sponsor(**values | changes)


def a_product(**changes: Any) -> Product:
    """An adapted product that is not modular."""
    values: dict[str, Any] = {"code": "342", "name": "GLOBAL EXEMPLO", "rulebook": "DM", "adapted": True}
    return Product(**values | changes)


def a_policy(**changes: Any) -> Policy:
    """An adapted policy in force."""
    values: dict[str, Any] = {
        "holder_number": MEMBER[:14],
        "sponsor_code": MEMBER[:5],
        "product_code": "342",
        "plan_code": "04210",
        "adapted": True,
        "started_on": date(2000, 1, 10),
        "plan_from": date(2000, 1, 10),
    }
    return Policy(**values | changes)


def a_member(**changes: Any) -> Member:
    """A woman of thirty-five, insured."""
    values: dict[str, Any] = {
        "member_number": MEMBER,
        "holder_number": MEMBER[:14],
        "person_suffix": MEMBER[14:],
        "name": "AURORA EXEMPLO",
        "search_name": "AURORA EXEMPLO",
        "birth_date": date(1972, 3, 2),
        "sex": "F",
        "relationship": "titular",
        "started_on": date(2000, 1, 10),
    }
    return Member(**values | changes)


def a_plan(**changes: Any) -> Plan:
    """A plan."""
    values: dict[str, Any] = {"code": "04210", "name": "PLANO EXEMPLO", "characteristics_from": date(2000, 1, 1)}
    return Plan(**values | changes)


def a_waiting_period(ends_on: date, **changes: Any) -> WaitingPeriod:
    """A waiting period of class 9 that ends on a day."""
    values: dict[str, Any] = {
        "member_number": MEMBER,
        "group_number": "630",
        "code": "9",
        "starts_on": ends_on - timedelta(days=180),
        "ends_on": ends_on,
    }
    return WaitingPeriod(**values | changes)


def a_cpt(ends_on: date, **changes: Any) -> Cpt:
    """A CPT that ends on a day."""
    values: dict[str, Any] = {
        "member_number": MEMBER,
        "condition": "CONDIÇÃO EXEMPLO",
        "starts_on": ends_on - timedelta(days=729),
        "ends_on": ends_on,
    }
    return Cpt(**values | changes)


def a_block(code: str, **changes: Any) -> MemberBlock:
    """A block on the person: L, A or P."""
    values: dict[str, Any] = {
        "member_number": MEMBER,
        "code": code,
        "starts_on": day(-40),
        "reason": "MOTIVO EXEMPLO",
    }
    return MemberBlock(**values | changes)


def a_due(number: int, due_on: date, paid_on: date | None = None) -> Due:
    """An instalment, open unless it says when it was paid."""
    return Due(number, due_on, paid_on)


def a_card(
    *,
    on: date = TODAY,
    member: Member | None = None,
    policy: Policy | None = None,
    sponsor: Sponsor | None = None,
    product: Product | None = None,
    plan: Plan | None = None,
    dues: Sequence[Due] = (),
    waiting: Sequence[WaitingPeriod] = (),
    running_cpts: Sequence[Cpt] = (),
    ended_cpts: Sequence[Cpt] = (),
    blocks: Sequence[MemberBlock] = (),
) -> MemberCard:
    """The card of somebody against whom nothing speaks; the standing is what the premium rules say of it."""
    member, policy = member or a_member(), policy or a_policy()
    standing = assess(
        dues,
        Contract(
            adapted=policy.adapted,
            continuation=bool(policy.continuation),
            court_deposit=policy.court_deposit,
            cancelled_from=policy.cancelled_from,
        ),
        on,
        rulebook=shipped_rulebook(),
        calendar=calendar(),
    )
    life = Life(
        member=member,
        age=age_on(member.birth_date, on),
        active=True,
        waiting=tuple(waiting),
        cpts=(*ended_cpts, *running_cpts),
        running_cpts=tuple(running_cpts),
        blocks=tuple(blocks),
    )
    return MemberCard(
        today=on,
        member=member,
        policy=policy,
        sponsor=sponsor or a_sponsor(),
        product=product or a_product(),
        plan=plan or a_plan(),
        standing=standing,
        lives=(life,),
        elsewhere=(),
    )


def lines(*codes: str, quantity: int | None = 1) -> tuple[FormLine, ...]:
    """One line a code, from the first line on."""
    return tuple(FormLine(position, code, quantity) for position, code in enumerate(codes, start=1))


def a_refused_line(position: int = 1, code: str = EXAM, refusal_code: str = "831") -> FormLine:
    """A line that carries a refusal code."""
    return FormLine(position, code, 1, refusal_code)


def a_form(**changes: Any) -> ConcessionForm:
    """An outpatient exam asked for today, valid for thirty days from the issue."""
    issued_on = changes.get("issued_on", TODAY)
    values: dict[str, Any] = {
        "member_number": MEMBER,
        "regional_office": OFFICE,
        "attendance_type": "5",
        "lines": lines(EXAM),
        "issued_on": issued_on,
        "valid_until": issued_on + timedelta(days=30),
    }
    return ConcessionForm(**values | changes)


def an_admission(**changes: Any) -> ConcessionForm:
    """A surgical admission in a week, its verso filled in."""
    values: dict[str, Any] = {
        "attendance_type": "7",
        "planned_on": day(7),
        "daily_rates": 2,
        "council_number": "SP000000",
        "physician": "DR. MODELO FICTÍCIO",
        "diagnosis": "QUADRO DE EXEMPLO",
    }
    return a_form(**values | changes)


def an_earlier(**changes: Any) -> EarlierService:
    """The same exam on an authorization issued today."""
    values: dict[str, Any] = {
        "number": "07/000001",
        "procedure_code": EXAM,
        "issued_on": TODAY,
        "planned_on": None,
        "status": AuthorizationStatus.PENDING,
    }
    return EarlierService(**values | changes)


def a_colleague(role: str, **changes: Any) -> Colleague:
    """A second person whose password was right."""
    values: dict[str, Any] = {"number": OTHER, "role": role, "confirmed": True}
    return Colleague(**values | changes)


def a_case(*procedures: Procedure, **changes: Any) -> Case:
    """A case that is allowed: its procedures are registered and inside the attendant's authority."""
    registered = procedures or (a_procedure(),)
    form: ConcessionForm = changes.get("form") or a_form(lines=lines(*(p.code for p in registered)))
    values: dict[str, Any] = {
        "form": form,
        "today": TODAY,
        "attendant_number": ATTENDANT,
        "attendant_role": Role.ATTENDANT,
        "unit_has_consultant": False,
        "offices": frozenset({OFFICE, "0208"}),
        "sponsor_known": True,
        "card": a_card(),
        "procedures": {procedure.code: procedure for procedure in registered},
        "limits": tuple(a_limit(procedure.code) for procedure in registered),
        "networks": ("001",),
        "provider_networks": (a_place(),),
    }
    return Case(**values | changes)


Place = tuple[str, str, int]
"""A block, the field at fault and the line (0 for the whole form)."""


def standing_blocks(case: Case, rulebook: Rulebook) -> list[Place]:
    """The blocks that stand after a decision: code, field and line of each, in order."""
    return [(block.code, block.field, block.line) for block in decide(case, rulebook).blocks]


def codes_of(case: Case, rulebook: Rulebook) -> tuple[str, ...]:
    """The codes of a decision, each once."""
    return decide(case, rulebook).decision.codes


def applied_rules(case: Case, rulebook: Rulebook, code: str) -> set[str]:
    """The rules that the reasons of a decision name for a block that applied."""
    reasons = decide(case, rulebook).decision.reasons
    return {reason.rule for reason in reasons if reason.applied and reason.code == code}


def said(case: Case, rulebook: Rulebook, code: str) -> str:
    """What the blocks of a code say, together."""
    return " / ".join(block.says for block in decide(case, rulebook).blocks if block.code == code)


def without(places: Iterable[Place], *codes: str) -> list[Place]:
    """The blocks except those of some codes: an admission always carries 480."""
    return [place for place in places if place[0] not in codes]
