"""One use case, one transaction: everything it writes lands together or not at all."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from desk.domain.store.engine import open_engine, sqlite_path
from desk.domain.store.writer_queue import WriterQueue

_WRITER_LOCK = 0x6465736B
"""The advisory lock that PostgreSQL writers take first: one writer at a time, as on SQLite, so that senha
numbers have no gaps, the journal has one chain, and no two writers can wait for each other."""


class Store:
    """A database and the two ways to be in it: reading, and writing one use case."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url)
        self._writer = self.engine.execution_options(desk_begin="BEGIN IMMEDIATE")
        path = sqlite_path(url)
        self._reader = self.engine
        if path is None:
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ")
        self._queue: AbstractContextManager[None] = (
            nullcontext() if path is None else WriterQueue(path.with_name(path.name + ".fila"))
        )
        self._is_sqlite = path is not None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one steady view of the data; whatever it changes is thrown away.

        What was read stays readable after the block, as plain values.
        """
        with Session(self._reader, autoflush=False) as session:
            yield session
            session.expunge_all()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The session of one use case: committed when the block ends, rolled back when it raises."""
        with self._queue, Session(self._writer, expire_on_commit=False) as session:
            if not self._is_sqlite:
                session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
            yield session
            session.commit()

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A bare connection with every other writer kept out, for schema changes; it commits by itself."""
        with self._queue, self._writer.connect() as connection:
            if self._is_sqlite:
                yield connection
                return
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _WRITER_LOCK})
            connection.commit()
            try:
                yield connection
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _WRITER_LOCK})
                connection.commit()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()
