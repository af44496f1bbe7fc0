"""scripts/build: what it prints, what it refuses, and that the last good site stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import MOMENT, ROOT, Workshop, environment

pytestmark = pytest.mark.site

# The sample links to a story that is not out.
WARNING = "Cảnh báo: content/articles/2024/cai-chinh.md:16: bài 91 chưa đăng nên liên kết tạm bỏ\n"


def test_the_summary_counts_and_says_how_to_look(workshop: Workshop) -> None:
    result = workshop.build()
    assert result.returncode == 0, result.stderr
    assert re.search(
        r"^9 bài, \d+ trang, \d+ bộ số liệu, \d+ tệp \(làm lại \d+\) trong \d+,\d giây$", result.stdout, re.MULTILINE
    )
    assert "Thứ Sáu, 12/04/2024 20:00 (GMT+7)" in result.stdout
    assert "scripts/serve" in result.stdout
    assert "(làm lại 0)" in workshop.build().stdout, "a build makes what has changed"
    assert "(làm lại 0)" not in workshop.build("--clean").stdout


@pytest.mark.parametrize("workers", ["1", "2"])
def test_numpy_stays_in_the_process_that_makes_the_index(workers: str, workshop: Workshop) -> None:
    program = "import sys; from commands.build import main; sys.exit(main(sys.argv[1:]) or 'numpy' in sys.modules)"
    arguments = workshop.command("--quiet", "--workers", workers)[3:]
    result = subprocess.run([sys.executable, "-c", program, *arguments], env=environment(), check=False)
    assert result.returncode == 0
    assert (workshop.output / "tim-kiem/chi-muc/manifest.json").exists()


def test_quiet_says_nothing_but_warnings(standing: Workshop) -> None:
    result = standing.build("--quiet")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == WARNING


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_nobody_has_to_read_the_summary(unbuffered: str, standing: Workshop) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    variables = {**environment(), "PYTHONUNBUFFERED": unbuffered}
    result = subprocess.run(
        standing.command(), env=variables, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    assert (standing.output / "build.json").exists()


def test_strict_takes_a_warning_for_an_error(workshop: Workshop) -> None:
    result = workshop.build("--quiet", "--strict")
    assert result.returncode == 1
    assert "bài 91" in result.stderr
    assert not workshop.output.exists()


def test_all_faults_are_told_in_one_run_by_place_and_the_last_good_site_stays(standing: Workshop) -> None:
    before = standing.files()
    for name in ("tin-5", "tin-6"):
        path = standing.content / "articles" / "2024" / f"{name}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("section: thoi-su", "section: thoi-tiet"), encoding="utf-8"
        )
    result = standing.build("--quiet")
    assert result.returncode == 1
    *faults, last = result.stderr.splitlines()
    assert [fault.split(": ")[0] for fault in faults] == [
        "content/articles/2024/tin-5.md:6",
        "content/articles/2024/tin-6.md:6",
    ]
    assert last.startswith("2 lỗi")
    assert standing.files() == before
    assert list(standing.folder.glob(".*build-*")) == []


DATASET = """\
title = "Kết quả thi hành án theo năm"
description = "Số việc phải thi hành và thi hành xong, theo năm công tác."
keys = ["nam"]

[columns.nam]
label = "Năm"
type = "year"

[columns.cu]
label = "Năm trước chuyển sang"
type = "integer"
unit = "việc"

[columns.moi]
label = "Thụ lý mới"
type = "integer"
unit = "việc"

[columns.tong]
label = "Tổng số"
type = "integer"
unit = "việc"

[[identities]]
formula = "tong = cu + moi"

[[sources]]
id = "nguon"
title = "Nguồn thử"
"""
FIGURES = "nam,cu,moi,tong\n2023,1600,27000,28600\n2024,1700,28000,29700\n"


def test_one_mistake_of_every_kind_is_told_in_one_run(workshop: Workshop) -> None:
    """In a story's front matter, its links, its figures and prose, a page, the paper's tables, sidecars and CSV."""
    data = workshop.content / "data"
    for name in ("dung", "sai-o", "sai-bang", "sai-tong"):
        (data / name).mkdir(parents=True)
        (data / name / "table.toml").write_text(DATASET, encoding="utf-8")
        (data / name / "so-lieu.csv").write_text(FIGURES, encoding="utf-8")
    assert workshop.build().returncode == 0
    before = workshop.files()
    _replace(data / "sai-o" / "so-lieu.csv", "27000", "nhiều")
    _replace(data / "sai-tong" / "so-lieu.csv", "29700", "27900")
    _replace(data / "sai-bang" / "table.toml", 'unit = "việc"', 'donvi = "việc"')
    stories = workshop.content / "articles" / "2024"
    _append(stories / "tin-5.md", "\nNăm 2024 có {{so: dung | 2024 | tongg}} việc.\n")
    _append(stories / "tin-6.md", "\nNăm 2024 có {{so: dung | 2024 | tong}} việc, tổng số 27.900 việc.\n")
    _append(stories / "tin-7.md", "\n[Bài khác](post:4711)\n")
    _replace(stories / "tin-8.md", "section: tu-phap", "section: tu-phao")
    _append(workshop.content / "pages" / "gioi-thieu.md", "\n![Ảnh](khong-co.jpg)\n")
    _append(workshop.content / "authors.toml", "\n[[author]\n")
    result = workshop.build("--quiet")
    assert result.returncode == 1
    *faults, last = result.stderr.splitlines()
    places = [fault.split(": ")[0] for fault in faults]
    assert [place.removeprefix("content/").split(":")[0] for place in places] == [
        "articles/2024/tin-5.md",
        "articles/2024/tin-6.md",
        "articles/2024/tin-7.md",
        "articles/2024/tin-8.md",
        "authors.toml",
        "data/sai-bang/table.toml",
        "data/sai-o/so-lieu.csv",
        "data/sai-tong/so-lieu.csv",
        "pages/gioi-thieu.md",
    ]
    assert last.startswith("9 lỗi")
    assert workshop.files() == before


def test_links_by_address_that_lead_nowhere_are_told_where_they_are_written(standing: Workshop) -> None:
    before = standing.files()
    good = "[một](/tu-phap/?a=b#c), [hai](/tim-kiem/), [ba](/rss/), [bốn](/robots.txt), [năm](//ngoai.example/x)"
    bad = ["[sáu](/khong-co/)", '<a href="/sai.html">bảy</a>', "[tám]: /tu-phap"]
    story = standing.content / "articles" / "2024" / "tin-5.md"
    _append(story, "\n\n".join(["", good, *bad[:2], "[tám][]", bad[2]]) + "\n")
    lines = story.read_text(encoding="utf-8").splitlines()
    result = standing.build("--quiet")
    assert result.returncode == 1
    six, seven, eight = (f"content/articles/2024/tin-5.md:{lines.index(line) + 1}: không có trang" for line in bad)
    hint = "ghi địa chỉ của một trang, hoặc post: rồi id của bài"
    assert result.stderr.splitlines() == [
        f"{six} /khong-co/; {hint}",
        f"{seven} /sai.html; {hint}",
        f"{eight} /tu-phap; ghi /tu-phap/",
        "3 lỗi; trang vẫn như trước.",
    ]
    assert standing.files() == before


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--at", "hôm qua"], "hôm qua"),
        (["--content", "/khong/co"], "/khong/co"),
        (["--settings", "/khong/co.py"], "/khong/co.py"),
        (["--output", "/proc/khong-duoc"], "/proc"),
        (["--site-url", "bao-thu.example"], "https://"),
    ],
    ids=["moment", "content", "settings", "output", "site url"],
)
def test_a_users_mistake_is_one_line(workshop: Workshop, arguments: list[str], message: str) -> None:
    result = workshop.build("--quiet", *arguments)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert message in result.stderr


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('PLUGINS = ["newsroom", "khong_co"]', "khong_co"),
        ('NEWSROOM = {"per_pages": 3}', "per_pages"),
        ("NEWSROOM = {", "settings.py:"),
        ("NEWSROOM = nothing", "nothing"),
    ],
    ids=["plugin", "option", "syntax", "name"],
)
def test_a_broken_setting_fails_the_build_with_its_name(workshop: Workshop, setting: str, message: str) -> None:
    workshop.write_settings(setting)
    result = workshop.build("--quiet")
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not workshop.output.exists()


def test_files_of_somebody_else_are_not_replaced(workshop: Workshop) -> None:
    workshop.output.mkdir()
    (workshop.output / "luan-van.odt").write_text("x", encoding="utf-8")
    result = workshop.build("--quiet")
    assert result.returncode == 1
    assert (workshop.output / "luan-van.odt").exists()


def test_the_output_may_not_hold_the_content(workshop: Workshop) -> None:
    result = workshop.build("--content", str(workshop.content), "--output", str(workshop.folder))
    assert result.returncode == 1
    assert workshop.content.is_dir()


def test_an_interrupt_leaves_the_last_good_site_and_no_rubbish(standing: Workshop) -> None:
    before = standing.files()
    # A runner in the background ignores the signal, and its children would too.
    heeding = ["env", "--default-signal=INT", *standing.command("--clean")]
    process = subprocess.Popen(heeding, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    while not list(standing.folder.glob(".*build-*")):
        assert process.poll() is None, "the build was over before it could be interrupted"
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _output, errors = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert standing.files() == before
    assert list(standing.folder.glob(".*build-*")) == []


def test_the_script_runs_from_anywhere_and_takes_the_moment_from_the_environment(
    workshop: Workshop, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    result = subprocess.run(
        [ROOT / "scripts" / "build", "--settings", workshop.folder / "settings.py", "--output", "trang", "-q"],
        cwd=elsewhere,
        env={**environment(), "SOURCE_DATE_EPOCH": "1712926800"},  # MOMENT
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert MOMENT in (elsewhere / "trang" / "build.json").read_text(encoding="utf-8")
