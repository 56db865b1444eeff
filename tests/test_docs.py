"""The documentation and the code say the same.

Names are collected on both sides: from the tables and code of README.md and docs/,
and from the code by import or by its syntax tree. A name that stands on one side
only is an error, so nothing can be added, renamed or dropped without its docs.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import doctest
import inspect
import re
import runpy
import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.cmdline import _get_commands_dict
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.test import get_crawler

import newsbot
from newsbot.arabic import credits as credit_lines
from newsbot.arabic import dates, text
from newsbot.arabic.boilerplate import calls, edges
from newsbot.arabic.boilerplate import line as lines
from newsbot.extensions.report import RunReport
from newsbot.items import FOUND_VIA, KINDS, STATUSES, Article, Related, json_schema
from newsbot.outcomes import OUTCOMES
from newsbot.sites import bundled, read_profile
from newsbot.sites import profile as profiles
from newsbot.sites.names import ENVIRONMENT
from newsbot.verdict import EXIT_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.commands import ScrapyCommand

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS]
CODE = sorted((ROOT / "newsbot").rglob("*.py"))
NAMES = [path.name for path in PAGES]


# --- Reading the docs --------------------------------------------------------


@cache
def read(path: Path) -> str:
    return path.read_text("utf-8")


def doc(name: str) -> str:
    return read(ROOT / "docs" / name)


def section(page: str, heading: str) -> str:
    """What stands under *heading*, deeper headings included."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", page, re.MULTILINE)
    assert found, f"no heading {heading!r}"
    rest = page[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(page: str) -> list[list[str]]:
    """The rows of all tables whose first cell is a name in code, without heads."""
    lines = re.findall(r"^\| (`.*) \|$", page, re.MULTILINE)
    return [[cell.strip() for cell in line.split(" | ")] for line in lines]


def code(cell: str) -> str:
    """What a cell says as code."""
    found = re.fullmatch(r"`(.*)`", cell)
    assert found, f"{cell!r} is not code"
    return found[1].strip()


def names(page: str) -> list[str]:
    return [code(row[0]) for row in rows(page)]


def fences(page: str, *languages: str) -> list[str]:
    """Fenced blocks of code in one of *languages*."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [block for language, block in found if language in languages]


def prose_and_code(page: str) -> Iterator[str]:
    """Every line that a person may copy: fenced, indented, or in backticks."""
    for _, block in re.findall(r"^```(\w*)\n(.*?)^```$", page, re.M | re.S):
        yield from block.splitlines()
    plain = re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S)
    yield from (line.strip() for line in plain.splitlines() if line.startswith("    "))
    yield from re.findall(r"`([^`\n]+)`", plain)


# --- Reading the code --------------------------------------------------------


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(read(path))


def docstrings(node: ast.AST) -> set[ast.expr]:
    """The nodes below *node* that are strings on a line of their own."""
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Expr)}


def strings() -> Iterator[str]:
    """Every string in the code that is no docstring; what an f-string puts in is
    ``<>``."""
    for path in CODE:
        skip = docstrings(tree(path))
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                skip.update(node.values)
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "<>"
                    for part in node.values
                )
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node not in skip
            ):
                yield node.value


@cache
def settings_in_code() -> frozenset[str]:
    """``NEWSBOT_`` names that code or profiles use."""
    found = {one for one in strings() if re.fullmatch(r"NEWSBOT_[A-Z_]+", one)}
    for path in CODE:
        found |= {
            node.id
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Name) and node.id.startswith("NEWSBOT_")
        }
    for name in bundled():
        found |= set(read_profile(profiles.BUNDLED / f"{name}.toml").settings)
    return frozenset(name for name in found if name.startswith("NEWSBOT_"))


def stats_in_code() -> set[str]:
    """Names of stats. A name with a variable ends in ``/``."""
    words = set(strings())
    found = set()
    for one in words:
        if re.fullmatch(r"newsbot/[a-z_/]+(<>)?", one):
            found.add(one.removesuffix("<>"))
    if "newsbot/<>/<>" in words:  # why and what for: the first is a word of the code
        documented = names(section(doc("verdicts.md"), "Stats"))
        whys = {name.split("/")[1] for name in documented if name.count("/") == 2}
        found |= {f"newsbot/{why}/" for why in whys & words}
    return found


# --- Settings ----------------------------------------------------------------


@cache
def fresh_settings() -> dict[str, Any]:
    """newsbot/settings.py as it is read in the project's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        values = runpy.run_path(str(ROOT / "newsbot" / "settings.py"))
    return {name: value for name, value in values.items() if name.isupper()}


def setting_rows() -> dict[str, str]:
    """Setting → its default, as the docs print it."""
    page = re.sub(
        r"^## Environment.*?(?=^## )", "", doc("settings.md"), flags=re.M | re.S
    )
    page = re.sub(r"^### .*?(?=^## |\Z)", "", page, flags=re.M | re.S)
    return {code(row[0]): row[1] for row in rows(page)}


def value(printed: str) -> Any:
    """The value of a default in the docs: a literal, or a product of numbers."""
    printed = printed.replace("<version>", newsbot.__version__)
    printed = printed.replace("<project>", str(ROOT))
    if re.fullmatch(r"\d+( \* \d+)+", printed):
        product = 1
        for factor in printed.split(" * "):
            product *= int(factor)
        return product
    return ast.literal_eval(printed)


def test_every_setting_of_the_project_is_documented_and_no_other() -> None:
    assert sorted(setting_rows()) == sorted(fresh_settings())


@pytest.mark.parametrize("name", sorted(setting_rows()))
def test_the_documented_default_is_the_real_one(name: str) -> None:
    real = fresh_settings()[name]
    printed = setting_rows()[name]
    if printed.startswith("[below]"):
        table = section(doc("settings.md"), f"`{name}`")
        lines = {code(row[0]): value(code(row[1])) for row in rows(table)}
        assert lines == real
    else:
        assert value(code(printed)) == real
        assert type(value(code(printed))) is type(real)


def test_every_setting_that_the_code_asks_for_has_a_default_or_a_variable() -> None:
    known = {*fresh_settings(), *ENVIRONMENT}
    assert settings_in_code() <= known


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_every_setting_that_a_page_names_exists(path: Path) -> None:
    named = set(re.findall(r"\bNEWSBOT_[A-Z_]+\b", read(path)))
    assert named <= settings_in_code()


def test_every_newsbot_setting_of_the_code_is_documented() -> None:
    page = doc("settings.md")
    documented = {*setting_rows(), *names(section(page, "Environment variables"))}
    assert settings_in_code() <= documented


def test_environment_variables_and_the_settings_that_they_override() -> None:
    table = rows(section(doc("settings.md"), "Environment variables"))
    assert {code(row[0]): code(row[1]) for row in table} == ENVIRONMENT


# --- Commands ----------------------------------------------------------------


@cache
def settings() -> Settings:
    found = Settings()
    found.setmodule("newsbot.settings", priority="project")
    return found


@cache
def commands() -> dict[str, ScrapyCommand]:
    found: dict[str, ScrapyCommand] = _get_commands_dict(settings(), inproject=True)
    return found


def own_commands() -> list[str]:
    files = (ROOT / "newsbot" / "commands").glob("[!_]*.py")
    return sorted(path.stem for path in files)


class Usage(Exception):  # noqa: N818 - it is what the parser says
    """The command line is none of the command's."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise Usage(message)


def parser(name: str) -> Parser:
    command = commands()[name]
    command.settings = settings()
    found = Parser(prog=f"scrapy {name}", allow_abbrev=False)
    command.add_options(found)
    return found


def spiders() -> dict[str, Any]:
    loader = SpiderLoader.from_settings(settings())
    return {name: loader.load(name) for name in loader.list()}


def options(name: str) -> set[str]:
    return {option for one in parser(name)._actions for option in one.option_strings}


def test_every_command_of_the_project_has_a_section_and_no_other() -> None:
    sections = re.findall(r"^## `scrapy (\w+)`$", doc("commands.md"), re.MULTILINE)
    assert sorted(sections) == own_commands()


@pytest.mark.parametrize("name", own_commands())
def test_the_options_of_a_command(name: str) -> None:
    page = section(doc("commands.md"), f"`scrapy {name}`")
    named = {one.split()[0] for one in names(page) if one.startswith("-")}
    assert named <= options(name)
    # What every command of Scrapy has need not be told again.
    own = options(name) - options("list")
    short = {one for one in own if not one.startswith("--")}
    alone = {one for one in own if one.startswith("--") and not short}
    assert short | alone <= named


@pytest.mark.parametrize("name", sorted(spiders()))
def test_the_arguments_of_a_spider_and_their_defaults(name: str) -> None:
    spider = spiders()[name]
    real = {
        one.name: one.default
        for one in inspect.signature(spider).parameters.values()
        if one.name in spider.argument_names()
    }
    table = rows(section(doc("commands.md"), f"Arguments of `{name}`"))
    assert {code(row[0]): ast.literal_eval(code(row[1])) for row in table} == real
    assert list(real) == [code(row[0]) for row in table]


def test_the_readme_names_every_argument_of_latest() -> None:
    named = re.findall(r"^\| `-a (\w+)=`", read(ROOT / "README.md"), re.MULTILINE)
    assert sorted(named) == sorted(spiders()["latest"].argument_names())


def scrapy_lines() -> list[tuple[str, str]]:
    """Page and command line of every call of ``scrapy`` in the docs."""
    found = []
    for path in PAGES:
        for line in prose_and_code(read(path)):
            calls = re.split(r"&&|\|\||[|;]|2>", line)
            found += [
                (path.name, call.strip())
                for call in calls
                if re.match(r"\s*(ExecStart=)?(\S*/)?scrapy \w", call)
            ]
    return found


@pytest.mark.parametrize(("page", "line"), scrapy_lines())
def test_a_command_line_of_the_docs_is_one(page: str, line: str) -> None:
    _, name, *arguments = shlex.split(line.removeprefix("ExecStart="))
    assert name in commands()
    found, rest = parser(name).parse_known_args(arguments)
    assert not [one for one in rest if one.startswith("-")]
    for assignment in found.set:
        assert assignment.partition("=")[0] in {*settings(), *settings_in_code()}
    if name != "crawl" or not rest:
        return
    assert rest[0] in spiders()
    given = {one.partition("=")[0] for one in found.spargs}
    assert given <= spiders()[rest[0]].argument_names()


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_arguments_that_a_page_names_exist(path: Path) -> None:
    named = set(re.findall(r"(?<![\w-])-a ([a-z_]+)=", read(path)))
    known = {one for spider in spiders().values() for one in spider.argument_names()}
    assert named <= known


def test_the_command_lines_are_found() -> None:
    assert len(scrapy_lines()) >= 20


# --- Verdicts, outcomes, stats -----------------------------------------------


def test_verdicts_and_exit_codes_in_order_of_precedence() -> None:
    head = doc("verdicts.md").partition("\n## ")[0]
    assert [(code(row[0]), int(row[1])) for row in rows(head)] == list(
        EXIT_CODES.items()
    )


def test_outcomes() -> None:
    table = section(doc("verdicts.md"), "Outcomes of pages")
    assert names(table) == list(OUTCOMES)


def test_keys_of_a_run_record() -> None:
    report = RunReport(get_crawler())
    record = report._record("quiet", "nothing new")
    assert names(section(doc("verdicts.md"), "runs.jsonl")) == list(record)


def test_stats() -> None:
    documented = {
        re.sub(r"<\w+>$", "", name)
        for name in names(section(doc("verdicts.md"), "Stats"))
    }
    found = stats_in_code()
    assert documented <= found
    # "newsbot/pages/delivered" in the code is one of "newsbot/pages/<outcome>".
    for name in found - documented:
        assert f"{name.rpartition('/')[0]}/" in documented, name


# --- The record --------------------------------------------------------------

FORMS = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "object": "object",
    "null": "null",
}


def form(schema: dict[str, Any]) -> set[str]:
    """The words by which the docs call what a field's JSON Schema allows."""
    if "anyOf" in schema:
        return set().union(*(form(one) for one in schema["anyOf"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if kinds == ["array"]:
        return {f"list of {next(iter(form(schema['items'])))}s"}
    return {FORMS[kind] for kind in kinds}


@pytest.mark.parametrize(
    ("heading", "record"), [("Fields", Article), ("Related", Related)]
)
def test_fields_of_the_record_in_order(heading: str, record: type) -> None:
    fields = [one.name for one in dataclasses.fields(record)]  # type: ignore[arg-type]
    assert names(section(doc("record.md"), heading)) == fields


def test_forms_of_the_fields() -> None:
    properties = json_schema()["properties"]
    related = properties["related"]["items"]["properties"]
    for heading, schemas in (("Fields", properties), ("Related", related)):
        for row in rows(section(doc("record.md"), heading)):
            documented = set(row[1].split(" or "))
            assert documented == form(schemas[code(row[0])]), row[0]
            # Where a field can be null, the docs say what that means.
            if "null" in documented:
                assert row[3].startswith("null"), row[0]


@pytest.mark.parametrize(
    ("field", "words"), [("kind", KINDS), ("found", FOUND_VIA), ("status", STATUSES)]
)
def test_words_that_a_field_can_be(field: str, words: tuple[str, ...]) -> None:
    table = rows(section(doc("record.md"), "Fields"))
    row = next(row for row in table if code(row[0]) == field)
    named = set(re.findall(r"`(\w+)`", row[2])) - {"via", "from"}
    assert named == set(words)


# --- Profiles ----------------------------------------------------------------


def test_keys_of_a_profile() -> None:
    page = doc("sites.md")
    top = rows(section(page, "Top level"))
    strings_of = {code(row[0]) for row in top if row[1] == "string"}
    lists_of = {code(row[0]) for row in top if row[1] == "list of strings"}
    assert strings_of == profiles._STRINGS
    assert lists_of == profiles._LISTS
    either = {code(row[0]) for row in top if row[1] == "string or list"}
    assert either == profiles._EITHER
    sections = re.findall(r"^### `\[(\w+)\]`$", page, re.MULTILINE)
    assert sections == list(profiles._SECTIONS)
    for name in sections:
        assert set(names(section(page, f"`[{name}]`"))) == profiles._SECTIONS[name]


@pytest.mark.parametrize("source", fences(doc("sites.md"), "toml"))
def test_a_profile_of_the_docs_can_be_read(source: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.toml"
    path.write_text(source, "utf-8")
    assert read_profile(path).url == "https://www.example.com/"


# --- Python ------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_python_examples_run(path: Path) -> None:
    examples = "\n".join(fences(read(path), "pycon"))
    test = doctest.DocTestParser().get_doctest(examples, {}, path.name, None, 0)
    said: list[str] = []
    doctest.DocTestRunner().run(test, out=said.append)
    assert not said, "".join(said)


def test_there_are_python_examples() -> None:
    assert doc("arabic.md").count("\n>>> ") >= 40
    for path in PAGES:
        inside = "".join(fences(read(path), "pycon"))
        assert read(path).count("\n>>> ") == f"\n{inside}".count("\n>>> ")


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_other_python_compiles(path: Path) -> None:
    for block in fences(read(path), "python"):
        assert ast.parse(block).body, block


def test_functions_for_any_python_program() -> None:
    public = {*text.__all__}
    for module in (dates, lines, calls, credit_lines, edges):
        public |= {
            name
            for name, one in vars(module).items()
            if inspect.isfunction(one)
            and one.__module__ == module.__name__
            and not name.startswith("_")
        }
    page = doc("arabic.md").partition("## Pages and addresses")[0]
    assert set(re.findall(r"^\*\*`(\w+)\(", page, re.MULTILINE)) == public


# --- Pages -------------------------------------------------------------------


def anchors(page: str) -> set[str]:
    """Anchors of the headings, as GitHub makes them."""
    heads = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S), re.M
    )
    return {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}


def links() -> list[tuple[Path, str]]:
    found = []
    for path in PAGES:
        plain = re.sub(r"^```.*?^```$", "", read(path), flags=re.M | re.S)
        found += [(path, link) for link in re.findall(r"\]\(([^)\s]+)\)", plain)]
    return [(path, link) for path, link in found if "://" not in link]


@pytest.mark.parametrize(
    ("path", "link"), links(), ids=[f"{path.name}-{link}" for path, link in links()]
)
def test_a_link_leads_somewhere(path: Path, link: str) -> None:
    name, _, anchor = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    assert target.exists()
    assert target.is_relative_to(ROOT)
    if anchor:
        assert anchor in anchors(read(target))


def test_every_page_is_linked_from_the_readme_or_from_another() -> None:
    linked = {
        (path.parent / link.partition("#")[0]).resolve() for path, link in links()
    }
    assert {path.resolve() for path in DOCS} <= linked


@pytest.mark.parametrize("name", ["pipelines", "middlewares", "extensions", "spiders"])
def test_every_step_has_its_paragraph(name: str) -> None:
    """A component of the settings, and every spider, is named in pipelines.md."""
    linked = {
        (path.parent / link).resolve()
        for path, link in links()
        if path.name == "pipelines.md"
    }
    steps = {
        ROOT / Path(*key.split(".")[:-1]).with_suffix(".py")
        for table in ("ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "EXTENSIONS")
        for key, order in fresh_settings()[table].items()
        if key.startswith(f"newsbot.{name}.") and order is not None
    }
    for spider in spiders().values():
        if name == "spiders":
            steps.add(Path(inspect.getfile(spider)))
    assert {step.name for step in steps - linked} <= {"progress.py"}
    assert steps


def test_the_two_commands_of_the_readme() -> None:
    lines = [line.strip() for line in read(ROOT / "README.md").splitlines()]
    first = (
        "python3 -m venv .venv && .venv/bin/pip install . && "
        ".venv/bin/scrapy crawl latest"
    )
    second = (
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && "
        ".venv/bin/pytest"
    )
    assert first in lines
    assert second in lines
    assert second in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_no_page_names_a_path_of_one_machine(path: Path) -> None:
    machine = r"(?<![\w.])/(?:home|root|Users|work|tmp|opt|mnt)/|[A-Z]:\\"
    assert not re.findall(machine, read(path))


def test_what_the_container_copies_is_there() -> None:
    (source,) = fences(doc("cron.md"), "dockerfile")
    copied = [line.split()[1:-1] for line in source.splitlines() if "COPY" in line]
    assert copied
    for name in (one for line in copied for one in line):
        assert (ROOT / name).exists()


# --- Docstrings --------------------------------------------------------------

# Hooks that Scrapy calls and documents.
HOOKS = {"from_crawler", "short_desc", "long_desc", "syntax", "add_options", "run"}


def undocumented(path: Path) -> Iterator[str]:
    found = tree(path)
    if not ast.get_docstring(found):
        yield "the module"
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    waiting: list[tuple[str, Any]] = [("", found)]
    while waiting:
        prefix, node = waiting.pop()
        for one in node.body:
            if not isinstance(one, kinds) or one.name.startswith("_"):
                continue
            is_hook = isinstance(node, ast.ClassDef) and one.name in HOOKS
            if not ast.get_docstring(one) and not is_hook:
                yield f"{prefix}{one.name}"
            if isinstance(one, ast.ClassDef):
                waiting.append((f"{prefix}{one.name}.", one))


def test_everything_public_has_a_docstring() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in CODE
        for name in undocumented(path)
    }
    assert not missing
