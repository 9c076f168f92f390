"""Making a new database and opening one that is there."""

from sqlmodel import select

from desk.domain.kernel.errors import DomainError
from desk.domain.store.engine import sqlite_path
from desk.domain.store.kinds import DatabaseKind
from desk.domain.store.meta import DeskMeta
from desk.domain.store.schema import revision, upgrade
from desk.domain.store.unit_of_work import Store

MISSING = "NÃO HÁ BASE NESTE ENDEREÇO - CRIE COM desk init"


def found(store: Store, kind: DatabaseKind) -> None:
    """Make an empty database of a kind, for good. Raises DomainError when there already is one."""
    if revision(store.engine) is not None:
        raise DomainError("JÁ EXISTE UMA BASE NESTE ENDEREÇO - NADA FOI MUDADO")
    upgrade(store)
    with store.writing() as session:
        session.add(DeskMeta(name="kind", value=kind))


def open_store(url: str) -> Store:
    """An existing database, brought to the schema of this program. Raises DomainError when there is none."""
    path = sqlite_path(url)
    if path is not None and not path.exists():
        raise DomainError(MISSING)
    store = Store(url)
    if revision(store.engine) is None:
        raise DomainError(MISSING)
    upgrade(store)
    with store.reading() as session:
        kind = session.exec(select(DeskMeta.value).where(DeskMeta.name == "kind")).first()
    if kind is None:
        raise DomainError("A BASE NÃO FOI TERMINADA DE CRIAR - APAGUE E CRIE DE NOVO COM desk init")
    return store
