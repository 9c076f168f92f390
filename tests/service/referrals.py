"""What tests of cases share: forms that have to be sent, and whoever decides them."""

from typing import Any

from desk.domain.authorization.case import ConcessionForm, FormLine, PaperShown
from desk.domain.authorization.papers import asked
from desk.domain.authorization.service import examine
from desk.domain.context import Actor, Desk
from desk.domain.referral.deciding import Opinion, Verdict
from desk.domain.referral.model import Referral
from desk.domain.referral.service import send
from tests.conftest import ATTENDANT, AURORA
from tests.service.forms import a_form

INJUNCTION = "9990100006006101"
"""Blocked by a court order: 493, the supervision's."""
DECLARED = "9990100006004501"
"""Under a CPT: always CAP."""
BEYOND = "90030047"
"""A service outside the attendant's authority."""

CAP_ATTENDANT = Actor("A100008", "ATD", "0500", "TEST", "ATENDENTE CAP MODELO")
CAP_CONSULTANT = Actor("A100009", "CON", "0500", "TEST", "CONSULTOR CAP MODELO")
ADMINISTRATOR = Actor("A100007", "ADM", "0107", "TEST", "ADMINISTRAÇÃO MODELO")


def blocked_form(**changes: Any) -> ConcessionForm:
    """A form of somebody with a court order."""
    return a_form(member=INJUNCTION, **{"justification": "LIMINAR 0001/2007", **changes})


def too_many(**changes: Any) -> ConcessionForm:
    """More of a service than it allows, beyond every authority but a consultant's (487)."""
    return a_form(lines=(FormLine(1, "90020017", 5),), **changes)


def routed_form(desk: Desk, member: str = AURORA, code: str = BEYOND, **changes: Any) -> ConcessionForm:
    """A form nothing blocks, for CAP to decide, its papers shown."""
    form = a_form(member=member, procedure=code, **changes)
    case = examine(desk, ATTENDANT, form).case
    shown = tuple(PaperShown(paper.code, True, desk.clock.today()) for paper in asked(case))
    return a_form(member=member, procedure=code, **{"papers": shown, **changes})


def sent(desk: Desk, form: ConcessionForm | None = None, *, actor: Actor = ATTENDANT, key: str = "a") -> Referral:
    """A case sent."""
    return send(desk, actor, form or blocked_form(), submission=key)


RELEASE = Opinion(Verdict.RELEASE, "CONFERIDO")
