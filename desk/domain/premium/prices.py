"""The use case of the price tables: find one, and price the lives of a family by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.catalogue.service import unit_value_on
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Plan, Policy, Product
from desk.domain.enrolment.service import is_active
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.text import fold
from desk.domain.premium.model import PremiumPrice
from desk.domain.premium.price_rules import (
    US,
    Band,
    Price,
    PriceTable,
    band_steps,
    count_lives,
    price,
    printed_tables,
)
from desk.domain.rulebook.catalogue import rule

SULAMERICA = "SULAMÉRICA"
"""Its tables are not in the manual: they count once they are imported (PR-009)."""


@dataclass(frozen=True, slots=True)
class Family:
    """Whom to price: the contract's product and plan, and the birth dates of the lives insured today."""

    member: Member
    product_code: str
    plan_name: str
    births: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A table with what it comes to for so many lives; `steps` is how it stands to its regulation."""

    table: PriceTable
    product: Product
    unit_value: Decimal | None
    price: Price
    steps: tuple[Reason, ...]


def family(desk: Desk, actor: Actor, member_number: str) -> Family:
    """The family of a member as a price table sees it, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        member = session.get(Member, member_number)
        if member is None:
            raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
        policy = session.get_one(Policy, member.holder_number)
        plan = session.get_one(Plan, policy.plan_code)
        lives = session.exec(select(Member).where(col(Member.holder_number) == member.holder_number))
        births = tuple(life.birth_date for life in lives if is_active(life, policy, on))
    record_read(desk, actor, "premium.family", member_number)
    return Family(member, policy.product_code, plan.name, births)


def quotation(
    desk: Desk,
    *,
    insurer: str,
    product_code: str,
    plan_name: str,
    lives: Sequence[int] | None = None,
    births: Sequence[date] = (),
    unit_value: Decimal | None = None,
) -> Quotation:
    """A price table in force today and what so many lives, or the people of these birth dates, come to by it.

    `lives` are counts by band in the order of the table, none for the bands it leaves out. Without a value
    of the US typed in, the registered one. Raises NotFoundError or DomainError on the field at fault.
    """
    on = desk.clock.today()
    with desk.store.reading() as session:
        product = session.get(Product, product_code)
        if product is None:
            raise NotFoundError(f"PRODUTO {product_code} NÃO CADASTRADO", field="produto")
        table = find_table(_tables(session, product_code, on), insurer, product_code, plan_name)
        if table.unit == US and unit_value is None and product.unit_kind == US:
            unit_value = unit_value_on(session, product, on)
    counts = count_lives(table.bands, births, on) if lives is None else _padded(lives, len(table.bands))
    found = price(table, counts, unit_value)
    return Quotation(table, product, unit_value, found, band_steps(table, product.rulebook))


@rule("PR-009")
def find_table(tables: Sequence[PriceTable], insurer: str, product: str, plan: str) -> PriceTable:
    """The table of an insurer for a plan; never the one of another insurer in its place.

    The insurer and the plan may be written by their beginning. Raises DomainError on the field at fault with
    what there is, NotFoundError when the insurer has no table of the product.
    """
    insurers = sorted({SULAMERICA, *(table.insurer for table in tables)})
    named = _begins(insurers, insurer)
    if len(named) != 1:
        raise DomainError(f"SEGURADORAS: {', '.join(insurers)}", field="seguradora")
    own = [table for table in tables if table.insurer == named[0]]
    if not own:
        raise NotFoundError(f"TABELA {named[0]} DO PRODUTO {product} NÃO DISPONÍVEL", field="seguradora")
    plans = [table.plan for table in own]
    chosen = _begins(plans, plan)
    if len(chosen) != 1:
        raise DomainError(f"PLANOS DA TABELA: {', '.join(plans)}", field="plano")
    return next(table for table in own if table.plan == chosen[0])


def _begins(names: Sequence[str], typed: str) -> list[str]:
    """The names that are what was typed, or else begin with it."""
    wanted = fold(typed)
    if not wanted:
        return []
    same = [name for name in names if fold(name) == wanted]
    return same or [name for name in names if fold(name).startswith(wanted)]


def _tables(session: Session, product_code: str, on: date) -> list[PriceTable]:
    """The tables of a product on a date: the imported in force, and the printed that none of them replaces."""
    rows = session.exec(
        select(PremiumPrice)
        .where(col(PremiumPrice.product_code) == product_code, col(PremiumPrice.valid_from) <= on)
        .order_by(col(PremiumPrice.valid_from), col(PremiumPrice.age_from))
    )
    dated: dict[tuple[str, str], dict[date, list[PremiumPrice]]] = {}
    for row in rows:
        dated.setdefault((row.insurer, row.plan_name), {}).setdefault(row.valid_from, []).append(row)
    imported = {key: _table(by_date[max(by_date)]) for key, by_date in dated.items()}
    printed = [
        table
        for table in printed_tables()
        if table.product == product_code and (table.insurer, table.plan) not in imported
    ]
    return [*imported.values(), *printed]


def _table(rows: Sequence[PremiumPrice]) -> PriceTable:
    first = rows[0]
    return PriceTable(
        insurer=first.insurer,
        product=first.product_code,
        plan=first.plan_name,
        unit=first.unit if all(row.unit == first.unit for row in rows) else "",
        bands=tuple(Band(row.age_from, row.age_to, row.value) for row in rows),
        since=first.valid_from,
    )


def _padded(lives: Sequence[int], bands: int) -> tuple[int, ...]:
    """Counts for every band. Raises DomainError for lives beyond the last."""
    if any(lives[bands:]):
        raise DomainError(f"A TABELA TEM {bands} FAIXAS", field=f"qtd_depen.{bands + 1}")
    return (*lives[:bands], *([0] * (bands - len(lives))))
