"""MDJ6: who is or was in the home-care programme, and how each stay went. Internal from end to end."""

from datetime import date

from desk.domain.enrolment.service import parse_member_number
from desk.domain.home_care.rules import FIRST_DAY, LAST_DAY, Looks, mark
from desk.domain.home_care.service import (
    Found,
    PatientRecord,
    Stay,
    patient_record,
    search,
)
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import cite
from desk.screens import words
from desk.screens.explain import applied_lines
from desk.screens.form import Form
from desk.screens.mdj6_maps import LINES, M01, M02, M03, OCCURRENCES, STAYS
from desk.screens.transaction import (
    Context,
    Reply,
    Transaction,
    closed_lines,
    info,
    page_keys,
    warn,
    window,
)
from desk.terminal.fields import Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

_FIRST, _LAST = "01010001", "31129999"
_SUBJECT = ("paciente", "nome", "prestador", "data_inicial", "data_final")
_REMINDER = "INTERNO: BENEFÍCIO FORA DO CONTRATO, NÃO SE INFORMA"


def open_(context: Context) -> Reply:
    """The criteria; an identification in transit stands in the patient's field."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["paciente"] = words.identification(carried)
        context.frame.state["carried"] = carried
    return Reply(warn(f"{_REMINDER} - TECLE ENTER"), protected=closed_lines("x", 0, LINES))


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
        return _record(context)
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
    _clear_marks(context)
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
    values = {
        "data_inicial": words.day(found.search.since),
        "data_final": words.day(found.search.until),
    }
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
        warn(f"{count} ATENDIMENTO{'S' if count > 1 else ''} - {_REMINDER}"),
        values,
        panel=M01.name,
        page=page,
        cursor="x.1",
        protected=closed_lines("x", len(shown), LINES),
        notes=_how_searched(),
    )


def _names(context: Context, found: Found) -> Reply:
    shown, number, page = window(found.patients, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state = {
        "page": number,
        "shown": [[member.member_number, ""] for member in shown],
    }
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
        warn(f"{count} PACIENTE{'S' if count > 1 else ''} - {_REMINDER}"),
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


def _clear_marks(context: Context) -> None:
    context.frame.values |= {f"x.{n}": "" for n in range(1, LINES + 1)}


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
    return _record(context)


def _open_patient(context: Context) -> Reply:
    if not _marks(context):
        return _search(context)
    patient, _ = _marked(context)
    context.frame.state = {"patient": patient, "opened": "", "page": 0}
    return _record(context)


def _open_history(context: Context) -> Reply:
    if _marks(context):
        context.frame.state |= {"opened": _marked(context)[1], "page": 0}
    return _record(context)


# the patient


def _record(context: Context) -> Reply:
    """The patient, the stays, and the occurrences of the one opened: the running one unless H is marked."""
    state = context.frame.state
    record = patient_record(context.desk, context.actor, str(state["patient"]))
    context.conversation.identification = record.member.member_number
    _clear_marks(context)
    listed = record.stays[:STAYS]
    running = next((stay for stay in record.stays if not stay.attendance.history), None)
    opened = next((s for s in record.stays if s.attendance.number == state.get("opened")), running)
    occurrences = opened.occurrences if opened is not None else ()
    latest, back_from_end, page = window(occurrences[::-1], int(state.get("page", 0)), OCCURRENCES)
    state |= {
        "page": back_from_end,
        "opened": opened.attendance.number if opened is not None else "",
        "shown": [[record.member.member_number, stay.attendance.number] for stay in listed],
    }
    values = _heading(record, opened)
    roles: dict[str, Role] = {}
    for n, stay in enumerate(listed, start=1):
        values |= {
            f"h.{n}": mark(stay.attendance),
            f"inicio.{n}": words.day(stay.attendance.started_on),
            f"fim.{n}": words.day(stay.attendance.ended_on),
            f"codigo_prestador.{n}": stay.provider.cnpj,
            f"nome_prestador.{n}": stay.provider.name,
        }
        if stay is opened:
            roles |= {f"{name}.{n}": Role.HIGHLIGHT for name in ("inicio", "fim", "nome_prestador")}
    for n, happened in enumerate(reversed(latest), start=1):
        values |= {
            f"data.{n}": words.day(happened.occurred_on),
            f"situacao.{n}": happened.situation,
            f"texto.{n}": happened.text,
        }
        if opened is not None and happened is opened.state:
            roles |= {f"{name}.{n}": Role.HIGHLIGHT for name in ("data", "situacao", "texto")}
    pages = page.partition("/")[2]
    open_marks = {f"x.{n}" for n, stay in enumerate(listed, start=1) if stay.attendance.history}
    first = min(open_marks, default="comando")
    return Reply(
        _message(record, opened),
        values,
        panel=M02.name,
        page=f"{int(pages) - back_from_end}/{pages}",
        cursor=first,
        roles=roles,
        protected=frozenset(f"x.{n}" for n in range(1, STAYS + 1)) - open_marks,
        notes=_everything(opened),
    )


def _heading(record: PatientRecord, opened: Stay | None) -> dict[str, str]:
    member = record.member
    values = {
        "codigo_paciente": words.identification(member.member_number),
        "nome_do_paciente": member.name,
        "nascimento": words.day(member.birth_date),
        "idade": str(record.age),
        "sexo": member.sex,
        "produto": record.product_code,
        "situacao_segurado": "ATIVO" if record.active else "EXCLUÍDO",
        "situacao_atual": "SEM OCORRÊNCIA",
    }
    if opened is None:
        return values | {"situacao_atual": "-"}
    kind = "HISTÓRICO, SÓ CONSULTA" if opened.attendance.history else "EM CURSO"
    values["aberto"] = f"{words.day(opened.attendance.started_on)} {opened.provider.name[:28]} ({kind})"
    if opened.state is not None:
        ended = " - HISTÓRICO" if opened.attendance.history else ""
        values["situacao_atual"] = f"{opened.state.situation} {words.day(opened.state.occurred_on)}{ended}"
    return values


def _message(record: PatientRecord, opened: Stay | None) -> Message:
    if opened is None:
        return warn("SÓ HÁ HISTÓRICO: X NA LINHA H E ENTER ABRE - INTERNO, NÃO INFORMAR")
    if len(record.stays) > STAYS:
        return warn(f"INTERNO: OS {STAYS} MAIS NOVOS DE {len(record.stays)}; OS OUTROS PELA LISTA")
    return warn(_REMINDER)


def _how_searched() -> tuple[str, ...]:
    says = "CÓDIGO DO PACIENTE: SEUS PRESTADORES; PRESTADOR: SEUS PACIENTES; OS DOIS: SÓ O PAR"
    reading = "Vale todo atendimento que toca o período; sem datas, 01/01/0001 a 31/12/9999"
    return tuple(applied_lines(cite("CV-012", says, reading=reading)))


def _everything(opened: Stay | None) -> tuple[str, ...]:
    """Every occurrence in full, and the rule they are read by."""
    lines = applied_lines(cite("CV-013", "A ÚLTIMA OCORRÊNCIA É A SITUAÇÃO ATUAL; H É HISTÓRICO E NÃO MUDA"))
    for happened in opened.occurrences if opened is not None else ():
        lines += [
            "",
            f"{words.day(happened.occurred_on)} {happened.situation}",
            f"  {happened.text}",
        ]
    return tuple(lines)


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
