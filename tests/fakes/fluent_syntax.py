"""Messages as the parser of Fluent's authors reads them."""

from __future__ import annotations

from collections.abc import Iterator

from fluent.syntax import ast


def walk(node: ast.SyntaxNode) -> Iterator[ast.SyntaxNode]:
    """Yield a node and all nodes in it."""
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.SyntaxNode):
                yield from walk(child)


def variables(message: ast.Message) -> set[str]:
    """Return the names of the variables of a message."""
    return {node.id.name for node in walk(message) if isinstance(node, ast.VariableReference)}
