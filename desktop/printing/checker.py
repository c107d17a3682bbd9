"""Checking a form before anything is filled: every name and field in it must be known, each mistake has its line."""

from collections.abc import Mapping

from jinja2 import nodes

from desktop.printing.forms import FormError
from desktop.printing.names import OTHER, Vocabulary
from desktop.printing.shapes import Shape, record

Scope = Mapping[str, Shape | None]
# The name of a paper's own record; a form that names none has a number and a day all the same.
_OWN = "document"
_UNNAMED = record("", "step")


def check(tree: nodes.Template, names: Vocabulary, document: str, file: str) -> set[str]:
    """The names that stand in a form; `document` is the form's own paper.

    Raises FormError for the first name or field that no record has.
    """
    scope: Scope = {**dict.fromkeys(OTHER), **names, _OWN: names.get(document, _UNNAMED)}
    checker = _Checker(file)
    checker.visit(tree, scope)
    return checker.names


class _Checker:
    """Walks the tree of a form, knowing at every place what stands behind each name; None where anything may."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.names: set[str] = set()

    def visit(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
            return
        if isinstance(node, nodes.Name | nodes.Getattr):
            self._shape(node, scope)
            return
        inner = scope
        for child in node.iter_child_nodes():
            self.visit(child, inner)
            if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
                inner = {**inner, child.target.name: self._shape(child.node, inner)}

    def _loop(self, loop: nodes.For, scope: Scope) -> None:
        listed = self._shape(loop.iter, scope)
        inner = dict(scope)
        for target in loop.target.find_all(nodes.Name) if not isinstance(loop.target, nodes.Name) else [loop.target]:
            inner[target.name] = listed.rows if listed is not None else None
        for child in (*loop.body, *loop.else_, *([loop.test] if loop.test else [])):
            self.visit(child, inner)

    def _shape(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """What stands behind an expression. Raises FormError when nothing can."""
        if isinstance(node, nodes.Name):
            return self._named(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._behind(node, self._shape(node.node, scope))
        for child in node.iter_child_nodes():
            self.visit(child, scope)
        return None

    def _named(self, name: nodes.Name, scope: Scope) -> Shape | None:
        self.names.add(name.name)
        if name.ctx == "load" and name.name not in scope:
            raise FormError(self._file, name.lineno, f"không có tên “{name.name}”")
        return scope.get(name.name)

    def _behind(self, access: nodes.Getattr, shape: Shape | None) -> Shape | None:
        if shape is None:
            return None
        if not shape.knows(access.attr):
            raise FormError(self._file, access.lineno, f"“{_written(access.node)}” không có mục “{access.attr}”")
        return shape.members.get(access.attr)


def _written(node: nodes.Node) -> str:
    """An expression as it stands in the form."""
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "biểu thức"
