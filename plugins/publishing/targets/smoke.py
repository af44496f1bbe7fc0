"""Whether readers get the release that was switched to: the live site is asked for its build.json."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request

from portal.errors import PortalError
from portal.i18n import Translator
from publishing.site_files import MARK

_ = Translator(__file__)


def live_release(url: str, timeout: float = 20) -> str:
    """The `release` that the site at `url` tells; raises OSError or ValueError where it tells none."""
    request = urllib.request.Request(f"{url.rstrip('/')}/{MARK}", headers={"Cache-Control": "no-cache"})
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return str(json.loads(answer.read())["release"])


def check_live(url: str, release: str, attempts: int = 5, pause: float = 2) -> None:
    """Ask until the answer is `release`, or raise PortalError. Front pages of the site must answer too."""
    if not url.startswith(("http://", "https://")):
        raise PortalError(_("{url} is not the address of a site", url=url))
    said = ""
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause)
        try:
            said = live_release(url)
            if said == release:
                with urllib.request.urlopen(f"{url.rstrip('/')}/", timeout=20) as answer:
                    answer.read()
                return
        except (OSError, ValueError, KeyError, TypeError) as error:
            said = str(error)
    raise PortalError(_("{url} does not serve release {release}: {said}", url=url, release=release, said=said))
