"""A decision in words, for the why window: what applied, from which source, and whether it may be told."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from desk.domain.kernel.decision import Decision, Disclosure, Outcome, Reason
from desk.domain.kernel.resources import data_folder

OUTCOMES = {
    Outcome.ALLOWED: "PERMITIDO",
    Outcome.BLOCKED: "BLOQUEADO",
    Outcome.REFUSED: "RECUSADO",
    Outcome.ROUTED: "ENCAMINHAR",
}
RULEBOOKS = {"DM": "MANUAL", "AZ": "ASSEFAZ", "UF": "UNAFISCO", "PS": "PAS/SERPRO", "LX": "LEI 9.656"}
"""The rulebooks as a panel names them."""
_DISCLOSE = {
    Disclosure.INSURED: "PODE DIZER AO SEGURADO",
    Disclosure.INTERNAL: "INTERNO - NÃO DIZER",
    Disclosure.SILENT: "MANUAL NÃO DIZ SE PODE INFORMAR",
}


@cache
def _short_titles() -> dict[str, str]:
    text = (data_folder() / "rulebooks" / "sources.toml").read_text(encoding="utf-8")
    return {name: str(facts["short"]) for name, facts in tomllib.loads(text).items()}


def source_in_words(source: str) -> str:
    """`002_….txt:1219, 9707` as `MANUAL UDAS L. 1219, 9707`."""
    for name, short in _short_titles().items():
        source = source.replace(f"{name}:", f"{short} L. ")
    return re.sub(r"\s+", " ", source)


def explain(decision: Decision) -> tuple[str, ...]:
    """The lines of the why window: outcome, every rule that applied, then those tried in vain."""
    codes = " ".join(decision.codes)
    lines = [f"DECISÃO: {OUTCOMES[decision.outcome]} {codes}".rstrip()]
    lines += [_route(r.area, r.promise, r.limit) for r in decision.routes]
    for reason in decision.reasons:
        if reason.applied:
            lines += ["", *applied_lines(reason)]
    tried = [reason for reason in decision.reasons if not reason.applied]
    if tried:
        lines += ["", "TESTADAS E NÃO APLICADAS"]
        lines += [f"  {reason.rule} {_said(reason)}" for reason in tried]
    return tuple(lines)


def _route(area: str, promise: str, limit: str) -> str:
    text = f"ENVIAR A: {area}"
    if promise:
        text += f" - DIZER AO SEGURADO ATÉ {promise} (PRAZO INTERNO {limit})"
    return text


def reasons_in_words(reasons: Iterable[Reason]) -> list[str]:
    """Reasons without a decision around them: those that applied in full, the others in a line."""
    lines: list[str] = []
    for reason in reasons:
        lines += applied_lines(reason) if reason.applied else [f"NÃO: {reason.rule} {_said(reason)}"]
        lines.append("")
    return lines[:-1]


def applied_lines(reason: Reason) -> list[str]:
    """One reason that applied, with its values, reading, source and whether it may be told."""
    lines = [f"{reason.rule} {_said(reason)}"]
    if reason.values:
        lines.append("  " + "; ".join(f"{name}: {value}" for name, value in reason.values))
    if reason.reading:
        lines.append(f"  LEITURA ADOTADA: {reason.reading.upper()}")
    lines.append(f"  FONTE: {source_in_words(reason.source)}")
    lines.append(f"  {_DISCLOSE[reason.disclose]}")
    return lines


def _said(reason: Reason) -> str:
    """What a reason says, marked on the same line where nobody outside may hear it."""
    internal = reason.disclose is Disclosure.INTERNAL and "INTERNO" not in reason.says
    return f"INTERNO: {reason.says}" if internal else reason.says
