"""Forms of a concession for service tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desk.domain.authorization.case import ConcessionForm, FormLine
from tests.conftest import AURORA, DEMO_DAY


def a_form(
    member: str = AURORA, procedure: str = "90030012", on: date = DEMO_DAY, **changes: Any
) -> ConcessionForm:
    """An outpatient examination nothing stands against."""
    form = ConcessionForm(
        member_number=member,
        regional_office="0107",
        attendance_type="5",
        lines=(FormLine(1, procedure, 1),),
        issued_on=on,
        valid_until=on + timedelta(days=30),
    )
    return replace(form, **changes)
