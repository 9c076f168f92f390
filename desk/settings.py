"""Where this desk runs: one TOML file and the environment, checked at start."""

import os
import re
import socket
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.terminal.palette import THEMES

_KNOWN = frozenset({"database", "unit", "terminal", "theme", "lock_minutes", "rulebook"})


class SettingsError(Exception):
    """A setting that cannot be, with the place it stands; the text is Portuguese."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this place.

    `home` holds the demo database, drafts and the user's files; `database` is a URL, empty for the default
    file in `home`; `rulebook` is a file of preferred readings.
    """

    home: Path
    database: str
    unit: str
    terminal: str
    theme: str
    lock_minutes: int
    rulebook: Path | None

    @property
    def database_url(self) -> str:
        """The database of this desk."""
        return self.database or f"sqlite:///{self.home / 'desk.db'}"

    @property
    def demo_url(self) -> str:
        """The demo database of this user."""
        return f"sqlite:///{self.home / 'demo.db'}"

    @property
    def keys_file(self) -> Path:
        """The user's own keys."""
        return self.home / "keys.toml"

    @property
    def print_folder(self) -> Path:
        """Where printed documents are put."""
        return self.home / "impressos"

    @property
    def drafts_folder(self) -> Path:
        """Where typed text of interrupted sessions waits."""
        return self.home / "drafts"


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read `desk.toml` in the home folder, then the environment over it. Raises SettingsError."""
    home = Path(environment.get("DESK_HOME") or _default_home(environment)).expanduser().absolute()
    raw = _read(home / "desk.toml")
    for name in ("database", "unit", "terminal", "theme"):
        value = environment.get(f"DESK_{name.upper()}" + ("_URL" if name == "database" else ""))
        if value:
            raw[name] = value
    unit, terminal = str(raw.get("unit", "")), str(raw.get("terminal", "") or _terminal())
    if unit and not re.fullmatch(r"\d{4}", unit):
        raise SettingsError(f"unit = {unit!r}: o código da unidade tem 4 dígitos")
    minutes = raw.get("lock_minutes", 10)
    if not isinstance(minutes, int) or not 0 <= minutes <= 480:
        raise SettingsError(f"lock_minutes = {minutes!r}: minutos de 0 (nunca) a 480")
    theme = raw.get("theme", THEMES[0])
    if theme not in THEMES:
        raise SettingsError(f"theme = {theme!r}: conheço {', '.join(THEMES)}")
    rulebook = raw.get("rulebook")
    return Settings(
        home=home,
        database=str(raw.get("database", "")),
        unit=unit,
        terminal=re.sub(r"[^A-Z0-9]", "", terminal.upper())[:8] or "TERM",
        theme=theme,
        lock_minutes=minutes,
        rulebook=Path(str(rulebook)).expanduser() if rulebook else None,
    )


def _default_home(environment: Mapping[str, str]) -> str:
    data = environment.get("XDG_DATA_HOME")
    return f"{data}/desk" if data else "~/.local/share/desk"


def _terminal() -> str:
    return socket.gethostname().partition(".")[0]


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise SettingsError(f"{path}: {problem}") from problem
    unknown = sorted(set(raw) - _KNOWN)
    if unknown:
        raise SettingsError(f"{path}: não conheço {', '.join(unknown)}; conheço {', '.join(sorted(_KNOWN))}")
    return raw
