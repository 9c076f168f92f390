"""Speaking without a screen: steps in, panels out, in one conversation."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from getpass import getpass
from typing import Any, TextIO

from desk.domain.kernel.identification import digits
from desk.opening import Launch, opener, station_for
from desk.screens.frame import IDENT_FIELD
from desk.screens.host import DeskHost
from desk.terminal.headless import HeadlessTerminal


class BadStepError(Exception):
    """A step that cannot be run as it is written; the text says why."""


def open_terminal(launch: Launch, operator: str) -> HeadlessTerminal:
    """A terminal with its operator signed on: by number alone on a demo database, else with the password.

    Raises BadStepError when the database cannot be opened or the operator is not let in.
    """
    from desk.domain.access.service import enter_without_password, sign_on
    from desk.domain.kernel.errors import DomainError

    if not operator:
        raise BadStepError("diga quem entra: desk --operator MATRÍCULA …")
    station = station_for(launch)
    host = DeskHost(opener(launch, station), station)
    terminal = HeadlessTerminal(host, host.painted)
    try:
        if launch.demo:
            actor = enter_without_password(host.desk, number=operator, terminal=station.terminal)
        else:
            actor = sign_on(
                host.desk,
                number=operator,
                password=_password(),
                unit_code=station.unit_code,
                terminal=station.terminal,
            )
    except DomainError as refusal:
        raise BadStepError(refusal.text) from refusal
    terminal.keyboard.answer(host.sign_in(actor))
    return terminal


def run_step(terminal: HeadlessTerminal, step: Mapping[str, Any]) -> dict[str, Any]:
    """One step: be at `code`, set fields, press a key. Raises BadStepError for a step that is no step."""
    if not isinstance(step, Mapping):
        raise BadStepError("um passo é um objeto JSON")
    unknown = sorted(set(step) - {"code", "set", "key"})
    if unknown:
        raise BadStepError(f"não conheço {', '.join(unknown)} em um passo; conheço code, set, key")
    code, values, key = step.get("code", ""), step.get("set", {}), step.get("key", "ENTER")
    if not (isinstance(code, str) and isinstance(key, str) and isinstance(values, Mapping)):
        raise BadStepError("code e key são textos, set é um objeto")
    wanted = code.upper()
    if wanted and not _reachable(terminal, wanted):
        raise BadStepError(f"a transação {code!r} não existe ou ainda não está disponível")
    typed = {str(name).lower(): str(value) for name, value in values.items()}
    try:
        if wanted:
            _be_at(terminal, wanted, typed)
            typed = {name: value for name, value in typed.items() if not _is_shown(terminal, name, value)}
        return terminal.step(wanted, typed, key)
    except KeyError as unknown_field:
        raise BadStepError(f"{terminal.code} não tem o campo {unknown_field.args[0]}") from unknown_field
    except ValueError as problem:
        raise BadStepError(f"{terminal.code}: {problem}") from problem


def run_script(launch: Launch, operator: str, lines: Iterable[str], out: TextIO) -> None:
    """Run JSON steps, one a line (blank lines and # are skipped), and print one JSON answer a line.

    Raises BadStepError at the first line that is no step; the answers before it stand.
    """
    terminal: HeadlessTerminal | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        terminal = terminal or open_terminal(launch, operator)
        try:
            answer = run_step(terminal, json.loads(line))
        except json.JSONDecodeError as problem:
            raise BadStepError(f"linha {number}: não é JSON ({problem})") from problem
        except BadStepError as problem:
            raise BadStepError(f"linha {number}: {problem}") from problem
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)


def _be_at(terminal: HeadlessTerminal, wanted: str, typed: Mapping[str, str]) -> None:
    """Open the transaction afresh unless the panel that is up takes what the step sets.

    An identification among the fields goes along in transit, as a person would type it on row 24.
    """
    if terminal.code == wanted and all(
        terminal.takes(name) or _is_shown(terminal, name, value) for name, value in typed.items()
    ):
        return
    person = digits(typed.get("identificacao", ""))
    if len(person) == 16:
        terminal.fill({IDENT_FIELD: person})
    terminal.go(wanted)


def _is_shown(terminal: HeadlessTerminal, name: str, value: str) -> bool:
    """Whether a closed field already shows the value: setting it then changes nothing."""
    if terminal.takes(name):
        return False
    shown = terminal.shown(name)
    return shown == value.strip() or (bool(digits(value)) and digits(shown) == digits(value))


def _reachable(terminal: HeadlessTerminal, code: str) -> bool:
    from desk.screens.registry import ENTRIES

    return terminal.code == code or (code in ENTRIES and ENTRIES[code].built)


def _password() -> str:
    given = os.environ.get("DESK_PASSWORD")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise BadStepError("a senha vem de DESK_PASSWORD quando não há terminal")
    return getpass("Senha: ")
