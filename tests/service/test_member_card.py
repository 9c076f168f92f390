"""The card of a member: what is in course on a day."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.domain.context import Desk
from desk.domain.eligibility.member_card import member_card
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.parameters import Rulebook
from tests.conftest import ATTENDANT

BENTO = "9990100001234502"
"""CPT until 01/06/2008."""


@pytest.mark.rule("EL-028")
@pytest.mark.parametrize(
    ("day", "last_day_counts", "runs"),
    [(31, "true", True), (1, "true", True), (2, "true", False), (31, "false", True), (1, "false", False)],
)
def test_whether_the_last_day_of_a_cpt_counts_is_a_reading_of_the_house(
    desk: Desk, tmp_path: Path, day: int, last_day_counts: str, runs: bool
) -> None:
    preferred = tmp_path / "readings.toml"
    preferred.write_text(f'[DM."authorization.cpt_last_day_counts"]\nvalue = {last_day_counts}\n', "utf-8")
    month = 5 if day == 31 else 6
    here = replace(
        desk,
        rulebook=Rulebook.load(override=preferred),
        clock=FixedClock(datetime(2008, month, day, 13, tzinfo=UTC)),
    )
    life = next(x for x in member_card(here, ATTENDANT, BENTO).lives if x.member.member_number == BENTO)
    assert bool(life.running_cpts) is runs
    assert len(life.cpts) == 1, "the information stays"
