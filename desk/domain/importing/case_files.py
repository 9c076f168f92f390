"""Files of what was asked for before: claims, their items, company maximums, authorizations."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from desk.domain.authorization.model import (
    Authorization,
    AuthorizationLine,
    AuthorizationPayment,
    AuthorizationStatus,
)
from desk.domain.importing.columns import (
    Column,
    choice,
    cnpj,
    code,
    day,
    decimal,
    integer,
    letters,
    money,
    text,
    yes_no,
)
from desk.domain.importing.spec import (
    MEMBER,
    PROCEDURE,
    SINCE,
    FileSpec,
    Values,
    in_order,
)
from desk.domain.kernel.identification import parse_authorization_number
from desk.domain.reimbursement.model import ReimbursementCap, ReimbursementItem, ReimbursementRequest
from desk.domain.reimbursement.position_rules import statuses


def _senha(cell: str) -> str:
    try:
        return parse_authorization_number(cell)
    except ValueError:
        raise ValueError("senha tem o formato AA/NNNNNN") from None


def _issued_elsewhere(values: Values) -> Values:
    """What an authorization of another system lacks: its unit, its reasons, and the hour it was made."""
    noon = datetime.combine(values["issued_on"], time(12), UTC)
    return {"unit_code": values["regional_office"], "decision": "{}", "created_at": noon}


def _dated(values: Values) -> Mapping[str, str]:
    issued: date = values["issued_on"]
    if values["number"][:2] != f"{issued.year % 100:02d}":
        return {"number": f"o ano da senha não é o da emissão ({issued.year})"}
    return in_order("issued_on", "valid_until")(values)


FILES: tuple[FileSpec, ...] = (
    FileSpec(
        "reimbursement_caps",
        "Valor máximo de reembolso de uma empresa, plano ou serviço.",
        ReimbursementCap,
        ("sponsor_code", "plan_code", "procedure_code", "valid_from"),
        (
            Column("sponsor_code", code(5), "Empresa.", required=True, refers="sponsors"),
            Column("plan_code", code(5), "Plano; vazio: todos."),
            Column("procedure_code", code(8), "Serviço; vazio: todos."),
            SINCE,
            Column("maximum", money, "Máximo por linha.", required=True),
        ),
    ),
    FileSpec(
        "reimbursement_requests",
        "Solicitações de reembolso (SR).",
        ReimbursementRequest,
        ("number",),
        (
            Column("number", code(10), "Número da SR.", required=True),
            MEMBER,
            Column("kind", choice(("medical", "dental")), "medical ou dental.", required=True),
            Column("origin", text(20), "Origem (UDAS 0107, TAT, CORREIO)."),
            Column("received_on", day, "Recepção.", required=True),
            Column("due_on", day, "Prazo.", required=True),
            Column("receipts", integer(1, 99), "Quantidade de recibos.", required=True),
            Column("registrar", letters(7), "REG."),
            Column("status", choice(statuses()), "Situação.", required=True),
            Column("status_on", day, "Data da situação.", required=True),
            Column("reason_code", code(3), "Motivo."),
            Column("reason_text", text(80), "Motivo em palavras."),
            Column(
                "payment_form",
                choice(("", "account", "credit_order", "cheque", "universal_account", "employer")),
                "Forma de pagamento.",
            ),
            Column("paid_on", day, "Pagamento.", empty=None),
            Column("account_bank", letters(4), "Banco."),
            Column("account_branch", text(8), "Agência."),
            Column("account_number", text(14), "Conta."),
            Column("cheque_number", text(10), "Cheque."),
            Column("cheque_issued_on", day, "Emissão do cheque.", empty=None),
            Column("through_sponsor", yes_no, "Via estipulante.", empty=False),
        ),
        check=in_order("received_on", "due_on"),
    ),
    FileSpec(
        "reimbursement_items",
        "Itens das SRs.",
        ReimbursementItem,
        ("request_number", "position"),
        (
            Column("request_number", code(10), "SR.", required=True, refers="reimbursement_requests"),
            Column("position", integer(1, 999), "Ordem do item na SR.", required=True),
            Column("receipt", integer(1, 99), "Recibo.", required=True),
            Column("provider_name", text(60), "Prestador."),
            Column("attended_on", day, "Data do atendimento.", required=True),
            PROCEDURE,
            Column("quantity", integer(1, 999), "Quantidade.", required=True),
            Column("units", decimal(4), "Quantidade de US.", empty=None),
            Column("multiple", decimal(4), "Múltiplo.", empty=None),
            Column("unit_value", decimal(6), "Valor da US.", empty=None),
            Column("computed", money, "Valor calculado.", empty=None),
            Column("presented", money, "Valor apresentado; vazio em complemento ou estorno.", empty=None),
            Column("paid", money, "Valor pago.", empty=None),
            Column(
                "entry_kind",
                choice(("payment", "return", "contact", "supplement", "reversal")),
                "Espécie do lançamento.",
                empty="payment",
            ),
            Column("reason_code", code(3), "Motivo."),
            Column("reason_text", text(80), "Motivo em palavras."),
        ),
    ),
    FileSpec(
        "authorizations",
        "Autorizações já emitidas em outro sistema.",
        Authorization,
        ("number",),
        (
            Column("number", _senha, "Senha AA/NNNNNN.", required=True),
            MEMBER,
            Column("status", choice(AuthorizationStatus), "Situação.", required=True),
            Column("issued_on", day, "Emissão.", required=True),
            Column("valid_until", day, "Validade.", required=True),
            Column("attendance_type", choice("25678"), "TA.", required=True),
            Column("regional_office", code(4), "Escritório regional.", required=True, refers="units"),
            Column("attendant_number", letters(7), "Matrícula do atendente.", required=True),
            Column("provider_cnpj", cnpj, "Prestador."),
            Column("planned_on", day, "Data prevista.", empty=None),
            Column("daily_rates", integer(1, 365), "Diárias.", empty=None),
            Column("message", text(160), "Mensagem."),
            Column("council_number", text(12), "CRM."),
            Column("physician", text(40), "Médico."),
            Column("diagnosis", text(60), "Diagnóstico."),
            Column("justification", text(240), "Justificativa do verso."),
        ),
        initial=_issued_elsewhere,
        check=_dated,
    ),
    FileSpec(
        "authorization_lines",
        "Serviços das autorizações.",
        AuthorizationLine,
        ("authorization_number", "position"),
        (
            Column("authorization_number", _senha, "Senha.", required=True, refers="authorizations"),
            Column("position", integer(1, 99), "Linha.", required=True),
            PROCEDURE,
            Column("quantity", integer(1, 999), "Quantidade.", required=True),
            Column("status", choice(AuthorizationStatus), "Situação.", required=True),
            Column("refusal_code", text(5), "Código da negativa ou do SIC (12009)."),
        ),
        unique=("authorization_number", "procedure_code"),
    ),
    FileSpec(
        "authorization_payments",
        "Serviços de autorizações que as Contas pagaram ao prestador: encerram a linha.",
        AuthorizationPayment,
        ("authorization_number", "procedure_code"),
        (
            Column("authorization_number", _senha, "Senha.", required=True, refers="authorizations"),
            PROCEDURE,
            Column("paid_on", day, "Data do pagamento.", required=True),
        ),
    ),
)
