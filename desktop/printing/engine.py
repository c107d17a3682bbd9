"""Filling: a form's body becomes text in which every value is only a mark, and the values beside it."""

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import pass_context

from desktop.printing import checker
from desktop.printing.filters import FILTERS
from desktop.printing.forms import Form, FormError
from desktop.printing.values import Blank, in_words

# Stands in the filled text for the next value; a private letter that no keyboard types.
SLOT = "\ue000"
_LETTERHEAD = re.compile(r"^:::(?:letterhead|part)[ \t]+([a-z-]+)[ \t]*$", re.MULTILINE)
_SLOTS = "values of this print"


@dataclass(frozen=True)
class Filled:
    """The text of a form with a SLOT for every value, and the values in their order."""

    text: str
    values: tuple[str | Blank, ...]


class Engine:
    """Compiled forms of one edition; `snippet(name)` gives the text of a letterhead and the name of its file."""

    def __init__(self, snippet: Callable[[str], tuple[str, str]]) -> None:
        self._snippet = snippet
        self._snippets: dict[str, _Parsed] = {}

    @cached_property
    def _environment(self) -> Environment:
        environment = SandboxedEnvironment(
            undefined=StrictUndefined,
            finalize=_into_slot,
            line_comment_prefix="%%",
            # A form has next to nothing that could be worked out before; looking for it takes longer.
            optimized=False,
            loader=_Snippets(self._compile_snippet),
        )
        environment.filters = dict(FILTERS)
        environment.globals = {"range": safe_range}
        return environment

    def compile(self, form: Form) -> tuple[Template, frozenset[str]]:
        """The form ready for filling, and the names in it.

        Raises FormError for unknown names, fields, filters and broken syntax.
        """
        body = form.body.replace(SLOT, "")
        used = {form.document}
        for match in _LETTERHEAD.finditer(body):
            snippet = self._letterhead(match[1], form, body.count("\n", 0, match.start()) + 1)
            used |= checker.check(snippet.tree, form.vocabulary, form.document, snippet.file)
        tree = self._parse(_LETTERHEAD.sub(r'{% include "\1" %}', body), form.file)
        used |= checker.check(tree, form.vocabulary, form.document, form.file)
        try:
            template = self._compile(tree, form.code, form.file)
        except TemplateSyntaxError as problem:
            raise FormError(form.file, problem.lineno, _syntax_reason(problem)) from None
        return template, frozenset(used)

    def _letterhead(self, name: str, form: Form, line: int) -> "_Parsed":
        try:
            return self._parsed(name)
        except KeyError:
            raise FormError(form.file, line, f"không có phần đầu, phần chung nào tên “{name}”") from None

    def _parsed(self, name: str) -> "_Parsed":
        """A text that forms share, parsed once for all of them. Raises KeyError, FormError."""
        if name not in self._snippets:
            text, file = self._snippet(name)
            self._snippets[name] = _Parsed(self._parse(text.replace(SLOT, ""), file), file)
        return self._snippets[name]

    def _compile_snippet(self, name: str) -> Template:
        """The same ready for filling. Raises KeyError."""
        parsed = self._parsed(name)
        return self._compile(parsed.tree, name, parsed.file)

    def _compile(self, tree: nodes.Template, name: str, file: str) -> Template:
        code = self._environment.compile(tree, name, file)
        return Template.from_code(self._environment, code, self._environment.make_globals(None))

    def _parse(self, text: str, file: str) -> nodes.Template:
        try:
            return self._environment.parse(text, file, file)
        except TemplateSyntaxError as problem:
            raise FormError(file, problem.lineno, _syntax_reason(problem)) from None


@dataclass(frozen=True)
class _Parsed:
    """A text that forms share, parsed, and the name of its file."""

    tree: nodes.Template
    file: str


def fill(template: Template, form: Form, given: Mapping[str, Any]) -> Filled:
    """The form's text for these names. Raises FormError when the form asks for something impossible."""
    values: list[str | Blank] = []
    try:
        text = template.render({**given, _SLOTS: values})
    except (UndefinedError, SecurityError, TypeError, ValueError, ArithmeticError) as problem:
        raise FormError(*_place_of(problem, form.file), "không tính được giá trị ở dòng này") from None
    return Filled(text, tuple(values))


@pass_context
def _into_slot(context: Context, value: Any) -> str:
    if isinstance(value, Undefined):
        return str(value)  # raises: an unknown name is never printed as nothing
    values = context.parent[_SLOTS]
    values.append(value if isinstance(value, Blank) else in_words(value).replace(SLOT, ""))
    return SLOT


def _syntax_reason(problem: TemplateSyntaxError) -> str:
    unknown = re.search(r"No filter named '(\w+)'", problem.message or "")
    return f"không có cách viết “{unknown[1]}”" if unknown else "dấu {{ }} hoặc {% %} viết chưa đúng hoặc chưa đóng"


def _place_of(problem: BaseException, file: str) -> tuple[str, int]:
    """File and line at which filling stopped; the library puts frames of the templates into the traceback."""
    place, frame = (file, 1), problem.__traceback__
    while frame is not None:
        if "__jinja_exception__" in frame.tb_frame.f_globals:
            place = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        frame = frame.tb_next
    return place


class _Snippets(BaseLoader):
    """Hands the letterheads of an edition to the templates that include them."""

    def __init__(self, compiled: Callable[[str], Template]) -> None:
        self._compiled = compiled

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        try:
            return self._compiled(name)
        except KeyError:
            raise TemplateNotFound(name) from None
