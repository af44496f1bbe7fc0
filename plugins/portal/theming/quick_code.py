"""Templates as quicker code: a page puts in hundreds of values and calls a hundred macros.

Jinja makes trusted markup of each value that is put in, and looks at each thing that is called whether it wants to be
told of the page. Here a value becomes plain text, which is all that is written; and macros never want to be told.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from .remembered import Remembered


def escaped(value: object) -> str:
    """The text that `escape` gives."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else escape(value)


class QuickCode(CodeGenerator):
    """Writes `escaped` where Jinja writes `escape`: around what is put in, and nowhere else."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        self.writeline(f"from {__name__} import escaped")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")


class QuickContext(Context):
    """Calls macros, and what remembers their markup, without a look at what else they may want."""

    def call(self, called: Any, *args: Any, **kwargs: Any) -> Any:
        if type(called) not in _KNOWN:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


_KNOWN = frozenset((Macro, Remembered))
