"""What a procedure is about, by its kind, its code and the words of its description; how a subject is found."""

import pytest

from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.subjects import code_matches, find_subjects, lineage, subjects, subjects_of


def about(description: str, kind: str, code: str = "98000000") -> set[str]:
    """The subjects of a procedure."""
    return set(subjects_of(Procedure(code=code, description=description, kind=kind)))


@pytest.mark.parametrize(
    ("code", "description", "kind", "expected"),
    [
        ("25090011", "FISIOTERAPIA EM CLÍNICA GERAL E CIRURGIA GERAL", "therapy", {"physiotherapy", "therapy"}),
        ("98000000", "FISIOTERAPIA PÓS-CIRÚRGICA", "therapy", {"physiotherapy", "therapy"}),
        ("25505041", "FONOTERAPIA, SESSÃO, AMBULATORIAL", "therapy", {"speech_therapy", "therapy"}),
        ("25090062", "INFILTRAÇÃO ARTICULAR OU DE TECIDOS MOLES", "surgery", {"infiltration", "surgery"}),
        ("25030019", "SEM DESCRIÇÃO", "therapy", {"physiotherapy", "therapy"}),
        ("98000000", "REEDUCAÇÃO ALIMENTAR", "therapy", {"therapy"}),
        ("98000000", "EXAME PRÉ-CIRÚRGICO", "diagnosis", {"pre_operative", "diagnosis"}),
        ("98000000", "CIRURGIA GERAL MODELO", "surgery", {"surgery"}),
        ("98000000", "INTERNAÇÃO CIRÚRGICA MODELO", "admission", {"admission", "surgery"}),
        ("98000000", "MATERIAL CIRÚRGICO MODELO", "material", {"material"}),
    ],
)
def test_a_word_in_passing_does_not_make_a_service_another_one(
    code: str, description: str, kind: str, expected: set[str]
) -> None:
    assert about(description, kind, code) == expected


@pytest.mark.parametrize(
    ("description", "kind", "subject"),
    [
        ("AVALIAÇÃO PRÉ-ANESTÉSICA", "diagnosis", "pre_operative"),
        ("AVALIACAO PRE ANESTESICA", "diagnosis", "pre_operative"),
        ("RISCO PRÉ-OPERATÓRIO", "diagnosis", "pre_operative"),
        ("ACOMPANHAMENTO PRÉ-NATAL", "therapy", "prenatal"),
        ("ACOMPANHAMENTO PRENATAL", "therapy", "prenatal"),
    ],
)
def test_a_prefix_set_apart_is_read_as_part_of_its_word(description: str, kind: str, subject: str) -> None:
    found = about(description, kind)
    assert subject in found
    assert "anaesthesia" not in found


def test_a_word_that_only_begins_alike_is_no_prefix() -> None:
    assert "pre_operative" not in about("PREPARO INTRA-OPERATÓRIO", "diagnosis")
    assert "prenatal" not in about("PRESTAÇÃO NATALINA", "therapy")


@pytest.mark.parametrize("text", ["pré-natal", "PRE NATAL", "prenatal"])
def test_a_subject_is_found_however_its_prefix_is_written(text: str) -> None:
    assert [subject.code for subject in find_subjects(text)] == ["prenatal"]


def test_what_takes_a_subject_out_does_not_find_it() -> None:
    assert "surgery" not in {subject.code for subject in find_subjects("material")}
    assert "surgery" in {subject.code for subject in find_subjects("cirurgia")}


def test_every_subject_taken_out_again_was_taken_in_first() -> None:
    """A `!` that could never matter is a slip of the pen."""
    for subject in subjects().values():
        for patterns in (subject.codes, subject.stems):
            taken_in = [pattern for pattern in patterns if not pattern.startswith("!")]
            assert taken_in or not patterns, subject.code
        for pattern in subject.codes:
            if pattern.startswith("!"):
                assert any(code_matches(p, pattern[1:].rstrip("*")) for p in subject.codes if p[0] != "!")


def test_the_wider_subjects_come_with_the_narrow_one() -> None:
    assert lineage("kidney_transplant") == ("kidney_transplant", "transplant", "surgery")
