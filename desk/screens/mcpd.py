"""MCPD: why a provider is out of the network. Internal: neither insured nor provider is told."""

from desk.domain.kernel.errors import DomainError
from desk.domain.network.directory import ProviderStanding, provider_standing, providers_named
from desk.domain.network.model import Provider
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import (
    Context,
    Reply,
    Transaction,
    closed_lines,
    info,
    ok,
    page_keys,
    warn,
    window,
)
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key

LINES = 6
NAMES = 10
_NOT_TOLD = "INTERNO: NÃO DIGA O MOTIVO AO SEGURADO NEM AO PRESTADOR"
_CNPJ = Field("prestador", Kind.MASKED, label="PRESTADOR", help="CNPJ, 14 DÍGITOS.")
_NAME = Field("nome", label="NOME", help="O COMEÇO DO NOME; VÁRIOS ABREM UMA LISTA.")

M01 = desk_panel(
    "MCPDM01",
    "PRESTADOR: MOTIVO DE AFASTAMENTO",
    """
 PRESTADOR: ##.###.###/####-##   OU NOME: ______________________________________

 NOME......: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   TIPO: ~~~~~~~~~~~~
 LOCAL.....: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   FONE: ~~~~~~~~~~~~~~
 SITUAÇÃO..: ~~~~~~~~~~   REFERENCIADO DESDE: ~~~~~~~~~~  AFASTADO: ~~~~~~~~~~
 MOTIVO....: ~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~
 PUBLICO 10: ~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
   REDE                              DESDE        ATÉ
"""
    + "\n".join(["   ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ~~~~~~~~~~   ~~~~~~~~~~"] * LINES),
    [
        _CNPJ,
        _NAME,
        Field("prestador_nome"),
        Field("tipo"),
        Field("local"),
        Field("fone"),
        Field("situacao"),
        Field("referenciado_desde"),
        Field("afastado_desde"),
        Field("motivo", role=Role.INTERNAL),
        Field("motivo_texto", role=Role.INTERNAL),
        Field("motivo_interno", role=Role.INTERNAL),
        Field("publico_10", role=Role.INTERNAL),
        Field("publico_10_texto", role=Role.INTERNAL),
        Field("publico_10_interno", role=Role.INTERNAL),
        Repeat(LINES, (Field("rede"), Field("rede_nome"), Field("desde"), Field("ate"))),
    ],
    keys="ENTER CONSULTA   F1 FONTE   F3 VOLTA   F7/F8 REDES   (NÃO IMPRIME)",
)
M02 = desk_panel(
    "MCPDM02",
    "PRESTADORES DE UM NOME",
    """
 PRESTADOR: ##.###.###/####-##   OU NOME: ______________________________________

   CNPJ                NOME                             MUNICÍPIO            UF
"""
    + "\n".join([f" _ {'~' * 18}  {'~' * 32} {'~' * 20} ~~"] * NAMES),
    [
        _CNPJ,
        _NAME,
        Repeat(
            NAMES,
            (
                Field("s", Kind.YES_NO, label="S", help="S + ENTER MOSTRA O PRESTADOR."),
                Field("cnpj"),
                Field("prestador_nome"),
                Field("municipio"),
                Field("uf"),
            ),
        ),
    ],
    keys="ENTER CONSULTA   S SELECIONA   F3 VOLTA   F7/F8 PÁGINA",
)


def open_(context: Context) -> Reply:
    """With a provider handed over, its standing at once."""
    carried = context.conversation.criteria.pop("prestador", "")
    if carried:
        context.frame.values["prestador"] = words.cnpj(carried)
        return look_up(context)
    return Reply(info("INFORME O CNPJ OU O COMEÇO DO NOME E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The provider typed; of a name the one provider it finds, or a list; the one marked in that list."""
    form, state = context.form, context.frame.state
    chosen = [n for n in range(1, NAMES + 1) if form.text(f"s.{n}")]
    if context.frame.panel == M02.name and chosen and not context.changed & {"prestador", "nome"}:
        context.frame.values["prestador"] = words.cnpj(_select(context, chosen))
    elif form.text("nome") and ("nome" in context.changed or not form.digits("prestador")):
        found = providers_named(context.desk, form.text("nome"))
        if len(found) > 1:
            state["page"] = 0
            return _list(context, found)
        context.frame.values["prestador"] = words.cnpj(found[0].cnpj)
    state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page of the list, or of the networks."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    if context.frame.panel == M02.name:
        return _list(context, providers_named(context.desk, context.form.text("nome")))
    return _show(context)


def _select(context: Context, chosen: list[int]) -> str:
    shown = context.frame.state.get("shown", [])
    if len(chosen) > 1 or context.form.text(f"s.{chosen[0]}") != "S":
        raise DomainError("MARQUE UM SÓ PRESTADOR COM S", field=f"s.{chosen[-1]}")
    if chosen[0] > len(shown):
        raise DomainError("NÃO HÁ PRESTADOR NESTA LINHA", field=f"s.{chosen[0]}")
    return str(shown[chosen[0] - 1])


def _list(context: Context, found: tuple[Provider, ...]) -> Reply:
    state = context.frame.state
    shown, state["page"], page = window(found, int(state.get("page", 0)), NAMES)
    state["shown"] = [provider.cnpj for provider in shown]
    values = {"prestador": ""} | {f"s.{n}": "" for n in range(1, NAMES + 1)}
    for n, provider in enumerate(shown, start=1):
        values |= {
            f"cnpj.{n}": words.cnpj(provider.cnpj),
            f"prestador_nome.{n}": provider.name,
            f"municipio.{n}": provider.city,
            f"uf.{n}": provider.state,
        }
    return Reply(
        ok(f"{len(found)} PRESTADORES - MARQUE S E TECLE ENTER"),
        values,
        panel=M02.name,
        page=page,
        cursor="s.1",
        protected=closed_lines("s", len(shown), NAMES),
    )


def _show(context: Context) -> Reply:
    number = context.form.digits("prestador")
    if not number:
        raise DomainError("INFORME O CNPJ OU O COMEÇO DO NOME", field="prestador")
    standing = provider_standing(context.desk, context.actor, number)
    shown, context.frame.state["page"], page = window(
        standing.memberships, int(context.frame.state.get("page", 0)), LINES
    )
    values = _heading(standing)
    for n, membership in enumerate(shown, start=1):
        values |= {
            f"rede.{n}": membership.number,
            f"rede_nome.{n}": membership.name,
            f"desde.{n}": words.day(membership.since),
            f"ate.{n}": words.day(membership.until),
        }
    return Reply(warn(_NOT_TOLD), values, panel=M01.name, page=page, decision=standing.decision)


def _heading(standing: ProviderStanding) -> dict[str, str]:
    provider = standing.provider
    return {
        "prestador": words.cnpj(provider.cnpj),
        "nome": "",
        "prestador_nome": provider.name,
        "tipo": provider.kind,
        "local": f"{provider.city}  {provider.state}  {provider.district}",
        "fone": provider.phone,
        "situacao": "ATIVO" if standing.active else "FORA",
        "referenciado_desde": words.day(provider.joined_on),
        "afastado_desde": words.day(provider.left_on) or "-",
        "motivo": provider.leave_reason,
        "motivo_texto": standing.reason,
        "motivo_interno": "INTERNO - NÃO DIZER",
        "publico_10": words.yes_no(provider.unpublished),
        "publico_10_texto": "NÃO DIVULGAR" if provider.unpublished else "",
        "publico_10_interno": "INTERNO - NÃO DIZER" if provider.unpublished else "",
    }


TRANSACTION = Transaction(
    code="MCPD",
    panels=(M01, M02),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "0 ATIVO, 1 PEDIU EXCLUSÃO, 2 TEMPORÁRIO, 3 PODE VOLTAR, 4 NÃO VOLTA, 5 FALECIDO,",
        "6 VIROU PESSOA JURÍDICA, 7 NÃO LOCALIZADO, 8 DEVE DOCUMENTOS, 9 VOLTOU A ATENDER.",
        "PÚBLICO 10: NEM A CENTRAL, NEM O SITE, NEM O LIVRETE DIVULGAM O PRESTADOR.",
    ),
    subject=("prestador", "nome"),
)
