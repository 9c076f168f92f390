"""Questions of care with every fact given, answered by the shipped clauses; no database, no clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desk.domain.catalogue.model import AuthorityLimit, Procedure
from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Circumstance, Clause
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.member_card import Life, MemberCard
from desk.domain.eligibility.question import CareQuestion, Told, Use
from desk.domain.eligibility.subjects import subjects_of, widened
from desk.domain.enrolment.model import Cpt, Member, MemberBlock, Plan, Policy, Product, Sponsor, WaitingPeriod
from desk.domain.kernel.dates import add_days, add_months, age_on
from desk.domain.premium.rules import PaymentStanding, Standing
from desk.domain.rulebook.parameters import Rulebook

TODAY = {"DM": date(2007, 5, 15), "AZ": date(2012, 5, 15), "UF": date(2013, 5, 15), "PS": date(2022, 5, 16)}
"""A day each rulebook is in force."""
RULEBOOK = Rulebook.load()
PAID_UP = PaymentStanding(Standing.UP_TO_DATE, (), 0, 0, None, None, False, False, ())


def a_card(
    rulebook: str = "DM",
    *,
    on: date | None = None,
    age: int = 35,
    sex: str = "F",
    started_on: date | None = None,
    adapted: bool = True,
    adapted_on: date | None = None,
    coverage: str = "global",
    product: str = "342",
    plan: str = "ESPECIAL",
    relationship: str = "holder",
    line_of_business: str = "individual",
    waiting: Sequence[tuple[str, date]] = (),
    cpt_from: date | None = None,
    cpt_until: date | None = None,
    block: str = "",
    standing: PaymentStanding = PAID_UP,
    continuation: str = "",
    group_name: str = "",
    tipo: bool | None = None,
) -> MemberCard:
    """A paid-up person insured for five years; change what the rule asks about.

    `waiting` are (class, last day) pairs registered from the start.
    """
    today = on or TODAY[rulebook]
    start = started_on or today - timedelta(days=5 * 365)
    born = date(today.year - age, today.month, 1)
    policy = Policy(
        holder_number="99901000012345", sponsor_code="99901", product_code=product, plan_code="00001",
        adapted=adapted, adapted_on=adapted_on, started_on=start, plan_from=start, continuation=continuation,
    )  # fmt: skip
    member = Member(
        member_number="9990100001234501", holder_number="99901000012345", person_suffix="01", name="PESSOA",
        search_name="pessoa", birth_date=born, sex=sex, relationship=relationship, started_on=start,
    )  # fmt: skip
    number = member.member_number
    rows = tuple(
        WaitingPeriod(member_number=number, group_number="630", code=code, starts_on=start, ends_on=last)
        for code, last in waiting
    )
    cpts: tuple[Cpt, ...] = ()
    if cpt_until is not None:
        since = cpt_from or max(start, add_days(add_months(cpt_until, -24), 1))
        cpts = (Cpt(member_number=number, condition="DOENÇA EXEMPLO", starts_on=since, ends_on=cpt_until),)
    blocks = (MemberBlock(member_number=number, code=block, starts_on=start, reason="EXEMPLO"),) if block else ()
    life = Life(member, age_on(born, today), True, rows, cpts, cpts, blocks)
    return MemberCard(
        today=today,
        member=member,
        policy=policy,
        sponsor=Sponsor(
            code="99901",
            name="EMPRESA MODELO",
            line_of_business=line_of_business,
            group_name=group_name,
            started_on=start,
        ),
        product=Product(
            code=product,
            name="PRODUTO EXEMPLO",
            rulebook=rulebook,
            adapted=adapted,
            coverage=coverage,
            tipo_coverage=tipo,
        ),
        plan=Plan(code="00001", name=plan, characteristics_from=start),
        standing=standing,
        lives=(life,),
        elsewhere=(),
    )


def a_procedure(code: str = "90010011", description: str = "EXAME EXEMPLO", **facts: Any) -> Procedure:
    """An outpatient examination nothing is known against."""
    return Procedure(**{"code": code, "description": description, "kind": "diagnosis", **facts})


def a_question(
    about: str | Procedure = "",
    rulebook: str = "DM",
    *,
    on: date | None = None,
    attendance_type: str = "5",
    circumstance: Circumstance = Circumstance.ELECTIVE,
    quantity: int = 1,
    used: Sequence[tuple[date, int]] = (),
    in_network: bool | None = None,
    exception: bool | None = None,
    limits: Sequence[AuthorityLimit] = (),
    role: str = "CON",
    told: Told | None = None,
    **person: Any,
) -> CareQuestion:
    """A question about a procedure or a subject code, asked by a consultant so that authority is no matter.

    `used` are (day, quantity) pairs already had of the same thing; the rest describes the person (`a_card`).
    """
    procedure = about if isinstance(about, Procedure) else None
    if procedure is not None:
        about_codes = subjects_of(procedure)
    else:
        about_codes = widened([str(about)]) if about else frozenset()
    if told is not None and told.born_on is not None:
        about_codes |= widened(["newborn"])
    return CareQuestion(
        on=on or TODAY[rulebook],
        card=a_card(rulebook, **{"on": on, **person}),
        subjects=about_codes,
        procedure=procedure,
        attendance_type=attendance_type,
        circumstance=circumstance,
        quantity=quantity,
        in_network=in_network,
        exception=exception,
        used=tuple(Use(day, many, procedure.code if procedure else "", about_codes) for day, many in used),
        limits=tuple(limits),
        role=role,
        told=told or Told(),
    )


def ask(
    about: str | Procedure = "", rulebook: str = "DM", *, among: Sequence[Clause] | None = None, **facts: Any
) -> CareAnswer:
    """The answer to `a_question` by the shipped clauses, or by those given."""
    return answer(a_question(about, rulebook, **facts), clauses() if among is None else among, RULEBOOK)


def applied(given: CareAnswer) -> set[str]:
    """The rules that apply to an answer, its notes among them."""
    return {reason.rule for reason in (*given.decision.reasons, *given.notes) if reason.applied}


def tried(given: CareAnswer) -> set[str]:
    """The rules that were tried and do not apply."""
    return {reason.rule for reason in given.decision.reasons if not reason.applied}


def on_day(question: CareQuestion, day: date) -> CareQuestion:
    """The same question on another day."""
    return replace(question, on=day)
