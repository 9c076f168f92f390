"""The blocks between the provider and the person: network, region, specialty (AP-093, AP-094)."""

from collections.abc import Iterator

from desk.domain.authorization.case import Case, Raised, is_active
from desk.domain.network.rules import offers
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook

FOREIGN, NOT_ON_THE_DAY = "492", "498"


@rule("AP-093", "AP-098")
def foreign_networks(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """492 the provider is in networks on the day, and none was ever one of the product."""
    if _network_block(case, rulebook) == FOREIGN:
        assert case.card is not None
        theirs = ", ".join(sorted(case.present_networks))
        says = f"PRODUTO {case.card.product.code} USA {_mine(case)}; O PRESTADOR SÓ TEM {theirs}"
        yield _raised(FOREIGN, says, case, rulebook)


@rule("AP-094", "AP-098")
def outside_network(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """498 the provider is in no network of the product on the day: in none at all, or only before or after."""
    if _network_block(case, rulebook) == NOT_ON_THE_DAY:
        theirs = ", ".join(sorted(case.present_networks)) or "NENHUMA REDE"
        says = f"REDE DO PRODUTO {_mine(case)}; NO DIA O PRESTADOR TEM {theirs}"
        yield _raised(NOT_ON_THE_DAY, says, case, rulebook)


@rule("AP-094", "AP-098")
def outside_region(case: Case, _: Rulebook) -> Iterator[Raised]:
    """499 the provider is in a state where the product's members are not attended; a product may have all."""
    if case.card is None or case.provider is None:
        return
    region, state = case.card.product.region, case.provider.state
    if region and state and state not in region.split("|"):
        says = f"PRESTADOR EM {state}; O PRODUTO {case.card.product.code} ATENDE EM {region.replace('|', ', ')}"
        yield Raised("499", "codigo_do_prestador", says)


@rule("AP-093", "AP-098")
def specialty(case: Case, _: Rulebook) -> Iterator[Raised]:
    """494 the service is of a specialty the provider does not have, and no agreement gives it the service."""
    if case.provider is None or not case.provider.specialties:
        return
    for line, procedure in case.services():
        if not procedure.specialty or line.code in case.agreements:
            continue
        if not offers(case.provider, procedure.specialty):
            says = f"{procedure.code} É DE {procedure.specialty}, QUE O PRESTADOR NÃO TEM"
            yield Raised("494", f"servico.{line.position}", says, line.position)


def _network_block(case: Case, rulebook: Rulebook) -> str:
    """Which of the two the provider raises, if any; one that had left is 091 and nothing else."""
    provider = case.provider
    if case.card is None or provider is None or case.in_network or not is_active(provider, case.reference_date):
        return ""
    ever = {place.network_number for place in case.provider_networks}
    if not case.present_networks or not ever.isdisjoint(case.networks):
        return NOT_ON_THE_DAY
    return str(rulebook.value("authorization.foreign_network_block", case.today))


def _raised(code: str, says: str, case: Case, rulebook: Rulebook) -> Raised:
    reading = rulebook.parameter("authorization.foreign_network_block", case.today).reading
    return Raised(code, "codigo_do_prestador", says, reading=reading)


def _mine(case: Case) -> str:
    return ", ".join(case.networks) or "NENHUMA"
