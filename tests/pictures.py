"""Pictures of panels for the documentation: `python -m tests.pictures FOLDER` writes them as SVG and text."""

import io
import re
import sys
import tempfile
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from desk.domain.access.service import enter_without_password
from desk.opening import Launch, opener, station_for
from desk.screens.host import DeskHost
from desk.settings import load
from desk.terminal.fields import Role
from desk.terminal.glass import glass
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.palette import inks
from desk.terminal.picture import Row

FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Rich asks a server for its font; a picture of ours uses one the reader has."""
AURORA = "9990100001234501"


def picture(rows: tuple[Row, ...], theme: str, title: str) -> str:
    """The glass as SVG, in the colours of a theme."""
    console = Console(record=True, width=len(rows[0].text), file=io.StringIO(), color_system="256")
    for row in rows:
        line = Text()
        for role, cells in groupby(zip(row.text, row.roles, strict=True), key=lambda cell: cell[1]):
            ink = inks(theme)[Role(role)]
            style = Style(color=f"color({ink.full})", bold=ink.bold, reverse=ink.reverse, bgcolor="color(16)")
            line.append("".join(character for character, _ in cells), style)
        console.print(line, soft_wrap=True)
    drawn = console.export_svg(title=title)
    return FONT_FACE.sub("", drawn).replace("Fira Code", "DejaVu Sans Mono")


def signed_on(home: Path, day: date) -> HeadlessTerminal:
    """A demo desk with the attendant signed on."""
    launch = Launch(load({"DESK_HOME": str(home), "DESK_TERMINAL": "U107T03"}), demo=True, business_date=day)
    station = station_for(launch)
    host = DeskHost(opener(launch, station), station)
    terminal = HeadlessTerminal(host)
    terminal.keyboard.answer(host.sign_in(enter_without_password(host.desk, number="A100001", terminal="UDAS")))
    return terminal


def main(folder: Path) -> None:
    """Write every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        terminal = signed_on(Path(home), date(2007, 5, 15))
        terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
        (folder / "mcaa.svg").write_text(
            picture(glass(terminal.keyboard, 80, 24), "green", "desk"), encoding="utf-8"
        )
        (folder / "mcaa.txt").write_text(terminal.text() + "\n", encoding="utf-8")
        terminal.go("MDAP")
        blocked = {"identificacao": "9990100006003701", "ta": "5", "servico.1": "90020017", "quantidade.1": "1"}
        terminal.step("MDAP", blocked, "ALT 5")
        wide = glass(terminal.keyboard, 132, 24)
        (folder / "mdap-wide.svg").write_text(picture(wide, "amber", "desk"), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
