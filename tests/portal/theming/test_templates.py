from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import jinja2
import pytest

from portal.i18n import catalogue
from portal.theming.templates import environment, iso, number


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "vi.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "%(count)s stories"\nmsgstr "%(count)s bài"\n',
        encoding="utf-8",
    )
    return tmp_path


def render(theme: Path, source: str, **values: object) -> str:
    (theme / "templates" / "page.html").write_text(source, encoding="utf-8")
    return environment(theme, "vi").get_template("page.html").render(**values)


def test_values_are_escaped(theme: Path) -> None:
    assert render(theme, "{{ title }}", title="<b>&") == "&lt;b&gt;&amp;"


def test_an_unknown_name_is_an_error(theme: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        render(theme, "{{ nothing }}")


def test_words_come_from_the_theme_catalogue_with_escaped_values(theme: Path) -> None:
    assert render(theme, '{{ _("%(count)s stories", count="<3") }}') == "&lt;3 bài"


def test_words_and_globals_are_seen_inside_imported_macros(theme: Path) -> None:
    (theme / "templates" / "part.html").write_text(
        '{% macro part(n) %}{{ site }}: {{ _("%(count)s stories", count=n) }}{% endmacro %}', encoding="utf-8"
    )
    (theme / "templates" / "page.html").write_text('{% from "part.html" import part %}{{ part(2) }}', encoding="utf-8")
    made = environment(theme, "vi")
    made.globals["site"] = "S"
    assert made.get_template("page.html").render() == "S: 2 bài"


def test_moments_are_written_in_the_time_of_hanoi() -> None:
    assert iso(datetime(2024, 4, 17, 9, 5, tzinfo=UTC)) == "2024-04-17T16:05:00+07:00"


@pytest.mark.parametrize(("value", "text"), [(7, "7"), (1600, "1.600"), (1234567, "1.234.567")])
def test_whole_numbers_have_points(value: int, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{{ _("Read more") }}', "Đọc thêm"),
        ('<i title="{{ _("Read more") }}">', '<i title="Đọc thêm">'),
        ('{{ _("Read more")|upper }}', "ĐỌC THÊM"),
        ('{{ _("Law & <b>") }}', "Luật & <b>"),
        ('{{ _("100%%") }}', "100%"),
        ('{% set word = "Read more" %}{{ _(word) }}', "Đọc thêm"),
        ('{{ _("Not in the catalogue") }}', "Not in the catalogue"),
        ('{{ {"_": "x"}._ }}', "x"),
    ],
    ids=str,
)
def test_words_read_the_same_whether_translated_early_or_late(theme: Path, source: str, text: str) -> None:
    with (theme / "locale" / "vi.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Read more"\nmsgstr "Đọc thêm"\n\nmsgid "Law & <b>"\nmsgstr "Luật & <b>"\n')
    assert render(theme, source) == text


def test_what_was_compiled_before_counts_for_the_same_source_and_words_only(theme: Path) -> None:
    source = '{{ _("Read") }}'
    words = theme / "locale" / "vi.po"
    head = words.read_text(encoding="utf-8")
    assert render(theme, source) == "Read"
    words.write_text(f'{head}\nmsgid "Read"\nmsgstr "Đọc"\n', encoding="utf-8")
    catalogue.cache_clear()  # a process reads it once
    assert render(theme, source) == "Đọc"
    assert render(theme, f"{source}!") == "Đọc!"
    assert environment(theme, "en").get_template("page.html").render() == "Read!"


def test_a_template_is_compiled_once_in_a_process(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_one = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, name: str | None = None, *rest: object) -> object:
        compiled.append(str(name))
        return compile_one(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    assert [render(theme, "Một lần {{ 1 }}") for _build in range(3)] == ["Một lần 1"] * 3
    assert compiled == ["page.html"]
