"""Lifting blocks: LIB, 819, a supervisor, a consultant; and the blocks a wrong release raises itself.

| release in the table | lifted by                                                                          |
|----------------------|------------------------------------------------------------------------------------|
| 819                  | 819 + a responsible number + justification; the attendant's own inside the authority |
| LIB                  | LIB, while care is still given (EL-015, EL-017); in a gap with a note on the verso     |
| supervisor           | LIB + another person's number who is a supervisor + justification                    |
| consultant           | another person's number who is a consultant; no code does it                         |
| CAP                  | the number of somebody of CAP, another's or the attendant's own, + justification     |
| anything else        | nothing at the desk                                                                   |

A code typed where only blocks of a consultant or of CAP stand is refused, and lifts nothing. The form has room
for one code: where blocks of both stand (an admission of somebody served in arrears), either serves for both,
each block still by its own conditions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.access.model import Role
from desk.domain.authorization.authority import within_authority
from desk.domain.authorization.blocks.technical import may_be_served
from desk.domain.authorization.case import Case, Raised
from desk.domain.eligibility.place import CAP
from desk.domain.kernel.decision import Reason
from desk.domain.premium.rules import Standing
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.reference import block_codes

CODES = ("LIB", "819")
_ANALYSTS = frozenset({Role.SENIOR, Role.CONSULTANT, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class ReleaseOutcome:
    """Which blocks are lifted, which blocks the attempt raised, and why."""

    lifted: frozenset[str]
    raised: tuple[Raised, ...]
    reasons: tuple[Reason, ...]


@rule("AP-072", "AP-075", "AP-089", "AP-095", "AP-096", "AP-097", "AP-098", "EL-018", "EL-019", "EL-029")
def release(case: Case, blocks: Sequence[Raised]) -> ReleaseOutcome:
    """Try the release typed on the form against the blocks raised."""
    typed = case.form.release_code
    number = case.form.responsible_number
    attempt = _Attempt(case, {raised.code for raised in blocks})
    if typed and typed not in CODES:
        attempt.refuse("040", "lib", f"'{typed}' NÃO É LIB NEM 819")
        return attempt.outcome()
    if number and number != case.attendant_number and not attempt.colleague_known():
        return attempt.outcome()
    for code in sorted(attempt.codes):
        match block_codes()[code].release:
            case "819" if attempt.typed("819"):
                attempt.by_819(code)
            case "LIB" if attempt.typed("LIB"):
                attempt.by_lib(code)
            case "supervisor" if attempt.typed("LIB"):
                attempt.by_supervisor(code)
            case _:
                continue
    if typed and not attempt.matched:
        attempt.refuse("040", "lib", f"{typed} NÃO LIBERA {' '.join(sorted(attempt.codes)) or 'NADA'}")
        return attempt.outcome()
    for code in sorted(attempt.codes) if number else ():
        match block_codes()[code].release:
            case "consultant":
                attempt.by_consultant(code)
            case "CAP":
                attempt.by_cap(code)
            case _:
                continue
    return attempt.outcome()


class _Attempt:
    """One try at releasing: collects what it lifts and what it raises, each refusal once."""

    def __init__(self, case: Case, codes: set[str]) -> None:
        self.case = case
        self.codes = codes
        self.matched = False
        self._lifted: set[str] = set()
        self._raised: dict[tuple[str, str], Raised] = {}
        self._reasons: list[Reason] = []

    def outcome(self) -> ReleaseOutcome:
        return ReleaseOutcome(frozenset(self._lifted), tuple(self._raised.values()), tuple(self._reasons))

    def refuse(self, code: str, field: str, says: str, rule_id: str = "") -> None:
        self._raised.setdefault((code, says), Raised(code, field, says, rule=rule_id))

    def typed(self, release_code: str) -> bool:
        """Whether a code was typed, or the other one where blocks of both stand."""
        kinds = {block_codes()[code].release for code in self.codes}
        both = "819" in kinds and bool(kinds & {"LIB", "supervisor"})
        return self.case.form.release_code in (CODES if both else (release_code,))

    def by_819(self, code: str) -> None:
        """480-490, 495, 496 and 372: the analysis is the attendant's inside the authority table (AP-096)."""
        self.matched = True
        form, case = self.case.form, self.case
        if code == "372":
            standing = self._standing_number()
            if standing:
                self.refuse("040", "lib", f"819 NÃO VALE: A AP {standing} ESTÁ DE PÉ, EMITA A 2ª VIA", "AP-089")
                return
        if not form.responsible_number:
            self.refuse("027", "matricula_do_responsavel", "819 PEDE A MATRÍCULA DE QUEM ANALISOU")
            return
        if not form.justification:
            self._needs_justification(code)
            return
        if form.responsible_number == case.attendant_number:
            if not within_authority(case, case.attendant_role):
                self.refuse(
                    "025",
                    "matricula_do_responsavel",
                    "FORA DA ALÇADA DO ATENDENTE: INFORME CONSULTOR OU RESPONSÁVEL",
                )
                return
        elif not self._analyst():
            self._without_authority()
            return
        self._lift(code, cite("AP-096", f"{code} LIBERADO COM 819 POR {form.responsible_number}", code=code))

    def by_lib(self, code: str) -> None:
        """434: only while the rules of default still give care (AP-095)."""
        self.matched = True
        card = self.case.card
        if card is None or not may_be_served(self.case):
            self.refuse("040", "lib", "LIB NÃO VALE: O PRAZO DE ATENDIMENTO EM ATRASO ACABOU", "AP-095")
            return
        standing = card.standing
        if standing.standing is Standing.GAP and not self.case.form.justification:
            self.refuse("040", "justificativa.1", "JANELA: REGISTRE A CIÊNCIA DO SEGURADO NO VERSO", "EL-018")
            return
        self._lift(code, cite("AP-095", "434 LIBERADO COM LIB DENTRO DO PRAZO DE ATENDIMENTO", code=code))

    def by_supervisor(self, code: str) -> None:
        """493: a supervisor's LIB, with the court order noted on the verso (AP-097)."""
        self.matched = True
        if not self._second_person("493 PEDE A MATRÍCULA DE QUEM SUPERVISIONA"):
            return
        assert self.case.colleague is not None
        if self.case.colleague.role != Role.SUPERVISOR:
            self._without_authority()
        elif not self.case.form.justification:
            self._needs_justification(code)
        else:
            number = self.case.form.responsible_number
            self._lift(code, cite("AP-097", f"493 LIBERADO COM LIB PELA SUPERVISÃO ({number})", code=code))

    def by_consultant(self, code: str) -> None:
        """491, 492, 494, 499: the consultant analyses; neither 819 nor LIB does it (AP-098)."""
        number = self.case.form.responsible_number
        if number == self.case.attendant_number:
            if not self.case.form.release_code:
                says = f"{code} PEDE A MATRÍCULA DE OUTRA PESSOA, CONSULTORA"
                self.refuse("026", "matricula_do_responsavel", says)
            return
        assert self.case.colleague is not None
        if self.case.colleague.role != Role.CONSULTANT:
            self._without_authority()
            return
        self._lift(code, cite("AP-098", f"{code} ANALISADO PELO CONSULTOR {number}", code=code))

    def by_cap(self, code: str) -> None:
        """497: CAP alone treats a suspicion of pre-existence, and issues (EL-029)."""
        form, case = self.case.form, self.case
        own = form.responsible_number == case.attendant_number
        area = case.attendant_area if own else case.colleague.area if case.colleague is not None else ""
        if area != CAP:
            if not (own and form.release_code):
                self._without_authority()
        elif not form.justification:
            self._needs_justification(code)
        else:
            self._lift(code, cite("EL-029", f"{code} ANALISADO PELA CAP ({form.responsible_number})", code=code))

    def colleague_known(self) -> bool:
        """Whether the second person exists, is active, and gave the right password."""
        colleague = self.case.colleague
        if colleague is None:
            self._without_authority()
            return False
        if not colleague.confirmed:
            asked = colleague.confirmed is None
            says = "DIGITE A SENHA DO RESPONSÁVEL" if asked else "SENHA DO RESPONSÁVEL NÃO CONFERE"
            self.refuse("041", "senha_do_responsavel", says)
            return False
        return True

    def _second_person(self, says: str) -> bool:
        number = self.case.form.responsible_number
        if not number:
            self.refuse("025", "matricula_do_responsavel", says)
            return False
        if number == self.case.attendant_number:
            self.refuse("026", "matricula_do_responsavel", "QUEM PEDE NÃO LIBERA: OUTRA MATRÍCULA")
            return False
        return True

    def _analyst(self) -> bool:
        """Whether the second person may use 819: by the table; beside a consultant, whoever analyses at all."""
        colleague = self.case.colleague
        if colleague is None or colleague.role not in _ANALYSTS:
            return False
        consulted = Role.CONSULTANT in {self.case.attendant_role, colleague.role}
        return consulted or within_authority(self.case, colleague.role)

    def _without_authority(self) -> None:
        number = self.case.form.responsible_number
        self.refuse("041", "matricula_do_responsavel", f"A MATRÍCULA {number} NÃO TEM ALÇADA PARA LIBERAR")

    def _needs_justification(self, code: str) -> None:
        self.refuse("040", "justificativa.1", f"{code}: JUSTIFIQUE A LIBERAÇÃO NO VERSO (ALT 8)", "AP-096")

    def _standing_number(self) -> str:
        codes = {line.code for line in self.case.granted_lines()}
        form = self.case.form
        on = {form.issued_on, self.case.reference_date}
        for earlier in self.case.earlier:
            same_day = earlier.issued_on in on or earlier.planned_on in on
            if earlier.procedure_code in codes and same_day and earlier.stands and earlier.number != form.number:
                return earlier.number
        return ""

    def _lift(self, code: str, reason: Reason) -> None:
        self._lifted.add(code)
        self._reasons.append(reason)
