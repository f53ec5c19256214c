"""A class of characters that is built once matches what Python's own does."""

from __future__ import annotations

from re import _compiler, _parser  # type: ignore[attr-defined]

import pytest

EXPRESSIONS = [
    "[가-힣]+",
    "[^가-힣a-z]",
    "[A-Z가-힣\\d]{2}",
    "[\\w·]",
    "(?i:[a-z가-힣])",
    "[가나다]|[가-힣]",
    "[😀가-힣]",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_the_compiled_code_is_pythons_own(monkeypatch: pytest.MonkeyPatch, expression: str) -> None:
    ours = [_compiler._code(_parser.parse(expression), 0) for _ in range(2)]
    monkeypatch.setattr(_compiler, "_optimize_charset", _compiler._optimize_charset.__wrapped__)
    theirs = _compiler._code(_parser.parse(expression), 0)
    assert ours == [theirs, theirs]


def test_what_a_caller_does_to_a_class_is_not_kept() -> None:
    parsed = _parser.parse("[가-힣]")[0][1]
    before = repr(_compiler._optimize_charset(parsed))
    _compiler._optimize_charset(parsed)[0].append("more")
    assert repr(_compiler._optimize_charset(parsed)) == before
