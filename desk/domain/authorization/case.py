"""What a concession is decided on: the form as typed, and the facts the database holds about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.catalogue.model import AuthorityLimit, Procedure
from desk.domain.eligibility.member_card import MemberCard
from desk.domain.network.model import Provider

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
    number: str = ""
    """The senha already on the panel, when the form was concluded before."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """The second person named for a release, whose account is open: role, and whether the password was right.

    `confirmed` is None while no password has been given.
    """

    number: str
    role: str
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class EarlierService:
    """A service of the member already on an authorization."""

    number: str
    procedure_code: str
    issued_on: date
    planned_on: date | None
    status: str

    @property
    def stands(self) -> bool:
        """Whether the authorization is still good (or already used)."""
        return self.status in STANDING


@dataclass(frozen=True, slots=True)
class Case:
    """A form with every fact its decision needs. Nothing here asks a database or a clock."""

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

    @property
    def reference_date(self) -> date:
        """The day the service is asked for: the planned date, or the issue when there is none."""
        return self.form.planned_on or self.form.issued_on

    def granted_lines(self) -> tuple[FormLine, ...]:
        """The lines asked to be authorized: those without a refusal code."""
        return tuple(line for line in self.form.lines if not line.refusal_code)


@dataclass(frozen=True, slots=True)
class Raised:
    """A block raised: its code, the field at fault, the line (0 for the whole form) and why, in words."""

    code: str
    field: str
    says: str
    line: int = 0
    rule: str = ""
    values: tuple[tuple[str, str], ...] = ()
    solution: str = ""
    """What to do in this case, where it is not what the table of blocks says."""
