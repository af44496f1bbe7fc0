"""What no TOML file of a newsroom holds: nesting, dotted keys and numbers that would exhaust the parser."""

from __future__ import annotations

import re

# Texts and comments are passed over whole, so that brackets within them do not count. Every alternative is linear: none
# fails behind its beginning. Possessive groups are avoided, which Python before 3.11.5 does not always match.
_TOKEN = re.compile(
    r'''"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*(?:"""|\\?\Z)'''
    r"""|'''[^']*+(?:'(?!'')[^']*+)*(?:'''|\Z)"""
    r"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"?|'[^'\n]*+'?|#[^\n]*+"""
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<bare>[A-Za-z0-9_+-]++(?:[ \t]*+\.[ \t]*+[A-Za-z0-9_+-]++)*)",
    re.DOTALL,
)


def first_excess(text: str, deepest: int, digits: int) -> int | None:
    """Where nesting or a dotted key goes deeper than `deepest`, or a bare word is longer than a number may be."""
    depth = 0
    for match in _TOKEN.finditer(text):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        bare = match["bare"] or ""
        if depth > deepest or bare.count(".") > deepest or (len(bare) > digits and not bare.strip("0123456789_+-.eE")):
            return match.start()
    return None
