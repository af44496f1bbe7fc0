from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from newsroom.pictures.picture_cache import CardJob, PictureFiles, PictureJob, card_file, picture_files
from portal.errors import Problem
from tests.newsroom.paper import put_picture


def job(tmp_path: Path, source: Path, **changes: object) -> PictureJob:
    values: dict[str, object] = {
        "source": source,
        "folder": tmp_path / "cache",
        "widths": (160, 320),
        "most_pixels": 1_000_000,
        "most_bytes": 1_000_000,
        "focal": (50, 50),
        "name": "Báo Thử",
        "display_path": "a.md",
        "line": 3,
    }
    return PictureJob(**{**values, **changes})  # type: ignore[arg-type]


def made(answer: PictureFiles | Problem) -> PictureFiles:
    assert isinstance(answer, PictureFiles)
    return answer


def contents(files: PictureFiles) -> dict[str, bytes]:
    names = [*(file.file for file in files.files), files.card]
    return {name: (files.folder / name).read_bytes() for name in names}


def test_second_use_reads_the_cache(tmp_path: Path) -> None:
    source = put_picture(tmp_path / "a.png")
    first = made(picture_files(job(tmp_path, source)))
    times = {path: path.stat().st_mtime_ns for path in first.folder.iterdir()}
    assert made(picture_files(job(tmp_path, source))) == first
    assert {path: path.stat().st_mtime_ns for path in first.folder.iterdir()} == times


@pytest.mark.parametrize("harm", ["truncate", "flip", "delete", "manifest", "not json", "all"])
def test_harmed_cache_is_made_anew(tmp_path: Path, harm: str) -> None:
    source = put_picture(tmp_path / "a.png")
    first = made(picture_files(job(tmp_path, source)))
    whole = contents(first)
    victim = first.folder / first.files[0].file
    data = victim.read_bytes()
    if harm == "truncate":
        victim.write_bytes(data[: len(data) // 2])
    elif harm == "flip":
        victim.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    elif harm == "delete":
        victim.unlink()
    elif harm == "all":
        for path in first.folder.iterdir():
            path.unlink()
    else:
        (first.folder / "files.json").write_text("{}" if harm == "manifest" else "x")
    assert contents(made(picture_files(job(tmp_path, source)))) == whole


def test_name_follows_content_and_recipe(tmp_path: Path) -> None:
    red = made(picture_files(job(tmp_path, put_picture(tmp_path / "a.png", colour="red"))))
    blue = made(picture_files(job(tmp_path, put_picture(tmp_path / "b.png", colour="blue"))))
    copy = made(picture_files(job(tmp_path, put_picture(tmp_path / "c.png", colour="red"))))
    other = made(picture_files(job(tmp_path, tmp_path / "a.png", widths=(160,))))
    assert red == copy
    assert len({red.card, blue.card, other.card}) == 3


@pytest.mark.parametrize(
    ("data", "changes"),
    [(b"<svg/>", {}), (b"rubbish", {}), (None, {"most_pixels": 1000}), (None, {"most_bytes": 10})],
    ids=["svg", "rubbish", "too many pixels", "too many bytes"],
)
def test_unusable_picture_is_a_located_fault(tmp_path: Path, data: bytes | None, changes: dict[str, object]) -> None:
    source = put_picture(tmp_path / "a.png")
    if data is not None:
        source.write_bytes(data)
    error = picture_files(job(tmp_path, source, **changes))
    assert isinstance(error, Problem)
    assert (error.path, error.line, error.code) == ("a.md", 3, "picture")


def test_card_of_words_is_cached_and_repaired(tmp_path: Path) -> None:
    card = card_file(CardJob(tmp_path, "Tư pháp", "Báo Thử"))
    data = card.read_bytes()
    card.write_bytes(b"x")
    assert card_file(CardJob(tmp_path, "Tư pháp", "Báo Thử")).read_bytes() == data


def test_lead_picture_comes_in_the_shapes_of_search_engines(tmp_path: Path) -> None:
    source = put_picture(tmp_path / "a.png")
    plain = made(picture_files(job(tmp_path, source)))
    assert plain.crops == ()
    lead = made(picture_files(job(tmp_path, source, crops=True)))
    assert (lead.files, lead.card) == (plain.files, plain.card), "names stay"
    shapes = []
    for name in lead.crops:
        with Image.open(lead.folder / name) as image:
            shapes.append(image.width / image.height)
    assert shapes == pytest.approx([1, 4 / 3, 16 / 9], rel=0.01)
    assert not lead.mended
    before = {path.name: path.stat().st_ino for path in lead.folder.iterdir()}
    assert made(picture_files(job(tmp_path, source))) == plain, "a site does not show what an earlier one needed"
    assert made(picture_files(job(tmp_path, source, crops=True))) == lead
    assert {path.name: path.stat().st_ino for path in lead.folder.iterdir()} == before, "nothing is made again"


@pytest.mark.parametrize("field", ["card", "crops", "files"])
def test_cache_that_names_other_files_is_made_anew_and_told(tmp_path: Path, field: str) -> None:
    source = put_picture(tmp_path / "a.png")
    first = made(picture_files(job(tmp_path, source)))
    whole = contents(first)
    path = first.folder / "files.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    about = manifest["about"]
    if field == "files":
        about["files"][0]["file"] = "../../bí mật.jpg"
    else:
        about[field] = "../../bí mật.jpg" if field == "card" else ["../../bí mật.jpg"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    again = made(picture_files(job(tmp_path, source)))
    assert contents(again) == whole
    assert again.mended
