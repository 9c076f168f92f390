"""Column types that keep values exact: centavos, scaled decimals, UTC moments."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from desk.domain.kernel.money import Money


def searched(length: int) -> TypeEngine[str]:
    """Folded text that is browsed by its beginning: compared byte by byte on every engine."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Cents(TypeDecorator[Money]):
    """Money as whole centavos."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else value.cents

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Money | None:
        """From the database."""
        return None if value is None else Money(int(value))


class Scaled(TypeDecorator[Decimal]):
    """An exact decimal with a fixed number of places, stored as an integer; never a float."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """To the database. Raises ValueError when the value has more places than the column."""
        if value is None:
            return None
        scaled = value.scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimal places")
        return int(scaled)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """From the database."""
        return None if value is None else Decimal(int(value)).scaleb(-self.places)


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC (without zone where the database knows none)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
