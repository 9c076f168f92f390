"""Reading procedures, units, multiples and authority limits in force on a date."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from desk.domain.catalogue.model import (
    AuthorityLimit,
    CoverageException,
    Procedure,
    ProcedureUnits,
    UnitValue,
)
from desk.domain.enrolment.model import PlanMultiple, Product
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import parse_procedure_code
from desk.domain.kernel.text import fold

# What every decision reads is put together once, and not at each reading.
_UNIT_VALUE = (
    select(col(UnitValue.value))
    .where(
        col(UnitValue.kind) == bindparam("kind"),
        col(UnitValue.product_code).in_([bindparam("product_code"), ""]),
        col(UnitValue.valid_from) <= bindparam("on"),
    )
    .order_by(col(UnitValue.product_code).desc(), col(UnitValue.valid_from).desc())
    .limit(1)
)
_MULTIPLE = (
    select(col(PlanMultiple.multiple))
    .where(
        col(PlanMultiple.product_code) == bindparam("product_code"),
        col(PlanMultiple.plan_code) == bindparam("plan_code"),
        col(PlanMultiple.valid_from) <= bindparam("on"),
    )
    .order_by(col(PlanMultiple.valid_from).desc())
    .limit(1)
)
_EXCEPTIONS = (
    select(col(CoverageException.procedure_code), col(CoverageException.covered))
    .where(
        col(CoverageException.product_code) == bindparam("product_code"),
        col(CoverageException.procedure_code).in_(bindparam("codes", expanding=True)),
        col(CoverageException.valid_from) <= bindparam("on"),
    )
    .order_by(col(CoverageException.valid_from))
)
_AUTHORITY = select(AuthorityLimit).where(
    col(AuthorityLimit.procedure_code).in_(bindparam("codes", expanding=True)),
    col(AuthorityLimit.valid_from) <= bindparam("on"),
)


def parse_procedure(text: str, field: str) -> str:
    """Read a procedure code as typed. Raises DomainError on its field when it is not eight digits."""
    try:
        return parse_procedure_code(text)
    except ValueError:
        raise DomainError("CÓDIGO DE SERVIÇO TEM 8 DÍGITOS", field=field, code="057") from None


def procedures_by_code(session: Session, codes: Iterable[str]) -> dict[str, Procedure]:
    """The registered procedures among these codes."""
    found = session.exec(select(Procedure).where(col(Procedure.code).in_(list(codes))))
    return {procedure.code: procedure for procedure in found}


def units_on(session: Session, procedure_code: str, unit_table: str, on: date) -> Decimal | None:
    """Units of a procedure in a table on a date; None when the table has none (RE-006)."""
    return session.exec(
        select(col(ProcedureUnits.quantity))
        .where(
            col(ProcedureUnits.procedure_code) == procedure_code,
            col(ProcedureUnits.unit_table) == unit_table,
            col(ProcedureUnits.valid_from) <= on,
        )
        .order_by(col(ProcedureUnits.valid_from).desc())
        .limit(1)
    ).first()


def unit_value_on(session: Session, product: Product, on: date) -> Decimal | None:
    """The value of the product's unit in force on a date, its own before the general one (RE-008)."""
    asked = {"kind": product.unit_kind, "product_code": product.code, "on": on}
    return session.exec(_UNIT_VALUE, params=asked).first()


def multiple_on(session: Session, product_code: str, plan_code: str, on: date) -> Decimal | None:
    """The reimbursement multiple of a plan in a product on a date; None when none is registered (RE-010)."""
    asked = {"product_code": product_code, "plan_code": plan_code, "on": on}
    return session.exec(_MULTIPLE, params=asked).first()


def coverage_exceptions(session: Session, product_code: str, codes: Iterable[str], on: date) -> dict[str, bool]:
    """What a product's contract says of single procedures on a date: covered or excluded."""
    asked = {"product_code": product_code, "codes": list(codes), "on": on}
    return dict(session.exec(_EXCEPTIONS, params=asked).all())


def authority_limits(session: Session, codes: Iterable[str], on: date) -> list[AuthorityLimit]:
    """The lines of the authority table for these procedures in force on a date (AP-026)."""
    rows = session.exec(_AUTHORITY, params={"codes": list(codes), "on": on})
    return [row for row in rows if row.valid_until is None or on < row.valid_until]


def find_procedures(session: Session, text: str, *, most: int) -> list[Procedure]:
    """Procedures whose code begins with these digits, or whose description has words beginning with each word."""
    query = select(Procedure).order_by(col(Procedure.code)).limit(most)
    words = fold(text).split()
    if text.strip().isdigit():
        return list(session.exec(query.where(col(Procedure.code).startswith(text.strip()))))
    for word in words:
        name = col(Procedure.search_name)
        query = query.where(
            or_(name.startswith(word, autoescape=True), name.contains(f" {word}", autoescape=True))
        )
    return list(session.exec(query)) if words else []
