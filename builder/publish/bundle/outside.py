"""Links of a page that lead to something the offline copy does not hold.

They become text, with the hosted address where there is one; a section that is nothing but ways to files of
the hosted site goes (``HOSTED``).

The page is HTML that the builder's own templates made, so tags are found by their form; all else stays byte
for byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import urlsplit

from builder.checks.links import local_target
from builder.permanence.ledger import address_of
from builder.publish.fragment import HOSTED

_ATTRIBUTES: Final = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_HREF: Final = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ANCHOR: Final = re.compile(rf"<a(?=[\s>])({_ATTRIBUTES})>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_LINK: Final = re.compile(rf"[ \t]*<link(?=[\s>])({_ATTRIBUTES})>\n?", re.IGNORECASE)
_DATA_LINKS: Final = re.compile(r'\s*<section class="bp-data">(?:(?!</section>).)*</section>', re.DOTALL)
_HOSTED: Final = re.compile(
    rf'\s*<(section|li) class="(?:[^"]* )?{HOSTED}(?: [^"]*)?">(?:(?!</\1>).)*</\1>', re.DOTALL
)


def without_outside_links(page: str, path: str, inside: AbstractSet[str], site_url: str | None) -> str:
    """The HTML of a page with every ``<a>`` that leads outside as text, and every such ``<link>`` taken out.

    Args:
        page: The HTML.
        path: Its place, relative to the copy.
        inside: The paths of all files of the copy.
        site_url: Where the archive is published, with a slash at its end; None: nobody can say where it led.
    """

    def leads_to(attributes: str) -> str | None:
        """What a link names that is not in the copy, relative to it."""
        target = _local(attributes, path)
        return None if target is None or target in inside else target

    def as_text(anchor: re.Match[str]) -> str:
        target = leads_to(anchor[1])
        return anchor[0] if target is None else _text(anchor[2], _published(target, path), site_url)

    def kept(link: re.Match[str]) -> str:
        return "" if leads_to(link[1]) is not None else link[0]

    def with_links(section: re.Match[str]) -> str:
        """The files beside an article are nothing but links: without any, their heading goes too."""
        return section[0] if "<a " in section[0] or site_url else ""

    page = _HOSTED.sub("", page)
    if not _any_leaves(page, path, inside):
        return page
    return _DATA_LINKS.sub(with_links, _LINK.sub(kept, _ANCHOR.sub(as_text, page)))


def _any_leaves(page: str, path: str, inside: AbstractSet[str]) -> bool:
    named = {f'href="{first or second or third}"' for first, second, third in _HREF.findall(page)}
    targets = (_local(one, path) for one in named)
    return any(target is not None and target not in inside for target in targets)


def _local(attributes: str, path: str) -> str | None:
    """Where an ``href`` leads, relative to the copy.

    None where it leads to another host, or within its own page.
    """
    found = _HREF.search(attributes)
    named = html.unescape(next((one for one in found.groups() if one is not None), "")) if found else ""
    parts = urlsplit(named)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return local_target(path, named)


def _published(target: str, path: str) -> str:
    """Where a target is published: a link that a person wrote names another page's Markdown.

    An article's page names its own as data.
    """
    page = address_of(target)
    return target if page == path else page


def _text(inner: str, target: str, site_url: str | None) -> str:
    hosted = f' <span class="bp-soft">({html.escape(site_url + target)})</span>' if site_url else ""
    return f'<span class="bp-away">{inner}{hosted}</span>'
