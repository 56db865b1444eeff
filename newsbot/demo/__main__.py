"""`python -m newsbot.demo [--port N] [--option value]`: the site, for a browser."""

import argparse
import sys
import threading
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Callable


def options_parser() -> argparse.ArgumentParser:
    """A parser with an argument for each field of Options."""
    parser = argparse.ArgumentParser(
        prog="python -m newsbot.demo", description="Serve the demo site."
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    for option in fields(Options):
        name = "--" + option.name.replace("_", "-")
        wanted: Any = option.type
        if wanted is bool:
            action = argparse.BooleanOptionalAction
            parser.add_argument(name, action=action, default=option.default)
        elif get_origin(wanted) is Literal:
            choices = get_args(wanted)
            parser.add_argument(name, choices=choices, default=option.default)
        else:
            kind: Callable[[str], object] = int if wanted is int else _instant
            parser.add_argument(name, type=kind, default=option.default)
    return parser


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("the instant needs an offset")
    return instant


def main(arguments: list[str]) -> None:
    """Serve until interrupted; leave with status 2 if an argument makes no sense."""
    parser = options_parser()
    named = vars(parser.parse_args(arguments))
    port = named.pop("port")
    try:
        server = DemoServer(Options(**named), port=port)
    except ValueError as error:
        parser.error(str(error))
    except (OSError, OverflowError) as error:
        parser.error(f"port {port}: {error}")
    with server:
        print(f"Demo site: {server.url}/ (Ctrl-C stops it)", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(sys.argv[1:])
