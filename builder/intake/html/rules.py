"""The rules by which lines of a saved page are set aside: the names in receipts, and what each means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "about-the-author": "a block about who wrote the article",
        "advertisement": "a block that calls itself an advertisement, a subscription, a newsletter",
        "attachments": "a list of files to download",
        "beside-the-article": "a side column, related or popular articles",
        "button": "a picture that is a button, by the name of its file",
        "comments": "comments and reactions of readers",
        "contact-block": "a block that calls itself the one of a contact",
        "controls": "a block that is there for its buttons or fields",
        "dialog": "a window over the page",
        "hidden": "not shown on the page",
        "link-block": "a block that is nothing but links",
        "link-line": "a line that is nothing but a link",
        "machine-summary": "a summary in items above the article",
        "navigation": "menus, the way to the page, the article before and after",
        "outside-the-article": "above the article's head or below its body",
        "page-footer": "the foot of the page",
        "page-header": "the head of the page",
        "unseen": "words inside an element that shows none: of a choice, a drawing, for other browsers",
        "picture-outside-the-article": "the words of a picture that is none of the article's",
    }
)
