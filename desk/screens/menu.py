"""MENU: every code of the desk; those not built yet are dimmed and say so."""

from desk.screens.frame import BODY_ROWS, desk_panel
from desk.screens.registry import ENTRIES, Entry
from desk.screens.transaction import Context, Reply, Transaction, info, page_keys
from desk.terminal.fields import Field, Role
from desk.terminal.keys import Key
from desk.terminal.panel import COLUMNS, Panel

_OF_ACOA = ("AIMP", "AEXC", "AALT", "AINC")
"""Actions on an authorization already on the panel; they stand apart from the web menu."""

_OF_THE_HOUSE = ("FILA", "LIBE", "CART", "NUCL", "BUSC", "LINH")
"""What neither the mainframe nor the web had: it stands together."""

_PAGES = (
    (
        (1, ("SEGURADO", "REDE E SERVIÇOS", "FINANCEIRO")),
        (22, ("AUTORIZAÇÃO PRÉVIA", "MANUTENÇÃO")),
        (43, ("REEMBOLSO",)),
        (62, ("FILAS E BUSCA",)),
    ),
    (
        (1, ("AUTOMAÇÃO",)),
        (22, ("AÇÕES DA ACOA",)),
        (43, ("CENTRAL ON LINE",)),
    ),
)


def _codes(group: str) -> list[Entry]:
    if group == "AÇÕES DA ACOA":
        return [ENTRIES[code] for code in _OF_ACOA]
    if group == "FILAS E BUSCA":
        return [ENTRIES[code] for code in _OF_THE_HOUSE if code in ENTRIES]
    apart = {*_OF_ACOA, *_OF_THE_HOUSE}
    return [entry for entry in ENTRIES.values() if entry.group == group and entry.code not in apart]


def _page(number: int) -> Panel:
    """One page of the menu: headings as labels, each code as a field so that it can be dimmed."""
    rows = [[" "] * COLUMNS for _ in range(BODY_ROWS)]
    fields: list[tuple[int, int, Field]] = []
    for start, groups in _PAGES[number - 1]:
        row = 0
        for group in groups:
            rows[row][start : start + len(group)] = group
            for entry in _codes(group):
                row += 1
                hole = "~" * len(_caption(entry))
                rows[row][start + 1 : start + 1 + len(hole)] = hole
                fields.append((row, start, Field(_field(entry), role=Role.VALUE)))
            row += 1
    return desk_panel(
        f"MENUM0{number}",
        "MENU PRINCIPAL",
        "\n".join("".join(row).rstrip() or " " for row in rows),
        [field for _, _, field in sorted(fields, key=lambda placed: placed[:2])],
        keys="CÓDIGO E ENTER (OU ALT 2)   F7/F8 PÁGINA   F1 AJUDA   F3 ENCERRA",
    )


def _caption(entry: Entry) -> str:
    """The code and its name; in small letters while it is not built, so that it shows without colour."""
    return f"{entry.code} {entry.menu if entry.built else entry.menu.lower()}"


def _field(entry: Entry) -> str:
    return f"op_{entry.code.lower()}"


_MORE = (" (F8: AUTOMAÇÃO E CENTRAL)", " (F7: EXTRA)")
PANELS = tuple(_page(number + 1) for number in range(len(_PAGES)))


def open_(context: Context) -> Reply:
    """The menu with its captions; what is not built yet stands back."""
    return turn(context, 0)


def turn(context: Context, pages: int) -> Reply:
    """Another page; a code of either page may be typed on both."""
    page = min(max(int(context.frame.state.get("page", 0)) + pages, 0), len(PANELS) - 1)
    context.frame.state["page"] = page
    captions = {_field(entry): _caption(entry) for entry in ENTRIES.values()}
    dimmed = {_field(entry): Role.DIM for entry in ENTRIES.values() if not entry.built}
    return Reply(
        info(f"DIGITE O CÓDIGO{_MORE[page]}; MINÚSCULAS: AINDA NÃO HÁ"),
        captions,
        cursor="comando",
        panel=PANELS[page].name,
        page=f"{page + 1}/{len(PANELS)}",
        roles=dimmed,
    )


TRANSACTION = Transaction(
    code="MENU",
    panels=PANELS,
    open=open_,
    keys={Key.ENTER: open_, **page_keys(turn)},
    help=(
        "DIGITE O CÓDIGO DE 4 LETRAS E ENTER. A IDENTIFICAÇÃO EM IDENT VAI JUNTO.",
        "EM QUALQUER PAINEL CTRL+K VAI À LINHA ==>.",
        "CÓDIGO + ENTER ABRE OUTRA TRANSAÇÃO, F3 VOLTA.",
        "F8 MOSTRA AUTOMAÇÃO, AÇÕES DA ACOA E CENTRAL ON LINE; QUALQUER CÓDIGO VALE NAS DUAS PÁGINAS.",
        "TECLAS QUE O TERMINAL NÃO MANDA PODEM SER ESCRITAS: ALT 10, F9, IMPR, AJUDA.",
        "TEMA VERDE | AMBAR | BRANCO | CONTRASTE MUDA AS CORES.",
        "TRAVA ESCONDE O PAINEL ATÉ A SENHA. FIM ENCERRA.",
        "RECUPERA TRAZ O DIGITADO E NÃO GRAVADO NESTA SESSÃO.",
        "RETOMA TRAZ O DE UMA SESSÃO ANTES; DESCARTA APAGA O QUE RETOMA TRARIA.",
    ),
    subject=(),
)
