"""MSEB: what each life of a policy is worth in one instalment."""

from desk.domain.enrolment.service import HOLDER_DIGITS, parse_holder_number
from desk.domain.kernel.money import ZERO
from desk.domain.premium.instalment_shares import InstalmentShares, Share, instalment_shares
from desk.screens import words
from desk.screens.explain import reasons_in_words
from desk.screens.family import MARK, marked, no_marks, picked, remember
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LIVES = 8

M01 = desk_panel(
    "MSEBM01",
    "VALOR DA PARCELA POR VIDA",
    """
 IDENTIFICAÇÃO: #####/########-#   PARCELA: ___   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PLANO: ~~~~~ ~~~~~~~~~~~~  VENCIMENTO: ~~~~~~~~~~  VALOR: ~~~~~~~~~~ ~~~~~~~~~~
--------------------------------------------------------------------------------
   RDP NOME                      NASCIMENTO IDADE FAIXA   PRÊMIO VIDA     PARTE
"""
    + "\n".join([" _ ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~  ~~~  ~~~~~~~  ~~~~~~~~~~ ~~~~~~~~~~"] * LIVES)
    + """
--------------------------------------------------------------------------------
                                               TOTAL      ~~~~~~~~~~ ~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field(
            "identificacao",
            Kind.MASKED,
            required=True,
            label="IDENTIFICAÇÃO",
            help="SEM O RDP: EMPRESA 5, MATRÍCULA 8 E DÍGITO.",
        ),
        Field("parcela", Kind.DIGITS, required=True, label="PARCELA", help="O NÚMERO ESTÁ NA MSI6."),
        Field("segurado"),
        Field("plano"),
        Field("plano_nome"),
        Field("vencimento"),
        Field("valor", right=True),
        Field("situacao"),
        Repeat(
            LIVES,
            (
                MARK,
                Field("rdp"),
                Field("vida"),
                Field("nascimento"),
                Field("idade", right=True),
                Field("faixa"),
                Field("premio", right=True),
                Field("parte", right=True),
            ),
        ),
        Field("total_premio", right=True),
        Field("total", right=True),
        Field("observacao", role=Role.WARN),
        Field("documento"),
    ],
    keys="ENTER CONSULTA  S ESCOLHE VIDA  ALT2 TRANSAÇÃO  F1 POR QUÊ  F7/F8 PÁG.",
)


def open_(context: Context) -> Reply:
    """With a policy and an instalment in transit, its shares at once."""
    carried = context.conversation.identification
    closed = closed_lines("s", 0, LIVES)
    if len(carried) < HOLDER_DIGITS:
        return Reply(info("INFORME A IDENTIFICAÇÃO SEM RDP E A PARCELA"), protected=closed)
    context.frame.values["identificacao"] = words.holder(carried[:HOLDER_DIGITS])
    number, context.conversation.installment_number = context.conversation.installment_number, 0
    if not number:
        return Reply(info("INFORME A PARCELA (O NÚMERO ESTÁ NA MSI6)"), cursor="parcela", protected=closed)
    context.frame.values["parcela"] = f"{number:03d}"
    return look_up(context)


def look_up(context: Context) -> Reply:
    """The shares of an instalment; or a life of it taken along."""
    life = marked(context, LIVES)
    if life is None:
        context.frame.state["page"] = 0
        return _show(context)
    return picked(_show(context), *life)


def turn(context: Context, pages: int) -> Reply:
    """Another page of lives."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    form = context.form
    holder = parse_holder_number(form.text("identificacao"))
    form.need("parcela", "A PARCELA")
    found = instalment_shares(context.desk, context.actor, holder, form.integer("parcela") or 0)
    if context.conversation.identification[:HOLDER_DIGITS] != holder:
        context.conversation.identification = found.shares[0].member.member_number
    shown, page_number, page = window(found.shares, int(context.frame.state.get("page", 0)), LIVES)
    context.frame.state["page"] = page_number
    remember(context, [share.member for share in shown])
    values = {**no_marks(LIVES), **_heading(found)}
    roles: dict[str, Role] = {}
    for n, share in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(share).items()}
        if share.outside_band:
            roles |= {f"idade.{n}": Role.HIGHLIGHT, f"faixa.{n}": Role.HIGHLIGHT}
    return Reply(
        _message(found),
        values,
        page=page,
        roles=roles,
        protected=closed_lines("s", len(shown), LIVES),
        notes=tuple(reasons_in_words(found.reasons)),
    )


def _heading(found: InstalmentShares) -> dict[str, str]:
    instalment = found.instalment
    paid = instalment.paid_on is not None
    return {
        "parcela": f"{instalment.number:03d}",
        "segurado": found.shares[0].member.name,
        "plano": found.plan.code,
        "plano_nome": found.plan.name,
        "vencimento": words.day(instalment.due_on),
        "valor": words.money(instalment.amount),
        "situacao": "PAGA" if paid else "EM ABERTO",
        "total_premio": words.money(found.registered),
        "total": words.money(sum((share.part for share in found.shares), start=ZERO)),
        "observacao": _observation(found),
        "documento": (
            "DOCUMENTO COM ESTES VALORES: CARTA À SEMAS, RESPOSTA EM 5 DIAS ÚTEIS (PR-021)"
            if found.in_document
            else "PARCELA COM MAIS DE 5 ANOS: FORA DO DOCUMENTO DA SEMAS (PR-021)"
        ),
    }


def _observation(found: InstalmentShares) -> str:
    if found.in_proportion:
        return "A SOMA DAS VIDAS NÃO É A PARCELA: PARTES NA PROPORÇÃO DOS PRÊMIOS"
    if any(share.outside_band for share in found.shares):
        return "IDADE FORA DA FAIXA REGISTRADA: CONFIRA REAJUSTE DE FAIXA"
    return ""


def _line(share: Share) -> dict[str, str]:
    member, premium = share.member, share.premium
    return {
        "rdp": member.person_suffix,
        "vida": member.name,
        "nascimento": words.day(member.birth_date),
        "idade": str(share.age),
        "faixa": words.age_band(premium.age_from, premium.age_to),
        "premio": words.money(premium.amount),
        "parte": words.money(share.part),
    }


def _message(found: InstalmentShares) -> Message:
    count = len(found.shares)
    lives = f"{count} VIDA{'S' if count > 1 else ''}"
    if found.in_proportion:
        return warn(f"{lives}: PARCELA REPARTIDA NA PROPORÇÃO DOS PRÊMIOS REGISTRADOS")
    return ok(f"{lives} NA PARCELA {found.instalment.number:03d}")


TRANSACTION = Transaction(
    code="MSEB",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "IDENTIFICAÇÃO SEM O RDP E O NÚMERO DA PARCELA, QUE ESTÁ NA MSI6 (PR-020).",
        "CADA VIDA CONTA COM O PRÊMIO EM VIGOR NO VENCIMENTO; AS PARTES SOMAM A PARCELA.",
        "DOCUMENTO ASSINADO: CARTA À SEMAS, ATÉ 5 ANOS ATRÁS (PR-021).",
    ),
    subject=("identificacao", "parcela"),
)
