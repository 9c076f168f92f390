"""What a database is for; told once when it is made, and never changed."""

from enum import StrEnum


class DatabaseKind(StrEnum):
    """What a database is for. Only demo and training databases may have their date moved."""

    PRODUCTION = "production"
    TRAINING = "training"
    DEMO = "demo"
