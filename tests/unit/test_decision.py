"""A decision never stands without its reasons, and speaks as plain data."""

import json

import pytest

from desk.domain.kernel.decision import Decision, Disclosure, Outcome, Reason, Route
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError, ParameterError, StaleError

TRIED = Reason("EL-017", "NÃO HÁ JANELA", applied=False)
HELD = Reason(
    "EL-015",
    "ATENDER ATÉ 01/03/2006",
    values=(("VENCIDAS SEGUIDAS", "2"),),
    source="manual.txt:3583",
    disclose=Disclosure.INSURED,
    code="434",
    reading="Vale o vencimento da 3ª parcela",
)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.BLOCKED, Outcome.ROUTED])
@pytest.mark.parametrize("reasons", [(), (TRIED,), (TRIED, TRIED)], ids=["none", "one in vain", "two in vain"])
def test_nothing_is_refused_blocked_or_routed_without_a_reason_that_applied(
    outcome: Outcome, reasons: tuple[Reason, ...]
) -> None:
    with pytest.raises(ValueError, match="without a reason"):
        Decision(outcome, reasons)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_one_reason_that_applied_is_enough(outcome: Outcome) -> None:
    assert Decision(outcome, (TRIED, HELD)).outcome is outcome


def test_what_is_allowed_may_have_been_tried_in_vain_only() -> None:
    assert Decision(Outcome.ALLOWED, (TRIED,)).reasons == (TRIED,)


def test_reasons_are_added_at_the_end_and_the_first_decision_is_kept() -> None:
    first = Decision(Outcome.REFUSED, (HELD,), codes=("434",))
    more = first.with_reasons(TRIED)
    assert more.reasons == (HELD, TRIED)
    assert more.codes == ("434",)
    assert first.reasons == (HELD,)


def test_a_reason_applies_and_is_silent_unless_it_says_otherwise() -> None:
    bare = Reason("EL-015", "ATENDER")
    assert bare.applied
    assert bare.disclose is Disclosure.SILENT


def test_a_decision_is_plain_data() -> None:
    decision = Decision(Outcome.ROUTED, (HELD, TRIED), codes=("434",), routes=(Route("CAP", "3 H", "2 H"),))
    told = json.loads(json.dumps(decision.as_dict()))
    assert told == {
        "outcome": "routed",
        "codes": ["434"],
        "routes": [{"area": "CAP", "promise": "3 H", "limit": "2 H"}],
        "reasons": [
            {
                "rule": "EL-015",
                "applied": True,
                "source": "manual.txt:3583",
                "says": "ATENDER ATÉ 01/03/2006",
                "values": {"VENCIDAS SEGUIDAS": "2"},
                "disclose": "insured",
                "code": "434",
                "reading": "Vale o vencimento da 3ª parcela",
            },
            {
                "rule": "EL-017",
                "applied": False,
                "source": "",
                "says": "NÃO HÁ JANELA",
                "values": {},
                "disclose": "",
                "code": "",
                "reading": "",
            },
        ],
    }


@pytest.mark.parametrize("kind", [DomainError, NotFoundError, ForbiddenError, StaleError, ParameterError])
def test_a_refusal_carries_its_words_its_field_and_its_code(kind: type[DomainError]) -> None:
    refusal = kind("NÃO CADASTRADO", field="sr", code="024")
    assert isinstance(refusal, DomainError)
    assert (str(refusal), refusal.text, refusal.field, refusal.code) == (
        "NÃO CADASTRADO",
        "NÃO CADASTRADO",
        "sr",
        "024",
    )
