"""APES: special procedures: the providers with an agreement, by procedure and state."""

from desk.domain.network.directory import SpecialProviders, special_providers
from desk.screens.frame import CENTRAL, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Repeat
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES = 9

M01 = desk_panel(
    "APESM01",
    "PROCEDIMENTOS ESPECIAIS",
    """
 PROCEDIMENTO: ________________________________________   UF: __
 SERVIÇO.....: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 HÁ ACORDO EM: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 UF PRESTADOR                      MUNICÍPIO          TELEFONE       SERVIÇO  PC
"""
    + "\n".join([f" ~~ {'~' * 30} {'~' * 18} {'~' * 14} {'~' * 8} ~"] * LINES)
    + """
 PC: S ACORDO POR PACOTE, UM PREÇO PARA TODO O PROCEDIMENTO
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field(
            "procedimento",
            required=True,
            label="PROCEDIMENTO",
            help="CÓDIGO, OU PALAVRAS OU O COMEÇO DELAS.",
        ),
        Field("uf", label="UF", help="DUAS LETRAS; VAZIA: TODAS."),
        Field("servico"),
        Field("estados"),
        Repeat(
            LINES,
            (
                Field("uf_do_prestador"),
                Field("prestador"),
                Field("municipio"),
                Field("telefone"),
                Field("codigo"),
                Field("pacote"),
            ),
        ),
        Field("aviso_1"),
        Field("aviso_2"),
    ],
    keys="ENTER PESQUISA   ALT2 TRANSAÇÃO   F1 POR QUÊ   F3 VOLTA   F7/F8 PÁGINA",
    system=CENTRAL,
)


def open_(_: Context) -> Reply:
    """Empty."""
    return Reply(info("INFORME O PROCEDIMENTO E, SE QUISER, A UF"))


def look_up(context: Context) -> Reply:
    """Who has an agreement for what was typed."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    form, state = context.form, context.frame.state
    found = special_providers(context.desk, form.text("procedimento"), form.text("uf"))
    shown, state["page"], page = window(found.providers, int(state.get("page", 0)), LINES)
    values = {"servico": _meant(found), "estados": " ".join(found.states) or "-"}
    for n, each in enumerate(shown, start=1):
        values |= {
            f"uf_do_prestador.{n}": each.provider.state,
            f"prestador.{n}": each.provider.name,
            f"municipio.{n}": each.provider.city,
            f"telefone.{n}": each.provider.phone,
            f"codigo.{n}": each.procedure.code,
            f"pacote.{n}": "S" if each.package else "N",
        }
    says = [reason.says for reason in found.decision.reasons]
    values |= {f"aviso_{n}": text for n, text in enumerate(says[:2], start=1)}
    return Reply(_message(found, form.text("uf")), values, page=page, decision=found.decision)


def _meant(found: SpecialProviders) -> str:
    first, *others = found.procedures
    if others:
        return f"{len(found.procedures)} SERVIÇOS COM ESSAS PALAVRAS"
    return f"{first.code} {first.description}"


def _message(found: SpecialProviders, state: str) -> Message:
    count = len(found.providers)
    if not count:
        return warn(f"NENHUM PRESTADOR COM ACORDO{f' EM {state}' if state else ''}")
    text = f"{count} PRESTADOR{'ES' if count > 1 else ''} COM ACORDO"
    return warn(f"{text} - LEIA O AVISO") if len(found.decision.reasons) > 1 else ok(text)


TRANSACTION = Transaction(
    code="APES",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "FACECTOMIA E SEPTAÇÃO GÁSTRICA: ALGUNS ESTADOS TÊM PRESTADORES COM PACOTE.",
        "SEPTAÇÃO GÁSTRICA: ONDE HÁ PACOTE, SÓ ESSES SE INDICAM; COM OUTRO, REEMBOLSO.",
        "A CENTRAL NÃO PESQUISA PELA IDENTIFICAÇÃO: PARA A REDE DO SEGURADO USE A ARED.",
    ),
    subject=("procedimento", "uf"),
)
