"""AMED: special drugs: the substance behind a trade name."""

from desk.domain.catalogue.drugs import Drug, DrugAnswer, FoundDrug, find_drugs
from desk.screens.explain import source_in_words
from desk.screens.frame import CENTRAL, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, window
from desk.terminal.fields import Field, Repeat, Role
from desk.terminal.keys import Key

LINES = 9

M01 = desk_panel(
    "AMEDM01",
    "MEDICAMENTOS ESPECIAIS",
    """
 MEDICAMENTO: ________________________________________

 NOME COMERCIAL          SUBSTÂNCIA (NA AP)     CLASSE OU INDICAÇÃO  CÓDIGO   UH
"""
    + "\n".join([f" {'~' * 23} {'~' * 22} {'~' * 20} {'~' * 8} ~~"] * LINES)
    + """
 UH: USO HOSPITALAR, PARA O CONSULTOR: INTERNO, NÃO DIZER. N?: NÃO ESTÁ ESCRITO
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field(
            "medicamento", required=True, label="MEDICAMENTO", help="O COMEÇO DO NOME COMERCIAL OU DA SUBSTÂNCIA."
        ),
        Repeat(
            LINES,
            (
                Field("comercial"),
                Field("substancia", role=Role.HIGHLIGHT),
                Field("classe"),
                Field("codigo"),
                Field("uso_hospitalar", role=Role.INTERNAL),
            ),
        ),
        Field("aviso_1"),
        Field("aviso_2"),
        Field("aviso_3"),
    ],
    keys="ENTER PESQUISA   ALT2 TRANSAÇÃO   F1 POR QUÊ   F3 VOLTA   F7/F8 PÁGINA",
    system=CENTRAL,
)


def open_(_: Context) -> Reply:
    """Empty."""
    return Reply(info("INFORME O NOME COMERCIAL E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The drugs of a name."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    state = context.frame.state
    on = context.station.clock.today()
    found: DrugAnswer = find_drugs(context.form.text("medicamento"), on, context.desk.rulebook)
    shown, state["page"], page = window(found.drugs, int(state.get("page", 0)), LINES)
    values: dict[str, str] = {}
    for n, each in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(each).items()}
    says = [reason.says for reason in found.decision.reasons]
    values |= {f"aviso_{n}": text for n, text in enumerate(says, start=1)}
    count = len(found.drugs)
    message = ok(f"{count} MEDICAMENTO{'S' if count > 1 else ''}: A AP TRAZ A SUBSTÂNCIA")
    notes = tuple(line for each in shown for line in _everything(each.drug))
    return Reply(message, values, page=page, decision=found.decision, notes=notes)


def _line(found: FoundDrug) -> dict[str, str]:
    drug = found.drug
    return {
        "comercial": drug.brand or "-",
        "substancia": drug.substance,
        "classe": drug.kind or drug.use,
        "codigo": found.code or "-",
        "uso_hospitalar": (drug.hospital or "N?") if drug.oral else "",
    }


def _everything(drug: Drug) -> tuple[str, ...]:
    """A drug as its table has it, for what the panel cuts off."""
    return (
        f"{drug.brand or '-'}: {drug.substance}",
        f"  {drug.kind or drug.use}",
        f"  FONTE: {source_in_words(drug.source)}",
        "",
    )


TRANSACTION = Transaction(
    code="AMED",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "O SEGURADO RECLAMA DE OUTRO NOME NA AP: CONFIRA AQUI SE A SUBSTÂNCIA É A DO PEDIDO.",
        "CÓDIGO -: A TABELA NÃO DIZ EM QUAL DOS DOIS CÓDIGOS A CLASSE SE COBRA.",
        "VIA ORAL: NÃO NEGUE NEM PROMETA; O RELATÓRIO MÉDICO SERÁ ANALISADO.",
    ),
    subject=("medicamento",),
)
