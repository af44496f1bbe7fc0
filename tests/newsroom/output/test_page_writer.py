from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.output.assets import ThemeFiles
from newsroom.output.page_writer import PageFiles
from portal.errors import PortalError, Problem
from tests.newsroom.stories import frame


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    return tmp_path / "theme"


def writer(theme: Path, template: str) -> PageFiles:
    (theme / "templates" / "page.html").write_text(template, encoding="utf-8")
    made = PageFiles(theme.parent / "output")
    made.show(theme, frame(), ThemeFiles("/theme/0/", {"js/site.js": b""}))
    return made


def test_a_template_sees_the_frame_and_what_is_passed(theme: Path) -> None:
    made = writer(theme, "{{ site.masthead.name }} {{ asset('js/site.js') }} {{ absolute('/a/') }} {{ title }}")
    made.write_page("a/index.html", "page.html", title="<T>")
    page = (theme.parent / "output" / "a" / "index.html").read_text(encoding="utf-8")
    assert page == "Toà soạn /theme/0/js/site.js https://toasoan.example/a/ &lt;T&gt;"
    assert made.pages == 1


def test_one_address_is_written_once(theme: Path) -> None:
    made = writer(theme, "x")
    made.write_page("a.html", "page.html")
    with pytest.raises(PortalError, match=r"/a\.html"):
        made.write_file("a.html", b"")


@pytest.mark.parametrize("path", ["../a.html", "/etc/a.html", "x/../../a.html"])
def test_nothing_is_written_outside_the_output(theme: Path, path: str) -> None:
    with pytest.raises(PortalError):
        writer(theme, "x").write_file(path, b"")


@pytest.mark.parametrize(
    "template",
    ["\n{{ nothing }}", "\n{% if %}", "\n{{ asset('js/none.js') }}", "\n{{ 'a' + 1 }}", "\n{{ site.nothing }}"],
    ids=["unknown name", "syntax", "asset", "type", "attribute"],
)
def test_a_fault_of_a_template_names_its_file_and_line(theme: Path, template: str) -> None:
    with pytest.raises(Problem) as caught:
        writer(theme, template).write_page("a.html", "page.html")
    assert str(caught.value).startswith("theme/templates/page.html:2: ")


def test_a_fault_in_a_component_names_the_component(theme: Path) -> None:
    (theme / "templates" / "part.html").write_text(
        "{% macro part() %}\n\n{{ nothing }}{% endmacro %}", encoding="utf-8"
    )
    with pytest.raises(Problem, match=r"theme/templates/part\.html:3: "):
        writer(theme, '{% from "part.html" import part %}{{ part() }}').write_page("a.html", "page.html")


def test_a_missing_template_is_named(theme: Path) -> None:
    with pytest.raises(Problem, match=r"theme/templates/none\.html"):
        writer(theme, "x").write_page("a.html", "none.html")


def test_a_file_is_copied_as_it_is(theme: Path, tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8")
    writer(theme, "x").copy_file("media/1.jpg", tmp_path / "picture.jpg")
    assert (tmp_path / "output" / "media" / "1.jpg").read_bytes() == b"\xff\xd8"


def test_a_folder_is_moved_whole_and_its_names_are_taken(theme: Path, tmp_path: Path) -> None:
    source = tmp_path / "made"
    (source / "s").mkdir(parents=True, mode=0o700)
    (source / "s" / "0.bin").write_bytes(b"x")
    made = writer(theme, "x")
    made.move_folder("tim-kiem/chi-muc", source)
    assert (tmp_path / "output" / "tim-kiem" / "chi-muc" / "s" / "0.bin").read_bytes() == b"x"
    assert not source.exists()
    assert (tmp_path / "output" / "tim-kiem" / "chi-muc").stat().st_mode & 0o777 == 0o755
    with pytest.raises(PortalError, match=r"s/0\.bin"):
        made.write_file("tim-kiem/chi-muc/s/0.bin", b"y")
