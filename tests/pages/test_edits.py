"""What a person edits is kept: every part, whatever happens to seed and rules, however often it is built."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.edits import Made, Take, without_seed
from builder.pages.page import Page
from builder.pages.parts import PARTS, edited_parts, part_value
from builder.prose.front_matter import dump_page, parse_page
from builder.registry import Registry
from builder.registry.types import Body

MakePage = Callable[..., Page]
Merge = Callable[..., Made]

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


def built(page: Page, generated: Page, merged: Merge, times: int = 3, **how: Any) -> Page:
    """The page after being built again and again, through the disk each time."""
    for _ in range(times):
        outcome = merged(on_disk(page), generated, **how)
        assert outcome.page is not None, outcome.problems
        page = outcome.page
    return page


@pytest.mark.parametrize("part", PARTS)
def test_there_are_cases_for_every_part(part: str) -> None:
    assert part in EDITS
    assert part in CHANGES


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize(
    "changed", ["nothing", "rules", "seed", "elsewhere in the seed", "rules, and no seed"]
)
def test_matrix(
    part: str, edited: bool, changed: str, make_page: MakePage, merged: Merge, registry: Registry
) -> None:
    """Page edited × what changed, for each part: only the seed's own change of that part conflicts with an edit."""
    first = make_page()
    disk = on_disk(first, **(EDITS[part] if edited else {}))
    made = make_page(**CHANGES[part]) if changed in {"rules", "seed"} else first
    if changed == "rules, and no seed":
        outcome = without_seed(disk, registry)
    else:
        outcome = merged(disk, made, seed_changed="seed" in changed)
    if edited and changed == "seed":
        assert outcome.page is None
        assert [(found.code, found.path) for found in outcome.problems] == [("E201", first.path)]
        assert part in outcome.problems[0].message
        return
    assert not outcome.problems
    stands = EDITS[part] if edited else CHANGES[part] if changed in {"rules", "seed"} else {}
    assert says(outcome.page, {} if part == "source" and made != first and edited else stands)
    assert outcome.page is not None
    for other in PARTS.keys() - {part}:
        assert part_value(other, outcome.page) == part_value(other, first), other
    assert [drift.part for drift in outcome.drifts] == ([part] if edited and changed == "rules" else [])


@pytest.mark.parametrize("part", PARTS)
def test_what_the_rules_would_now_write_is_told_until_a_person_decides(
    part: str, make_page: MakePage, merged: Merge
) -> None:
    first, new = make_page(), make_page(**CHANGES[part])
    page = built(on_disk(first, **EDITS[part]), first, merged)
    for _ in range(3):
        outcome = merged(on_disk(page), new)
        assert outcome.page is not None
        page = outcome.page
        assert [drift.part for drift in outcome.drifts] == [part]
        assert part_value(part, page) == part_value(part, built(on_disk(first, **EDITS[part]), first, merged))
    assert merged(on_disk(page), new, take="mine").drifts == ()
    settled = built(page, new, merged, times=1, take="mine")
    assert merged(on_disk(settled), new).drifts == ()
    assert merged(on_disk(page), first).drifts == (), "the rules have come back to what they were"
    assert merged(on_disk(page), new, take="generated").page == page, "it is for conflicts, and this is none"


def test_what_the_rules_would_now_write_is_said_in_full(make_page: MakePage, merged: Merge) -> None:
    def told(part: str) -> str:
        return merged(on_disk(make_page(), **EDITS[part]), make_page(**CHANGES[part])).drifts[0].value

    assert told("title") == "규칙이 새로 찾은 제목 / 세 곳 선정"
    assert told("date") == "2020-04-17"
    assert told("ministries") == "보건복지부"
    assert told("topics") == "ai-data"
    assert told("source") == "outlet: 딴신문"
    assert told("rights") == "reserved"
    assert told("body") == "다시 모은 본문이다.\n\n둘째 문단."


@pytest.mark.parametrize("part", PARTS)
def test_an_edit_outlives_any_number_of_builds(part: str, make_page: MakePage, merged: Merge) -> None:
    generated = make_page()
    once = merged(on_disk(generated, **EDITS[part]), generated).page
    assert once is not None
    again = built(once, generated, merged)
    assert again == once
    assert says(again, EDITS[part])
    assert edited_parts(again) == {part}
    assert again.record.generated[part] == generated.record.generated[part]


@pytest.mark.parametrize("part", PARTS)
def test_other_parts_go_on_following_the_builder(part: str, make_page: MakePage, merged: Merge) -> None:
    others = {key: value for other in PARTS if other != part for key, value in CHANGES[other].items()}
    page = built(on_disk(make_page(), **EDITS[part]), make_page(**others), merged, times=1)
    kept = {} if part == "source" else {"source": others["source"]}
    assert says(page, {**others, **kept, **({} if part == "source" else EDITS[part])})


@pytest.mark.parametrize(("part", "take"), list(itertools.product(PARTS, ["mine", "generated"])))
def test_take_settles_a_conflict_for_good(
    part: str, take: Take | None, make_page: MakePage, merged: Merge
) -> None:
    new = make_page(**CHANGES[part])
    outcome = merged(on_disk(make_page(), **EDITS[part]), new, take=take, seed_changed=True)
    wanted = dict(EDITS[part] if take == "mine" else CHANGES[part])
    if part == "source" and take == "mine":
        wanted["source"] = {**wanted["source"], "sha256": "1" * 64}
    assert outcome.page is not None
    assert says(outcome.page, wanted)
    assert says(built(outcome.page, new, merged), wanted)


@pytest.mark.parametrize("part", PARTS)
def test_the_same_change_on_both_sides_is_no_conflict(part: str, make_page: MakePage, merged: Merge) -> None:
    new = make_page(**CHANGES[part])
    disk = on_disk(make_page(), **CHANGES[part])
    for seed_changed in (False, True):
        assert built(disk, new, merged, seed_changed=seed_changed).record.generated == new.record.generated


def test_when_seed_or_rules_come_to_what_the_editor_wrote_the_part_follows_them_again(
    make_page: MakePage, merged: Merge
) -> None:
    generated = make_page()
    edited = built(on_disk(generated, title="옳은 제목", date="2020-05-01"), generated, merged)
    right = {
        "title": "옳은 제목",
        "title_basis": "stated",
        "date": "2020-05-01",
        "date_basis": "stated",
        "date_evidence": "입력 2020.05.01",
    }
    page = built(edited, make_page(**right), merged)
    assert says(page, right)
    assert not edited_parts(page)


@pytest.mark.parametrize("part", PARTS)
def test_a_deleted_part_is_made_anew(part: str, make_page: MakePage, merged: Merge) -> None:
    generated = make_page(**CHANGES[part])
    disk = on_disk(make_page(), **EDITS[part])
    if part == "body":
        disk = on_disk(disk, body="\n")
    else:
        disk = Page.read(
            disk.path, {key: value for key, value in disk.meta.items() if key != PARTS[part][0]}, disk.body
        )
    assert says(built(disk, generated, merged), CHANGES[part])


# -------------------------------------------------------------------------------------------------- what follows from an edit


def test_an_edited_title(make_page: MakePage, merged: Merge) -> None:
    page = built(on_disk(make_page(), title="새 제목"), make_page(), merged)
    assert page.meta["title_basis"] == "edited"


def test_a_generated_title_stays_marked_when_only_the_subtitle_was_edited(
    make_page: MakePage, merged: Merge
) -> None:
    page = built(on_disk(make_page(), subtitle=["고친 부제"]), make_page(), merged)
    assert says(page, {"title_basis": "generated", "subtitle": ["고친 부제"]})


def test_a_generated_title_can_be_confirmed(make_page: MakePage, merged: Merge) -> None:
    page = built(on_disk(make_page(), title_basis="edited"), make_page(), merged)
    assert page.meta["title_basis"] == "edited"


def test_an_edited_date_has_its_precision_and_no_evidence_of_the_builder(
    make_page: MakePage, merged: Merge, registry: Registry
) -> None:
    page = built(on_disk(make_page(), date="2020-05"), make_page(), merged)
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


def test_an_editors_own_evidence_is_kept(make_page: MakePage, merged: Merge) -> None:
    page = built(on_disk(make_page(), date="2020-05-02", date_evidence="관보에서 확인"), make_page(), merged)
    assert page.meta["date_evidence"] == "관보에서 확인"
    page = built(on_disk(page, date="2020"), make_page(), merged)
    assert says(page, {"date": "2020", "date_precision": "year", "date_evidence": "관보에서 확인"})


def test_evidence_follows_the_builder_also_through_take_mine_and_a_vanished_seed(
    make_page: MakePage, merged: Merge, registry: Registry
) -> None:
    disk = on_disk(make_page(), date="2020-05-02")
    taken = merged(disk, make_page(**CHANGES["date"]), take="mine", seed_changed=True).page
    assert says(taken, {"date": "2020-05-02", "date_evidence": registry.labels["evidence.edited"]})
    assert says(
        without_seed(disk, registry).page,
        {"date_evidence": registry.labels["evidence.edited"], "date_basis": "edited"},
    )


def test_a_date_can_be_declared_unknown(make_page: MakePage, merged: Merge) -> None:
    page = built(on_disk(make_page(), date=None), make_page(), merged)
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
    edit: dict[str, Any], make_page: MakePage, merged: Merge
) -> None:
    disk = on_disk(make_page(), **edit)
    outcome = merged(disk, make_page())
    assert outcome.page is None
    assert {found.code for found in outcome.problems} == {"E301"}
    assert all(found.hint for found in outcome.problems)


@pytest.mark.parametrize("written", ["2018. 6. 14.", "2018년 6월 14일", "2018/6/14"])
def test_a_date_is_understood_however_it_is_written(written: str, make_page: MakePage, merged: Merge) -> None:
    outcome = merged(on_disk(make_page(), date=written), make_page())
    assert outcome.page is not None, outcome.problems
    assert (outcome.page.meta["date"], outcome.page.meta["date_basis"]) == ("2018-06-14", "edited")


def test_hints_name_what_may_have_been_meant(make_page: MakePage, merged: Merge) -> None:
    def hint(**edit: Any) -> str:
        return str(merged(on_disk(make_page(), **edit), make_page()).problems[0].hint)

    assert "과학기술정보통신부" in hint(ministries=["과학기술정통부"])
    assert "과학기술정보통신부" in hint(ministries=["미래창조과학부"])
    assert "msit-2017" in hint(ministry_ids=["msit-2018", "mosf-2008"])
    assert "telecom" in hint(topics=["telecon"])


MSIT, MOSF, MOHW = "과학기술정보통신부", "기획재정부", "보건복지부"


@pytest.mark.parametrize(
    ("edit", "names", "roles"),
    [
        ({"ministries": [MOSF, MSIT]}, [MOSF, MSIT], ["lead", "joint"]),
        ({"ministries": [MOHW]}, [MOHW], ["lead"]),
        ({"ministries": MOHW}, [MOHW], ["lead"]),
        ({"ministries": ["복지부"]}, [MOHW], ["lead"]),
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
    edit: dict[str, Any],
    names: list[str],
    roles: list[str],
    make_page: MakePage,
    merged: Merge,
    registry: Registry,
) -> None:
    page = built(on_disk(make_page(), **edit), make_page(), merged)
    lead = names[0] if roles[:1] == ["lead"] else None
    assert says(page, {"ministries": names, "ministry": lead, "ministry_roles": roles})
    assert [registry.bodies[body_id].name for body_id in page.record.ministry_ids] == names


def test_a_ministry_written_where_none_was_found(make_page: MakePage, merged: Merge) -> None:
    none = make_page(ministry=None, ministries=[], ministry_ids=[], ministry_roles=[])
    for edit in ({"ministry": MOHW}, {"ministries": [MOHW]}):
        page = built(on_disk(none, **edit), none, merged)
        assert says(
            page,
            {
                "ministry": MOHW,
                "ministries": [MOHW],
                "ministry_ids": ["mohw-2010"],
                "ministry_roles": ["lead"],
            },
        )


def test_a_second_edit_of_ministries(make_page: MakePage, merged: Merge) -> None:
    page = built(on_disk(make_page(), ministries=[MOHW, MSIT]), make_page(), merged)
    assert says(
        built(on_disk(page, ministry=MOSF), make_page(), merged),
        {"ministries": [MOSF, MSIT], "ministry": MOSF},
    )
    assert says(
        built(on_disk(page, ministries=[MOSF]), make_page(), merged),
        {"ministries": [MOSF], "ministry": MOSF},
    )


@pytest.mark.parametrize(("date", "body_id"), [("2001-05", "mofe-1998"), ("2026-03-01", "mofe-2026")])
def test_one_name_of_two_bodies_is_told_apart_by_the_date(
    date: str, body_id: str, make_page: MakePage, merged: Merge
) -> None:
    page = built(on_disk(make_page(), date=date, ministries=["재정경제부"]), make_page(), merged)
    assert page.meta["ministry_ids"] == [body_id]


def test_without_a_date_the_editor_says_which_body_it_is(make_page: MakePage, merged: Merge) -> None:
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
    assert "mofe-1998" in merged(disk, unknown).problems[0].hint
    page = built(on_disk(disk, ministry_ids=["mofe-1998"]), unknown, merged)
    assert says(page, {"ministry": "재정경제부", "ministry_ids": ["mofe-1998"], "ministry_roles": ["lead"]})


def test_date_and_ministries_edited_at_once(make_page: MakePage, merged: Merge) -> None:
    """The date resolves the ministries anew, which is no change of the seed: the baseline tells."""
    plain = make_page()
    edit = {"date": "2015-04-16", "ministry": "미래창조과학부", "ministries": ["미래창조과학부"]}
    resolved = make_page(
        ministry="미래창조과학부",
        ministries=["미래창조과학부", MOSF],
        ministry_ids=["msip-2013", "mosf-2008"],
    )
    disk = on_disk(plain, **edit)
    assert merged(disk, resolved, seed_changed=True).page is None
    page = disk
    for _ in range(3):
        outcome = merged(on_disk(page), plain, made=resolved, seed_changed=True)
        assert outcome.page is not None
        assert says(outcome.page, {**edit, "ministry_roles": ["lead"]})
        assert outcome.drifts == ()
        page = outcome.page


def test_ministries_nobody_edited_follow_an_edited_date(make_page: MakePage, merged: Merge) -> None:
    resolved = make_page(
        ministries=["미래창조과학부"],
        ministry="미래창조과학부",
        ministry_ids=["msip-2013"],
        ministry_roles=["lead"],
    )
    disk = on_disk(make_page(), date="2015-04-16")
    page = merged(disk, make_page(), made=resolved).page
    assert page is not None
    assert says(page, {"ministries": ["미래창조과학부"], "date": "2015-04-16"})
    assert edited_parts(page) == {"date"}


def test_topics_and_their_names(make_page: MakePage, merged: Merge, registry: Registry) -> None:
    name = registry.topics["telecom"].name
    for edit in ({"topics": ["telecom"]}, {"topics": "telecom"}, {"topics": [name]}, {"topic_names": [name]}):
        assert says(
            built(on_disk(make_page(), **edit), make_page(), merged),
            {"topics": ["telecom"], "topic_names": [name]},
        )


def test_the_summary_follows_an_edited_body_and_an_edited_summary_stays(
    make_page: MakePage, merged: Merge
) -> None:
    generated = make_page()
    page = built(
        on_disk(generated, body="## 제목\n\n*사진 설명*\n\n새 **본문**이다. 둘째 문장이다.\n"),
        generated,
        merged,
    )
    assert page.meta["summary"] == "새 본문이다."
    page = built(on_disk(page, summary="사람이 쓴 요약"), generated, merged)
    page = built(on_disk(page, body="또 고친 본문이다.\n"), generated, merged)
    assert says(page, {"summary": "사람이 쓴 요약", "body": "또 고친 본문이다.\n"})
    assert built(page, make_page(body="또 고친 본문이다.\n"), merged).meta["summary"] == "사람이 쓴 요약"


def test_a_persons_own_keys_stay_at_the_end_and_the_seeds_facts_follow(
    make_page: MakePage, merged: Merge
) -> None:
    disk = on_disk(make_page(), note="다시 볼 것", intro="머리말", added="2024-01-01", id="other")
    new = make_page(removed=[], source={"file": "b/c.txt", "sha256": "2" * 64, "outlet": "다온통신"})
    page = built(disk, new, merged)
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


def test_seedless_pages_keep_their_record(make_page: MakePage, merged: Merge, registry: Registry) -> None:
    disk = on_disk(make_page(), title="사람의 제목", ministries=[MOHW], note="메모")
    once = without_seed(disk, registry).page
    assert once is not None
    assert says(once, {"title_basis": "edited", "ministry_ids": ["mohw-2010"], "note": "메모"})
    assert without_seed(on_disk(once), registry).page == once
    assert says(built(once, make_page(), merged), {"title": "사람의 제목", "ministry": MOHW})


def test_a_part_that_was_never_recorded_is_not_overwritten(make_page: MakePage, merged: Merge) -> None:
    disk = on_disk(make_page())
    recorded_less = {key: one for key, one in disk.record.generated.items() if key != "title"}
    disk = Page.read(disk.path, {**disk.meta, "generated": recorded_less}, disk.body)
    assert built(disk, make_page(), merged) == make_page()
    edited = on_disk(disk, title="다른 제목")
    assert says(merged(edited, make_page()).page, {"title": "다른 제목"})
    assert [found.code for found in merged(edited, make_page(), seed_changed=True).problems] == ["E201"]


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


@given(
    edits=_SOME_EDITS,
    changes=_SOME_CHANGES,
    take=st.sampled_from([None, "mine", "generated"]),
    seed_changed=st.booleans(),
)
def test_no_edit_is_ever_lost_and_merging_again_changes_nothing(
    edits: dict[str, Any],
    changes: dict[str, Any],
    take: Take | None,
    seed_changed: bool,
    make_page: MakePage,
    merged: Merge,
) -> None:
    generated = make_page(**changes)
    outcome = merged(on_disk(make_page(), **edits), generated, take=take, seed_changed=seed_changed)
    if outcome.page is None:
        assert outcome.problems
        assert seed_changed
        return
    lost = {key for key, value in edits.items() if key != "source" and not says(outcome.page, {key: value})}
    assert not lost or (take == "generated" and seed_changed)
    assert merged(on_disk(outcome.page), generated, take=take).page == outcome.page


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


def test_the_bodies_the_cases_name_exist(registry: Registry) -> None:
    names = {body.name for body in registry.bodies.values() if isinstance(body, Body)}
    assert {MSIT, MOSF, MOHW, "미래창조과학부", "재정경제부", "국토교통부"} <= names
