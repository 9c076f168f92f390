"""Tables of home-care attendances and of what happened in them."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class HomeCareAttendance(SQLModel, table=True):
    """One stay of a patient in the programme with a provider; `history` closes it for good (H on MDJ6)."""

    __tablename__ = "home_care_attendance"
    __table_args__ = (
        CheckConstraint("ended_on is null or ended_on >= started_on", name="ck_home_care_dates"),
        CheckConstraint("not history or ended_on is not null", name="ck_home_care_history"),
    )

    number: str = Field(primary_key=True, max_length=8)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    provider_cnpj: str = Field(foreign_key="provider.cnpj", index=True)
    started_on: date
    ended_on: date | None = None
    history: bool = False


class HomeCareOccurrence(SQLModel, table=True):
    """Something that happened in an attendance; the last one is its present state."""

    __tablename__ = "home_care_occurrence"
    __table_args__ = (CheckConstraint("position > 0", name="ck_home_care_occurrence_position"),)

    attendance_number: str = Field(primary_key=True, foreign_key="home_care_attendance.number")
    position: int = Field(primary_key=True)
    occurred_on: date
    situation: str = Field(max_length=20)
    text: str = Field(default="", max_length=120)
