"""What a service is about: the subjects that clauses speak of, and how a procedure comes under them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from desk.domain.catalogue.model import Procedure
from desk.domain.kernel.resources import read_table
from desk.domain.kernel.text import fold, name_tokens

_NOT = "!"
_PREFIX = re.compile(r"\b(pre|pos) ")


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: its Portuguese label, the wider one it belongs to, and what makes a procedure part of it.

    A procedure belongs by kind, by code (a prefix ending in `*`, or all eight digits), or when its description
    has a word beginning with one of `stems` (with each part of a stem joined by `+`). A code or a stem after `!`
    takes out again what the other codes, or stems, took in: physiotherapy *after surgery* is no surgery. `words`
    only help to find the subject.
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
            stems=tuple(_stem(stem) for stem in _parts(row["stems"])),
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
    words = _words(description)
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
        or _takes_in(subject.codes, lambda pattern: code_matches(pattern, code))
        or _takes_in(subject.stems, lambda stem: _all_begin(stem.split("+"), words))
    )


def _takes_in(patterns: tuple[str, ...], fits: Callable[[str], bool]) -> bool:
    """Whether one of the patterns fits, and none of those after `!`."""
    inside = any(fits(pattern) for pattern in patterns if not pattern.startswith(_NOT))
    return inside and not any(fits(pattern[1:]) for pattern in patterns if pattern.startswith(_NOT))


def _all_begin(parts: list[str], words: tuple[str, ...]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


def _answers(subject: Subject, word: str) -> bool:
    known = (
        *_words(subject.label),
        *(w for words in subject.words for w in _words(words)),
        *(part for stem in subject.stems if not stem.startswith(_NOT) for part in stem.split("+")),
    )
    return any(name.startswith(word) for name in known)


def _words(text: str) -> tuple[str, ...]:
    """The words of a text; of one with a prefix set apart (PRÉ-NATAL, PRÉ NATAL) the whole word too."""
    joined = _PREFIX.sub(r"\1", fold(text))
    return name_tokens(f"{text} {joined}")


def _stem(stem: str) -> str:
    mark = _NOT if stem.startswith(_NOT) else ""
    return mark + "+".join(fold(part) for part in stem.split("+"))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
