"""The table of what was printed."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from desk.domain.store.types import UtcMoment


class Printout(SQLModel, table=True):
    """One printing of a document: the first is copy 1, every later one a reprint that says so.

    `kind` names the document (ap, sic, refusal …) and `subject` what it is about (a senha, a letter's number,
    a case); `digest` is the SHA-256 of the PDF and `file` its name in the print folder.
    """

    __tablename__ = "printout"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    subject: str = Field(max_length=20, index=True)
    member_number: str = Field(default="", max_length=16)
    copy_number: int
    pages: int
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    operator_number: str = Field(max_length=7)
    unit_code: str = Field(max_length=4)
    file: str = Field(max_length=80)
    digest: str = Field(max_length=64)
