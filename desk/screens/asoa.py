"""ASOA: the web twin of MDAP. The same form, by the same rules; it asks for the physician's council number."""

from collections.abc import Callable

from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule
from desk.screens.concession_maps import MAPS
from desk.screens.mdap import HELP, KEYS, check, open_, submit
from desk.screens.mdap_send import send_form
from desk.screens.transaction import Context, Reply, Transaction
from desk.terminal.keys import Key


@rule("AP-054")
def with_council(handler: Callable[[Context], Reply]) -> Callable[[Context], Reply]:
    """A key that wants the CRM first; not on the papers or a form untouched, nor once it was concluded or sent."""

    def answer(context: Context) -> Reply:
        state = context.frame.state
        past = state["number"] or state.get("sent") or context.frame.panel == MAPS["ASOA"].papers.name
        fresh = handler is check and not context.frame.dirty
        if not (past or fresh or context.form.text("crm")):
            raise DomainError("INFORME O CRM DE QUEM PEDE", field="crm")
        return handler(context)

    return answer


TRANSACTION = Transaction(
    code="ASOA",
    panels=MAPS["ASOA"].all,
    open=open_,
    keys=KEYS | {Key.ENTER: with_council(check), Key.ALT5: with_council(submit), Key.F9: with_council(send_form)},
    help=("A GÊMEA DE MDAP: MESMAS REGRAS E MESMOS CAMPOS; O CRM É OBRIGATÓRIO.", *HELP),
    writes=True,
)
