"""Write docs/cli.md and docs/api.md from the help texts and docstrings, so that they cannot go stale."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import click

from geostrike.cli import VERBS, cli

DOCS = Path(__file__).resolve().parent
PACKAGE = DOCS.parent / "geostrike"
INNER = {"cli", "__main__"}


def cli_reference() -> str:
    """The help text of every verb, as a person sees it."""
    parts = [
        "# The command line\n\nMade from `geostrike VERB --help`; data go to stdout, messages to stderr.\n"
    ]
    parts.append(
        "Exit codes: 0 done, 1 an error in one sentence (for `check`: findings of level error),\n"
        "2 wrong usage, 130 interrupted.\n"
    )
    context = click.Context(cli, info_name="geostrike", terminal_width=100, max_content_width=100)
    for verb in VERBS:
        command = cli.get_command(context, verb)
        assert command is not None
        parts.extend(_helps(command, context, verb))
    return "\n".join(parts)


def _helps(command: click.Command, parent: click.Context, name: str) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    title = context.command_path.removeprefix("geostrike ")
    text = [f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            text.extend(_helps(found, context, inner))
    return text


def api_reference() -> str:
    """Every public name with the first sentence of its docstring."""
    parts = ["# The public names\n\nEach has a docstring with parameters, units, errors and an example.\n"]
    for path in sorted(path for path in PACKAGE.rglob("*.py") if "node_modules" not in path.parts):
        parts.extend(_section(path))
    return "\n".join(parts)


def public_names(path: Path) -> list[tuple[str, str | None]]:
    """Public functions and classes that a module defines, each with its docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    public = (node for node in defined if not node.name.startswith("_") and not _is_overload(node))
    return [(node.name, ast.get_docstring(node)) for node in public]


def _is_overload(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)


def _section(path: Path) -> list[str]:
    relative = path.relative_to(PACKAGE.parent).with_suffix("")
    if set(relative.parts) & INNER:
        return []
    names = public_names(path)
    if not names:
        return []
    head = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    module = ".".join(part for part in relative.parts if part != "__init__")
    rows = [f"- `{name}`: {_sentence(text)}" for name, text in names]
    return [f"## {module}\n", " ".join(head.split()) + "\n", *rows, ""]


def _sentence(docstring: str | None) -> str:
    return " ".join((docstring or "").split("\n\n")[0].split())


def main() -> int:
    """Write both files into a folder, docs/ where none is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    for name, text in (("cli.md", cli_reference()), ("api.md", api_reference())):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
