"""Where a cut line is joined with a space and where without: measured on real releases, cut here."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from builder.reading.joints import WEIGHTS, joint, own_words
from tests.wraps.train import cut, releases, train

#: Of the cuts of real releases that were not learned from so many are known for what they are (measured: .94).
_FLOOR = 0.93


@pytest.fixture(scope="module")
def unseen(shared: Path) -> list[list[str]]:
    """The long paragraphs of every thirtieth release."""
    assert shared
    return list(releases(left_out=True))


def right(paragraphs: list[str], columns: int) -> list[bool]:
    """For each cut whether it is joined as it was."""
    wrapped = [cut(text, columns) for text in paragraphs]
    own = own_words([line for lines in wrapped for line in lines])
    return [
        (joint(one.rstrip(), other.lstrip(), own) == " ") == (one[-1] == " " or other[0] == " ")
        for lines in wrapped
        for one, other in pairwise(lines)
        if one.strip() and other.strip()
    ]


@pytest.mark.parametrize("columns", [40, 76])
def test_real_releases_cut_at_a_width_are_joined_again(unseen: list[list[str]], columns: int) -> None:
    joined = [one for release in unseen for one in right(release, columns)]
    assert len(joined) > 500
    assert sum(joined) / len(joined) >= _FLOOR


def test_the_text_itself_decides_where_it_knows_the_word() -> None:
    line = "그는 누리집들 앞에서 누리집들 뒤로 갔다"
    assert joint("그날 누리", "집들 앞에서", own_words([line])) == ""


@pytest.mark.slow
def test_training_again_gives_the_same_bytes(shared: Path) -> None:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite trains the model; it is not installed")
    assert shared
    assert train() == WEIGHTS.read_text("utf-8")
