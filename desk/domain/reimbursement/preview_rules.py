"""Who gets a quote (prévia) at the desk, and of what (RE-168 to RE-178)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.enrolment.model import Product, Sponsor
from desk.domain.kernel.dates import add_years, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.resources import read_table
from desk.domain.kernel.text import fold
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a quote is asked for, with the facts that decide whether the desk gives it."""

    procedure: Procedure
    product: Product
    sponsor: Sponsor
    plan_code: str
    attended_on: date
    today: date
    admitted: bool
    covered: bool
    """False when the product's contract excludes the procedure."""
    network_in_city: bool
    """Whether a referenced provider of the person's networks does the procedure where the person lives."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whether the desk may quote, the message when it may not, and the rules tried."""

    allowed: bool
    message: str
    field: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Unreimbursed:
    words: frozenset[str]
    codes: frozenset[str]
    plans: frozenset[str]
    pays_directly: bool


@cache
def _unreimbursed() -> tuple[_Unreimbursed, ...]:
    return tuple(
        _Unreimbursed(
            words=frozenset(fold(row["company"]).split()),
            codes=_codes(row["company_codes"]),
            plans=_codes(row["plan_codes"]),
            pays_directly=row["pays_directly"] == "yes",
        )
        for row in read_table("reference/companies_without_reimbursement.csv")
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(code.lstrip("0") for code in text.split(";") if code)


@rule("RE-016", "RE-017")
def sponsor_reimburses(sponsor: Sponsor, plan_code: str) -> Reason:
    """Whether the company's plan is on the list of those without reimbursement, as a reason that applies or not.

    Codes are compared without leading zeros; a row with plans blocks only those, a row with codes only those
    companies, any other row the companies that have all the words of its name in theirs.
    """
    names = [set(fold(name).split()) for name in (sponsor.name, sponsor.group_name)]
    code, plan = sponsor.code.lstrip("0"), plan_code.lstrip("0")
    for row in _unreimbursed():
        by_company = code in row.codes if row.codes else any(row.words <= words for words in names)
        if by_company and (not row.plans or plan in row.plans):
            rule_id = "RE-017" if row.pays_directly else "RE-016"
            says = f"EMPRESA {sponsor.code} PLANO {plan_code}: SEM REEMBOLSO PELA SEGURADORA"
            if row.pays_directly:
                says += "; A EMPRESA PAGA DIRETO, INDIQUE O RH"
            return cite(rule_id, says)
    return cite("RE-016", "EMPRESA FORA DA LISTA SEM REEMBOLSO (CONFIRMAR EM DADOS DO PLANO)", applied=False)


@rule("RE-014", "RE-018", "RE-171", "RE-172", "RE-173", "RE-174", "RE-175", "RE-176", "RE-178", "CV-062")
def entitlement(asked: Quoted, rulebook: Rulebook) -> Entitlement:
    """Whether the desk may compute this quote and say it aloud; with every rule tried on the way."""
    tried: list[Reason] = []
    limit = add_years(asked.attended_on, int(rulebook.value("reimbursement.claim_years", asked.today)))
    late = asked.today > limit
    tried.append(cite("RE-014", f"ATENDIMENTO NO BRASIL: PODE SER PEDIDO ATÉ {format_date(limit)}", applied=late))
    if late:
        return _no("ATENDIMENTO HÁ MAIS DE 1 ANO NÃO É REEMBOLSADO", "data", tried)
    company = sponsor_reimburses(asked.sponsor, asked.plan_code)
    tried.append(company)
    if company.applied or not asked.product.reimburses:
        if not company.applied:
            tried.append(cite("RE-018", f"PRODUTO {asked.product.code} SEM DIREITO A REEMBOLSO"))
        return _no("PRODUTO SEM REEMBOLSO", "servico", tried)
    tried.append(cite("RE-175", "PROCEDIMENTO FORA DA COBERTURA DO PRODUTO", applied=not asked.covered))
    if not asked.covered:
        return _no("PROCEDIMENTO SEM COBERTURA NO PRODUTO", "servico", tried)
    hsbc: dict[str, Sequence[str]] = rulebook.value("reimbursement.preview_hsbc", asked.today)
    code = asked.procedure.code
    of_admitted = code in rulebook.value("reimbursement.preview_hsbc_admitted", asked.today)
    if asked.sponsor.group_name in hsbc.get(code, ()) and asked.admitted is of_admitted:
        tried.append(cite("RE-176", f"EXCEÇÃO HSBC: {code} PARA {asked.sponsor.group_name}"))
        return _yes(tried)
    if asked.admitted:
        tried.append(cite("RE-178", "PACIENTE INTERNADO: SÓ HONORÁRIOS, PELO FORMULÁRIO"))
        return _no("PROCEDIMENTO SEM PRÉVIA - USE FORMULÁRIO", "int", tried)
    return _by_procedure(asked, rulebook, tried)


def _by_procedure(asked: Quoted, rulebook: Rulebook, tried: list[Reason]) -> Entitlement:
    code, kind = asked.procedure.code, asked.procedure.kind
    if kind == ProcedureKind.CONSULTATION:
        if not asked.product.reimburses_consultation:
            tried.append(cite("RE-171", f"PRODUTO {asked.product.code} NÃO REEMBOLSA CONSULTA"))
            return _no("PRODUTO SEM REEMBOLSO DE CONSULTA", "servico", tried)
        tried.append(cite("RE-170", "CONSULTA: MESMO VALOR PARA QUALQUER ESPECIALIDADE, DITO DE VIVA VOZ"))
        return _yes(tried)
    if code in rulebook.value("reimbursement.preview_fees_only", asked.today):
        return _where_no_network(asked, "CV-062", f"{code}: SÓ HONORÁRIOS", tried)
    if kind == ProcedureKind.DIAGNOSIS:
        return _where_no_network(asked, "RE-174", "DIAGNOSE", tried)
    if kind in {ProcedureKind.SURGERY, ProcedureKind.MATERNITY}:
        tried.append(cite("RE-178", "CIRURGIA E VISITA: SÓ HONORÁRIOS, PELO FORMULÁRIO, RESPOSTA EM 5 DIAS ÚTEIS"))
    else:
        tried.append(cite("RE-173", "TERAPIA, MATERIAL, MEDICAMENTO E DESPESA HOSPITALAR NÃO TÊM PRÉVIA"))
    return _no("PROCEDIMENTO SEM PRÉVIA - USE FORMULÁRIO", "servico", tried)


def _where_no_network(asked: Quoted, rule_id: str, what: str, tried: list[Reason]) -> Entitlement:
    """A quote given only where no referenced provider of the person's networks does the procedure."""
    if asked.network_in_city:
        tried.append(cite(rule_id, f"{what}: HÁ REDE NA LOCALIDADE, SEM PRÉVIA"))
        return _no(_NETWORK, "servico", tried)
    tried.append(cite(rule_id, f"{what}: NÃO HÁ REDE NA LOCALIDADE, PRÉVIA PERMITIDA"))
    return _yes(tried)


_NETWORK = "HÁ REDE REFERENCIADA NA LOCALIDADE - SEM PRÉVIA"


def _yes(tried: list[Reason]) -> Entitlement:
    spoken = cite("RE-172", "PRÉVIA INFORMATIVA - INFORMAR VERBALMENTE, NÃO IMPRIMIR")
    return Entitlement(True, spoken.says, "", (*tried, spoken))


def _no(message: str, field: str, tried: list[Reason]) -> Entitlement:
    if not any(reason.applied for reason in tried):
        tried.append(cite("RE-173", message))
    return Entitlement(False, message, field, tuple(tried))
