"""Every block against every way to release: lifted exactly as the table of blocks says, refused otherwise."""

from dataclasses import replace

import pytest

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case
from desk.domain.kernel.decision import Outcome, Route
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import block_codes
from tests.unit.authorization.block_cases import PAIRS, RELEASES_OF, with_release
from tests.unit.authorization.builders import (
    ATTENDANT,
    NOTE,
    OTHER,
    a_block,
    a_card,
    a_case,
    a_colleague,
    a_cpt,
    a_due,
    a_form,
    a_procedure,
    codes_of,
    day,
    decide,
)

CAP_CONSULTANT = a_colleague(Role.CONSULTANT, area="CAP")
CAP_ATTENDANT = a_colleague(Role.ATTENDANT, area="CAP")
ATTEMPTS = {
    "LIB alone": ("LIB", "", None),
    "819 own number": ("819", ATTENDANT, None),
    "819 senior": ("819", OTHER, a_colleague(Role.SENIOR)),
    "LIB supervisor": ("LIB", OTHER, a_colleague(Role.SUPERVISOR)),
    "consultant number": ("", OTHER, a_colleague(Role.CONSULTANT)),
    "CAP": ("", OTHER, CAP_ATTENDANT),
}
LIFTED_BY = {
    "819": {"819 own number", "819 senior"},
    "LIB": {"LIB alone", "LIB supervisor"},
    "supervisor": {"LIB supervisor"},
    "consultant": {"consultant number"},
    "CAP": {"CAP"},
}
"""By the release in the table of blocks; a release that is not here is none at the desk."""
ANSWERS = {"025", "026", "027", "040", "041"}
EVERY = [
    pytest.param(code, attempt, marks=pytest.mark.rule("AP-069", "AP-096", "AP-098"), id=f"{code}-{attempt}")
    for code in block_codes()
    if code not in RELEASES_OF
    for attempt in ATTEMPTS
]


@pytest.mark.parametrize(("code", "attempt"), EVERY)
def test_a_block_is_lifted_by_its_release_and_by_no_other(rulebook: Rulebook, code: str, attempt: str) -> None:
    typed, number, colleague = ATTEMPTS[attempt]
    case = PAIRS[code].raises()
    before = decide(case, rulebook)
    concession = decide(with_release(case, typed, number, NOTE, colleague), rulebook)
    lifted = attempt in LIFTED_BY.get(block_codes()[code].release, set())
    assert (code not in concession.decision.codes) is lifted
    refusals = {block.code for block in concession.refusals}
    assert refusals <= ANSWERS
    if lifted:
        assert not refusals
        assert any(r.applied and r.code == code and r.rule != "AP-069" for r in concession.decision.reasons)
        return
    others = {c for c in before.decision.codes if attempt in LIFTED_BY.get(block_codes()[c].release, set())}
    if typed and not others:
        assert refusals, "a code that releases nothing is answered"


@pytest.mark.rule("AP-072", "AP-075")
@pytest.mark.parametrize("code", RELEASES_OF)
def test_a_release_that_was_refused_is_mended_by_a_right_one(rulebook: Rulebook, code: str) -> None:
    assert code in codes_of(PAIRS[code].raises(), rulebook)
    assert decide(PAIRS[code].spares(), rulebook).decision.outcome in {Outcome.ALLOWED, Outcome.REFUSED}


@pytest.mark.rule("AP-098", "AP-096")
@pytest.mark.parametrize("code", ["491", "492", "493", "494", "497", "498", "499"])
@pytest.mark.parametrize("role", [Role.SENIOR, Role.SUPERVISOR, Role.CONSULTANT])
def test_819_lifts_none_of_them_whoever_gives_the_number(rulebook: Rulebook, code: str, role: Role) -> None:
    colleague = a_colleague(role, area="CAP")
    case = with_release(PAIRS[code].raises(), "819", OTHER, NOTE, colleague)
    concession = decide(case, rulebook)
    assert code in concession.decision.codes
    assert [block.code for block in concession.refusals] == ["040"]


@pytest.mark.rule("AP-098", "AP-096")
def test_one_consultant_analyses_both_what_819_lifts_and_what_it_does_not(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(sex="M", anaesthesia_class=1))
    given = with_release(case, "819", OTHER, NOTE, a_colleague(Role.CONSULTANT))
    assert decide(given, rulebook).decision.outcome is Outcome.ALLOWED


# 497: CAP


def suspected() -> Case:
    """A suspicion of pre-existence on the person: 497."""
    return a_case(card=a_card(blocks=(a_block("P"),)))


@pytest.mark.rule("AP-094", "EL-029")
@pytest.mark.parametrize("colleague", [CAP_ATTENDANT, CAP_CONSULTANT], ids=["attendant", "consultant"])
def test_497_is_lifted_by_anybody_of_cap_with_a_note(rulebook: Rulebook, colleague: object) -> None:
    lifted = decide(with_release(suspected(), "", OTHER, NOTE, colleague), rulebook)  # type: ignore[arg-type]
    assert lifted.decision.outcome is Outcome.ALLOWED
    assert any(r.rule == "EL-029" and r.code == "497" and OTHER in r.says for r in lifted.decision.reasons)
    noteless = decide(with_release(suspected(), "", OTHER, "", colleague), rulebook)  # type: ignore[arg-type]
    assert [(b.code, b.field) for b in noteless.refusals] == [("040", "justificativa.1")]


@pytest.mark.rule("AP-075", "EL-029")
@pytest.mark.parametrize("role", [Role.SENIOR, Role.SUPERVISOR, Role.CONSULTANT])
def test_nobody_of_a_unit_lifts_497(rulebook: Rulebook, role: Role) -> None:
    refused = decide(with_release(suspected(), "", OTHER, NOTE, a_colleague(role)), rulebook)
    assert refused.decision.codes == ("497", "041")


@pytest.mark.rule("AP-075", "EL-029")
def test_at_cap_the_attendant_issues_over_497_with_the_own_number(rulebook: Rulebook) -> None:
    here = with_release(suspected(), "", ATTENDANT, NOTE)
    assert decide(here, rulebook).decision.codes == ("497", "041")
    at_cap = replace(here, attendant_area="CAP")
    assert decide(at_cap, rulebook).decision.outcome is Outcome.ALLOWED
    assert decide(replace(suspected(), attendant_area="CAP"), rulebook).decision.codes == ("497",)


# a running CPT and what CAP decides


CAP = Route("CAP", "3 HORAS", "2 HORAS")


@pytest.mark.rule("EL-027")
@pytest.mark.parametrize(
    ("attendant", "colleague", "goes"),
    [
        pytest.param((Role.CONSULTANT, ""), None, True, id="consultant-of-a-unit"),
        pytest.param((Role.CONSULTANT, "CAP"), None, False, id="consultant-of-cap"),
        pytest.param((Role.ATTENDANT, "CAP"), None, True, id="attendant-of-cap"),
        pytest.param((Role.ATTENDANT, ""), CAP_CONSULTANT, False, id="with-a-consultant-of-cap"),
        pytest.param((Role.ATTENDANT, ""), a_colleague(Role.CONSULTANT), True, id="with-a-consultant-of-a-unit"),
        pytest.param(
            (Role.ATTENDANT, ""), replace(CAP_CONSULTANT, confirmed=None), True, id="without-the-password"
        ),
    ],
)
def test_only_a_consultant_of_cap_grants_over_a_running_cpt(
    rulebook: Rulebook, attendant: tuple[Role, str], colleague: object, goes: bool
) -> None:
    case = a_case(
        card=a_card(running_cpts=(a_cpt(day(40)),)),
        attendant_role=attendant[0],
        attendant_area=attendant[1],
        colleague=colleague,
    )
    decision = decide(case, rulebook).decision
    assert decision.routes == ((CAP,) if goes else ())


@pytest.mark.rule("AP-025")
@pytest.mark.parametrize(
    ("role", "kind", "goes"),
    [
        (Role.ATTENDANT, "diagnosis", False),
        (Role.ATTENDANT, "therapy", False),
        (Role.ATTENDANT, "surgery", True),
        (Role.CONSULTANT, "surgery", False),
    ],
)
def test_at_cap_attendants_issue_diagnosis_and_therapy_and_consultants_the_rest(
    rulebook: Rulebook, role: Role, kind: str, goes: bool
) -> None:
    case = a_case(a_procedure(kind=kind), limits=(), attendant_role=role, attendant_area="CAP")
    assert decide(case, rulebook).decision.routes == ((CAP,) if goes else ())


@pytest.mark.rule("AP-016")
@pytest.mark.parametrize(("area", "goes"), [("CAS 24H", False), ("CAP", True), ("", True)])
def test_what_is_of_cas_24h_is_granted_there(rulebook: Rulebook, area: str, goes: bool) -> None:
    case = a_case(a_procedure(exclusive_area="CAS 24H"), attendant_area=area)
    assert decide(case, rulebook).decision.routes == ((Route("CAS 24H"),) if goes else ())


@pytest.mark.rule("AP-095", "EL-015")
def test_lib_serves_no_day_after_the_last_one_of_care(rulebook: Rulebook) -> None:
    card = a_card(dues=(a_due(5, day(-10)), a_due(6, day(20)), a_due(7, day(25))))
    assert card.standing.served_until is not None
    for planned, codes in ((card.standing.served_until, ()), (day(26), ("434", "040"))):
        form = a_form(attendance_type="2", planned_on=planned)
        case = with_release(a_case(form=form, card=card), "LIB", "", NOTE)
        assert codes_of(case, rulebook) == codes
