"""The form of the review centre between its two maps and the form the domain checks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from desk.domain.authorization.review_rules import ReviewForm
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.routines import review_motives
from desk.screens import words
from desk.screens.nucl_maps import WHAT, WHO
from desk.screens.prose import prose
from desk.screens.transaction import Context

_TYPED = {
    "unit_phone": "telefone_udas",
    "unit_email": "email_udas",
    "unit_fax": "fax_udas",
    "member_phone": "telefone_segurado",
    "member_email": "email_segurado",
    "member_fax": "fax_segurado",
    "physician": "medico",
    "council_number": "crm",
    "physician_phone": "telefone_medico",
    "physician_email": "email_medico",
    "physician_fax": "fax_medico",
    "contact_on": "contato_em",
    "contact_by": "contato_quem",
    "contact_how": "contato_como",
    "consultant_contact": "consultor",
    "revision": "revisao",
    "motive": "motivo_f",
    "treatment": "tratamento",
    "conclusion": "conclusao",
    "requested": "pedidos",
    "authorized": "autorizados",
    "refused": "negados",
    "diagnosis": "diagnostico",
    "reason": "razao.1",
    "action": "acao.1",
    "remarks": "observacoes.1",
}
"""The field of the maps that holds each field of the form; the others are read only."""
_TWO_ROWS = {"reason": "razao", "action": "acao", "remarks": "observacoes"}
_READ_ONLY = ("unit", "employee", "member_number", "member_name", "product")


def typed_values(draft: Mapping[str, str]) -> dict[str, str]:
    """What is known of the form beforehand, in the fields of the maps."""
    values = {field: draft.get(name, "").upper() for name, field in _TYPED.items()}
    values |= {f"{name}.2": "" for name in _TWO_ROWS.values()}
    values["contato_em"] = words.day(date.fromisoformat(draft["contact_on"])) if "contact_on" in draft else ""
    motives = list(review_motives())
    motive = draft.get("motive", "")
    values["motivo_f"] = str(motives.index(motive) + 1) if motive in motives else ""
    return values


def read_review(context: Context, draft: Mapping[str, str]) -> ReviewForm:
    """The form as typed. Raises DomainError on the field at fault for a half date or a motive that is none."""
    form = context.form
    values = {name: draft.get(name, "") for name in _READ_ONLY}
    values |= {name: form.text(field) for name, field in _TYPED.items()}
    for name, field in _TWO_ROWS.items():
        values[name] = prose(context.frame.values, WHAT, field)
    contact = form.day("contato_em")
    values["contact_on"] = contact.isoformat() if contact is not None else ""
    number = form.integer("motivo_f")
    motives = list(review_motives())
    if number is not None and not 1 <= number <= len(motives):
        raise DomainError(f"MOTIVO DE 1 A {len(motives)}", field="motivo_f")
    values["motive"] = motives[number - 1] if number is not None else ""
    return ReviewForm(**values)


@contextmanager
def on_its_field() -> Iterator[None]:
    """Faults of the form put on the field of the maps that holds it."""
    try:
        yield
    except DomainError as fault:
        fault.field = "conclusao" if fault.field == "decisao" else _TYPED.get(fault.field, fault.field)
        raise


def panel_of(field: str) -> str:
    """The map of the form a field is on; empty for none of them."""
    return next((p.name for p in (WHO, WHAT) if any(placed.name == field for placed in p.inputs)), "")
