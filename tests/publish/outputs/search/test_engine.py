"""The engine in Chromium, on an index of its own: hosted and from disk, one code and one answer."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from builder.publish.outputs.search import BodyName, Names, SearchDocument, TopicName, layout, write_search
from builder.publish.outputs.search.names import Term, language

pytestmark = pytest.mark.browser

ENGINE = Path(__file__).resolve().parents[4] / "builder" / "theme" / "assets" / "search" / "engine"


def body(
    body_id: str,
    name: str,
    aliases: tuple[str, ...],
    lineage: tuple[str, ...],
    *,
    alive: bool,
    shown: str = "",
) -> BodyName:
    return BodyName(
        body_id, shown or name, name, None, aliases, (), tuple(sorted({body_id, *lineage})), alive
    )


NAMES = Names(
    bodies=(
        body(
            "mofe-1998",
            "재정경제부",
            ("재경부",),
            ("mosf-2008", "mofe-2026", "mpb-2026"),
            alive=False,
            shown="재정경제부(1998–2008)",
        ),
        body("mosf-2008", "기획재정부", ("기재부",), ("mofe-1998", "mofe-2026", "mpb-2026"), alive=False),
        body(
            "mofe-2026",
            "재정경제부",
            ("재경부",),
            ("mosf-2008", "mofe-1998"),
            alive=True,
            shown="재정경제부(2026–)",
        ),
        body("mpb-2026", "기획예산처", ("예산처",), ("mosf-2008",), alive=True),
        body("kfs-1967", "산림청", ("산림처",), (), alive=True),
        body("spo-1948", "검찰청", ("검찰",), (), alive=True),
    ),
    topics=(
        TopicName("forest", "산림", "환경", "environment"),
        TopicName("budget", "예산", "경제", "economy"),
    ),
    kinds={"news": "언론 기사", "press_release": "보도자료", "unknown": ""},
    people=(Term("hong-gildong", "홍길동", "산림청 청장", "2018-01-01", None),),
)


def document(
    number: int,
    title: str,
    text: str,
    date: str | None = None,
    ministries: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    kind: str = "press_release",
    people: tuple[str, ...] = (),
) -> SearchDocument:
    return SearchDocument(
        f"a{number:02d}",
        f"briefings/a{number:02d}.html",
        title,
        number == 5,
        date,
        number == 4,
        ministries,
        topics,
        kind,
        text,
        "2025-01-01",
        people,
    )


DOCUMENTS = (
    document(
        0,
        "내년 예산안 발표",
        "정부는 내년 예산을 연구개발에 먼저 쓴다고 밝혔다.",
        "2026-03-02",
        ("mofe-2026", "mpb-2026"),
        ("budget",),
    ),
    document(
        1,
        "예산 집행 점검",
        "지출을 꼼꼼히 살핀다. 인공지능 사업도 그 가운데 하나다.",
        "2026-02-11",
        ("mpb-2026",),
        ("budget",),
    ),
    document(2, "세제 개편", "옛 이름으로 낸 예산 자료다.", "2012-07-30", ("mosf-2008",), ("budget",)),
    document(
        3,
        "산불 막는 숲길",
        "산림청은 봄철 산불을 막는다.\n둘째 문단에는 디지털 뉴딜과 고온 피해가 있다.\n숲길은 열두 곳이다.",
        "2020-04-16",
        ("kfs-1967",),
        ("forest",),
        people=("hong-gildong",),
    ),
    document(
        4, "디지털뉴딜 성과", "디지털뉴딜로 일자리가 늘었다. 뉴딜은 디지털이 아니어도 된다.", "2020-04", ()
    ),
    document(
        5,
        "인공지능을 배우다",
        "인공지능 교육을 늘린다. COVID-19 이후 5G와 K-방역, 2,300억 원.",
        None,
        (),
        ("budget",),
        "news",
    ),
    document(6, "쌀값 안정", "쌀은 남고 쌀을 산다.", "2020", ()),
    document(7, "검찰 수사 기록", "검찰이 옛 수사 기록을 공개했다. 인공위성과 공지 사항.", "2019-12-31", ()),
    document(
        8,
        "지출 구조",
        "예산이라는 말은 검찰 기록에 없다. 뉴딜 디지털 순서.",
        "2019-01-01",
        ("kfs-1967",),
        people=("hong-gildong",),
    ),
    document(9, "<b>굵은</b> 제목", '따옴표 " 와 \\ 와 \u2028 와 </script> 가 있는 글.', "2021-01-01", ()),
)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search") / "site"
    write_search(DOCUMENTS, NAMES, folder, folder.parent / "cache")
    shutil.copytree(ENGINE, folder / "engine")
    (folder / "pages").mkdir()
    for path, base in (("page.html", ""), ("pages/page.html", "../")):
        parts = "".join(
            f'<script src="{base}engine/{path.name}"></script>' for path in sorted(ENGINE.iterdir())
        )
        script = f'{parts}<script>const engine = BriefingsSearch.open("{base}");</script>'
        (folder / path).write_text(
            f'<!doctype html><html lang="ko"><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title>{script}</html>',
            "utf-8",
        )
    return folder


@pytest.fixture(scope="session")
def hosted(site, host_folder):
    with host_folder(site) as address:
        yield address


@pytest.fixture(scope="session", params=["hosted", "disk"])
def page(request, chromium, site, hosted):
    base = hosted if request.param == "hosted" else f"{site.as_uri()}/"
    page = chromium.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    requested: list[str] = []
    page.on("request", lambda one: requested.append(one.url))
    page.goto(f"{base}pages/page.html")
    assert [url for url in requested if "/search/" in url] == [], (
        "nothing is loaded before the first question"
    )
    yield page
    assert noise == []
    page.close()


@pytest.fixture
def search(page):
    def ask(query, **options):
        return page.evaluate("([query, options]) => engine.search(query, options)", [query, options])

    return ask


def ids(found):
    return [hit["id"] for hit in found["hits"]]


def text(pieces, *, marks=("[", "]")):
    return "".join(f"{marks[0]}{one['text']}{marks[1]}" if one["marked"] else one["text"] for one in pieces)


@pytest.mark.parametrize("shards", [16, layout.NEAR, 4 * layout.NEAR])
def test_both_sides_look_for_a_term_in_the_same_shard(page, shards):
    syllables = f"{language()['commonest'][:6]}뷁똠懸案"
    terms = [*(first + second for first in syllables for second in syllables), "covid", "5g", "쌀", "a"]
    index = {"shards": shards, "near": layout.NEAR, "commonest": language()["commonest"]}
    found = page.evaluate(
        "([terms, index]) => terms.map((term) => BriefingsSearch.terms.shardOf(term, index))", [terms, index]
    )
    assert found == [layout.shard_of(term, shards) for term in terms]
    assert len(set(found)) > 5


def test_every_document_is_found_by_its_title(search):
    for one in DOCUMENTS:
        assert one.id in ids(search(one.title, text=["검찰", "예산"])), one.title


@pytest.mark.parametrize(
    "query",
    [
        "인공지능",
        "인공지능을",
        "인공지능은",
        "인공지능으로",
        "인공지능에서의",
        "인공 지능",
        unicodedata.normalize("NFD", "인공지능을"),
        " 인공지능 ?",
    ],
)
def test_particles_spaces_and_forms_do_not_matter(search, query):
    assert set(ids(search(query))) == {"a05", "a01"}
    assert ids(search(query))[0] == "a05", "the title counts more"


@pytest.mark.parametrize("query", ["디지털뉴딜", "디지털 뉴딜"])
def test_compounds_are_found_however_they_are_spaced(search, query):
    assert {"a03", "a04"} <= set(ids(search(query)))


@pytest.mark.parametrize("query", ["covid", "COVID-19", "ＣＯＶＩＤ", "5g", "2300억", "2,300억 원"])
def test_words_and_numbers(search, query):
    assert ids(search(query))[0] == "a05"


@pytest.mark.parametrize(
    ("query", "found"), [("쌀", ["a06"]), ("쌀은", ["a06"]), ("뷁", []), ("ㅎㅎ", []), ("???", [])]
)
def test_single_syllables_and_nothing(search, query, found):
    assert ids(search(query)) == found


@pytest.mark.parametrize("quotes", ['""', "“”", "「」"])
def test_a_quoted_phrase_stands_in_the_text_as_it_is(search, quotes):
    assert set(ids(search(f"{quotes[0]}디지털 뉴딜{quotes[1]}"))) == {"a03", "a04"}, "blanks aside"
    assert ids(search(f"{quotes[0]}디지털뉴딜{quotes[1]}")) == ["a04", "a03"]
    assert ids(search(f"{quotes[0]}뉴딜 디지털{quotes[1]}")) == ["a08"]
    assert ids(search(f"{quotes[0]}디지털 숲길{quotes[1]}")) == []


def test_a_phrase_narrows_what_the_other_words_find(search):
    assert ids(search('숲길 "디지털 뉴딜"'))[0] == "a03"
    found = search('"디지털 뉴딜"', year=["2019"])
    assert (found["total"], found["facets"]["year"]) == (0, [{"value": "2020", "name": "2020", "count": 2}])


def test_documents_that_hold_more_of_the_query_come_first(search):
    assert ids(search("봄철 산불 숲길"))[0] == "a03"
    assert ids(search("검찰 기록 공개", chips=False))[0] == "a07"


# ---------------------------------------------------------------------------------------------------------------------- chips


def test_a_former_name_finds_what_became_of_the_body(search):
    found = search("기재부")
    assert ids(found) == ["a00", "a01", "a02"], "the newest first"
    assert found["chips"] == [
        {
            "kind": "body",
            "value": "기획재정부",
            "ids": ["mosf-2008", "mofe-1998", "mofe-2026", "mpb-2026"],
            "name": "기획재정부",
            "matched": "기재부",
            "plain": False,
        }
    ]


@pytest.mark.parametrize("query", ["기재부 예산", "기재부의 예산안", "기획재정부 예산"])
def test_an_abbreviation_narrows_the_rest_of_the_query(search, query):
    found = search(query)
    assert set(ids(found)) <= {"a00", "a01", "a02"}
    assert [chip["matched"] for chip in found["chips"]] == [query.split()[0].removesuffix("의")]


def test_an_abbreviation_of_two_bodies_means_the_one_of_today(search):
    chip = search("재경부 예산")["chips"][0]
    assert (chip["name"], set(chip["ids"])) == ("재정경제부(2026–)", {"mofe-2026", "mofe-1998", "mosf-2008"})


def test_all_names_of_a_body_are_the_same_question(search):
    asked = [search(f"{name} 산불") for name in ("산림청", "산림처", "산림청장")]
    assert [[chip["value"] for chip in found["chips"]] for found in asked] == [["산림청"]] * 3
    assert [ids(found) for found in asked] == [["a03"]] * 3


def test_a_chip_does_not_hide_what_the_query_means(search):
    """No document of 검찰청 is there, and none of the other bodies holds the rest."""
    found = search("검찰 수사")
    assert (found["chips"], ids(found)[0]) == ([], "a07")
    assert search("기재부 숲길")["chips"] == []


def test_chips_can_be_switched_off(search):
    assert search("기재부 예산", text=["기재부"])["chips"] == []
    assert len(search("재경부 예산처 예산", text=["재경부"])["chips"]) == 1, "one by one"


def test_two_bodies_are_looked_for_together(search):
    together = search("재경부 예산처 예산")
    assert (ids(together), len(together["chips"])) == (["a00", "a02"], 2), "기획재정부 came before both"


def test_two_bodies_that_did_nothing_together_are_looked_for_apart(search):
    apart = search("기재부 산림처 예산")
    assert (set(ids(apart)), len(apart["chips"])) == ({"a00", "a01", "a02", "a08"}, 2)


# ------------------------------------------------------------------------------------------------------- filters, order, facets


def test_without_a_query_all_are_listed_by_date(search):
    assert ids(search("")) == ["a00", "a01", "a09", "a03", "a04", "a06", "a07", "a08", "a02", "a05"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"ministry": ["kfs-1967"]}, ["a03", "a08"]),
        ({"ministry": ["kfs-1967", "mpb-2026"]}, ["a00", "a01", "a03", "a08"]),
        ({"topic": ["forest"]}, ["a03"]),
        ({"area": ["environment"]}, ["a03"]),
        ({"year": ["2020", "undated"]}, ["a03", "a04", "a06", "a05"]),
        ({"kind": ["news"]}, ["a05"]),
        ({"from": "2020-02", "to": "2020-04"}, ["a03", "a04", "a06"]),
        ({"from": "2020-05", "to": "2020-06"}, ["a06"]),
        ({"to": "2012-12"}, ["a02"]),
        ({"from": "2026-03"}, ["a00"]),
        ({"year": ["2020"], "ministry": ["kfs-1967"]}, ["a03"]),
        ({"ministry": ["nobody"]}, []),
    ],
)
def test_filters(search, options, found):
    assert ids(search("", **options)) == found


def test_facets_count_what_choosing_them_would_give(search):
    facets = search("", year=["2020"])["facets"]
    assert [(one["value"], one["count"]) for one in facets["year"]] == [
        ("2026", 2),
        ("2021", 1),
        ("2020", 3),
        ("2019", 2),
        ("2012", 1),
        ("undated", 1),
    ]
    assert facets["ministry"] == [{"value": "kfs-1967", "name": "산림청", "count": 1}]
    assert facets["kind"] == [{"value": "press_release", "name": "보도자료", "count": 3}]
    for facet, key in (("topic", "topic"), ("ministry", "ministry"), ("kind", "kind"), ("year", "year")):
        for one in search("예산")["facets"][facet]:
            assert search("예산", **{key: [one["value"]]})["total"] == one["count"]


def test_people_are_a_facet_that_is_loaded_when_it_is_asked_for(search):
    assert search("")["facets"]["person"] is None
    assert ids(search("", person=["hong-gildong"])) == ["a03", "a08"]
    assert ids(search("", person=["nobody"])) == []
    facets = search("산불", people=True)["facets"]
    assert facets["person"] == [{"value": "hong-gildong", "name": "홍길동", "count": 1}]
    found = search("사람:홍길동 산불")
    assert ids(found) == ["a03"]
    assert [(chip["kind"], chip["ids"]) for chip in found["chips"]] == [("person", ["hong-gildong"])]
    assert search("사람:아무개")["chips"] == []


def test_order_and_pages(search):
    by_date = search("예산", sort="date")
    dates = [hit["date"] or "" for hit in by_date["hits"]]
    assert dates == sorted(dates, reverse=True)
    budget_office = ids(search("예산처"))
    assert budget_office[0] == "a01", "the newer one is led by another body"
    assert "a00" in budget_office
    assert ids(search("예산처", sort="date"))[0] == "a00"
    parts = [
        *ids(search("예산", limit=2)),
        *ids(search("예산", offset=2, limit=2)),
        *ids(search("예산", offset=4)),
    ]
    assert parts == ids(search("예산"))
    assert search("예산", limit=1)["total"] == search("예산")["total"] == len(parts)


# -------------------------------------------------------------------------------------------------------------------- results


def test_what_a_result_shows(search):
    hit = search("고온피해")["hits"][0]
    assert text(hit.pop("excerpt")) == "둘째 문단에는 디지털 뉴딜과 [고온] [피해]가 있다."
    assert hit == {
        "id": "a03",
        "address": "briefings/a03.html",
        "title": "산불 막는 숲길",
        "titleGenerated": False,
        "date": "2020-04-16",
        "dateInferred": False,
        "kind": "press_release",
        "ministries": [{"id": "kfs-1967", "name": "산림청"}],
        "topics": [{"slug": "forest", "name": "산림"}],
    }
    assert search("디지털뉴딜 성과")["hits"][0]["dateInferred"]
    assert search("covid")["hits"][0]["titleGenerated"]


def test_text_comes_as_it_is(search):
    hit = search("따옴표")["hits"][0]
    assert hit["title"] == "<b>굵은</b> 제목"
    assert text(hit["excerpt"], marks=("", "")) == DOCUMENTS[9].text


def test_pairs_from_within_a_word_are_not_marked(search):
    hit = next(hit for hit in search("인공위성 인공지능")["hits"] if hit["id"] == "a07")
    assert text(hit["excerpt"]) == "[인공위성]과 공지 사항."


def test_names(page):
    names = page.evaluate("engine.names()")
    assert names["kinds"] == {"news": "언론 기사", "press_release": "보도자료", "unknown": ""}
    assert names["topics"][1] == {
        "slug": "budget",
        "name": "예산",
        "area": "경제",
        "areaSlug": "economy",
        "count": 4,
    }
    assert [(one["id"], one["count"]) for one in names["bodies"]] == [
        ("mofe-1998", 0),
        ("mosf-2008", 1),
        ("mofe-2026", 1),
        ("mpb-2026", 2),
        ("kfs-1967", 2),
        ("spo-1948", 0),
    ]


def test_questions_that_overlap_do_not_disturb_each_other(page):
    queries = ["인", "인공", "인공지", "인공지능", "숲길", "예산", "쌀"]
    apart = [ids(page.evaluate("(query) => engine.search(query, {})", query)) for query in queries]
    together = page.evaluate(
        "(queries) => Promise.all(queries.map((query) => engine.search(query, {})))", queries
    )
    assert [ids(found) for found in together] == apart


def test_a_failure_is_told_and_the_next_question_tries_again(chromium, site):
    page = chromium.new_page()
    address = f"{site.as_uri()}/page.html"
    page.route("**/terms/*", lambda route: route.abort())
    page.goto(address)
    ask = "engine.search('예산', {}).then((found) => found.total, (error) => error instanceof Error ? 'failed' : 'odd')"
    assert page.evaluate(ask) == "failed"
    page.unroute("**/terms/*")
    assert page.evaluate(ask) > 0
    page.close()
