"""A patient of MDJ6: the stays, and the occurrences of the one that is open."""

from desk.domain.home_care.rules import mark
from desk.domain.home_care.service import PatientRecord, Stay, patient_record
from desk.domain.kernel.decision import Disclosure
from desk.domain.rulebook.catalogue import cite
from desk.screens import words
from desk.screens.explain import applied_lines
from desk.screens.mdj6_maps import LINES, M02, OCCURRENCES, STAYS
from desk.screens.transaction import Context, Reply, warn, window
from desk.terminal.fields import Role
from desk.terminal.protocol import Message

REMINDER = "INTERNO: BENEFÍCIO FORA DO CONTRATO, NÃO SE INFORMA"


def clear_marks(context: Context) -> None:
    """No X is left over from the map before."""
    context.frame.values |= {f"x.{n}": "" for n in range(1, LINES + 1)}


def show_patient(context: Context) -> Reply:
    """The patient, the stays, and the occurrences of the one opened: the running one unless H is marked."""
    state = context.frame.state
    record = patient_record(context.desk, context.actor, str(state["patient"]))
    context.conversation.identification = record.member.member_number
    clear_marks(context)
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
    return warn(REMINDER)


def _everything(opened: Stay | None) -> tuple[str, ...]:
    """Every occurrence in full, and the rule they are read by."""
    says = "A ÚLTIMA OCORRÊNCIA É A SITUAÇÃO ATUAL; H É HISTÓRICO E NÃO MUDA"
    lines = applied_lines(cite("CV-013", says, disclose=Disclosure.INTERNAL))
    for happened in opened.occurrences if opened is not None else ():
        lines += ["", f"{words.day(happened.occurred_on)} {happened.situation}", f"  {happened.text}"]
    return tuple(lines)
