"""Looking clauses up by word or code: what a rulebook knows about something, whoever asks."""

from collections.abc import Sequence

from desk.domain.eligibility.clause import Clause
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.subjects import code_matches, subjects
from desk.domain.kernel.text import fold


def notes_for(rulebook: str, text: str, among: Sequence[Clause] | None = None) -> tuple[Clause, ...]:
    """The clauses of a rulebook about a code, or that have a word beginning with each word of a text."""
    words = fold(text).split()
    if not words:
        return ()
    found = [c for c in (clauses() if among is None else among) if c.rulebook == rulebook]
    if len(words) == 1 and words[0].isdigit():
        return tuple(c for c in found if any(code_matches(pattern, words[0]) for pattern in _codes(c)))
    return tuple(c for c in found if all(_has(c, word) for word in words))


def _codes(clause: Clause) -> tuple[str, ...]:
    """The codes a clause speaks of, by itself or through its subjects."""
    return (*clause.codes, *(pattern for subject in clause.subjects for pattern in subjects()[subject].codes))


def _has(clause: Clause, word: str) -> bool:
    about = [subjects()[code] for code in clause.subjects]
    texts = [
        clause.rule,
        clause.says,
        *clause.words,
        *(s.label for s in about),
        *(w for s in about for w in s.words),
    ]
    return any(known.startswith(word) for text in texts for known in fold(text).split())
