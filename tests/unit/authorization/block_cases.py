"""One case for each of the 58 blocks that raises it, and the nearest case that does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, Colleague, FormLine, PaperShown
from desk.domain.catalogue.model import ProcedureKind
from tests.unit.authorization.builders import (
    ATTENDANT,
    CNPJ,
    DELIVERY,
    EXAM,
    NOTE,
    OTHER,
    SECOND_EXAM,
    TODAY,
    a_block,
    a_card,
    a_case,
    a_colleague,
    a_delivery,
    a_due,
    a_form,
    a_member,
    a_place,
    a_plan,
    a_policy,
    a_procedure,
    a_product,
    a_provider,
    a_refused_line,
    a_sponsor,
    a_waiting_period,
    an_admission,
    an_earlier,
    day,
    lines,
)


@dataclass(frozen=True)
class Pair:
    """The case that raises a block, where it shows it, and the nearest one that does not."""

    raises: Callable[[], Case]
    spares: Callable[[], Case]
    field: str
    line: int = 0


def with_release(case: Case, code: str, number: str, note: str, colleague: Colleague | None = None) -> Case:
    """The case with a release tried on it."""
    form = replace(case.form, release_code=code, responsible_number=number, justification=note)
    return replace(case, form=form, colleague=colleague)


def _surgery(*, in_table: bool = True) -> Case:
    case = a_case(a_procedure(anaesthesia_class=2))
    return case if in_table else replace(case, limits=())


def _male() -> Case:
    return a_case(a_procedure(sex="M"))


def _maternity(sex: str) -> Case:
    form = an_admission(attendance_type="8", lines=lines(DELIVERY))
    return a_case(a_delivery(), form=form, card=a_card(member=a_member(sex=sex)))


def _at(kind: str = "", *, provider_changes: dict[str, object] | None = None, **facts: object) -> Case:
    """The exam at a provider, with facts about it."""
    provider = a_provider(**{"kind": kind, **(provider_changes or {})})
    values: dict[str, object] = {"form": a_form(provider_cnpj=CNPJ), "provider": provider}
    return a_case(**values | facts)


def _provider(procedure: dict[str, object], provider: dict[str, object], **facts: object) -> Case:
    values: dict[str, object] = {"form": a_form(provider_cnpj=CNPJ), "provider": a_provider(**provider)}
    return a_case(a_procedure(**procedure), **values | facts)


def _valid(until: int) -> Case:
    return a_case(form=a_form(valid_until=day(until)))


def _proof(until: int, *, presented: bool = True) -> Case:
    return a_case(form=a_form(papers=(PaperShown("CVA", presented, day(until)),)))


def _days(days: int) -> Case:
    return a_case(a_procedure(average_days=3), form=an_admission(daily_rates=days))


def _of(**facts: object) -> Callable[[], Case]:
    return lambda: a_case(a_procedure(**facts))


def _form(**facts: object) -> Callable[[], Case]:
    return lambda: a_case(form=a_form(**facts))


def _earlier(procedure: dict[str, object], **facts: object) -> Callable[[], Case]:
    return lambda: a_case(a_procedure(**procedure), earlier=(an_earlier(**facts),))


def _refusing(code: str, role: str) -> Callable[[], Case]:
    return lambda: a_case(form=a_form(lines=(a_refused_line(refusal_code=code),)), attendant_role=role)


def _hospital(attendance: str, *, urgent: bool = False) -> Callable[[], Case]:
    card = a_card(product=a_product(coverage="hospitalar"))
    form = a_form(attendance_type=attendance, urgent=urgent)
    return lambda: a_case(form=form, card=card)


def _provided(**facts: object) -> Callable[[], Case]:
    return lambda: _at(provider_changes=facts)


def _card(**facts: object) -> Callable[[], Case]:
    return lambda: a_case(card=a_card(**facts))  # type: ignore[arg-type]


TWO = lines(EXAM, SECOND_EXAM)
UNIT = "identificacao"
PROVIDER = "codigo_do_prestador"

PAIRS: dict[str, Pair] = {
    "005": Pair(lambda: a_case(form=a_form(member_number="999"), card=None), a_case, UNIT),
    "023": Pair(_form(regional_office="9999"), _form(regional_office="0208"), "escritorio_regional"),
    "024": Pair(lambda: a_case(card=None), a_case, UNIT),
    "025": Pair(
        lambda: with_release(_surgery(in_table=False), "819", ATTENDANT, NOTE),
        lambda: with_release(_surgery(), "819", ATTENDANT, NOTE),
        "matricula_do_responsavel",
    ),
    "026": Pair(
        lambda: with_release(_male(), "", ATTENDANT, NOTE),
        lambda: with_release(_male(), "", OTHER, NOTE, a_colleague(Role.CONSULTANT)),
        "matricula_do_responsavel",
    ),
    "027": Pair(
        lambda: with_release(_surgery(), "819", "", NOTE),
        lambda: with_release(_surgery(), "819", ATTENDANT, NOTE),
        "matricula_do_responsavel",
    ),
    "034": Pair(lambda: a_case(sponsor_known=False), _card(sponsor=a_sponsor(ended_on=day(1))), UNIT),
    "040": Pair(_refusing("999", Role.CONSULTANT), _refusing("831", Role.CONSULTANT), "lib_neg.1", 1),
    "041": Pair(_refusing("831", Role.ATTENDANT), _refusing("831", Role.SUPERVISOR), "lib_neg.1", 1),
    "045": Pair(
        _form(attendance_type="2", planned_on=day(31)),
        _form(attendance_type="2", planned_on=day(30)),
        "data_prevista",
    ),
    "047": Pair(lambda: a_case(number_is_closed=True), _form(number="07/000009"), UNIT),
    "057": Pair(lambda: a_case(form=a_form(lines=TWO)), lambda: a_case(a_procedure()), "servico.2", 2),
    "060": Pair(lambda: _maternity("M"), lambda: _maternity("F"), "ta"),
    "061": Pair(
        lambda: _provider({"restricted": True}, {}),
        lambda: _provider({"restricted": True}, {}, agreements=frozenset({EXAM})),
        PROVIDER,
        1,
    ),
    "089": Pair(_card(product=a_product(modular=True)), _card(product=a_product(modular=False)), PROVIDER),
    "090": Pair(lambda: _at(provider_number_valid=False), lambda: _at(provider_number_valid=True), PROVIDER),
    "091": Pair(_provided(left_on=TODAY), _provided(left_on=day(1)), PROVIDER),
    "150": Pair(_of(kind=ProcedureKind.DAILY_RATE), _of(kind=ProcedureKind.THERAPY), "servico.1", 1),
    "181": Pair(_form(authorizes="X"), _form(authorizes="S"), "autoriza"),
    "184": Pair(lambda: a_case(form=an_admission(attendance_type="8")), lambda: _maternity("F"), "ta"),
    "200": Pair(_of(attendance_types="67"), _of(attendance_types="567"), "ta", 1),
    "205": Pair(_form(issued_on=day(-6)), _form(issued_on=day(-5)), "emissao"),
    "214": Pair(
        lambda: a_case(a_procedure(), form=a_form(lines=lines(EXAM, EXAM))),
        lambda: a_case(a_procedure(), form=a_form(lines=lines(EXAM, quantity=2))),
        "servico.2",
        2,
    ),
    "372": Pair(_earlier({}, status="Excluído"), _earlier({}, issued_on=day(-1)), "servico.1", 1),
    "377": Pair(_form(lines=lines(EXAM, quantity=None)), _form(lines=lines(EXAM)), "quantidade.1", 1),
    "042": Pair(lambda: _valid(-1), lambda: _valid(0), "validade"),
    "054": Pair(
        _card(plan=a_plan(characteristics_from=day(1))), _card(plan=a_plan(characteristics_from=TODAY)), UNIT
    ),
    "206": Pair(lambda: _valid(31), lambda: _valid(30), "validade"),
    "207": Pair(lambda: _valid(181), lambda: _valid(180), "validade"),
    "401": Pair(lambda: a_case(coverage={EXAM: False}), lambda: a_case(coverage={EXAM: True}), "servico.1", 1),
    "402": Pair(_card(sponsor=a_sponsor(blocked_on=TODAY)), _card(sponsor=a_sponsor(blocked_on=day(1))), UNIT),
    "415": Pair(
        lambda: a_case(a_procedure(standards="A"), card=a_card(plan=a_plan(standard="E"))),
        lambda: a_case(a_procedure(standards="A|E"), card=a_card(plan=a_plan(standard="E"))),
        "servico.1",
        1,
    ),
    "426": Pair(
        lambda: a_case(a_procedure(waiting_code="9"), card=a_card(waiting=(a_waiting_period(TODAY),))),
        lambda: a_case(a_procedure(waiting_code="9"), card=a_card(waiting=(a_waiting_period(day(-1)),))),
        "servico.1",
        1,
    ),
    "428": Pair(lambda: _days(7), lambda: _days(6), "qtde_diarias", 1),
    "432": Pair(_card(member=a_member(removed_from=TODAY)), _card(policy=a_policy(cancelled_from=day(1))), UNIT),
    "434": Pair(_card(dues=(a_due(5, day(-10)),)), _card(dues=(a_due(5, day(-10), TODAY),)), UNIT),
    "474": Pair(lambda: _proof(29), lambda: _proof(30), "validade"),
    "479": Pair(
        lambda: a_case(form=an_admission(planned_on=None)), lambda: a_case(form=an_admission()), "data_prevista"
    ),
    "480": Pair(lambda: a_case(form=an_admission()), _form(attendance_type="2", planned_on=day(7)), "ta"),
    "481": Pair(_of(anaesthesia_class=1), _of(anaesthesia_class=0), "servico.1", 1),
    "482": Pair(_of(plastic=True), _of(plastic=False), "servico.1", 1),
    "483": Pair(
        _earlier({"recurrence_days": 30}, issued_on=day(-29)),
        _earlier({"recurrence_days": 30}, issued_on=day(-30)),
        "servico.1",
        1,
    ),
    "484": Pair(
        _earlier({"single_execution": True}, issued_on=day(-3000)),
        _earlier({"single_execution": True}, issued_on=day(-3000), status="Excluído"),
        "servico.1",
        1,
    ),
    "485": Pair(
        lambda: a_case(a_procedure(outpatient=True), form=an_admission()),
        lambda: a_case(a_procedure(outpatient=True)),
        "servico.1",
        1,
    ),
    "486": Pair(_of(kind=ProcedureKind.DENTAL), _of(kind=ProcedureKind.DIAGNOSIS), "servico.1", 1),
    "487": Pair(
        lambda: a_case(a_procedure(maximum_quantity=2), form=a_form(lines=lines(EXAM, quantity=3))),
        lambda: a_case(a_procedure(maximum_quantity=2), form=a_form(lines=lines(EXAM, quantity=2))),
        "quantidade.1",
        1,
    ),
    "488": Pair(lambda: _days(4), lambda: _days(3), "qtde_diarias", 1),
    "489": Pair(_of(maximum_age=34), _of(maximum_age=35), "servico.1", 1),
    "490": Pair(
        lambda: _provider({"places": "HOSPITAL"}, {"kind": "CLINICA"}),
        lambda: _provider({"places": "HOSPITAL|CLINICA"}, {"kind": "CLINICA"}),
        "servico.1",
        1,
    ),
    "491": Pair(_male, _of(sex="F"), "servico.1", 1),
    "492": Pair(
        lambda: _at(provider_networks=(a_place("017"),)),
        lambda: _at(provider_networks=(a_place("017"), a_place("001"))),
        PROVIDER,
    ),
    "493": Pair(_card(blocks=(a_block("A"),)), _card(blocks=(a_block("A", ends_on=day(-1)),)), UNIT),
    "494": Pair(
        lambda: _provider({"specialty": "RADIOLOGIA"}, {"specialties": "FISIATRIA"}),
        lambda: _provider({"specialty": "RADIOLOGIA"}, {"specialties": "FISIATRIA|RADIOLOGIA"}),
        "servico.1",
        1,
    ),
    "495": Pair(_of(blocked=True), _of(blocked=False), "servico.1", 1),
    "496": Pair(_hospital("5"), _hospital("2"), "servico.1", 1),
    "497": Pair(_card(blocks=(a_block("P"),)), _card(blocks=(a_block("P", starts_on=day(1)),)), UNIT),
    "498": Pair(
        lambda: _at(provider_networks=(a_place("001", valid_until=TODAY),)),
        lambda: _at(provider_networks=(a_place("001", valid_until=day(1)),)),
        PROVIDER,
    ),
    "499": Pair(
        lambda: _at(provider_changes={"state": "MG"}, card=a_card(product=a_product(region="SP|RJ"))),
        lambda: _at(provider_changes={"state": "RJ"}, card=a_card(product=a_product(region="SP|RJ"))),
        PROVIDER,
    ),
}
"""By code, in no order."""

RELEASES_OF = ("025", "026", "027", "041")
"""Blocks that a release or a refusal tried raises, not the form."""

NEXT = FormLine(2, SECOND_EXAM, 1)
