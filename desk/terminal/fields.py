"""What a field of a panel is: its kind, its cells, and what may be typed into each."""

from dataclasses import dataclass
from enum import Enum, IntEnum


class Role(IntEnum):
    """What a cell means; a theme turns it into colour and attribute, never colour alone."""

    LABEL = 0
    VALUE = 1
    INPUT = 2
    TITLE = 3
    RULE = 4
    ERROR = 5
    HIGHLIGHT = 6
    OK = 7
    INFO = 8
    WARN = 9
    ALERT = 10
    KEYS = 11
    DIM = 12
    INTERNAL = 13
    POPUP = 14


class Kind(Enum):
    """What may be typed, and how a typed value is brought to its cells."""

    TEXT = "text"
    """Any character; letters become capitals."""
    DIGITS = "digits"
    """Digits only."""
    MASKED = "masked"
    """Digits between the separators of the picture: `##/##/####`, `#####/########-#-##`."""
    MONEY = "money"
    """Digits with `.` and `,`; right-aligned when the host writes it."""
    CODE = "code"
    """Letters and digits, capitals, no spaces inside."""
    YES_NO = "yes_no"
    """One `S` or `N`; other letters are left to the host to refuse with its own code."""
    PASSWORD = "password"
    """Dark: the cursor moves, nothing shows, case is kept, never leaves in a draft or a listing."""


BLANK = " "
DUP = "\x1c"
"""The character the DUP key writes (shown as `*`): take this field from the record before."""

_MONEY_CHARACTERS = frozenset("0123456789.,-")


@dataclass(frozen=True, slots=True)
class Field:
    """One named field as a screen declares it; place and length come from the picture.

    `name` is the word scripts use, `aliases` other words they may use for it; `help` is the line F1 shows;
    `label` names the field in messages; `right` brings its value to the right end.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    label: str = ""
    help: str = ""
    role: Role | None = None
    right: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """The next `count` rows of the picture hold the same fields, named `name.1`, `name.2` …

    A group of protected rows is what `desk script` calls `lines`.
    """

    count: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field on its panel: the row, the columns of its cells in order, and the separators between them.

    Rows and columns count from 0. `slots` are the columns that hold characters; `separators` are the columns
    between the first and last slot that show a fixed character.
    """

    field: Field
    name: str
    row: int
    slots: tuple[int, ...]
    separators: tuple[tuple[int, str], ...]
    protected: bool
    line: int = 0
    """1, 2 … inside a repeated group, else 0."""

    @property
    def start(self) -> int:
        """The column of the first cell."""
        return self.slots[0]

    @property
    def end(self) -> int:
        """The column of the last cell."""
        return self.slots[-1]

    @property
    def length(self) -> int:
        """How many characters it holds."""
        return len(self.slots)

    @property
    def kind(self) -> Kind:
        """The kind of the field."""
        return self.field.kind

    @property
    def is_dark(self) -> bool:
        """Whether its characters are hidden."""
        return self.kind is Kind.PASSWORD

    def shown(self, characters: list[str]) -> str:
        """The value as a person writes it: separators put back, trailing blanks dropped.

        A masked field that is empty is an empty text, not a row of separators.
        """
        if self.kind is not Kind.MASKED:
            text = "".join(characters).rstrip(BLANK)
            return text.lstrip(BLANK) if self.field.right else text
        if all(c == BLANK for c in characters):
            return ""
        return "".join(
            character for _, character in sorted([*zip(self.slots, characters, strict=True), *self.separators])
        ).rstrip(BLANK)

    def characters(self, text: str) -> list[str]:
        """The cells of a value, padded with blanks to the length of the field.

        Raises ValueError when a protected mask or a typed value does not fit.
        """
        if self.kind is Kind.MASKED:
            text = "".join(c for c in text if c.isdigit() or c == DUP)
        if len(text) > self.length:
            raise ValueError(f"{self.name}: {len(text)} characters in a field of {self.length}")
        padded = text.rjust(self.length) if self.field.right else text.ljust(self.length)
        return list(padded)

    def accept(self, character: str) -> str | None:
        """The character as this field holds it, or None when the field refuses it."""
        match self.kind:
            case Kind.DIGITS | Kind.MASKED:
                return character if character.isascii() and character.isdigit() else None
            case Kind.MONEY:
                return character if character in _MONEY_CHARACTERS else None
            case Kind.CODE:
                upper = upper_character(character)
                return upper if upper.isalnum() or upper in "-/._" else None
            case Kind.YES_NO:
                return upper_character(character)
            case Kind.PASSWORD:
                return character
            case Kind.TEXT:
                return upper_character(character)


def upper_character(character: str) -> str:
    """Capital of one character, itself when the capital takes more than one cell (`ß`)."""
    upper = character.upper()
    return upper if len(upper) == 1 else character
