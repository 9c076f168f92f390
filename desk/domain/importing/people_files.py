"""Files of who is insured and what is paid for it: policies, people, waiting periods, CPT, instalments."""

from collections.abc import Mapping

from desk.domain.enrolment.model import (
    Continuation,
    Cpt,
    FormerPlan,
    LineOfBusiness,
    Member,
    MemberBlock,
    Policy,
    WaitingPeriod,
)
from desk.domain.importing.columns import (
    Column,
    choice,
    code,
    cpf,
    day,
    exact,
    integer,
    letters,
    money,
    text,
    yes_no,
)
from desk.domain.importing.spec import (
    MEMBER,
    SINCE,
    FileSpec,
    Values,
    in_order,
)
from desk.domain.kernel.identification import MemberNumber
from desk.domain.kernel.text import fold
from desk.domain.premium.model import Installment, MemberPremium, SponsorInvoice


def _member_of(values: Values) -> Values:
    number = MemberNumber(values["member_number"])
    return {
        "holder_number": number.holder_number,
        "person_suffix": number.person_suffix,
        "search_name": fold(values["name"])[:60],
    }


def _paid_both(values: Values) -> Mapping[str, str]:
    if (values.get("paid_on") is None) != (values.get("paid_amount") is None):
        return {"paid_on": "data e valor do pagamento vêm juntos"}
    return {}


FILES: tuple[FileSpec, ...] = (
    FileSpec(
        "policies",
        "Apólices: o contrato da família de um titular.",
        Policy,
        ("holder_number",),
        (
            Column("holder_number", exact(14), "Identificação sem RDP, 14 dígitos.", required=True),
            Column("product_code", code(3), "Produto.", required=True, refers="products"),
            Column("plan_code", code(5), "Plano.", required=True, refers="plans"),
            Column("adapted", yes_no, "Contrato adaptado à Lei 9.656.", required=True),
            Column("adapted_on", day, "Data da adaptação.", empty=None),
            Column("previous_plan_from", day, "Início do plano anterior.", empty=None),
            Column("started_on", day, "Início da vigência.", required=True),
            Column("plan_from", day, "Vigência do plano atual.", required=True),
            Column("billing_form", letters(1), "Forma (carteira)."),
            Column("billing", choice(("", "CBR", "DCO")), "Cobrança."),
            Column("central_bank", code(3), "Banco centralizador."),
            Column("due_day", integer(1, 31), "Dia do vencimento.", required=True),
            Column("cancelled_from", day, "Cancelada a partir de.", empty=None),
            Column("court_deposit", yes_no, "LIM/Juízo.", empty=False),
            Column("continuation", choice(Continuation), "dismissed ou retired; vazio para os demais."),
            Column("continuation_from", day, "Início como demitido/aposentado.", empty=None),
            Column("continuation_end", day, "DTPERM.", empty=None),
            Column("additional_data", text(60), "Dados adicionais."),
            Column("account_bank", letters(4), "Banco do reembolso."),
            Column("account_branch", text(8), "Agência."),
            Column("account_number", text(14), "Conta corrente."),
            Column("payee_name", text(60), "Responsável pelo recebimento, se não é o titular."),
            Column("payee_cpf", cpf, "CPF de quem recebe."),
            Column("postal_code", code(8), "CEP."),
            Column("street", text(50), "Logradouro."),
            Column("street_number", text(6), "Número."),
            Column("complement", text(20), "Complemento."),
            Column("district", text(30), "Bairro."),
            Column("city", text(30), "Município."),
            Column("state", letters(2), "UF."),
            Column("phone_1", text(11), "Telefone, DDD e número, só dígitos."),
            Column("phone_2", text(11), "Outro telefone."),
            Column("fax", text(11), "Fax."),
            Column("email", text(50), "E-mail."),
            Column("pending_mailing", yes_no, "Carnê ou kit por enviar.", empty=False),
        ),
        derive=lambda values: {"sponsor_code": values["holder_number"][:5]},
        belongs=(("holder_number", "sponsor_code", "sponsors"),),
        check=in_order("started_on", "cancelled_from"),
    ),
    FileSpec(
        "former_plans",
        "Planos anteriores da família, nesta apólice ou em outro seguro da casa.",
        FormerPlan,
        ("holder_number", "started_on"),
        (
            Column("holder_number", exact(14), "Apólice, 14 dígitos.", required=True, refers="policies"),
            Column("started_on", day, "Início.", required=True),
            Column("ended_on", day, "Último dia.", required=True),
            Column("product_code", code(3), "Produto.", required=True, refers="products"),
            Column("plan_code", code(5), "Plano.", required=True, refers="plans"),
            Column("line_of_business", choice(LineOfBusiness), "Tipo do contrato de então.", required=True),
        ),
        check=in_order("started_on", "ended_on"),
    ),
    FileSpec(
        "members",
        "Vidas. O titular é o RDP 01.",
        Member,
        ("member_number",),
        (
            Column("member_number", exact(16), "Identificação, 16 dígitos.", required=True),
            Column("name", text(60), "Nome.", required=True),
            Column("birth_date", day, "Nascimento.", required=True),
            Column("sex", choice("FM"), "F ou M.", required=True),
            Column("cpf", cpf, "CPF."),
            Column("relationship", text(12), "Parentesco.", required=True),
            Column("started_on", day, "Início da vigência da pessoa.", required=True),
            Column("removed_from", day, "Excluída a partir de.", empty=None),
            Column("removal_reason", text(60), "Motivo da exclusão."),
            Column("moved_to", exact(16), "Identificação nova, se foi transferida."),
            Column("responsible_name", text(60), "Responsável, se o titular é menor."),
            Column("responsible_cpf", cpf, "CPF do responsável."),
        ),
        derive=_member_of,
        belongs=(("member_number", "holder_number", "policies"),),
        check=in_order("started_on", "removed_from"),
    ),
    FileSpec(
        "waiting_periods",
        "Carências registradas por pessoa.",
        WaitingPeriod,
        ("member_number", "code"),
        (
            MEMBER,
            Column("group_number", code(3), "Grupo de carência."),
            Column("code", letters(2), "Classe (0 a 6).", required=True),
            Column("starts_on", day, "Início.", required=True),
            Column("ends_on", day, "Último dia em carência; o direito começa no dia seguinte.", required=True),
        ),
        check=in_order("starts_on", "ends_on"),
    ),
    FileSpec(
        "cpts",
        "Coberturas parciais temporárias.",
        Cpt,
        ("member_number", "condition"),
        (
            MEMBER,
            Column("condition", text(60), "Doença declarada.", required=True),
            Column("starts_on", day, "Início.", required=True),
            Column("ends_on", day, "Último dia.", required=True),
        ),
        check=in_order("starts_on", "ends_on"),
    ),
    FileSpec(
        "blocks",
        "Bloqueios de pessoas: L liminar, P preexistência, A análise.",
        MemberBlock,
        ("member_number", "code", "starts_on"),
        (
            MEMBER,
            Column("code", choice("LPA"), "L, P ou A.", required=True),
            Column("starts_on", day, "Início.", required=True),
            Column("ends_on", day, "Último dia; vazio se em aberto.", empty=None),
            Column("reason", text(120), "Motivo.", required=True),
            Column("detail", text(240), "Detalhe interno."),
        ),
        check=in_order("starts_on", "ends_on"),
    ),
    FileSpec(
        "installments",
        "Parcelas do prêmio.",
        Installment,
        ("holder_number", "number"),
        (
            Column("holder_number", exact(14), "Apólice, 14 dígitos.", required=True, refers="policies"),
            Column("number", integer(1, 9999), "Número da parcela.", required=True),
            Column("due_on", day, "Vencimento.", required=True),
            Column("amount", money, "Valor.", required=True),
            Column("issued_on", day, "Emissão.", empty=None),
            Column("paid_on", day, "Pagamento; vazio se em aberto.", empty=None),
            Column("paid_amount", money, "Valor pago.", empty=None),
            Column("returned", yes_no, "Cheque devolvido.", empty=False),
        ),
        check=_paid_both,
    ),
    FileSpec(
        "member_premiums",
        "Quanto cada vida custa por mês.",
        MemberPremium,
        ("member_number", "valid_from"),
        (
            MEMBER,
            SINCE,
            Column("age_from", integer(0, 130), "Faixa etária, primeira idade.", empty=None),
            Column("age_to", integer(0, 130), "Faixa etária, última idade.", empty=None),
            Column("amount", money, "Prêmio mensal da vida.", required=True),
        ),
        check=in_order("age_from", "age_to"),
    ),
    FileSpec(
        "sponsor_invoices",
        "Faturas das empresas.",
        SponsorInvoice,
        ("sponsor_code", "number"),
        (
            Column("sponsor_code", code(5), "Empresa.", required=True, refers="sponsors"),
            Column("number", integer(1, 9999), "Número da fatura.", required=True),
            Column("due_on", day, "Vencimento.", required=True),
            Column("amount", money, "Valor.", required=True),
            Column("issued_on", day, "Emissão.", empty=None),
            Column("paid_on", day, "Pagamento; vazio se em aberto.", empty=None),
            Column("paid_amount", money, "Valor pago.", empty=None),
        ),
        check=_paid_both,
    ),
)
