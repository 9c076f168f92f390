"""Typed text of interrupted sessions, one small private file a session."""

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

    def load(self, operator_number: str) -> dict[str, dict[str, Any]]:
        """The drafts of an operator by the name of the session they are of, the newest last."""
        found: list[tuple[int, str, dict[str, Any]]] = []
        stem = self._stem(operator_number)
        for path in self._folder.glob(f"{stem}*.json"):
            try:
                draft = json.loads(path.read_text(encoding="utf-8"))
                saved = path.stat().st_mtime_ns
            except (OSError, ValueError):
                continue
            if isinstance(draft, dict):
                found.append((saved, path.stem.removeprefix(stem), draft))
        found.sort(key=lambda kept: kept[:2])
        return {session: draft for _, session, draft in found}

    def save(self, operator_number: str, session: str, draft: Mapping[str, Any]) -> None:
        """Keep the draft of a session in place of the one it had before; written whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(operator_number, session)
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(draft, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def clear(self, operator_number: str, session: str) -> None:
        """Forget the draft of a session."""
        with contextlib.suppress(FileNotFoundError):
            self._path(operator_number, session).unlink()

    def _path(self, operator_number: str, session: str) -> Path:
        return self._folder / f"{self._stem(operator_number)}{session}.json"

    def _stem(self, operator_number: str) -> str:
        """What the files of an operator begin with; no other operator's do, for the dash ends the number."""
        return re.sub(r"[^A-Z0-9]", "_", operator_number.upper()) + "-"
