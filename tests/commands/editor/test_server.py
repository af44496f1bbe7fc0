"""The editor's server: who may read, who may save, and which other hosts its pages may ask: none."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from building.keeping.live import Taken
from commands.editor.server import Editor, start_editor
from commands.preview.server import Builds
from editing.desk.shelf import Shelf


class _Desk:
    def answer(self, request: Any, who: str = "") -> tuple[int, Any]:
        return 200, {"request": request, "who": who}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("editor")
    (folder / "media").mkdir()
    (folder / "media/a.png").write_bytes(b"png")
    shelf = Shelf(folder / "shelf", folder)
    editor = Editor(
        _Desk(),  # type: ignore[arg-type]
        shelf,
        lambda api: {"api": api},
        lambda form: {"seen": form},
        lambda name, data, answers: {"name": name, "size": len(data), **answers},
        lambda: 2024,
        "bien-tap.example",
    )
    builds = Builds()
    server = start_editor(lambda: folder, builds, editor, 0)
    yield SimpleNamespace(port=server.server_port, editor=editor, folder=folder, builds=builds)
    server.shutdown()
    server.server_close()


def ask(served: Any, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, named)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, answer.headers, data


def save(served: Any, token: str, origin: str, **headers: str) -> tuple[int, Any]:
    body = json.dumps({"action": "x", "params": {}}).encode()
    given = {"Origin": origin} if origin else {}
    status, _headers, data = ask(served, "POST", f"/admin/api/v1?token={token}", body, **given, **headers)
    return status, json.loads(data or b"{}")


def test_only_the_editors_own_page_may_save(served: Any) -> None:
    token, here = served.editor.token, f"http://127.0.0.1:{served.port}"
    assert save(served, token, here)[0] == 200
    assert save(served, "", here)[0] == 403
    assert save(served, "%C4%83", here)[0] == 403
    assert save(served, token, "")[0] == 403
    assert save(served, token, "http://evil.example")[0] == 403
    assert save(served, token, "null")[0] == 403
    assert save(served, token, "http://evil.example", Host="evil.example")[0] == 403


def test_a_newsroom_comes_by_its_name_with_the_name_of_the_person(served: Any) -> None:
    token = served.editor.token
    status, said = save(served, token, "https://bien-tap.example", Host="bien-tap.example", X_Editor="Hoa")
    assert (status, said["who"]) == (200, "Hoa")


def test_pages_ask_no_other_host_and_are_read_under_our_names_only(served: Any) -> None:
    status, headers, data = ask(served, "GET", "/admin/")
    assert status == 200
    assert b"http" not in data
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert ask(served, "GET", "/admin/", Host="evil.example")[0] == 421
    assert ask(served, "GET", "/admin/config.json", Host="evil.example")[0] == 421
    assert served.editor.token in json.loads(ask(served, "GET", "/admin/config.json")[2])["api"]


def test_files_of_the_editor_and_pictures_are_all_there_is(served: Any) -> None:
    (served.folder / "secret.toml").write_text("a", encoding="utf-8")
    assert ask(served, "GET", "/admin/media/a.png")[2] == b"png"
    for path in (
        "media/../secret.toml",
        "media/%2e%2e/secret.toml",
        "../desk/desk.py",
        "decap-cms.toml",
        "%00",
        "media/",
    ):
        assert ask(served, "GET", f"/admin/{path}")[0] == 404
    plain = ask(served, "GET", "/admin/decap-cms.js")
    packed = ask(served, "GET", "/admin/decap-cms.js", Accept_Encoding="gzip")
    assert packed[1]["Content-Encoding"] == "gzip"
    assert len(plain[2]) > 2 * len(packed[2])


def test_what_is_too_large_or_no_form_is_told(served: Any) -> None:
    here = f"http://127.0.0.1:{served.port}"
    where = f"/admin/api/v1?token={served.editor.token}"
    assert ask(served, "POST", where, b"no json", Origin=here)[0] == 422
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.putrequest("POST", where)
    connection.putheader("Content-Length", "99999999999")
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_page_that_has_moved_is_found_again_and_may_move_back(served: Any) -> None:
    """Headlines move pages while they are typed: no browser may keep where one was."""
    served.builds.take(Taken(moves={"tin-post1.html": "/tin-moi-post1.html"}), (), ())
    status, headers, _data = ask(served, "GET", "/tin-post1.html")
    assert (status, headers["Location"], headers["Cache-Control"]) == (302, "/tin-moi-post1.html", "no-store")
    status, headers, _data = ask(served, "GET", "/admin")
    assert (status, headers["Location"]) == (308, "/admin/")
