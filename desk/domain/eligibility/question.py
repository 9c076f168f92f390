"""What is asked at the counter, with every fact the rules need: may this person have this service on this day."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desk.domain.catalogue.model import AuthorityLimit, Procedure
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.member_card import MemberCard
from desk.domain.enrolment.model import Cpt, WaitingPeriod
from desk.domain.kernel.dates import add_days, age_on
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class Use:
    """A service the person already had or has on a standing authorization: day, quantity, what it was about."""

    on: date
    quantity: int
    code: str
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What the caller or the papers say and no register knows; None is not said.

    `degrees` are the refraction of the right and the left eye, `last_period_on` the first day of the last period,
    `born_on` the birth of a newborn not included yet, for whom the service is, `delivery_covered` whether the
    insurer paid that delivery, `settled_on` the day the bank settled the first premium, `entered_exempt` whether
    the person joined in a window without waiting periods.
    """

    degrees: tuple[Decimal, Decimal] | None = None
    last_period_on: date | None = None
    born_on: date | None = None
    delivery_covered: bool | None = None
    settled_on: date | None = None
    entered_exempt: bool | None = None


UNTOLD = Told()
"""Nothing said beyond the registers."""


@dataclass(frozen=True, slots=True)
class CareQuestion:
    """The question. Nothing here asks a database or a clock.

    `procedure` is None when the question is about a subject and no code (a companion, home care). `exception`
    is what the product's contract says of the code (None for nothing), `waiting` and `cpts` are all registered
    ones of the person, running or not; `in_network` is None when no provider was named.
    """

    on: date
    card: MemberCard
    subjects: frozenset[str]
    procedure: Procedure | None = None
    attendance_type: str = ""
    circumstance: Circumstance = Circumstance.ELECTIVE
    quantity: int = 1
    in_network: bool | None = None
    exception: bool | None = None
    used: tuple[Use, ...] = ()
    limits: tuple[AuthorityLimit, ...] = ()
    role: str = ""
    unit_has_consultant: bool = False
    told: Told = UNTOLD
    automation_up: bool = True
    """Whether the system that knows coverage is in service."""

    def on_day(self, day: date) -> "CareQuestion":
        """The same question on another day; what is open in premiums today stays open."""
        return replace(self, on=day)

    @property
    def rulebook(self) -> str:
        """The rulebook of the person's product."""
        return self.card.product.rulebook

    @property
    def code(self) -> str:
        """The code asked for, empty for a subject."""
        return self.procedure.code if self.procedure is not None else ""

    @property
    def age(self) -> int:
        """Completed years on the day of who gets the service: the person, or the newborn told of."""
        return age_on(self.told.born_on or self.card.member.birth_date, self.on)

    @property
    @rule("CV-026")
    def adhered_on(self) -> date:
        """The data de adesão: the day after the bank settled the first premium, as registered unless told."""
        if self.told.settled_on is not None:
            return add_days(self.told.settled_on, 1)
        return self.card.member.started_on

    @property
    def urgent(self) -> bool:
        """Whether it is needed now: emergency, accident or complication of pregnancy."""
        return self.circumstance is not Circumstance.ELECTIVE

    @property
    def waiting(self) -> tuple[WaitingPeriod, ...]:
        """The registered waiting periods running on the day."""
        return tuple(w for w in self.card.life.waiting if w.starts_on <= self.on <= w.ends_on)

    @property
    def cpts(self) -> tuple[Cpt, ...]:
        """The CPTs registered for the person."""
        return self.card.life.cpts
