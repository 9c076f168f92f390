"""Files of price tables and of the home-care programme."""

from collections.abc import Mapping

from desk.domain.home_care.model import HomeCareAttendance, HomeCareOccurrence
from desk.domain.importing.columns import Column, choice, cnpj, code, day, decimal, integer, text, yes_no
from desk.domain.importing.spec import MEMBER, SINCE, FileSpec, Values, in_order
from desk.domain.premium.model import PremiumPrice
from desk.domain.premium.price_rules import REAIS, US


def _priced(values: Values) -> Mapping[str, str]:
    if not values["value"]:
        return {"value": "tem de ser maior que zero"}
    if values["unit"] == REAIS and values["value"] * 100 % 1:
        return {"value": "em reais tem até 2 casas decimais"}
    return in_order("age_from", "age_to")(values)


def _closed(values: Values) -> Mapping[str, str]:
    if values["history"] and values["ended_on"] is None:
        return {"ended_on": "histórico tem fim"}
    return in_order("started_on", "ended_on")(values)


FILES: tuple[FileSpec, ...] = (
    FileSpec(
        "premium_prices",
        "Tabelas de prêmios: o valor mensal de uma vida por seguradora, produto, plano e faixa etária.",
        PremiumPrice,
        ("insurer", "product_code", "plan_name", "valid_from", "age_from"),
        (
            Column("insurer", text(12), "De quem é a tabela (SULAMÉRICA, BRASILSAÚDE).", required=True),
            Column("product_code", code(3), "Produto.", required=True, refers="products"),
            Column("plan_name", text(30), "Nome do plano.", required=True),
            SINCE,
            Column("age_from", integer(0, 130), "Idade em que a faixa começa.", required=True),
            Column("age_to", integer(0, 130), "Última idade da faixa; vazio na última faixa.", empty=None),
            Column("unit", choice((US, REAIS)), "US ou REAIS, igual em toda a tabela.", required=True),
            Column("value", decimal(4), "Valor de uma vida, na unidade da tabela, sem IOF.", required=True),
        ),
        check=_priced,
    ),
    FileSpec(
        "home_care_attendances",
        "Atendimentos do programa de home care (internos).",
        HomeCareAttendance,
        ("number",),
        (
            Column("number", code(8), "Número do atendimento, 8 dígitos.", required=True),
            MEMBER,
            Column("provider_cnpj", cnpj, "Prestador.", required=True, refers="providers"),
            Column("started_on", day, "Data inicial.", required=True),
            Column("ended_on", day, "Data final; vazio enquanto dura.", empty=None),
            Column("history", yes_no, "Histórico (H): encerrado, só consulta.", empty=False),
        ),
        check=_closed,
    ),
    FileSpec(
        "home_care_occurrences",
        "Ocorrências dos atendimentos de home care; a última é a situação atual.",
        HomeCareOccurrence,
        ("attendance_number", "position"),
        (
            Column("attendance_number", code(8), "Atendimento.", required=True, refers="home_care_attendances"),
            Column("position", integer(1, 999), "Ordem da ocorrência.", required=True),
            Column("occurred_on", day, "Data.", required=True),
            Column("situation", text(20), "Situação, em uma ou duas palavras.", required=True),
            Column("text", text(120), "Descrição."),
        ),
    ),
)
