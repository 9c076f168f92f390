"""All 58 blocks: each raised by data that causes it, where it belongs, and not by the nearest case."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk.domain.authorization.case import Case, PaperShown
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import catalogue
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import block_codes
from tests.unit.authorization.block_cases import NEXT, PAIRS
from tests.unit.authorization.builders import (
    CNPJ,
    EXAM,
    SECOND_EXAM,
    TODAY,
    a_card,
    a_case,
    a_delivery,
    a_form,
    a_place,
    a_procedure,
    a_product,
    a_provider,
    an_admission,
    an_earlier,
    codes_of,
    day,
    decide,
    lines,
    said,
    standing_blocks,
)

EVERY = [
    pytest.param(code, marks=pytest.mark.rule("AP-068" if entry.kind == "data" else "AP-069", entry.rule), id=code)
    for code, entry in block_codes().items()
]


def test_there_is_a_pair_of_cases_for_each_block_of_the_source() -> None:
    assert set(PAIRS) == set(block_codes()) == {row["code"] for row in read_table("reference/block_codes.csv")}
    assert len(PAIRS) == 58


@pytest.mark.parametrize("code", EVERY)
def test_a_block_is_raised_where_it_belongs_with_its_solution_and_source(rulebook: Rulebook, code: str) -> None:
    pair = PAIRS[code]
    concession = decide(pair.raises(), rulebook)
    raised = [(block.code, block.field, block.line) for block in concession.blocks]
    assert (code, pair.field, pair.line) in raised
    reason = next(r for r in concession.decision.reasons if r.applied and r.code == code)
    block = next(block for block in concession.blocks if block.code == code)
    assert reason.source
    assert reason.rule in catalogue()
    assert block_codes()[code].label in reason.says
    assert (block.solution or block_codes()[code].solution) in reason.says
    assert block.says in reason.says


@pytest.mark.parametrize("code", EVERY)
def test_the_nearest_case_does_not_raise_it(rulebook: Rulebook, code: str) -> None:
    assert code not in codes_of(PAIRS[code].spares(), rulebook)


@pytest.mark.rule("AP-091")
def test_a_proof_of_validity_not_shown_or_without_a_date_limits_nothing(rulebook: Rulebook) -> None:
    for paper in (PaperShown("CVA", False, day(1)), PaperShown("CVA", True), PaperShown("PEDIDO", True, day(1))):
        assert "474" not in codes_of(a_case(form=a_form(papers=(paper,))), rulebook)


@pytest.mark.rule("AP-092", "AP-093")
@pytest.mark.parametrize(("days", "code"), [(3, ""), (4, "488"), (6, "488"), (7, "428"), (60, "428")])
def test_of_the_twins_428_and_488_the_factor_says_which(rulebook: Rulebook, days: int, code: str) -> None:
    case = a_case(a_procedure(average_days=3), form=an_admission(daily_rates=days))
    assert {c for c in codes_of(case, rulebook) if c in {"428", "488"}} == ({code} if code else set())


@pytest.mark.rule("AP-093")
def test_a_stay_counts_by_its_longest_service(rulebook: Rulebook) -> None:
    procedures = (a_procedure(average_days=2), a_procedure(SECOND_EXAM, average_days=5))
    case = a_case(*procedures, form=an_admission(daily_rates=6, lines=lines(EXAM, SECOND_EXAM)))
    assert ("488", "qtde_diarias", 2) in standing_blocks(case, rulebook)


@pytest.mark.rule("AP-093", "AP-094")
@pytest.mark.parametrize(
    ("places", "code"),
    [
        pytest.param((a_place("001"),), "", id="of-the-product"),
        pytest.param((a_place("017"),), "492", id="foreign-only"),
        pytest.param((), "498", id="in-no-network"),
        pytest.param(
            (a_place("001", valid_from=day(1)), a_place("017")), "498", id="of-the-product-from-tomorrow"
        ),
        pytest.param((a_place("017", valid_until=TODAY),), "498", id="foreign-and-over"),
    ],
)
def test_of_the_twins_492_and_498_the_provider_raises_one(rulebook: Rulebook, places: tuple, code: str) -> None:  # type: ignore[type-arg]
    case = a_case(form=a_form(provider_cnpj=CNPJ), provider=a_provider(), provider_networks=places)
    assert codes_of(case, rulebook) == ((code,) if code else ())


@pytest.mark.rule("AP-082", "AP-094")
def test_a_provider_that_left_is_091_and_not_a_matter_of_networks(rulebook: Rulebook) -> None:
    provider = a_provider(left_on=TODAY)
    case = a_case(form=a_form(provider_cnpj=CNPJ), provider=provider, provider_networks=())
    assert codes_of(case, rulebook) == ("091",)


@pytest.mark.rule("AP-093")
def test_an_agreement_gives_a_provider_a_service_outside_its_specialties(rulebook: Rulebook) -> None:
    provider = a_provider(specialties="FISIATRIA")
    form = a_form(provider_cnpj=CNPJ)
    case = a_case(a_procedure(specialty="RADIOLOGIA"), form=form, provider=provider)
    assert codes_of(case, rulebook) == ("494",)
    assert codes_of(replace(case, agreements=frozenset({EXAM})), rulebook) == ()


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(
    "silent", [{"kind": ""}, {"specialties": ""}, {"state": ""}], ids=["kind", "specialties", "state"]
)
def test_what_the_register_does_not_know_of_a_provider_raises_nothing(
    rulebook: Rulebook, silent: dict[str, str]
) -> None:
    known = {"kind": "HOSPITAL", "specialties": "RADIOLOGIA", "state": "SP"}
    case = a_case(
        a_procedure(places="HOSPITAL", specialty="RADIOLOGIA"),
        form=a_form(provider_cnpj=CNPJ),
        provider=a_provider(**known | silent),
        card=a_card(product=a_product(region="SP")),
    )
    assert codes_of(case, rulebook) == ()


@pytest.mark.rule("AP-093")
def test_a_service_of_one_execution_asked_for_twice_is_484_at_its_quantity(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(single_execution=True), form=a_form(lines=lines(EXAM, quantity=2)))
    assert standing_blocks(case, rulebook) == [("484", "quantidade.1", 1)]


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(
    "changes", [{"status": "Negado"}, {"status": "Excluído"}, {"refusal_code": "831"}, {"number": "07/000009"}]
)
def test_only_what_stands_on_another_authorization_counts_as_done(
    rulebook: Rulebook, changes: dict[str, str]
) -> None:
    service = a_procedure(single_execution=True, recurrence_days=90)
    case = a_case(service, form=a_form(number="07/000009"), earlier=(an_earlier(issued_on=day(-9), **changes),))
    assert codes_of(case, rulebook) == ()


@pytest.mark.rule("AP-093", "CV-014")
@pytest.mark.parametrize(
    ("description", "urgent", "codes"),
    [
        ("EXAME EXEMPLO", False, ("496",)),
        ("EXAME EXEMPLO", True, ()),
        ("FACECTOMIA EXEMPLO", False, ()),
        ("RADIOTERAPIA EXEMPLO", False, ()),
    ],
)
def test_496_knows_the_exceptions_of_a_hospital_plan_and_urgent_care(
    rulebook: Rulebook, description: str, urgent: bool, codes: tuple[str, ...]
) -> None:
    card = a_card(product=a_product(coverage="hospitalar"))
    case = a_case(a_procedure(description=description), form=a_form(urgent=urgent), card=card)
    assert codes_of(case, rulebook) == codes


@pytest.mark.rule("AP-068", "AP-069")
def test_several_blocks_at_once_each_on_its_line_in_the_order_of_the_form(rulebook: Rulebook) -> None:
    def first() -> Case:
        services = (a_procedure(blocked=True, plastic=True), a_procedure(SECOND_EXAM, kind="dental", sex="M"))
        form = a_form(lines=(*lines(EXAM), NEXT), regional_office="9999", valid_until=day(31))
        return a_case(*services, form=form, limits=())

    assert standing_blocks(first(), rulebook) == [
        ("023", "escritorio_regional", 0),
        ("206", "validade", 0),
        ("482", "servico.1", 1),
        ("486", "servico.2", 2),
        ("491", "servico.2", 2),
        ("495", "servico.1", 1),
    ]
    concession = decide(first(), rulebook)
    assert concession.codes_of(1) == ("482", "495")
    assert concession.codes_of(2) == ("486", "491")


@pytest.mark.rule("AP-093")
def test_the_age_of_a_service_for_the_newborn_is_the_newborns(rulebook: Rulebook) -> None:
    service = a_procedure(maximum_age=1)
    assert codes_of(a_case(service), rulebook) == ("489",)
    assert codes_of(a_case(service, form=a_form(newborn=True, born_on=day(-3))), rulebook) == ()


@pytest.mark.rule("EL-025", "AP-092")
def test_a_newborn_too_old_to_be_attended_in_the_mothers_name_has_no_cover(rulebook: Rulebook) -> None:
    case = a_case(form=a_form(newborn=True, born_on=day(-31)))
    assert standing_blocks(case, rulebook) == [("401", "servico.1", 1)]
    assert "RN ATENDIDO ATÉ" in said(case, rulebook, "401")


@pytest.mark.rule("AP-094")
def test_a_delivery_raises_060_and_not_491(rulebook: Rulebook) -> None:
    codes = codes_of(
        a_case(a_delivery(), form=an_admission(attendance_type="8", lines=lines("90010038"))), rulebook
    )
    assert not {"060", "491"} & set(codes)


@pytest.mark.rule("AP-092", "AP-093", "AP-094")
def test_the_readings_that_tell_twins_apart_may_be_chosen_otherwise(tmp_path: Path) -> None:
    preferred = tmp_path / "readings.toml"
    names = {"days_far_above_factor": 3, "foreign_network_block": '"498"', "hospital_plan_block": '"401"'}
    preferred.write_text("\n".join(f'[DM."authorization.{name}"]\nvalue = {v}' for name, v in names.items()))
    house = Rulebook.load(override=preferred)
    assert "488" in codes_of(PAIRS["428"].raises(), house)
    assert codes_of(PAIRS["492"].raises(), house) == ("498",)
    assert codes_of(PAIRS["496"].raises(), house) == ("401",)
