"""MDJ6: who is or was in the home-care programme, and how each stay went. Internal from end to end."""

from datetime import date

from desk.domain.enrolment.service import parse_member_number
from desk.domain.home_care.rules import FIRST_DAY, LAST_DAY, Looks, mark
from desk.domain.home_care.service import Found, search
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import cite
from desk.screens import words
from desk.screens.explain import applied_lines
from desk.screens.form import Form
from desk.screens.mdj6_maps import LINES, M01, M02, M03
from desk.screens.mdj6_patient import REMINDER, clear_marks, show_patient
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, page_keys, warn, window
from desk.terminal.keys import Key

_FIRST, _LAST = "01010001", "31129999"
_SUBJECT = ("paciente", "nome", "prestador", "data_inicial", "data_final")


def open_(context: Context) -> Reply:
    """The criteria; an identification in transit stands in the patient's field."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["paciente"] = words.identification(carried)
        context.frame.state["carried"] = carried
    return Reply(warn(f"{REMINDER} - TECLE ENTER"), protected=closed_lines("x", 0, LINES))


def enter(context: Context) -> Reply:
    """A search; or what is marked with X opened."""
    if context.frame.panel == M02.name:
        return _open_history(context)
    if context.frame.panel == M03.name:
        return _open_patient(context)
    if _marks(context) and not context.changed & set(_SUBJECT):
        return _open_stay(context)
    _one_patient(context)
    context.frame.state = {"page": 0}
    return _search(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page: of what was found, or of the occurrences, which begin with the last ones."""
    page = int(context.frame.state.get("page", 0))
    if context.frame.panel == M02.name:
        context.frame.state["page"] = page - pages
        return show_patient(context)
    context.frame.state["page"] = page + pages
    return _search(context)


def back(context: Context) -> Reply:
    """ALT 7: from a patient to the list, from the list of names to the criteria."""
    if context.frame.panel == M02.name:
        context.frame.state = {"page": 0}
        return _search(context)
    closed = closed_lines("x", 0, LINES)
    return Reply(info("INFORME PACIENTE, NOME OU PRESTADOR"), panel=M01.name, protected=closed)


def no_printer(_: Context) -> Reply:
    """IMPR: what may not be told is not printed."""
    raise DomainError("PAINEL INTERNO: NADA SE IMPRIME")


# the search


def _one_patient(context: Context) -> None:
    """A code typed over a name found before, or the other way round: the one just typed counts.

    The identification that travelled here counts only while nothing else is asked for.
    """
    changed, values = context.changed, context.frame.values
    if context.frame.state.get("carried") and "paciente" not in changed and changed & {"nome", "prestador"}:
        values["paciente"] = ""
    if "nome" in changed and "paciente" not in changed and context.form.text("nome"):
        values["paciente"] = ""
    if "paciente" in changed and "nome" not in changed and context.form.digits("paciente"):
        values["nome"] = ""


def _search(context: Context) -> Reply:
    form = context.form
    patient = form.digits("paciente")
    if patient:
        patient = parse_member_number(patient, "paciente").value
    found = search(
        context.desk,
        context.actor,
        patient=patient,
        name=form.text("nome"),
        provider=_provider(form),
        since=_limit(form, "data_inicial"),
        until=_limit(form, "data_final"),
    )
    clear_marks(context)
    if found.search.looks is Looks.NAMES:
        return _names(context, found)
    return _list(context, found)


def _provider(form: Form) -> str:
    code = form.digits("prestador")
    if code and len(code) != 14:
        raise DomainError("O CÓDIGO DO PRESTADOR É O CNPJ, 14 DÍGITOS", field="prestador")
    return code


def _limit(form: Form, name: str) -> date | None:
    """A date as typed; 01010001 and 31129999 are the ends of all time."""
    return {_FIRST: FIRST_DAY, _LAST: LAST_DAY}.get(form.digits(name)) or form.day(name)


def _list(context: Context, found: Found) -> Reply:
    shown, number, page = window(found.stays, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state = {
        "page": number,
        "shown": [[stay.member.member_number, stay.attendance.number] for stay in shown],
    }
    values = {"data_inicial": words.day(found.search.since), "data_final": words.day(found.search.until)}
    if found.search.looks in {Looks.PROVIDERS, Looks.PAIR}:
        values["nome"] = found.stays[0].member.name[:40]
    if found.search.looks in {Looks.PATIENTS, Looks.PAIR}:
        values["prestador_nome"] = found.stays[0].provider.name
    for n, stay in enumerate(shown, start=1):
        values |= {
            f"h.{n}": mark(stay.attendance),
            f"inicio.{n}": words.day(stay.attendance.started_on),
            f"fim.{n}": words.day(stay.attendance.ended_on),
            f"nome_paciente.{n}": stay.member.name,
            f"nome_prestador.{n}": stay.provider.name,
            f"situacao.{n}": stay.state.situation if stay.state is not None else "-",
        }
    count = len(found.stays)
    return Reply(
        warn(f"{count} ATENDIMENTO{'S' if count > 1 else ''} - {REMINDER}"),
        values,
        panel=M01.name,
        page=page,
        cursor="x.1",
        protected=closed_lines("x", len(shown), LINES),
        notes=_how_searched(),
    )


def _names(context: Context, found: Found) -> Reply:
    shown, number, page = window(found.patients, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state = {"page": number, "shown": [[member.member_number, ""] for member in shown]}
    values = {"procurado": context.form.text("nome")}
    for n, member in enumerate(shown, start=1):
        own = [stay.attendance for stay in found.stays if stay.member.member_number == member.member_number]
        values |= {
            f"codigo.{n}": words.identification(member.member_number),
            f"nome_paciente.{n}": member.name,
            f"nascimento.{n}": words.day(member.birth_date),
            f"periodos.{n}": str(len(own)),
            f"em_curso.{n}": words.yes_no(any(not attendance.history for attendance in own)),
        }
    count = len(found.patients)
    return Reply(
        warn(f"{count} PACIENTE{'S' if count > 1 else ''} - {REMINDER}"),
        values,
        panel=M03.name,
        page=page,
        cursor="x.1",
        protected=closed_lines("x", len(shown), LINES),
        notes=_how_searched(),
    )


# what is marked


def _marks(context: Context) -> list[int]:
    return [n for n in range(1, LINES + 1) if context.form.text(f"x.{n}")]


def _marked(context: Context) -> list[str]:
    """The line marked with X. Raises DomainError when it is not one X."""
    marks = _marks(context)
    if len(marks) != 1 or context.form.text(f"x.{marks[0]}") != "X":
        raise DomainError("MARQUE UMA SÓ LINHA COM X", field=f"x.{marks[-1]}")
    shown = context.frame.state.get("shown", [])
    if marks[0] > len(shown):
        raise DomainError("NÃO HÁ NADA NESTA LINHA", field=f"x.{marks[0]}")
    return [str(part) for part in shown[marks[0] - 1]]


def _open_stay(context: Context) -> Reply:
    patient, opened = _marked(context)
    context.frame.state = {"patient": patient, "opened": opened, "page": 0}
    return show_patient(context)


def _open_patient(context: Context) -> Reply:
    if not _marks(context):
        return _search(context)
    patient, _ = _marked(context)
    context.frame.state = {"patient": patient, "opened": "", "page": 0}
    return show_patient(context)


def _open_history(context: Context) -> Reply:
    if _marks(context):
        context.frame.state |= {"opened": _marked(context)[1], "page": 0}
    return show_patient(context)


def _how_searched() -> tuple[str, ...]:
    says = "CÓDIGO DO PACIENTE: SEUS PRESTADORES; PRESTADOR: SEUS PACIENTES; OS DOIS: SÓ O PAR"
    reading = "Vale todo atendimento que toca o período; sem datas, 01/01/0001 a 31/12/9999"
    return tuple(applied_lines(cite("CV-012", says, reading=reading, disclose=Disclosure.INTERNAL)))


TRANSACTION = Transaction(
    code="MDJ6",
    panels=(M01, M02, M03),
    open=open_,
    keys={Key.ENTER: enter, Key.ALT7: back, Key.F12: no_printer, **page_keys(turn)},
    help=(
        "PACIENTE: SEUS PRESTADORES. PRESTADOR: SEUS PACIENTES. OS DOIS: SÓ ESSE PAR (CV-012).",
        "PARTE DO NOME ABRE A LISTA MDJ6M03. AS DATAS VÊM SEMPRE COM UM DOS TRÊS.",
        "H ANTES DO INÍCIO: HISTÓRICO, SÓ CONSULTA; X E ENTER ABRE (CV-013).",
        "A ÚLTIMA OCORRÊNCIA É A SITUAÇÃO ATUAL. NADA DAQUI SE DIZ AO SEGURADO.",
    ),
    subject=_SUBJECT,
)
