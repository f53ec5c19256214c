"""README.html: the page beside the copy's folder that says how to open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resource
from typing import Final

from jinja2 import Environment, Template
from markupsafe import Markup

#: How each system checks the manifest; each names the files that differ.
_COMMANDS: Final = (
    (
        "windows",
        (
            "Get-Content SHA256SUMS | % { $sum, $file = $_ -split '  ', 2; "
            "if ((Get-FileHash $file).Hash -ne $sum) { $file } }"
        ),
    ),
    ("linux", "sha256sum --quiet -c SHA256SUMS"),
    ("mac", "shasum -a 256 -c SHA256SUMS | grep -v ': OK$'"),
)


@dataclass(frozen=True, slots=True)
class About:
    """What the README says of a copy.

    ``share`` is the Korean name of the ministry or topic and ``share_page`` its page; None for the whole.
    """

    site_name: str
    folder: str
    share: str | None
    share_page: str | None
    articles: int
    updated: str
    site_url: str | None
    data: bool
    notice: str
    official: bool


def readme(about: About, labels: Mapping[str, str]) -> str:
    """The page: one file without any other, for it is what opens first."""
    page: str = _template().render(
        t=labels,
        title=labels["bundle.readme.title"].format(name=about.site_name),
        folder=about.folder,
        notice=about.notice,
        facts=tuple(_facts(about, labels)),
        commands=_COMMANDS,
        disclaimer="" if about.official else labels["site.disclaimer"],
        named=lambda text, file: _named(text, about.folder, file),
    )
    return page


@cache
def _template() -> Template:
    text = (resource("builder.publish.bundle") / "readme.html").read_text("utf-8")
    return Environment(
        autoescape=True, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    ).from_string(text)


def _named(text: str, folder: str, file: str) -> Markup:
    """A sentence with the names of the folder and a file set as code."""
    code = Markup("<code>{}</code>")
    return Markup.escape(text).format(folder=code.format(folder), file=code.format(file))


def _facts(about: About, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = [
        (labels["bundle.readme.scope"], _scope(about, labels)),
        (
            labels["bundle.readme.articles"],
            labels["bundle.readme.article_count"].format(count=about.articles),
        ),
        (
            labels["bundle.readme.updated"],
            ". ".join(str(int(part)) for part in about.updated.split("-")) + ".",
        ),
        (
            labels["bundle.readme.data"],
            labels["bundle.readme.data.with" if about.data else "bundle.readme.data.without"],
        ),
    ]
    return [*found, (labels["bundle.readme.address"], about.site_url)] if about.site_url else found


def _scope(about: About, labels: Mapping[str, str]) -> str:
    """What the copy covers: a link to the part's own page, where it is a part."""
    if about.share is None:
        return labels["bundle.readme.scope.whole"]
    name = labels["bundle.readme.scope.part"].format(name=about.share)
    return Markup('<a href="{}/{}">{}</a>').format(about.folder, about.share_page, name)
