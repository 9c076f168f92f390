"""Who stays after the death of the holder, as what, and by when it must be said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class Standing(StrEnum):
    """What a person of the family becomes."""

    HOLDER = "TITULAR"
    DEPENDENT = "DEPENDENTE DE INSTITUIDOR FALECIDO"
    ASSOCIATE = "AGREGADO DE INSTITUIDOR FALECIDO"
    SUBSTITUTE = "SUBSTITUTO AGREGADO"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A person enrolled before the death.

    `associate` tells an *agregado* from a dependant. `declared_on` is the day the wish to stay was declared and
    `payment` the means chosen; `recognised_on` when the ministry recognised a dependant as pensioner and
    `joined_on` when he joined the union; `fits` whether a dependant still meets the conditions of one.
    """

    associate: bool
    declared_on: date | None
    payment: str
    recognised_on: date | None = None
    joined_on: date | None = None
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Succession:
    """What becomes of a survivor on a day: ALLOWED stays, BLOCKED may still do what is missing, REFUSED is out.

    `enrols` are the relations the person may enrol anew; `act_by` is the last day of what is missing.
    """

    decision: Decision
    standing: Standing = Standing.NONE
    enrols: str = ""
    act_by: date | None = None


@rule("UF-009", "UF-010", "UF-011", "UF-012")
def after_death(survivor: Survivor, died_on: date, on: date, code: str, rulebook: Rulebook) -> Succession:
    """Whether somebody stays after the holder's death, and as what."""
    missing = _declaration(survivor, died_on, on, code, rulebook)
    if missing is not None:
        return missing
    if survivor.associate:
        return _stays("UF-012", Standing.ASSOCIATE, "NINGUÉM")
    if survivor.recognised_on is not None:
        return _pensioner(survivor, survivor.recognised_on, on, code, rulebook)
    if not survivor.fits:
        return _stays("UF-011", Standing.SUBSTITUTE, "NINGUÉM")
    return _stays("UF-011", Standing.DEPENDENT, "SÓ FILHO RECÉM-NASCIDO OU RECÉM-ADOTADO, COMO AGREGADO")


def _declaration(survivor: Survivor, died_on: date, on: date, code: str, rulebook: Rulebook) -> Succession | None:
    """What is missing of the wish to stay and of the means to pay; None when both came in time."""
    notice = rulebook.parameter("membership.death_notice_days", died_on, rulebook=code)
    means: dict[str, str] = rulebook.value("membership.death_payment_means", died_on, rulebook=code)
    last = add_days(died_on, int(notice.value))
    declared = survivor.declared_on
    if declared is not None and declared <= last and survivor.payment in means:
        return None
    late = (declared is None and on > last) or (declared is not None and declared > last)
    says = f"DECLARAR QUE QUER FICAR ATÉ {format_date(last)} E ESCOLHER {' / '.join(means.values())}"
    if late:
        reason = cite(notice.rule, f"{says}: PRAZO VENCIDO")
        return Succession(Decision(Outcome.REFUSED, (reason,)), act_by=last)
    return Succession(Decision(Outcome.BLOCKED, (cite(notice.rule, says),)), act_by=last)


def _pensioner(survivor: Survivor, recognised_on: date, on: date, code: str, rulebook: Rulebook) -> Succession:
    days = rulebook.parameter("membership.pensioner_days", recognised_on, rulebook=code)
    last = add_days(recognised_on, int(days.value))
    if survivor.joined_on is not None and survivor.joined_on <= last:
        return _stays(days.rule, Standing.HOLDER, "NOVOS DEPENDENTES E AGREGADOS")
    late = on > last or survivor.joined_on is not None
    says = f"PENSIONISTA RECONHECIDO: FILIAR-SE AO SINDICATO ATÉ {format_date(last)}"
    reason = cite(days.rule, f"{says}: PRAZO VENCIDO, EXCLUÍDO" if late else says)
    return Succession(Decision(Outcome.REFUSED if late else Outcome.BLOCKED, (reason,)), act_by=last)


def _stays(rule_id: str, standing: Standing, enrols: str) -> Succession:
    reason: Reason = cite(rule_id, f"FICA COMO {standing}; PODE INSCREVER: {enrols}")
    return Succession(Decision(Outcome.ALLOWED, (reason,)), standing, enrols)
