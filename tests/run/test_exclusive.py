"""Two commands on one archive: the second waits, and says so."""

from __future__ import annotations

import threading

import pytest

from builder.run.exclusive import alone_in


def test_alone_nobody_waits_and_nothing_is_said(tmp_path):
    said: list[str] = []
    with alone_in(tmp_path, said.append):
        pass
    with alone_in(tmp_path, said.append):
        pass
    assert said == []


def test_the_second_waits_for_the_first_and_says_so(tmp_path):
    order: list[str] = []
    waits = threading.Event()

    def say(message: str) -> None:
        order.append(message.split(";")[1].strip())
        waits.set()

    def second() -> None:
        with alone_in(tmp_path, say):
            order.append("second")

    other = threading.Thread(target=second)
    with alone_in(tmp_path, order.append):
        other.start()
        assert waits.wait(30)
        order.append("first")
    other.join()
    assert order == ["waiting for it to end.", "first", "second"]


def test_an_error_frees_the_archive(tmp_path):
    said: list[str] = []
    with pytest.raises(KeyboardInterrupt), alone_in(tmp_path, said.append):
        raise KeyboardInterrupt
    with alone_in(tmp_path, said.append):
        pass
    assert said == []
