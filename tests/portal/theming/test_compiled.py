from __future__ import annotations

from pathlib import Path

import pytest
from jinja2.bccache import Bucket

from portal.theming import compiled
from portal.theming.compiled import FILE_NAME, compiled_templates_in
from portal.theming.templates import environment


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme with one template, in a process that has compiled nothing yet."""
    monkeypatch.setattr(compiled, "_codes", {})
    monkeypatch.setattr(compiled, "_used", set())
    (tmp_path / "theme/templates").mkdir(parents=True)
    (tmp_path / "theme/locale").mkdir()
    (tmp_path / "theme/templates/page.html").write_text('{{ _("more") }} {{ name }}', encoding="utf-8")
    return tmp_path / "theme"


def page(theme: Path, cache: Path) -> str:
    with compiled_templates_in(cache):
        return environment(theme, "vi").get_template("page.html").render(name="An")


def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that Jinja compiles from now on; the process forgets those it has compiled before."""
    monkeypatch.setattr(compiled, "_codes", {})
    sources: list[str] = []
    dump = compiled.CompiledBefore.dump_bytecode

    def noted(self: compiled.CompiledBefore, bucket: Bucket) -> None:
        sources.append(bucket.key)
        dump(self, bucket)

    monkeypatch.setattr(compiled.CompiledBefore, "dump_bytecode", noted)
    return sources


def test_a_template_is_compiled_once_for_all_builds(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page(theme, tmp_path) == "more An"
    sources = compiling(monkeypatch)
    assert page(theme, tmp_path) == "more An"
    assert not sources


def test_a_changed_template_or_word_is_compiled_again(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(theme, tmp_path)
    (theme / "templates/page.html").write_text("{{ name }}!", encoding="utf-8")
    sources = compiling(monkeypatch)
    assert page(theme, tmp_path) == "An!"
    (theme / "locale/en.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    assert page(theme, tmp_path) == "An!"
    assert len(sources) == 2


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"x" * len(data)])
def test_a_damaged_store_is_not_read(theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage) -> None:  # type: ignore[no-untyped-def]
    page(theme, tmp_path)
    (tmp_path / FILE_NAME).write_bytes(damage((tmp_path / FILE_NAME).read_bytes()))
    sources = compiling(monkeypatch)
    assert page(theme, tmp_path) == "more An"
    assert sources


def test_what_is_not_used_any_more_is_dropped(theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(theme, tmp_path)
    size = (tmp_path / FILE_NAME).stat().st_size
    compiling(monkeypatch)
    (theme / "templates/page.html").write_text('{{ _("less") }} {{ name }}', encoding="utf-8")
    page(theme, tmp_path)
    assert (tmp_path / FILE_NAME).stat().st_size == size
