"""Settings of the published site: `scripts/build --settings publishconf.py`. Only what differs from pelicanconf.py."""

import os
import sys
from pathlib import Path

# Pelican loads this file by its path; the folder beside it is not on the module path.
sys.path.append(str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403

# Canonical addresses, feeds and sitemaps carry it. Left empty, the masthead's domain is taken.
SITEURL = os.environ.get("TOASOAN_SITE_URL", "")
