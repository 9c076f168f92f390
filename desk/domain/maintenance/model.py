"""The table of postal codes."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class PostalCode(SQLModel, table=True):
    """A CEP with the street, district, city and state it stands for."""

    __tablename__ = "postal_code"
    __table_args__ = (CheckConstraint("length(code) = 8", name="ck_postal_code"),)

    code: str = Field(primary_key=True, max_length=8)
    street: str = Field(default="", max_length=50)
    district: str = Field(default="", max_length=30)
    city: str = Field(max_length=30)
    state: str = Field(max_length=2)
