"""Typed text of interrupted sessions, one small private file an operator."""

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class DraftFolder:
    """Drafts in a folder only this user can read. A file that cannot be read counts as no draft."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, operator_number: str) -> dict[str, Any] | None:
        """The draft of an operator, or None."""
        try:
            draft = json.loads(self._path(operator_number).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return draft if isinstance(draft, dict) else None

    def save(self, operator_number: str, draft: Mapping[str, Any]) -> None:
        """Keep a draft in place of any before; written whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(operator_number)
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(draft, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def clear(self, operator_number: str) -> None:
        """Forget the draft of an operator."""
        with contextlib.suppress(FileNotFoundError):
            self._path(operator_number).unlink()

    def _path(self, operator_number: str) -> Path:
        return self._folder / f"{re.sub(r'[^A-Z0-9]', '_', operator_number.upper())}.json"
