"""Facts an authorization's paper is made from, for unit tests."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from desk.domain.authorization.model import Authorization, AuthorizationLine, Letter
from desk.domain.authorization.paper_copy import PaperFacts
from desk.domain.catalogue.model import Procedure
from desk.domain.enrolment.model import Member, Policy, Product
from desk.domain.network.model import Provider

NUMBER = "07/000001"
MEMBER = "9990100001234501"
DAY = date(2007, 5, 15)
NOON = datetime(2007, 5, 15, 15, tzinfo=UTC)

INTERNAL = {
    "justification": "JUSTIFICATIVA INTERNA",
    "diagnosis": "DIAGNÓSTICO INTERNO",
    "physician": "MÉDICO INTERNO",
    "council_number": "SP777777",
    "cid": "Z999",
    "disease_duration": "TEMPO INTERNO",
    "responsible_number": "A777777",
    "release_code": "819",
}
"""What is stored of an authorization and never leaves the house."""


@dataclass(frozen=True)
class Service:
    """A line with what its procedure is."""

    code: str = "90030012"
    name: str = "EXAME EXEMPLO D"
    status: str = "Pendente"
    quantity: int = 1
    refusal: str = ""
    restricted: bool = False


def facts(
    *services: Service,
    state: str = "SP",
    modular: bool = False,
    adapted: bool = True,
    provider: str = "",
    letters: tuple[Letter, ...] = (),
    codes: tuple[str, ...] = (),
    **changes: Any,
) -> PaperFacts:
    """A plain authorization of one examination; `codes` are the blocks its decision lifted."""
    lines = services or (Service(),)
    reasons = [{"rule": "EL-029", "code": code, "applied": True} for code in codes]
    data: dict[str, Any] = {
        "number": NUMBER,
        "member_number": MEMBER,
        "status": lines[0].status,
        "issued_on": DAY,
        "valid_until": date(2007, 6, 14),
        "attendance_type": "5",
        "regional_office": "0107",
        "unit_code": "0107",
        "attendant_number": "A100001",
        "decision": json.dumps({"reasons": reasons}),
        "created_at": NOON,
        **INTERNAL,
    }
    return PaperFacts(
        authorization=Authorization(**(data | changes)),
        lines=tuple(
            (
                AuthorizationLine(
                    authorization_number=NUMBER,
                    position=n,
                    procedure_code=s.code,
                    quantity=s.quantity,
                    status=s.status,
                    refusal_code=s.refusal,
                ),
                Procedure(code=s.code, description=s.name, kind="diagnosis", restricted=s.restricted),
            )
            for n, s in enumerate(lines, start=1)
        ),
        member=Member(
            member_number=MEMBER,
            holder_number=MEMBER[:14],
            person_suffix=MEMBER[14:],
            name="AURORA EXEMPLO",
            search_name="aurora exemplo",
            birth_date=date(1971, 8, 15),
            sex="F",
            relationship="TITULAR",
            started_on=date(2003, 6, 2),
        ),
        policy=Policy(
            holder_number=MEMBER[:14],
            sponsor_code="99901",
            product_code="342",
            plan_code="04210",
            adapted=adapted,
            started_on=date(2003, 6, 2),
            plan_from=date(2003, 6, 2),
            state=state,
        ),
        product=Product(code="342", name="GLOBAL EXEMPLO", rulebook="DM", modular=modular),
        provider=Provider(cnpj="00000000000191", name=provider, joined_on=DAY) if provider else None,
        letters=letters,
    )
