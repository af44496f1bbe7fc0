"""Signs inside a text: nothing vanishes, nothing is emphasised that was not meant to be."""

from __future__ import annotations

import time

import pytest

from tests.newsroom.paper import converted, page


@pytest.mark.parametrize(
    "text",
    [
        "Giá 5*3 và 6*7.",
        "Giá trị x**2 và y**3 tăng, z**4 thì không.",
        "Vụ án số 12*34*56.",
        "(*) Ghi chú (*)",
        "Số 0912***456 và 0912**456**.",
        "Lời đ** của c**.",
        "Ghi chú* và*",
        "Tên a_b_c và ____ ngày ___.",
        "Gọi ‹thi hành án› và «án».",
        "A & B, C &D.",
        "Giá {cao} và [x] và 3 > 2.",
    ],
)
def test_signs_that_are_no_marks_stay(text: str) -> None:
    assert page(text) == f"<p>{text.replace('&', '&amp;').replace('>', '&gt;')}</p>".replace("/p&gt;", "/p>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("***x***", "<em><strong>x</strong></em>"),
        ("**Điều 1.**Nội dung", "<strong>Điều 1.</strong>Nội dung"),
        ("**đậm **, x", "<strong>đậm </strong>, x"),
        ("_nghiêng_ __đậm__", "<em>nghiêng</em> <strong>đậm</strong>"),
        ("[**đậm**](https://a.vn/x*y*z)", '<a rel="noopener" href="https://a.vn/x*y*z"><strong>đậm</strong></a>'),
        ("`5*3` *x*", "<code>5*3</code> <em>x</em>"),
        ("Gọi <<thi hành án>> và <Nguyễn Văn A>.", "Gọi &lt;&lt;thi hành án&gt;&gt; và &lt;Nguyễn Văn A&gt;."),
        ("Thẻ </script> và <em Lan> và <A>.", "Thẻ &lt;/script&gt; và &lt;em Lan&gt; và &lt;A&gt;."),
        ("Dấu <b>đậm</b>, H<sub>2</sub>O<br>", "Dấu <b>đậm</b>, H<sub>2</sub>O<br>"),
        ("Xem https://a.vn/x_y, hết.", 'Xem <a rel="noopener" href="https://a.vn/x_y">https://a.vn/x_y</a>, hết.'),
        ("(www.moj.gov.vn)", '(<a rel="noopener" href="https://www.moj.gov.vn">www.moj.gov.vn</a>)'),
        ("<https://a.vn/>", '<a rel="noopener" href="https://a.vn/">https://a.vn/</a>'),
    ],
)
def test_marks_are_read_as_meant(text: str, html: str) -> None:
    assert page(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("a\n\nđoạn **đậm mà không đóng.", 3, "emphasis"),
        ("a\n\nmột\nđoạn đậm** quên mở.", 4, "emphasis"),
        ("a\n\n- x\n- **y", 4, "emphasis"),
        ("| a | b |\n|---|---|\n| **1 | 2** |", 3, "emphasis"),
        ("a\n\n[x]()", 3, "link"),
        ("a\n\n[](https://a.vn)", 3, "link"),
        ("a[^2]\n\nb", 1, "note"),
        ("a\n\n[^1]: Chú.", 3, "note"),
        ("a[^1]\n\n[^1]: Chú.\n[^1]: Chú khác.", 4, "note"),
        ("a\n\n[1]: https://a.vn/", 3, "reference"),
        ("[a]:\n[a]: https://a.vn/", 2, "reference"),
        ("a\n\n[chữ][không-có]", 3, "reference"),
        ("a\n\n[chữ][]", 3, "reference"),
        ("a [chữ][moj]\n\n[moi]: https://a.vn/", 1, "reference"),
        ("a [chữ][moj]\n\n[moj]: https://a.vn/\n[moj]: https://b.vn/", 4, "reference"),
        ("a\n\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b", 3, "conflict"),
        ("a\n\n{{< youtube x >}}", 3, "command"),
        ("a\n\n{% include x %}", 3, "command"),
        ("a\n\nCó { {so: thads | x} } việc.", 3, "command"),
        ('a\n\n[caption id="x"]ảnh[/caption]', 3, "command"),
        ("a\n\n// bang | x", 3, "block"),
        ("a\n\n/// bang: x\n///", 3, "block"),
        ("a\n\nb <!-- c\n\nd", 3, "comment"),
        ("a\n\n<script>alert(1)</script>", 3, "html"),
        ('a\n\n<iframe src="https://www.facebook.com/plugins/post.php?href=x"></iframe>', 3, "html"),
        ("a\n\n##", 3, "heading"),
        ("a\n\n```\nmã", 3, "fence"),
    ],
)
def test_what_would_be_lost_is_told_at_its_line(source: str, line: int, code: str) -> None:
    _body, report = converted(source)
    assert (line, code) in [(fault.line, fault.code) for fault in report.errors]


def test_a_link_that_names_no_address_is_told_with_the_nearest_one() -> None:
    _body, report = converted("Xem [luật][luat-thads].\n\n[luat-thad]: https://a.vn/")
    assert any("[luat-thad]" in fault.hint for fault in report.errors)


@pytest.mark.parametrize(
    "source",
    [
        "Theo tài liệu [1][2] và [12][13].",
        "“Tôi […][…] không biết.”",
        "Xem [chữ][Moj Vn].\n\n[moj  vn]: https://a.vn/",
        "Xem [chữ][].\n\n[chữ]: https://a.vn/",
        "Chú[^1] và [ngoặc][^1].\n\n[^1]: Chú.",
    ],
)
def test_brackets_that_name_nothing_or_what_is_there_are_let_be(source: str) -> None:
    _body, report = converted(source)
    assert report.errors == []


@pytest.mark.parametrize(
    "address",
    ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ", "youtube.com/watch?v=dQw4w9WgXcQ"],
)
@pytest.mark.parametrize("around", ["{}", "Xem video:\n{}\nHết.", "- x\n\n{}"])
def test_video_alone_on_its_line_becomes_a_facade(address: str, around: str) -> None:
    body, report = converted(around.format(address))
    assert 'data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in body.html
    assert (report.errors, body.assets) == ([], ("js/embed.js",))


# ␣ and ␉ stand for a space and a tab.
_HOSTILE = r"""
    * _ ` [ ] ( < > & ! | { } # - : ~ “ . = \ 1.␣ -␣ >␣ a* *a **a␣ a**␣ ␣* _a␣ [a]( ]( [^ [^a] http:// www.a <b> <a␣
    <!-- {{so:␣ {so:␣ {%␣ ///␣ //␣ a` ``a` ***a *a_b␣ \* ␣a␣|␣ <!--␣a &lt; ![a]( a␉b␉ <i>*
"""
HOSTILE = _HOSTILE.split()


@pytest.mark.parametrize("mark", [mark.replace("␣", " ").replace("␉", "\t") for mark in HOSTILE])
@pytest.mark.parametrize("end", ["", "\n"])
def test_work_grows_with_the_length_of_the_text_only(mark: str, end: str) -> None:
    """Eight times the text may take twenty times as long, with a floor for what is too quick to measure."""
    short, long = (_seconds(f"{mark}{end}" * (size // len(mark + end))) for size in (1_500, 12_000))
    assert long < max(20 * short, 1.0)


def _seconds(source: str) -> float:
    started = time.process_time()
    converted(source)
    return time.process_time() - started
