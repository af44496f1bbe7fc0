"""docs/editing/tables.md: every option is documented in an example, and every example works on the paper's own data."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from markdown import Markdown

from portal.body import BodyReport
from portal.vietnam.provinces import provinces
from stat_tables.datasets.load import load_dataset
from stat_tables.downloads.files import DataFile, data_files
from stat_tables.pages.style_guide import cases as style_cases
from stat_tables.prose.bound_figure import OPTION_NAMES
from stat_tables.request.directive import BLOCK_NAMES, parse_directive
from stat_tables.request.directive_options import FORMS, OPTIONS, SHAPES, Option, option_key

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "editing" / "tables.md").read_text(encoding="utf-8")
DATA_GUIDE = (ROOT / "docs" / "editing" / "data.md").read_text(encoding="utf-8")
DATA = ROOT / "tests/end_to_end/paper/data"
EXTENSION = "stat_tables.article.markdown_extension:StatTablesExtension"
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def converted(text: str) -> BodyReport:
    config = {"data": str(ROOT / "tests/end_to_end/paper/data"), "theme": str(ROOT / "theme")}
    md = Markdown(extensions=["tables", EXTENSION], extension_configs={EXTENSION: config})
    report = BodyReport(
        "guide.md", figures_as_of="2026-01-01", build_moment=datetime.fromisoformat("2026-01-01T08:00:00+07:00")
    )
    md.report = report  # type: ignore[attr-defined]
    md.convert(text)
    return report


def blocks() -> Iterator[tuple[str, str]]:
    for example in EXAMPLES:
        yield from re.findall(r"^/// ([\w-]+) \|[^\n]*\n(.*?)^///$", example, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: " ".join(example.split())[:60])
def test_example_works(example: str) -> None:
    report = converted(example)
    assert [str(error) for error in (*report.errors, *report.warnings)] == []
    assert report.fragments


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_option_of_a_block_has_an_example_for_a_kind_it_belongs_to(option: Option) -> None:
    keys = {
        (option_key(line.partition(":")[0]), BLOCK_NAMES[name])
        for name, body in blocks()
        for line in body.splitlines()
        if not line.startswith(" ")
    }
    assert any((option_key(option.name), kind) in keys for kind in option.kinds)
    assert f"`{option.name}`" in GUIDE


@pytest.mark.parametrize("shape", sorted({shape.value for shape in SHAPES.values()}))
def test_every_shape_of_chart_has_an_example(shape: str) -> None:
    shown = set()
    for name, body in blocks():
        request, faults = parse_directive(BLOCK_NAMES[name], "x", body, 1)
        assert faults == []
        assert request is not None
        if name == "bieu-do":
            shown.add(request.shape.value)
    assert shape in shown


@pytest.mark.parametrize("form", sorted({form.value for form in FORMS.values()}))
def test_every_form_of_map_has_an_example(form: str) -> None:
    requests = [parse_directive(BLOCK_NAMES[name], "x", body, 1)[0] for name, body in blocks() if name == "ban-do"]
    assert form in {request.form.value for request in requests if request}


@pytest.mark.parametrize("name", OPTION_NAMES)
def test_option_of_a_figure_is_documented(name: str) -> None:
    assert f"`{name}`" in GUIDE


@pytest.mark.parametrize("name", [name for name in BLOCK_NAMES if name.isascii()])
def test_block_is_documented(name: str) -> None:
    assert f"| `{name}` |" in GUIDE


@pytest.mark.parametrize("file", data_files(load_dataset(DATA / "thads-toan-quoc")), ids=lambda file: file.label)
def test_every_file_to_download_is_described(file: DataFile) -> None:
    assert f"| {file.label} |" in GUIDE


def test_the_pages_that_the_guide_names_are_those_of_the_paper() -> None:
    datasets = set(re.findall(r"`/so-lieu/([a-z0-9-]+)/`", GUIDE + DATA_GUIDE))
    assert {"thads-toan-quoc", "thads-toan-quoc-2016"} <= datasets
    assert datasets <= {path.name for path in DATA.iterdir()}
    provinces_named = set(re.findall(r"`/dia-phuong/([a-z-]+)/`", GUIDE))
    assert provinces_named <= {unit.slug for unit in provinces(34)}
    cases = set(re.findall(r"`/kieu-mau/#([a-z0-9-]+)`", GUIDE + DATA_GUIDE))
    assert cases <= {case.name for case in style_cases(ROOT / "examples/tables")}
