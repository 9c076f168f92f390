"""The `desk` command. Every heavy import stands inside the command that needs it."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from desk.opening import Launch
from desk.settings import SettingsError, load

if TYPE_CHECKING:
    from desk.domain.context import Actor, Desk

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    help="desk: a mesa de atendimento de uma seguradora de saúde em um teclado.",
)
operators = typer.Typer(help="Operadores: incluir, desativar, trocar a senha, listar.")
audit = typer.Typer(help="Auditoria.")
app.add_typer(operators, name="operator")
app.add_typer(audit, name="audit")


@dataclass
class Call:
    """What stands before the command: the launch and who signs on."""

    launch: Launch
    operator: str


def _fail(text: str, status: int = 2) -> NoReturn:
    typer.echo(f"desk: {text}", err=True)
    raise typer.Exit(status)


def _call(context: typer.Context) -> Call:
    call = context.find_root().obj
    assert isinstance(call, Call)
    return call


@app.callback()
def root(
    context: typer.Context,
    database: Annotated[str, typer.Option(help="URL da base (sqlite:////pasta/desk.db, postgresql://…).")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="A base de demonstração, criada se não existe.")] = False,
    operator: Annotated[str, typer.Option(help="Matrícula de quem entra (tx e script).")] = "",
    date_: Annotated[str, typer.Option("--date", help="Dia da mesa, DD/MM/AAAA (demonstração, treino).")] = "",
) -> None:
    """Abre a mesa quando nenhum comando é dado."""
    try:
        settings = load()
    except SettingsError as problem:
        _fail(str(problem))
    context.obj = Call(Launch(settings, demo, database, _day(date_)), operator)
    if context.invoked_subcommand is None:
        _open_desk(context.obj.launch)


def _day(text: str) -> date | None:
    from desk.domain.kernel.dates import parse_date

    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        _fail(f"--date {text}: use DD/MM/AAAA")


@app.command()
def demo(
    context: typer.Context,
    fresh: Annotated[bool, typer.Option("--fresh", help="Refaz a base de demonstração antes de abrir.")] = False,
) -> None:
    """Abre a mesa na base de demonstração, com gente inventada."""
    from dataclasses import replace

    launch = replace(_call(context).launch, demo=True)
    if fresh:
        for path in launch.settings.home.glob("demo.db*"):
            path.unlink()
    _open_desk(launch)


def _open_desk(launch: Launch) -> NoReturn:
    from desk.session import NoTerminalError, run

    try:
        raise typer.Exit(run(launch))
    except (NoTerminalError, ValueError, OSError) as problem:
        _fail(str(problem))


@app.command()
def init(
    context: typer.Context,
    admin: Annotated[str, typer.Option(help="Matrícula do primeiro administrador.")],
    training: Annotated[bool, typer.Option("--training", help="Base de treino: a data pode mudar.")] = False,
    name: Annotated[str, typer.Option(help="Nome do administrador.")] = "ADMINISTRAÇÃO",
) -> None:
    """Cria uma base vazia; a espécie dela nunca muda."""
    from desk.domain.access.model import Role
    from desk.domain.access.service import add_operator
    from desk.domain.context import Desk
    from desk.domain.kernel.clock import SystemClock
    from desk.domain.kernel.errors import DomainError
    from desk.domain.rulebook.parameters import Rulebook
    from desk.domain.store.founding import found
    from desk.domain.store.kinds import DatabaseKind
    from desk.domain.store.unit_of_work import Store

    url = _call(context).launch.url
    password = _password(confirm=True)
    try:
        store = Store(url)
        found(store, DatabaseKind.TRAINING if training else DatabaseKind.PRODUCTION)
        desk = Desk(store, Rulebook.load(), SystemClock())
        add_operator(desk, _house(), number=admin, name=name, role=Role.ADMINISTRATOR, password=password)
    except DomainError as problem:
        _fail(problem.text)
    typer.echo(f"Base de {'treinamento' if training else 'produção'} criada; administrador {admin.upper()}.")


@app.command("import")
def import_(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Pasta com os arquivos CSV (docs/import.md).")],
) -> None:
    """Carrega os CSV de uma pasta: tudo ou nada, com relatório de cada linha errada."""
    from rich.console import Console
    from rich.progress import Progress

    from desk.domain.importing.service import import_folder

    desk = _desk(context)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        rows = bar.add_task("gravando", total=None)
        report = import_folder(desk, _house(), folder, lambda _file, count: bar.advance(rows, count))
    if report.refused:
        for problem in report.problems:
            typer.echo(str(problem))
        _fail(f"{len(report.problems)} problema(s); nada foi gravado", 1)
    for written in report.written:
        typer.echo(
            f"{written.name}: {written.added} incluída(s), {written.changed} alterada(s), "
            f"{written.unchanged} igual(is)"
        )


@operators.command("add")
def operator_add(
    context: typer.Context,
    number: str,
    name: Annotated[str, typer.Option(help="Nome.")],
    role: Annotated[str, typer.Option(help="ATD, SEN, SUP, CON, TRN, REE ou ADM.")],
    unit: Annotated[str, typer.Option(help="UDAS, 4 dígitos.")] = "",
) -> None:
    """Inclui um operador; a senha vem de DESK_PASSWORD ou é perguntada."""
    from desk.domain.access.service import add_operator
    from desk.domain.kernel.errors import DomainError

    desk = _desk(context)
    try:
        add_operator(
            desk,
            _house(),
            number=number,
            name=name,
            role=role.upper(),
            password=_password(confirm=True),
            unit_code=unit,
        )
    except DomainError as problem:
        _fail(problem.text)
    typer.echo(f"Operador {number.upper()} incluído.")


@operators.command("disable")
def operator_disable(context: typer.Context, number: str) -> None:
    """Fecha um operador; o histórico guarda a matrícula."""
    from desk.domain.access.service import disable_operator
    from desk.domain.kernel.errors import DomainError

    desk = _desk(context)
    try:
        disable_operator(desk, _house(), number=number)
    except DomainError as problem:
        _fail(problem.text)
    typer.echo(f"Operador {number.upper()} desativado.")


@operators.command("password")
def operator_password(context: typer.Context, number: str) -> None:
    """Dá uma senha nova e desfaz o bloqueio por erros."""
    from desk.domain.access.service import set_password
    from desk.domain.kernel.errors import DomainError

    desk = _desk(context)
    try:
        set_password(desk, _house(), number=number, password=_password(confirm=True))
    except DomainError as problem:
        _fail(problem.text)
    typer.echo(f"Senha de {number.upper()} trocada.")


@operators.command("list")
def operator_list(context: typer.Context) -> None:
    """Lista os operadores."""
    from desk.domain.access.service import list_operators

    for operator in list_operators(_desk(context)):
        state = "ativo" if operator.active else "desativado"
        typer.echo(f"{operator.number:<8}{operator.role:<5}{operator.unit_code:<6}{state:<12}{operator.name}")


@audit.command("verify")
def audit_verify(context: typer.Context) -> None:
    """Confere a corrente da auditoria do primeiro ao último registro."""
    from desk.domain.audit.service import verify

    found = verify(_desk(context))
    if found.broken_at:
        _fail(f"a corrente se rompe no registro {found.broken_at}", 1)
    typer.echo(f"{found.events} registros, corrente íntegra, cabeça {found.head}")


@app.command()
def rules(
    rule: Annotated[str, typer.Argument(help="Uma regra (RE-006); vazio: todas.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Saída para programas.")] = False,
) -> None:
    """Lista as regras do manual: fonte, se já valem aqui, e quantos testes as nomeiam."""
    from desk.listing import print_rules

    if not print_rules(rule.upper(), as_json=as_json):
        _fail(f"não conheço a regra {rule}")


@app.command()
def screens(as_json: Annotated[bool, typer.Option("--json", help="Saída para programas.")] = False) -> None:
    """Lista as transações: campos, teclas, e as que ainda não estão prontas."""
    from desk.listing import print_screens

    print_screens(as_json=as_json)


@app.command()
def tx(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="TRANSAÇÃO", help="Por exemplo MCAA.")],
    fields: Annotated[list[str] | None, typer.Argument(metavar="CAMPO=VALOR", help="Campos a digitar.")] = None,
    key: Annotated[str, typer.Option(help="A tecla: ENTER, ALT 5, F9 …")] = "ENTER",
) -> None:
    """Executa uma transação e imprime o painel."""
    from desk.scripting import BadStepError, open_terminal, run_step

    values: dict[str, str] = {}
    for pair in fields or []:
        name, equals, value = pair.partition("=")
        if not equals:
            _fail(f"{pair!r}: use CAMPO=VALOR")
        values[name] = value
    call = _call(context)
    try:
        terminal = open_terminal(call.launch, call.operator)
        answer = run_step(terminal, {"code": code, "set": values, "key": key})
    except BadStepError as problem:
        _fail(str(problem))
    typer.echo("\n".join(row.rstrip() for row in answer["rows"]))


@app.command()
def script(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Arquivo de passos JSON, um por linha; - é a entrada padrão.")],
) -> None:
    """Executa passos JSON em uma conversa; responde um objeto JSON por linha."""
    from desk.scripting import BadStepError, run_script

    call = _call(context)
    try:
        if file == "-":
            run_script(call.launch, call.operator, sys.stdin, sys.stdout)
        else:
            with Path(file).open(encoding="utf-8") as lines:
                run_script(call.launch, call.operator, lines, sys.stdout)
    except (BadStepError, OSError) as problem:
        _fail(str(problem))


def _desk(context: typer.Context) -> "Desk":
    from desk.domain.kernel.errors import DomainError
    from desk.opening import opener, station_for

    launch = _call(context).launch
    try:
        return opener(launch, station_for(launch))()
    except DomainError as problem:
        _fail(problem.text)


def _house() -> "Actor":
    """The command line as the journal names it: the program, with the system's user as its terminal."""
    import getpass
    from dataclasses import replace

    from desk.domain.context import HOUSE

    return replace(HOUSE, terminal=getpass.getuser()[:16])


def _password(*, confirm: bool) -> str:
    import os

    given = os.environ.get("DESK_PASSWORD")
    return given if given is not None else str(typer.prompt("Senha", hide_input=True, confirmation_prompt=confirm))
