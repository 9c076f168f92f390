"""Rules of the network: which networks are whose, who may be named, how many, and with what words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from desk.domain.access.model import System
from desk.domain.catalogue.model import Procedure
from desk.domain.enrolment.model import Product
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.text import fold
from desk.domain.network.model import Provider, ProviderAgreement
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@rule("AP-010")
def member_networks(
    product_networks: Sequence[str], group_name: str, on: date, rulebook: Rulebook
) -> tuple[str, ...]:
    """The networks of a person in the order they are searched.

    A complementary network comes after those of the product, for the people of its groups and nobody else.
    """
    groups: Mapping[str, Sequence[str]] = rulebook.value("network.complementary", on)
    own = [number for number in product_networks if number not in groups]
    return (*own, *(number for number, whose in groups.items() if group_name in whose))


def complement(mine: Sequence[str], on: date, rulebook: Rulebook) -> Reason | None:
    """Why a person has a network beside those of the product (AP-010); None for whoever has none."""
    groups = rulebook.parameter("network.complementary", on)
    beside = [number for number in mine if number in groups.value]
    if not beside:
        return None
    return cite(
        "AP-010", f"REDE {', '.join(beside)} DEPOIS DA {mine[0]}; NO EXTRA, UMA POR VEZ", reading=groups.reading
    )


@rule("AP-009", "AP-012")
def network_fault(number: str, mine: Sequence[str], names: Mapping[str, str]) -> str:
    """What is wrong with the network number typed on EXTRA; empty when it is one of the person's."""
    theirs = ", ".join(mine)
    if not number:
        return f"INFORME O Nº DA REDE ({theirs})"
    if number not in names:
        return f"A REDE {number} NÃO EXISTE - DO SEGURADO: {theirs}"
    if number not in mine:
        return f"A REDE {number} ({names[number]}) NÃO É DO SEGURADO: {theirs}"
    return ""


@rule("AP-011")
def tool(system: System, *, automation_up: bool) -> Reason:
    """Whether the network was asked in the right place: Automação, and EXTRA only while that is down."""
    if system is System.AUTOM:
        return cite("AP-011", "REDE SE PESQUISA NA AUTOMAÇÃO, PELA IDENTIFICAÇÃO")
    if automation_up:
        return cite("AP-011", "AUTOMAÇÃO NO AR: A REDE SE PESQUISA NA ARED, NÃO NO EXTRA")
    return cite("AP-011", "AUTOMAÇÃO FORA DO AR: A REDE SE PESQUISA NO EXTRA")


@rule("AP-004", "AP-006")
def direction(product: Product) -> Reason:
    """Where an authorization of the product may be used: a provider named on it, or any of the network."""
    if product.modular:
        return cite("AP-004", f"PRODUTO {product.code} MODULAR: AP DE INTERNAÇÃO DIRIGIDA A PRESTADOR DESTA REDE")
    return cite("AP-006", "A AP VALE EM QUALQUER REFERENCIADO; NA INTERNAÇÃO, CONFIRA AQUI O HOSPITAL")


@rule("AP-014")
def may_be_named(provider: Provider, on: date) -> bool:
    """Whether a provider may be named on a date: published, joined and not gone. Why one left stays inside."""
    gone = provider.left_on is not None and provider.left_on <= on
    return not provider.unpublished and provider.joined_on <= on and not gone


@rule("AP-150")
def has_open_list(provider: Provider) -> bool:
    """Whether a provider may be named without a procedure: one with a closed list does only what was agreed."""
    return not provider.closed_list


def offers(provider: Provider, specialty: str) -> bool:
    """Whether a specialty is among those of a provider."""
    return bool(specialty) and specialty in provider.specialties.split("|")


@rule("AP-150", "CV-075")
def performs(
    provider: Provider,
    procedure: Procedure,
    agreement: ProviderAgreement | None,
    package_states: Collection[str],
    *,
    only_by_package: bool,
) -> bool:
    """Whether a provider does a procedure: by its agreement, else by specialty.

    A restricted procedure and a closed list go by agreement alone. Where package agreements exist, a procedure
    that goes only by package goes to their providers alone.
    """
    if only_by_package and provider.state in package_states:
        return agreement is not None and agreement.package
    if agreement is not None:
        return True
    return not (procedure.restricted or provider.closed_list) and offers(provider, procedure.specialty)


@rule("AP-008")
def telling(told: Collection[str], chosen: Collection[str], on: date, rulebook: Rulebook) -> Decision:
    """Whether these providers may be named beside those already named for the same enquiry."""
    limit = rulebook.parameter("network.told_at_most", on)
    together = len({*told, *chosen})
    refused = together > limit.value
    says = "ATÉ {0} PRESTADORES POR PESQUISA" if refused else f"{together} DE {{0}} PRESTADORES INFORMADOS"
    reason = cite(
        "AP-008",
        says.format(limit.value),
        reading=limit.reading,
        values=(("JÁ INFORMADOS", len(told)), ("LIMITE", limit.value)),
    )
    return Decision(Outcome.REFUSED if refused else Outcome.ALLOWED, (reason,))


def goes_by_package_only(procedure: Procedure, on: date, rulebook: Rulebook) -> bool:
    """Whether, where package agreements exist, a procedure is done by their providers alone (CV-075)."""
    return _is_called(procedure, rulebook.value("network.package_only", on))


@rule("CV-068", "CV-075")
def package_advice(
    procedure: Procedure, state: str, package_states: Collection[str], on: date, rulebook: Rulebook
) -> Reason | None:
    """What to say of a procedure that some states have package agreements for; None for any other.

    An empty `state` asks about all of them.
    """
    only = goes_by_package_only(procedure, on, rulebook)
    if not only and not _is_called(procedure, rulebook.value("network.package_where_agreed", on)):
        return None
    source = "CV-075" if only else "CV-068"
    where = state or ", ".join(sorted(package_states))
    if not where or (state and state not in package_states):
        text = f"SEM PACOTE EM {state}" if state else "SEM PACOTE EM ESTADO NENHUM"
        return cite(source, f"{text}: INDIQUE PELA ESPECIALIDADE, CONFIRMANDO COM O PRESTADOR")
    if only:
        return cite(source, f"EM {where} INDIQUE SOMENTE OS DE PACOTE; COM OUTRO PRESTADOR É TUDO REEMBOLSO")
    return cite(source, f"EM {where} HÁ PACOTE: A CONTA DO PRESTADOR INCLUI TODO O PROCEDIMENTO")


@rule("CV-063", "CV-103")
def ask_first(procedure_code: str, on: date, rulebook: Rulebook) -> Reason | None:
    """What must be asked before any provider of a procedure is named; None where nothing must."""
    if procedure_code in rulebook.value("network.ask_whether_after_surgery", on):
        return cite("CV-063", "ANTES DE INDICAR, PERGUNTE SE O PROCEDIMENTO É PÓS-CIRÚRGICO")
    if procedure_code in rulebook.value("network.ask_who_ordered", on):
        return cite("CV-103", "ANTES DE INDICAR, PERGUNTE SE O PEDIDO É DE MÉDICO (CRM) OU DENTISTA (CRO)")
    return None


def _is_called(procedure: Procedure, names: Sequence[str]) -> bool:
    """Whether a procedure is one of those the manual calls by name, for it gives them no code."""
    description = f" {fold(procedure.description)} "
    return any(f" {fold(name)} " in description for name in names)
