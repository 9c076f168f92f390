"""MENU: every code of the desk; those not built yet are dimmed and say so."""

from desk.screens.frame import BODY_ROWS, desk_panel
from desk.screens.registry import ENTRIES, Entry
from desk.screens.transaction import Context, Reply, Transaction, info
from desk.terminal.fields import Field, Role
from desk.terminal.keys import Key
from desk.terminal.panel import COLUMNS

_OF_ACOA = ("AIMP", "AEXC", "AALT", "AINC")
"""Actions on an authorization already on the panel; they stand apart from the web menu."""

_COLUMNS = (
    (1, ("SEGURADO", "REDE E SERVIÇOS", "FINANCEIRO")),
    (22, ("AUTORIZAÇÃO PRÉVIA", "REEMBOLSO")),
    (43, ("MANUTENÇÃO", "CENTRAL ON LINE", "AÇÕES DA ACOA")),
    (62, ("AUTOMAÇÃO",)),
)


def _codes(group: str) -> list[Entry]:
    if group == "AÇÕES DA ACOA":
        return [ENTRIES[code] for code in _OF_ACOA]
    return [entry for entry in ENTRIES.values() if entry.group == group and entry.code not in _OF_ACOA]


def _layout() -> tuple[str, list[Field]]:
    """The body of the menu: headings as labels, each code as a field so that it can be dimmed."""
    rows = [[" "] * COLUMNS for _ in range(BODY_ROWS)]
    fields: list[tuple[int, int, Field]] = []
    for start, groups in _COLUMNS:
        row = 0
        for group in groups:
            rows[row][start : start + len(group)] = group
            for entry in _codes(group):
                row += 1
                hole = "~" * len(_caption(entry))
                rows[row][start + 1 : start + 1 + len(hole)] = hole
                fields.append((row, start, Field(_field(entry), role=Role.VALUE)))
            row += 1
    body = "\n".join("".join(row).rstrip() or " " for row in rows)
    return body, [field for _, _, field in sorted(fields, key=lambda placed: placed[:2])]


def _caption(entry: Entry) -> str:
    """The code and its name; in small letters while it is not built, so that it shows without colour."""
    return f"{entry.code} {entry.menu if entry.built else entry.menu.lower()}"


def _field(entry: Entry) -> str:
    return f"op_{entry.code.lower()}"


_BODY, _FIELDS = _layout()
M01 = desk_panel(
    "MENUM01",
    "MENU PRINCIPAL",
    _BODY,
    _FIELDS,
    keys="CÓDIGO E ENTER (OU ALT 2)   F1 AJUDA   F3 ENCERRA A SESSÃO",
)


def open_(_: Context) -> Reply:
    """The menu with its captions; what is not built yet stands back."""
    captions = {_field(entry): _caption(entry) for entry in ENTRIES.values()}
    dimmed = {_field(entry): Role.DIM for entry in ENTRIES.values() if not entry.built}
    return Reply(
        info("DIGITE O CÓDIGO; OS DE NOME EM MINÚSCULAS AINDA NÃO ESTÃO DISPONÍVEIS"),
        captions,
        cursor="comando",
        roles=dimmed,
    )


TRANSACTION = Transaction(
    code="MENU",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: open_},
    help=(
        "DIGITE O CÓDIGO DE 4 LETRAS E ENTER. A IDENTIFICAÇÃO EM IDENT VAI JUNTO.",
        "EM QUALQUER PAINEL CTRL+K VAI À LINHA ==>.",
        "CÓDIGO + ENTER ABRE OUTRA TRANSAÇÃO, F3 VOLTA.",
        "TECLAS QUE O TERMINAL NÃO MANDA PODEM SER ESCRITAS: ALT 10, F9, IMPR, AJUDA.",
        "TEMA VERDE | AMBAR | BRANCO | CONTRASTE MUDA AS CORES.",
        "TRAVA ESCONDE O PAINEL ATÉ A SENHA. FIM ENCERRA.",
        "RECUPERA TRAZ O DIGITADO E NÃO GRAVADO NESTA SESSÃO.",
        "RETOMA TRAZ O DE UMA SESSÃO ANTES; DESCARTA APAGA O QUE RETOMA TRARIA.",
    ),
    subject=(),
)
