"""One person at one terminal: the application, put together and run."""

import os
import sys

from desk.opening import Launch


class NoTerminalError(Exception):
    """The desk cannot open here; the text says why."""


def run(launch: Launch) -> int:
    """Open the desk on this terminal and stay until it closes; the exit status.

    Raises NoTerminalError where there is no terminal, ValueError or OSError for a user's key file that cannot be.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NoTerminalError("a mesa abre em um terminal; sem terminal use desk tx ou desk script")

    from desk.terminal.driver import install, prepare_textual

    prepare_textual()
    from desk.app import DeskApp
    from desk.drafts import DraftFolder
    from desk.opening import opener, station_for
    from desk.screens.host import DeskHost
    from desk.terminal.keys import key_table
    from desk.terminal.palette import depth_of

    install()
    keys = key_table(launch.settings.keys_file)
    station = station_for(launch)
    host = DeskHost(opener(launch, station), station, DraftFolder(launch.settings.drafts_folder))
    app = DeskApp(
        host,
        keys,
        depth=depth_of(os.environ),
        warm=host.warm,
        lock_minutes=launch.settings.lock_minutes,
    )
    app.run(mouse=False)
    return app.return_code or 0
