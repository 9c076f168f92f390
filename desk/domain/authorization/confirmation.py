"""The second person's password: given once, it holds for the form as it stands, and not for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.domain.access.service import confirm_password
from desk.domain.authorization.case import ConcessionForm
from desk.domain.context import Actor, Desk

CONFIRMATION_MINUTES = 5
"""House policy, not a rule of the manual: how long a colleague's password stands for a form nobody changes."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That the responsible person named on a form gave the right password for it: the form, for whom, when.

    It holds no password. Whoever keeps it keeps it in memory only and forgets it with the session.
    """

    form: ConcessionForm
    attendant_number: str
    at: datetime

    def holds(self, form: ConcessionForm, actor: Actor, now: datetime) -> bool:
        """Whether it still stands: the same form to the last field, the same attendant, a few minutes at most."""
        age = now - self.at
        fresh = timedelta(0) <= age <= timedelta(minutes=CONFIRMATION_MINUTES)
        return fresh and self.form == form and self.attendant_number == actor.operator_number


def confirm(
    desk: Desk, actor: Actor, form: ConcessionForm, password: str, earlier: Confirmation | None
) -> Confirmation | None:
    """The second person's confirmation of a form: by the password typed now, or one given for it before.

    Asked outside the transaction, for a password takes its time. A wrong one takes an earlier confirmation away.
    """
    number = form.responsible_number
    if not number or number == actor.operator_number:
        return None
    if password:
        right = confirm_password(desk, number=number, password=password)
        return Confirmation(form, actor.operator_number, desk.clock.now()) if right else None
    if earlier is not None and earlier.holds(form, actor, desk.clock.now()):
        return earlier
    return None
