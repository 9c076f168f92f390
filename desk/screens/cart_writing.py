"""CARTM03: writing a letter by hand, for what no deed of the desk writes by itself."""

from desk.domain.authorization.letters import by_hand, write_by_hand
from desk.domain.documents.letter_models import LetterModel
from desk.domain.kernel.errors import DomainError
from desk.screens.frame import MESSAGE_COLUMNS, desk_panel
from desk.screens.transaction import Context, Reply, info, ok
from desk.terminal.fields import Field, Kind, Repeat

MODELS = 8
ANSWERS = 6

M03 = desk_panel(
    "CARTM03",
    "ESCREVER CARTA",
    """
 SENHA: ~~~~~~~~~   MODELO: __   SERVIÇO: ________ (VAZIO: O PRIMEIRO DA AP)
--------------------------------------------------------------------------------
"""
    + "\n".join([f" {'~' * 38} {'~' * 39}"] * (MODELS // 2))
    + """
--------------------------------------------------------------------------------
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
"""
    + "\n".join([f" {'~' * 23} {'_' * 54}"] * ANSWERS),
    [
        Field("numero_da_ap"),
        Field("modelo", Kind.DIGITS, label="MODELO", help="O NÚMERO DA LISTA ABAIXO."),
        Field("servico", Kind.DIGITS, label="SERVIÇO", help="UM SERVIÇO DA AP; VAZIO: O PRIMEIRO."),
        *(Field(f"opcao.{n}") for n in range(1, MODELS + 1)),
        Field("escolhido"),
        Repeat(ANSWERS, (Field("pergunta"), Field("resposta", label="RESPOSTA", help="VAI NA CARTA."))),
    ],
    keys="ENTER ESCOLHE O MODELO   ALT6 ESCREVE   ALT7 VOLTA À LISTA",
)


def start(context: Context, number: str) -> Reply:
    """F5: the models to choose from, for a senha."""
    context.frame.state["writing"] = number
    context.frame.state["model"] = ""
    context.frame.values |= {"modelo": "", "servico": "", **{f"resposta.{n}": "" for n in range(1, ANSWERS + 1)}}
    return show(context)


def show(context: Context) -> Reply:
    """The models, and what the one chosen asks for."""
    models = by_hand()
    typed = context.form.integer("modelo")
    model = None
    if typed is not None:
        if not 1 <= typed <= len(models):
            raise DomainError(f"MODELO DE 1 A {len(models)}", field="modelo")
        model = models[typed - 1]
    values = {f"opcao.{n}": f"{n} {each.title.upper()}"[:38] for n, each in enumerate(models, start=1)}
    values["numero_da_ap"] = context.frame.state["writing"]
    asks = (model.asks or ()) if model is not None else ()
    values |= {f"pergunta.{n}": f"{label}:" for n, (_, label) in enumerate(asks, start=1)}
    closed = frozenset(f"resposta.{n}" for n in range(len(asks) + 1, ANSWERS + 1))
    values |= dict.fromkeys(closed, "")
    if model is None:
        return Reply(
            info("DIGITE O MODELO E TECLE ENTER"), values, panel=M03.name, protected=closed, cursor="modelo"
        )
    context.frame.state["model"] = model.id
    values["escolhido"] = model.title.upper()[:78]
    says = "PREENCHA O QUE FALTA E TECLE ALT 6" if asks else "NADA A PREENCHER: ALT 6 ESCREVE"
    return Reply(info(says), values, panel=M03.name, protected=closed, cursor="resposta.1" if asks else "modelo")


def commit(context: Context) -> str:
    """ALT 6: write the letter; the message to show over the list."""
    state, form = context.frame.state, context.form
    show(context)
    model = next((model for model in by_hand() if model.id == state.get("model")), None)
    if model is None:
        raise DomainError("DIGITE O MODELO", field="modelo")
    asks = model.asks or ()
    typed = {name: form.text(f"resposta.{n}") for n, (name, _) in enumerate(asks, start=1)}
    try:
        write_by_hand(
            context.desk,
            context.actor,
            state["writing"],
            model.id,
            procedure_code=form.text("servico"),
            values=typed,
        )
    except DomainError as fault:
        raise _on_its_row(fault, model) from fault
    return f"CARTA ESCRITA: {model.title.upper()}"


def written(message: str, reply: Reply) -> Reply:
    """The list again, with what was written said over it."""
    how = " - S + IMPR IMPRIME"
    reply.message = ok(f"{message[: MESSAGE_COLUMNS - len(how)].rstrip()}{how}")
    return reply


def _on_its_row(fault: DomainError, model: LetterModel) -> DomainError:
    """A fault of a field of the letter as one of the row that asks for it, in the words of the panel."""
    for n, (name, label) in enumerate(model.asks or (), start=1):
        if name == fault.field:
            text = f"INFORME {label}" if fault.text.startswith("FALTA") else fault.text
            return DomainError(text, field=f"resposta.{n}")
    return fault
