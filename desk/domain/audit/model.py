"""The table of the journal."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer, Text
from sqlmodel import Field, SQLModel

from desk.domain.store.types import UtcMoment


class AuditEvent(SQLModel, table=True):
    """One deed: who, where, when, what on which subject, with its data and its place in the hash chain.

    `action` is dotted (`member.read`, `authorization.conclude`); `data` is canonical JSON; `chain` is the
    SHA-256 of the row before it and this row. Triggers refuse every update and delete.
    """

    __tablename__ = "audit_event"

    id: int = Field(
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)
    )
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    operator_number: str = Field(max_length=7)
    unit_code: str = Field(max_length=4)
    terminal: str = Field(max_length=16)
    action: str = Field(max_length=40, index=True)
    subject: str = Field(max_length=40, index=True)
    data: str = Field(sa_column=Column(Text, nullable=False))
    chain: str = Field(max_length=64)
