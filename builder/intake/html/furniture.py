"""Which blocks of a page call themselves furniture: by their element, by their role, by their name.

No name is believed against the text: a block that holds much of the page's running text is none, whatever it
is called. The names are words of ``id`` and ``class`` as sites of many kinds spell them; they only speed up
what position, links and controls show as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.intake.html.names import LEAVES
from builder.intake.markup import names

if TYPE_CHECKING:
    from builder.intake.html.regions import Outline, Region

_BY_ELEMENT: Final = {
    "nav": "navigation",
    "aside": "beside-the-article",
    "footer": "page-footer",
    "dialog": "dialog",
    "search": "controls",
}
_BY_WEAK_ELEMENT: Final = {
    "header": "page-header",
    "form": "controls",
    "fieldset": "controls",
    "button": "controls",
    "menu": "navigation",
}
_BY_ROLE: Final = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "tree"), "navigation"),
    **dict.fromkeys(("complementary", "doc-tip", "note"), "beside-the-article"),
    **dict.fromkeys(("dialog", "alertdialog", "alert", "status"), "dialog"),
    **dict.fromkeys(("search", "toolbar", "button", "form"), "controls"),
    "contentinfo": "page-footer",
    "banner": "page-header",
}
_BY_NAME: Final = {
    **dict.fromkeys(
        names(
            "nav gnb lnb snb tnb navi navigation menu menus submenu sitemap breadcrumb breadcrumbs "
            "crumb crumbs location loc path skip skipnav skipnavi accessibility quick paging "
            "pagination pager prevnext pn prev indicator tab tabs"
        ),
        "navigation",
    ),
    **dict.fromkeys(names("foot footer ft copyright copyrights"), "page-footer"),
    **dict.fromkeys(names("masthead gov banner"), "page-header"),
    **dict.fromkeys(
        names(
            "ad ads adv bn bnr advert advertisement advertising sponsor sponsored promotion promo donate "
            "donation newsletter letter subscribe subscription paywall app jebo event"
        ),
        "advertisement",
    ),
    **dict.fromkeys(
        names(
            "aside sidebar rail related relate relation relations rel rels recommend recommended reco "
            "rec popular pop rank ranking best hot headline-list hl live series issue more ticker "
            "stock widget"
        ),
        "beside-the-article",
    ),
    **dict.fromkeys(
        names(
            "comment comments cmt cmts reply replies repl opinion react reaction reactions emotion emoticon"
        ),
        "comments",
    ),
    **dict.fromkeys(
        names(
            "share sns social util utils utility tool tools toolbar toolbox btn btns button buttons "
            "poll vote survey satis satisfaction satisfy csi csat feedback tts player layer ly lang "
            "translate cookie popup modal login srch tag tags keyword keywords hashtag hashtags"
        ),
        "controls",
    ),
    **dict.fromkeys(names("reporter journalist profile rep writer"), "about-the-author"),
    **dict.fromkeys(names("ai summary sum tldr"), "machine-summary"),
    **dict.fromkeys(names("file files attach attachment attachments download down"), "attachments"),
    **dict.fromkeys(names("charge manager contact contacts dept department person staff"), "contact-block"),
}
_ALSO_OF_LINES: Final = frozenset({"advertisement", "controls", "about-the-author"})
"""The rules of names that hold for a paragraph or an item too: ``<p class="foot">`` may be a footnote,
``<p class="ad">`` is none."""
_STRONG: Final = 0.75
_WEAK: Final = 0.4
"""A block with a greater share of the page's running text is no furniture, whatever element or name it
has."""


def furniture_rule(region: Region, outline: Outline, whole: int) -> str:
    """The rule by which a block is furniture; empty if it is none.

    ``whole``: the weight of the page's running text.
    """
    weight = outline.total("weight", region)
    if weight > _STRONG * whole:
        return ""
    rule = "hidden" if region.is_hidden else _BY_ROLE.get(region.role) or _BY_ELEMENT.get(region.tag, "")
    if rule or weight > _WEAK * whole:
        return rule
    return _BY_WEAK_ELEMENT.get(region.tag) or _rule_by_name(region)


def _rule_by_name(region: Region) -> str:
    rules = (_BY_NAME[name] for name in sorted(region.names) if name in _BY_NAME)
    return next((rule for rule in rules if region.tag not in LEAVES or rule in _ALSO_OF_LINES), "")
