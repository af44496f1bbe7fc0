from __future__ import annotations

from pathlib import Path

import pytest

from building.keeping.state import BuildState
from newsroom.output.assets import ThemeFiles
from newsroom.output.page_renderer import PageRenderer
from portal.errors import Problem
from tests.newsroom.stories import frame


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    return tmp_path / "theme"


def renderer(theme: Path, template: str) -> PageRenderer:
    (theme / "templates" / "page.html").write_text(template, encoding="utf-8")
    return PageRenderer(theme, frame(), ThemeFiles("/theme/0/", {"js/site.js": b""}), BuildState())


def test_a_template_sees_the_frame_and_what_is_passed(theme: Path) -> None:
    pages = renderer(theme, "{{ site.masthead.name }} {{ asset('js/site.js') }} {{ absolute('/a/') }} {{ title }}")
    page = pages.render("page.html", {"title": "<T>"}).decode()
    assert page == "Toà soạn /theme/0/js/site.js https://toasoan.example/a/ &lt;T&gt;"


@pytest.mark.parametrize(
    "template",
    ["\n{{ nothing }}", "\n{% if %}", "\n{{ asset('js/none.js') }}", "\n{{ 'a' + 1 }}", "\n{{ site.nothing }}"],
    ids=["unknown name", "syntax", "asset", "type", "attribute"],
)
def test_a_fault_of_a_template_names_its_file_and_line(theme: Path, template: str) -> None:
    with pytest.raises(Problem) as caught:
        renderer(theme, template).render("page.html", {})
    assert str(caught.value).startswith("theme/templates/page.html:2: ")


def test_a_fault_in_a_component_names_the_component(theme: Path) -> None:
    (theme / "templates" / "part.html").write_text(
        "{% macro part() %}\n\n{{ nothing }}{% endmacro %}", encoding="utf-8"
    )
    with pytest.raises(Problem, match=r"theme/templates/part\.html:3: "):
        renderer(theme, '{% from "part.html" import part %}{{ part() }}').render("page.html", {})


def test_a_missing_template_is_named(theme: Path) -> None:
    with pytest.raises(Problem, match=r"theme/templates/none\.html"):
        renderer(theme, "x").render("none.html", {})
