"""The floors of the package: a module imports only from lower floors, and nothing imports in a circle."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geostrike"
FLOORS = {
    "__init__": 0,
    "errors": 0,
    "vocabulary": 0,
    "precision": 0,
    "sheltered": 0,
    "fields": 0.5,
    "model": 1,
    "quantities": 1,
    "escape": 1,
    "files": 1,
    "net": 1,
    "names": 2,
    "coordinates": 2,
    "geodesy": 2,
    "borders": 3,
    "gazetteer": 4,
    "tables": 5,
    "reports": 5,
    "locate": 6,
    "checks": 6,
    "protect": 5.5,
    "diff": 6,
    "scale": 6,
    "maps": 7,
    "cli": 8,
    "__main__": 9,
}


def _module(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(source, known):
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in inner}
    return {name for name in found if name.split(".")[0] == "geostrike"}


def _part(module):
    return [*module.split("."), "__init__"][1]


MODULES = {_module(path): path for path in sorted(PACKAGE.rglob("*.py")) if "node_modules" not in path.parts}
GRAPH = {name: _imports(path.read_text(encoding="utf-8"), MODULES) for name, path in MODULES.items()}


@pytest.mark.parametrize("module", MODULES)
def test_each_module_has_a_floor(module):
    assert _part(module) in FLOORS


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module):
    here = _part(module)
    others = {name for name in GRAPH[module] if _part(name) != here and name != "geostrike"}
    up = {name for name in others if FLOORS[_part(name)] >= FLOORS[here]}
    assert not up, f"{module} imports {up}, which is not on a lower floor"


def test_nothing_imports_in_a_circle():
    assert not _circle(GRAPH)


@pytest.mark.parametrize(
    ("graph", "circle"), [({"a": {"b"}, "b": {"a"}}, True), ({"a": {"b"}, "b": set()}, False)]
)
def test_a_circle_would_be_seen(graph, circle):
    assert bool(_circle(graph)) is circle


def _circle(graph):
    left = {name: set(targets) & set(graph) - {name} for name, targets in graph.items()}
    while free := [name for name, targets in left.items() if not targets]:
        left = {name: targets - set(free) for name, targets in left.items() if name not in free}
    return left


@pytest.mark.parametrize("module", MODULES)
def test_files_are_short_and_say_what_lives_there(module):
    source = MODULES[module].read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 350
    assert ast.get_docstring(ast.parse(source)), f"{module} has no first line that says what lives there"
