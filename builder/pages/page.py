"""Pages as they stand, or shall stand, in ``docs/``: an article's, and the builder's lists of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from builder.article_id import is_id
from builder.pages import values
from builder.pages.key import Form
from builder.pages.record import Record
from builder.pages.values import Meta

ARTICLES: Final = "briefings"
_FOLDER: Final = f"{ARTICLES}/"
REQUIRED: Final = ("title",)
"""The keys that every index page has."""
FORMS: Final[Mapping[str, Form]] = {
    "title": {"type": "string", "minLength": 1},
    "description": {"type": ["string", "null"]},
    "parents": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["title", "path"],
            "properties": {"title": {"type": "string"}, "path": {"type": "string"}},
        },
    },
    "count": {"type": "integer", "minimum": 0},
    "generated": {"type": "object"},
    "moved_to": {"type": "string", "pattern": r"\.md$"},
}
"""Each key of an index page that has a form, as a JSON Schema; more keys are allowed."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page. ``path`` is POSIX, relative to docs; ``body`` is Markdown."""

    path: str
    record: Record
    body: str

    @classmethod
    def read(cls, path: str, meta: Meta, body: str) -> Page:
        """The page of a file's front matter and body."""
        return cls(path, Record.from_meta(meta), body)

    @property
    def meta(self) -> dict[str, object]:
        """The front matter as it is to be written."""
        return self.record.to_meta()

    @property
    def is_ours(self) -> bool:
        """Whether the builder wrote it."""
        return "generated" not in self.record.missing


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above an index page."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A list of articles, or another page of the builder's. ``meta``: its front matter as it stands."""

    path: str
    meta: Meta
    body: str

    @property
    def is_ours(self) -> bool:
        """Whether the builder wrote it, rather than a person by hand."""
        return "generated" in self.meta

    @property
    def title(self) -> str:
        """Its title, empty where a person took it away."""
        return values.text(self.meta.get("title")) or ""

    @property
    def kind(self) -> str | None:
        """What kind of list it is (builder/catalogue/kinds/)."""
        return values.text(self.meta.get("kind"))

    @property
    def description(self) -> str | None:
        """What the page is about, in a sentence."""
        return values.text(self.meta.get("description"))

    @property
    def intro(self) -> str | None:
        """Markdown that a person put in front of the list."""
        return values.text(self.meta.get("intro"))

    @property
    def moved_to(self) -> str | None:
        """The page, below docs, that it leads on to, where its list stands elsewhere now."""
        return values.text(self.meta.get("moved_to"))

    @property
    def ministry_id(self) -> str | None:
        """The body that the page is about, if it is one's."""
        return values.text(self.meta.get("ministry_id"))

    @property
    def count(self) -> int | None:
        """How many articles it lists."""
        count = self.meta.get("count")
        return count if isinstance(count, int) else None

    @property
    def parents(self) -> tuple[Crumb, ...]:
        """The pages above it, the uppermost first; what is no pair of title and path is left out."""
        found = self.meta.get("parents")
        pairs = [values.mapping(parent) for parent in found] if isinstance(found, list) else []
        return tuple(
            Crumb(str(pair["title"]), str(pair["path"])) for pair in pairs if pair.keys() >= {"title", "path"}
        )


AnyPage = Page | IndexPage


def page_path(page_id: str) -> str:
    """Where the page of an article stands, relative to docs. Only a valid id becomes a path.

    Raises:
        ValueError: ``page_id`` is no id; the caller has not checked its input.
    """
    if not is_id(page_id):
        raise ValueError(f"not an id: {page_id!r}")
    return f"{ARTICLES}/{page_id}.md"


def id_at(path: str) -> str:
    """What the file of a page is called: the id of the article, if its name is one."""
    return path.rpartition("/")[2].removesuffix(".md")


def is_article(path: str) -> bool:
    """Whether a path relative to docs is the place of an article's page."""
    return path.startswith(_FOLDER) and "/" not in path.removeprefix(_FOLDER)


def page_of(path: str, meta: Meta, body: str) -> AnyPage:
    """The page that stands at a path."""
    return Page.read(path, meta, body) if is_article(path) else IndexPage(path, meta, body)
