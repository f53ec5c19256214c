"""SVG and HTML elements as text: well-formed XML that HTML reads the same way.

What they hold is escaped here; the same input gives the same bytes.
"""

from __future__ import annotations

from html import escape


class Element(str):
    """The markup of an element; any other text is plain, and escaped where it enters one."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Element:
    """An element; text among ``children`` is plain.

    ``class_`` is the attribute ``class``, ``aria_label`` is ``aria-label``.
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_quoted(value)}"' for name, value in attributes.items()
    )
    held = "".join(child if isinstance(child, Element) else escape(child, quote=False) for child in children)
    return Element(f"<{tag}{named}>{held}</{tag}>")


def _quoted(value: str) -> str:
    """The value of an attribute; white space but the space would be read as one."""
    value = escape(value, quote=False).replace('"', "&quot;")
    return value.replace("\t", "&#09;").replace("\n", "&#10;").replace("\r", "&#13;")


def percent(share: float) -> str:
    """``0.125`` as a length of the picture: ``12.5%``. Three digits are less than a pixel on any screen."""
    return f"{round(share * 100, 3):g}%"


def pixels(length: float) -> str:
    """A length in CSS pixels, without needless digits."""
    return f"{round(length, 1):g}"
