"""A panel map: a picture of 24 rows in the source, and the fields it holds in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.terminal.fields import Field, Kind, PlacedField, Repeat, Role

ROWS = 24
COLUMNS = 80
MESSAGE_ROW = 21
KEY_ROW = 22
COMMAND_ROW = 23

_HOLE = re.compile(r"#(?:(?:[/.\-:]|\) )?#)*|_+|~+")


@dataclass(frozen=True, slots=True)
class Panel:
    """A map: its name (`MCAAM01`), 24 rows of labels, and its fields in reading order.

    The picture shows an entry field as `____`, a masked entry as `##/##/####` and a protected value as
    `~~~~`; each hole takes the next declared field.
    """

    name: str
    labels: tuple[str, ...]
    fields: tuple[PlacedField, ...]

    def field(self, name: str) -> PlacedField:
        """A field by its name or another word for it. Raises KeyError when the panel has none."""
        for placed in self.fields:
            if placed.name == name:
                return placed
        base, dot, line = name.partition(".")
        for placed in self.fields:
            if base in placed.field.aliases and placed.name == f"{placed.field.name}{dot}{line}":
                return placed
        raise KeyError(name)

    @property
    def inputs(self) -> tuple[PlacedField, ...]:
        """The fields a person may type into, in reading order."""
        return tuple(placed for placed in self.fields if not placed.protected)


def panel(name: str, picture: str, fields: Sequence[Field | Repeat]) -> Panel:
    """Build a map from its picture of 24 rows of at most 80 columns.

    Raises ValueError when picture and fields do not agree: too many rows or columns, a hole without a field,
    a field without a hole, a name used twice.
    """
    rows = picture.strip("\n").split("\n")
    if len(rows) > ROWS:
        raise ValueError(f"{name}: {len(rows)} rows, a panel has {ROWS}")
    wide = [f"row {n} has {len(row)} columns" for n, row in enumerate(rows, start=1) if len(row) > COLUMNS]
    if wide:
        raise ValueError(f"{name}: {', '.join(wide)}, a panel has {COLUMNS}")
    rows += [""] * (ROWS - len(rows))
    labels: list[str] = []
    placed: list[PlacedField] = []
    wanted = _unroll(fields)
    for row, text in enumerate(rows):
        text = text.ljust(COLUMNS)
        for hole in _HOLE.finditer(text):
            field, line = next(wanted, (None, 0))
            if field is None:
                raise ValueError(f"{name}: no field for the hole at row {row + 1}, column {hole.start() + 1}")
            placed.append(_place(field, line, row, hole))
        labels.append(_HOLE.sub(lambda hole: " " * len(hole[0]), text))
    left = [field.name for field, _ in wanted]
    names = [p.name for p in placed]
    twice = {n for n in names if names.count(n) > 1}
    if left or twice:
        raise ValueError(f"{name}: fields without a hole {left}, names used twice {sorted(twice)}")
    return Panel(name, tuple(labels), tuple(placed))


def _unroll(fields: Sequence[Field | Repeat]) -> Iterator[tuple[Field, int]]:
    for item in fields:
        if isinstance(item, Repeat):
            for line in range(1, item.count + 1):
                for field in item.fields:
                    yield field, line
        else:
            yield item, 0


def _place(field: Field, line: int, row: int, hole: re.Match[str]) -> PlacedField:
    mark = hole[0][0]
    if (field.kind is Kind.MASKED) != (mark == "#"):
        raise ValueError(f"{field.name}: a masked field is drawn with #, and only a masked field")
    slots = tuple(hole.start() + i for i, c in enumerate(hole[0]) if c == mark)
    separators = tuple((hole.start() + i, c) for i, c in enumerate(hole[0]) if c != mark)
    return PlacedField(
        field=field,
        name=f"{field.name}.{line}" if line else field.name,
        row=row,
        slots=slots,
        separators=separators,
        protected=mark == "~",
        line=line,
    )


def role_of(placed: PlacedField) -> Role:
    """The role a field is painted in when the host says nothing else."""
    if placed.field.role is not None:
        return placed.field.role
    return Role.VALUE if placed.protected else Role.INPUT
