"""What nobody outside may hear never shows on a panel, in its windows or its data, without a mark that says so."""

import re
from collections.abc import Callable, Iterator

import pytest
from sqlmodel import col, select

from desk.domain.context import Desk
from desk.domain.enrolment.model import MemberBlock
from desk.domain.kernel.decision import Decision, Disclosure, Outcome
from desk.domain.network.model import Provider
from desk.domain.rulebook.catalogue import catalogue, cite
from desk.domain.rulebook.reference import leave_reasons
from desk.screens.explain import explain, reasons_in_words
from desk.screens.registry import ENTRIES, transaction
from desk.terminal.fields import Kind, Role
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA

MEMBERS = (
    AURORA,
    "9990100001234503",  # a court order with its case number
    "9990100006007001",  # suspected of pre-existence
    "9990100006002901",  # suspended
    "9990100006017701",  # a hostile name
    "9992000007001001",  # moved to another policy
    "9992000008002401",  # dismissed
    "9993000009101901",  # reimbursed by the employer
    "9993100009102701",  # of a mixed company
)
SERVICES = ("90020033", "90010046", "case", "laqueadura", "32130902", "home care")
CLAIMS = ("0700123458", "0700123459", "0700123462", "0700123463", "0700200001", "0700200002")
COMPANIES = ("99911", "99921", "99930", "99931", "09049")
GONE_OR_HIDDEN = ("00000006000169", "00000007000103", "00000033000131", "00000043000177")
_MARK = re.compile(r"INTERN|\bINT\b|NÃO DIZER|NÃO DIGA|NÃO INFORMAR|NÃO DIVULGAR")
_CITED = re.compile(r"^\s*(?:NÃO: )?([A-Z]{2}-\d{3}) ")
_TOLD = "PODE DIZER AO SEGURADO"


def secrets(desk: Desk) -> set[str]:
    """Texts of the registers that are internal whatever panel they come up on."""
    with desk.store.reading() as session:
        details = set(session.exec(select(MemberBlock.detail).where(col(MemberBlock.detail) != "")))
        hidden = set(session.exec(select(Provider.name).where(col(Provider.unpublished).is_(True))))
    reasons = {label for code, label in leave_reasons().items() if code not in "09"}
    assert details, "the demo desk has nothing to hide: the test would prove nothing"
    assert hidden
    return details | hidden | reasons


def unmarked_rows(terminal: HeadlessTerminal, texts: set[str]) -> Iterator[str]:
    """The rows of the glass that show one of these texts neither in the internal role nor beside a mark."""
    for row in terminal.buffer.rows():
        for text in texts:
            at = row.text.upper().find(text[:30].upper())
            if at < 0 or _MARK.search(row.text.upper()):
                continue
            if row.roles[at] != Role.INTERNAL and not _MARK.search(terminal.screenful.message.text):
                yield row.text


def unmarked_lines(lines: tuple[str, ...], texts: set[str]) -> Iterator[str]:
    """The lines of the why window that cite an internal rule, or show a text, without saying INTERNO."""
    for at, line in enumerate(lines):
        cited = _CITED.match(line)
        internal = cited is not None and catalogue()[cited[1]].disclose is Disclosure.INTERNAL
        if internal and any(_TOLD in following for following in lines[at : at + 5]):
            continue
        if (internal or any(text in line for text in texts)) and not _MARK.search(line):
            yield line


def hold(terminal: HeadlessTerminal, texts: set[str]) -> None:
    """Nothing internal is without its mark on this panel, in its window and in its data."""
    decision = terminal.screenful.decision
    reasons = decision["reasons"] if decision is not None else []
    said = {r["says"] for r in reasons if r["disclose"] == "internal" and len(r["says"]) >= 12}
    found = [*unmarked_rows(terminal, texts | said), *unmarked_lines(terminal.screenful.why, texts | said)]
    assert not found, (terminal.code, found)


BUILT = [code for code, entry in ENTRIES.items() if entry.built and code not in {"SIGN", "MENU"}]


TYPED: dict[str, tuple[dict[str, str], ...]] = {
    "sr": tuple({"sr": claim} for claim in CLAIMS),
    "empresa": tuple({"empresa": company} for company in COMPANIES),
    "prestador": (*({"prestador": cnpj} for cnpj in GONE_OR_HIDDEN), {"nome": "EXEMPLO"}),
    "busca": tuple({"busca": text} for text in ("EXEMPLO", "NÃO DIVULGADA", "AURORA", "00000007000103")),
    "especialidade": tuple(
        {"identificacao": AURORA, "especialidade": name, "municipio": "CIDADE FICTÍCIA", "bairro": ""}
        for name in ("FISIATRIA", "CLÍNICA MÉDICA")
    ),
    "municipio": ({"uf": "SP", "municipio": "CIDADE FICTÍCIA"},),
    "procedimento": tuple({"procedimento": name, "uf": "SP"} for name in ("SEPTAÇÃO", "IODO", "90020033")),
    "medicamento": tuple({"medicamento": name} for name in ("A", "MITEXAN", "THYROGEN")),
    "paciente": ({}, {"nome": "EXEMPLO"}),
    "senha": tuple({"senha": number} for number in ("07/004391", "07/003980", "07/001877")),
}
"""What is typed on a panel that has such a field, the first of them that it has."""


def asked(code: str) -> Iterator[dict[str, str]]:
    """What is typed on a panel: every value of the demo desk that could bring something internal up."""
    inputs = {placed.name: placed.kind for placed in transaction(code).panels[0].inputs}
    own = next((values for name, values in TYPED.items() if name in inputs), ())
    yield from own
    if "identificacao" in inputs:
        fits = [s for s in SERVICES if inputs.get("servico") is Kind.TEXT or s.isdigit()]
        services = fits if "servico" in inputs else [""]
        for member in MEMBERS:
            for service in services if member in MEMBERS[:2] else services[:1]:
                yield {"identificacao": member} | ({"servico": service} if service else {})
    elif not own:
        yield from ({"servico": service} for service in (SERVICES[:2] if "servico" in inputs else ("",)))


@pytest.mark.rule("AP-013", "AP-014", "AP-152", "RE-088", "RE-134", "DA-021")
@pytest.mark.parametrize("code", BUILT)
def test_nothing_internal_shows_without_its_mark(terminal: HeadlessTerminal, desk: Desk, code: str) -> None:
    texts = secrets(desk)
    keys = set(transaction(code).keys)
    for values in asked(code):
        terminal.go("MENU")
        if values.get("identificacao"):
            terminal.fill({"ident": values["identificacao"]})
        terminal.go(code)
        if terminal.code != code:
            continue
        room = {placed.name: placed.length for placed in terminal.buffer.inputs}
        terminal.fill({name: text[: room[name]] for name, text in values.items() if name in room})
        terminal.press(Key.ENTER)
        hold(terminal, texts)
        for key in (Key.F8, Key.ALT10, Key.ALT8):
            if key in keys and terminal.code == code:
                terminal.press(key)
                hold(terminal, texts)


def test_the_check_would_see_what_is_not_marked(terminal: HeadlessTerminal, desk: Desk) -> None:
    """The proof of the proof: the same panels with their marks taken away."""
    terminal.step("MCPD", {"prestador": "00000006000169"}, "ENTER")
    assert not list(unmarked_rows(terminal, secrets(desk)))
    assert list(unmarked_rows(terminal, {"HOSPITAL AFASTADO"})) == [], "the message of the panel says INTERNO"
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    assert list(unmarked_rows(terminal, {"AURORA EXEMPLO"}))
    assert list(unmarked_lines(("CV-001 CASE: EXEMPLO",), set()))
    assert list(unmarked_lines(("  FALECIDO",), {"FALECIDO"}))
    assert not list(unmarked_lines(("RE-134 AO SEGURADO: EM PROCESSAMENTO", f"  {_TOLD}"), set()))


@pytest.mark.parametrize("words", [explain, lambda decision: tuple(reasons_in_words(decision.reasons))])
@pytest.mark.parametrize("applied", [True, False])
def test_an_internal_reason_says_so_on_its_own_line(
    words: Callable[[Decision], tuple[str, ...]], applied: bool
) -> None:
    internal = cite("CV-001", "FICA ENTRE NÓS", applied=applied)
    open_ = cite("EL-015", "PODE-SE DIZER")
    lines = words(Decision(Outcome.BLOCKED, (open_, internal)))
    assert [line for line in lines if "FICA ENTRE NÓS" in line and "INTERNO: FICA" in line]
    assert not [line for line in lines if "PODE-SE DIZER" in line and "INTERNO" in line]


def test_the_exported_decision_carries_whom_it_may_be_told() -> None:
    data = Decision(Outcome.BLOCKED, (cite("CV-001", "FICA ENTRE NÓS"),)).as_dict()
    assert data["reasons"][0]["disclose"] == "internal"


def test_every_row_of_a_long_internal_reason_is_marked_on_acob(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOB", {"identificacao": AURORA, "servico": "case"}, "ENTER")
    internal = [r["says"] for r in answer["decision"]["reasons"] if r["disclose"] == "internal" and r["applied"]]
    assert internal
    lines, page = [], ""
    while page != answer["rows"][1][-5:]:
        page = answer["rows"][1][-5:]
        lines += [line for line in answer["lines"] if line["motivo"]]
        terminal.press(Key.F8)
        answer = terminal.as_dict()
    starts = [
        at for at, line in enumerate(lines) if any(says.startswith(line["motivo"][:40]) for says in internal)
    ]
    assert len(starts) >= len(internal)
    for at in starts:
        following = next((n for n in range(at + 1, len(lines)) if lines[n]["regra"]), len(lines))
        assert {line["marca"] for line in lines[at:following]} == {"INT"}, lines[at:following]
