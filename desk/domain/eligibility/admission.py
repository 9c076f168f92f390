"""Who may join a plan, as what, with which papers, and until when.

Nothing here knows an operator. A rulebook has a file `admission.toml` with one parameter for each relation it
accepts (`admission.spouse`, `admission.child` …), named in the list `admission.relations`. Keys of a relation:

- `label`: the relation in words; `status`: holder, dependent or associate (*agregado*), what the person becomes;
- `links`: for a holder, the accepted ties to the sponsor, by code and label;
- `max_age`, `student_age`: last completed age, inclusive; `single`; `max_degree`: last degree of kinship;
- `minor`: not emancipated; `through_holder`: only through a holder who takes part in a plan;
- `degree`: the degree the relation itself has; `not_with`: relations that may not be enrolled beside it;
- `otherwise`: the relation tried when this one does not fit;
- `documents`, `student_documents`, `documents_if_any`: papers; the last are not missed when they do not come;
  `document_rule`: the rule they stand in, where it is another;
- `renew_months`, `student_renew_months`: how often papers come again; `lapse`: what follows when they do not;
- `windows`, `credit`: see `desk.domain.eligibility.joining`.

`admission.common_documents` are papers by status, `admission.later_documents` those of who joins after the
member they join through. Where `admission.relations` is a table (`rule`, `says`, `area`, `holder_links`) the
rulebook regulates none of this and the case goes to the area.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from desk.domain.kernel.dates import add_months, add_years, age_on, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Parameter, Rulebook

HOLDER = "holder"
_STATUS = {HOLDER: "TITULAR", "dependent": "DEPENDENTE", "associate": "AGREGADO"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who asks to join on `asked_on`, as what `relation`.

    `events` are the days that open a window, by name: adoption, custody, wedding, union, entry …; birth is known.
    `link` is a holder's tie to the sponsor, or what else a relation hangs on; `single` is neither married nor in a
    stable union; `enrolled` the relations the holder has in the plan already; `presented` the papers brought
    (None: not looked at yet).
    """

    relation: str
    birth_date: date
    asked_on: date
    events: Mapping[str, date] = field(default_factory=dict)
    link: str = ""
    single: bool = True
    emancipated: bool = False
    student: bool = False
    degree: int | None = None
    enrolled: frozenset[str] = frozenset()
    presented: frozenset[str] | None = None

    @property
    def age(self) -> int:
        """Completed years on the day of the request."""
        return age_on(self.birth_date, self.asked_on)

    def event(self, name: str) -> date | None:
        """The day of an event, None when it is not known."""
        return self.birth_date if name == "birth" else self.events.get(name)


@dataclass(frozen=True, slots=True)
class Admission:
    """The answer to a request to join.

    `relation` is the one that fits, which need not be the one asked for. `until` is the first day it no longer
    fits, `renew_by` the day its papers are due again. `missing` are papers that were not presented.
    """

    decision: Decision
    relation: str = ""
    status: str = ""
    until: date | None = None
    renew_by: date | None = None
    documents: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@rule(
    "AZ-004", "AZ-006", "AZ-007", "AZ-010", "AZ-011", "AZ-012", "AZ-013", "AZ-014", "AZ-015", "PS-001", "PS-011",
    "UF-003", "UF-004", "UF-005", "UF-006", "UF-007", "UF-008",
)  # fmt: skip
def admit(candidate: Candidate, joined_on: date | None, code: str, rulebook: Rulebook) -> Admission:
    """Whether somebody may join under a rulebook, with every relation tried.

    `joined_on` is the day the member the candidate joins through was enrolled, None for a holder. Raises
    ParameterError for a day outside the dates of the rulebook.
    """
    accepted = rulebook.parameter("admission.relations", candidate.asked_on, rulebook=code)
    if isinstance(accepted.value, Mapping):
        return _elsewhere(candidate, accepted)
    if candidate.relation not in accepted.value:
        reason = cite(accepted.rule, "PARENTESCO OU VÍNCULO NÃO PREVISTO", reading=accepted.reading)
        return Admission(Decision(Outcome.REFUSED, (reason,)))
    tried: list[Reason] = []
    relation = candidate.relation
    while relation:
        parameter = rulebook.parameter(f"admission.{relation}", candidate.asked_on, rulebook=code)
        if candidate.degree is None and "degree" in parameter.value:
            candidate = replace(candidate, degree=parameter.value["degree"])
        lacks = _lacks(candidate, joined_on, parameter.value)
        if not lacks:
            return _joined(candidate, relation, parameter, joined_on, code, rulebook, tried)
        relation = parameter.value.get("otherwise", "")
        says = f"{parameter.value['label']}: {lacks}"
        tried.insert(0, cite(parameter.rule, says, applied=not relation, reading=parameter.reading))
    return Admission(Decision(Outcome.REFUSED, tuple(tried)))


def _elsewhere(candidate: Candidate, accepted: Parameter) -> Admission:
    """A rulebook that does not regulate who joins: only the holder's tie is known, the rest is asked."""
    links: Mapping[str, str] = accepted.value["holder_links"]
    if candidate.relation == HOLDER and candidate.link not in links:
        reason = cite(accepted.rule, f"TITULAR SÓ {'/'.join(links.values())}")
        return Admission(Decision(Outcome.REFUSED, (reason,)))
    reason = cite(accepted.value["rule"], accepted.value["says"])
    return Admission(Decision(Outcome.ROUTED, (reason,), routes=(Route(accepted.value["area"]),)))


def _lacks(candidate: Candidate, joined_on: date | None, terms: Mapping[str, Any]) -> str:
    """The first condition of a relation that somebody does not meet, in words; empty when all are met."""
    links: Mapping[str, str] = terms.get("links", {})
    limit = age_limit(candidate, terms)
    degree: int | None = terms.get("max_degree")
    beside = sorted(candidate.enrolled & set(terms.get("not_with", ())))
    if links and candidate.link not in links:
        return f"VÍNCULO FORA DE {'/'.join(links.values())}"
    if beside:
        return "NÃO AO MESMO TEMPO QUE OUTRO JÁ INSCRITO"
    if terms.get("through_holder") and joined_on is None:
        return "SÓ COM O TITULAR INSCRITO"
    if terms.get("single") and not candidate.single:
        return "SÓ SOLTEIRO"
    if terms.get("minor") and candidate.emancipated:
        return "SÓ NÃO EMANCIPADO"
    if limit is not None and candidate.age > limit:
        return f"SÓ ATÉ {limit} ANOS COMPLETOS, TEM {candidate.age}"
    if degree is not None and (candidate.degree is None or candidate.degree > degree):
        return f"SÓ ATÉ O {degree}º GRAU, CONSANGUÍNEO OU AFIM"
    return ""


def age_limit(candidate: Candidate, terms: Mapping[str, Any]) -> int | None:
    """The last completed age a relation allows, longer for a student where the rulebook says so."""
    limit: int | None = terms.get("student_age" if candidate.student else "max_age", terms.get("max_age"))
    return limit


def _joined(
    candidate: Candidate,
    relation: str,
    parameter: Parameter,
    joined_on: date | None,
    code: str,
    rulebook: Rulebook,
    tried: list[Reason],
) -> Admission:
    terms: Mapping[str, Any] = parameter.value
    limit = age_limit(candidate, terms)
    until = None if limit is None else add_years(candidate.birth_date, limit + 1)
    months = _renewal(candidate, terms)
    values = [("PERDE A CONDIÇÃO EM", format_date(until))] if until is not None else []
    status = str(terms["status"])
    says = f"{terms['label']}: PODE ENTRAR COMO {_STATUS[status]}"
    reasons = [cite(parameter.rule, says, values=values, reading=parameter.reading), *tried]

    papers = [*terms.get("documents", ())]
    if _studies(candidate, terms):
        papers += terms.get("student_documents", ())
    common = rulebook.parameter("admission.common_documents", candidate.asked_on, rulebook=code)
    added = common.value.get(status, [])
    if added:
        reasons.append(cite(common.rule, f"TAMBÉM: {', '.join(added)}"))
    later = rulebook.parameter("admission.later_documents", candidate.asked_on, rulebook=code)
    if joined_on is not None and candidate.asked_on > joined_on and later.value:
        added = [*added, *later.value]
        reasons.append(cite(later.rule, f"FORA DA PROPOSTA INICIAL: {', '.join(later.value)}"))
    papers += added
    missing = tuple(p for p in papers if candidate.presented is not None and p not in candidate.presented)
    document_rule = terms.get("document_rule", parameter.rule)
    said = f"FALTAM: {', '.join(missing)}" if missing else f"DOCUMENTOS: {', '.join(papers)}"
    reasons.insert(0 if missing else 1, cite(document_rule, said))
    return Admission(
        decision=Decision(Outcome.BLOCKED if missing else Outcome.ALLOWED, tuple(reasons)),
        relation=relation,
        status=status,
        until=until,
        renew_by=None if months is None else add_months(candidate.asked_on, months),
        documents=(*papers, *terms.get("documents_if_any", ())),
        missing=missing,
    )


def _studies(candidate: Candidate, terms: Mapping[str, Any]) -> bool:
    return candidate.student and "student_age" in terms


def _renewal(candidate: Candidate, terms: Mapping[str, Any]) -> int | None:
    months: int | None = terms.get("student_renew_months" if _studies(candidate, terms) else "renew_months")
    return months


@rule("AZ-013", "AZ-019")
def keeps(candidate: Candidate, proved_on: date, on: date, code: str, rulebook: Rulebook) -> Decision:
    """Whether somebody enrolled under a relation still fits it on a day; `proved_on` is when papers last came.

    REFUSED: the relation is over (what may follow is in the reason). BLOCKED: out until the link is proved
    again. ALLOWED may still ask for papers that are overdue.
    """
    parameter = rulebook.parameter(f"admission.{candidate.relation}", on, rulebook=code)
    terms: Mapping[str, Any] = parameter.value
    label = terms["label"]
    limit = age_limit(candidate, terms)
    lost = None if limit is None else add_years(candidate.birth_date, limit + 1)
    if not candidate.single and terms.get("single"):
        return Decision(Outcome.REFUSED, (cite(parameter.rule, f"{label}: SÓ SOLTEIRO"),))
    if lost is not None and on >= lost:
        left = "; PODE FICAR COMO AGREGADO" if terms.get("otherwise") else ""
        says = f"{label}: PERDEU A CONDIÇÃO EM {format_date(lost)}{left}"
        return Decision(Outcome.REFUSED, (cite(parameter.rule, says, reading=parameter.reading),))
    months = _renewal(candidate, terms)
    if months is None:
        return Decision(Outcome.ALLOWED, (cite(parameter.rule, f"{label}: CONTINUA"),))
    due = add_months(proved_on, months)
    if on <= due:
        return Decision(Outcome.ALLOWED, (cite(parameter.rule, f"{label}: RENOVAR ATÉ {format_date(due)}"),))
    lapse = terms.get("lapse", "")
    says = f"{label}: RENOVAÇÃO VENCEU EM {format_date(due)}; {lapse or 'PEDIR OS DOCUMENTOS'}"
    return Decision(Outcome.BLOCKED if lapse else Outcome.ALLOWED, (cite(parameter.rule, says),))
