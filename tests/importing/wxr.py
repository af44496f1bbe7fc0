"""WordPress exports made for tests: posts as offices write them, and the words that each has."""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import escape as xml_escape

_WORDS = [
    "thi",
    "hành",
    "án",
    "dân",
    "sự",
    "tỉnh",
    "Yên",
    "Bái",
    "năm",
    "2024",
    "đạt",
    "59,36%",
    "về",
    "việc",
    "Quốc",
    "hội",
    "Chính",
    "phủ",
    "Toà",
    "án",
    "nhân",
    "dân",
    "1.598",
    "việc",
    "“gần”",
    "luật",
    "sư",
    "nghị",
    "định",
    "số",
    "14/2015/TT-BTP",
    "người",
    "dân",
    "khiếu",
    "nại",
    "(PLO)",
    "tỷ",
    "đồng",
    "3*",
    "a_b",
    "[sic]",
    "5<6",
    "&",
    "c|d",
    "#tag",
    "0912***456",
]


@dataclass(frozen=True)
class Post:
    number: int
    title: str
    link: str
    content: str
    words: str  # everything that a reader of the old page saw, in order


def words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(count))


def post(number: int) -> Post:
    """Post `number`: paragraphs by empty lines or by marks, lists, tables, quotations, captions, shortcodes."""
    rng = random.Random(number)
    parts: list[tuple[str, str]] = []
    for _place in range(rng.randrange(3, 9)):
        text = words(rng, rng.randrange(5, 40))
        html = escape(text, quote=False)
        other = words(rng, 6)
        form = rng.randrange(10)
        if form <= 3:
            parts.append((html, text))
        elif form == 4:
            parts.append((f"<p>{html} <strong>{escape(other)}</strong>, <em>x</em>.</p>", f"{text} {other} , x ."))
        elif form == 5:
            items = [words(rng, 4) for _ in range(3)]
            tag = rng.choice(["ul", "ol"])
            inside = "".join(f"<li>{escape(item)}</li>" for item in items)
            parts.append((f"<{tag}>{inside}</{tag}>", " ".join(items)))
        elif form == 6:
            cells = [words(rng, 2) for _ in range(4)]
            span = ' colspan="2"' if rng.random() < 0.3 else ""
            row = f"<tr><td{span}>{escape(cells[2])}</td>" + ("" if span else f"<td>{escape(cells[3])}</td>") + "</tr>"
            head = f"<tr><th>{escape(cells[0])}</th><th>{escape(cells[1])}</th></tr>"
            shown = cells[:3] if span else cells
            parts.append((f"<table><tbody>{head}{row}</tbody></table>", " ".join(shown)))
        elif form == 7:
            parts.append((f"<blockquote>{html}\n\n{escape(other)}</blockquote>", f"{text} {other}"))
        elif form == 8:
            image = (
                f'<img class="alignnone" src="https://cu.example/wp-content/uploads/2019/05/a-{number}-300x200.jpg" />'
            )
            parts.append((f'[caption id="x" width="300"]{image} {escape(other)}[/caption]', other))
        else:
            parts.append(
                (
                    f"<h2>{html[:60] if '&' not in html[:60] else 'Mục'}</h2>",
                    text[:60] if "&" not in html[:60] else "Mục",
                )
            )
            parts.append((escape(other), other))
    title = f"Bài số {number}: {words(rng, 6)}"
    link = f"https://cu.example/2019/05/{number % 28 + 1:02}/bai-cu-{number}/"
    return Post(
        number, title, link, "\n\n".join(html for html, _text in parts), " ".join(text for _html, text in parts)
    )


def item(one: Post, status: str = "publish", kind: str = "post") -> str:
    return f"""
<item><title>{xml_escape(escape(one.title, quote=False))}</title><link>{xml_escape(one.link)}</link>
<dc:creator><![CDATA[lan]]></dc:creator>
<content:encoded><![CDATA[{one.content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{one.number}</wp:post_id><wp:post_date>2019-05-{one.number % 28 + 1:02} 15:00:00</wp:post_date>
<wp:post_date_gmt>2019-05-{one.number % 28 + 1:02} 08:00:00</wp:post_date_gmt>
<wp:post_name>bai-cu-{one.number}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="hinh-su"><![CDATA[Hình sự]]></category>
<category domain="post_tag" nicename="luat-su"><![CDATA[Luật sư]]></category>
</item>"""


def export(*items: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Báo cũ</title>
<wp:author><wp:author_login>lan</wp:author_login>
<wp:author_display_name><![CDATA[Hoàng Lan]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>phap-dinh</wp:category_nicename>
<wp:cat_name><![CDATA[Pháp đình]]></wp:cat_name></wp:category>
<wp:category><wp:category_nicename>hinh-su</wp:category_nicename>
<wp:category_parent>phap-dinh</wp:category_parent>
<wp:cat_name><![CDATA[Hình sự]]></wp:cat_name></wp:category>
{"".join(items)}
</channel></rss>"""
