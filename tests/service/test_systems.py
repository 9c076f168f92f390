"""Which systems are up, who may say so, and how an older database comes to know of it."""

from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text
from sqlmodel import col, select

from desk.domain.access.model import System
from desk.domain.access.systems import notice, switch, systems_down
from desk.domain.audit.model import AuditEvent
from desk.domain.audit.service import verify
from desk.domain.context import Actor, Desk
from desk.domain.kernel.errors import DomainError, ForbiddenError
from desk.domain.store import schema
from desk.domain.store.unit_of_work import Store
from tests.conftest import ATTENDANT, CONSULTANT, SENIOR, SUPERVISOR

ADMINISTRATOR = Actor("A100007", "ADM", "0107", "TEST", "ADMINISTRAÇÃO MODELO")


def said(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.store.reading() as session:
        events = session.exec(
            select(AuditEvent).where(col(AuditEvent.action).startswith("system.")).order_by(col(AuditEvent.id))
        )
        return [(event.action, event.subject, event.operator_number) for event in events]


def test_everything_is_up_until_somebody_marks_it_down(any_desk: Desk) -> None:
    assert systems_down(any_desk) == ()
    assert notice(()) == ""


def test_a_system_goes_down_and_comes_up_and_the_journal_says_who(any_desk: Desk) -> None:
    assert switch(any_desk, SUPERVISOR, System.AUTOM, "FORA") == "AUTOMAÇÃO MARCADA FORA DO AR"
    assert systems_down(any_desk) == (System.AUTOM,)
    assert switch(any_desk, ADMINISTRATOR, System.EXTRA, "FORA") == "EXTRA MARCADO FORA DO AR"
    assert notice(systems_down(any_desk)) == "EXTRA E AUTOMAÇÃO FORA DO AR"
    assert switch(any_desk, SUPERVISOR, System.AUTOM, "NO AR") == "AUTOMAÇÃO MARCADA NO AR"
    assert systems_down(any_desk) == (System.EXTRA,)
    assert said(any_desk) == [
        ("system.down", "AUTOM", "A100004"),
        ("system.down", "EXTRA", "A100007"),
        ("system.up", "AUTOM", "A100004"),
    ]
    assert verify(any_desk).broken_at == 0


def test_what_is_so_already_is_not_journalled_again(any_desk: Desk) -> None:
    assert switch(any_desk, SUPERVISOR, System.EXTRA, "NO AR") == "EXTRA JÁ ESTAVA NO AR"
    switch(any_desk, SUPERVISOR, System.EXTRA, "FORA")
    assert switch(any_desk, SUPERVISOR, System.EXTRA, "FORA") == "EXTRA JÁ ESTAVA FORA DO AR"
    assert len(said(any_desk)) == 1


@pytest.mark.parametrize("actor", [ATTENDANT, SENIOR, CONSULTANT, Actor("A100005", "TRN", "0107", "TEST")])
def test_nobody_else_may_switch(desk: Desk, actor: Actor) -> None:
    with pytest.raises(ForbiddenError) as refusal:
        switch(desk, actor, System.AUTOM, "FORA")
    assert refusal.value.text == "SÓ SUPERVISÃO (SUP) OU ADMINISTRAÇÃO (ADM) MUDA AUTOMAÇÃO"
    assert systems_down(desk) == ()


@pytest.mark.parametrize("words", ["", "FORA DO AR", "NO", "X"])
def test_other_words_are_refused(desk: Desk, words: str) -> None:
    with pytest.raises(DomainError) as refusal:
        switch(desk, SUPERVISOR, System.EXTRA, words)
    assert (refusal.value.text, refusal.value.field) == ("USE EXTRA FORA OU EXTRA NO AR", "comando")


def test_a_database_of_the_first_revision_keeps_its_providers(empty_url: str) -> None:
    store = Store(empty_url)
    with store.alone() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    old = {
        "cnpj": "00000003000125",
        "name": "CLÍNICA MODELO",
        "search_name": "clinica modelo",
        "joined_on": date(2000, 1, 2),
    }
    empty = ("kind", "specialties", "address", "district", "city", "state", "region", "phone")
    flags = ("unpublished", "closed_list", "audited")
    row = old | dict.fromkeys(empty, "") | dict.fromkeys(flags, False) | {"leave_reason": "0"}
    with store.writing() as session:
        columns = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        session.connection().execute(text(f"INSERT INTO provider ({columns}) VALUES ({values})"), row)
    schema.upgrade(store)
    with store.engine.connect() as connection:
        kept = connection.execute(text("SELECT name, uses_autorizador FROM provider")).one()
        assert (kept.name, bool(kept.uses_autorizador)) == ("CLÍNICA MODELO", False)
        assert inspect(connection).has_table("system_status")
    store.close()
