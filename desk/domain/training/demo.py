"""Filling a database with the demo: families, operators, units."""

from desk.domain.access.service import add_operator
from desk.domain.context import HOUSE, Desk
from desk.domain.importing.service import import_tables
from desk.domain.training.families import demo_tables
from desk.domain.training.offer import demo_operators


def fill(desk: Desk) -> None:
    """Everything the demo shows. Raises ValueError when the shipped stories themselves do not hold."""
    report = import_tables(desk, HOUSE, demo_tables())
    if report.refused:
        raise ValueError("; ".join(str(problem) for problem in report.problems[:10]))
    for operator in demo_operators():
        add_operator(
            desk,
            HOUSE,
            number=operator.number,
            name=operator.name,
            role=operator.role,
            password=operator.password,
            unit_code=operator.unit,
        )
