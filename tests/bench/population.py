"""A demo database with many more people in it: every row copied from AURORA's family, under other names."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desk.domain.kernel.text import fold, name_tokens
from tests.bench.figures import WORK
from tests.bench.glass import AURORA, home

PEOPLE = 200_000
FAMILY = 4
FIRST = (
    "ANA", "BEATRIZ", "CARLA", "DANIELA", "ELISA", "FABIO", "GUSTAVO", "HELENA", "IVO", "JULIA", "LUCAS", "MARIA",
    "NELSON", "OLIVIA", "PAULO", "RENATO", "SILVIA", "TIAGO", "URSULA", "VERA", "WAGNER", "YARA", "ZELIA",
)  # fmt: skip
SYLLABLES = ("BA", "CO", "DU", "FE", "GI", "JA", "LO", "MU", "NE", "PI", "RA", "SO", "TU", "VE", "XI", "ZA")


def population() -> Path:
    """A file with PEOPLE more members; made once and kept, a copy for this run."""
    kept = (WORK / f"people-{PEOPLE}.db").absolute()
    if not kept.exists():
        shutil.copy(home("population") / "demo.db", kept.with_suffix(".making"))
        _fill(kept.with_suffix(".making"))
        kept.with_suffix(".making").replace(kept)
    copy = kept.with_name("people.db")
    for leftover in copy.parent.glob(copy.name + "*"):
        leftover.unlink()
    shutil.copy(kept, copy)
    return copy


def people(count: int = PEOPLE) -> Iterator[tuple[str, str]]:
    """Identification and name of each invented person, the same every time."""
    dice = random.Random(2007)
    surnames = ["".join(dice.choices(SYLLABLES, k=3)) + " FICTICIO" for _ in range(900)]
    for number in range(count):
        family, person = divmod(number, FAMILY)
        name = f"{dice.choice(FIRST)} {''.join(dice.choices(SYLLABLES, k=3))} {surnames[family % 900]}"
        yield f"99901{family + 1_000_000:08d}0{person + 1:02d}", name


def _fill(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.row_factory = sqlite3.Row
        policy = dict(db.execute("SELECT * FROM policy WHERE holder_number = ?", (AURORA[:14],)).fetchone())
        member = dict(db.execute("SELECT * FROM member WHERE member_number = ?", (AURORA,)).fetchone())
        paid = [
            dict(row)
            for row in db.execute("SELECT * FROM installment WHERE holder_number = ?", (AURORA[:14],)).fetchall()
        ]
        for row in paid:
            del row["id"]
        everybody = list(people())
        holders = sorted({number[:14] for number, _ in everybody})
        _insert(db, "policy", (policy | {"holder_number": holder} for holder in holders))
        _insert(db, "installment", (row | {"holder_number": holder} for holder in holders for row in paid))
        _insert(
            db,
            "member",
            (
                member
                | {
                    "member_number": number,
                    "holder_number": number[:14],
                    "person_suffix": number[14:],
                    "name": name,
                    "search_name": fold(name),
                    "cpf": "",
                }
                for number, name in everybody
            ),
        )
        _insert(
            db,
            "member_name_token",
            ({"token": t, "member_number": number} for number, name in everybody for t in name_tokens(name)),
        )
        db.commit()
        db.execute("ANALYZE")
        db.execute("VACUUM")


def _insert(db: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    first = next(rows)
    marks = ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"
    db.execute(statement, first)
    db.executemany(statement, rows)
