"""Antineoplastics and what goes with them: the substance behind a trade name, for an AP names the substance."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.resources import read_table
from desk.domain.kernel.text import fold, sanitise
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug of the two tables of the manual.

    `kind` is the class of the first table, empty for the second; `use` is the indication of the second.
    `hospital` is S or N there: internal, the yardstick of the consultant; empty where the table does not say.
    """

    brand: str
    substance: str
    kind: str
    use: str
    oral: bool
    hospital: str
    source: str


@dataclass(frozen=True, slots=True)
class FoundDrug:
    """A drug with the code it is charged on; empty where the source gives none for its class."""

    drug: Drug
    code: str


@dataclass(frozen=True, slots=True)
class DrugAnswer:
    """The drugs of a name, by trade name, and the rules that go with them."""

    drugs: tuple[FoundDrug, ...]
    decision: Decision


@cache
def drugs() -> tuple[Drug, ...]:
    """Both tables, as one, by trade name."""
    general = (
        Drug(_text(row["brand"]), _text(row["drug"]), _text(row["class"]), "", False, "", row["source"])
        for row in read_table("reference/antineoplastics.csv")
    )
    oral = (
        Drug(
            _text(row["brand"]),
            _text(row["substance"]),
            "",
            _text(row["indication"]),
            True,
            row["hospital_use"],
            row["source"],
        )
        for row in read_table("reference/oral_antineoplastics.csv")
    )
    unique = {(drug.brand, drug.substance, drug.kind, drug.oral): drug for drug in (*general, *oral)}
    return tuple(sorted(unique.values(), key=lambda drug: (fold(drug.brand), fold(drug.substance), drug.oral)))


@rule("CV-040", "CV-106", "CV-107")
def find_drugs(name: str, on: date, rulebook: Rulebook) -> DrugAnswer:
    """The drugs with a word of trade name or substance that begins with each word given.

    Raises DomainError for a name too short, or of no drug in the tables.
    """
    words = fold(name).split()
    if not words or max(map(len, words)) < 3:
        raise DomainError("INFORME 3 LETRAS DO NOME DO MEDICAMENTO", field="medicamento")
    found = tuple(drug for drug in drugs() if _fits(drug, words))
    if not found:
        raise NotFoundError("FORA DAS TABELAS DE MEDICAMENTOS ESPECIAIS", field="medicamento")
    codes = rulebook.value("drugs.code_by_class", on)
    return DrugAnswer(
        tuple(FoundDrug(drug, codes.get(drug.kind, "")) for drug in found),
        Decision(Outcome.ALLOWED, tuple(_reasons(found))),
    )


def _reasons(found: tuple[Drug, ...]) -> list[Reason]:
    reasons = [cite("CV-040", "A AP SAI PELO NOME FARMACOLÓGICO, NÃO PELO COMERCIAL")]
    if any(not drug.oral for drug in found):
        reasons.append(cite("CV-106", "EXIGE AP; COBRA-SE SÓ NO CÓDIGO DA CLASSE"))
    if any(drug.oral for drug in found):
        reading = "Não negar nem prometer: a CAP analisa; sem S/N na tabela vale N"
        says = "VIA ORAL: ENVIAR À CAP; DIZER SÓ QUE O RELATÓRIO MÉDICO SERÁ ANALISADO"
        reasons.append(cite("CV-107", says, reading=reading))
    return reasons


def _fits(drug: Drug, words: list[str]) -> bool:
    known = f"{fold(drug.brand)} {fold(drug.substance)}".split()
    return all(any(each.startswith(word) for each in known) for word in words)


def _text(cell: str) -> str:
    return " ".join(sanitise(cell).upper().split())
