"""MCAA: the first panel of every call: who, which plan, paid or not, what blocks care."""

from textwrap import shorten

from desk.domain.eligibility.lookup import where_to_look_now
from desk.domain.eligibility.member_card import Life, MemberCard, member_card, plan_worth
from desk.domain.enrolment.service import parse_member_number, search
from desk.domain.kernel.errors import DomainError
from desk.screens import family_words, words
from desk.screens.explain import reasons_in_words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, page_keys, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key

LIVES = 4
_BLOCK_COLUMNS = 50
_FIRST_LIFE_ROW = 13

M01 = desk_panel(
    "MCAAM01",
    "CADASTRO DO SEGURADO",
    """
 IDENTIFICAÇÃO: #####/########-#-##  CPF: ###########  NOME: ___________________
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
 PRODUTO: ~~~ ~~~~~~~~~~~~~~~~~~~~ PLANO: ~~~~~ ~~~~~~~~~~~~ FORMA(CARTEIRA): ~
 VIGÊNCIA PLANO: ~~~~~~~~~~ ~~~~~~~~~~~~ VALOR DA ~~~  ~~~~~~~~ MÚLTIPLO: ~~~~~
 SITUAÇÃO: ~~~~~~~~~ PAGAMENTO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  VENC.: ~~
 REEMBOLSO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ENDEREÇO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 CEP: ~~~~~~~~~ FONE: ~~~~~~~~~~~~~~~  E-MAIL: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 RDP NOME                       NASCIMENTO  PARENT.   CARÊNCIA CPT      BLOQ SIT
"""
    + "\n".join(["  ~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~  ~~~~~~~~~ ~~~~~~~~ ~~~~~~~~ ~~~~ ~~~"] * LIVES)
    + """
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PRÓXIMA TRANSAÇÃO: ____   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field(
            "identificacao",
            Kind.MASKED,
            label="IDENTIFICAÇÃO",
            help="16 DÍGITOS: EMPRESA 5, MATRÍCULA 8, DÍGITO, RDP 2.",
        ),
        Field("cpf", Kind.MASKED, label="CPF", help="11 DÍGITOS; USE QUANDO O NÚMERO FOI EXCLUÍDO."),
        Field("nome", label="NOME", help="PARTES DO NOME; VÁRIAS PESSOAS ABREM A ASEG."),
        Field("apolice"),
        Field("empresa"),
        Field("grupo"),
        Field("dem_apos"),
        Field("produto"),
        Field("produto_nome"),
        Field("plano"),
        Field("plano_nome"),
        Field("forma"),
        Field("vigencia_plano"),
        Field("adaptado"),
        Field("unidade"),
        Field("valor_da_us", right=True),
        Field("multiplo", right=True),
        Field("situacao"),
        Field("pagamento"),
        Field("vencimento"),
        Field("reembolso"),
        Field("endereco"),
        Field("cep"),
        Field("fone"),
        Field("e_mail"),
        Repeat(
            LIVES,
            (
                Field("rdp"),
                Field("vida"),
                Field("nascimento"),
                Field("parentesco"),
                Field("carencia"),
                Field("cpt"),
                Field("bloqueio"),
                Field("sit"),
            ),
        ),
        Field("detalhe_1"),
        Field("detalhe_2"),
        Field("proxima_transacao", Kind.CODE, label="PRÓXIMA TRANSAÇÃO", help="CÓDIGO PARA O ALT 2."),
        Field("detalhe_3"),
    ],
    keys="ENTER CONSULTA ALT2 TRANS. ALT10 BLOQUEIO (CURSOR) F9 TEMPO F7/F8",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its family at once."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return look_up(context)
    return Reply(info("INFORME IDENTIFICAÇÃO, CPF OU NOME E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The family of an identification; or of the one person a CPF or a name finds."""
    form = context.form
    by_other = {"cpf", "nome"} & context.changed and (form.digits("cpf") or form.text("nome"))
    if by_other or not form.digits("identificacao"):
        found = search(context.desk, context.actor, cpf=form.digits("cpf"), name=form.text("nome"))
        if not found.members:
            raise DomainError("NINGUÉM ENCONTRADO - TENTE OUTRA PARTE DO NOME", field="nome")
        if len(found.members) > 1:
            return _hand_over(context)
        number = found.members[0].member_number
        context.frame.values |= {"identificacao": words.identification(number), "cpf": "", "nome": ""}
    else:
        number = parse_member_number(form.text("identificacao")).value
    card = member_card(context.desk, context.actor, number)
    context.conversation.identification = number
    context.frame.state = {"page": _page_of(card)}
    return _show(context, card)


def turn(context: Context, pages: int) -> Reply:
    """Another page of lives."""
    card = member_card(context.desk, context.actor, parse_member_number(context.form.text("identificacao")).value)
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context, card)


def show_block(context: Context) -> Reply:
    """ALT 9 or ALT 10: the waiting periods, CPT and blocks of the life on the cursor's row (EL-004)."""
    card = member_card(context.desk, context.actor, parse_member_number(context.form.text("identificacao")).value)
    lives, _, _ = window(card.lives, int(context.frame.state.get("page", 0)), LIVES)
    at = context.row - _FIRST_LIFE_ROW
    if not 0 <= at < len(lives):
        raise DomainError("PONHA O CURSOR NA LINHA DE UMA VIDA, NO NASCIMENTO", field="nascimento.1")
    life: Life = lives[at]
    reply = _show(context, card)
    reply.cursor = f"nascimento.{at + 1}"
    reply.notes = tuple(family_words.everything(life))
    line = shorten(family_words.block_line(life), _BLOCK_COLUMNS, placeholder="...")
    reply.message = info(f"RDP {life.member.person_suffix}: {line} - F1 ABRE TUDO")
    return reply


def go_on(context: Context) -> Reply:
    """ALT 2: to the transaction typed on the panel."""
    code = context.form.need("proxima_transacao", "A PRÓXIMA TRANSAÇÃO")
    from desk.screens.registry import ENTRIES

    if code not in ENTRIES:
        raise DomainError(f"TRANSAÇÃO DESCONHECIDA: {code}", field="proxima_transacao")
    if not ENTRIES[code].built:
        raise DomainError(f"{code} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO", field="proxima_transacao")
    return Reply(go=code)


def _hand_over(context: Context) -> Reply:
    """Several people: ASEG shows them, with the same criterion."""
    context.conversation.criteria = {
        name: context.form.text(name) for name in ("cpf", "nome") if context.form.text(name)
    }
    return Reply(go="ASEG")


def _page_of(card: MemberCard) -> int:
    return card.lives.index(card.life) // LIVES


def _show(context: Context, card: MemberCard) -> Reply:
    lives, page_number, page = window(card.lives, int(context.frame.state.get("page", 0)), LIVES)
    context.frame.state["page"] = page_number
    details, roles = family_words.detail_fields(family_words.details(card), 3)
    values = {
        **_contract(context, card),
        **family_words.policy(card),
        **family_words.plan(card),
        **family_words.situation(card),
        **family_words.contact(card.policy),
        **details,
    }
    for n, life in enumerate(lives, start=1):
        values |= {f"{name}.{n}": text for name, text in family_words.life_cells(life).items()}
        if life is card.life:
            roles |= {f"{name}.{n}": Role.HIGHLIGHT for name in ("rdp", "vida")}
    first = _FIRST_LIFE_ROW
    return Reply(
        family_words.found(card, premiums="MSI6", blocks="VER COM ALT 10 NA LINHA DA VIDA"),
        values,
        page=page,
        roles=roles,
        pointer_rows=frozenset(range(first, first + len(lives))),
        notes=(*family_words.why(card), "", *reasons_in_words(where_to_look_now(context.desk))),
    )


def _contract(context: Context, card: MemberCard) -> dict[str, str]:
    worth = plan_worth(context.desk, card)
    return {
        "cpf": "",
        "nome": "",
        "forma": card.policy.billing_form,
        "vigencia_plano": words.day(card.policy.plan_from),
        "adaptado": "ADAPTADO" if card.policy.adapted else "NÃO ADAPT.",
        "unidade": card.product.unit_kind,
        "valor_da_us": words.number(worth.unit_value, 4),
        "multiplo": words.number(worth.multiple, 2),
        "reembolso": family_words.reimbursement(card),
    }


TRANSACTION = Transaction(
    code="MCAA",
    panels=(M01,),
    open=open_,
    keys={
        Key.ENTER: look_up,
        Key.ALT2: go_on,
        Key.ALT9: show_block,
        Key.ALT10: show_block,
        Key.F9: lambda _: Reply(go="LINH"),
        **page_keys(turn),
    },
    help=(
        "O VALOR DA US SÓ APARECE AQUI. O MÚLTIPLO VEM DO PLANO E DO PRODUTO.",
        "CARÊNCIA E CPT SÃO DE CADA PESSOA: VEJA A LINHA DO RDP.",
        "PAGAMENTO ABERTO OU JANELA: MSI6 MOSTRA A PARCELA.",
        "COBERTURA NÃO SE LÊ NO EXTRA: ACOB (EL-007). ANTES DA MDAP, VER ADBA E ACOB (EL-001).",
        "F1 DIZ POR QUE O PAGAMENTO ESTÁ ASSIM E TUDO DE CADA VIDA.",
    ),
    subject=("identificacao", "cpf", "nome"),
)
