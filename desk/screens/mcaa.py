"""MCAA: the first panel of every call: who, which plan, paid or not, what blocks care."""

from desk.domain.eligibility.member_card import Life, MemberCard, member_card
from desk.domain.enrolment.service import parse_member_number, search
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.errors import DomainError
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LIVES = 4
_FIRST_LIFE_ROW = 13

M01 = desk_panel(
    "MCAAM01",
    "CADASTRO DO SEGURADO",
    """
 IDENTIFICAÇÃO: #####/########-#-##  CPF: ###########  NOME: ___________________
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
 PRODUTO: ~~~ ~~~~~~~~~~~~~~~~~~~~ PLANO: ~~~~~ ~~~~~~~~~~~~ FORMA(CARTEIRA): ~
 VIGÊNCIA PLANO: ~~~~~~~~~~ ~~~~~~~~~~~~ VALOR DA ~~~  ~~~~~~~~ MÚLTIPLO: ~~~~~
 SITUAÇÃO: ~~~~~~~~~ PAGAMENTO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  VENC.: ~~
 REEMBOLSO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ENDEREÇO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 CEP: ~~~~~~~~~ FONE: ~~~~~~~~~~~~~~~  E-MAIL: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 RDP NOME                       NASCIMENTO  PARENT.   CARÊNCIA CPT      BLOQ SIT
"""
    + "\n".join(["  ~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~  ~~~~~~~~~ ~~~~~~~~ ~~~~~~~~ ~~~~ ~~~"] * LIVES)
    + """
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PRÓXIMA TRANSAÇÃO: ____   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field(
            "identificacao",
            Kind.MASKED,
            label="IDENTIFICAÇÃO",
            help="16 DÍGITOS: EMPRESA 5, MATRÍCULA 8, DÍGITO, RDP 2.",
        ),
        Field("cpf", Kind.MASKED, label="CPF", help="11 DÍGITOS; USE QUANDO O NÚMERO FOI EXCLUÍDO."),
        Field("nome", label="NOME", help="PARTES DO NOME; VÁRIAS PESSOAS ABREM A ASEG."),
        Field("apolice"),
        Field("empresa"),
        Field("grupo"),
        Field("dem_apos"),
        Field("produto"),
        Field("produto_nome"),
        Field("plano"),
        Field("plano_nome"),
        Field("forma"),
        Field("vigencia_plano"),
        Field("adaptado"),
        Field("unidade"),
        Field("valor_da_us", right=True),
        Field("multiplo", right=True),
        Field("situacao"),
        Field("pagamento"),
        Field("vencimento"),
        Field("reembolso"),
        Field("endereco"),
        Field("cep"),
        Field("fone"),
        Field("e_mail"),
        Repeat(
            LIVES,
            (
                Field("rdp"),
                Field("vida"),
                Field("nascimento"),
                Field("parentesco"),
                Field("carencia"),
                Field("cpt"),
                Field("bloqueio"),
                Field("sit"),
            ),
        ),
        Field("detalhe_1"),
        Field("detalhe_2"),
        Field("proxima_transacao", Kind.CODE, label="PRÓXIMA TRANSAÇÃO", help="CÓDIGO PARA O ALT 2."),
        Field("detalhe_3"),
    ],
    keys="ENTER CONSULTA ALT2 TRANSAÇÃO ALT10 BLOQUEIO (CURSOR NO NASC.) F7/F8",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its family at once."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return look_up(context)
    return Reply(info("INFORME IDENTIFICAÇÃO, CPF OU NOME E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The family of an identification; or of the one person a CPF or a name finds."""
    form = context.form
    by_other = {"cpf", "nome"} & context.changed and (form.digits("cpf") or form.text("nome"))
    if by_other or not form.digits("identificacao"):
        found = search(context.desk, context.actor, cpf=form.digits("cpf"), name=form.text("nome"))
        if not found.members:
            raise DomainError("NINGUÉM ENCONTRADO - TENTE OUTRA PARTE DO NOME", field="nome")
        if len(found.members) > 1:
            return _hand_over(context)
        number = found.members[0].member_number
        context.frame.values |= {"identificacao": words.identification(number), "cpf": "", "nome": ""}
    else:
        number = parse_member_number(form.text("identificacao")).value
    card = member_card(context.desk, context.actor, number)
    context.conversation.identification = number
    context.frame.state = {"page": _page_of(card)}
    return _show(context, card)


def turn(context: Context, pages: int) -> Reply:
    """Another page of lives."""
    card = member_card(context.desk, context.actor, parse_member_number(context.form.text("identificacao")).value)
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context, card)


def show_block(context: Context) -> Reply:
    """ALT 9 or ALT 10: the waiting periods, CPT and blocks of the life on the cursor's row (EL-004)."""
    card = member_card(context.desk, context.actor, parse_member_number(context.form.text("identificacao")).value)
    lives, _, _ = window(card.lives, int(context.frame.state.get("page", 0)), LIVES)
    at = context.row - _FIRST_LIFE_ROW
    if not 0 <= at < len(lives):
        raise DomainError("PONHA O CURSOR NA LINHA DE UMA VIDA, NO NASCIMENTO", field="nascimento.1")
    life: Life = lives[at]
    reply = _show(context, card)
    reply.cursor = f"nascimento.{at + 1}"
    reply.notes = tuple(_everything(life))
    reply.message = info(f"RDP {life.member.person_suffix}: {_block_line(life)} - F1 ABRE TUDO")
    return reply


def go_on(context: Context) -> Reply:
    """ALT 2: to the transaction typed on the panel."""
    code = context.form.need("proxima_transacao", "A PRÓXIMA TRANSAÇÃO")
    from desk.screens.registry import ENTRIES

    if code not in ENTRIES:
        raise DomainError(f"TRANSAÇÃO DESCONHECIDA: {code}", field="proxima_transacao")
    if not ENTRIES[code].built:
        raise DomainError(f"{code} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO", field="proxima_transacao")
    return Reply(go=code)


def _hand_over(context: Context) -> Reply:
    """Several people: ASEG shows them, with the same criterion."""
    context.conversation.criteria = {
        name: context.form.text(name) for name in ("cpf", "nome") if context.form.text(name)
    }
    return Reply(go="ASEG")


def _page_of(card: MemberCard) -> int:
    return card.lives.index(card.life) // LIVES


def _show(context: Context, card: MemberCard) -> Reply:
    lives, page_number, page = window(card.lives, int(context.frame.state.get("page", 0)), LIVES)
    context.frame.state["page"] = page_number
    values = {**_contract(card), **_contact(card)}
    roles: dict[str, Role] = {}
    rows: dict[int, Role] = {}
    for n, life in enumerate(lives, start=1):
        values |= {f"{name}.{n}": text for name, text in _life(life).items()}
        if life is card.life:
            roles |= {f"{name}.{n}": Role.HIGHLIGHT for name in ("rdp", "vida")}
    details = _details(card)
    values |= {f"detalhe_{n}": text for n, text in enumerate(details[:3], start=1)}
    first = _FIRST_LIFE_ROW
    return Reply(
        _message(card),
        values,
        page=page,
        roles=roles,
        row_roles=rows,
        pointer_rows=frozenset(range(first, first + len(lives))),
        notes=tuple(_why(card)),
    )


def _contract(card: MemberCard) -> dict[str, str]:
    policy, sponsor = card.policy, card.sponsor
    adapted = "ADAPTADO" if policy.adapted else "NÃO ADAPT."
    company = f"{sponsor.name}{f' CPL {sponsor.complementary_code}' if sponsor.complementary_code else ''}"
    return {
        "cpf": "",
        "nome": "",
        "apolice": sponsor.code,
        "empresa": company,
        "grupo": words.LINES_OF_BUSINESS[sponsor.line_of_business],
        "dem_apos": words.yes_no(bool(policy.continuation)),
        "produto": card.product.code,
        "produto_nome": card.product.name,
        "plano": card.plan.code,
        "plano_nome": card.plan.name,
        "forma": policy.billing_form,
        "vigencia_plano": words.day(policy.plan_from),
        "adaptado": adapted,
        "unidade": card.product.unit_kind,
        "valor_da_us": words.number(card.unit_value, 4),
        "multiplo": words.number(card.multiple, 2),
        "situacao": "ATIVO" if card.life.active else "EXCLUÍDO",
        "pagamento": words.payment(card.standing),
        "vencimento": f"{policy.due_day:02d}",
    }


def _contact(card: MemberCard) -> dict[str, str]:
    policy = card.policy
    street = " ".join(part for part in (f"{policy.street}, {policy.street_number}", policy.complement) if part)
    return {
        "reembolso": _reimbursement(card),
        "endereco": f"{street}  {policy.district}  {policy.city}  {policy.state}",
        "cep": words.postal_code(policy.postal_code),
        "fone": words.telephone(policy.phone_1),
        "e_mail": policy.email,
    }


def _reimbursement(card: MemberCard) -> str:
    policy = card.policy
    if card.sponsor.reimbursement_payer == "D":
        return "PAGO PELA EMPRESA (REEMB D) - NÃO INFORMAR DATA"
    if not card.product.reimburses:
        return "PRODUTO SEM REEMBOLSO"
    if policy.account_number:
        account = f"BANCO {policy.account_bank}  AG {policy.account_branch}  C/C {policy.account_number}"
        return f"CONTA CORRENTE   {account}"
    return "ORDEM DE CRÉDITO (SEM CONTA CADASTRADA)"


def _life(life: Life) -> dict[str, str]:
    member = life.member
    return {
        "rdp": member.person_suffix,
        "vida": member.name,
        "nascimento": words.day(member.birth_date),
        "parentesco": member.relationship,
        "carencia": "SIM" if life.waiting else "NÃO",
        "cpt": "EM CURSO" if life.running_cpts else ("ENCERR." if life.cpts else "NÃO"),
        "bloqueio": " ".join(block.code for block in life.blocks) or "-",
        "sit": "ATV" if life.active else "EXC",
    }


def _details(card: MemberCard) -> list[str]:
    """The lines under the lives: first of the person asked for, then of the others."""
    lines: list[str] = []
    policy = card.policy
    if card.elsewhere:
        numbers = ", ".join(words.identification(m.member_number) for m in card.elsewhere)
        lines.append(f"MESMO CPF EM: {numbers}")
    if policy.continuation:
        end = words.day(policy.continuation_end)
        provisional = policy.additional_data.startswith("00001") and end.startswith("28/02/")
        lines.append(
            f"{policy.additional_data}  DTPERM {end}{' (PROVISÓRIO, NÃO INFORMAR)' if provisional else ''}"
        )
    for life in sorted(card.lives, key=lambda other: other is not card.life):
        if life.waiting:
            lines.append(f"CARÊNCIA RDP {life.member.person_suffix}: {_waiting(life)}")
        lines += [
            f"CPT RDP {life.member.person_suffix}: ATÉ {format_date(cpt.ends_on)}"
            f"{'' if cpt in life.running_cpts else ' (ENCERRADA)'}"
            for cpt in life.cpts
        ]
    return [line[:77] for line in lines]


def _waiting(life: Life) -> str:
    group = life.waiting[0].group_number
    periods = " ".join(f"{w.code}-ATÉ {format_date(w.ends_on)}" for w in life.waiting)
    return f"GR.{group} {periods}"


def _block_line(life: Life) -> str:
    return "; ".join(f"BLOQUEIO {block.code} - {block.reason}" for block in life.blocks) or "SEM BLOQUEIO"


def _everything(life: Life) -> list[str]:
    member = life.member
    who = f"RDP {member.person_suffix} {member.name}, {life.age} ANOS"
    lines = [f"{who}, VIGÊNCIA {format_date(member.started_on)}"]
    for block in life.blocks:
        end = f" ATÉ {format_date(block.ends_on)}" if block.ends_on else ""
        lines += ["", f"BLOQUEIO {block.code} DESDE {format_date(block.starts_on)}{end}: {block.reason}"]
        if block.detail:
            lines.append(f"  INTERNO: {block.detail}")
    for waiting in life.waiting:
        free = format_date(add_days(waiting.ends_on, 1))
        lines += ["", f"CARÊNCIA {waiting.group_number}-{waiting.code}: ATÉ {format_date(waiting.ends_on)}"]
        lines.append(f"  DIREITO A PARTIR DE {free} (DP-035, AP-117)")
    for cpt in life.cpts:
        span = f"{format_date(cpt.starts_on)} A {format_date(cpt.ends_on)}"
        state = (
            "EM CURSO: SEMPRE CAP (EL-027)" if cpt in life.running_cpts else "ENCERRADA: ALÇADA NORMAL (EL-028)"
        )
        lines += ["", f"CPT {cpt.condition}: {span}", f"  {state}"]
    if len(lines) == 1:
        lines += ["", "SEM BLOQUEIO, SEM CARÊNCIA E SEM CPT"]
    return lines


def _why(card: MemberCard) -> list[str]:
    from desk.screens.explain import applied_lines

    lines = [f"PAGAMENTO: {words.payment(card.standing)}"]
    for reason in card.standing.reasons:
        lines += ["", *applied_lines(reason)] if reason.applied else ["", f"NÃO: {reason.rule} {reason.says}"]
    for life in card.lives:
        lines += ["", *_everything(life)]
    return lines


def _message(card: MemberCard) -> Message:
    life = card.life
    if not life.active:
        member, policy = card.member, card.policy
        since = min(d for d in (member.removed_from, policy.cancelled_from) if d is not None)
        where = f"; ESTÁ EM {words.identification(member.moved_to)}" if member.moved_to else ""
        text = f"SEGURADO EXCLUÍDO DESDE {format_date(since)} - PESQUISE NOME/CPF{where}"
        return warn(text[:73])
    if card.sponsor.blocked_on is not None and card.sponsor.blocked_on <= card.today:
        return warn("EMPRESA BLOQUEADA POR ATRASO")
    if life.blocks:
        return warn(f"BLOQUEIO {life.blocks[0].code} - VER COM ALT 10 NA LINHA DA VIDA")
    if card.standing.overdue:
        return warn(f"PAGAMENTO {words.payment(card.standing)} - VER MSI6"[:73])
    count = len(card.lives)
    return ok(f"IDENTIFICAÇÃO LOCALIZADA - {count} VIDA{'S' if count > 1 else ''} NA APÓLICE")


TRANSACTION = Transaction(
    code="MCAA",
    panels=(M01,),
    open=open_,
    keys={
        Key.ENTER: look_up,
        Key.ALT2: go_on,
        Key.ALT9: show_block,
        Key.ALT10: show_block,
        **page_keys(turn),
    },
    help=(
        "O VALOR DA US SÓ APARECE AQUI. O MÚLTIPLO VEM DO PLANO E DO PRODUTO.",
        "CARÊNCIA E CPT SÃO DE CADA PESSOA: VEJA A LINHA DO RDP.",
        "PAGAMENTO ABERTO OU JANELA: MSI6 MOSTRA A PARCELA.",
        "F1 DIZ POR QUE O PAGAMENTO ESTÁ ASSIM E TUDO DE CADA VIDA.",
    ),
    subject=("identificacao", "cpf", "nome"),
)
