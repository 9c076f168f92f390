"""What a concession is decided on: the form as typed, and the facts the database holds about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.catalogue.model import AuthorityLimit, Procedure
from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.member_card import MemberCard
from desk.domain.eligibility.question import Use
from desk.domain.network.model import Provider, ProviderNetwork

STANDING = frozenset({AuthorizationStatus.PENDING, AuthorizationStatus.CLOSED, AuthorizationStatus.INFORMATION})
"""States in which an authorization of the same service on the date still stands (AP-089)."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One service line as typed: its place on the form, code, quantity (None when blank), refusal code."""

    position: int
    code: str
    quantity: int | None
    refusal_code: str = ""


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A document asked for: its code, whether it was shown, and the date it bears (None when it bears none)."""

    code: str
    presented: bool
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConcessionForm:
    """MDAP as typed, blanks as empty texts, dates already read (None when blank)."""

    member_number: str
    regional_office: str
    attendance_type: str
    lines: tuple[FormLine, ...]
    issued_on: date
    valid_until: date
    authorizes: str = "S"
    planned_on: date | None = None
    daily_rates: int | None = None
    provider_cnpj: str = ""
    council_number: str = ""
    responsible_number: str = ""
    release_code: str = ""
    message: str = ""
    physician: str = ""
    diagnosis: str = ""
    cid: str = ""
    disease_duration: str = ""
    sessions_left: int | None = None
    justification: str = ""
    urgent: bool = False
    """Urgency or emergency, as the physician says it."""
    newborn: bool = False
    """Asked in the mother's name for a child not included yet (EL-025)."""
    born_on: date | None = None
    papers: tuple[PaperShown, ...] = ()
    papers_on: date | None = None
    """The day the papers were shown, where that was before today: a form sent is decided later."""
    drug: str = ""
    """The drug asked for under one of the codes for special medication (AP-041)."""
    number: str = ""
    """The senha already on the panel, when the form was concluded before."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """The second person named for a release, whose account is open: role, and whether the password was right.

    `confirmed` is None while no password has been given; `area` is the department of the unit they work in,
    empty at a UDAS.
    """

    number: str
    role: str
    confirmed: bool | None
    area: str = ""


@dataclass(frozen=True, slots=True)
class EarlierService:
    """A service of the member already on an authorization."""

    number: str
    procedure_code: str
    issued_on: date
    planned_on: date | None
    status: str
    quantity: int = 1
    refusal_code: str = ""
    subjects: frozenset[str] = frozenset()

    @property
    def stands(self) -> bool:
        """Whether the authorization is still good (or already used)."""
        return self.status in STANDING

    @property
    def day(self) -> date:
        """The day it is for: the planned one, or that of the issue."""
        return self.planned_on or self.issued_on

    @property
    def use(self) -> Use | None:
        """What it counts against a limit; None when it was refused or stands no more."""
        if not self.stands or self.refusal_code:
            return None
        return Use(self.day, self.quantity, self.procedure_code, self.subjects)


def is_active(provider: Provider, on: date) -> bool:
    """Whether a provider had joined and not left on a day."""
    return provider.joined_on <= on and (provider.left_on is None or on < provider.left_on)


@dataclass(frozen=True, slots=True)
class Case:
    """A form with every fact its decision needs. Nothing here asks a database or a clock.

    `earlier` are all services of the person on other authorizations, `networks` those of the product in the order
    they are searched, `provider_networks` every place the provider has or had in one. `answers` is what the
    clauses say of each line, by its position (see `care.answered`).
    """

    form: ConcessionForm
    today: date
    attendant_number: str
    attendant_role: str
    unit_has_consultant: bool
    offices: frozenset[str]
    sponsor_known: bool
    card: MemberCard | None = None
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    provider: Provider | None = None
    provider_number_valid: bool = True
    agreements: frozenset[str] = frozenset()
    coverage: Mapping[str, bool] = field(default_factory=dict)
    limits: tuple[AuthorityLimit, ...] = ()
    earlier: tuple[EarlierService, ...] = ()
    colleague: Colleague | None = None
    number_is_closed: bool = False
    attendant_area: str = ""
    networks: tuple[str, ...] = ()
    provider_networks: tuple[ProviderNetwork, ...] = ()
    answers: Mapping[int, CareAnswer] | None = None

    @property
    def reference_date(self) -> date:
        """The day the service is asked for: the planned date, or the issue when there is none."""
        return self.form.planned_on or self.form.issued_on

    def granted_lines(self) -> tuple[FormLine, ...]:
        """The lines asked to be authorized: those without a refusal code."""
        return tuple(line for line in self.form.lines if not line.refusal_code)

    def services(self) -> tuple[tuple[FormLine, Procedure], ...]:
        """The lines asked to be authorized whose service is registered."""
        return tuple(
            (line, self.procedures[line.code]) for line in self.granted_lines() if line.code in self.procedures
        )

    @property
    def present_networks(self) -> frozenset[str]:
        """The networks the provider is in on the reference date; none while it is not in the network at all."""
        on = self.reference_date
        if self.provider is None or not is_active(self.provider, on):
            return frozenset()
        return frozenset(
            place.network_number
            for place in self.provider_networks
            if place.valid_from <= on and (place.valid_until is None or on < place.valid_until)
        )

    @property
    def in_network(self) -> bool | None:
        """Whether the provider is in a network of the product on the day; None without a provider."""
        return None if self.provider is None else not self.present_networks.isdisjoint(self.networks)

    @property
    def used(self) -> tuple[Use, ...]:
        """What the person's other authorizations count against a limit."""
        counted = (earlier.use for earlier in self.earlier if earlier.number != self.form.number)
        return tuple(use for use in counted if use is not None)

    def people(self) -> tuple[tuple[str, str], ...]:
        """Whose authority the form stands on, role and area: the attendant, and a second person who confirmed."""
        first = (self.attendant_role, self.attendant_area)
        if self.colleague is None or not self.colleague.confirmed:
            return (first,)
        return first, (self.colleague.role, self.colleague.area)


@dataclass(frozen=True, slots=True)
class Raised:
    """A block raised: its code, the field at fault, the line (0 for the whole form) and why, in words."""

    code: str
    field: str
    says: str
    line: int = 0
    rule: str = ""
    values: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    """Which reading of an ambiguous text raised it."""
    solution: str = ""
    """What to do in this case, where it is not what the table of blocks says."""
