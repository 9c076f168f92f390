"""What a database knows of itself: its kind, which never changes, and its business date if it is movable."""

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class DeskMeta(SQLModel, table=True):
    """One fact a database keeps about itself."""

    __tablename__ = "desk_meta"

    name: str = Field(primary_key=True)
    value: str = Field(sa_column=Column(Text, nullable=False))
