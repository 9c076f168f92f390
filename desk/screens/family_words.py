"""A family's card in the words of the panels that show it: contract, contact, lives, what stands against care."""

from desk.domain.eligibility.member_card import Life, MemberCard
from desk.domain.eligibility.permanence import Permanence
from desk.domain.eligibility.reimbursement_terms import PaymentForm, is_mixed, payment_form
from desk.domain.enrolment.model import Policy
from desk.domain.kernel.dates import add_days, format_date
from desk.screens import words
from desk.screens.explain import reasons_in_words
from desk.screens.transaction import ok, warn
from desk.terminal.fields import Role
from desk.terminal.protocol import Message

INTERNAL = "INTERNO: "
"""How a line begins that the insured must not hear."""


def policy(card: MemberCard) -> dict[str, str]:
    """Company, group, and whether the holder left the company."""
    sponsor = card.sponsor
    return {
        "apolice": sponsor.code,
        "empresa": f"{f'CPL {sponsor.complementary_code} ' if sponsor.complementary_code else ''}{sponsor.name}",
        "grupo": words.LINES_OF_BUSINESS[sponsor.line_of_business],
        "dem_apos": words.yes_no(card.permanence is not None),
    }


def plan(card: MemberCard) -> dict[str, str]:
    """Product and plan with their names."""
    return {
        "produto": card.product.code,
        "produto_nome": card.product.name,
        "plano": card.plan.code,
        "plano_nome": card.plan.name,
    }


def situation(card: MemberCard) -> dict[str, str]:
    """Whether the person asked for is insured, and how the premium stands."""
    return {
        "situacao": "ATIVO" if card.life.active else "EXCLUÍDO",
        "pagamento": words.payment(card.standing),
        "vencimento": f"{card.policy.due_day:02d}",
    }


def contact(of: Policy) -> dict[str, str]:
    """Address, telephone and e-mail of a family."""
    street = " ".join(part for part in (f"{of.street}, {of.street_number}", of.complement) if part)
    return {
        "endereco": f"{street}  {of.district}  {of.city}  {of.state}",
        "cep": words.postal_code(of.postal_code),
        "fone": words.telephone(of.phone_1),
        "e_mail": of.email,
    }


def reimbursement(card: MemberCard) -> str:
    """How reimbursements are paid to the family."""
    of = card.policy
    match payment_form(of, card.product, card.sponsor):
        case PaymentForm.EMPLOYER:
            mixed = ", MISTA: VER MCEA" if is_mixed(card.sponsor) else ""
            return f"PAGO PELA EMPRESA (REEMB D){mixed} - NÃO INFORMAR DATA"
        case PaymentForm.NONE:
            return "PRODUTO SEM REEMBOLSO"
        case PaymentForm.ACCOUNT:
            return f"CONTA CORRENTE   BANCO {of.account_bank}  AG {of.account_branch}  C/C {of.account_number}"
        case PaymentForm.SEE_SPONSOR:
            return "SEM CONTA CADASTRADA - A FORMA DA EMPRESA ESTÁ NA MCEA"
        case PaymentForm.CREDIT_ORDER:
            return "ORDEM DE CRÉDITO (SEM CONTA CADASTRADA)"


def life_cells(life: Life) -> dict[str, str]:
    """One row of a list of lives: who, and what stands against care."""
    member = life.member
    return {
        "rdp": member.person_suffix,
        "vida": member.name,
        "nascimento": words.day(member.birth_date),
        "parentesco": member.relationship,
        "carencia": "SIM" if life.waiting else "NÃO",
        "cpt": "EM CURSO" if life.running_cpts else ("ENCERR." if life.cpts else "NÃO"),
        "bloqueio": " ".join(block.code for block in life.blocks) or "-",
        "sit": insured(life),
    }


def cover_cells(life: Life, holder: Life) -> dict[str, str]:
    """One row of a list of lives: since when each is insured, and whether it joined after the holder."""
    member = life.member
    later = member.started_on > holder.member.started_on
    return {
        "rdp": member.person_suffix,
        "vida": member.name,
        "vigencia": words.day(member.started_on),
        "exclusao": words.day(member.removed_from),
        "observacao": "DEPOIS DO TITULAR" if later else "",
        "sit": insured(life),
    }


def beside_holder(card: MemberCard) -> tuple[tuple[Life, Life], ...]:
    """Each life beside the holder it is held against."""
    return tuple((life, card.holder) for life in card.lives)


def insured(life: Life) -> str:
    """ATV or EXC."""
    return "ATV" if life.active else "EXC"


def details(card: MemberCard) -> list[str]:
    """The lines under the lives: first of the person asked for, then of the others."""
    lines: list[str] = []
    if card.elsewhere:
        numbers = ", ".join(words.identification(m.member_number) for m in card.elsewhere)
        lines.append(f"MESMO CPF EM: {numbers}")
    if card.permanence is not None:
        lines.append(stay(card.permanence, card.policy.additional_data))
    for life in sorted(card.lives, key=lambda other: other is not card.life):
        if life.waiting:
            lines.append(f"CARÊNCIA RDP {life.member.person_suffix}: {_waiting(life)}")
        lines += [
            f"CPT RDP {life.member.person_suffix}: ATÉ {format_date(cpt.ends_on)}"
            f"{'' if cpt in life.running_cpts else ' (ENCERRADA)'}"
            for cpt in life.cpts
        ]
    return [line[:77] for line in lines]


def stay(of: Permanence, additional_data: str) -> str:
    """Dados Adicionais and DTPERM in one line; a provisional date is marked as not to be told (DA-021)."""
    end = words.day(of.end) or "-"
    if of.provisional:
        return f"{INTERNAL}{additional_data}  DTPERM {end} PROVISÓRIA, NÃO INFORMAR"
    return f"{additional_data}  DTPERM {end}"


def detail_fields(lines: list[str], size: int) -> tuple[dict[str, str], dict[str, Role]]:
    """Lines as the fields `detalhe_1` …, with the internal ones painted as such."""
    shown = list(enumerate(lines[:size], start=1))
    values = {f"detalhe_{n}": line for n, line in shown}
    return values, {f"detalhe_{n}": Role.INTERNAL for n, line in shown if line.startswith(INTERNAL)}


def _waiting(life: Life) -> str:
    group = life.waiting[0].group_number
    periods = " ".join(f"{w.code}-ATÉ {format_date(w.ends_on)}" for w in life.waiting)
    return f"GR.{group} {periods}"


def block_line(life: Life) -> str:
    """What stands against the care of a life in one line: its blocks, a CPT in course, a waiting period."""
    against = [f"BLOQUEIO {block.code} - {block.reason}" for block in life.blocks]
    against += [f"CPT DE {cpt.condition.upper()} ATÉ {format_date(cpt.ends_on)}" for cpt in life.running_cpts]
    if life.waiting and not against:
        against.append(f"CARÊNCIA ATÉ {format_date(max(w.ends_on for w in life.waiting))}")
    return "; ".join(against) or "SEM BLOQUEIO"


def everything(life: Life) -> list[str]:
    """All that stands against the care of a life, line by line, for the why window."""
    member = life.member
    who = f"RDP {member.person_suffix} {member.name}, {life.age} ANOS"
    lines = [f"{who}, VIGÊNCIA {format_date(member.started_on)}"]
    for block in life.blocks:
        end = f" ATÉ {format_date(block.ends_on)}" if block.ends_on else ""
        lines += ["", f"BLOQUEIO {block.code} DESDE {format_date(block.starts_on)}{end}: {block.reason}"]
        if block.detail:
            lines.append(f"  {INTERNAL}{block.detail}")
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


def why(card: MemberCard) -> list[str]:
    """How the premium stands and all of each life, for the why window."""
    lines = [f"PAGAMENTO: {words.payment(card.standing)}"]
    lines += ["", *reasons_in_words(card.standing.reasons)]
    for life in card.lives:
        lines += ["", *everything(life)]
    return lines


def found(card: MemberCard, *, premiums: str, blocks: str) -> Message:
    """What matters most of a family: `premiums` is where its parcels are, `blocks` how a block is seen."""
    life = card.life
    if not life.active:
        member, of = card.member, card.policy
        since = min(d for d in (member.removed_from, of.cancelled_from) if d is not None)
        where = f"ESTÁ EM {words.identification(member.moved_to)}" if member.moved_to else "PESQUISE NOME/CPF"
        text = f"SEGURADO EXCLUÍDO DESDE {format_date(since)} - {where}"
        return warn(text[:73])
    if card.sponsor.blocked_on is not None and card.sponsor.blocked_on <= card.today:
        return warn("EMPRESA BLOQUEADA POR ATRASO")
    if life.blocks:
        return warn(f"BLOQUEIO {life.blocks[0].code} - {blocks}")
    if card.standing.overdue:
        return warn(f"PAGAMENTO {words.payment(card.standing)} - VER {premiums}"[:73])
    count = len(card.lives)
    return ok(f"IDENTIFICAÇÃO LOCALIZADA - {count} VIDA{'S' if count > 1 else ''} NA APÓLICE")
