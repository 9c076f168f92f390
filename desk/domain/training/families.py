"""The demo families: stories told in `demo/families.toml`, spun out into the rows of an import."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desk.domain.importing.files import BY_NAME
from desk.domain.importing.reading import RawTable
from desk.domain.kernel.dates import add_days, add_months
from desk.domain.kernel.identification import is_cpf
from desk.domain.kernel.money import Money
from desk.domain.kernel.resources import data_folder, read_table
from desk.domain.training.offer import demo_dates
from desk.domain.training.prices import Insured, member_premiums

AMOUNTS = {"04110": Money(18950), "04210": Money(41250), "04310": Money(68740)}
"""Invented premiums by plan; other plans pay the first."""

_TABLES = (
    "units", "unit_holidays", "sponsors", "products", "plans", "plan_multiples", "unit_values", "procedures",
    "procedure_units",
    "coverage", "authority_limits", "providers", "provider_networks", "provider_agreements", "product_networks",
    "postal_codes", "reimbursement_caps", "sponsor_invoices",
    "premium_prices", "home_care_attendances", "home_care_occurrences",
)  # fmt: skip
Rows = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Story:
    """A family as the documentation tells it: what it shows, the day it lives on, what to type and see."""

    title: str
    day: date
    holder_number: str
    see: tuple[str, ...]


@cache
def _families() -> tuple[dict[str, Any], ...]:
    text = (data_folder() / "demo" / "families.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["family"])


def stories() -> tuple[Story, ...]:
    """The families in the order they are told."""
    first = demo_dates()[0].date
    return tuple(Story(f["title"], f.get("date", first), f["holder"], tuple(f["see"])) for f in _families())


def demo_tables() -> Iterator[RawTable]:
    """Everything the demo database holds, as the tables of an import."""
    rows: Rows = defaultdict(list)
    for index, family in enumerate(_families(), start=1):
        _Family(family, index).tell(rows)
    for name in _TABLES:
        yield _table(name, read_table(f"demo/{name}.csv"))
    for name, told in rows.items():
        yield _table(name, told)


def _table(name: str, rows: list[dict[str, str]]) -> RawTable:
    return RawTable(BY_NAME[name], list(enumerate(rows, start=2)))


class _Family:
    """One story on its way to rows."""

    def __init__(self, story: dict[str, Any], index: int) -> None:
        self._story = story
        self._index = index
        self._holder: str = story["holder"]
        self._day: date = story.get("date", demo_dates()[0].date)

    def tell(self, rows: Rows) -> None:
        """Add the rows of this family."""
        rows["policies"].append(self._policy())
        rows["former_plans"] += [self._former_plan(former) for former in self._story.get("former", ())]
        for position, person in enumerate(self._story["people"], start=1):
            self._person(rows, person, position)
        rows["installments"] += self._installments()
        lives = [self._insured(person, position) for position, person in enumerate(self._story["people"], start=1)]
        rows["member_premiums"] += member_premiums(lives, self._amount, add_months(self._day, 2))
        for authorization in self._story.get("authorizations", ()):
            self._authorization(rows, authorization)
        for claim in self._story.get("claims", ()):
            self._claim(rows, claim)

    def _policy(self) -> dict[str, str]:
        story = self._story
        address = next(a for a in read_table("demo/addresses.csv") if a["key"] == story["address"])
        bank, branch, account = story.get("account", ("", "", ""))
        payee = story.get("payee", "")
        return {
            **{name: text for name, text in address.items() if name != "key"},
            "holder_number": self._holder,
            "product_code": story["product"],
            "plan_code": story["plan"],
            "adapted": "S" if story.get("adapted", True) else "N",
            "started_on": _text(story["started"]),
            "adapted_on": _text(story.get("adapted_on")),
            "previous_plan_from": _text(story.get("previous_plan")),
            "plan_from": _text(story.get("plan_from", story["started"])),
            "billing_form": story.get("form", ""),
            "billing": "CBR",
            "central_bank": "999",
            "due_day": str(story["due_day"]),
            "cancelled_from": _text(story.get("cancelled")),
            "court_deposit": "S" if story.get("court_deposit") else "",
            "continuation": story.get("continuation", ""),
            "continuation_from": _text(story["started"]) if story.get("continuation") else "",
            "continuation_end": _text(story.get("continuation_end")),
            "additional_data": story.get("additional", ""),
            "account_bank": bank,
            "account_branch": branch,
            "account_number": account,
            "payee_name": payee,
            "payee_cpf": _with_check_digits(f"{self._index:07d}99") if payee else "",
            "email": story.get("email", ""),
        }

    def _former_plan(self, told: list[Any]) -> dict[str, str]:
        started, ended, product, plan, line = told
        return {
            "holder_number": self._holder,
            "started_on": _text(started),
            "ended_on": _text(ended),
            "product_code": product,
            "plan_code": plan,
            "line_of_business": line,
        }

    def _insured(self, person: dict[str, Any], position: int) -> Insured:
        return Insured(
            f"{self._holder}{position:02d}",
            person["born"],
            person.get("since", self._story["started"]),
            person.get("removed"),
            person.get("premium", ""),
        )

    @property
    def _amount(self) -> Money:
        return AMOUNTS.get(self._story["plan"], AMOUNTS["04110"])

    def _person(self, rows: Rows, person: dict[str, Any], position: int) -> None:
        number = f"{self._holder}{position:02d}"
        since: date = person.get("since", self._story["started"])
        base = person.get("cpf", f"{self._index:07d}{position:02d}-").rstrip("-")
        responsible = person.get("responsible", "")
        rows["members"].append(
            {
                "member_number": number,
                "name": person["name"],
                "birth_date": _text(person["born"]),
                "sex": person["sex"],
                "cpf": _with_check_digits(base),
                "relationship": person["kin"],
                "started_on": _text(since),
                "removed_from": _text(person.get("removed")),
                "removal_reason": person.get("reason", ""),
                "moved_to": person.get("moved_to", ""),
                "responsible_name": responsible,
                "responsible_cpf": _with_check_digits(f"{self._index:07d}99") if responsible else "",
            }
        )
        for code, ends in person.get("no", ()):
            rows["waiting_periods"].append(
                {
                    "member_number": number,
                    "group_number": "630",
                    "code": code,
                    "starts_on": _text(since),
                    "ends_on": _text(ends),
                }
            )
        for condition, starts, ends in person.get("cpt", ()):
            rows["cpts"].append(
                {
                    "member_number": number,
                    "condition": condition,
                    "starts_on": _text(starts),
                    "ends_on": _text(ends),
                }
            )
        for code, starts, reason, detail in person.get("blocks", ()):
            rows["blocks"].append(
                {
                    "member_number": number,
                    "code": code,
                    "starts_on": _text(starts),
                    "reason": reason,
                    "detail": detail,
                }
            )

    def _installments(self) -> Iterator[dict[str, str]]:
        """From the first due date to two months after the family's day; paid when due unless told open."""
        started, due_day = self._story["started"], self._story["due_day"]
        amount = self._amount
        last = min(add_months(self._day, 2), self._story.get("cancelled") or date.max)
        due = date(started.year, started.month, due_day)
        if due < started:
            due = add_months(due, 1)
        first, number = due, 1
        while due <= last:
            month = f"{due:%Y-%m}"
            paid = due <= self._day and month not in self._story.get("open", ())
            yield {
                "holder_number": self._holder,
                "number": str(number),
                "due_on": _text(due),
                "amount": str(amount),
                "issued_on": _text(add_days(due, -20)),
                "paid_on": _text(due) if paid else "",
                "paid_amount": str(amount) if paid else "",
                "returned": "S" if month in self._story.get("returned", ()) else "",
            }
            due, number = add_months(first, number), number + 1

    def _authorization(self, rows: Rows, told: list[Any]) -> None:
        senha, suffix, status, issued, attendance, procedure, quantity, refusal = told
        rows["authorizations"].append(
            {
                "number": senha,
                "member_number": self._holder + suffix,
                "status": status,
                "issued_on": _text(issued),
                "valid_until": _text(add_days(issued, 30)),
                "attendance_type": attendance,
                "regional_office": "0107",
                "attendant_number": "A100001",
                "physician": "DR. MODELO FICTÍCIO",
                "council_number": "SP000000",
                "diagnosis": "QUADRO DE EXEMPLO",
            }
        )
        rows["authorization_lines"].append(
            {
                "authorization_number": senha,
                "position": "1",
                "procedure_code": procedure,
                "quantity": str(quantity),
                "status": status,
                "refusal_code": refusal,
            }
        )

    def _claim(self, rows: Rows, told: list[Any]) -> None:
        number, suffix, received, status, status_on, registrar, *marks = told
        paid = status in {"paid", "partial_return", "inconsistency"}
        bank, branch, account = self._story.get("account", ("", "", ""))
        reason = ("699", "FALTA PEDIDO MÉDICO COM NOME DO EXAME") if status == "contact" else ("", "")
        rows["reimbursement_requests"].append(
            {
                "number": number,
                "member_number": self._holder + suffix,
                "kind": "medical",
                "origin": "UDAS 0107",
                "received_on": _text(received),
                "due_on": _text(add_days(received, 30)),
                "receipts": "2",
                "registrar": registrar,
                "status": status,
                "status_on": _text(status_on),
                "reason_code": reason[0],
                "reason_text": reason[1],
                "payment_form": _payment_form(account, marks) if paid else "",
                "paid_on": _text(status_on) if paid else "",
                "account_bank": bank if paid else "",
                "account_branch": branch if paid else "",
                "account_number": account if paid else "",
                "cheque_number": "000123" if "cheque" in marks else "",
                "cheque_issued_on": _text(status_on) if "cheque" in marks else "",
                "through_sponsor": "S" if "via" in marks else "",
            }
        )
        supplement = "supplement" in marks
        items = [
            {
                "procedure_code": "00010014",
                "units": "100,00",
                "computed": "129,63",
                "presented": "" if supplement else "250,00",
                "paid": "129,63" if paid else "",
                "entry_kind": "supplement" if supplement else "payment",
                "reason_text": "DIFERENÇA DE US REVISTA" if supplement else "",
                "quantity": "1",
            },
            {
                "procedure_code": "90020017",
                "units": "60,00",
                "computed": "155,56",
                "presented": "180,00",
                "paid": "0,00" if paid else "",
                "entry_kind": {"contact": "contact", "partial_return": "return", "full_return": "return"}.get(
                    status, "payment"
                ),
                "reason_code": reason[0],
                "reason_text": "FALTA PEDIDO MÉDICO COM NOME DO EXAME" if "return" in status else reason[1],
                "quantity": "2",
            },
        ]
        if supplement:
            items = items[:1]
        if status == "paid":
            items[1] |= {"paid": "155,56"}
        for position, item in enumerate(items, start=1):
            rows["reimbursement_items"].append(
                {
                    "request_number": number,
                    "position": str(position),
                    "receipt": str(position),
                    "provider_name": "CLÍNICA EXEMPLO S/C",
                    "attended_on": _text(add_days(received, -12 + position)),
                    "multiple": "3,00",
                    "unit_value": "0,4321",
                    **item,
                }
            )


def _payment_form(account: str, marks: list[str]) -> str:
    if "cheque" in marks:
        return "cheque"
    return "account" if account else "credit_order"


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _with_check_digits(base: str) -> str:
    """An obviously invented CPF: nine digits that begin with zeros, made valid."""
    return next(f"{base}{check:02d}" for check in range(100) if is_cpf(f"{base}{check:02d}"))
