"""The table of papers: which kind of request a service is, and what is asked for it (AP-032 to AP-047)."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.catalogue.model import ProcedureKind
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.papers import (
    Asked,
    Dated,
    Paper,
    Service,
    beside_the_table,
    clause_paper,
    kind_of,
    paper_table,
    papers_of,
    read_papers,
)
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import data_folder
from desk.domain.rulebook.catalogue import catalogue
from tests.unit.eligibility.paper_services import DRUG, SURGERY, THERAPY, TODAY, a_service

TABLE = data_folder() / "reference" / "papers.toml"


def paper(code: str, *services: Service, standing: frozenset[Asked] = frozenset()) -> Paper | None:
    return next((p for p in papers_of(services, TODAY, standing=standing) if p.code == code), None)


def order_says(*services: Service) -> str:
    found = paper("PEDIDO", *services)
    assert found is not None
    return "; ".join(found.items)


@pytest.mark.rule("AP-032", "AP-034")
def test_every_request_takes_the_order_and_the_card() -> None:
    for kind in ProcedureKind:
        asked = {p.code: p for p in papers_of([a_service(kind=kind)], TODAY)}
        assert asked["PEDIDO"].obligatory
        assert asked["CARTEIRA"].obligatory
        assert asked["PEDIDO"].items[:2] == (
            "nome do paciente",
            "carimbo e assinatura do médico (CRM) ou do profissional (CRO, CRF, CRP)",
        )
    assert order_says(a_service("CONSULTA", "consultation")).count(";") == 1, "no item beyond AP-034"


@pytest.mark.parametrize(
    ("service", "says"),
    [
        pytest.param(a_service(), ["nome do procedimento", "diagnóstico"], marks=pytest.mark.rule("AP-035")),
        pytest.param(a_service(kind=THERAPY), ["quantidade de sessões"], marks=pytest.mark.rule("AP-036")),
        pytest.param(
            a_service("RADIOTERAPIA", THERAPY),
            ["datas e quantidade de sessões", "tempo de existência", "convencional ou conformacional"],
            marks=pytest.mark.rule("AP-037"),
        ),
        pytest.param(
            a_service("FISIOTERAPIA", THERAPY),
            ["quantidade de sessões", "membro afetado", "evolução clínica, se passar do limite"],
            marks=pytest.mark.rule("AP-038"),
        ),
        pytest.param(
            a_service(kind=SURGERY, ta="7"),
            ["data da internação", "diagnóstico e etiologia", "tratamento proposto", "tempo de existência"],
            marks=pytest.mark.rule("AP-039"),
        ),
        pytest.param(
            a_service(kind=DRUG),
            ["datas de aplicação e doses", "data da internação, se internado", "nome do medicamento", "etiologia"],
            marks=pytest.mark.rule("AP-041"),
        ),
        pytest.param(
            a_service("CIRURGIA BUCO MAXILO", SURGERY),
            ["nome do procedimento", "tratamento proposto", "tempo de existência", "etiologia de base"],
            marks=pytest.mark.rule("AP-042"),
        ),
        pytest.param(
            a_service("TRATAMENTO PSIQUIÁTRICO", "admission", "6"),
            ["início dos sintomas e tratamentos", "data e hospital", "etiologia de base", "tratamento proposto"],
            marks=pytest.mark.rule("AP-043"),
        ),
        pytest.param(
            a_service("RESTAURAÇÃO", "dental"),
            ["diagnóstico", "etiologia de base", "tratamento proposto", "fax"],
            marks=pytest.mark.rule("AP-044"),
        ),
        pytest.param(
            a_service("ITEM", SURGERY, "7", specialty="ORTOPEDIA"),
            ["data da internação", "tratamento proposto", "tempo de existência", "etiologia de base"],
            marks=pytest.mark.rule("AP-046"),
        ),
        pytest.param(
            a_service("CIRURGIA REFRATIVA", SURGERY),
            ["tempo de existência", "grau"],
            marks=pytest.mark.rule("AP-047"),
        ),
    ],
)
def test_what_the_order_of_a_kind_must_say(service: Service, says: list[str]) -> None:
    text = order_says(service)
    assert [part for part in says if part not in text] == []


@pytest.mark.parametrize(
    ("service", "others"),
    [
        pytest.param(a_service(), {}, marks=pytest.mark.rule("AP-035")),
        pytest.param(a_service("RADIOTERAPIA", THERAPY), {"LAUDO": True}, marks=pytest.mark.rule("AP-037")),
        pytest.param(a_service("FISIOTERAPIA", THERAPY), {}, marks=pytest.mark.rule("AP-038")),
        pytest.param(a_service(kind=SURGERY, ta="7"), {"LAUDO": True}, marks=pytest.mark.rule("AP-039")),
        pytest.param(a_service(kind="admission", ta="6"), {"LAUDO": False}, marks=pytest.mark.rule("AP-039")),
        pytest.param(a_service(kind="maternity", ta="8"), {"LAUDO": False}, marks=pytest.mark.rule("AP-039")),
        pytest.param(a_service(kind=DRUG), {"FORM-QT": True, "LAUDO": True}, marks=pytest.mark.rule("AP-041")),
        pytest.param(a_service(kind=DRUG, drug="REMICADE"), {"LAUDO": True}, marks=pytest.mark.rule("AP-041")),
        pytest.param(
            a_service(kind=DRUG, drug="Thyrogen 0,9 mg"), {"LAUDO": True}, marks=pytest.mark.rule("AP-041")
        ),
        pytest.param(a_service("INFLIXIMAB", DRUG), {"LAUDO": True}, marks=pytest.mark.rule("AP-041")),
        pytest.param(
            a_service(kind=DRUG, drug="REMICADIL"),
            {"FORM-QT": True, "LAUDO": True},
            marks=pytest.mark.rule("AP-041"),
        ),
        pytest.param(
            a_service("CIRURGIA BUCO MAXILO", SURGERY), {"RELATORIO": True}, marks=pytest.mark.rule("AP-042")
        ),
        pytest.param(a_service("TRATAMENTO PSIQUIÁTRICO", "admission", "6"), {}, marks=pytest.mark.rule("AP-043")),
        pytest.param(a_service("RESTAURAÇÃO", "dental"), {"FORM-21": True}, marks=pytest.mark.rule("AP-044")),
        pytest.param(a_service("TELEPERFIL", "dental"), {}, marks=pytest.mark.rule("AP-045")),
        pytest.param(
            a_service("ITEM", SURGERY, "7", specialty="ORTOPEDIA"),
            {"LAUDO": True, "CAPEANTE": True},
            marks=pytest.mark.rule("AP-046"),
        ),
        pytest.param(a_service("CIRURGIA REFRATIVA", SURGERY), {"LAUDO": True}, marks=pytest.mark.rule("AP-047")),
    ],
)
def test_the_other_papers_of_a_kind(service: Service, others: dict[str, bool]) -> None:
    asked = {p.code: p.obligatory for p in papers_of([service], TODAY)}
    assert asked == {"PEDIDO": True, "CARTEIRA": True} | others


@pytest.mark.rule("AP-042", "AP-044", "AP-045", "AP-046", "AP-047")
@pytest.mark.parametrize(
    ("service", "words"),
    [
        (a_service("CIRURGIA BUCO MAXILO", SURGERY), "12 HORAS NO ELETIVO E 2 HORAS EM URGÊNCIA"),
        (a_service("RESTAURAÇÃO", "dental"), "280-SEDON"),
        (a_service("TELEPERFIL", "dental"), "A PRÓPRIA CLÍNICA"),
        (a_service("ITEM", SURGERY, "7", specialty="ORTOPEDIA"), "CAP COM O CAPEANTE"),
        (a_service("CIRURGIA REFRATIVA", SURGERY), "SÓ EM CONTRATO ADAPTADO"),
    ],
)
def test_what_else_is_known_of_a_kind(service: Service, words: str) -> None:
    assert words in " ".join(kind_of(service, TODAY).notes)


@pytest.mark.rule("EL-019", "EL-020")
def test_the_premiums_ask_for_their_own_papers() -> None:
    proof = paper("CVA", a_service(), standing=frozenset({Asked.PROOF}))
    assert proof is not None
    assert (proof.obligatory, proof.dated, proof.rule) == (True, Dated.UNTIL, "EL-020")
    paid = paper("COMPROVANTE", a_service(), standing=frozenset({Asked.GAP}))
    assert paid is not None
    assert (paid.obligatory, paid.rule) == (False, "EL-019")
    assert {paper(code, a_service()) for code in ("CVA", "COMPROVANTE")} == {None}


@pytest.mark.rule("AP-041")
def test_one_drug_of_two_keeps_the_form_asked_for() -> None:
    both = papers_of([a_service("REMICADE", DRUG), a_service("OUTRA DROGA", DRUG)], TODAY)
    assert "FORM-QT" in {p.code for p in both}


SERVICES = st.builds(
    a_service,
    st.sampled_from(
        ["ITEM", "RADIOTERAPIA", "FISIOTERAPIA", "TELEPERFIL", "REMICADE", "CIRURGIA REFRATIVA", "PARTO"]
    ),
    st.sampled_from(list(ProcedureKind)),
    st.sampled_from(["", "2", "5", "6", "7", "8"]),
)


@given(st.lists(SERVICES, min_size=1, max_size=4), SERVICES)
def test_one_service_more_never_takes_a_paper_or_a_word_away(services: list[Service], more: Service) -> None:
    before = {p.code: p for p in papers_of(services, TODAY)}
    after = {p.code: p for p in papers_of([*services, more], TODAY)}
    for code, asked in before.items():
        assert set(asked.items) <= set(after[code].items)
        assert after[code].obligatory >= asked.obligatory


@given(st.lists(SERVICES, min_size=1, max_size=4))
def test_the_order_of_the_lines_changes_nothing_asked_for(services: list[Service]) -> None:
    def sets(found: tuple[Paper, ...]) -> set[tuple[str, frozenset[str], bool]]:
        return {(p.code, frozenset(p.items), p.obligatory) for p in found}

    assert sets(papers_of(services, TODAY)) == sets(papers_of(services[::-1], TODAY))


def test_before_the_table_speaks_nothing_is_made_up() -> None:
    with pytest.raises(ParameterError, match="31/03/1989"):
        kind_of(a_service(), date(1989, 3, 31))
    assert kind_of(a_service(), date(1989, 4, 1)).code == "EXAME"


def test_documents_of_clauses_are_papers_each_with_a_code_of_its_own() -> None:
    documents = {(clause.rule, name) for clause in clauses() for name in clause.documents}
    found = [clause_paper(*pair) for pair in documents]
    assert len({p.code for p in found}) == len(documents)
    assert max(len(p.code) for p in found) <= 20
    assert not any(p.obligatory for p in found)


def test_no_document_asked_for_is_internal() -> None:
    internal = {
        (clause.rule, name)
        for clause in clauses()
        for name in clause.documents
        if Disclosure.INTERNAL in {clause.tell, catalogue()[clause.rule].disclose}
    }
    assert internal == set(), "the list of what is missing goes to the insured"


def test_what_the_table_asks_for_itself_is_not_asked_for_twice() -> None:
    same = {name for p in paper_table().papers.values() for name in p.same}
    assert same <= {name for clause in clauses() for name in clause.documents}
    left = beside_the_table([("LX-001", name) for name in sorted(same)] + [("CV-042", "LAUDO COM O GRAU")])
    assert left == (("CV-042", "LAUDO COM O GRAU"),)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('rule = "AP-043"', 'rule = "AP-999"', "no rule AP-999"),
        ('{ paper = "CAPEANTE"', '{ paper = "NADA"', "ORTOPEDIA: no paper"),
        ('fits = [{ subjects = ["radiotherapy"] }]', 'fits = [{ subjects = ["radio"] }]', "RADIO: no subject"),
        ('dated = "until"', 'dated = "soon"', "soon"),
        ("from = 1989-04-01", 'from = "1989"', "`from` is a date"),
        ("notes = [", "note = [", "unknown"),
        ('papers = ["PEDIDO", "CARTEIRA"]', 'papers = ["PEDIDO", "RG"]', "base: unknown paper"),
        ("[base]", "[other]", "base"),
    ],
)
def test_a_table_that_is_wrong_says_where(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / "papers.toml"
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        read_papers(wrong)
