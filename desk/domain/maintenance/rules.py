"""When the desk may change an address, and when it must send the insured to write (MA-013 to MA-016)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Identity:
    """The three things the caller must have said right before an address changes (MA-014)."""

    current_address: bool
    holder_birth_date: bool
    names_of_lives: bool

    def first_missing(self) -> str:
        """The field of the first confirmation that is missing; empty when all three are there."""
        if not self.current_address:
            return "endereco_atual"
        if not self.holder_birth_date:
            return "nasc_titular"
        return "" if self.names_of_lives else "vidas"


@rule("MA-013", "MA-014", "MA-015")
def address_change(
    identity: Identity, *, adapted: bool, from_state: str, to_state: str, on: date, rulebook: Rulebook
) -> Decision:
    """Whether an address may be changed at the desk at once.

    Refused while one of the three confirmations is missing; routed to SEMAS when a non-adapted insured who
    lives outside the protected states asks to move into one of them.
    """
    missing = bool(identity.first_missing())
    confirmed = cite(
        "MA-014",
        "CONFIRME ENDEREÇO ATUAL, NASCIMENTO DO TITULAR E NOMES DAS VIDAS, SEM REVELAR OS DADOS",
        applied=missing,
    )
    if missing:
        # The other rule would tell from which state the insured moves, before it is known who asks.
        return Decision(Outcome.REFUSED, (confirmed,))
    states = rulebook.parameter("maintenance.protected_states", on)
    protected: list[str] = list(states.value)
    moving_in = not adapted and from_state not in protected and to_state in protected
    move = cite(
        "MA-015",
        f"NÃO ADAPTADO DE {from_state or '--'} PARA {to_state}: CARTA DO TITULAR E COMPROVANTE DE "
        "RESIDÊNCIA À SEMAS",
        applied=moving_in,
        reading=states.reading,
        values=[("ESTADOS", ", ".join(protected))],
    )
    reasons: tuple[Reason, ...] = (confirmed, move)
    if moving_in:
        return Decision(Outcome.ROUTED, reasons, routes=(Route("SEMAS"),))
    return Decision(Outcome.ALLOWED, (*reasons, cite("MA-013", "O ATENDENTE GRAVA NA HORA, SEM DOCUMENTO")))
