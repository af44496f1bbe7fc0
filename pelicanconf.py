"""Settings of the site: plain values, one dict per plugin. Unknown keys in those dicts fail the build."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# Worker processes import the plugins by name; appended, so that no plugin hides a library.
sys.path.append(str(ROOT / "plugins"))

SITENAME = "Toà soạn"
SITEURL = ""
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
CACHE_PATH = ".cache/build"  # derived pictures and the like; may be deleted at any time

PLUGIN_PATHS = ["plugins"]
PLUGINS = ["newsroom", "stat_tables", "site_search"]

# Pelican's own generators read and write nothing; ours do (docs/decisions/0002).
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None

MARKDOWN = {
    "extensions": [
        "tables",
        "footnotes",
        "def_list",
        "abbr",
        "stat_tables.article.markdown_extension:StatTablesExtension",
    ],
    "extension_configs": {
        "footnotes": {"SEPARATOR": "-"},  # ids that style sheets can name
        "stat_tables.article.markdown_extension:StatTablesExtension": {
            "data": str(ROOT / "content" / "data"),
            "theme": str(ROOT / "theme"),
        },
    },
}

NEWSROOM: dict[str, object] = {}
STAT_TABLES: dict[str, object] = {
    # Where scripts/pull-table may fetch from; a name allows its sub-domains.
    "pull_hosts": ("moj.gov.vn", "nso.gov.vn", "gso.gov.vn"),
    # Shown as /kieu-mau/: what the tests check is what editors choose from.
    "style_guide": str(ROOT / "examples" / "tables"),
}
SITE_SEARCH: dict[str, object] = {}
