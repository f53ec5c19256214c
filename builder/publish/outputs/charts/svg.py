"""SVG and HTML elements as text.

What they hold is escaped by the library; the same input gives the same bytes.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element; text among ``children`` is plain.

    ``class_`` is the attribute ``class``, ``aria_label`` is ``aria-label``.
    """
    made = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def markup(root: Element) -> str:
    """The element as it is put into a page: well-formed XML that HTML reads the same way."""
    return tostring(root, encoding="unicode", short_empty_elements=False)


def percent(share: float) -> str:
    """``0.125`` as a length of the picture: ``12.5%``. Three digits are less than a pixel on any screen."""
    return f"{round(share * 100, 3):g}%"


def pixels(length: float) -> str:
    """A length in CSS pixels, without needless digits."""
    return f"{round(length, 1):g}"
