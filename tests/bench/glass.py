"""What the terminal sees: time to the first panel, bytes per key, CPU per panel, memory of a session."""

import compileall
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import desk
from desk.opening import Launch, ensure_demo
from desk.settings import load
from tests.bench.figures import TIMES, WORK, Figure, median
from tests.pty.glass import Glass

RUNS = 11
AURORA = "9990100001234501"
F3, HOME, BACKTAB = "\x1bOR", "\x1b[H", "\x1b[Z"
READY = "INFORME MATRÍCULA E SENHA"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("PRONTO")
Bare().run(mouse=False)
"""


def home(name: str) -> Path:
    """A fresh home with a demo database already made."""
    template = WORK / "demo"
    if not (template / "demo.db").exists():
        ensure_demo(Launch(load({"DESK_HOME": str(template.absolute())}), demo=True))
    folder = (WORK / name).absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(template / "demo.db", folder / "demo.db")
    return folder


def start() -> Iterator[Figure]:
    """From exec to a painted sign-on, against a bare Textual app with one static widget, in turns."""
    folder = home("start")
    compileall.compile_dir(Path(desk.__file__).parent, quiet=1)  # as pip does when it installs the wheel
    ours, bare = [], []
    for _ in range(RUNS):
        bare.append(_until(Glass("-c", BARE, home=folder, command=(sys.executable,)), "PRONTO"))
        ours.append(_until(Glass("demo", home=folder), READY))
    yield Figure("start.desk", median(ours) * 1000, "ms")
    yield Figure("start.bare_textual", median(bare) * 1000, "ms")
    yield Figure("start.ratio", median(ours) / median(bare), "times", 1.25)


def _until(glass: Glass, text: str) -> float:
    """Seconds until a text is on the wire; the emulator is kept out of the clock."""
    began = time.perf_counter()
    wanted, seen = text.encode(), b""
    while wanted not in seen:
        seen += os.read(glass.descriptor, 65536)
    took = time.perf_counter() - began
    glass.close()
    return took


def wire() -> Iterator[Figure]:
    """Bytes written for the first screen, a key, a Tab, a panel; and nothing when nothing happens."""
    glass = Glass("demo", home=home("wire"))
    glass.wait_for(READY)
    glass.settle()
    first = len(glass.raw)
    _look_up(glass)
    changes, cpu = [], []
    for _ in range(TIMES):
        _to_command_line(glass, "MDAP")
        used, written = _cpu(glass.pid), len(glass.raw)
        glass.send("\r")
        glass.wait_for("CONCESSÃO DE AUTORIZAÇÃO PRÉVIA")
        glass.settle()
        changes.append(len(glass.raw) - written)
        cpu.append(_cpu(glass.pid) - used)
        glass.send(F3)
        glass.wait_for("IDENTIFICAÇÃO LOCALIZADA")
        glass.settle()
    typed = [_bytes(glass, digit) for digit in AURORA]
    tabs = [_bytes(glass, "\t") for _ in range(TIMES)]
    glass.settle(1.0)
    idle = glass.settle(3.0)
    glass.close()
    yield Figure("wire.first_screen", first, "bytes", 6000)
    yield Figure("wire.typed_character", median(typed), "bytes", 70, note=f"worst {max(typed):.0f}")
    yield Figure("wire.tab", median(tabs), "bytes", 40, note=f"worst {max(tabs):.0f}")
    yield Figure(
        "wire.panel_change", median(changes), "bytes", 2800, note=f"MCAA to MDAP, worst {max(changes):.0f}"
    )
    yield Figure("wire.idle", len(idle), "bytes", 0, note="in 3 s")
    yield Figure("panel.cpu", median(cpu), "ms", 30, note="MCAA to MDAP, all threads, lookup and journal included")


def memory() -> Iterator[Figure]:
    """The share of memory one session has to itself, after a call has been served."""
    folder = home("memory")
    sessions = [Glass("demo", home=folder) for _ in range(2)]
    for glass in sessions:
        glass.wait_for(READY)
        _look_up(glass)
    pss = [_pss(glass.pid) for glass in sessions]
    for glass in sessions:
        glass.close()
    yield Figure("memory.pss", max(pss), "MiB", note="of two sessions on one machine")


def _look_up(glass: Glass) -> None:
    """Sign on and have a member on MCAA."""
    glass.send("A100001demo0001\r")
    glass.wait_for("MENU PRINCIPAL")
    glass.settle()
    glass.send(f"MCAA\t{AURORA}\r")
    glass.wait_for("IDENTIFICAÇÃO LOCALIZADA")
    glass.settle()


def _to_command_line(glass: Glass, code: str) -> None:
    """From the first field back over IDENT to the command line, and type a code."""
    glass.send(HOME + BACKTAB * 2 + code)
    glass.settle()


def _bytes(glass: Glass, keys: str) -> float:
    """What a key writes."""
    before = len(glass.raw)
    glass.send(keys)
    glass.wait_until(lambda: len(glass.raw) > before, "an answer")
    glass.settle(0.1)
    return len(glass.raw) - before


def _cpu(pid: int) -> float:
    """Milliseconds of CPU that every thread of a process has used."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError("no Pss")
