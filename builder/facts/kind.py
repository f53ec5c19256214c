"""What sort of text an article is: a release, a transcript, the government's own news, a paper's.

First what stands on the page itself (a label, a form, who speaks), then who publishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builder.model import Reading, Role, Source
from builder.registry import Registry
from builder.registry.kinds import article_kinds

#: A kind, and what told it.
_Told = tuple[str, str]
_NEWS: Final = "news"
_TRANSCRIPT: Final = "transcript"
_PART: Final = "kind-transcript-part"
#: Who put a text on a board did not publish it: bodies have boards too.
_BOARD: Final = "origin-writer-field"


def decide_kind(
    reading: Reading, source: Source, reserved: str | None, registry: Registry, *, names_a_body: bool
) -> _Told:
    """The kind of article and what told it: supplied, by signs of its own, else by who publishes it.

    ``reserved``: the line that reserves its rights. In the form of a release, without an outlet and a
    reporter, it is the release of a body that it names.
    """
    if reading.seed.supplied.kind:
        return reading.seed.supplied.kind, "supplied"
    texts = [text for line in reading.seed.lines if (text := line.text.strip())]
    author = source.author if source.author_by != _BOARD else None
    published = {"outlet": source.outlet, "author": author, "credit": reading.credit}
    return (
        _by_signs(texts, registry)
        or _by_voices(reading, texts, registry)
        or _by_publisher(published, reserved, texts, registry)
        or (_by_form(reading, texts, registry) if names_a_body else None)
        or ("unknown", "")
    )


def _by_signs(texts: Sequence[str], registry: Registry) -> _Told | None:
    kinds = {f"kind-{kind.replace('_', '-')}": kind for kind in article_kinds() if kind != _NEWS}
    signs = {rule.group for _, rule, _ in registry.sieve(*kinds).found(texts)}
    return next(((kind, group) for group, kind in kinds.items() if group in signs), None)


def _by_voices(reading: Reading, texts: Sequence[str], registry: Registry) -> _Told | None:
    """The record of what was said: it begins with who speaks, or to whom. No broadcaster's report."""
    body = (line.text.strip() for line in reading.lines if line.role is Role.BODY)
    first = next(filter(None, body), "")
    if not any(_has_sign([first], sign, registry) for sign in ("kind-speaker", "kind-address")):
        return None
    return None if _has_sign(texts, "kind-report", registry) else (_TRANSCRIPT, "kind-speaker")


def _by_publisher(
    published: dict[str, str | None], reserved: str | None, texts: Sequence[str], registry: Registry
) -> _Told | None:
    """News, where somebody else than a body published it or reserves its rights."""
    if any(published.values()):
        return _NEWS, " ".join(key for key, value in published.items() if value)
    if reserved and not _has_sign([reserved], "rights-of-a-body", registry):
        return _NEWS, "reserved"
    signs = ("kind-news", "kind-report")
    return next(((_NEWS, sign) for sign in signs if _has_sign(texts, sign, registry)), None)


def _by_form(reading: Reading, texts: Sequence[str], registry: Registry) -> _Told | None:
    """Questions and answers, or a release: how bodies write, whom nobody else has printed."""
    if _has_sign(texts, _PART, registry):
        return _TRANSCRIPT, _PART
    if _has_sign(texts, "kind-of-people", registry):
        return None
    body = [line.text.strip() for line in reading.lines if line.role is Role.BODY]
    if _has_sign(texts, "kind-release-form", registry) or _has_sign(body, "kind-release-voice", registry):
        return "press_release", "kind-release-form"
    return None


def _has_sign(texts: Sequence[str], group: str, registry: Registry) -> bool:
    return next(registry.sieve(group).found(texts), None) is not None
