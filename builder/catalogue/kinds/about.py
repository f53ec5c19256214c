"""The page about the archive. Its text stands in the labels; here is only its order."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.markdown import bullets, link, section
from builder.catalogue.sheet import Sheet

_PROMISES = ("nothing_made_up", "nothing_lost", "address_lives")
_FACTS = ("date", "ministry", "topic", "title")


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``about.md``."""
    labels, site = collection.labels, collection.site
    government = (
        ()
        if site.official
        else section(2, labels["about.not_government.heading"], labels["about.not_government.text"])
    )
    numbers = labels["about.numbers"].format(link=link(labels["title.coverage"], links.ABOUT, links.COVERAGE))
    yield Sheet(
        path=links.ABOUT,
        title=labels["title.about"],
        kind=ABOUT.name,
        description=labels["about.description"],
        count=len(collection.entries),
        parents=(collection.home(),),
        blocks=(
            f"> {labels['about.sample']}" if site.sample else "",
            *section(
                2,
                labels["about.what.heading"],
                labels["about.what.text"].format(count=len(collection.entries)),
                numbers,
            ),
            *section(
                2,
                labels["about.promises.heading"],
                bullets(labels[f"about.promises.{name}"] for name in _PROMISES),
            ),
            *section(
                2, labels["about.facts.heading"], bullets(labels[f"about.facts.{name}"] for name in _FACTS)
            ),
            *section(2, labels["about.use.heading"], labels["about.use.cite"], labels["about.use.correct"]),
            *government,
        ),
    )


ABOUT = PageKind(
    name="about",
    sheets=_sheets,
    title="title.about",
    path=links.ABOUT,
    linked_from={"home": "home.about"},
    look=Look(contents=True),
)
