"""The `desk` command. The two calls a person makes at the counter do not wait for the command-line parser."""

import sys


def main() -> None:
    """Run the command line; its errors are one line and status 2."""
    if sys.argv[1:] not in ([], ["demo"]):
        from desk.cli import app

        app()
        return
    from desk.opening import Launch
    from desk.session import NoTerminalError, run
    from desk.settings import SettingsError, load

    try:
        status = run(Launch(load(), demo=bool(sys.argv[1:])))
    except (NoTerminalError, SettingsError, ValueError, OSError) as problem:
        print(f"desk: {problem}", file=sys.stderr)  # noqa: T201
        status = 2
    sys.exit(status)


if __name__ == "__main__":
    main()
