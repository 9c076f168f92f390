"""MCBK: the one change of data the desk writes itself: address, telephones, e-mail."""

import re

from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.maintenance.rules import Identity
from desk.domain.maintenance.service import (
    Contact,
    ContactCard,
    change_contact,
    contact_card,
    find_postal_code,
)
from desk.screens import words
from desk.screens.form import Form
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, error, info, ok, warn
from desk.terminal.fields import Field, Kind
from desk.terminal.keys import Key

M01 = desk_panel(
    "MCBKM01",
    "ALTERAÇÃO DE ENDEREÇO, TELEFONE E E-MAIL",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~ PROD ~~~ ~~~~~~~~~~
 CONFIRMADO COM O SOLICITANTE (S):  ENDEREÇO ATUAL _  NASC. TITULAR _  VIDAS _
--------------------------------------------------------------------------------
               ATUAL                              NOVO
 CEP.........: ~~~~~~~~~~                         #####-###
 LOGRADOURO..: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ______________________________
 NÚMERO......: ~~~~~~                             ______
 COMPLEMENTO.: ~~~~~~~~~~~~~~~~~~~~               ____________________
 BAIRRO......: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~     ______________________________
 MUNICÍPIO...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~     ______________________________
 UF..........: ~~                                 __
 TELEFONE 1..: ~~~~~~~~~~~~~~~                    (##) #########
 TELEFONE 2..: ~~~~~~~~~~~~~~~                    (##) #########
 FAX.........: ~~~~~~~~~~~~~~~                    (##) #########
 E-MAIL......: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ______________________________

 CARNÊ/KIT PENDENTE DE ENVIO: ~   (ALTERE ANTES DE PEDIR 2A VIA EM MSE8)
""",
    [
        Field("identificacao", Kind.MASKED, required=True, label="IDENTIFICAÇÃO", help="16 DÍGITOS."),
        Field("segurado"),
        Field("produto"),
        Field("adaptado"),
        Field(
            "endereco_atual",
            Kind.YES_NO,
            label="ENDEREÇO ATUAL",
            help="S SE QUEM PEDE DISSE CERTO O ENDEREÇO ATUAL. NÃO REVELE O DADO.",
        ),
        Field("nasc_titular", Kind.YES_NO, label="NASC. TITULAR", help="S SE DISSE CERTO O NASCIMENTO."),
        Field("vidas", Kind.YES_NO, label="VIDAS", help="S SE DISSE OS NOMES DE TODAS AS VIDAS."),
        Field("cep_atual"),
        Field("cep", Kind.MASKED, label="CEP", help="ENTER BUSCA LOGRADOURO, BAIRRO, MUNICÍPIO E UF."),
        Field("logradouro_atual"),
        Field("logradouro", label="LOGRADOURO", help="VEM DO CEP; DIGITE SE O CEP NÃO TEM."),
        Field("numero_atual"),
        Field("numero", label="NÚMERO", help="NÚMERO OU S/N."),
        Field("complemento_atual"),
        Field("complemento", label="COMPLEMENTO"),
        Field("bairro_atual"),
        Field("bairro", label="BAIRRO"),
        Field("municipio_atual"),
        Field("municipio", label="MUNICÍPIO"),
        Field("uf_atual"),
        Field("uf", Kind.CODE, label="UF"),
        Field("telefone_atual"),
        Field("telefone", Kind.MASKED, label="TELEFONE 1", help="DDD COM 2 DÍGITOS E NÚMERO COM 8."),
        Field("telefone_2_atual"),
        Field("telefone_2", Kind.MASKED, label="TELEFONE 2"),
        Field("fax_atual"),
        Field("fax", Kind.MASKED, label="FAX"),
        Field("e_mail_atual"),
        Field("e_mail", label="E-MAIL"),
        Field("pendente"),
    ],
    keys="ENTER CONSULTA/BUSCA CEP  ALT6 GRAVA  ALT2 TRANSAÇÃO  F3 ABANDONA",
)

_TYPED = {
    "street": "logradouro",
    "street_number": "numero",
    "complement": "complemento",
    "district": "bairro",
    "city": "municipio",
    "state": "uf",
    "email": "e_mail",
}
_CONFIRMATIONS = ("endereco_atual", "nasc_titular", "vidas")


def open_(context: Context) -> Reply:
    """With an identification in transit, its data at once."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return look_up(context)
    return Reply(info("INFORME A IDENTIFICAÇÃO E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The present data; with a new CEP typed, its street, district, city and state.

    When somebody changed the data meanwhile, the fields not typed over follow and those typed are kept.
    """
    number = parse_member_number(context.form.text("identificacao")).value
    card = contact_card(context.desk, context.actor, number)
    state = context.frame.state
    context.conversation.identification = number
    read = _as_typed(card.contact)
    if state.get("member") != number:
        context.frame.state = {
            "member": number,
            "version": card.version,
            "read": read,
            "cep": card.contact.postal_code,
        }
        values = {**_present(card), **read, **dict.fromkeys(_CONFIRMATIONS, "")}
        message = info("CONFIRME OS TRÊS DADOS E DIGITE O QUE MUDA")
        return Reply(message, values, cursor="endereco_atual", done=True)
    if state["version"] != card.version:
        followed = {name: text for name, text in read.items() if _same(context.form, name, state["read"][name])}
        state |= {"version": card.version, "read": read}
        message = warn("OUTRO OPERADOR ALTEROU: CONFIRA ATUAL E NOVO ANTES DO ALT 6")
        return Reply(message, {**_present(card), **followed}, cursor="cep")
    cep = context.form.digits("cep")
    if len(cep) == 8 and cep != state["cep"]:
        found = find_postal_code(context.desk, cep)
        state["cep"] = cep
        if found is None:
            message = warn("CEP NÃO CADASTRADO: CONFIRA, OU DIGITE O ENDEREÇO INTEIRO E TECLE ALT 6")
            return Reply(message, _present(card), cursor="logradouro")
        values = {
            **_present(card),
            "logradouro": found.street,
            "bairro": found.district,
            "municipio": found.city,
            "uf": found.state,
            "numero": "",
            "complemento": "",
        }
        return Reply(info("ENDEREÇO TRAZIDO PELO CEP - TECLE ALT 6 PARA GRAVAR"), values, cursor="numero")
    return Reply(info("ALT 6 GRAVA O QUE ESTÁ EM NOVO"), _present(card), cursor="cep")


def commit(context: Context) -> Reply:
    """ALT 6: write what is under NOVO, when identity and rules allow it."""
    form, state = context.form, context.frame.state
    number = parse_member_number(form.text("identificacao")).value
    if state.get("member") != number:
        raise DomainError("CONSULTE ANTES DE GRAVAR: TECLE ENTER", field="identificacao")
    if form.digits("cep") != state["cep"]:
        raise DomainError("CEP MUDOU: TECLE ENTER PARA TRAZER O ENDEREÇO", field="cep")
    identity = Identity(*(form.is_yes(name) for name in _CONFIRMATIONS))
    decision = change_contact(
        context.desk,
        context.actor,
        member_number=number,
        contact=_new_contact(form),
        identity=identity,
        version=int(state["version"]),
    )
    card = contact_card(context.desk, context.actor, number)
    if decision.outcome is not Outcome.ALLOWED:
        return _refused(card, identity, decision)
    changed = card.version != state["version"]
    read = _as_typed(card.contact)
    state |= {"version": card.version, "read": read, "cep": card.contact.postal_code}
    message = ok("GRAVADO; 2ª VIA DE DOCUMENTO AGORA VAI PARA O NOVO ENDEREÇO")
    if not changed:
        message = warn("NADA MUDOU: O QUE ESTÁ EM NOVO É IGUAL AO ATUAL")
    values = {**_present(card), **read, **dict.fromkeys(_CONFIRMATIONS, "")}
    return Reply(message, values, cursor="identificacao", decision=decision, done=changed)


def _same(form: Form, name: str, read: str) -> bool:
    """Whether a field still holds what was read into it."""
    return form.text(name) == read or (bool(read) and form.digits(name) == read)


def _refused(card: ContactCard, identity: Identity, decision: Decision) -> Reply:
    missing = identity.first_missing()
    if missing:
        text = "FALTA CONFIRMAR COM O SOLICITANTE: SEM OS TRÊS DADOS NÃO SE ALTERA"
        return Reply(error(text), _present(card), cursor=missing, decision=decision)
    text = "NÃO ADAPTADO MUDANDO PARA SP, RJ, PE OU BA: CARTA À SEMAS (F1)"
    return Reply(error(text), _present(card), cursor="cep", decision=decision)


def _present(card: ContactCard) -> dict[str, str]:
    contact = card.contact
    return {
        "segurado": card.member.name,
        "produto": card.product.code,
        "adaptado": "ADAPTADO" if card.adapted else "NÃO ADAPT.",
        "cep_atual": words.postal_code(contact.postal_code),
        "logradouro_atual": contact.street,
        "numero_atual": contact.street_number,
        "complemento_atual": contact.complement,
        "bairro_atual": contact.district,
        "municipio_atual": contact.city,
        "uf_atual": contact.state,
        "telefone_atual": words.telephone(contact.phone_1),
        "telefone_2_atual": words.telephone(contact.phone_2),
        "fax_atual": words.telephone(contact.fax),
        "e_mail_atual": contact.email,
        "pendente": words.yes_no(card.pending_mailing),
    }


def _as_typed(contact: Contact) -> dict[str, str]:
    typed = {field: getattr(contact, name) for name, field in _TYPED.items()}
    return {
        **typed,
        "cep": contact.postal_code,
        "telefone": contact.phone_1,
        "telefone_2": contact.phone_2,
        "fax": contact.fax,
    }


def _new_contact(form: Form) -> Contact:
    typed = {name: re.sub(r"\s+", " ", form.text(field)) for name, field in _TYPED.items()}
    return Contact(
        postal_code=form.digits("cep"),
        phone_1=form.digits("telefone"),
        phone_2=form.digits("telefone_2"),
        fax=form.digits("fax"),
        **typed,
    )


TRANSACTION = Transaction(
    code="MCBK",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, Key.ALT6: commit},
    help=(
        "SÓ O TITULAR OU O RESPONSÁVEL PEDE. CONFIRA ENDEREÇO, NASCIMENTO DO TITULAR E VIDAS:",
        "QUEM PEDE DIZ, VOCÊ NÃO REVELA. FALTANDO UM, NÃO ALTERE (MA-014).",
        "CONTRATO NÃO ADAPTADO QUE VAI PARA SP, RJ, PE OU BA: CARTA À SEMAS (MA-015).",
        "ALTERE ANTES DE PEDIR 2ª VIA NO MESMO DIA (MA-017).",
    ),
    writes=True,
)
