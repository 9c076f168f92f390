"""The table of the life of an authorization: every pair of act and state, and the page that shows it."""

import os
from pathlib import Path

import pytest

from desk.domain.authorization.lifecycle import (
    MEANINGS,
    NEW,
    PRECEDENCE,
    STATES,
    TABLE,
    Act,
    Forbidden,
    check_open,
    step,
    whole_status,
)
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.kernel.errors import DomainError

PAGE = Path(__file__).parents[3] / "docs" / "authorization-states.md"

PENDING, CLOSED, REFUSED = AuthorizationStatus.PENDING, AuthorizationStatus.CLOSED, AuthorizationStatus.REFUSED
EXCLUDED, WAITING = AuthorizationStatus.EXCLUDED, AuthorizationStatus.INFORMATION

ALLOWED = {
    (Act.CONCLUDE, NEW): PENDING,
    (Act.REFUSE, NEW): REFUSED,
    (Act.INCLUDE, NEW): PENDING,
    (Act.INCLUDE, EXCLUDED): PENDING,
    (Act.EXCLUDE, PENDING): EXCLUDED,
    (Act.EXCLUDE, WAITING): EXCLUDED,
    (Act.REVALIDATE, PENDING): PENDING,
    (Act.REVALIDATE, REFUSED): REFUSED,
    (Act.REVALIDATE, EXCLUDED): EXCLUDED,
    (Act.ALTER, PENDING): PENDING,
    (Act.BILL, PENDING): CLOSED,
    (Act.ASK, PENDING): WAITING,
    (Act.ASK, WAITING): WAITING,
    (Act.ASK, REFUSED): WAITING,
    (Act.ANSWER, WAITING): WAITING,
    (Act.COMPLETE, WAITING): PENDING,
    (Act.REFUSE, WAITING): REFUSED,
    (Act.REFUSE, PENDING): REFUSED,
    (Act.REVERSE, REFUSED): PENDING,
}
"""What the sources let happen; everything else is forbidden."""


@pytest.mark.rule("EL-011", "EL-012", "EL-013", "EL-014", "AP-077", "AP-107", "AP-133")
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", STATES)
def test_every_act_on_every_state(act: Act, status: str) -> None:
    if (act, status) in ALLOWED:
        assert step(act, status) == ALLOWED[act, status]
        return
    with pytest.raises(DomainError) as refused:
        step(act, status, field="excl.2")
    assert refused.value.field == "excl.2"
    assert refused.value.code == ("047" if status == CLOSED else "")
    assert refused.value.text == refused.value.text.upper()
    assert len(refused.value.text) <= 73


@pytest.mark.rule("AP-077", "AP-133", "EL-011")
@pytest.mark.parametrize("act", [act for act in Act if act is not Act.BILL])
def test_one_paid_line_closes_the_whole(act: Act) -> None:
    check_open(act, [PENDING, REFUSED, EXCLUDED, WAITING])
    with pytest.raises(DomainError) as refused:
        check_open(act, [PENDING, CLOSED])
    assert refused.value.code == "047"


def test_the_accounts_still_pay_the_other_lines() -> None:
    check_open(Act.BILL, [PENDING, CLOSED])


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ((EXCLUDED, REFUSED, CLOSED, PENDING, WAITING), WAITING),
        ((EXCLUDED, REFUSED, CLOSED, PENDING), PENDING),
        ((EXCLUDED, REFUSED, CLOSED), CLOSED),
        ((EXCLUDED, REFUSED), REFUSED),
        ((EXCLUDED,), EXCLUDED),
    ],
)
def test_the_whole_is_read_off_its_lines(lines: tuple[str, ...], whole: str) -> None:
    assert whole_status(lines) == whole
    assert whole_status(reversed(lines)) == whole


def test_nothing_has_no_state() -> None:
    with pytest.raises(ValueError, match="at least one line"):
        whole_status([])


def _page() -> str:
    names = ["not there" if status == NEW else status for status in STATES]
    notes: list[str] = []
    rows = []
    for act in Act:
        cells = []
        for status in STATES:
            found = TABLE[act][status]
            if not isinstance(found, Forbidden):
                cells.append("stays" if found == status else f"**{found}**")
                continue
            code = f"{found.code} " if found.code else ""
            note = f"{code}{found.says} ({found.rule})"
            if note not in notes:
                notes.append(note)
            cells.append(f"no [{notes.index(note) + 1}]")
        rows.append(f"| `{act}` | {MEANINGS[act]} | {' | '.join(cells)} |")
    order = ", ".join(f"`{status}`" for status in PRECEDENCE)
    return "\n".join(
        [
            "# States of an authorization",
            "",
            "What each act makes of a service line in each state. A number says why it is forbidden. The table is",
            "`desk/domain/authorization/lifecycle.py`; this page is written from it by a test.",
            "",
            f"| Act | What it is | {' | '.join(names)} |",
            f"| --- | --- | {' | '.join('---' for _ in names)} |",
            *rows,
            "",
            *(f"{n}. {note}" for n, note in enumerate(notes, start=1)),
            "",
            "## The whole authorization",
            "",
            f"It has the state of the first of these that any of its lines is in: {order}.",
            "The sources give states to services, not to the whole; this order is the house's reading: what waits",
            "for somebody shows first, and it is excluded only when every line is.",
            "",
            "## One paid line closes it",
            "",
            "While a line is `Encerrada` every act but `bill` is refused with block 047, whatever the others are",
            "(AP-077, AP-133). The accounts department may still pay the remaining lines.",
            "",
            "## Validity",
            "",
            "An authorization is never valid beyond thirty days from its issue (AP-002). `revalidate` sets a new",
            "issue date and a new term, as often as wanted, and decides eligibility anew each time (AP-132).",
            "",
            "## What other systems say",
            "",
            "An import of authorizations is not bound by the table: it brings the state another system is in, and",
            "its entry in the history says so. Imported payments are: they are the act `bill`.",
            "",
        ]
    )


def test_the_page_shows_the_table() -> None:
    if os.environ.get("DESK_GOLDENS") == "write":
        PAGE.write_text(_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == _page()
