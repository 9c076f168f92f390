"""What a database knows of itself: its kind, which never changes, and its business date if it is movable."""

from enum import StrEnum

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class DatabaseKind(StrEnum):
    """What a database is for. Only demo and training databases may have their date moved."""

    PRODUCTION = "production"
    TRAINING = "training"
    DEMO = "demo"


class DeskMeta(SQLModel, table=True):
    """One fact a database keeps about itself."""

    __tablename__ = "desk_meta"

    name: str = Field(primary_key=True)
    value: str = Field(sa_column=Column(Text, nullable=False))
