"""Signing on, locking out, and keeping the list of operators."""

from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, select

from desk.domain.access.model import Operator, Role, ServiceUnit
from desk.domain.audit.service import record
from desk.domain.context import Actor, Desk
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from desk.domain.kernel.text import sanitise
from desk.domain.store.kinds import DatabaseKind

MAXIMUM_ATTEMPTS = 5
LOCK_MINUTES = 15
"""House policy, not a rule of the manual: five wrong passwords close an operator for a quarter of an hour."""

MINIMUM_PASSWORD, MAXIMUM_PASSWORD = 8, 16
"""As long as the dark fields of the panels."""
_WRONG = "MATRÍCULA OU SENHA INVÁLIDA"


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to verify against when there is no such operator, so that both answers take as long."""
    return _hasher().hash("ninguém")


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def sign_on(desk: Desk, *, number: str, password: str, unit_code: str, terminal: str) -> Actor:
    """Open a session with a password; the attempt is journalled either way.

    Raises DomainError on the field at fault: an unknown pair of number and password, a locked or disabled
    operator, an unknown unit.
    """
    number = number.strip().upper()
    stored = _password_hash(desk, number)
    right = _matches(stored or _nobody(), password)
    with desk.store.writing() as session:
        operator = session.get(Operator, number)
        if operator is not None and not unit_code:
            unit_code = operator.unit_code
        now = desk.clock.now()
        problem = _refusal(session, operator, unit_code, now, right=right and stored is not None)
        actor = Actor(number[:7], operator.role if operator else "", unit_code[:4], terminal)
        if problem is None and operator is not None:
            operator.failed_attempts, operator.locked_until = 0, None
            session.add(operator)
            record(session, desk, actor, "access.sign_on", number[:7])
            return Actor(operator.number, operator.role, unit_code, terminal, operator.name)
        if operator is not None and not right:
            _count_failure(operator, now)
            session.add(operator)
        record(session, desk, actor, "access.refused", number[:7], {"why": problem.text if problem else ""})
    assert problem is not None
    raise problem


def enter_without_password(desk: Desk, *, number: str, terminal: str) -> Actor:
    """Open a session by operator number alone, on a demo database only.

    Raises ForbiddenError elsewhere and NotFoundError for an unknown or disabled operator.
    """
    if desk.kind is not DatabaseKind.DEMO:
        raise ForbiddenError("SÓ A BASE DE DEMONSTRAÇÃO ACEITA ENTRADA SEM SENHA", field="senha")
    with desk.store.writing() as session:
        operator = session.get(Operator, number.strip().upper())
        if operator is None or not operator.active:
            raise NotFoundError(f"OPERADOR {sanitise(number)[:7]} NÃO CADASTRADO", field="matricula")
        actor = Actor(operator.number, operator.role, operator.unit_code, terminal, operator.name)
        record(session, desk, actor, "access.sign_on", operator.number, {"without_password": True})
        return actor


def sign_off(desk: Desk, actor: Actor) -> None:
    """Close a session in the journal."""
    with desk.store.writing() as session:
        record(session, desk, actor, "access.sign_off", actor.operator_number)


def confirm_password(desk: Desk, *, number: str, password: str) -> bool:
    """Whether the password is this operator's: to unlock a session, or for a second person on the panel.

    A wrong one counts towards the lock-out like a failed sign-on.
    """
    stored = _password_hash(desk, number)
    right = _matches(stored or _nobody(), password) and stored is not None
    with desk.store.writing() as session:
        operator = session.get(Operator, number)
        now = desk.clock.now()
        if operator is None:
            return False
        if not operator.active or (operator.locked_until is not None and now < operator.locked_until):
            return False
        if right:
            operator.failed_attempts = 0
        else:
            _count_failure(operator, now)
        session.add(operator)
    return right


def unlock(desk: Desk, actor: Actor, password: str) -> None:
    """Give a locked session back to its operator.

    Raises DomainError for a wrong password and for a closed account, and says until when a lock-out lasts, be
    the password right or not.
    """
    if confirm_password(desk, number=actor.operator_number, password=password):
        return
    with desk.store.reading() as session:
        operator = session.get(Operator, actor.operator_number)
        if operator is not None and operator.active:
            locked_until = operator.locked_until
            if locked_until is not None and desk.clock.now() < locked_until:
                until = local_time(locked_until)
                raise DomainError(
                    f"BLOQUEADO POR ERROS DE SENHA ATÉ {until:%H:%M} - CONTINUA TRAVADA", field="senha"
                )
            raise DomainError("SENHA NÃO CONFERE - A SESSÃO CONTINUA TRAVADA", field="senha")
    raise DomainError("OPERADOR DESATIVADO - PROCURE O ADMINISTRADOR", field="senha")


_DESK_ROLES = frozenset({Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR, Role.CONSULTANT})


def require_writer(desk: Desk, actor: Actor) -> None:
    """Let desk roles write; a trainer only on invented people. Raises ForbiddenError for everybody else."""
    if actor.role in _DESK_ROLES:
        return
    if actor.role == Role.TRAINER and desk.kind is not DatabaseKind.PRODUCTION:
        return
    raise ForbiddenError(f"O PAPEL {actor.role} SÓ CONSULTA NESTA BASE")


def add_operator(
    desk: Desk, actor: Actor, *, number: str, name: str, role: str, password: str, unit_code: str = ""
) -> None:
    """Register an operator. Raises DomainError for a number in use, an unknown role or unit, a short password."""
    number = number.strip().upper()
    if not (1 <= len(number) <= 7 and number.isascii() and number.isalnum()):
        raise DomainError("A MATRÍCULA TEM DE 1 A 7 LETRAS OU DÍGITOS", field="matricula")
    if role not in set(Role):
        raise DomainError(f"PAPEL DESCONHECIDO: {role} (USE {', '.join(Role)})", field="papel")
    with desk.store.writing() as session:
        if session.get(Operator, number) is not None:
            raise DomainError(f"OPERADOR {number} JÁ CADASTRADO", field="matricula")
        if unit_code and session.get(ServiceUnit, unit_code) is None:
            raise DomainError(f"UNIDADE {sanitise(unit_code)} NÃO CADASTRADA - IMPORTE units.csv", field="unidade")
        session.add(
            Operator(
                number=number,
                name=sanitise(name).upper()[:60],
                role=role,
                password_hash=_hashed(password),
                unit_code=unit_code,
            )
        )
        record(session, desk, actor, "operator.add", number, {"role": role})


def set_password(desk: Desk, actor: Actor, *, number: str, password: str) -> None:
    """Give an operator a new password and open a lock-out. Raises NotFoundError, DomainError when too short."""
    hashed = _hashed(password)
    with desk.store.writing() as session:
        operator = _operator(session, number)
        operator.password_hash = hashed
        operator.failed_attempts, operator.locked_until = 0, None
        session.add(operator)
        record(session, desk, actor, "operator.password", operator.number)


def disable_operator(desk: Desk, actor: Actor, *, number: str) -> None:
    """Close an operator for good; the history keeps the number. Raises NotFoundError."""
    with desk.store.writing() as session:
        operator = _operator(session, number)
        operator.active = False
        session.add(operator)
        record(session, desk, actor, "operator.disable", operator.number)


def list_operators(desk: Desk) -> list[Operator]:
    """All operators by number."""
    with desk.store.reading() as session:
        return list(session.exec(select(Operator).order_by(col(Operator.number))))


def unit_name(desk: Desk, code: str) -> str:
    """The name of a service unit; empty when it is not registered."""
    with desk.store.reading() as session:
        unit = session.get(ServiceUnit, code)
        return unit.name if unit else ""


def _operator(session: Session, number: str) -> Operator:
    operator = session.get(Operator, number.strip().upper())
    if operator is None:
        raise NotFoundError(f"OPERADOR {sanitise(number)[:7]} NÃO CADASTRADO", field="matricula")
    return operator


def _password_hash(desk: Desk, number: str) -> str | None:
    with desk.store.reading() as session:
        return session.exec(select(Operator.password_hash).where(col(Operator.number) == number)).first()


def _hashed(password: str) -> str:
    if len(password) < MINIMUM_PASSWORD:
        raise DomainError(f"A SENHA TEM NO MÍNIMO {MINIMUM_PASSWORD} CARACTERES", field="senha")
    if len(password) > MAXIMUM_PASSWORD or password != password.strip() or not password.isprintable():
        raise DomainError(f"A SENHA TEM ATÉ {MAXIMUM_PASSWORD} CARACTERES, SEM BRANCO NAS PONTAS", field="senha")
    return _hasher().hash(password)


def _count_failure(operator: Operator, now: datetime) -> None:
    operator.failed_attempts += 1
    if operator.failed_attempts >= MAXIMUM_ATTEMPTS:
        operator.failed_attempts = 0
        operator.locked_until = now + timedelta(minutes=LOCK_MINUTES)


def _refusal(
    session: Session, operator: Operator | None, unit_code: str, now: datetime, *, right: bool
) -> DomainError | None:
    if operator is None:
        return DomainError(_WRONG, field="matricula")
    if operator.locked_until is not None and now < operator.locked_until:
        until = local_time(operator.locked_until)
        return DomainError(f"OPERADOR BLOQUEADO POR ERROS DE SENHA ATÉ {until:%H:%M}", field="matricula")
    if not right:
        return DomainError(_WRONG, field="matricula")
    if not operator.active:
        return DomainError("OPERADOR DESATIVADO - PROCURE O ADMINISTRADOR", field="matricula")
    if unit_code and session.get(ServiceUnit, unit_code) is None:
        return DomainError(f"UNIDADE {unit_code} NÃO CADASTRADA", field="unidade")
    return None
