"""MDC6: the present plan and the one before, and for who left the company, when the stay ends."""

from desk.domain.eligibility.registration import HeldPlan, PlanHistory, plan_history
from desk.domain.kernel.decision import Reason
from desk.screens import family_words, words
from desk.screens.explain import reasons_in_words
from desk.screens.family import IDENTIFICATION, arrive, read_typed
from desk.screens.frame import desk_panel
from desk.screens.plan_words import PLAN_DATES, plan_dates
from desk.screens.transaction import Context, Reply, Transaction, ok, page_keys, warn, window
from desk.terminal.fields import Field, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

PLANS = 4

M01 = desk_panel(
    "MDC6M01",
    "PLANO, PADRÃO DE CONFORTO E PERMANÊNCIA",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
 VIGÊNCIA DO PLANO ATUAL..............: ~~~~~~~~~~
 PLANO ANTERIOR OU ALTERAÇÃO DE PADRÃO: ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PADRÃO ANTERIOR: ~~~~~~~~~~~~~~~~~~~~  PADRÃO ATUAL: ~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 PRODUTO PLANO  PADRÃO                         DE         ATÉ
"""
    + "\n".join([" ~~~     ~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~"] * PLANS)
    + """
--------------------------------------------------------------------------------
 DADOS ADICIONAIS: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 INÍCIO: ~~~~~~~~~~  DTPERM: ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~ CANCEL.: ~~~~~~~~~~
 DIZER...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 FAZER...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        IDENTIFICATION,
        Field("segurado"),
        Field("apolice"),
        Field("empresa"),
        Field("grupo"),
        Field("dem_apos"),
        *PLAN_DATES,
        Field("padrao_anterior"),
        Field("padrao_atual"),
        Repeat(PLANS, (Field("produto"), Field("plano"), Field("padrao"), Field("de"), Field("ate"))),
        Field("dados_adicionais"),
        Field("inicio_permanencia"),
        Field("dtperm"),
        Field("interno", role=Role.INTERNAL),
        Field("cancelamento"),
        Field("dizer", role=Role.OK),
        Field("fazer"),
    ],
    keys="ENTER CONSULTA   ALT2 TRANSAÇÃO   F4 ADPL   F1 POR QUÊ   F7/F8 PÁGINA",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its plans at once."""
    return arrive(context, look_up)


def look_up(context: Context) -> Reply:
    """The newest plans of a family."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older or newer plans."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    history = read_typed(context, plan_history)
    shown, page_number, page = window(history.plans, int(context.frame.state.get("page", 0)), PLANS)
    context.frame.state["page"] = page_number
    card = history.card
    values = {
        "segurado": card.member.name,
        **family_words.policy(card),
        **plan_dates(history),
        "padrao_anterior": history.earlier.comfort if history.earlier is not None else "-",
        "padrao_atual": card.plan.name,
        **_stay(history),
    }
    for n, plan in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _plan(plan).items()}
    hidden = card.permanence is not None and card.permanence.provisional
    roles = {"dtperm": Role.INTERNAL} if hidden else {}
    return Reply(_message(history), values, page=page, roles=roles, notes=tuple(reasons_in_words(_why(history))))


def _plan(plan: HeldPlan) -> dict[str, str]:
    return {
        "produto": plan.product_code,
        "plano": plan.plan_code,
        "padrao": plan.comfort,
        "de": words.day(plan.started_on),
        "ate": words.day(plan.ended_on) or "ATUAL",
    }


def _stay(history: PlanHistory) -> dict[str, str]:
    """The stay of who left the company; the date of a cancelled contract for everybody."""
    policy, stay = history.card.policy, history.card.permanence
    fields = {
        "dados_adicionais": policy.additional_data or "-",
        "cancelamento": words.day(policy.cancelled_from) or "-",
    }
    if stay is None:
        return fields
    return fields | {
        "inicio_permanencia": words.day(stay.started_on),
        "dtperm": words.day(stay.end) or "-",
        "interno": "INTERNO: PROVISÓRIA" if stay.provisional else "",
        "cancelamento": words.day(policy.cancelled_from or stay.cancelled_on) or "-",
        "dizer": stay.tell,
        "fazer": stay.ask,
    }


def _why(history: PlanHistory) -> tuple[Reason, ...]:
    stay = history.card.permanence
    return () if stay is None else stay.reasons


def _message(history: PlanHistory) -> Message:
    stay = history.card.permanence
    if stay is not None and stay.provisional:
        return warn("INTERNO: DTPERM PROVISÓRIA, NUNCA DIGA COMO FIM (DA-021)")
    if stay is not None and stay.over:
        return warn(stay.tell)
    if history.comfort_changed:
        return ok("PADRÃO DE CONFORTO JÁ ALTERADO")
    return ok("SEM ALTERAÇÃO DE PADRÃO DE CONFORTO")


TRANSACTION = Transaction(
    code="MDC6",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "A VIGÊNCIA DO PLANO ATUAL E A DO ANTERIOR (OU DA ALTERAÇÃO) SÃO DUAS DATAS (EL-006).",
        "DTPERM É O ÚLTIMO DIA; O CONTRATO É CANCELADO NO 1º DIA ÚTIL DEPOIS (DA-018).",
        "APOSENTADO COM 28/02 DE 2009 A 2013: DATA PROVISÓRIA, PERGUNTE O TEMPO DE CONTRIBUIÇÃO.",
    ),
)
