"""The kinds of articles: one list, of one form, that every vocabulary and every explanation follows."""

from __future__ import annotations

from pathlib import Path

import fastjsonschema
import pytest
import yaml

import builder.registry
from builder.registry import Registry
from builder.registry.kinds import PATH, UNKNOWN, article_kind, article_kinds

SCHEMAS = yaml.safe_load((Path(builder.registry.__file__).parent / "schemas.yaml").read_text("utf-8"))


def test_the_file_has_its_form() -> None:
    fastjsonschema.validate(
        {**SCHEMAS["kinds"], "$defs": SCHEMAS["$defs"]}, yaml.safe_load(PATH.read_text("utf-8"))
    )


@pytest.mark.parametrize("kind", article_kinds().values(), ids=lambda kind: kind.id)
def test_a_kind_has_a_name_and_is_explained(
    kind: builder.registry.kinds.ArticleKind, registry: Registry
) -> None:
    assert kind.label in registry.labels
    assert kind.id in registry.labels["data.column.kind"]


def test_what_nobody_has_named_is_unknown() -> None:
    assert [article_kind(word).id for word in ("news", "nonsense", "", None)] == ["news", *[UNKNOWN] * 3]
