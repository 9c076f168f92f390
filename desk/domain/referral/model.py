"""Tables of cases that wait for somebody else's answer."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field, SQLModel

from desk.domain.store.types import UtcMoment


class ReferralKind(StrEnum):
    """Why a case was sent."""

    RELEASE = "release"
    """Blocks that a second person may lift."""
    ROUTING = "routing"
    """Nothing blocks, but the desk may not grant it."""
    REANALYSIS = "reanalysis"
    """An answer the insured came back about (AP-136, AP-137)."""
    INFORMATION = "information"
    """The answer to a SIC came in and is to be analysed."""
    EXPERT = "expert"
    """A medical examination (perícia) before the decision (AP-141, AP-142)."""
    REVIEW = "review"
    """The review centre's pro-active or re-active routine (AP-123 to AP-129)."""


class ReferralState(StrEnum):
    """Whose move it is."""

    WAITING = "waiting"
    MORE = "more"
    """Whoever decides asked for more; the asker answers."""
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class ReferralAnswer(StrEnum):
    """What came of it."""

    NONE = ""
    RELEASED = "released"
    REFUSED = "refused"
    INFORMATION = "information"
    """Held with a SIC."""
    DECLINED = "declined"
    """Not decided here: given back to the asker with the reason."""


class Referral(SQLModel, table=True):
    """A case sent to an area (CAP, CONSULTOR, SUPERVISÃO …), from the asking to the answer.

    `form` is the concession form as JSON, empty where the case is about an authorization that exists. `decision`
    is what the desk decided when it was sent; `codes` the blocks to lift, joined by `|`. `promised_at` is what
    the insured was told, `due_at` what the area must keep. `seen_at` stays empty until the asker has seen the
    answer. `version` guards against two people deciding at once.
    """

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint("state in ('waiting','more','answered','withdrawn')", name="ck_referral_state"),
        CheckConstraint(
            "kind in ('release','routing','reanalysis','information','expert','review')", name="ck_referral_kind"
        ),
        CheckConstraint("(state = 'answered') = (answer <> '')", name="ck_referral_answer"),
        Index("ix_referral_state_area", "state", "area"),
        Index("ix_referral_asker", "asked_by", "state"),
    )

    number: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=12)
    area: str = Field(max_length=12)
    state: str = Field(max_length=9)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    authorization_number: str | None = Field(default=None, foreign_key="prior_authorization.number", index=True)
    unit_code: str = Field(max_length=4)
    asked_by: str = Field(max_length=7)
    asked_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    promised_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    due_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    urgent: bool = False
    codes: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=240)
    form: str = Field(default="", sa_column=Column(Text, nullable=False))
    decision: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    details: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    reminders: int = 0
    reminded_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    answer: str = Field(default="", max_length=12)
    answer_text: str = Field(default="", max_length=240)
    answered_by: str = Field(default="", max_length=7)
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    seen_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    submission: str = Field(max_length=64, unique=True)
    version: int = 1


class ReferralEvent(SQLModel, table=True):
    """One move in a case: sent, asked more, answered more, reminded, escalated, decided, withdrawn, seen."""

    __tablename__ = "referral_event"

    id: int | None = Field(default=None, primary_key=True)
    referral_number: int = Field(foreign_key="referral.number", index=True)
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    operator_number: str = Field(max_length=7)
    unit_code: str = Field(max_length=4)
    action: str = Field(max_length=20)
    text: str = Field(default="", max_length=240)
