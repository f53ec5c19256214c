"""What a person edits is kept: every part, whatever happens to seed and rules, however often it is built."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.pages.merge import Take, merge, settle
from builder.pages.page import Page
from builder.pages.parts import PARTS, edited_parts, part_value, read_edits, recorded
from builder.prose.front_matter import dump_page, parse_page
from builder.registry import Registry
from builder.registry.types import Body

MakePage = Callable[..., Page]

#: Part → a person's edit, and what seed or rules come to instead. "body" stands for the body.
EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "인공지능 연구에 3년 동안 투자"},
    "date": {"date": "2020-05"},
    "ministries": {"ministries": ["기획재정부", "국토교통부"]},
    "topics": {"topics": ["telecom"]},
    "kind": {"kind": "news"},
    "source": {"source": {"file": "a.txt", "sha256": "0" * 64, "outlet": "새벽일보", "author": "홍길동"}},
    "rights": {"rights": {"licence": "kogl-1", "statement": "공공누리 제1유형"}},
    "body": {"body": "사람이 고친 본문이다. 둘째 문장.\n"},
}
CHANGES: dict[str, dict[str, Any]] = {
    "title": {"title": "규칙이 새로 찾은 제목", "title_basis": "stated"},
    "date": {"date": "2020-04-17", "date_evidence": "다른 근거입니다."},
    "ministries": {
        "ministry": "보건복지부",
        "ministries": ["보건복지부"],
        "ministry_ids": ["mohw-2010"],
        "ministry_roles": ["lead"],
    },
    "topics": {"topics": ["ai-data"]},
    "kind": {"kind": "transcript"},
    "source": {"source": {"file": "a.txt", "sha256": "1" * 64, "outlet": "딴신문"}},
    "rights": {"rights": {"licence": "reserved"}},
    "body": {"body": "다시 모은 본문이다.\n\n둘째 문단.\n"},
}


def on_disk(page: Page, **changes: Any) -> Page:
    """The page as it comes back from the disk after a person changed some keys."""
    body = changes.pop("body", page.body)
    parsed = parse_page(dump_page({**copy.deepcopy(page.meta), **changes}, body))
    assert not isinstance(parsed, str), parsed
    return Page.read(page.path, *parsed)


def says(page: Page | None, wanted: dict[str, Any]) -> bool:
    assert page is not None
    return all((page.body if key == "body" else page.meta[key]) == value for key, value in wanted.items())


def built(
    page: Page | None, generated: Page, registry: Registry, times: int = 3, take: Take | None = None
) -> Page:
    """The page after being built again and again, through the disk each time."""
    for _ in range(times):
        merged = merge(page and on_disk(page), generated, take, registry)
        assert merged.page is not None, merged.problems
        page = merged.page
    assert page is not None
    return page


@pytest.mark.parametrize("part", PARTS)
def test_there_are_cases_for_every_part(part: str) -> None:
    assert part in EDITS
    assert part in CHANGES


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("edited", "changed", "seed"), list(itertools.product([False, True], repeat=3)))
def test_matrix(
    part: str, edited: bool, changed: bool, seed: bool, make_page: MakePage, registry: Registry
) -> None:
    """Page edited × seed or rule changed × seed there or deleted, for each part."""
    first = make_page()
    disk = on_disk(first, **(EDITS[part] if edited else {}))
    generated = make_page(**CHANGES[part]) if changed else first
    merged = merge(disk, generated, None, registry) if seed else settle(disk, registry)
    if edited and changed and seed:
        assert merged.page is None
        assert [(found.code, found.path) for found in merged.problems] == [("E201", first.path)]
        assert part in merged.problems[0].message
        return
    assert not merged.problems
    stands = EDITS[part] if edited else CHANGES[part] if changed and seed else {}
    assert says(merged.page, stands)
    assert merged.page is not None
    for other in PARTS.keys() - {part}:
        assert part_value(other, merged.page) == part_value(other, first), other


@pytest.mark.parametrize("part", PARTS)
def test_an_edit_outlives_any_number_of_builds(part: str, make_page: MakePage, registry: Registry) -> None:
    generated = make_page()
    once = merge(on_disk(generated, **EDITS[part]), generated, None, registry).page
    assert once is not None
    again = built(once, generated, registry)
    assert again == once
    assert says(again, EDITS[part])
    assert edited_parts(again) == {part}
    assert recorded(again)[part] == recorded(generated)[part]


@pytest.mark.parametrize("part", PARTS)
def test_other_parts_go_on_following_the_builder(part: str, make_page: MakePage, registry: Registry) -> None:
    others = {key: value for other in PARTS if other != part for key, value in CHANGES[other].items()}
    page = built(on_disk(make_page(), **EDITS[part]), make_page(**others), registry, times=1)
    kept = {} if part == "source" else {"source": others["source"]}
    assert says(page, {**others, **kept, **({} if part == "source" else EDITS[part])})


@pytest.mark.parametrize(("part", "take"), list(itertools.product(PARTS, ["mine", "generated"])))
def test_take_settles_a_conflict_for_good(
    part: str, take: Take | None, make_page: MakePage, registry: Registry
) -> None:
    new = make_page(**CHANGES[part])
    merged = merge(on_disk(make_page(), **EDITS[part]), new, take, registry)
    wanted = dict(EDITS[part] if take == "mine" else CHANGES[part])
    if part == "source" and take == "mine":
        wanted["source"] = {**wanted["source"], "sha256": "1" * 64}
    assert says(merged.page, wanted)
    assert says(built(merged.page, new, registry), wanted)


@pytest.mark.parametrize("part", PARTS)
def test_the_same_change_on_both_sides_is_no_conflict(
    part: str, make_page: MakePage, registry: Registry
) -> None:
    new = make_page(**CHANGES[part])
    disk = on_disk(make_page(), **CHANGES[part])
    assert built(disk, new, registry).meta["generated"] == new.meta["generated"]


def test_when_seed_or_rules_come_to_what_the_editor_wrote_the_part_follows_them_again(
    make_page: MakePage, registry: Registry
) -> None:
    generated = make_page()
    edited = built(on_disk(generated, title="옳은 제목", date="2020-05-01"), generated, registry)
    right = {
        "title": "옳은 제목",
        "title_basis": "stated",
        "date": "2020-05-01",
        "date_basis": "stated",
        "date_evidence": "입력 2020.05.01",
    }
    page = built(edited, make_page(**right), registry)
    assert says(page, right)
    assert not edited_parts(page)


@pytest.mark.parametrize("part", PARTS)
def test_a_deleted_part_is_made_anew(part: str, make_page: MakePage, registry: Registry) -> None:
    generated = make_page(**CHANGES[part])
    disk = on_disk(make_page(), **EDITS[part])
    if part == "body":
        disk = on_disk(disk, body="\n")
    else:
        disk = Page.read(
            disk.path, {key: value for key, value in disk.meta.items() if key != PARTS[part][0]}, disk.body
        )
    assert says(built(disk, generated, registry), CHANGES[part])


def test_a_page_that_is_new_is_the_generated_one(make_page: MakePage, registry: Registry) -> None:
    assert merge(None, make_page(), None, registry).page == make_page()


def test_an_edit_fed_back_is_refused(make_page: MakePage, registry: Registry) -> None:
    with pytest.raises(ValueError, match="must not carry edits"):
        merge(None, make_page(title_basis="edited"), None, registry)


# -------------------------------------------------------------------------------------------------- what follows from an edit


def test_an_edited_title(make_page: MakePage, registry: Registry) -> None:
    page = built(on_disk(make_page(), title="새 제목"), make_page(), registry)
    assert page.meta["title_basis"] == "edited"


def test_a_generated_title_stays_marked_when_only_the_subtitle_was_edited(
    make_page: MakePage, registry: Registry
) -> None:
    page = built(on_disk(make_page(), subtitle=["고친 부제"]), make_page(), registry)
    assert says(page, {"title_basis": "generated", "subtitle": ["고친 부제"]})


def test_a_generated_title_can_be_confirmed(make_page: MakePage, registry: Registry) -> None:
    page = built(on_disk(make_page(), title_basis="edited"), make_page(), registry)
    assert page.meta["title_basis"] == "edited"


def test_an_edited_date_has_its_precision_and_no_evidence_of_the_builder(
    make_page: MakePage, registry: Registry
) -> None:
    page = built(on_disk(make_page(), date="2020-05"), make_page(), registry)
    label = registry.labels["evidence.edited"]
    assert says(
        page,
        {
            "date": "2020-05",
            "date_precision": "month",
            "date_basis": "edited",
            "date_evidence": label,
            "date_of": "announced",
        },
    )


def test_an_editors_own_evidence_is_kept(make_page: MakePage, registry: Registry) -> None:
    page = built(
        on_disk(make_page(), date="2020-05-02", date_evidence="관보에서 확인"), make_page(), registry
    )
    assert page.meta["date_evidence"] == "관보에서 확인"
    page = built(on_disk(page, date="2020"), make_page(), registry)
    assert says(page, {"date": "2020", "date_precision": "year", "date_evidence": "관보에서 확인"})


def test_evidence_follows_the_builder_also_through_take_mine_and_a_vanished_seed(
    make_page: MakePage, registry: Registry
) -> None:
    disk = on_disk(make_page(), date="2020-05-02")
    taken = merge(disk, make_page(**CHANGES["date"]), "mine", registry).page
    assert says(taken, {"date": "2020-05-02", "date_evidence": registry.labels["evidence.edited"]})
    assert says(
        settle(disk, registry).page,
        {"date_evidence": registry.labels["evidence.edited"], "date_basis": "edited"},
    )


def test_a_date_can_be_declared_unknown(make_page: MakePage, registry: Registry) -> None:
    page = built(on_disk(make_page(), date=None), make_page(), registry)
    assert says(page, {"date": None, "date_precision": None, "date_basis": "edited"})


@pytest.mark.parametrize(
    "edit",
    [
        {"date": "2020-13-01"},
        {"date": "어제"},
        {"date_of": "created"},
        {"date_precision": "month"},
        {"title": ""},
        {"kind": "blog"},
        {"rights": {"licence": "free"}},
        {"rights": "공공누리"},
        {"source": "다온통신"},
        {"source": {"url": "javascript:alert(1)"}},
        {"ministries": ["없는부"]},
        {"ministries": ["미래창조과학부"]},
        {"ministry_roles": ["lead", "boss"]},
        {"ministry_ids": ["msit-1066", "mosf-2008"]},
        {"topics": ["artificial-inteligence"]},
        {"topic_names": ["없는 주제"]},
    ],
)
def test_an_edit_without_meaning_is_reported_and_left_alone(
    edit: dict[str, Any], make_page: MakePage, registry: Registry
) -> None:
    disk = on_disk(make_page(), **edit)
    merged = merge(disk, make_page(), None, registry)
    assert merged.page is None
    assert {found.code for found in merged.problems} == {"E301"}
    assert all(found.hint for found in merged.problems)


def test_hints_name_what_may_have_been_meant(make_page: MakePage, registry: Registry) -> None:
    def hint(**edit: Any) -> str:
        return merge(on_disk(make_page(), **edit), make_page(), None, registry).problems[0].hint

    assert "과학기술정보통신부" in hint(ministries=["과기정통부"])
    assert "과학기술정보통신부" in hint(ministries=["미래창조과학부"])
    assert "msit-2017" in hint(ministry_ids=["msit-2018", "mosf-2008"])
    assert "telecom" in hint(topics=["telecon"])
    assert "telecom" in hint(topics=[registry.topics["telecom"].name])


MSIT, MOSF, MOHW = "과학기술정보통신부", "기획재정부", "보건복지부"


@pytest.mark.parametrize(
    ("edit", "names", "roles"),
    [
        ({"ministries": [MOSF, MSIT]}, [MOSF, MSIT], ["lead", "joint"]),
        ({"ministries": [MOHW]}, [MOHW], ["lead"]),
        ({"ministries": MOHW}, [MOHW], ["lead"]),
        ({"ministries": [MSIT, MOSF, MOHW]}, [MSIT, MOSF, MOHW], ["lead", "involved", "involved"]),
        ({"ministries": [MSIT, MOHW], "ministry_roles": ["lead", "joint"]}, [MSIT, MOHW], ["lead", "joint"]),
        ({"ministry": MOSF}, [MOSF, MSIT], ["lead", "joint"]),
        ({"ministry": MOHW}, [MOHW, MOSF], ["lead", "involved"]),
        ({"ministry": MOHW, "ministries": [MOHW, MSIT]}, [MOHW, MSIT], ["lead", "joint"]),
        ({"ministry": None}, [MSIT, MOSF], ["involved", "involved"]),
        ({"ministries": []}, [], []),
        ({"ministry_ids": ["mohw-2010", "mosf-2008"]}, [MOHW, MOSF], ["lead", "involved"]),
        ({"ministry_roles": ["lead", "joint"]}, [MSIT, MOSF], ["lead", "joint"]),
        ({"organizations": ["서울특별시"]}, [MSIT, MOSF], ["lead", "involved"]),
    ],
)
def test_ministries_are_made_consistent(
    edit: dict[str, Any], names: list[str], roles: list[str], make_page: MakePage, registry: Registry
) -> None:
    page = built(on_disk(make_page(), **edit), make_page(), registry)
    lead = names[0] if roles[:1] == ["lead"] else None
    assert says(page, {"ministries": names, "ministry": lead, "ministry_roles": roles})
    assert [registry.bodies[body_id].name for body_id in page.record.ministry_ids] == names


def test_a_ministry_written_where_none_was_found(make_page: MakePage, registry: Registry) -> None:
    none = make_page(ministry=None, ministries=[], ministry_ids=[], ministry_roles=[])
    for edit in ({"ministry": MOHW}, {"ministries": [MOHW]}):
        page = built(on_disk(none, **edit), none, registry)
        assert says(
            page,
            {
                "ministry": MOHW,
                "ministries": [MOHW],
                "ministry_ids": ["mohw-2010"],
                "ministry_roles": ["lead"],
            },
        )


def test_a_second_edit_of_ministries(make_page: MakePage, registry: Registry) -> None:
    page = built(on_disk(make_page(), ministries=[MOHW, MSIT]), make_page(), registry)
    assert says(
        built(on_disk(page, ministry=MOSF), make_page(), registry),
        {"ministries": [MOSF, MSIT], "ministry": MOSF},
    )
    assert says(
        built(on_disk(page, ministries=[MOSF]), make_page(), registry),
        {"ministries": [MOSF], "ministry": MOSF},
    )


@pytest.mark.parametrize(("date", "body_id"), [("2001-05", "mofe-1998"), ("2026-03-01", "mofe-2026")])
def test_one_name_of_two_bodies_is_told_apart_by_the_date(
    date: str, body_id: str, make_page: MakePage, registry: Registry
) -> None:
    page = built(on_disk(make_page(), date=date, ministries=["재정경제부"]), make_page(), registry)
    assert page.meta["ministry_ids"] == [body_id]


def test_without_a_date_the_editor_says_which_body_it_is(make_page: MakePage, registry: Registry) -> None:
    unknown = make_page(
        date=None,
        date_precision=None,
        date_basis="unknown",
        ministries=[],
        ministry_ids=[],
        ministry=None,
        ministry_roles=[],
    )
    disk = on_disk(unknown, ministries=["재정경제부"])
    merged = merge(disk, unknown, None, registry)
    assert "mofe-1998" in merged.problems[0].hint
    page = built(on_disk(disk, ministry_ids=["mofe-1998"]), unknown, registry)
    assert says(page, {"ministry": "재정경제부", "ministry_ids": ["mofe-1998"], "ministry_roles": ["lead"]})


def test_date_and_ministries_edited_at_once(make_page: MakePage, registry: Registry) -> None:
    """The date resolves the ministries anew, which is no change of the seed: the baseline tells."""
    plain = make_page()
    edit = {"date": "2015-04-16", "ministry": "미래창조과학부", "ministries": ["미래창조과학부"]}
    resolved = make_page(
        ministry="미래창조과학부",
        ministries=["미래창조과학부", MOSF],
        ministry_ids=["msip-2013", "mosf-2008"],
    )
    disk = on_disk(plain, **edit)
    assert merge(disk, resolved, None, registry).page is None
    page = disk
    for _ in range(3):
        merged = merge(on_disk(page), resolved, None, registry, baseline=plain).page
        assert merged is not None
        assert says(merged, {**edit, "ministry_roles": ["lead"]})
        page = merged


def test_ministries_nobody_edited_follow_an_edited_date(make_page: MakePage, registry: Registry) -> None:
    resolved = make_page(
        ministries=["미래창조과학부"],
        ministry="미래창조과학부",
        ministry_ids=["msip-2013"],
        ministry_roles=["lead"],
    )
    disk = on_disk(make_page(), date="2015-04-16")
    assert read_edits(disk).date == "2015-04-16"
    page = merge(disk, resolved, None, registry, baseline=make_page()).page
    assert page is not None
    assert says(page, {"ministries": ["미래창조과학부"], "date": "2015-04-16"})
    assert edited_parts(page) == {"date"}


def test_topics_and_their_names(make_page: MakePage, registry: Registry) -> None:
    name = registry.topics["telecom"].name
    for edit in ({"topics": ["telecom"]}, {"topics": "telecom"}, {"topic_names": [name]}):
        assert says(
            built(on_disk(make_page(), **edit), make_page(), registry),
            {"topics": ["telecom"], "topic_names": [name]},
        )


def test_the_summary_follows_an_edited_body_and_an_edited_summary_stays(
    make_page: MakePage, registry: Registry
) -> None:
    generated = make_page()
    page = built(
        on_disk(generated, body="## 제목\n\n*사진 설명*\n\n새 **본문**이다. 둘째 문장이다.\n"),
        generated,
        registry,
    )
    assert page.meta["summary"] == "새 본문이다."
    page = built(on_disk(page, summary="사람이 쓴 요약"), generated, registry)
    page = built(on_disk(page, body="또 고친 본문이다.\n"), generated, registry)
    assert says(page, {"summary": "사람이 쓴 요약", "body": "또 고친 본문이다.\n"})
    assert built(page, make_page(body="또 고친 본문이다.\n"), registry).meta["summary"] == "사람이 쓴 요약"


def test_a_persons_own_keys_stay_at_the_end_and_the_seeds_facts_follow(
    make_page: MakePage, registry: Registry
) -> None:
    disk = on_disk(make_page(), note="다시 볼 것", intro="머리말", added="2024-01-01", id="other")
    new = make_page(removed=[], source={"file": "b/c.txt", "sha256": "2" * 64, "outlet": "다온통신"})
    page = built(disk, new, registry)
    assert list(page.meta)[-3:] == ["generated", "note", "intro"]
    assert says(
        page,
        {
            "added": "2024-01-01",
            "id": "k7f3q9x2mt",
            "removed": [],
            "source": new.meta["source"],
            "note": "다시 볼 것",
        },
    )
    assert list(page.meta)[:-2] == list(new.meta)


def test_seedless_pages_keep_their_record(make_page: MakePage, registry: Registry) -> None:
    disk = on_disk(make_page(), title="사람의 제목", ministries=[MOHW], note="메모")
    once = settle(disk, registry).page
    assert once is not None
    assert says(once, {"title_basis": "edited", "ministry_ids": ["mohw-2010"], "note": "메모"})
    assert settle(on_disk(once), registry).page == once
    assert says(built(once, make_page(), registry), {"title": "사람의 제목", "ministry": MOHW})


def test_a_part_that_was_never_recorded_is_not_overwritten(make_page: MakePage, registry: Registry) -> None:
    disk = on_disk(make_page())
    recorded_less = {key: one for key, one in disk.record.generated.items() if key != "title"}
    disk = Page.read(disk.path, {**disk.meta, "generated": recorded_less}, disk.body)
    assert built(disk, make_page(), registry) == make_page()
    merged = merge(on_disk(disk, title="다른 제목"), make_page(), None, registry)
    assert [found.code for found in merged.problems] == ["E201"]


# ---------------------------------------------------------------------------------------------------------------- properties

_WORDS = st.text(st.sampled_from("가나다라 .,[]*#<>&'\"\n\r\t\u0085\u200b\ufeffé1-:"), max_size=20).map(
    str.strip
)
_SOME_EDITS = st.lists(st.sampled_from(sorted(PARTS)), unique=True).map(
    lambda parts: {k: v for part in parts for k, v in EDITS[part].items()}
)
_SOME_CHANGES = st.lists(st.sampled_from(sorted(PARTS)), unique=True).map(
    lambda parts: {k: v for part in parts for k, v in CHANGES[part].items()}
)


@settings(deadline=None, max_examples=100)
@given(edits=_SOME_EDITS, changes=_SOME_CHANGES, take=st.sampled_from([None, "mine", "generated"]))
def test_no_edit_is_ever_lost_and_merging_again_changes_nothing(
    edits: dict[str, Any], changes: dict[str, Any], take: Take | None, make_page: MakePage, registry: Registry
) -> None:
    generated = make_page(**changes)
    merged = merge(on_disk(make_page(), **edits), generated, take, registry)
    if merged.page is None:
        assert merged.problems
        return
    lost = {key for key, value in edits.items() if key != "source" and not says(merged.page, {key: value})}
    assert not lost or take == "generated"
    assert merge(on_disk(merged.page), generated, take, registry).page == merged.page


@settings(deadline=None, max_examples=150)
@given(title=_WORDS.filter(bool), words=st.lists(_WORDS, max_size=4), body=_WORDS)
def test_what_the_builder_wrote_is_never_taken_for_an_edit(
    title: str, words: list[str], body: str, make_page: MakePage
) -> None:
    """Whatever text goes in, through the disk and an editor that rewrites line ends and puts a BOM in front."""
    said = "".join(words)
    page = make_page(
        body=body,
        title=title,
        subtitle=words,
        date_evidence=said,
        rights={"statement": said, "licence": "unknown"},
    )
    written = dump_page(page.meta, page.body)
    for spelled in (written, "\ufeff" + written.replace("\n", "\r\n")):
        parsed = parse_page(spelled)
        assert not isinstance(parsed, str)
        assert edited_parts(Page.read(page.path, *parsed)) == frozenset()


def test_another_spelling_of_the_same_yaml_is_no_edit(make_page: MakePage) -> None:
    page = make_page()
    written = dump_page(page.meta, page.body)
    respelled = written.replace(
        "title: 인공지능 연구 계획 발표", 'title: "인공지능 연구\n  계획 발표"   # 메모'
    ).replace("date: 2020-04-16", "date: '2020-04-16'")
    assert respelled != written
    parsed = parse_page(respelled.replace("발표했다.\n", "발표했다.   \n"))
    assert not isinstance(parsed, str)
    assert edited_parts(Page.read(page.path, *parsed)) == frozenset()


def test_read_edits(make_page: MakePage) -> None:
    edits = read_edits(
        on_disk(make_page(), title="새", date="2020", topics=["ai-data"], ministries=[MOHW], body="새 본문\n")
    )
    assert (edits.title, edits.date, edits.topics, edits.ministries) == ("새", "2020", ("ai-data",), (MOHW,))
    assert edits.body == "새 본문\n"
    assert edits.parts == {"title", "date", "topics", "ministries", "body"}
    assert read_edits(on_disk(make_page(), date="gestern")).parts == frozenset()
    assert read_edits(on_disk(make_page(), date=None)).parts == {"date"}
    assert read_edits(on_disk(make_page())).parts == frozenset()


def test_the_bodies_the_cases_name_exist(registry: Registry) -> None:
    names = {body.name for body in registry.bodies.values() if isinstance(body, Body)}
    assert {MSIT, MOSF, MOHW, "미래창조과학부", "재정경제부", "국토교통부"} <= names
