"""Reading the typed form of MDAP into the form the domain decides on."""

from desk.domain.authorization.blocks.form import validity
from desk.domain.authorization.case import ConcessionForm, FormLine
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.domain.rulebook.catalogue import rule
from desk.screens.concession_maps import maps_of
from desk.screens.form import Form
from desk.screens.mdap_papers_form import read_papers
from desk.screens.prose import prose
from desk.screens.transaction import Context

LINES_PER_PAGE = 4


@rule("AP-002", "AP-063", "AP-067", "AP-071")
def read_form(context: Context) -> tuple[ConcessionForm, str]:
    """The form as typed, and the password of the second person. Raises DomainError on the field at fault."""
    form, maps = context.form, maps_of(context)
    today = context.station.clock.today()
    attendant = form.text("matricula_do_atendente")
    if attendant and attendant != context.actor.operator_number:
        raise DomainError(
            f"A MATRÍCULA DO ATENDENTE É {context.actor.operator_number}, DE QUEM ENTROU",
            field="matricula_do_atendente",
        )
    issued = form.day("emissao") or today
    filled = context.frame.state.get("filled_validity", "")
    if "emissao" in context.changed and "validade" not in context.changed and form.text("validade") == filled:
        context.frame.values["validade"] = ""  # it was the desk's own, for the issue date before
    return (
        ConcessionForm(
            member_number=form.digits("identificacao"),
            regional_office=form.text("escritorio_regional"),
            attendance_type=form.text("ta"),
            lines=tuple(_lines(form)),
            issued_on=issued,
            valid_until=form.day("validade") or validity(issued, context.desk.rulebook),
            authorizes=form.text("autoriza"),
            planned_on=form.day("data_prevista"),
            daily_rates=form.integer("qtde_diarias"),
            provider_cnpj=form.digits("codigo_do_prestador"),
            council_number=form.text("crm"),
            responsible_number=form.text("matricula_do_responsavel"),
            release_code=form.text("lib"),
            message=prose(context.frame.values, maps.front, "mensagem"),
            physician=form.text("medico"),
            diagnosis=form.text("diagnostico"),
            cid=form.text("cid_10"),
            disease_duration=form.text("tempo_de_existencia_da_doenca"),
            sessions_left=form.integer("sessoes_restantes"),
            justification=prose(context.frame.values, maps.verso, "justificativa"),
            number=context.frame.state["number"],
            **read_papers(context),
        ),
        context.frame.values.get("senha_do_responsavel", "").rstrip(),
    )


def _lines(form: Form) -> list[FormLine]:
    lines: list[FormLine] = []
    for n in range(1, 2 * LINES_PER_PAGE + 1):
        code, quantity = digits(form.text(f"servico.{n}")), form.integer(f"quantidade.{n}")
        refusal = form.text(f"lib_neg.{n}")
        if not code and (quantity is not None or refusal):
            raise DomainError("INFORME O SERVIÇO DESTA LINHA", field=f"servico.{n}", code="057")
        if code:
            lines.append(FormLine(n, code, quantity, refusal))
    return lines
