"""What a service is about: the subjects that clauses speak of, and how a procedure comes under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from desk.domain.catalogue.model import Procedure
from desk.domain.kernel.resources import read_table
from desk.domain.kernel.text import fold, name_tokens


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: its Portuguese label, the wider one it belongs to, and what makes a procedure part of it.

    A procedure belongs by kind, by code (a prefix ending in `*`, or all eight digits), or when its description
    has a word beginning with one of `stems` (with each part of a stem joined by `+`); `words` only help to
    find the subject.
    """

    code: str
    label: str
    parent: str
    kinds: frozenset[str]
    codes: tuple[str, ...]
    stems: tuple[str, ...]
    words: tuple[str, ...]


@cache
def subjects() -> dict[str, Subject]:
    """All subjects by code. Raises ValueError for a parent that is no subject."""
    rows = read_table("rulebooks/subjects.csv")
    found = {
        row["code"]: Subject(
            code=row["code"],
            label=row["label"],
            parent=row["parent"],
            kinds=frozenset(_parts(row["kinds"])),
            codes=_parts(row["codes"]),
            stems=tuple("+".join(fold(part) for part in stem.split("+")) for stem in _parts(row["stems"])),
            words=tuple(fold(word) for word in _parts(row["words"])),
        )
        for row in rows
    }
    for subject in found.values():
        if subject.parent and subject.parent not in found:
            raise ValueError(f"subjects.csv: {subject.code}: no subject {subject.parent}")
    return found


def lineage(code: str) -> tuple[str, ...]:
    """A subject and the wider ones it belongs to, the narrowest first."""
    chain = [code]
    while parent := subjects()[chain[-1]].parent:
        chain.append(parent)
    return tuple(chain)


def depth(code: str) -> int:
    """How narrow a subject is: 1 for one that belongs to no other."""
    return len(lineage(code))


def subjects_of(procedure: Procedure) -> frozenset[str]:
    """Every subject a procedure comes under, the wider ones too."""
    return _subjects_of(procedure.code, procedure.description, procedure.kind)


@lru_cache(maxsize=4096)
def _subjects_of(code: str, description: str, kind: str) -> frozenset[str]:
    words = name_tokens(description)
    return widened(name for name, subject in subjects().items() if _belongs(code, words, kind, subject))


def widened(codes: Iterable[str]) -> frozenset[str]:
    """Subjects together with all the wider ones."""
    return frozenset(wider for code in codes for wider in lineage(code))


def find_subjects(text: str) -> tuple[Subject, ...]:
    """Subjects whose label, words or stems begin with every word of a text, in the order of the table."""
    wanted = name_tokens(text)
    if not wanted:
        return ()
    return tuple(s for s in subjects().values() if all(_answers(s, word) for word in wanted))


def code_matches(pattern: str, code: str) -> bool:
    """Whether a code is the one of a pattern, or begins with it where it ends in `*`."""
    return code.startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern


def _belongs(code: str, words: tuple[str, ...], kind: str, subject: Subject) -> bool:
    return (
        kind in subject.kinds
        or any(code_matches(pattern, code) for pattern in subject.codes)
        or any(_all_begin(stem.split("+"), words) for stem in subject.stems)
    )


def _all_begin(parts: list[str], words: tuple[str, ...]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


def _answers(subject: Subject, word: str) -> bool:
    known = (
        *name_tokens(subject.label),
        *(w for words in subject.words for w in words.split()),
        *(part for stem in subject.stems for part in stem.split("+")),
    )
    return any(name.startswith(word) for name in known)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
