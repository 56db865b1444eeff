"""``scrapy schema``: the record's JSON Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsbot.command import ProjectCommand
from newsbot.items import json_schema
from newsbot.terminal import readers_may_leave

if TYPE_CHECKING:
    import argparse


class Command(ProjectCommand):
    """Print the JSON Schema of one line of the output."""

    def short_desc(self) -> str:
        return "Print the JSON Schema of the articles"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it, as far as it is read."""
        with readers_may_leave():
            print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
