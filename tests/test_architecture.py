"""The house stands as it was drawn: imports flow one way, functions stay readable, Korean words stay in the registries."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from builder.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
BUILDER = ROOT / "builder"
FILES = sorted(BUILDER.rglob("*.py"))
HANGUL = re.compile(r"[가-힣]")

#: Room → how far down the stream it lies. A module imports only from rooms above it, or its own.
# fmt: off
STREAM = (
    ("model", "codes", "problems", "looks", "file_runs", "barrier", "new_file", "partial_date", "text", "phrases", "patterns", "charsets", "lasting", "freed", "plain_yaml", "spool", "kept", "standing", "memory", "pairs", "roll", "workers", "article_id", "rights", "progress",
     "settings", "registry", "exchange", "personal", "content_policy", "credentials",
     "zip_file"),
    # Renders whatever lies in docs/. It knows nothing of articles, so every room that does may stand on it.
    ("host",),
    ("intake",),
    ("reading",),
    ("facts",),
    ("prose",),
    ("pages",),
    ("review", "catalogue", "records"),
    ("permanence", "checks", "theme"),
    ("publish",),
    ("run",),
    ("commands",),
    ("cli_pages", "cli_publishing", "cli", "__main__"),
)
# fmt: on
RANK = {room: rank for rank, rooms in enumerate(STREAM) for room in rooms}
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 8
LONGEST_MODULE = 350

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_of(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


@cache
def nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Every node of a tree; many tests look at all of them."""
    return tuple(ast.walk(tree))


@cache
def ours() -> frozenset[tuple[str, ...]]:
    return frozenset(module_of(path) for path in FILES)


def imported(tree: ast.Module) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(line, module path) of every module of ours that is imported, also inside functions and for types only."""
    for node in nodes_of(tree):
        if isinstance(node, ast.Import):
            yield from (
                (node.lineno, tuple(name.name.split(".")))
                for name in node.names
                if name.name.split(".")[0] == "builder"
            )
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "builder":
            module = tuple(node.module.split("."))
            for name in node.names:
                yield node.lineno, (*module, name.name) if (*module, name.name) in ours() else module


def room(module: tuple[str, ...]) -> str | None:
    return module[1] if len(module) > 1 else None


def against_the_flow(path: Path, tree: ast.Module) -> list[str]:
    own = room(module_of(path))
    if own is None:
        return []
    found = []
    for line, module in imported(tree):
        other = room(module)
        if other is not None and RANK[other] > RANK[own]:
            found.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {'.'.join(module)}")
    return found


def test_imports_follow_the_stream() -> None:
    assert [line for path in FILES for line in against_the_flow(path, tree_of(path))] == []


def test_every_room_is_on_the_map() -> None:
    rooms = {room(module_of(path)) for path in FILES} - {None}
    assert rooms - RANK.keys() == set(), "give the new room its place in STREAM"


def test_the_flow_test_can_fail() -> None:
    tree = ast.parse("from builder.pages import store\nimport builder.cli\nfrom builder import run\n")
    assert len(against_the_flow(BUILDER / "facts" / "dates.py", tree)) == 3


#: What renders a site. What they are called stands in builder/host/ alone, so that another one is one changed line there.
RENDERERS = ("mkdocs", "material", "properdocs", "zensical")


def renderers_imported(tree: ast.Module) -> list[int]:
    """Lines that import a renderer, by a statement or by its name in a call of ``import_module`` or ``__import__``."""
    found: list[int] = []
    for node in (one for one in nodes_of(tree) if isinstance(one, ast.stmt | ast.expr)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            names = [str(node.args[0].value)] if called in ("import_module", "__import__") else []
        found += [node.lineno for name in names if name.split(".")[0] in RENDERERS]
    return found


def test_one_room_knows_the_renderer() -> None:
    """The theme too: MkDocs imports it, and not the other way round."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        if room(module_of(path)) != "host"
        for line in renderers_imported(tree_of(path))
    ]
    assert found == []


def test_the_room_takes_it_through_one_module() -> None:
    """engine.py names the package once."""
    naming = [
        path.name
        for path in FILES
        if renderers_imported(tree_of(path)) or 'PACKAGE: Final = "' in path.read_text("utf-8")
    ]
    assert naming == ["engine.py"]


def test_the_renderer_test_can_fail() -> None:
    text = "import mkdocs.config\nfrom material import x\nimport_module('mkdocs.plugins')\nfrom builder.host import mkdocs\n"
    assert renderers_imported(ast.parse(text)) == [1, 2, 3]


@pytest.mark.parametrize("command", ["convert", "build"])
def test_a_command_waits_for_nothing_it_may_not_need(command: str) -> None:
    """The renderer, what draws progress and what locks an archive take longer to import than a seed to convert."""
    heavy = ("mkdocs", "rich", "filelock")
    script = f"import builder.cli, builder.commands.{command}, sys; print([one for one in {heavy!r} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_import_in_a_circle() -> None:
    """Between modules, not only between rooms."""
    graph = {module_of(path): {module for _, module in imported(tree_of(path))} for path in FILES}
    state: dict[tuple[str, ...], str] = {}

    def visit(module: tuple[str, ...], trail: tuple[tuple[str, ...], ...]) -> None:
        assert state.get(module) != "open", " → ".join(".".join(one) for one in (*trail, module))
        if module in state:
            return
        state[module] = "open"
        for other in sorted(graph.get(module, ())):
            if other != module:
                visit(other, (*trail, module))
        state[module] = "done"

    for module in sorted(graph):
        visit(module, ())


def test_no_relative_imports() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in FILES
        for node in nodes_of(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert found == []


def lossy_decoding(tree: ast.Module) -> list[int]:
    """Lines of calls that would put U+FFFD or nothing where bytes are broken."""
    calls = [node for node in nodes_of(tree) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        name = (
            call.func.attr
            if isinstance(call.func, ast.Attribute)
            else call.func.id
            if isinstance(call.func, ast.Name)
            else ""
        )
        by_place = call.args[1:] if name in ("decode", "encode", "str", "bytes") else []
        by_name = [keyword.value for keyword in call.keywords if keyword.arg == "errors"]
        found += [
            call.lineno
            for value in (*by_place, *by_name)
            if isinstance(value, ast.Constant) and value.value in ("replace", "ignore")
        ]
    return found


def test_nothing_is_decoded_with_losses() -> None:
    assert [f"{path}:{line}" for path in FILES for line in lossy_decoding(tree_of(path))] == []


def test_the_decoding_test_can_fail() -> None:
    assert lossy_decoding(
        ast.parse("a.decode('utf-8', 'replace')\nopen(p, errors='ignore')\nb.replace('replace', 'x')\n")
    ) == [1, 2]


def functions(path: Path) -> Iterator[Function]:
    yield from (node for node in nodes_of(tree_of(path)) if isinstance(node, Function))


#: ``(…)*+``: up to Python 3.11.4, which Debian 12 has an earlier one of, such a group may not match what it should
#: (https://github.com/python/cpython/issues/106052). ``(?>(…)*)`` says the same on every version.
POSSESSIVE_GROUP = re.compile(r"(?<![(\\])\)(?:[*+?]|\{[0-9,]+\})\+")


def test_no_group_of_a_pattern_is_possessive() -> None:
    texts = {path: path.read_text("utf-8") for path in (*FILES, *BUILDER.rglob("*.yaml"))}
    assert [path for path, text in texts.items() if POSSESSIVE_GROUP.search(text)] == []


def test_the_possessive_test_can_fail() -> None:
    found = [
        bool(POSSESSIVE_GROUP.search(text))
        for text in ("(?:a|b)*+", "(ab){1,2}+", "[^x]*+", "[()*+]", "(?>(a|b)*)")
    ]
    assert found == [True, True, False, False, False]


def test_no_function_is_longer_than_a_screen() -> None:
    found = []
    for path in FILES:
        for function in functions(path):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(
                    f"{path.relative_to(ROOT)}:{function.lineno}: {function.name} has {length} lines"
                )
    assert found == []


def test_half_of_the_functions_are_read_at_a_glance() -> None:
    lengths = [(one.end_lineno or one.lineno) - one.lineno + 1 for path in FILES for one in functions(path)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def test_no_module_is_too_long_to_know() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    found = {path.relative_to(ROOT).as_posix() for path, length in lengths.items() if length > LONGEST_MODULE}
    assert found == set()


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Public functions, classes and the methods of public classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{prefix}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{node.name}.")


def test_everything_public_says_what_it_is() -> None:
    found = []
    for path in FILES:
        for name, node in public(tree_of(path).body):
            overridden = isinstance(node, Function) and any(
                isinstance(one, ast.Name) and one.id == "override" for one in node.decorator_list
            )
            if ast.get_docstring(node) is None and not overridden:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {name}")
    assert found == []


def test_every_module_says_what_it_is() -> None:
    assert [
        str(path) for path in FILES if ast.get_docstring(tree_of(path)) is None and path.stat().st_size
    ] == []


def word_lists(tree: ast.Module) -> list[int]:
    """Lines of lists, tuples and sets with three or more Korean words, and of Korean word lists written as one split string."""
    found = []
    for node in nodes_of(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            words = [
                one
                for one in node.elts
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and HANGUL.search(one.value)
            ]
            found += [node.lineno] if len(words) >= 3 else []
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "split"
            and isinstance(node.func.value, ast.Constant)
        ):
            words_split = [word for word in str(node.func.value.value).split() if HANGUL.search(word)]
            found += [node.lineno] if len(words_split) >= 3 else []
    return found


def test_korean_words_live_in_the_registries() -> None:
    assert [f"{path.relative_to(ROOT)}:{line}" for path in FILES for line in word_lists(tree_of(path))] == []


def test_the_word_list_test_can_fail() -> None:
    assert word_lists(ast.parse("a = ['가', '나', '다']\nb = {'가', '나'}\nc = '가 나 다'.split()\n")) == [
        1,
        3,
    ]


def clock_calls(tree: ast.Module) -> list[int]:
    names = {"now", "today", "utcnow"}
    return [
        node.lineno
        for node in nodes_of(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    ]


def test_only_the_command_line_knows_the_day() -> None:
    """What the builder makes depends on its input; the day comes in through one door."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        for line in clock_calls(tree_of(path))
        if path != BUILDER / "commands" / "common.py"
    ]
    assert found == []


def label_keys(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in nodes_of(tree):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            owner = (
                node.value.attr
                if isinstance(node.value, ast.Attribute)
                else node.value.id
                if isinstance(node.value, ast.Name)
                else ""
            )
            if owner == "labels":
                yield node.lineno, node.slice.value


def test_every_label_that_is_used_exists(registry: Registry) -> None:
    assert [
        f"{path}:{line}: {key}"
        for path in FILES
        for line, key in label_keys(tree_of(path))
        if key not in registry.labels
    ] == []


def test_no_path_of_a_machine_stands_in_the_code() -> None:
    found = []
    for path in [*FILES, *sorted((ROOT / "tests").rglob("*.py"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (
                re.search(r"[\"'](?:/work|/home|/root|/Users|C:\\\\)", line)
                and path != Path(__file__).resolve()
            ):
                found.append(f"{path}:{number}")
    assert found == []
