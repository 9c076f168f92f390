"""MCEA: the record of a company: start of cover, who pays its reimbursements, whether it is mixed."""

from desk.domain.eligibility.sponsor_card import SponsorCard, sponsor_card
from desk.domain.enrolment.model import Product
from desk.domain.enrolment.service import SPONSOR_DIGITS, parse_sponsor_code
from desk.screens import words
from desk.screens.explain import reasons_in_words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

ROWS = 6

M01 = desk_panel(
    "MCEAM01",
    "EMPRESA: VIGÊNCIA E FORMA DE REEMBOLSO",
    """
 EMPRESA: _____   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~
 VIGÊNCIA DA EMPRESA: ~~~~~~~~~~   FIM: ~~~~~~~~~~   SITUAÇÃO: ~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 EMPRESA GRUPO                     PRODUTO                        EMP CPL REEMB
"""
    + "\n".join([" ~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~   ~"] * ROWS)
    + """
--------------------------------------------------------------------------------
 EMPRESA MISTA: ~   EMP CPL: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 AMBULATORIAL: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 INTERNAÇÃO..: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DIZER.......: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("empresa", Kind.DIGITS, required=True, label="EMPRESA", help="ATÉ 5 DÍGITOS."),
        Field("nome"),
        Field("grupo"),
        Field("vigencia"),
        Field("fim"),
        Field("situacao"),
        Repeat(
            ROWS,
            (
                Field("codigo"),
                Field("grupo_nome"),
                Field("produto"),
                Field("produto_nome"),
                Field("emp_cpl"),
                Field("reemb"),
            ),
        ),
        Field("mista"),
        Field("complementar"),
        Field("complementar_nome"),
        Field("ambulatorial"),
        Field("internacao"),
        Field("dizer", role=Role.OK),
        Field("interno", role=Role.INTERNAL),
    ],
    keys="ENTER CONSULTA   ALT2 TRANSAÇÃO (MFI2)   F4 ADBA   F1 POR QUÊ   F7/F8",
)


def open_(context: Context) -> Reply:
    """With a company the search found, or that of the identification in transit, at once."""
    carried = context.conversation.criteria.pop("empresa", "") or context.conversation.identification
    if len(carried) < SPONSOR_DIGITS:
        return Reply(info("INFORME A EMPRESA E TECLE ENTER"))
    context.frame.values["empresa"] = carried[:SPONSOR_DIGITS]
    return look_up(context)


def look_up(context: Context) -> Reply:
    """The record of the company typed."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page of products."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    card = sponsor_card(context.desk, parse_sponsor_code(context.form.need("empresa", "A EMPRESA")))
    shown, page_number, page = window(card.products or (None,), int(context.frame.state.get("page", 0)), ROWS)
    context.frame.state["page"] = page_number
    values = {**_heading(card), **_terms(card)}
    for n, product in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(card, product).items()}
    return Reply(_message(card), values, page=page, notes=tuple(reasons_in_words(card.terms.reasons)))


def _heading(card: SponsorCard) -> dict[str, str]:
    sponsor = card.sponsor
    other = card.complementary
    return {
        "empresa": sponsor.code,
        "nome": sponsor.name,
        "grupo": words.LINES_OF_BUSINESS[sponsor.line_of_business],
        "vigencia": words.day(sponsor.started_on),
        "fim": words.day(sponsor.ended_on) or "-",
        "situacao": _situation(card),
        "complementar": sponsor.complementary_code or "-",
        "complementar_nome": other.name if other is not None else "",
    }


def _situation(card: SponsorCard) -> str:
    if card.blocked:
        return f"BLOQ. {words.day(card.sponsor.blocked_on)}"
    return "ENCERRADA" if card.ended else "ATIVA"


def _line(card: SponsorCard, product: Product | None) -> dict[str, str]:
    """One line a product; a company without policies has one line without any."""
    sponsor = card.sponsor
    return {
        "codigo": sponsor.code,
        "grupo_nome": sponsor.group_name,
        "produto": product.code if product is not None else "-",
        "produto_nome": product.name if product is not None else "",
        "emp_cpl": sponsor.complementary_code,
        "reemb": sponsor.reimbursement_payer,
    }


def _terms(card: SponsorCard) -> dict[str, str]:
    terms = card.terms
    return {
        "mista": words.yes_no(terms.mixed),
        "ambulatorial": terms.outpatient,
        "internacao": terms.admission,
        "dizer": "NÃO RECEBIDO: PROCURE O RH DA SUA EMPRESA" if terms.by_employer else "",
        "interno": "INTERNO: A DATA QUE APARECE NA MDC1 NÃO É DO PAGAMENTO, NÃO INFORMAR"
        if terms.by_employer
        else "",
    }


def _message(card: SponsorCard) -> Message:
    if card.blocked:
        return warn("EMPRESA BLOQUEADA POR ATRASO - VER MFI2")
    if card.ended:
        return warn("CONTRATO DA EMPRESA ENCERRADO")
    return ok("EMPRESA MISTA" if card.terms.mixed else "EMPRESA LOCALIZADA")


TRANSACTION = Transaction(
    code="MCEA",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "REEMB: A CRÉDITO NA CONTA, C CHEQUE, OS DOIS PELA SEGURADORA; D PELA EMPRESA (RE-086).",
        "OUTRO NÚMERO EM EMP CPL: EMPRESA MISTA (RE-087). 590 COM D: AMBULATORIAL PELA EMPRESA,",
        "INTERNAÇÃO PELA SEGURADORA (RE-090). COM D NÃO SE PROMETE DATA DE PAGAMENTO (RE-088).",
    ),
    subject=("empresa",),
)
