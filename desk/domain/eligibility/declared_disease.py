"""A disease known at adhesion: what partial cover is left, whether it may be alleged, and the case at ANS."""

from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@rule("UF-056", "UF-059")
def full_cover_from(adhered_on: date, code: str, rulebook: Rulebook, on: date | None = None) -> date:
    """The first day on which a declared disease is covered in full: the date the months are completed.

    The months are those the rulebook names on the day `on`, or on that of the adhesion.
    """
    return add_months(adhered_on, int(rulebook.value("membership.cpt_months", on or adhered_on, rulebook=code)))


@rule("UF-055", "UF-058", "UF-059")
def may_allege(
    adhered_on: date, on: date, code: str, rulebook: Rulebook, *, asked: bool, cpt_offered: bool
) -> Decision:
    """Whether the operator may still say that a disease was known and not declared.

    `asked`: a health declaration was expressly asked for; `cpt_offered`: partial cover was offered on it at
    adhesion. Without either nothing may be alleged; nor from the day the months are completed.
    """
    ends = full_cover_from(adhered_on, code, rulebook)
    months = rulebook.value("membership.cpt_months", adhered_on, rulebook=code)
    if on >= ends:
        says = f"{months} MESES DE ADESÃO EM {format_date(ends)}: NÃO SE ALEGA MAIS DLP"
        return Decision(Outcome.REFUSED, (cite("UF-059", says),))
    if not asked:
        says = "SEM PERGUNTA EXPRESSA NA DECLARAÇÃO DE SAÚDE NÃO HÁ OMISSÃO"
        return Decision(Outcome.REFUSED, (cite("UF-055", says),))
    if not cpt_offered:
        says = "CPT NÃO OFERECIDA NA ADESÃO: NÃO SE ALEGA OMISSÃO NEM SE APLICA CPT DEPOIS"
        return Decision(Outcome.REFUSED, (cite("UF-058", says),))
    says = f"PODE SER ALEGADA ATÉ A VÉSPERA DE {format_date(ends)}; OMITIR É FRAUDE"
    return Decision(Outcome.ALLOWED, (cite("UF-055", says), cite("UF-059", f"{months} MESES", applied=False)))


@dataclass(frozen=True, slots=True)
class OmissionCase:
    """An alleged omission: when the Termo was received, when it was answered, how and when ANS closed the case."""

    received_on: date
    answered_on: date | None = None
    closed_on: date | None = None
    upheld: bool = False


@dataclass(frozen=True, slots=True)
class OmissionReading:
    """Where a case stands: the last day to answer, whether care goes on, since when its costs are the member's."""

    answer_by: date
    decision: Decision
    member_pays_from: date | None = None
    excluded: bool = False


@rule("UF-060", "UF-061")
def omission(case: OmissionCase, on: date, code: str, rulebook: Rulebook, *, holder: bool) -> OmissionReading:
    """How a case of alleged omission reads on a day.

    Until ANS publishes that it is closed care and membership go on, whatever was answered. Upheld, care related
    to the disease is the member's from the day of the communication, and only this member is excluded.
    """
    days = rulebook.parameter("membership.omission_answer_days", case.received_on, rulebook=code)
    answer_by = add_days(case.received_on, int(days.value))
    if case.closed_on is None or on < case.closed_on:
        answered = case.answered_on is not None and case.answered_on <= answer_by
        says = "CONTESTADO NO PRAZO: VAI À ANS" if answered else f"CONTESTAR ATÉ {format_date(answer_by)}"
        open_case = cite(days.rule, f"{says}; A PROVA CABE AO SINDIFISCO; SEM SUSPENSÃO ATÉ A ANS ENCERRAR")
        return OmissionReading(answer_by, Decision(Outcome.ALLOWED, (open_case,)))
    if not case.upheld:
        lost = cite("UF-061", "ANS NÃO ACOLHEU: NADA MUDA", applied=False)
        return OmissionReading(answer_by, Decision(Outcome.ALLOWED, (lost,)))
    says = f"ANS ACOLHEU: CUSTOS DA DLP SÃO DO SEGURADO DESDE {format_date(case.received_on)}; SÓ ELE É EXCLUÍDO"
    if holder:
        says += "; TITULARIDADE PASSA A UM DEPENDENTE, OU FICA SÓ COMO PAGADOR"
    decision = Decision(Outcome.REFUSED, (cite("UF-061", says),))
    return OmissionReading(answer_by, decision, case.received_on, excluded=True)
