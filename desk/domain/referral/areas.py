"""Where a form that the attendant may not conclude goes, and who decides what lies there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from desk.domain.access.model import Role
from desk.domain.authorization.authority import within_authority
from desk.domain.authorization.case import Case, Raised
from desk.domain.authorization.releases import release
from desk.domain.authorization.rules import Concession
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.eligibility.place import CAP, CONSULTANCY
from desk.domain.eligibility.place import CONSULTANT as UNIT_CONSULTANT
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError, ForbiddenError
from desk.domain.kernel.resources import read_table
from desk.domain.referral.model import ReferralKind
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.reference import block_codes, refusal_codes

CONSULTANT, SENIOR, SUPERVISION = "CONSULTOR", "SENIOR", "SUPERVISAO"
WITHIN_THE_UNIT = frozenset({CONSULTANT, SENIOR, SUPERVISION})
"""Areas that are people of the unit; every other one is a department of its own."""

COMPANY = "EMPRESA"
"""It decides in its own house: nobody of it works at the desk."""
AREA_LENGTH = 12
_SHORT = {
    UNIT_CONSULTANT: CONSULTANT,
    CONSULTANCY: CONSULTANT,
    "SUPERVISÃO": SUPERVISION,
    "CENTRAL ASSEFAZ": "ASSEFAZ",
    "CENTRAL UNAFISCO": "UNAFISCO",
    "PERÍCIA UNAFISCO": "PERÍCIA UNAF",
    "REEMBOLSO ASSEFAZ": "REEMB.ASSEF.",
    "REEMBOLSO UNAFISCO": "REEMB.UNAF.",
    "PAS/SERPRO 0800 888 9504": "PAS/SERPRO",
}
"""Areas by the name a case, and the unit that is one, goes by."""

_IN_WORDS = {SUPERVISION: "SUPERVISÃO", SENIOR: "SÊNIOR"}
_BY_RELEASE = {"819": CONSULTANT, "consultant": CONSULTANT, "supervisor": SUPERVISION, "CAP": CAP}
"""Who lifts a block of this release besides the attendant."""
_CODE = {"819": "819", "LIB": "LIB", "supervisor": "LIB"}
"""What is typed to lift it."""
_SIMPLE = frozenset({ProcedureKind.DIAGNOSIS, ProcedureKind.THERAPY})
_REFUSAL = "lib_neg."
_CONDITIONAL = {"372": "819", "434": "LIB"}
"""Blocks that a code lifts only while something holds, with the code."""
_FINAL = frozenset({"AP-089", "AP-095"})
"""The rules by which it does not."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a form goes and why: the blocks to be lifted or analysed, or the areas of a form without blocks."""

    kind: ReferralKind
    area: str
    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Further areas the form concerns; the first answers for all."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Whoever would decide: number, role and home unit as registered, and the area that unit is."""

    number: str
    role: str
    unit_code: str
    area: str


@cache
def analysed_by() -> dict[str, str]:
    """The blocks nothing lifts at the desk but that an area analyses, with the area (AP-069)."""
    return {row["code"]: row["area"] for row in read_table("reference/referral_areas.csv")}


@rule("AP-049", "AP-053", "AP-069", "AP-102")
def destination(case: Case, concession: Concession) -> Destination:
    """Where a decided form goes. Raises DomainError on the field at fault for one that goes nowhere."""
    decision = concession.decision
    if decision.outcome in {Outcome.ALLOWED, Outcome.REFUSED}:
        raise DomainError("NADA A ENCAMINHAR: ALT 5 CONCLUI")
    for line in case.granted_lines():
        procedure = case.procedures.get(line.code)
        if procedure is not None and procedure.needs_authorization is False:
            raise DomainError(f"{line.code} NÃO EXIGE AP: NADA A ENCAMINHAR", field=f"servico.{line.position}")
    if decision.outcome is Outcome.ROUTED:
        areas = tuple(dict.fromkeys(area_of_route(route.area) for route in decision.routes))
        if areas == (COMPANY,):
            raise DomainError("SÓ A EMPRESA LIBERA (AP-053): O SEGURADO PROCURA O RH", field="servico.1")
        first = CAP if CAP in areas else next(area for area in areas if area != COMPANY)
        return Destination(ReferralKind.ROUTING, first, others=tuple(area for area in areas if area != first))
    if not concession.blocks:
        raise DomainError(decision.reasons[0].says, field="servico.1")
    for block in concession.blocks:
        _refuse_what_stays(block, case)
        _refuse_what_nobody_lifts(block, case)
    codes = tuple(dict.fromkeys(block.code for block in concession.blocks))
    areas = tuple(dict.fromkeys(_area_of(block, case) for block in concession.blocks if block.code != "434"))
    if not areas:
        raise DomainError("VOCÊ MESMO LIBERA COM LIB, DEPOIS DE CONFERIR O PAGAMENTO", field="lib", code="434")
    if SUPERVISION in areas and set(areas) - {SUPERVISION, SENIOR}:
        raise DomainError("UMA PESSOA SÓ NÃO LIBERA: O CONSULTOR DIGITA E A SUPERVISÃO LIBERA", field="lib")
    first = next(area for area in (CAP, CONSULTANT, SUPERVISION, SENIOR) if area in areas)
    return Destination(ReferralKind.RELEASE, first, codes)


def area_of_route(area: str) -> str:
    """The area of a referral for the area a decision names."""
    return _SHORT.get(area, area[:AREA_LENGTH])


def area_in_words(area: str) -> str:
    """An area as it is written."""
    return _IN_WORDS.get(area, area)


def needed_code(codes: Iterable[str]) -> str:
    """What has to be typed to lift these blocks: LIB, 819 (it serves for both where both stand) or nothing."""
    return min((_CODE[r] for code in codes if (r := block_codes()[code].release) in _CODE), default="")


@rule("AP-025")
def may_decide(decider: Decider, *, area: str, unit_code: str, asked_by: str, kinds: Iterable[str]) -> bool:
    """Whether somebody decides the cases of an area: never who asked.

    A consultant of the same unit or of CAP; any supervisor of the unit, or the administration; of a department,
    its own people. At CAP attendants decide diagnosis and therapy, its consultants everything (AP-025).
    """
    if decider.number == asked_by:
        return False
    at_home = decider.unit_code == unit_code
    match area:
        case "CONSULTOR":
            return decider.role == Role.CONSULTANT and (at_home or decider.area == CAP)
        case "SUPERVISAO":
            return decider.role == Role.ADMINISTRATOR or (decider.role == Role.SUPERVISOR and at_home)
        case "SENIOR":
            seniors = {Role.SENIOR, Role.SUPERVISOR, Role.CONSULTANT}
            return decider.role in seniors and (
                at_home or (decider.role == Role.CONSULTANT and decider.area == CAP)
            )
        case _ if decider.area != area:
            return False
        case "CAP":
            return decider.role == Role.CONSULTANT or (decider.role in _STAFF and set(kinds) <= _SIMPLE)
        case _:
            return decider.role in _STAFF or decider.role == Role.CONSULTANT


_STAFF = frozenset({Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR})


def require_decider(decider: Decider, *, area: str, unit_code: str, asked_by: str, kinds: Iterable[str]) -> None:
    """Let whoever decides an area pass. Raises ForbiddenError for everybody else."""
    if decider.number == asked_by:
        raise ForbiddenError("QUEM PEDE NÃO LIBERA: OUTRA PESSOA DECIDE", code="026")
    if not may_decide(decider, area=area, unit_code=unit_code, asked_by=asked_by, kinds=kinds):
        says = f"{decider.number} ({decider.role}) NÃO DECIDE PEDIDOS DE {area_in_words(area)}"
        raise ForbiddenError(says, code="041")


def _refuse_what_stays(block: Raised, case: Case) -> None:
    """What is mended on the form, or by another area altogether, is not sent."""
    entry = block_codes()[block.code]
    if block.field.startswith(_REFUSAL):
        for line in case.form.lines:
            if line.refusal_code and line.refusal_code not in refusal_codes():
                says = f"NÃO SE ENCAMINHA: {line.refusal_code} NÃO É CÓDIGO DE NEGATIVA"
                raise DomainError(says, field=f"{_REFUSAL}{line.position}", code="040")
        return
    if entry.release in {"correct", "other_area"} or (entry.release == "none" and block.code not in analysed_by()):
        solution = block.solution or entry.solution
        raise DomainError(f"NÃO SE ENCAMINHA: {solution}"[:69], field=block.field, code=block.code)


@rule("AP-089", "AP-095")
def _refuse_what_nobody_lifts(block: Raised, case: Case) -> None:
    """Nobody lifts a repetition of what stands (a copy is issued), nor arrears beyond their term."""
    code = _CONDITIONAL.get(block.code)
    if code is None:
        return
    tried = replace(case, form=replace(case.form, release_code=code, responsible_number=""))
    for refused in release(tried, [block]).raised:
        if refused.rule in _FINAL:
            why = refused.says.partition(": ")[2]
            raise DomainError(f"NÃO SE ENCAMINHA: {why}"[:69], field=block.field, code=block.code)


def _area_of(block: Raised, case: Case) -> str:
    entry = block_codes()[block.code]
    if block.field.startswith(_REFUSAL):
        return CONSULTANT
    if block.code in analysed_by():
        return analysed_by()[block.code]
    if entry.release == "819" and (case.attendant_role == Role.CONSULTANT or within_authority(case, Role.SENIOR)):
        return SENIOR  # what a consultant asks has been analysed: anybody who analyses lifts it
    if entry.release == "819" and within_authority(case, Role.SUPERVISOR):
        return SUPERVISION
    return _BY_RELEASE[entry.release]
