"""Filling: a form's body becomes text in which every value is only a mark, and the values beside it."""

import re
from collections.abc import Callable, Mapping
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

    @cached_property
    def _environment(self) -> Environment:
        environment = SandboxedEnvironment(
            undefined=StrictUndefined,
            finalize=_into_slot,
            line_comment_prefix="%%",
            loader=_Snippets(self._snippet),
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
            used |= self._names_in_letterhead(match[1], form, body.count("\n", 0, match.start()) + 1)
        tree = self._parse(_LETTERHEAD.sub(r'{% include "\1" %}', body), form.file)
        checker.check(tree, form.vocabulary, form.document, form.file)
        try:
            code = self._environment.compile(tree, form.code, form.file)
        except TemplateSyntaxError as problem:
            raise FormError(form.file, problem.lineno, _syntax_reason(problem)) from None
        template = Template.from_code(self._environment, code, self._environment.make_globals(None))
        return template, frozenset(used | _names_in(tree))

    def _names_in_letterhead(self, name: str, form: Form, line: int) -> set[str]:
        try:
            text, own_file = self._snippet(name)
        except KeyError:
            raise FormError(form.file, line, f"không có phần đầu, phần chung nào tên “{name}”") from None
        tree = self._parse(text, own_file)
        checker.check(tree, form.vocabulary, form.document, own_file)
        return _names_in(tree)

    def _parse(self, text: str, file: str) -> nodes.Template:
        try:
            return self._environment.parse(text, file, file)
        except TemplateSyntaxError as problem:
            raise FormError(file, problem.lineno, _syntax_reason(problem)) from None


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


def _names_in(tree: nodes.Template) -> set[str]:
    return {name.name for name in tree.find_all(nodes.Name)}


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

    def __init__(self, snippet: Callable[[str], tuple[str, str]]) -> None:
        self._snippet = snippet

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        try:
            text, file = self._snippet(template)
        except KeyError:
            raise TemplateNotFound(template) from None
        return text.replace(SLOT, ""), file, None
