"""One page of each kind."""

STORIES = {"article": 3, "interview": 1, "results": 2, "chart": 12, "map": 13}
FIXED = {
    "home": "/",
    "section": "/tu-phap/",
    "sub-section": "/tu-phap/thi-hanh-an/",
    "topic": "/chu-de/thi-hanh-an-dan-su/",
    "author": "/tac-gia/to-du-lieu/",
    "province": "/dia-phuong/yen-bai/",
    "merged-province": "/dia-phuong/lao-cai/",
    "names": "/chu-de/",
    "laws": "/van-ban/",
    "laws-by-letter": "/van-ban/a-z/",
    "law": "/van-ban/14-2015-tt-btp/",
    "years": "/luu-tru/",
    "month": "/luu-tru/2024/04/",
    "day": "/luu-tru/2024/04/17/",
    "corrections": "/cai-chinh/",
    "page": "/gioi-thieu.html",
    "masthead": "/toa-soan.html",
    "page-with-tables": "/toa-soan-lam-so-lieu.html",
    "rss": "/rss/",
    "search": "/tim-kiem/?q=thi+hanh+an",
    "datasets": "/so-lieu/",
    "dataset": "/so-lieu/thads-toan-quoc/",
    "dataset-frame": "/so-lieu/thads-toan-quoc/nhung/",
    "dataset-of-provinces": "/so-lieu/sap-xep-63-tinh-thanh/",
    "style-guide": "/kieu-mau/",
    "missing": "/khong-co-trang-nay.html",
}
KINDS = (*FIXED, *STORIES)
