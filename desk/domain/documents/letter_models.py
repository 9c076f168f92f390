"""The models of letters, notes and messages: TOML files in `data/letters`, checked when they are read."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desk.domain.documents.contacts import contact_words
from desk.domain.documents.document import (
    Blank,
    Block,
    Document,
    Fields,
    Heading,
    NewPage,
    Paragraph,
    Reader,
    Rule,
    Signature,
    Table,
    with_texts,
)
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.resources import data_folder
from desk.domain.kernel.text import sanitise
from desk.domain.rulebook.catalogue import built_by_data

Value = str | int | date | tuple[str, ...] | list[str]
Values = Mapping[str, Value]
_HOLE = re.compile(r"\{([a-z_.0-9]+)\}")
LONGEST_ID = 30
"""As long as the column that keeps the model of a letter."""
_EACH = "each"
_CONTACT = "contact."
_KEYS = frozenset(
    {
        "id",
        "title",
        "subject",
        "number",
        "readers",
        "frame",
        "fields",
        "optional",
        "asks",
        "source",
        "rules",
        "blocks",
    }
)


@dataclass(frozen=True, slots=True)
class ModelBlock:
    """A block with holes; shown only when the optional field `when` is given, once for each of field `each`."""

    block: Block
    when: str = ""
    each: str = ""


@dataclass(frozen=True, slots=True)
class LetterModel:
    """A text of the house to be filled in.

    `subject` is what it says in the list of the manual, `number` its printed number, `readers` to whom it may
    go, `fields` what must be given and `optional` what may be, `source` and `rules` where it comes from. `asks`
    are the fields a person types, with their labels, where it is written by hand; None where a deed writes it.
    """

    id: str
    title: str
    subject: str
    number: str
    readers: tuple[Reader, ...]
    fields: tuple[str, ...]
    optional: tuple[str, ...]
    source: tuple[str, ...]
    rules: tuple[str, ...]
    blocks: tuple[ModelBlock, ...]
    asks: tuple[tuple[str, str], ...] | None = None


@cache
def letter_models() -> dict[str, LetterModel]:
    """All models by their id. Raises ValueError for a file that does not hold together."""
    frames: dict[str, Any] = {}
    raw: list[tuple[str, dict[str, Any]]] = []
    for path in sorted((data_folder() / "letters").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        frames |= {frame["id"]: frame for frame in data.get("frame", [])}
        raw += [(path.name, letter) for letter in data.get("letter", [])]
    models: dict[str, LetterModel] = {}
    for file, letter in raw:
        model = _model(file, letter, frames)
        if model.id in models:
            raise ValueError(f"{file}: {model.id} is there twice")
        models[model.id] = model
    return models


def letter_model(model_id: str) -> LetterModel:
    """A model by its id. Raises NotFoundError."""
    try:
        return letter_models()[model_id]
    except KeyError:
        raise NotFoundError(f"NÃO HÁ MODELO DE CARTA {sanitise(model_id)[:20]}") from None


@built_by_data
def _places() -> dict[str, str]:
    return {rule: f"data/letters: {model.id}" for model in letter_models().values() for rule in model.rules}


def fill(model_id: str, values: Values, day: date) -> tuple[Block, ...]:
    """The blocks of a model with its fields put in and the contacts of that day.

    Every value is made safe and goes in as plain text. Raises DomainError on the first field that is missing
    or blank.
    """
    model = letter_model(model_id)
    words = {name: _words(values[name]) for name in (*model.fields, *model.optional) if name in values}
    for name in model.fields:
        if not any(words.get(name, ())):
            raise DomainError(f"FALTA {name.upper()} PARA A CARTA {model.id.upper()}", field=name)
    blocks: list[Block] = []
    for piece in model.blocks:
        if piece.when and not any(words.get(piece.when, ())):
            continue
        for item in words.get(piece.each, ()) if piece.each else ("",):
            single = {name: "; ".join(texts) for name, texts in words.items()} | {_EACH: item}
            blocks.append(with_texts(piece.block, lambda text, given=single: _put(text, given, day)))  # type: ignore[misc]
    return tuple(blocks)


def document_of(
    model_id: str,
    values: Values,
    day: date,
    *,
    kind: str,
    subject: str,
    member_number: str,
    reader: Reader = Reader.INSURED,
) -> Document:
    """A whole document from a model, where there is no authorization to keep it with (a cover sheet, a note).

    Raises as `fill` does, and DomainError for a reader the model is not for.
    """
    model = letter_model(model_id)
    if reader not in model.readers:
        raise DomainError(f"A CARTA {model.id.upper()} NÃO É PARA {reader.upper()}", field="addressee")
    return Document(kind, subject, member_number, model.title, fill(model_id, values, day), reader)


def paragraphs(model_id: str, values: Values, day: date) -> tuple[str, ...]:
    """The running text of a model filled in: a message, an argument, a note to paste."""
    return tuple(block.text for block in fill(model_id, values, day) if isinstance(block, Paragraph))


def _put(text: str, words: Mapping[str, str], day: date) -> str:
    def value(hole: re.Match[str]) -> str:
        name = hole[1]
        if name.startswith(_CONTACT):
            _, department, channel = name.split(".")
            return contact_words(department, channel, day)
        return words.get(name, "")

    return _HOLE.sub(value, text)


def _words(value: Value) -> tuple[str, ...]:
    if isinstance(value, date):
        return (format_date(value),)
    many = value if isinstance(value, (tuple, list)) else (str(value),)
    return tuple(filter(None, (sanitise(text).strip() for text in many)))


def _model(file: str, raw: dict[str, Any], frames: Mapping[str, Any]) -> LetterModel:
    where = f"{file}: {raw.get('id', '?')}"
    if len(raw.get("id", "")) > LONGEST_ID:
        raise ValueError(f"{where}: an id has at most {LONGEST_ID} characters")
    if unknown := sorted(set(raw) - _KEYS):
        raise ValueError(f"{where}: unknown {', '.join(unknown)}")
    frame = frames[raw["frame"]] if raw.get("frame") else {}
    blocks = [*frame.get("before", []), *raw["blocks"], *frame.get("after", [])]
    model = LetterModel(
        id=raw["id"],
        title=raw["title"],
        subject=raw.get("subject", raw["title"]),
        number=raw.get("number", ""),
        readers=tuple(Reader(reader) for reader in raw["readers"]),
        fields=tuple(dict.fromkeys([*frame.get("fields", []), *raw.get("fields", [])])),
        optional=tuple(dict.fromkeys([*frame.get("optional", []), *raw.get("optional", [])])),
        source=tuple(raw["source"]),
        rules=tuple(raw["rules"]),
        blocks=tuple(_block(where, block) for block in blocks),
        asks=tuple((name, label) for name, label in raw["asks"]) if "asks" in raw else None,
    )
    _check(where, model)
    return model


def _check(where: str, model: LetterModel) -> None:
    """Every hole is a field, every field has a hole, and no block outruns the readers of the model."""
    declared = {*model.fields, *model.optional}
    used: set[str] = set()
    for piece in model.blocks:
        holes: list[str] = []
        with_texts(piece.block, lambda text, into=holes: _noted(text, into))  # type: ignore[misc]
        used |= {hole for hole in holes if not hole.startswith(_CONTACT) and hole != _EACH}
        used |= {name for name in (piece.when, piece.each) if name}
        if not all(reader.may_read(piece.block.disclosure) for reader in model.readers):
            raise ValueError(f"{where}: a block that one of its readers may not see")
    if strange := sorted({name for name, _ in model.asks or ()} - declared):
        raise ValueError(f"{where}: asks for what is no field: {', '.join(strange)}")
    if wrong := sorted(used ^ declared):
        raise ValueError(f"{where}: fields declared and holes do not agree: {', '.join(wrong)}")


def _noted(text: str, holes: list[str]) -> str:
    holes += _HOLE.findall(text)
    return text


def _block(where: str, raw: Mapping[str, Any]) -> ModelBlock:
    raw = dict(raw)
    when, each = str(raw.pop("when", "")), str(raw.pop("each", ""))
    reader = Reader(raw.pop("disclosure", Reader.INSURED))
    found = list(_made(raw, reader))
    if len(found) != 1 or raw:
        raise ValueError(f"{where}: a block is one of paragraph, strong, heading, fields … ({raw})")
    return ModelBlock(found[0], when, each)


def _made(raw: dict[str, Any], reader: Reader) -> Iterator[Block]:
    if "paragraph" in raw:
        yield Paragraph(raw.pop("paragraph"), disclosure=reader)
    if "strong" in raw:
        yield Paragraph(raw.pop("strong"), strong=True, disclosure=reader)
    if "heading" in raw:
        yield Heading(raw.pop("heading"), disclosure=reader)
    if "fields" in raw:
        yield Fields(tuple((label, value) for label, value in raw.pop("fields")), disclosure=reader)
    if "table" in raw:
        columns = tuple((name, width) for name, width in raw.pop("table"))
        yield Table(columns, tuple(tuple(row) for row in raw.pop("rows")), disclosure=reader)
    if "signature" in raw:
        yield Signature(tuple(raw.pop("signature")), line=raw.pop("line", True), disclosure=reader)
    if "blank" in raw:
        yield Blank(raw.pop("blank"), disclosure=reader)
    if raw.pop("rule", False):
        yield Rule(disclosure=reader)
    if raw.pop("new_page", False):
        yield NewPage(disclosure=reader)
