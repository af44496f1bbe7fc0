from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from newsroom.output.assets import load_theme, minify
from portal.errors import Problem


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_imports_are_joined_in_their_layers_and_not_published_alone(tmp_path: Path) -> None:
    theme = load_theme(
        write(
            tmp_path,
            {
                "css/site.css": "@layer a, b;\n/* first */ @import \"a.css\" layer(a);\n@import url('b.css') print;",
                "css/a.css": "p { color: red }",
                "css/b.css": "h1 { margin: 0 }",
                "css/alone.css": "i { top: 0 }",
            },
        )
    )
    assert theme.files["css/site.css"] == b"@layer a,b;@layer a{p{color: red}}@media print{h1{margin: 0}}\n"
    assert sorted(theme.files) == ["css/alone.css", "css/site.css"]


def test_a_missing_import_names_the_stylesheet(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"css/none\.css"):
        load_theme(write(tmp_path, {"css/site.css": '@import "none.css";'}))


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("a { b: c; }", "a{b: c}"),
        ("a  >  b , c {}", "a > b,c{}"),
        ("a :hover {}", "a :hover{}"),
        ("x { width: calc(1px  +  2px) }", "x{width: calc(1px + 2px)}"),
        ("x::after { content: '/* no ;  comment */' }", "x::after{content: '/* no ;  comment */'}"),
        ("x { background: url( a ; b.png ) }", "x{background: url( a ; b.png )}"),
        ("a/* one */b {}", "a b{}"),
    ],
    ids=str,
)
def test_minify_drops_only_what_means_nothing(css: str, short: str) -> None:
    assert minify(css) == short + "\n"


def test_the_digest_follows_content_and_names_only(tmp_path: Path) -> None:
    first = load_theme(write(tmp_path / "1", {"js/site.js": "a", "icons/x.svg": "b"}))
    same = load_theme(write(tmp_path / "2", {"icons/x.svg": "b", "js/site.js": "a"}))
    other = load_theme(write(tmp_path / "3", {"js/site.js": "a", "icons/y.svg": "b"}))
    assert first.prefix == same.prefix != other.prefix
    assert first.address("js/site.js") == f"{first.prefix}js/site.js"


def bundled(folder: Path) -> Path:
    module = b"export const a = 1;"
    line = f"{hashlib.sha256(module).hexdigest()}  js/site.js"
    files = {"static/js/site.js": module.decode(), "bundles/js/site.js": "a", "bundles/sources.sha256": line}
    return write(folder, files) / "static"


def test_bundles_are_published_instead_of_modules(tmp_path: Path) -> None:
    assert load_theme(bundled(tmp_path)).files == {"js/site.js": b"a"}


@pytest.mark.parametrize("name", ["js/site.js", "js/new.js"])
def test_bundles_older_than_a_module_are_refused(name: str, tmp_path: Path) -> None:
    write(static := bundled(tmp_path), {name: "export const a = 2;"})
    with pytest.raises(Problem, match=rf"theme/static/{name}: .*tools/bundle-scripts"):
        load_theme(static)


def test_an_unknown_file_is_an_error(tmp_path: Path) -> None:
    theme = load_theme(write(tmp_path, {"js/site.js": "a"}))
    with pytest.raises(LookupError, match=r"theme/static/js/none\.js"):
        theme.address("js/none.js")
