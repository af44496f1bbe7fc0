"""Articles: directives and figures become trusted fragments; every fault stands at its line of the file."""

import pytest

from tests.stat_tables.shown import convert, messages

BOUND = "{{so: tinh | Yên Bái | viec | gần, tròn=100}}"


def test_a_figure_is_data_and_links_to_the_page_of_its_dataset() -> None:
    html, report = convert(f"Xong {BOUND} việc.")
    assert (
        '<a class="bound-figure" href="/so-lieu/tinh/#o-tinh-yen-bai-viec"><data value="1598">gần 1.600</data></a>'
        in html
    )
    assert report.uses == {"dataset": ["tinh"]}
    assert report.fragments[0].text == "gần\u00a01.600"
    assert "href" not in report.fragments[0].feed


def test_a_figure_links_to_its_cell_where_the_article_shows_it() -> None:
    html, _report = convert(f"Xong {BOUND} việc.\n\n/// bang | tinh\ncột: viec\n///\n")
    assert 'href="#o-tinh-yen-bai-viec"' in html
    assert html.count('id="o-tinh-yen-bai-viec"') == 1
    hidden, _report = convert(f"Xong {BOUND} việc.\n\n/// bang | tinh\ncột: dk\n///\n")
    assert 'href="/so-lieu/tinh/#o-tinh-yen-bai-viec"' in hidden


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"| a | b |\n|---|---|\n| {BOUND} | x |", id="table"),
        pytest.param(f"**{BOUND}**, “{BOUND}”; ({BOUND})!", id="punctuation"),
        pytest.param(f"- {BOUND}\n- x", id="list"),
        pytest.param(f"> {BOUND}", id="quotation"),
        pytest.param(f"Xem[^1].\n\n[^1]: Có {BOUND} việc.", id="footnote"),
        pytest.param(f"## {BOUND} việc", id="heading"),
    ],
)
def test_figures_stand_wherever_text_does(text: str) -> None:
    html, report = convert(text)
    assert messages(report) == []
    assert html.count('<data value="1598">') == text.count(BOUND)
    assert "{{" not in html


def test_links_do_not_nest() -> None:
    html, _report = convert(f"[xem {BOUND}](https://example.org/)")
    assert html.count("<a ") == 1
    assert "<data" in html


@pytest.mark.parametrize("text", [f"`{BOUND}`", f"```\n{BOUND}\n/// bang | khong-co\n///\n```", f"    {BOUND}"])
def test_code_is_shown_as_written(text: str) -> None:
    html, report = convert(text)
    assert messages(report) == []
    assert "{{so: tinh | Yên Bái | viec | gần, tròn=100}}" in html
    assert report.fragments == []


@pytest.mark.parametrize("name", ["bang", "bảng", "Bang"])
def test_block_names_may_have_diacritics(name: str) -> None:
    html, report = convert(f"Trước.\n/// {name} | tinh\n///\nSau.")
    assert messages(report) == []
    assert '<figure class="stat-figure" id="bang-1">' in html
    assert "<p>Trước.</p>" in html
    assert "<p>Sau.</p>" in html


def test_options_may_be_indented_and_stand_in_lists() -> None:
    html, report = convert("- Mục\n\n    /// bang | tinh\n        cột: viec\n    ///\n")
    assert messages(report) == []
    assert "Số việc thi hành xong" in html
    assert "Tiền thi hành xong" not in html


def test_only_long_tables_ask_for_the_script() -> None:
    assert convert("/// bang | nam\n///\n")[1].assets == []
    assert convert("/// bang | tinh\n///\n")[1].assets == ["js/stat-table.js"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("/// bang | tinh\nthanh: viec\nđường nhỏ:\n  Nét: viec, dk\n///\n", id="table"),
        pytest.param("/// bieu-do | tinh\ncột: viec\n///\n", id="chart"),
        pytest.param("/// ban-do | tinh\ncột: viec\n///\n", id="map"),
    ],
)
def test_feeds_get_figures_in_words_without_drawings(text: str) -> None:
    _html, report = convert(text)
    fragment = report.fragments[0]
    assert "<svg" in fragment.page
    assert "<svg" not in fragment.feed
    assert "<details" not in fragment.feed
    assert "data-stat-table" not in fragment.feed
    assert "1.598" in fragment.feed


def test_search_gets_captions_and_labels() -> None:
    _html, report = convert("/// bang | tinh\ncột: viec\ntiêu đề: Bảng của tôi\n///\n")
    assert report.search_text["tables"][0].startswith("Bảng của tôi; Tỉnh; Số việc thi hành xong; Yên Bái")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param("a\n\n/// bang | tinhh\n///\n", 13, "“tinh”", id="dataset"),
        pytest.param("a\n\n/// bangg | tinh\n///\n", 13, "“bang”", id="block"),
        pytest.param("a\n\n/// bang | tinh\ncột: viec\n", 13, "chưa được đóng", id="open"),
        pytest.param("/// bang | tinh\ncột: viec\nnổi bật: Sài Gòn\n///\n", 13, "Sài Gòn", id="row"),
        pytest.param("a\nb {{so: tinh | Yên Bái}}", 12, "hàng | cột", id="figure"),
        pytest.param("a\nb {{so: tinh | Yên Bái | viec", 12, "}}", id="open-figure"),
        pytest.param(f'<p title="{BOUND}">x</p>', 11, "không đặt ở đây được", id="misplaced"),
        pytest.param("/// bieu-do | tinh\n///\n", 11, "cùng đơn vị", id="units"),
        pytest.param("/// ban-do | nam\n///\n", 11, "province", id="no-provinces"),
    ],
)
def test_faults_stand_at_their_line_of_the_file(text: str, line: int, told: str) -> None:
    _html, report = convert(text)
    assert told in " ".join(messages(report))
    assert report.errors[0].line == line


def test_what_is_embargoed_does_not_show() -> None:
    text = "Có {{so: cam | A | so}} việc.\n\n/// bang | cam\n///\n"
    html, report = convert(text)
    everything = html + "".join(fragment.feed + fragment.text for fragment in report.fragments) + repr(report)
    assert "987654321" not in everything
    assert "987.654.321" not in everything
    assert "đang cấm đăng" not in everything
    assert "số liệu chưa công bố" in html
    assert "Thứ Ba, 01/01/2030 08:00" in html
    later, _report = convert(text, moment="2030-01-01T08:00:00+07:00")
    assert "987.654.321" in later


def test_nothing_is_left_from_one_article_to_the_next() -> None:
    from markdown import Markdown

    from portal.body import BodyReport
    from tests.stat_tables.shown import DATA, EXTENSION, THEME

    md = Markdown(extensions=[EXTENSION], extension_configs={EXTENSION: {"data": str(DATA), "theme": str(THEME)}})
    made = []
    for _turn in range(2):
        md.reset()
        md.report = BodyReport("bai.md")  # type: ignore[attr-defined]
        made.append((md.convert("/// bang | tinh\n///\n"), md.report.fragments))  # type: ignore[attr-defined]
    assert made[0] == made[1]


def test_headline_and_lead_are_audited_at_their_own_lines() -> None:
    head = [(3, "Yên Bái đạt 59,36%"), (4, "Yên Bái đạt 59,63%.")]
    _html, report = convert("/// bang | tinh\n///\n", head=head)
    assert [(error.line, "59,63%" in error.message) for error in report.errors] == [(4, True)]
