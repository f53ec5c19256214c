"""Giving memory back: a wish that the system may have no ear for."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from builder.freed import give_back


def test_the_library_is_asked_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(malloc_trim=asked.append))
    give_back()
    assert asked == [0]


@pytest.mark.parametrize("failure", [OSError, TypeError, AttributeError])
def test_without_such_a_call_nothing_is_done(
    failure: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def library(_: None) -> None:
        raise failure

    monkeypatch.setattr(ctypes, "CDLL", library)
    give_back()
