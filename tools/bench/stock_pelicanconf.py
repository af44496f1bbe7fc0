"""Settings of the stock Pelican that scripts/bench measures: its `simple` theme, nothing of ours.

Authors, tags, categories, months and the site's feed are on, since our build writes them too; drafts of speed such as
ARTICLE_TRANSLATION_ID = None are taken, so that the comparison is with a Pelican that is set up well.
"""

SITENAME = "Báo Mẫu"
SITEURL = "https://mau.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
THEME = "simple"
PLUGINS: list[str] = []
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = ["media"]
ARTICLE_URL = "{category}/{slug}.html"
ARTICLE_SAVE_AS = "{category}/{slug}.html"
MONTH_ARCHIVE_SAVE_AS = "luu-tru/{date:%Y}/{date:%m}/index.html"
DAY_ARCHIVE_SAVE_AS = "luu-tru/{date:%Y}/{date:%m}/{date:%d}/index.html"
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
MARKDOWN = {"extensions": ["tables", "footnotes", "def_list", "abbr"]}
