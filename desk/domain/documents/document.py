"""A document as data: blocks one under another, each with the furthest reader it may reach."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar

from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.text import sanitise

_Data = TypeVar("_Data")


class Reader(StrEnum):
    """Who a document is for, and who a block may be shown to: the insured, the provider, the house alone.

    What the insured may read anybody may; what the provider may read the house may, and the insured not.
    """

    INSURED = "insured"
    PROVIDER = "provider"
    INTERNAL = "internal"

    def may_read(self, block: "Reader") -> bool:
        """Whether a document for this reader may hold a block disclosed to that one."""
        order = tuple(Reader)
        return order.index(block) <= order.index(self)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a document."""

    text: str
    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `strong` sets it apart (a message, a warning)."""

    text: str
    strong: bool = False
    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with their values, one under another; a value may be empty, to be filled in by hand."""

    pairs: tuple[tuple[str, str], ...]
    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class Table:
    """Columns as (heading, width in characters) and rows of as many cells; at most 78 columns with the gaps."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""

    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write in by hand: so many ruled lines."""

    lines: int
    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: a line to sign on when `line`, and the captions under it."""

    captions: tuple[str, ...]
    line: bool = True
    disclosure: Reader = Reader.INSURED


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page of its own (the reverse of an authorization)."""

    disclosure: Reader = Reader.INSURED


Block = Heading | Paragraph | Fields | Table | Rule | Blank | Signature | NewPage
_KINDS: dict[str, type[Any]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "fields": Fields,
    "table": Table,
    "rule": Rule,
    "blank": Blank,
    "signature": Signature,
    "new_page": NewPage,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


class DisclosureError(DomainError):
    """A document holds a block that its reader may not see; nothing is rendered."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document before it takes a form: what it is, what it is about, for whom, and its blocks in order.

    `kind` names it in the register of prints (ap, letter, sic …) and `subject` what it is about (a senha, the
    number of a letter): the same kind and subject printed again is a second copy.
    """

    kind: str
    subject: str
    member_number: str
    title: str
    blocks: tuple[Block, ...]
    reader: Reader = Reader.INSURED

    def as_text(self) -> str:
        """The title, reader and blocks as JSON, to be kept; `document_from` reads it back."""
        blocks = [{"block": _NAMES[type(block)], **asdict(block)} for block in self.blocks]
        return json.dumps(
            {"title": self.title, "reader": self.reader, "blocks": blocks}, ensure_ascii=False, sort_keys=True
        )


def document_from(text: str, *, kind: str, subject: str, member_number: str) -> Document:
    """A document kept by `as_text`, every word of it as it was."""
    data = json.loads(text)
    blocks = tuple(_block(dict(raw)) for raw in data["blocks"])
    return Document(kind, subject, member_number, data["title"], blocks, Reader(data["reader"]))


def ready(document: Document) -> Document:
    """The document as it may be rendered: every word made safe for paper and glass.

    Raises DisclosureError when a block may not reach the reader: it is never left out in silence.
    """
    for block in document.blocks:
        if not document.reader.may_read(block.disclosure):
            raise DisclosureError("DOCUMENTO COM TEXTO QUE O DESTINATÁRIO NÃO PODE VER: NADA FOI IMPRESSO")
    return _each_text(document, sanitise)


def with_texts(block: Block, change: Callable[[str], str]) -> Block:
    """The block with every text of it changed."""
    return _each_text(block, change)


def _block(raw: dict[str, Any]) -> Block:
    kind = _KINDS[raw.pop("block")]
    made: Block = kind(**{name: _tuples(value) for name, value in raw.items()})
    return _with_reader(made)


def _with_reader(block: Block) -> Block:
    data = {f.name: getattr(block, f.name) for f in fields(block)} | {"disclosure": Reader(block.disclosure)}
    return type(block)(**data)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _each_text(value: _Data, change: Callable[[str], str]) -> _Data:
    """A value with every plain text in it changed; tuples and blocks are gone into, everything else stays."""
    new: Any = value
    if isinstance(value, Reader):
        return value
    if isinstance(value, str):
        new = change(value)
    elif isinstance(value, tuple):
        new = tuple(_each_text(item, change) for item in _items(value))
    elif is_dataclass(value) and not isinstance(value, type):
        new = type(value)(**{f.name: _each_text(getattr(value, f.name), change) for f in fields(value)})
    return new  # type: ignore[no-any-return]


def _items(values: Iterable[Any]) -> Iterable[Any]:
    return values
