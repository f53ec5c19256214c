"""Who published and who wrote, what kind of text it is and what it says of its use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.model import Article

ArticleOf = Callable[..., Article]
LEAD = "산림청은 국립공원 숲길 320곳을 새로 열고 안내판을 바꿔 단다고 밝혔다."
MORE = "숲길은 내년 봄부터 걸을 수 있으며 예약은 받지 않는다고 설명했다."


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("저작권자 © 솔빛신문 무단전재 및 재배포 금지", "솔빛신문"),
        ("<저작권자(c) 다온통신, 무단 전재-재배포 금지> 2017/03/14 11:00 송고", "다온통신"),
        ("제호 : 솔빛타임즈 | 등록번호 : 경남 아00000", "솔빛타임즈"),
        ("<자료출처=정책브리핑 www.korea.kr>", "정책브리핑"),
        ("출처 : 도담일보(http://www.example.co.kr)", "도담일보"),
        ("KTV 한별입니다.", "KTV"),
        ("기자명 이솔빛 기자", None),
        ("솔빛 큰소식\n매주 보내 드리는 알림\n제87호 | 2019년 11월 8일 금요일", "솔빛 큰소식"),
        ("이 자료는 산림청의 보도자료를 전재하여 제공함을 알려드립니다.", "정책브리핑"),
        ("[solbit 이솔빛 기자] 숲길\n저작권자 © 솔빛데일리 - 무단전재 금지", "솔빛데일리"),
        ("( 솔 빛 신 문 2000년 6월 9일자 )", "솔빛신문"),
        ("배포일 매체 제목 부서", None),
        ("숲길 새로 연다 < 사회 < 기사본문 - 솔빛일보", "솔빛일보"),
        ("※ 출처: 솔빛일보(2019.3.5.)", "솔빛일보"),
        ("업계소식", None),
    ],
)
def test_the_outlet(article_of: ArticleOf, line: str, outlet: str | None) -> None:
    assert article_of(f"숲길 새로 연다\n\n{LEAD}\n\n{MORE}\n\n{line}").facts.source.outlet == outlet


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("이솔빛 선임기자", "이솔빛"),
        ("글=이솔빛 기자 sol@example.com / 사진=나한울 기자", "이솔빛"),
        ("이솔빛 기자, 사진 나한울 기자", "이솔빛"),
        ("2013.10.15 09:00 Posted by 솔빛이네", "솔빛이네"),
        ("이솔빛 (sol@example.go.kr) | 등록일 : 2006.04.19", "이솔빛"),
        ("(세종=다온통신) 이솔 한가람 기자 = 정부가 나섰다.", "이솔, 한가람"),
        ("대담=이솔빛 기자 sol@example.com", "이솔빛"),
        ("기자명 이솔빛 기자", "이솔빛"),
        ("by 이솔빛", "이솔빛"),
        ("민들샘 경제부 기자", "민들샘"),
        ("다온뉴스 이솔빛입니다.", "이솔빛"),
        ("담당자 sol@example.com", None),
        ("이솔빛\n기자\nsol@example.com", "이솔빛"),
        ("글 제목", None),
        ("by이솔빛 기자 2024.12.04 10:35:18", "이솔빛"),
        ("세종=이솔빛 기자", "이솔빛"),
        ("사진=이솔빛 기자", None),
        ("작성자 : 대외협력팀| 조회 : 67", "대외협력팀"),
    ],
)
def test_the_reporter(article_of: ArticleOf, line: str, author: str | None) -> None:
    assert article_of(f"숲길 새로 연다\n\n{LEAD}\n\n{MORE}\n\n{line}").facts.source.author == author


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("공공누리 제4유형에 따라 이용할 수 있습니다.", "kogl-4"),
        ("KOGL Type 2", "kogl-2"),
        ("공공누리 출처표시의 조건에 따라 자유이용이 가능합니다.", "kogl-1"),
        ("공공누리 출처표시+변경금지 조건에 따라 이용할 수 있습니다.", "kogl-3"),
        ("공공누리 공공저작물 자유이용허락 출처표시 상업적 이용금지 변경금지", "kogl-4"),
        ("ⓒ 솔빛신문. 무단 전재 및 재배포를 금합니다.", "reserved"),
        ("공공누리 유형안내 바로가기", "unknown"),
        ("제1유형 : 출처표시", "kogl-1"),
        ("https://www.kogl.or.kr/info/licenseType4.do", "kogl-4"),
        ("저작자표시 비영리 변경금지 (새창열림)", "unknown"),
        ("□ 숲길\nCopyright © 솔빛협회. All rights reserved.\n(산림청 보도자료)", "reserved"),
        ("보도자료\nCopyright © 솔빛협회. All rights reserved.", "unknown"),
    ],
)
def test_the_licence(article_of: ArticleOf, line: str, licence: str) -> None:
    assert article_of(f"숲길 새로 연다\n\n{LEAD}\n\n{MORE}\n\n{line}").facts.rights.licence == licence


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("이솔빛 기자 sol@example.com", "news"),
        ("□ 숲길마다 안내판을 두 개씩 단다", "press_release"),
        ("■ 진행 : 이솔 앵커", "transcript"),
        ("( 다온TV 케이블방송, 위성방송 ch164 )", "government_news"),
        ("Copyright(c) 2003 산림청. All rights reserved.", "unknown"),
        ("0614 보도자료(숲길).hwp (96 KB)\n저작권자 © 솔빛신문 무단전재 금지", "press_release"),
        ("[일문일답] 이렇게 걷는다\n이솔빛 기자 sol@example.com", "news"),
        ("<질문> 예약을 받지 않으면 어떻게 됩니까?", "transcript"),
        ("□ 숲길마다 안내판을 두 개씩 단다\n댓글 18개 모두 보기", "unknown"),
    ],
)
def test_the_kind(article_of: ArticleOf, line: str, kind: str) -> None:
    assert article_of(f"숲길 새로 연다\n\n{LEAD}\n\n{MORE}\n\n{line}").facts.kind == kind


def test_organizations_by_their_whole_names(article_of: ArticleOf) -> None:
    found = article_of(
        f"숲길 새로 연다\n\n{LEAD}\n\n한국수력원자력은 서울특별시 종로구 세종대로 209에서 설명회를 연다고 했다."
    ).facts.organizations
    assert found == ("한국수력원자력",)


@pytest.mark.parametrize(
    ("marks", "rights"),
    [
        (["./a_files/img_opentype02.png"], ("kogl-2", None)),
        (["https://www.kogl.or.kr/info/licenseType4.do"], ("kogl-4", None)),
        (["https://creativecommons.org/licenses/by/4.0/"], ("unknown", None)),
        (["/images/opencode_about.png"], ("unknown", None)),
    ],
)
def test_a_mark_of_a_saved_page_tells_a_licence_and_is_no_statement(
    article_of: ArticleOf, marks: list[str], rights: tuple[str, str | None]
) -> None:
    metadata = tuple(("licence", mark) for mark in marks)
    found = article_of(f"숲길 새로 연다\n\n{LEAD}\n\n{MORE}", metadata).facts.rights
    assert (found.licence, found.statement) == rights
