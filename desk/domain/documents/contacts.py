"""How each department is reached, from a dated table: departments by their role, never a person's name."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a department: the channel (fax, extension, menu …), its place in the list, the value.

    `since` and `until` are the days it holds, both inclusive; None: from always, until further notice.
    """

    department: str
    channel: str
    position: int
    value: str
    since: date | None
    until: date | None
    rule: str
    source: str
    note: str

    def holds(self, day: date) -> bool:
        """Whether it is good on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def _table() -> tuple[Contact, ...]:
    return tuple(
        Contact(
            row["department"],
            row["channel"],
            int(row["position"]),
            row["value"],
            date.fromisoformat(row["since"]) if row["since"] else None,
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["rule"],
            row["source"],
            row["note"],
        )
        for row in read_table("reference/contacts.csv")
    )


@rule("AP-155")
def contacts(department: str, channel: str, day: date) -> tuple[Contact, ...]:
    """The contacts of a department by one channel on a day, in their order.

    Raises ParameterError when there is none: a letter never goes out with a hole where a telephone stands.
    """
    found = [c for c in _table() if c.department == department and c.channel == channel and c.holds(day)]
    if not found:
        raise ParameterError(f"SEM CONTATO CADASTRADO: {department} {channel}")
    return tuple(sorted(found, key=lambda contact: contact.position))


def contact_words(department: str, channel: str, day: date) -> str:
    """The same in words: `6673 ou 6564`; a telephone menu with its options, `2 internações eletivas; 3 …`."""
    found = contacts(department, channel, day)
    if channel == "menu":
        return "; ".join(f"{contact.position} {contact.value}" for contact in found)
    *most, last = [contact.value for contact in found]
    return f"{', '.join(most)} ou {last}" if most else last
