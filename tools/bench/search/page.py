"""The real search page with its scripts and an index, without the rest of a paper: for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from jinja2 import ChoiceLoader, DictLoader

from newsroom.output.assets import load_theme
from portal import addresses
from portal.files import write_atomic
from portal.theming.page_head import PageHead
from portal.theming.templates import environment

ROOT = Path(__file__).resolve().parents[3]
# As strict as the paper's own: nothing inline, no markup from strings.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)
FRAME = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ csp }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ asset('css/site.css') }}">
{% block head %}{% endblock %}
</head>
<body><main id="main" class="wrap">{% block content %}{% endblock %}</main></body>
</html>
"""


def write_search_page(folder: Path, months: Sequence[tuple[str, str, int]] = (), topics: Sequence[object] = ()) -> None:
    """`tim-kiem/index.html` and the theme below `folder`; the index is expected in `tim-kiem/chi-muc/`."""
    theme = load_theme(ROOT / "theme/static")
    for path, data in theme.files.items():
        write_atomic(folder / theme.prefix.strip("/") / path, data)
    templates = environment(ROOT / "theme", "vi")
    assert templates.loader
    templates.loader = ChoiceLoader([DictLoader({"base.html": FRAME}), templates.loader])
    templates.globals["asset"] = theme.address
    html = templates.get_template("search.html").render(
        csp=CSP,
        page=PageHead("Tìm kiếm", "", addresses.SEARCH, "search"),
        site=SimpleNamespace(menu=()),
        index_url=addresses.SEARCH_INDEX,
        months=months,
        topics=topics,
    )
    write_atomic(folder / "tim-kiem/index.html", html.encode())
