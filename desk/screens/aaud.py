"""AAUD: the hospitals that a medical auditor visits, by state, city and name."""

from desk.domain.kernel.errors import DomainError
from desk.domain.network.audited import hospitals_with_auditor
from desk.screens.frame import CENTRAL, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Repeat, Role
from desk.terminal.keys import Key

LINES = 12

M01 = desk_panel(
    "AAUDM01",
    "HOSPITAIS COM AUDITOR (INTERNO)",
    """
 UF: __   MUNICÍPIO OU HOSPITAL: ______________________________

 UF MUNICÍPIO              HOSPITAL
"""
    + "\n".join([f" ~~ {'~' * 22} {'~' * 52}"] * LINES)
    + """
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("uf", label="UF", help="DUAS LETRAS; VAZIA: TODAS."),
        Field("nome", label="MUNICÍPIO OU HOSPITAL", help="PALAVRAS, OU O COMEÇO DELAS."),
        Repeat(LINES, (Field("estado"), Field("cidade"), Field("hospital"))),
        Field("aviso_1"),
        Field("aviso_2"),
    ],
    keys="ENTER PESQUISA   ALT2 TRANSAÇÃO   F3 VOLTA   F7/F8 PÁGINA",
    system=CENTRAL,
)
_ADVICE = (
    "INTERNO: A UDAS NÃO PRORROGA DIÁRIAS; O PRESTADOR PEDE AO AUDITOR OU À CAP",
    "(AP-143). A AUDITORIA LÊ O PRONTUÁRIO; O PRESTADOR ESPERA A ANÁLISE (AP-144).",
)


def open_(_: Context) -> Reply:
    """Empty."""
    return Reply(info("INFORME A UF, O MUNICÍPIO OU O HOSPITAL E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """Who answers to what was typed."""
    if not context.form.text("uf") and not context.form.text("nome"):
        raise DomainError("INFORME A UF, O MUNICÍPIO OU O HOSPITAL", field="uf")
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    form, state = context.form, context.frame.state
    found = hospitals_with_auditor(form.text("uf"), form.text("nome"))
    shown, state["page"], page = window(found, int(state.get("page", 0)), LINES)
    values = {f"aviso_{n}": text for n, text in enumerate(_ADVICE, start=1)}
    for n, hospital in enumerate(shown, start=1):
        values |= {
            f"estado.{n}": hospital.state,
            f"cidade.{n}": hospital.city.upper(),
            f"hospital.{n}": hospital.name.upper(),
        }
    roles = {"aviso_1": Role.INTERNAL, "aviso_2": Role.INTERNAL}
    count = len(found)
    text = f"{count} HOSPITA{'IS' if count > 1 else 'L'} COM AUDITOR"
    message = ok(text) if found else warn("NENHUM HOSPITAL COM AUDITOR COM ESSES DADOS")
    return Reply(message, values, page=page, roles=roles)


TRANSACTION = Transaction(
    code="AAUD",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "A LISTA DO MANUAL: 137 HOSPITAIS EM OITO ESTADOS, COMO IMPRESSA POR VOLTA DE 2007.",
        "VISITAS DIÁRIAS, SEMANAIS OU EM DIAS ALTERNADOS.",
    ),
    subject=("uf", "nome"),
)
