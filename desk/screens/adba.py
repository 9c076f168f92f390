"""ADBA: a family at a glance on the web; the product's number opens its description."""

from desk.domain.enrolment.model import Product
from desk.domain.kernel.errors import DomainError
from desk.domain.reimbursement.basic_data import BasicData, basic_data
from desk.screens import family_words, words
from desk.screens.explain import RULEBOOKS, reasons_in_words
from desk.screens.family import IDENTIFICATION, MARK, FamilyPanel, read_typed
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.keys import Key

LIVES = 4

M01 = desk_panel(
    "ADBAM01",
    "SEGURADO: DADOS BÁSICOS",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
 PRODUTO: _ ~~~ ~~~~~~~~~~~~~~~~~~~~ PLANO: ~~~~~ ~~~~~~~~~~~~ TIPO: ~~~~~~~~~~~
 SITUAÇÃO: ~~~~~~~~~ PAGAMENTO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  VENC.: ~~
 ENDEREÇO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 CEP: ~~~~~~~~~ FONE: ~~~~~~~~~~~~~~~  E-MAIL: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 REEMBOLSO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ÚLTIMO CHEQUE: ~~~~~~~~~~  EMISSÃO: ~~~~~~~~~~  ESPERAR ATÉ: ~~~~~~~~~~
--------------------------------------------------------------------------------
   RDP NOME                      NASCIMENTO PARENT.   CARÊNCIA CPT      BLOQ SIT
"""
    + "\n".join([" _ ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~ ~~~~~~~~ ~~~~~~~~ ~~~~ ~~~"] * LIVES)
    + """
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        IDENTIFICATION,
        Field("segurado"),
        Field("apolice"),
        Field("empresa"),
        Field("grupo"),
        Field("dem_apos"),
        Field("s_produto", Kind.YES_NO, label="PRODUTO", help="S + ENTER ABRE A DESCRIÇÃO DO PRODUTO."),
        Field("produto"),
        Field("produto_nome"),
        Field("plano"),
        Field("plano_nome"),
        Field("tipo_de_plano"),
        Field("situacao"),
        Field("pagamento"),
        Field("vencimento"),
        Field("endereco"),
        Field("cep"),
        Field("fone"),
        Field("e_mail"),
        Field("reembolso"),
        Field("cheque"),
        Field("cheque_emissao"),
        Field("cheque_espera"),
        Repeat(
            LIVES,
            (
                MARK,
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
        Field("detalhe_3"),
    ],
    keys="ENTER CONSULTA  S PRODUTO/VIDA  ALT2 CARTA PERM.  F4 MCAA  F1  F7/F8",
    system=AUTOM,
)

M02 = desk_panel(
    "ADBAM02",
    "SEGURADO: DESCRIÇÃO DO PRODUTO",
    """
 PRODUTO: ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 REGULAMENTO...................: ~~~~~~~~~~~~~~~~
 ADAPTADO À LEI 9.656..........: ~~~~~~~~~~~~~~~~
 TIPO DE PLANO.................: ~~~~~~~~~~~~~~~~
 MODULAR (AP EXIGE PRESTADOR)..: ~~~~~~~~~~~~~~~~
 COBERTURA TIPO................: ~~~~~~~~~~~~~~~~ (TRANSPLANTE, PRÓTESE, ÓRTESE)
 REEMBOLSO.....................: ~~~~~~~~~~~~~~~~
 REEMBOLSO DE CONSULTA.........: ~~~~~~~~~~~~~~~~
 UNIDADE E TABELA DO REEMBOLSO.: ~~~~~~~~~~~~~~~~
 GRUPO DE CARÊNCIA.............: ~~~~~~~~~~~~~~~~
 REDES.........................: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("produto"),
        Field("produto_nome"),
        Field("regulamento"),
        Field("adaptado"),
        Field("tipo_de_plano"),
        Field("modular"),
        Field("cobertura_tipo"),
        Field("tem_reembolso"),
        Field("reembolso_de_consulta"),
        Field("unidade_e_tabela"),
        Field("grupo_de_carencia"),
        Field("redes"),
    ],
    keys="ENTER VOLTA AOS DADOS BÁSICOS   F3 VOLTA",
    system=AUTOM,
)


def look_up(context: Context) -> Reply:
    """The family; the description of its product when that is marked; back from the description."""
    mark = context.form.text("s_produto")
    if not mark or context.frame.panel == M02.name or "identificacao" in context.changed:
        return _PANEL.look_up(context)
    if mark != "S":
        raise DomainError("S MOSTRA A DESCRIÇÃO DO PRODUTO", field="s_produto")
    found = read_typed(context, basic_data)
    values = {"s_produto": "", **_description(found)}
    return Reply(info("ENTER VOLTA AOS DADOS BÁSICOS"), values, panel=M02.name)


def letter(_: Context) -> Reply:
    """ALT 2: the button Carta de Permanência."""
    return Reply(go="ACPE")


def _heading(found: BasicData) -> Reply:
    card, cheque = found.card, found.cheque
    details, roles = family_words.detail_fields(family_words.details(card), 3)
    values = {
        "s_produto": "",
        "segurado": card.member.name,
        **family_words.policy(card),
        **family_words.plan(card),
        "tipo_de_plano": _coverage(card.product),
        **family_words.situation(card),
        **family_words.contact(card.policy),
        "reembolso": family_words.reimbursement(card),
        "cheque": cheque.number if cheque is not None else "-",
        "cheque_emissao": words.day(cheque.issued_on) if cheque is not None else "-",
        "cheque_espera": words.day(cheque.wait_until) if cheque is not None else "-",
        **details,
    }
    notes = [*reasons_in_words([cheque.reason]), ""] if cheque is not None else []
    return Reply(
        family_words.found(card, premiums="APOF", blocks="F1 MOSTRA TUDO"),
        values,
        panel=M01.name,
        roles=roles,
        notes=(*notes, *family_words.why(card)),
    )


def _description(found: BasicData) -> dict[str, str]:
    product = found.card.product
    return {
        "produto": product.code,
        "produto_nome": product.name,
        "regulamento": RULEBOOKS[product.rulebook],
        "adaptado": _known(product.adapted),
        "tipo_de_plano": _coverage(product),
        "modular": _known(product.modular),
        "cobertura_tipo": _known(product.tipo_coverage),
        "tem_reembolso": _known(product.reimburses),
        "reembolso_de_consulta": _known(product.reimburses and product.reimburses_consultation),
        "unidade_e_tabela": f"{product.unit_kind}, {product.unit_table}",
        "grupo_de_carencia": product.waiting_group or "NÃO INFORMADO",
        "redes": ", ".join(found.networks) or "NÃO INFORMADAS",
    }


def _known(fact: bool | None) -> str:
    if fact is None:
        return "A FONTE NÃO DIZ"
    return "SIM" if fact else "NÃO"


def _coverage(product: Product) -> str:
    return "NÃO INFORM." if product.coverage == "unknown" else product.coverage.upper()


_PANEL = FamilyPanel(
    rows=LIVES,
    read=basic_data,
    items=lambda found: found.card.lives,
    owner=lambda life: life.member,
    cells=family_words.life_cells,
    heading=_heading,
)

TRANSACTION = Transaction(
    code="ADBA",
    panels=(M01, M02),
    open=_PANEL.open,
    keys={**_PANEL.keys(), Key.ENTER: look_up, Key.ALT2: letter},
    help=(
        "PAGAMENTO ABERTO OU JANELA: APOF MOSTRA A PARCELA (EL-005).",
        "S AO LADO DO PRODUTO ABRE A DESCRIÇÃO; S NUMA VIDA LEVA A IDENTIFICAÇÃO DELA.",
        "CHEQUE PERDIDO OU RASGADO: ESPERAR 15 DIAS DA EMISSÃO (RE-120).",
        "O VALOR DA US NÃO APARECE NA AUTOMAÇÃO: ESTÁ NA MCAA (RE-009).",
    ),
)
