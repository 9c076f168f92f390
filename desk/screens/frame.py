"""What every panel shares: heading, rules, message row, live keys, command line (rows 1-3 and 21-24)."""

from collections.abc import Sequence

from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.panel import COLUMNS, Panel, panel

EXTRA = "EXTRA"
AUTOM = "AUTOM"
CENTRAL = "CENTR"
BODY_ROWS = 17
KEYS_COLUMNS = 70
"""Room of row 23 left of the status."""
MESSAGE_COLUMNS = COLUMNS - 7
"""Room of row 22 right of `MSG:`."""
RULE = "-" * COLUMNS

IDENT_FIELD = "ident"
SYSTEMS_FIELD = "_sistemas"
"""In the rule of row 3: which systems are marked down, part of the rule while none is."""
SYSTEMS_COLUMNS = 32
_HEADING = (
    Field("_agora"),
    Field("_terminal"),
    Field("_unidade"),
    Field("_operador"),
    Field("_ambiente", role=Role.WARN),
    Field("_pagina", right=True),
    Field(SYSTEMS_FIELD, role=Role.RULE),
)
_FOOT = (
    Field(
        COMMAND_FIELD,
        label="==>",
        help="CÓDIGO DA TRANSAÇÃO, OU A TECLA POR EXTENSO (ALT 10, F9, IMPR, AJUDA): VALE PARA ONDE O CURSOR "
        "ESTAVA. CTRL+K TRAZ O CURSOR AQUI. UMA PALAVRA RECUSADA FICA: DIGITAR NO COMEÇO DELA APAGA-A, A SETA "
        "CORRIGE.",
    ),
    Field(
        IDENT_FIELD,
        kind=Kind.MASKED,
        label="IDENT",
        help="A IDENTIFICAÇÃO QUE ACOMPANHA A PRÓXIMA TRANSAÇÃO.",
    ),
)


def desk_panel(
    name: str,
    title: str,
    body: str,
    fields: Sequence[Field | Repeat],
    *,
    keys: str,
    system: str = EXTRA,
    corner: str = "",
) -> Panel:
    """A panel of the house from its 17 body rows, its live keys and, if any, the corner of row 3.

    The corner's hole comes before the body's in the order of `fields`. Raises ValueError as `panel` does.
    """
    code = name[:4]
    rows = body.strip("\n").split("\n")
    if len(rows) > BODY_ROWS:
        raise ValueError(f"{name}: the body has {len(rows)} rows, a panel has room for {BODY_ROWS}")
    if len(keys) > KEYS_COLUMNS:
        raise ValueError(f"{name}: the key line has {len(keys)} columns, there is room for {KEYS_COLUMNS}")
    rows += [""] * (BODY_ROWS - len(rows))
    heading = f" {code:<5}{title:^57}~~~~~~~~~~~~~~~~"
    second = f" TERM ~~~~~~~~  UDAS ~~~~  OPER ~~~~~~~~~~~  ~~~~~~ SIS {system:<5} {name:<8} PG ~~~~~"
    rule = f"{'-' * (COLUMNS - len(corner) - 3)} {corner} -" if corner else RULE
    rule = f"-{'~' * SYSTEMS_COLUMNS}{rule[SYSTEMS_COLUMNS + 1 :]}"
    picture = "\n".join(
        [
            heading,
            second,
            rule,
            *rows,
            RULE,
            " MSG:",
            f" {keys}",
            f" ==> {'_' * 24}   IDENT #####/########-#-##",
        ]
    )
    return panel(name, picture, [*_HEADING, *fields, *_FOOT])
