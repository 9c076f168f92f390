"""The register of services as MCSA and MCSG read it: attributes, and units by table and date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from desk.domain.catalogue.model import Procedure, ProcedureUnits
from desk.domain.catalogue.service import multiple_on, unit_value_on, units_on
from desk.domain.context import Desk
from desk.domain.enrolment.model import Plan, Product
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.rulebook.catalogue import cite, rule


@dataclass(frozen=True, slots=True)
class RegisteredProcedure:
    """A procedure with what must be minded when its attributes are read."""

    procedure: Procedure
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """Units of a procedure in a table from a date on, and whether they are the ones in force."""

    unit_table: str
    since: date
    quantity: Decimal
    in_force: bool


@dataclass(frozen=True, slots=True)
class ProcedureUnitsCard:
    """Units of a procedure by table and date, and the factors of the formula for a product and plan.

    A factor is None where nothing is registered for the day, or nobody said for which product or plan.
    """

    procedure: Procedure
    on: date
    entries: tuple[UnitEntry, ...]
    product: Product | None
    plan: Plan | None
    unit_table: str
    units: Decimal | None
    multiple: Decimal | None
    unit_value: Decimal | None
    reasons: tuple[Reason, ...]


def registered_procedure(desk: Desk, code: str) -> RegisteredProcedure:
    """A procedure of the register. Raises NotFoundError for an unknown code."""
    with desk.store.reading() as session:
        procedure = _procedure(session, code)
    return RegisteredProcedure(procedure, _cautions(procedure))


def procedure_units(
    desk: Desk, code: str, *, on: date, product_code: str = "", plan_code: str = "", unit_table: str = ""
) -> ProcedureUnitsCard:
    """Units of a procedure, and beside them the factors a product and plan bring on a date.

    The table is the one named, else the product's. Raises NotFoundError or DomainError on the field at fault.
    """
    with desk.store.reading() as session:
        procedure = _procedure(session, code)
        product = session.get(Product, product_code) if product_code else None
        if product_code and product is None:
            raise NotFoundError(f"PRODUTO {product_code} NÃO CADASTRADO", field="produto")
        plan = session.get(Plan, plan_code) if plan_code else None
        if plan_code and plan is None:
            raise NotFoundError(f"PLANO {plan_code} NÃO CADASTRADO", field="plano")
        if plan is not None and product is None:
            raise DomainError("O MÚLTIPLO É DO PLANO NO PRODUTO: INFORME O PRODUTO", field="produto")
        chosen = unit_table or (product.unit_table if product is not None else "")
        entries = _entries(session, code, chosen, on)
        if chosen and not entries:
            raise NotFoundError(f"SERVIÇO SEM QUANTIDADE DE US NA TABELA {chosen}", field="tabela")
        return ProcedureUnitsCard(
            procedure=procedure,
            on=on,
            entries=entries,
            product=product,
            plan=plan,
            unit_table=chosen,
            units=units_on(session, code, chosen, on) if chosen else None,
            multiple=_multiple(session, product, plan, on),
            unit_value=unit_value_on(session, product, on) if product is not None else None,
            reasons=_factor_reasons(procedure, product, chosen),
        )


def _procedure(session: Session, code: str) -> Procedure:
    procedure = session.get(Procedure, code)
    if procedure is None:
        raise NotFoundError("SERVIÇO NÃO CADASTRADO", field="servico", code="057")
    return procedure


def _entries(session: Session, code: str, unit_table: str, on: date) -> tuple[UnitEntry, ...]:
    query = (
        select(ProcedureUnits)
        .where(col(ProcedureUnits.procedure_code) == code)
        .order_by(col(ProcedureUnits.unit_table), col(ProcedureUnits.valid_from).desc())
    )
    if unit_table:
        query = query.where(col(ProcedureUnits.unit_table) == unit_table)
    entries: list[UnitEntry] = []
    for row in session.exec(query):
        ruled = {entry.unit_table for entry in entries if entry.in_force}
        in_force = row.valid_from <= on and row.unit_table not in ruled
        entries.append(UnitEntry(row.unit_table, row.valid_from, row.quantity, in_force))
    return tuple(entries)


@rule("RE-010")
def _multiple(session: Session, product: Product | None, plan: Plan | None, on: date) -> Decimal | None:
    """The multiple of a plan in a product, which MCSG shows beside the units."""
    if product is None or plan is None:
        return None
    return multiple_on(session, product.code, plan.code, on)


@rule("AP-150", "AP-152")
def _cautions(procedure: Procedure) -> tuple[Reason, ...]:
    """What of a restricted code must be minded, and may not be said."""
    restricted = procedure.restricted
    if not restricted:
        return (cite("AP-150", "NÃO É CÓDIGO RESTRITO", applied=False), _no_cover(procedure))
    return (
        cite("AP-150", "RESTRITO: SÓ QUEM TEM ACORDO PRÉVIO COBRA; OS OUTROS RECEBEM O BLOQUEIO 061"),
        cite("AP-151", "DIGA SÓ QUE POUCOS PRESTADORES FAZEM E QUE DEPENDE DO PLANO; A AP IMPRIME O ACORDO"),
        cite("AP-152", "NÃO REVELE QUE O CÓDIGO É RESTRITO, SALVO SE O SEGURADO JÁ SABE"),
        _no_cover(procedure),
    )


@rule("AP-153")
def _no_cover(procedure: Procedure) -> Reason:
    """The register knows no agreements: of a restricted code it proves no cover."""
    says = "O CADASTRO NÃO PROVA COBERTURA DE CÓDIGO RESTRITO: USE A TABELA SAS, OU O CÓDIGO NÃO RESTRITO"
    return cite("AP-153", says, applied=procedure.restricted)


@rule("RE-007", "RE-008", "RE-020")
def _factor_reasons(procedure: Procedure, product: Product | None, unit_table: str) -> tuple[Reason, ...]:
    """Where each factor of the formula comes from."""
    if product is None:
        return (_no_cover(procedure),)
    return (
        cite("RE-007", f"A UNIDADE DO PRODUTO {product.code} É A {product.unit_kind}"),
        cite("RE-008", "VALE O VALOR DA UNIDADE NA DATA DO ATENDIMENTO, INCLUSIVE A DO REAJUSTE"),
        cite("RE-010", "O MÚLTIPLO É O DO PLANO NO PRODUTO"),
        cite("RE-020", f"TABELA {unit_table} EM USR, A US DO REEMBOLSO", applied=product.unit_kind == "USR"),
        _no_cover(procedure),
    )
