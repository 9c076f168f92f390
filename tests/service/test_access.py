"""Signing on, lock-outs, and the list of operators, on every engine."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from desk.domain.access.model import Operator, Role
from desk.domain.access.service import (
    LOCK_MINUTES,
    MAXIMUM_ATTEMPTS,
    add_operator,
    confirm_password,
    disable_operator,
    enter_without_password,
    list_operators,
    require_writer,
    set_password,
    sign_on,
)
from desk.domain.audit.model import AuditEvent
from desk.domain.context import HOUSE, Actor, Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from desk.domain.store.kinds import DatabaseKind
from tests.conftest import shipped_hasher


def enter(desk: Desk, number: str = "A100001", password: str = "demo0001", unit: str = "0107") -> Actor:
    return sign_on(desk, number=number, password=password, unit_code=unit, terminal="T1")


def test_the_right_password_opens_a_session_and_is_journalled(any_desk: Desk) -> None:
    actor = enter(any_desk, number="a100001")
    assert (actor.operator_number, actor.role, actor.name) == ("A100001", "ATD", "ATENDENTE MODELO")
    with any_desk.store.reading() as session:
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert event is not None
    assert (event.action, event.operator_number, event.terminal) == ("access.sign_on", "A100001", "T1")


@pytest.mark.parametrize(
    ("number", "password", "unit", "field"),
    [
        ("A100001", "errada00", "0107", "matricula"),
        ("Z999999", "demo0001", "0107", "matricula"),
        ("A100001", "demo0001", "9999", "unidade"),
        ("A100001", "", "0107", "matricula"),
    ],
)
def test_a_wrong_pair_or_unit_is_refused_on_its_field(
    any_desk: Desk, number: str, password: str, unit: str, field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        enter(any_desk, number, password, unit)
    assert refusal.value.field == field
    assert password not in refusal.value.text or not password


def test_unknown_numbers_and_wrong_passwords_are_told_alike(any_desk: Desk) -> None:
    texts = set()
    for number in ("A100001", "Z999999"):
        with pytest.raises(DomainError) as refusal:
            enter(any_desk, number, "errada00")
        texts.add(refusal.value.text)
    assert len(texts) == 1


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(any_desk: Desk, clock: FixedClock) -> None:
    for _ in range(MAXIMUM_ATTEMPTS):
        with pytest.raises(DomainError):
            enter(any_desk, password="errada00")
    with pytest.raises(DomainError, match="BLOQUEADO"):
        enter(any_desk)
    clock.moment += timedelta(minutes=LOCK_MINUTES)
    assert enter(any_desk).operator_number == "A100001"


def test_a_right_password_forgives_the_wrong_ones_before(any_desk: Desk) -> None:
    for _ in range(MAXIMUM_ATTEMPTS - 1):
        with pytest.raises(DomainError):
            enter(any_desk, password="errada00")
    enter(any_desk)
    with any_desk.store.reading() as session:
        assert session.get_one(Operator, "A100001").failed_attempts == 0


def test_a_second_person_can_be_locked_out_too(any_desk: Desk) -> None:
    for _ in range(MAXIMUM_ATTEMPTS):
        assert not confirm_password(any_desk, number="A100004", password="errada00")
    assert not confirm_password(any_desk, number="A100004", password="demo0004")
    assert not confirm_password(any_desk, number="NINGUEM", password="demo0004")


def test_passwords_are_kept_as_argon2_hashes_only(any_desk: Desk) -> None:
    add_operator(any_desk, HOUSE, number="b200001", name="Nova Exemplo", role="ATD", password="segredo-bom")
    with any_desk.store.reading() as session:
        stored = session.get_one(Operator, "B200001").password_hash
        events = session.exec(select(AuditEvent.data)).all()
    assert stored.startswith("$argon2id$")
    assert not any("segredo-bom" in data for data in events)
    assert enter(any_desk, "B200001", "segredo-bom").name == "NOVA EXEMPLO"


def test_what_is_shipped_hashes_at_the_cost_argon2_recommends() -> None:
    shipped = shipped_hasher()
    assert shipped.time_cost >= 3
    assert shipped.memory_cost >= 65536


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"number": "A100001"}, "JÁ CADASTRADO"),
        ({"number": "COMPRIDA9"}, "1 A 7"),
        ({"number": "Ã1"}, "1 A 7"),
        ({"role": "REI"}, "PAPEL"),
        ({"password": "curta"}, "MÍNIMO"),
        ({"password": "comprida demais!!"}, "ATÉ 16"),
        ({"password": " com-branco"}, "BRANCO"),
    ],
)
def test_a_bad_operator_is_refused(any_desk: Desk, changes: dict[str, str], match: str) -> None:
    wanted = {"number": "C300001", "name": "X", "role": "ATD", "password": "bastante-longa"} | changes
    with pytest.raises(DomainError, match=match):
        add_operator(any_desk, HOUSE, **wanted)


def test_a_new_password_opens_a_lock_out_and_a_disabled_operator_stays_out(any_desk: Desk) -> None:
    for _ in range(MAXIMUM_ATTEMPTS):
        with pytest.raises(DomainError):
            enter(any_desk, password="errada00")
    set_password(any_desk, HOUSE, number="A100001", password="nova-senha")
    assert enter(any_desk, password="nova-senha").operator_number == "A100001"
    disable_operator(any_desk, HOUSE, number="A100001")
    with pytest.raises(DomainError, match="DESATIVADO"):
        enter(any_desk, password="nova-senha")
    assert not confirm_password(any_desk, number="A100001", password="nova-senha")
    assert [o.number for o in list_operators(any_desk) if not o.active] == ["A100001"]
    with pytest.raises(NotFoundError):
        disable_operator(any_desk, HOUSE, number="Z999999")


def test_only_a_demo_lets_people_in_by_number_alone(any_desk: Desk) -> None:
    assert enter_without_password(any_desk, number="A100004", terminal="T").role == "SUP"
    any_desk.__dict__["kind"] = DatabaseKind.PRODUCTION
    with pytest.raises(ForbiddenError):
        enter_without_password(any_desk, number="A100004", terminal="T")


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.ATTENDANT, DatabaseKind.PRODUCTION, True),
        (Role.CONSULTANT, DatabaseKind.PRODUCTION, True),
        (Role.TRAINER, DatabaseKind.PRODUCTION, False),
        (Role.TRAINER, DatabaseKind.TRAINING, True),
        (Role.TRAINER, DatabaseKind.DEMO, True),
        (Role.ADMINISTRATOR, DatabaseKind.DEMO, False),
    ],
)
def test_who_may_write(desk: Desk, role: Role, kind: DatabaseKind, may: bool) -> None:
    desk.__dict__["kind"] = kind
    actor = Actor("X", role, "", "")
    if may:
        require_writer(desk, actor)
        assert desk.kind is kind
    else:
        with pytest.raises(ForbiddenError):
            require_writer(desk, actor)


def test_without_a_unit_typed_an_operator_is_at_their_own(any_desk: Desk) -> None:
    actor = sign_on(any_desk, number="A100001", password="demo0001", unit_code="", terminal="T1")
    assert actor.unit_code == "0107"
