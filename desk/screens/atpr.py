"""ATPR: the premium of a family by a price table, band by band, with the yearly adjustments in it."""

from decimal import Decimal

from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import parse_decimal
from desk.domain.premium.prices import Family, Quotation, family, quotation
from desk.screens import words
from desk.screens.explain import applied_lines
from desk.screens.form import Form
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.keys import Key

LINES = 10

M01 = desk_panel(
    "ATPRM01",
    "TABELA DE PRÊMIOS - REAJUSTADOS",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 SEGURADORA: ____________  PRODUTO: ___  PLANO: ________________  UNIDADE: ~~~~~
 VALOR DA US: __________   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  FAIXA ETÁRIA       QTD DEPEN   VALOR POR VIDA   POR VIDA EM R$   SOMA DA FAIXA
"""
    + "\n".join(["  ~~~~~~~~~~~~~~~~      __       ~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~  ~~~~~~~~~~~~~~"] * LINES)
    + """
--------------------------------------------------------------------------------
 VIDAS: ~~~   TOTAL EM US: ~~~~~~~~~~~~~~~     TOTAL EM REAIS: ~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field(
            "identificacao",
            Kind.MASKED,
            label="IDENTIFICAÇÃO",
            help="CONTA AS VIDAS DA FAMÍLIA POR FAIXA; OPCIONAL.",
        ),
        Field("segurado"),
        Field("seguradora", label="SEGURADORA", help="DE QUEM É A TABELA: BRASILSAÚDE, SULAMÉRICA ..."),
        Field("produto", Kind.DIGITS, label="PRODUTO", help="3 DÍGITOS."),
        Field("plano", label="PLANO", help="NOME DO PLANO, OU O COMEÇO DELE."),
        Field("unidade"),
        Field("valor_da_us", Kind.MONEY, label="VALOR DA US", help="SÓ TABELA EM US; VAZIO: A DA MCAA."),
        Field("tabela"),
        Repeat(
            LINES,
            (
                Field("faixa"),
                Field("qtd_depen", Kind.DIGITS, label="QTD DEPEN", help="VIDAS NESTA FAIXA."),
                Field("valor", right=True),
                Field("valor_em_reais", right=True),
                Field("soma", right=True),
            ),
        ),
        Field("vidas"),
        Field("total_em_us", right=True),
        Field("total_em_reais", right=True),
        Field("aviso"),
    ],
    keys="ENTER RECALCULA   F1 POR QUÊ   ALT2 TRANSAÇÃO   F7/F8 FAIXAS",
    system=AUTOM,
)
_SUBJECT = ("identificacao", "seguradora", "produto", "plano", "valor_da_us")
_NOTICE = "SEM IOF. O VALOR PODE MUDAR ATÉ A VIGÊNCIA (FAIXA ETÁRIA, REAJUSTE): AVISE"


def open_(context: Context) -> Reply:
    """The form; with an identification in transit the product and plan of its contract."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        found = _take_family(context, frozenset({"identificacao"}))
        name = found.member.name if found is not None else ""
        return Reply(info("INFORME A SEGURADORA E TECLE ENTER"), {"segurado": name}, cursor="seguradora")
    return Reply(info("INFORME SEGURADORA, PRODUTO, PLANO E AS VIDAS POR FAIXA"), cursor="seguradora")


def recalculate(context: Context) -> Reply:
    """ENTER: the premium of the lives typed, or of a family just named."""
    _keep_lives(context)
    context.frame.state["page"] = 0 if context.changed & set(_SUBJECT) else context.frame.state.get("page", 0)
    return _show(context, context.changed)


def turn(context: Context, pages: int) -> Reply:
    """The next bands of a table that has more than a page of them."""
    _keep_lives(context)
    last = (len(context.frame.state["lives"]) - 1) // LINES
    context.frame.state["page"] = min(max(0, int(context.frame.state.get("page", 0)) + pages), last)
    return _show(context, frozenset())


def _show(context: Context, changed: frozenset[str]) -> Reply:
    form, state = context.form, context.frame.state
    found = _take_family(context, changed)
    typed = any(name.startswith("qtd_depen") for name in changed)
    if "valor_da_us" in changed:
        state["us_typed"] = bool(form.text("valor_da_us"))
    recount = found is not None and not typed and bool(changed & set(_SUBJECT) or not any(state["lives"]))
    quoted = quotation(
        context.desk,
        insurer=form.need("seguradora", "A SEGURADORA DA TABELA"),
        product_code=form.need("produto", "O PRODUTO").zfill(3),
        plan_name=form.need("plano", "O PLANO"),
        lives=None if recount else state["lives"],
        births=found.births if found is not None else (),
        unit_value=_unit_value(form) if state.get("us_typed") else None,
    )
    state["lives"] = [line.lives for line in quoted.price.lines]
    return _reply(context, quoted, found)


def _take_family(context: Context, changed: frozenset[str]) -> Family | None:
    """The family of the identification, its contract on the panel when it has just been named."""
    context.frame.state.setdefault("lives", [])
    if not context.form.digits("identificacao"):
        return None
    number = parse_member_number(context.form.text("identificacao")).value
    found = family(context.desk, context.actor, number)
    context.conversation.identification = number
    if "identificacao" in changed:
        contract = {"produto": found.product_code, "plano": found.plan_name[:16]}
        context.frame.values |= {name: text for name, text in contract.items() if name not in changed}
    return found


def _keep_lives(context: Context) -> None:
    """Take the counts of the bands on the glass into the list of all bands."""
    state, form = context.frame.state, context.form
    first = int(state.get("page", 0)) * LINES
    lives = [int(count) for count in state.get("lives", [])]
    lives += [0] * (first + LINES - len(lives))
    for n in range(1, LINES + 1):
        lives[first + n - 1] = form.integer(f"qtd_depen.{n}") or 0
    state["lives"] = lives


def _unit_value(form: Form) -> Decimal | None:
    value = form.text("valor_da_us")
    if not value:
        return None
    try:
        parsed = parse_decimal(value)
    except ValueError:
        raise DomainError("VALOR DA US INVÁLIDO - USE 0,4321", field="valor_da_us") from None
    if not parsed:
        raise DomainError("O VALOR DA US TEM DE SER MAIOR QUE ZERO", field="valor_da_us")
    return parsed


def _reply(context: Context, quoted: Quotation, found: Family | None) -> Reply:
    table, price = quoted.table, quoted.price
    shown, number, page = window(price.lines, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = number
    values = {
        "segurado": found.member.name if found is not None else "",
        "seguradora": table.insurer,
        "produto": table.product,
        "plano": table.plan[:16],
        "unidade": table.unit,
        "valor_da_us": words.number(quoted.unit_value, 4),
        "tabela": table.origin,
        "vidas": str(price.lives),
        "total_em_us": words.number(price.units, 2),
        "total_em_reais": words.money(price.total),
        "aviso": _NOTICE,
    }
    values |= {f"qtd_depen.{n}": "" for n in range(1, LINES + 1)}
    for n, line in enumerate(shown, start=1):
        values |= {
            f"faixa.{n}": str(line.band),
            f"qtd_depen.{n}": str(line.lives) if line.lives else "",
            f"valor.{n}": words.number(line.band.value, 2),
            f"valor_em_reais.{n}": words.money(line.one_life),
            f"soma.{n}": words.number(line.amount, 2) if line.lives else "",
        }
    notes = [text for reason in quoted.steps if reason.applied for text in applied_lines(reason)]
    message = ok(f"{price.lives} VIDA(S): {price.total} POR MÊS, SEM IOF")
    if not price.lives:
        message = info("INFORME AS VIDAS EM QTD DEPEN E TECLE ENTER")
    if notes:
        message = warn("A TABELA NÃO SEGUE OS PERCENTUAIS DO REGULAMENTO: F1 MOSTRA ONDE")
    return Reply(
        message,
        values,
        page=page,
        cursor="qtd_depen.1",
        protected=closed_lines("qtd_depen", len(shown), LINES),
        decision=price.decision,
        notes=(*notes, "") if notes else (),
    )


TRANSACTION = Transaction(
    code="ATPR",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: recalculate, **page_keys(turn)},
    help=(
        "CONFIRA ANTES NA MCAA SE A PESSOA MUDOU DE FAIXA OU DE PLANO (PR-019).",
        "UNIDADE US: SOMA DAS US x VALOR DA US; O REAJUSTE ANUAL MUDA A US, NUNCA A QUANTIDADE.",
        "UNIDADE REAIS: SOMA DOS VALORES. AS TABELAS IMPRESSAS NÃO TÊM O IOF (PR-011).",
        "SULAMÉRICA 342 E 345: SÓ DEPOIS DE IMPORTADA A TABELA; NUNCA A DA BRASILSAÚDE (PR-009).",
    ),
    subject=_SUBJECT,
)
