"""What ARED and MCRA share: reading the search, listing who may be named, marking who was."""

from collections.abc import Sequence

from desk.domain.access.model import System
from desk.domain.catalogue.service import parse_procedure
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.network.fitting import Insured, NetworkQuestion
from desk.domain.network.search import FoundProvider, NetworkAnswer, insured, search_network
from desk.domain.network.telling import Told, tell
from desk.domain.rulebook.reference import networks
from desk.screens import words
from desk.screens.transaction import Context, Reply, closed_lines, error, info, ok, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.protocol import Message

LINES = 7
FIRST_ROW = 10
TWIN_FILTERS = ("uf", "municipio", "bairro", "especialidade", "servico")
"""What F4 takes along: the filters both panels have."""

LIST = (
    "   PRESTADOR                    ENDEREÇO                  TELEFONE       REDE\n"
    + "\n".join([f" _ {'~' * 28} {'~' * 25} {'~' * 14} {'~' * 7}"] * LINES)
    + "\n INFORMADOS: "
    + "~" * 66
    + ("\n " + "~" * 78) * 2
)
"""The lower half of both panels."""

LIST_FIELDS = (
    Repeat(
        LINES,
        (
            Field("s", Kind.YES_NO, label="S", help="S: FOI INFORMADO AO SEGURADO. * JÁ FOI, NESTA PESQUISA."),
            Field("prestador"),
            Field("endereco"),
            Field("telefone"),
            Field("rede_do_prestador"),
        ),
    ),
    Field("informados", role=Role.HIGHLIGHT),
    Field("aviso_1"),
    Field("aviso_2"),
)
UF = Field("uf", required=True, label="UF", help="DUAS LETRAS.")
CITY = Field("municipio", label="MUNICÍPIO", help="COMO ESTÁ CADASTRADO, OU O COMEÇO DELE.")
DISTRICT = Field("bairro", label="BAIRRO", help="COMO ESTÁ CADASTRADO, OU O COMEÇO DELE.")
SPECIALTY = Field("especialidade", label="ESPECIALIDADE", help="OU O COMEÇO DELA; VAZIA: TODAS.")
PROCEDURE = Field("servico", Kind.DIGITS, label="SERVIÇO", help="8 DÍGITOS, NO LUGAR DA ESPECIALIDADE.")
_OF_THE_PERSON = ("identificacao", COMMAND_FIELD)
_BLANK = {f"s.{n}": "" for n in range(1, LINES + 1)}
HELP = (
    "DIZEM-SE ATÉ 3 PRESTADORES POR PESQUISA: MARQUE COM S OS QUE DISSE E TECLE ENTER.",
    "ALT 10 COM O CURSOR NA LINHA: ENDEREÇO INTEIRO, ESPECIALIDADES E TODAS AS REDES.",
    "ALT 2 COM O CURSOR NA LINHA LEVA O PRESTADOR À MCPD. F4 TROCA DE ARED PARA MCRA.",
    "SUPERVISÃO: AUTOM FORA, AUTOM NO AR, EXTRA FORA, EXTRA NO AR NA LINHA ==>.",
)


def arrive(context: Context, system: System, number: str) -> Reply:
    """A person's networks, with the filters of the twin; else with the town of the policy (AP-005)."""
    carried, context.conversation.criteria = context.conversation.criteria, {}
    filters = {name: carried[name] for name in TWIN_FILTERS if name in carried}
    context.frame.values |= filters
    whose = insured(context.desk, context.actor, system, number)
    context.frame.state["whose"] = _whose(whose)
    if system is System.EXTRA:
        context.frame.values["rede"] = whose.networks[0]
    if filters:
        return search(context, system, number)
    context.frame.values |= _town(whose)
    return Reply(
        info("CONFIRA O LUGAR, DIGITE ESPECIALIDADE OU SERVIÇO E TECLE ENTER"),
        {**context.frame.values, **_whose(whose)},
        cursor="especialidade",
        protected=closed_lines("s", 0, LINES),
    )


def enter(context: Context, system: System, number: str, filters: Sequence[str]) -> Reply:
    """ENTER: the marked providers were named; with nothing marked, or another search typed, the search.

    A person just typed without a place is looked for in the town of the policy.
    """
    marked = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}") not in {"", "*"}]
    typed_marks = any(name.startswith("s.") for name in context.changed)
    same = not context.changed & set(filters) and context.frame.state.get("member") == number
    if marked and typed_marks and same:
        return _tell(context, system, number, marked)
    context.frame.state |= {"page": 0, "shown": []}
    if "identificacao" in context.changed and not (context.form.text("uf") or context.form.text("municipio")):
        context.frame.values |= _town(insured(context.desk, context.actor, system, number))
    return search(context, system, number)


def turn(context: Context, system: System, number: str, pages: int) -> Reply:
    """Another page, once what is marked on this one has been entered."""
    pending = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}") == "S"]
    if pending:
        raise DomainError("TECLE ENTER PARA REGISTRAR OS MARCADOS, OU APAGUE O S", field=f"s.{pending[0]}")
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return search(context, system, number)


def detail(context: Context, system: System, number: str) -> Reply:
    """ALT 10: everything that may be said of the provider on the cursor's row; F1 opens it."""
    answer = _answer(context, system, number)
    at = _row(context)
    found = next((f for f in answer.providers if f.provider.cnpj == _shown(context)[at]), None)
    if found is None:
        raise DomainError("PRESTADOR FORA DESTA PESQUISA - PESQUISE DE NOVO", field=f"s.{at + 1}")
    reply = _show(context, answer)
    provider = found.provider
    reply.message = info(f"{provider.address} {provider.district}: F1 MOSTRA TUDO"[:73])
    reply.notes = tuple(_everything(found))
    reply.cursor = f"s.{at + 1}"
    return reply


def to_standing(context: Context) -> Reply:
    """ALT 2 without a transaction typed: MCPD for the provider on the cursor's row."""
    at = context.row - FIRST_ROW
    if not 0 <= at < len(_shown(context)):
        text = "DIGITE A TRANSAÇÃO EM ==>, OU CURSOR EM UM PRESTADOR PARA A MCPD"
        raise DomainError(text, field=COMMAND_FIELD)
    context.conversation.criteria = {"prestador": _shown(context)[at]}
    return Reply(go="MCPD")


def to_twin(context: Context, code: str) -> Reply:
    """F4: the same search on the other system."""
    form = context.form
    context.conversation.criteria = {name: form.text(name) for name in TWIN_FILTERS if form.text(name)}
    return Reply(go=code)


def search(context: Context, system: System, number: str) -> Reply:
    """The search as it stands in the form, on the page the frame is at.

    When it fails on a filter, the person stays and the list goes.
    """
    try:
        answer = _answer(context, system, number)
    except DomainError as fault:
        whose = context.frame.state.get("whose", {})
        if whose.get("identificacao") != words.identification(number) or fault.field in _OF_THE_PERSON:
            raise
        return Reply(
            error(fault.text, fault.code),
            {**_BLANK, **whose},
            cursor=fault.field,
            roles={fault.field: Role.ERROR},
            protected=closed_lines("s", 0, LINES),
        )
    return _show(context, answer)


def member_number(context: Context) -> str:
    """The identification typed. Raises DomainError."""
    return parse_member_number(context.form.text("identificacao")).value


def _question(context: Context, system: System, number: str) -> NetworkQuestion:
    form = context.form
    code = form.text("servico")
    network = form.digits("rede")
    return NetworkQuestion(
        system=system,
        member_number=number,
        network=network.zfill(3) if network else "",
        state=form.text("uf"),
        city=form.text("municipio"),
        district=form.text("bairro"),
        region=form.text("regiao"),
        specialty=form.text("especialidade"),
        procedure_code=parse_procedure(code, "servico") if code else "",
    )


def _answer(context: Context, system: System, number: str) -> NetworkAnswer:
    context.conversation.identification = number
    question = _question(context, system, number)
    return search_network(context.desk, context.actor, question)


def _tell(context: Context, system: System, number: str, marked: list[int]) -> Reply:
    shown = _shown(context)
    wrong = [n for n in marked if context.form.text(f"s.{n}") != "S"]
    if wrong:
        raise DomainError("MARQUE COM S QUEM FOI INFORMADO", field=f"s.{wrong[0]}")
    if marked[-1] > len(shown):
        raise DomainError("NÃO HÁ PRESTADOR NESTA LINHA", field=f"s.{marked[-1]}")
    question = _question(context, system, number)
    telling = tell(context.desk, context.actor, question, [shown[n - 1] for n in marked])
    reply = _show(context, _answer(context, system, number))
    reason = telling.decision.reasons[0]
    if telling.decision.outcome is not Outcome.ALLOWED:
        reply.message = error(f"{reason.says}: {len(telling.told)} JÁ INFORMADO(S)")
        reply.decision = telling.decision
        reply.cursor = f"s.{marked[-1]}"
        reply.values = {**reply.values, **{f"s.{n}": "S" for n in marked}}
        return reply
    reply.message = ok(reason.says)
    return reply


def _shown(context: Context) -> list[str]:
    """The CNPJs on the page that is up."""
    return [str(cnpj) for cnpj in context.frame.state.get("shown", [])]


def _row(context: Context) -> int:
    at = context.row - FIRST_ROW
    if not 0 <= at < len(_shown(context)):
        raise DomainError("PONHA O CURSOR NA LINHA DE UM PRESTADOR", field="s.1")
    return at


def _town(whose: Insured) -> dict[str, str]:
    """Where the search begins: the town of the policy."""
    return {"uf": whose.policy.state, "municipio": whose.policy.city}


def _whose(whose: Insured) -> dict[str, str]:
    """The person and the networks, as both panels show them."""
    names = networks()
    return {
        "identificacao": words.identification(whose.member.member_number),
        "segurado": whose.member.name,
        "produto": whose.product.code,
        "modular": "MODULAR" if whose.product.modular else "",
        "redes": ", ".join(f"{number} {names[number]}" for number in whose.networks),
    }


def _show(context: Context, answer: NetworkAnswer) -> Reply:
    state = context.frame.state
    page_of, state["page"], page = window(answer.providers, int(state.get("page", 0)), LINES)
    shown: tuple[FoundProvider, ...] = page_of
    state["shown"] = [found.provider.cnpj for found in shown]
    state["member"] = answer.insured.member.member_number
    told = {each.cnpj for each in answer.told}
    state["whose"] = _whose(answer.insured)
    values = {**_BLANK, **state["whose"]}
    roles: dict[str, Role] = {}
    closed = set(closed_lines("s", len(shown), LINES))
    for n, found in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(found, answer.insured.networks).items()}
        if found.provider.cnpj in told:
            values[f"s.{n}"] = "*"
            roles[f"prestador.{n}"] = Role.HIGHLIGHT
            closed.add(f"s.{n}")
    values |= {"informados": _informed(answer.told)}
    first, second = _advice(answer)
    values |= {"aviso_1": first, "aviso_2": second}
    if not shown and answer.next_network:
        values["rede"] = answer.next_network
    return Reply(
        _message(answer),
        values,
        page=page,
        cursor="s.1",
        roles=roles,
        protected=frozenset(closed),
        decision=answer.decision,
    )


def _line(found: FoundProvider, mine: Sequence[str]) -> dict[str, str]:
    provider = found.provider
    return {
        "prestador": provider.name,
        "endereco": provider.address,
        "telefone": provider.phone,
        "rede_do_prestador": " ".join(number for number in mine if number in found.networks),
    }


def _informed(told: tuple[Told, ...]) -> str:
    room = 66 // max(1, len(told)) - 2
    return "; ".join(each.name[:room] for each in told) or "NENHUM NESTA PESQUISA"


def _advice(answer: NetworkAnswer) -> tuple[str, str]:
    """What the procedure asks for before how an authorization is used; on EXTRA, that it is the second choice."""
    special = answer.ask or answer.advice
    direction = answer.direction.says
    if answer.question.system is System.EXTRA:
        return (special.says if special else direction), answer.tool.says
    return (special.says, direction) if special else (direction, "")


def _message(answer: NetworkAnswer) -> Message:
    network = answer.question.network
    count = len(answer.providers)
    found = f"{count} PRESTADOR{'ES' if count > 1 else ''}"
    if answer.more:
        return warn(f"MAIS DE {count}: INFORME BAIRRO, ESPECIALIDADE OU SERVIÇO")
    if not count and answer.next_network:
        return warn(f"NÃO LOCALIZADO NA REDE {network} - ENTER PESQUISA A {answer.next_network}")
    if not count:
        return warn("NENHUM PRESTADOR NESTA REDE E NESTE LUGAR - AMPLIE A PESQUISA")
    if answer.earlier:
        first = answer.insured.networks[0]
        return warn(f"REDE {network}: {found}; A {first}, QUE VEM PRIMEIRO, TEM {answer.earlier}")
    if answer.question.system is System.EXTRA and answer.automation_up:
        return warn(f"{found} - AUTOMAÇÃO NO AR: USE A ARED (F4)")
    return ok(f"{found} - INFORME ATÉ 3: MARQUE COM S E TECLE ENTER")


def _everything(found: FoundProvider) -> list[str]:
    provider, names = found.provider, networks()
    listed = ", ".join(f"{number} {names.get(number, '')}".strip() for number in found.networks)
    return [
        provider.name,
        f"CNPJ {words.cnpj(provider.cnpj)}  {provider.kind}",
        f"{provider.address}  {provider.district}",
        f"{provider.city}  {provider.state}  REGIÃO {provider.region or '-'}",
        f"TELEFONE {provider.phone}",
        f"ESPECIALIDADES: {', '.join(provider.specialties.split('|'))}",
        f"REDES: {listed}",
    ]
