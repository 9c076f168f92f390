"""ASUS: by when a charge of SUS may be contested, counted from its publication on the site of ANS."""

from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.referral.sus import Impugnation, contest_by
from desk.screens import words
from desk.screens.frame import CENTRAL, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, warn
from desk.terminal.fields import Field, Kind
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

M01 = desk_panel(
    "ASUSM01",
    "SUS: PRAZO DE IMPUGNAÇÃO",
    """
 PUBLICADO NO SITE DA ANS EM: ##/##/####

 CONTA DESDE........: ~~~~~~~~~~   (1º DIA ÚTIL DEPOIS DA PUBLICAÇÃO)
 ÚLTIMO DIA.........: ~~~~~~~~~~
 DIAS ÚTEIS QUE FALTAM: ~~         (HOJE INCLUSIVE)
--------------------------------------------------------------------------------
 RAZÕES ADMINISTRATIVAS: CARÊNCIA, SEM COBERTURA DE INTERNAÇÃO, JÁ PAGO PELA
 SEGURADORA, COBRANÇA IRREGULAR. NÃO CONFIRMADO: RESSALVA DO SEGURADO, COM A
 DECLARAÇÃO E CÓPIA DO RG.
""",
    [
        Field("publicado", Kind.MASKED, required=True, label="PUBLICADO EM", help="O DIA DA PUBLICAÇÃO."),
        Field("desde"),
        Field("ultimo"),
        Field("faltam", right=True),
    ],
    keys="ENTER CALCULA   F1 POR QUÊ   ALT2 TRANSAÇÃO   F3 VOLTA",
    system=CENTRAL,
)


def open_(_: Context) -> Reply:
    """Empty."""
    return Reply(info("INFORME O DIA DA PUBLICAÇÃO E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The window of the publication typed."""
    found = contest_by(context.desk, context.form.need_day("publicado", "O DIA DA PUBLICAÇÃO"))
    values = {"desde": words.day(found.first), "ultimo": words.day(found.last), "faltam": f"{found.left:02d}"}
    outcome = Outcome.ALLOWED if found.open else Outcome.REFUSED
    return Reply(_message(found), values, decision=Decision(outcome, (found.reason,)))


def _message(found: Impugnation) -> Message:
    if not found.open:
        return warn(f"PRAZO ENCERRADO EM {words.day(found.last)}")
    return ok(f"IMPUGNAR ATÉ {words.day(found.last)}")


TRANSACTION = Transaction(
    code="ASUS",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up},
    help=(
        "30 DIAS ÚTEIS; O PRIMEIRO É O PRIMEIRO DIA ÚTIL DEPOIS DA PUBLICAÇÃO (AP-148).",
        "O PRAZO É DA SEGURADORA (SINISTROS); AO SEGURADO NÃO SE DIZ PRAZO.",
    ),
    subject=("publicado",),
)
