"""The place a session runs at."""

from dataclasses import dataclass, field

from desk.domain.kernel.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class Station:
    """The place a session runs at: terminal and unit names, environment mark, theme, and its clock."""

    terminal: str = "TERM01"
    unit_code: str = ""
    environment: str = ""
    theme: str = "green"
    clock: Clock = field(default_factory=SystemClock)
