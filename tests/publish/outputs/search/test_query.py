"""What a query is taken for, without an index: query.js and dates.js asked in one page, from disk and from a server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from builder.publish.outputs.search.names import language

pytestmark = pytest.mark.browser

ENGINE = Path(__file__).resolve().parents[4] / "builder" / "theme" / "assets" / "search" / "engine"
#: The reader's day.
TODAY = {"y": 2026, "m": 5, "d": 20}
BODIES = {
    "농촌진흥청": "농촌진흥청",
    "농진청": "농촌진흥청",
    "법무부": "법무부",
    "개인정보보호위원회": "개인정보보호위원회",
    "2050탄소중립위원회": "2050 탄소중립위원회",
}

#: Query → the date that is its chip, and the words that are left.
DATES = {
    "2020년 4월": ("2020-04", []),
    "2026년 7월 23일": ("2026-07-23", []),
    "2020.4.16": ("2020-04-16", []),
    "2020. 4. 16.": ("2020-04-16", []),
    "2020-04-16": ("2020-04-16", []),
    "20200416": ("2020-04-16", []),
    "1999": ("1999", []),
    "2021년 상반기": ("2021-01..2021-06", []),
    "2025년 하반기 예산": ("2025-07..2025-12", ["예산"]),
    "2022년 2분기": ("2022-04..2022-06", []),
    "2023년 4월 산불": ("2023-04", ["산불"]),
    "산불 2023년 4월에": ("2023-04", ["산불"]),
    "24년 12월 3일": ("2024-12-03", []),
    "98년 5월": ("1998-05", []),
    "'24년 예산": ("2024", ["예산"]),
    "작년": ("2025", []),
    "지난해 강릉 가뭄": ("2025", ["강릉", "가뭄"]),
    "작년 3월": ("2025-03", []),
    "올해 상반기": ("2026-01..2026-06", []),
    "지난달": ("2026-04", []),
    "지난 달 수출": ("2026-04", ["수출"]),
    "이번 달": ("2026-05", []),
    "지난주 회의": ("2026-05-11..2026-05-17", ["회의"]),
    "어제": ("2026-05-19", []),
    "최근 3개월 드론": ("2026-02-18..2026-05-20", ["드론"]),
    "2020~2022": ("2020..2022", []),
    "2020년 3월~5월": ("2020-03..2020-05", []),
    "2020년부터 2022년까지 예산": ("2020..2022", ["예산"]),
    "2020년 이후 코로나": ("2020..", ["코로나"]),
    "1990년대 외교": ("1990..1999", ["외교"]),
    "날짜:2023-04 산불": ("2023-04", ["산불"]),
    "10년 계획": (None, ["10", "년", "계획"]),
    "3080 + 3": (None, ["3080", "3"]),
    "2050 탄소중립위원회 회의": (None, ["회의"]),
    "2050 탄소중립위원회 2021": ("2021", []),
    "2050년 탄소중립위원회": ("2050", ["탄소중립위원회"]),
    "2021년2월30일": (None, ["2021", "년", "2", "월", "30", "일"]),
}

#: Query → its bodies, the words that are left, what is excluded, its phrases.
REST = {
    "드론 -농업": ([], ["드론"], ["농업"], []),
    "-드론": ([], [], ["드론"], []),
    "K-방역": ([], ["k", "방역"], [], []),
    "드론 OR 무인기": ([], ["드론|무인기"], [], []),
    "드론|무인기 규제": ([], ["드론|무인기", "규제"], [], []),
    '"탄소 중립" 예산': ([], ["탄소", "중립", "예산"], [], ["탄소중립"]),
    "「탄소중립」": ([], ["탄소중립"], [], ["탄소중립"]),
    "한·미·일 회담": ([], ["한 미 일|한미일", "회담"], [], []),
    "한미일": ([], ["한미일|한 미 일"], [], []),
    "독일": ([], ["독일"], [], []),
    "covid-19": ([], ["covid 19|covid19"], [], []),
    "제2차 회의": ([], ["제", "2", "차", "회의"], [], []),
    "농진청 꿀벌": (["농촌진흥청"], ["꿀벌"], [], []),
    "농촌진흥청의 꿀벌": (["농촌진흥청"], ["꿀벌"], [], []),
    "법무장관 회의": (["법무부"], ["회의"], [], []),
    "개인 정보 보호 위원회 과징금": (["개인정보보호위원회"], ["과징금"], [], []),
    "2050 탄소중립위원회 회의": (["2050 탄소중립위원회"], ["회의"], [], []),
    "부처:농진청 꿀벌": (["농촌진흥청"], ["꿀벌"], [], []),
    "제목:꿀벌": ([], ["꿀벌"], [], []),
    "인공지능을": ([], ["인공지능"], [], []),
    "": ([], [], [], []),
}

#: Question → the words that an answer would hold.
TOLD = {
    "보조금 언제 나오나": ["보조금"],
    "보조금 어디에 신청하나": ["보조금", "신청"],
    "누가 승진했나?": ["승진"],
    "보조금이 왜 늦어졌나요?": ["보조금"],
    "언제 바나나 수입": ["바나나", "수입"],
    "수입 바나나": ["수입", "바나나"],
}

_ASK = """([queries, language, today, bodies]) => queries.map((query) => {
  const meant = BriefingsSearch.query.understand(query, {
    language, today, literal: new Set(), topic: () => null,
    body: (letters) => bodies[letters] ? { kind: "body", value: bodies[letters], ids: [], name: bodies[letters] } : null,
  });
  const date = meant.chips.find((chip) => chip.kind === "date");
  const said = (words) => words.map((word) => word.stem).join(" ");
  return {
    date: date ? date.value : null,
    bodies: meant.chips.filter((chip) => chip.kind === "body").map((chip) => chip.value),
    words: meant.concepts.map((concept) => concept.alternatives.map(said).join("|")),
    told: meant.concepts.filter((concept) => concept.alternatives[0][0].weight === 1).map((concept) => concept.label),
    excluded: meant.excluded.map((runs) => runs.join(" ")),
    phrases: meant.phrases.map((phrase) => phrase.letters),
  };
})"""


@pytest.fixture(scope="module", params=["hosted", "disk"])
def understand(request, chromium, host_folder, tmp_path_factory):
    """All queries at once, in one page."""
    folder = tmp_path_factory.mktemp("query")
    shutil.copytree(ENGINE, folder / "engine")
    scripts = "".join(f'<script src="engine/{path.name}"></script>' for path in sorted(ENGINE.iterdir()))
    (folder / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title>{scripts}',
        "utf-8",
    )
    page = chromium.new_page()
    with host_folder(folder) as address:
        page.goto(f"{address if request.param == 'hosted' else f'{folder.as_uri()}/'}page.html")
        words = json.loads(json.dumps(language()))
        yield lambda queries: page.evaluate(_ASK, [[*queries], words, TODAY, BODIES])
    page.close()


def test_dates_are_read_in_all_their_forms(understand):
    found = [(one["date"], one["words"]) for one in understand(DATES)]
    assert dict(zip(DATES, found, strict=True)) == DATES


def test_names_operators_and_spellings(understand):
    found = [(one["bodies"], one["words"], one["excluded"], one["phrases"]) for one in understand(REST)]
    assert dict(zip(REST, found, strict=True)) == REST


def test_the_verb_that_closes_a_question_says_little(understand):
    assert dict(zip(TOLD, (one["told"] for one in understand(TOLD)), strict=True)) == TOLD
