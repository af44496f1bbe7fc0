from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portal.errors import ConfigError
from portal.schema.options import SETTINGS_FILE, options_of, parse_options


@dataclass(frozen=True)
class Options:
    data: str = "data"
    per_page: int = 20
    quick: bool = False
    widths: tuple[int, ...] = (320,)
    pages: Mapping[str, str] = field(default_factory=dict)


def test_values_of_every_type_are_read() -> None:
    values = {"data": "x", "per_page": 5, "quick": True, "widths": [1, 2], "pages": {"a": "b"}}
    assert parse_options(Options, values, name="X") == Options("x", 5, True, (1, 2), {"a": "b"})
    assert parse_options(Options, {}, name="X") == Options()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"dta": "x"}, "“dta” không phải khoá của X; có phải là “data”?"),
        ({"per_page": "5"}, "“per_page” đang là “5”"),
        ({"per_page": True}, "“per_page” đang là true"),
        ({"quick": 1}, "“quick” đang là 1"),
        ({"widths": (1, "2")}, "“widths[2]” đang là “2”"),
        ({"pages": "a"}, "“pages” đang là “a”"),
    ],
)
def test_what_is_wrong_is_refused_in_the_wording_of_all_files(values: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_options(Options, values, name="X")
    assert told in str(refused.value)
    assert str(refused.value).startswith("pelicanconf.py: ")


def test_all_that_is_wrong_is_reported_together() -> None:
    with pytest.raises(ConfigError) as refused:
        parse_options(Options, {"dta": "x", "per_page": "5"}, name="X")
    assert len(str(refused.value).splitlines()) == 2


def test_each_names_the_line_of_its_key_in_the_file_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "paper.py").write_text('Y = 1\nX = {\n    "per_page": 20,\n    "dta": "x",\n}\n', encoding="utf-8")
    file = tmp_path / "publish.py"
    file.write_text("import os\nfrom paper import *\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^paper\.py:4: “dta” .*“data”\?$"):
        options_of(Options, {"X": {"per_page": 20, "dta": "x"}, SETTINGS_FILE: str(file)}, "X")
    file.write_text('from paper import *\nX = {**X, "per_page": "5"}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^publish\.py:2: “per_page” "):
        options_of(Options, {"X": {"per_page": "5"}, SETTINGS_FILE: str(file)}, "X")
