"""Short forms that texts explain, and what a word may mean as well."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from builder.publish.outputs.search import Names
from builder.publish.outputs.search.layout import hash_of, payload
from builder.publish.outputs.search.meanings import filter_of, meaning_files, meanings_of, vocabulary
from builder.publish.outputs.search.names import Term
from builder.publish.outputs.search.pairs import agreed, pairs_of


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("확산하는 아프리카돼지열병(ASF)을 막는다.", [("ASF", "아프리카돼지열병")]),
        ("ASF(아프리카돼지열병) 방역", [("ASF", "아프리카돼지열병")]),
        ("중앙재난안전대책본부(이하 ‘중대본’)는", [("중대본", "중앙재난안전대책본부")]),
        ("국가 온실가스 감축목표(NDC)를", []),
        ("지하철 폐쇄회로(CC)TV", []),
        ("서울 강남구(구청장)", []),
        ("회의(오전)를 열었다", []),
        ("비전문취업(E-9) 외국인", []),
        ("PayRoad (김동영) 발표", []),
        ("MANAGER (홍길동)", []),
        ("질의응답 Q&A(이용자용) 안내", []),
        ("에이사비사에이알엠(AB)", []),
        ("고밀도 폴리에틸렌(HDPE)", []),
    ],
)
def test_only_what_the_text_itself_tells_is_a_pair(text, pairs):
    assert list(pairs_of(text)) == pairs


def test_one_text_alone_proves_nothing():
    assert agreed({"ASF": Counter({"아프리카돼지열병": 1})}) == {}
    assert agreed({"ASF": Counter({"아프리카돼지열병": 2})}) == {"ASF": ("아프리카돼지열병",)}
    longer = Counter({"텔레비전": 2, "폐쇄회로 텔레비전": 1})
    assert agreed({"CCTV": longer}) == {}, "the end of a longer one"


def names(**more) -> Names:
    return Names(bodies=(), topics=(), kinds={}, **more)


def test_meanings_stand_in_their_file_and_the_manifest_knows_them():
    known = names(
        synonyms={"학폭": ("학교폭력",)},
        people=(Term("hong-gildong", "홍길동", "법무부 장관", "2020-01-02", None),),
    )
    found = meanings_of(known, {})
    assert found == {"학폭": ("학교폭력",)}
    (content,) = meaning_files(found, known).values()
    assert payload(content) == {"학폭": ["학교폭력"], "=홍길동": [["법무부 장관", "2020-01-02", None]]}
    bits = "".join(f"{int(digit, 16):04b}" for digit in str(filter_of(found, known)["bits"]))
    assert [bits[hash_of(word) % len(bits)] for word in ("학폭", "홍길동")] == ["1", "1"]


def test_the_words_of_titles_are_counted():
    assert vocabulary({"예방": 2, "산불": 3, "대책": 1}) == "산불 예방"


#: An address, releases of korea.kr by number, or a work of reference that synonyms.yaml names.
SOURCE = re.compile(r"https?://\S+|korea\.kr( \d{9})+|law|NIKL")


def test_every_synonym_has_a_source_and_leads_somewhere_else(registry):
    for one in registry.synonyms:
        assert SOURCE.fullmatch(one.source), one
        assert one.word not in one.also
        assert one.also
