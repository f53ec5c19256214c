"""The element names that mean something here, in one place."""

from __future__ import annotations

from typing import Final

from builder.intake.markup import names

DROPPED: Final = names(
    "script style noscript template svg iframe object embed applet canvas audio video select datalist "
    "textarea input meta link base title"
)
"""What is no text."""
UNSEEN: Final = names(
    "noscript template svg iframe object applet canvas audio video select datalist textarea"
)
"""Those of them that may hold words all the same: for other readers, or to choose from."""
VOID: Final = names("embed input meta link base")
EMBEDDED: Final = names("iframe object embed applet canvas")
"""Shows what is not in the page's own text."""
CONTROLS: Final = names("button input select textarea")

GAP: Final = names(
    "p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure article section header footer aside "
    "nav main address form fieldset hr center details dialog menu dir hgroup listing search xmp"
)
"""Blocks that a blank line parts from their neighbours."""
BREAK: Final = names(
    "li dt dd tr td th caption figcaption legend summary option button body head html tbody thead tfoot"
)
"""Blocks that only start on a line of their own."""
BLOCKS: Final = GAP | BREAK
FLOWING: Final = names("p li dt dd td th h1 h2 h3 h4 h5 h6 figcaption caption")
"""Elements in which a line end of the raw text is a space, even in a text file with some tags left in it."""
LISTS: Final = names("ul ol menu dir")
LINKS: Final = names("a button")
VERBATIM: Final = names("pre listing xmp")
HEADINGS: Final = names("h1 h2 h3 h4")
LEAVES: Final = names("p li dt dd h1 h2 h3 h4 h5 h6 th caption figcaption blockquote")
"""Blocks of one line, as a rule."""
