"""What `desk rules` and `desk screens` print."""

import ast
import json
import pkgutil
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

import desk
from desk.domain.rulebook.catalogue import built_rules, catalogue
from desk.screens.explain import source_in_words
from desk.screens.registry import ENTRIES, transaction


def print_rules(wanted: str, *, as_json: bool) -> bool:
    """All rules, or one with the functions that apply it; False for an ID that is none."""
    if wanted and wanted not in catalogue():
        return False
    _import_everything()
    built, tests = built_rules(), tests_by_rule()
    chosen = [entry for entry in catalogue().values() if not wanted or entry.id == wanted]
    if as_json:
        rows = [
            {
                "id": entry.id,
                "title": entry.title,
                "source": entry.source,
                "built": entry.id in built,
                "tests": None if tests is None else tests[entry.id],
            }
            for entry in chosen
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return True
    for entry in chosen:
        count = "-" if tests is None else str(tests[entry.id])
        mark = "vale" if entry.id in built else "    "
        typer.echo(f"{entry.id}  {mark}  {count:>3}  {entry.title}  [{source_in_words(entry.source)}]")
    if wanted:
        for place in built.get(wanted, ()):
            typer.echo(f"        {place}")
    else:
        typer.echo(f"{len(chosen)} regras, {len(built)} já valem aqui")
    return True


@cache
def _import_everything() -> None:
    """Load every module of domain and screens, so that every rule they apply is known."""
    package = Path(desk.__file__).parent
    for room in ("domain", "screens"):
        for module in pkgutil.walk_packages([str(package / room)], f"desk.{room}."):
            if ".migrations" not in module.name:
                import_module(module.name)


@cache
def tests_by_rule() -> Counter[str] | None:
    """How many tests name each rule; None where the tests did not come along (an installed wheel)."""
    folder = Path(desk.__file__).parent.parent / "tests"
    if not folder.is_dir():
        return None
    named: Counter[str] = Counter()
    for path in folder.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Call):
                named.update(_named(node))
    return named


def _named(node: ast.AST) -> set[str]:
    """The rules a test is marked with, by decorator; or one case of a table, by `marks`."""
    marks: list[ast.expr] = []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        marks = node.decorator_list
    elif isinstance(node, ast.Call):
        marks = [word.value for word in node.keywords if word.arg == "marks"]
    found: set[str] = set()
    for mark in marks:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.rule"):
            found |= {str(a.value) for a in mark.args if isinstance(a, ast.Constant)}
    return found


def print_screens(*, as_json: bool) -> None:
    """All transactions with their fields and keys."""
    rows = [_screen(code) for code in ENTRIES]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        mark = "" if row["built"] else "(ainda não)"
        typer.echo(f"{row['code']}  {row['group']:<19} {row['title']}  {mark}".rstrip())
        if row["built"]:
            typer.echo(f"      campos: {', '.join(field['name'] for field in row['fields'])}")
            typer.echo(f"      teclas: {', '.join(row['keys'])}")


def _screen(code: str) -> dict[str, Any]:
    entry = ENTRIES[code]
    row: dict[str, Any] = {
        "code": code,
        "title": entry.menu,
        "group": entry.group,
        "built": entry.built,
        "fields": [],
        "keys": [],
    }
    if not entry.built:
        return row
    found = transaction(code)
    seen: dict[str, dict[str, Any]] = {}
    for panel in found.panels:
        for placed in panel.fields:
            if placed.name.startswith("_") or placed.name in {"comando", "ident"}:
                continue
            known = seen.setdefault(
                placed.name,
                {
                    "name": placed.name,
                    "kind": placed.kind.value,
                    "length": placed.length,
                    "protected": True,
                    "required": placed.field.required,
                    "label": placed.field.label,
                    "map": panel.name,
                },
            )
            known["protected"] &= placed.protected
    return row | {"fields": list(seen.values()), "keys": [key.value for key in found.keys]}
