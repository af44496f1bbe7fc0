"""A small paper made of sample values: one page of each kind, and two stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from legal_references.model.citations import Document
from newsroom.front.selection import Bundle, FrontSelection, FrontZone
from newsroom.law.law_book import ArticleCited, CitingStory, LawDocument, LawEvent
from newsroom.law.terms import with_terms
from newsroom.model.article import AUTHOR_ASSETS, COVER_ASSETS, SERIES_ASSETS, Article, Body, Kind
from newsroom.model.card import Card, EventPlace, card_of
from newsroom.model.frame import Frame, Masthead, MenuSection, Person
from newsroom.model.glossary import GLOSSARY_ASSETS, GlossaryTerm
from newsroom.model.law import LAW_ASSETS, CitedDocument, CitedPlace, RegisterEntry, Standing, StoryLaw
from newsroom.model.listing import Listing
from newsroom.model.media import Attachment, Cover, Picture
from newsroom.model.names import Named, Profile, Section
from newsroom.model.parts import AiLabel, Correction, Coverage, Guest, LiveEntry, Question
from portal.exchange import DatasetCard
from portal.theming.page_head import Crumb, PageHead
from portal.theming.templates import environment

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

JUSTICE = Section("tu-phap", "Tư pháp", "/tu-phap/", "Thi hành án, đào tạo nghề luật, cải cách hành chính.")
ENFORCEMENT = Section(
    "thi-hanh-an", "Thi hành án dân sự", "/tu-phap/thi-hanh-an/", "Kết quả và chỉ tiêu.", parent=JUSTICE
)
TRAINING = Section("dao-tao", "Đào tạo nghề luật", "/tu-phap/dao-tao/", parent=JUSTICE)
NEWS = Section("thoi-su", "Thời sự", "/thoi-su/", "Hội nghị và những việc trong ngày.")
LAW = Section("phap-luat", "Pháp luật", "/phap-luat/", "Xây dựng pháp luật và đưa pháp luật đến với người dân.")
DESK = Named("ban-bien-tap", "Ban Biên tập", "/tac-gia/ban-bien-tap/")
DATA_DESK = Named("to-du-lieu", "Tổ Dữ liệu", "/tac-gia/to-du-lieu/")
TOPIC = Named("thi-hanh-an-dan-su", "Thi hành án dân sự", "/chu-de/thi-hanh-an-dan-su/", "Mọi tin về thi hành án.")
FIGURES = Named("so-lieu", "Số liệu", "/chu-de/so-lieu/")
EVENT = Named("ky-bao-cao-2024", "Kỳ báo cáo nửa đầu năm 2024", "/su-kien/ky-bao-cao-2024/", event=True)
SERIES = Named("giu-rung", "Giữ rừng", "/loat-bai/giu-rung/", "Ba kỳ.", series=True, parts=3)
YEN_BAI = Named("yen-bai", "Yên Bái", "/dia-phuong/yen-bai/")


def picture(name: str, alt: str, caption: str = "") -> Picture:
    return Picture(f"/media/{name}.png", 1600, 900, alt, caption, "Minh hoạ: Toà soạn", illustration=True)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text + "+07:00")


FRAME = Frame(
    root="https://toasoan.example",
    lang="vi",
    masthead=Masthead(
        name="Toà soạn",
        slogan="Pháp luật, dẫn nguồn và số liệu",
        agency="Toà soạn – báo điện tử hư cấu",
        governing_body="(giữ chỗ) Cơ quan chủ quản",
        domain="toasoan.example",
        licence_number="(giữ chỗ) 000/GP-TRINHDIEN",
        licence_date="(giữ chỗ) 01/01/2024",
        licence_issuer="(giữ chỗ) Cơ quan cấp phép",
        editor_in_chief=Person("(giữ chỗ) Tổng biên tập", "Tổng biên tập"),
        deputies=(Person("(giữ chỗ) Phó Tổng biên tập", "Phó Tổng biên tập"),),
        address="(giữ chỗ) Số 0, đường Ví Dụ, Hà Nội",
        phone="(giữ chỗ) 000 0000 0000",
        fax="(giữ chỗ) 000 0000 0001",
        hotline="(giữ chỗ) 000 0000 0002",
        email="toasoan@toasoan.example",
        advertising="(giữ chỗ) quangcao@toasoan.example",
        demonstration="Bản trình diễn",
    ),
    menu=(MenuSection(NEWS, ()), MenuSection(JUSTICE, (ENFORCEMENT, TRAINING)), MenuSection(LAW, ())),
    pages=(("Giới thiệu", "/gioi-thieu.html"), ("Trợ năng", "/tro-nang.html")),
    year=2024,
    csp=CSP,
)

INTERVIEW = Article(
    id=1,
    slug="thi-dua",
    url="/tu-phap/thi-dua-post1.html",
    kicker="Phỏng vấn",
    title="Thi đua cao điểm mừng 71 năm Ngày truyền thống Thi hành án dân sự",
    sapo="Kế hoạch số 690/KH-TCTHADS mở đợt thi đua cao điểm trong tất cả các cơ quan thi hành án dân sự năm 2017.",
    date=moment("2017-07-19T08:00:00"),
    section=ENFORCEMENT,
    kind=Kind.INTERVIEW,
    source_tag="PLO",
    source_note="Lược thuật từ một bài phỏng vấn đã đăng báo; ngày lấy theo Ngày truyền thống Thi hành án dân sự.",
    authors=(DESK,),
    topics=(TOPIC, FIGURES),
    picture=picture("phong-van", "Tranh vẽ hai chiếc ghế và một bàn nhỏ đặt micro", "Phó Tổng cục trưởng trả lời"),
    guest=Guest("Mai Lương Khôi", "Phó Tổng cục trưởng", "Tổng cục Thi hành án dân sự, Bộ Tư pháp"),
    law=StoryLaw(
        (
            CitedDocument(Document("690/KH-TCTHADS", kind="Kế hoạch"), issued=date(2017, 2, 28)),
            CitedDocument(
                Document("14/2015/TT-BTP", kind="Thông tư"),
                (CitedPlace("khoản 3 Điều 8", ("8",)),),
                title="Thông tư của bài mẫu",
                standing=Standing.EXPIRED,
                begins=date(2015, 12, 1),
                ends=date(2018, 1, 1),
            ),
        )
    ),
    body=Body(
        html=(Path(__file__).parent / "interview_body.html").read_text(encoding="utf-8"),
        questions=(
            Question(1, "Thưa Phó Tổng cục trưởng, đợt thi đua cao điểm năm nay nhằm mục đích gì?", "cau-1"),
            Question(2, "Đợt thi đua đặt trọng tâm vào những việc nào?", "cau-2"),
        ),
    ),
)

RESULTS = Article(
    id=2,
    slug="yen-bai",
    url="/tu-phap/yen-bai-post2.html",
    title="Yên Bái: thi hành xong gần 1.600 việc trong sáu tháng đầu năm 2024",
    sapo="Các cơ quan thi hành án dân sự tỉnh thu hơn 73 tỷ đồng; đạt 59,36% về việc và 33,75% về tiền.",
    date=moment("2024-04-17T16:05:00"),
    modified=moment("2024-04-18T09:00:00"),
    section=ENFORCEMENT,
    kind=Kind.RESULTS,
    source_tag="PLVN",
    authors=(DATA_DESK,),
    topics=(TOPIC,),
    province=YEN_BAI,
    picture=picture("yen-bai", "Tranh vẽ ruộng bậc thang", "Ruộng bậc thang"),
    corrections=(
        Correction(moment("2024-04-18T09:00:00"), "69,36% về việc", "59,36% về việc", "Toà soạn xin lỗi bạn đọc."),
    ),
    attachments=(
        Attachment("/tai-lieu/2/bang.pdf", "Bảng số liệu của bài", "Bản in.", "application/pdf", "PDF", 1_234_567),
    ),
    terms=(
        GlossaryTerm("co-dieu-kien", ("có điều kiện thi hành",), "Phần mà người phải thi hành có tài sản.", "bài mẫu"),
        GlossaryTerm("ve-tien", ("về tiền",), "Tính theo số tiền phải thi hành."),
    ),
    ai=AiLabel(used=True, what="Máy dịch chú thích biểu đồ; biên tập viên đã kiểm tra."),
    body=Body(
        html=(Path(__file__).parent / "results_body.html").read_text(encoding="utf-8"),
        assets=("css/kinds/pictures.css", "js/lightbox.js"),
    ),
)

_WRITER = Named(
    "nguoi-viet-mau",
    "Người viết mẫu",
    "/tac-gia/nguoi-viet-mau/",
    profile=Profile(
        "Cây bút hư cấu của bản trình diễn",
        (
            "Không có người viết nào tên như vậy: trang này chỉ cho thấy chân dung, tiểu sử, cách liên hệ đứng ở đâu.",
            "Đoạn thứ hai của tiểu sử.",
        ),
        "nguoi-viet-mau@toasoan.example",
        ("https://www.toasoan.example/nguoi-viet-mau/",),
        picture("luat-su", "Tranh vẽ một chồng hồ sơ"),
    ),
)
OPINION = Article(
    id=31,
    slug="goc-nhin",
    url="/phap-luat/goc-nhin-post31.html",
    title="Bài mẫu: một ý kiến chỉ để thử cách trình bày",
    sapo="Bài góc nhìn mang chân dung, tên và chức danh người viết ngay dưới đầu đề.",
    date=moment("2024-04-16T08:00:00"),
    section=ENFORCEMENT,
    kind=Kind.OPINION,
    authors=(_WRITER,),
    topics=(TOPIC,),
    body=Body(html="<p>Đoạn thứ nhất của ý kiến.</p><p>Đoạn thứ hai, dài hơn một chút để thấy nhịp của trang.</p>"),
)
_ENTRIES = (
    LiveEntry(moment("2024-04-17T10:40:00"), "luc-2024-04-17-10-40", "Công bố kết quả, khép lại phiên họp"),
    LiveEntry(moment("2024-04-17T09:15:00"), "luc-2024-04-17-09-15"),
    LiveEntry(moment("2024-04-17T08:00:00"), "luc-2024-04-17-08-00", "Khai mạc, điểm lại nửa đầu năm"),
)
LIVE = Article(
    id=30,
    slug="tuong-thuat",
    url="/tu-phap/tuong-thuat-post30.html",
    title="Bài mẫu: tường thuật một phiên họp hư cấu từ khai mạc tới bế mạc",
    sapo="Bài này chỉ để thử cách trình bày: không có phiên họp nào, không ai nói những lời dưới đây.",
    date=moment("2024-04-17T08:00:00"),
    section=ENFORCEMENT,
    kind=Kind.LIVE,
    authors=(DESK,),
    topics=(TOPIC,),
    coverage=Coverage(_ENTRIES, goes_on=True),
    body=Body(
        html=(Path(__file__).parent / "live_body.html").read_text(encoding="utf-8"),
        assets=("css/kinds/live.css", "js/live.js", "css/kinds/recordings.css"),
    ),
)

OTHERS = (
    ("Học viện Tư pháp và UNICEF tập huấn giảng viên nòng cốt tại Quảng Ninh", "lop-hoc", TRAINING),
    ("Kế hoạch hỗ trợ pháp lý cho doanh nghiệp nhỏ và vừa năm 2024", "doanh-nghiep", LAW),
    ("Ngày Sách và Văn hoá đọc của đoàn viên thanh niên Bộ Tư pháp", "sach", NEWS),
    ("Toạ đàm nâng hiệu quả văn hoá đọc sách pháp luật", "toa-dam", LAW),
    ("Công bố SIPAS và PAR INDEX 2023: Bộ Tư pháp dẫn đầu khối bộ, Quảng Ninh dẫn đầu các tỉnh", "xep-hang", NEWS),
    ("Luật Luật sư mới: siết điều kiện miễn đào tạo, rút ngắn thời gian tập sự", "luat-su", LAW),
)
SAPO = "Bản tóm tắt dùng để thử cách trình bày: hai, ba dòng chữ dưới đầu đề, có đủ dấu như Ế, Ộ, Ữ, ặ, ẫ."
CARDS = (
    card_of(RESULTS),
    *(
        Card(
            id=number,
            url=f"/thoi-su/bai-post{number}.html",
            title=title,
            sapo=SAPO,
            date=moment(f"2024-04-17T{20 - number:02}:15:00"),
            source_tag="PLVN" if number != 5 else "",
            section=section,
            picture=picture(name, f"Tranh vẽ: {name}", "Quang cảnh buổi làm việc" if number % 2 else ""),
        )
        for number, (title, name, section) in enumerate(OTHERS, start=3)
    ),
    card_of(INTERVIEW),
)
DATASET = DatasetCard(
    "thads-yen-bai-2024h1",
    "Kết quả thi hành án dân sự tỉnh Yên Bái",
    "/so-lieu/thads-yen-bai-2024h1/",
    "Sáu tháng đầu năm 2024 của các cơ quan thi hành án dân sự tỉnh.",
    "6 tháng đầu năm 2024",
    (("59,36%", "về việc"), ("33,75%", "về tiền"), ("gần 1.600", "việc thi hành xong")),
)
PROVINCE_DATA = Markup(
    '<section class="province-data" aria-labelledby="province-data-head">'
    '<h2 id="province-data-head">Số liệu</h2></section>'
)
LISTING = Listing(
    CARDS,
    None,
    None,
    "/tu-phap/trang-2.html",
    60,
    ((2, "/tu-phap/trang-2.html"), (1, "/tu-phap/trang-1.html")),
    (
        (2024, ((4, "/tu-phap/#thang-2024-04", 48), (3, "/tu-phap/trang-2.html#thang-2024-03", 2))),
        (2017, ((7, "/tu-phap/trang-1.html#thang-2017-07", 10),)),
    ),
    "/tu-phap/",
)


def head(title: str, url: str, kind: str, *crumbs: Crumb, **more: Any) -> PageHead:
    return PageHead(title, "Mô tả ngắn của trang.", url, kind, tuple(crumbs), json_ld=('{"@type": "WebPage"}',), **more)


JUSTICE_CRUMB = Crumb(JUSTICE.name, JUSTICE.url)
STORY_CRUMBS = (JUSTICE_CRUMB, Crumb(ENFORCEMENT.name, ENFORCEMENT.url))


_PLACES = {
    RESULTS.id: [EventPlace(EVENT, 2, CARDS[1], CARDS[2])],
    INTERVIEW.id: [EventPlace(SERIES, 1, None, CARDS[2], ((1, CARDS[0]), (2, CARDS[2])))],
}


def story(article: Article) -> dict[str, Any]:
    return {
        "page": head(
            article.title,
            article.url,
            "article",
            *STORY_CRUMBS,
            published=article.date.isoformat(),
            assets=(
                *article.body.assets,
                *(AUTHOR_ASSETS if article is OPINION else ()),
                *(COVER_ASSETS if article.cover else ()),
                *(GLOSSARY_ASSETS if article.terms else ()),
                *(SERIES_ASSETS if article is INTERVIEW else ()),
                *(LAW_ASSETS if article.law.cited else ()),
            ),
        ),
        "article": article,
        "body": with_terms(article.body.html, article.terms),
        "related": CARDS[1:],
        "events": _PLACES.get(article.id, []),
        "reading_minutes": 3,
        "share_url": FRAME.root + article.url,
    }


def listed(kind: str, url: str, subject: Named) -> dict[str, Any]:
    return {"page": head(subject.name, url, kind), "subject": subject, "listing": LISTING}


_JUSTICE_LINKS = ((ENFORCEMENT.name, ENFORCEMENT.url), (TRAINING.name, TRAINING.url))
FRONT = FrontSelection(
    breaking=None,
    hero=Bundle(CARDS[0], CARDS[6:8]),
    top=tuple(map(Bundle, CARDS[1:5])),
    latest=CARDS,
    zones=(
        FrontZone("zone-1", NEWS.name, NEWS.url, cards=CARDS[:1]),
        FrontZone("zone-2", JUSTICE.name, JUSTICE.url, _JUSTICE_LINKS, CARDS[1:7]),
        FrontZone("zone-3", "Biên tập chọn", cards=CARDS[1:5], wide=True),
        FrontZone(
            "zone-4",
            "Chủ đề",
            "/chu-de/",
            groups=(
                FrontZone("", TOPIC.name, TOPIC.url, cards=CARDS[:3]),
                FrontZone("", FIGURES.name, FIGURES.url, cards=CARDS[3:4]),
            ),
            wide=True,
        ),
        FrontZone("zone-5", LAW.name, LAW.url, cards=CARDS[2:7], wide=True),
    ),
)

# Name of the page -> (template, values). One page of each kind, two of stories.
CIRCULAR = LawDocument(
    Document("14/2015/TT-BTP", kind="Thông tư"),
    title="Thông tư của bài mẫu",
    issuer="Bộ Tư pháp",
    issued=date(2015, 10, 14),
    standing=Standing.IN_FORCE,
    entry=RegisterEntry(Document("14/2015/TT-BTP"), link="https://vanban.example/14", source="Công báo"),
    stories=2,
    begins=date(2015, 12, 1),
    ends=date(2030, 1, 1),
)
DECREE = LawDocument(Document("168/2024/NĐ-CP", kind="Nghị định"))

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "index": (
        "index.html",
        {
            "page": head("Toà soạn", "/", "home"),
            "bar": "Quốc hội đang biểu quyết Luật Luật sư",
            "updated": CARDS[0].date,
            "chosen": FRONT,
            "topics": [TOPIC, FIGURES],
            "datasets": [DATASET, DATASET],
            "corrections": [(CARDS[0], RESULTS.corrections[0])],
        },
    ),
    "results": ("article.html", story(RESULTS)),
    "interview": ("article.html", story(INTERVIEW)),
    "live": ("article.html", story(LIVE)),
    "opinion": ("article.html", story(OPINION)),
    "cover": ("article.html", story(replace(RESULTS, cover=Cover("over")))),
    "section": (
        "section.html",
        {"page": head("Tư pháp", "/tu-phap/", "section"), "section": JUSTICE, "children": [ENFORCEMENT, TRAINING]}
        | {"listing": LISTING},
    ),
    "older": (
        "section.html",
        {"page": head("Tư pháp", "/tu-phap/trang-2.html", "section", JUSTICE_CRUMB), "section": JUSTICE}
        | {
            "children": [],
            "listing": replace(LISTING, number=2, newer="/tu-phap/", older="/tu-phap/trang-1.html", months=()),
        },
    ),
    "topic": ("topic.html", listed("topic", TOPIC.url, TOPIC)),
    "series": (
        "series.html",
        {"page": head(SERIES.name, SERIES.url, "series", assets=SERIES_ASSETS), "subject": SERIES}
        | {"parts": [(1, CARDS[0]), (2, CARDS[1])]},
    ),
    "author": ("author.html", listed("author", DESK.url, DESK)),
    "writer": (
        "author.html",
        listed("author", _WRITER.url, _WRITER)
        | {"page": head(_WRITER.name, _WRITER.url, "author", assets=AUTHOR_ASSETS)},
    ),
    "province": ("province.html", listed("province", YEN_BAI.url, YEN_BAI) | {"data_html": PROVINCE_DATA}),
    "names": (
        "names.html",
        {"page": head("Chủ đề", "/chu-de/", "topic"), "heading": "Chủ đề"}
        | {"groups": [("S", [(FIGURES, 12)]), ("T", [(TOPIC, 1600)]), ("Y", [(YEN_BAI, 0)])]},
    ),
    "laws": (
        "laws.html",
        {
            "page": head("Văn bản", "/van-ban/", "page", assets=LAW_ASSETS),
            "heading": "Văn bản",
            "about": "Văn bản mà các bài dẫn.",
        }
        | {"ways": [("Theo loại", [("Thông tư", "/van-ban/loai/thong-tu/", 1)])], "cited": [CIRCULAR]}
        | {"letters": [("T", "/van-ban/a-z/#chu-1026")]},
    ),
    "law_list": (
        "law_list.html",
        {"page": head("Theo vần", "/van-ban/a-z/", "page", assets=LAW_ASSETS), "heading": "Theo vần", "next": None}
        | {"groups": [(("T", "chu-1026"), [CIRCULAR]), (("", ""), [DECREE])], "previous": "/van-ban/a-z/trang-2.html"},
    ),
    "law": (
        "law.html",
        {
            "page": head(CIRCULAR.heading, CIRCULAR.url, "page", assets=LAW_ASSETS),
            "law": CIRCULAR,
            "pdf_url": f"{CIRCULAR.url}a.pdf",
            "search_url": "/tim-kiem/",
        }
        | {
            "cited": [
                ArticleCited("", (CitingStory(CARDS[0]),)),
                ArticleCited("8", (CitingStory(CARDS[1], ("Điều 8",)),)),
            ]
        }
        | {"history": [LawEvent("issued", CIRCULAR.issued), LawEvent("amended-by", None, DECREE, CARDS[0])]},
    ),
    "unknown_law": (
        "law.html",
        {"page": head(DECREE.heading, DECREE.url, "page", assets=LAW_ASSETS), "law": DECREE, "pdf_url": ""}
        | {"cited": [], "history": [], "search_url": "/tim-kiem/"},
    ),
    "glossary": (
        "glossary.html",
        {
            "page": head("Giải thích từ ngữ", "/thuat-ngu/", "page", assets=GLOSSARY_ASSETS),
            "heading": "Giải thích từ ngữ",
        }
        | {
            "groups": [(letter, RESULTS.terms) for letter in "C"]
            + [("V", (GlossaryTerm("vks", ("VKS", "viện"), "Cơ quan."),))]
        }
        | {"stories": {"co-dieu-kien": CARDS[:2]}},
    ),
    "years": (
        "archive_years.html",
        {"page": head("Lưu trữ", "/luu-tru/", "archive")}
        | {"years": [("2024", [("Tháng 4", "/luu-tru/2024/04/", 9)]), ("2017", [("Tháng 7", "/luu-tru/2017/07/", 1)])]},
    ),
    "archive": (
        "archive.html",
        {"page": head("Tháng 4/2024", "/luu-tru/2024/04/", "archive"), "heading": "Tháng 4/2024"}
        | {"days": [("/luu-tru/2024/04/17/", "Thứ Tư, 17/04/2024", CARDS[:3])]}
        | {"previous": ("Tháng 3/2024", "/luu-tru/2024/03/"), "next": None},
    ),
    "corrections": (
        "corrections.html",
        {"page": head("Thông tin cải chính, xin lỗi", "/cai-chinh/", "page")}
        | {"entries": [(card_of(RESULTS), RESULTS.corrections[0], "bai-2")]},
    ),
    "page": (
        "page.html",
        {"page": head("Trợ năng", "/tro-nang.html", "page"), "title": "Trợ năng"}
        | {
            "cited": (),
            "body": "<p>Trang hướng tới WCAG 2.2.</p><h2>Những gì có sẵn</h2><ul><li>Bàn phím.</li></ul>"
            "<table><tr><th>Phím</th><th>Việc</th></tr><tr><td>/</td><td>Tìm</td></tr></table>",
        },
    ),
    "rss": (
        "rss.html",
        {"page": head("RSS", "/rss/", "page")}
        | {"podcast": True, "feeds": [("Trang nhất", "/rss/home.rss", "/rss/home.atom", "/rss/home.json")]},
    ),
    "masthead": ("masthead.html", {"page": head("Thông tin toà soạn", "/toa-soan.html", "page")}),
    "offline": (
        "offline.html",
        {"page": head("Đọc ngoại tuyến", "/ngoai-tuyen.html", "page"), "hours": 48, "pages": 40},
    ),
    "missing": ("404.html", {"page": head("Không có trang này", "/404.html", "error"), "latest": CARDS[:4]}),
}


def asset(path: str) -> str:
    return f"/theme/t/{path}"


def absolute(url: str) -> str:
    return FRAME.root + url


def templates() -> jinja2.Environment:
    made = environment(THEME, "vi")
    made.globals.update(site=FRAME, asset=asset, absolute=absolute)
    return made


def rendered() -> dict[str, str]:
    """Name of the page -> its HTML."""
    made = templates()
    return {name: made.get_template(template).render(values) for name, (template, values) in PAGES.items()}
