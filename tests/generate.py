"""Archives of any size, made of original synthetic articles. The same number always gives the same article."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

BODIES = (
    "환경부",
    "국토교통부",
    "보건복지부",
    "고용노동부",
    "해양수산부",
    "산림청",
    "기상청",
    "교육부",
    "국세청",
    "병무청",
    "문화체육관광부",
    "과학기술정보통신부",
)
SUBJECTS = (
    "숲길",
    "하천",
    "도서관",
    "신호등",
    "연안 여객선",
    "어린이집",
    "전통시장",
    "직업훈련",
    "건강검진",
    "자전거길",
    "대피소",
    "농산물 직거래",
    "청년 창업",
    "미세먼지",
    "스마트공장",
)
ACTIONS = (
    "새로 연다",
    "두 배로 늘린다",
    "손질한다",
    "함께 살핀다",
    "차례로 바꾼다",
    "먼저 시험한다",
    "촘촘히 잇는다",
)
PLACES = (
    "누리군",
    "가람시",
    "다온읍",
    "미리내구",
    "도담면",
    "한울군",
    "새길시",
    "여울읍",
    "너른들",
    "솔빛구",
)
SENTENCES = (
    "{place}에서는 {count}곳이 {month}월부터 공사에 들어가고 주민 {people}명이 설계에 참여한다.",
    "예산은 {money}억 원으로 지난해보다 {percent}% 늘었으며 절반은 {place} 몫이다.",
    "현장에는 안내 인력 {people}명이 배치돼 {subject} 이용을 돕고 불편을 그날그날 적는다.",
    '{subject} 담당자는 "{place} 주민이 {month}월 안에 달라진 점을 느끼게 하겠다"고 말했다.',
    "조사 결과 {place} 이용자의 {percent}%가 {subject} 개선을 가장 급한 일로 꼽았다.",
    "{count}개 과제 가운데 {percent}%는 이미 끝났고 나머지는 {place}에서 이어진다.",
    "자세한 기준은 {month}월 {count}일 열리는 설명회에서 {place} 관계자에게 먼저 알린다.",
)  # fmt: skip
FIRST_DAY = dt.date(2018, 1, 2)


def article(number: int, day: dt.date | None) -> str:
    """One article of about a thousand characters, with a headline, a date line (unless ``day`` is None), share buttons and a copyright line."""
    choose = random.Random(number)
    body, subject, action = choose.choice(BODIES), choose.choice(SUBJECTS), choose.choice(ACTIONS)
    title = f"{choose.choice(PLACES)} {subject} {number % 89 + 2}곳 {action}"
    when = f"{day.day}일 " if day else ""
    lead = f"{body}는 {when}{choose.choice(PLACES)}의 {subject} {number}번 구간을 {action.removesuffix('다')}다고 밝혔다."
    paragraphs = [" ".join(_sentence(choose, subject) for _ in range(2)) for _ in range(7)]
    stamp = [f"입력 {day:%Y-%m-%d} {number % 12 + 7:02d}:{number % 60:02d}"] if day else []
    return "\n".join(
        [
            title,
            *stamp,
            "공유",
            "프린트",
            "",
            "\n\n".join([lead, *paragraphs]),
            "",
            "저작권자 © 새길뉴스 무단전재 및 재배포 금지",
            "",
        ]
    )


def _sentence(choose: random.Random, subject: str) -> str:
    return choose.choice(SENTENCES).format(
        place=choose.choice(PLACES),
        subject=subject,
        count=choose.randint(2, 28),
        month=choose.randint(1, 12),
        people=choose.randint(3, 4_000),
        money=choose.randint(2, 900),
        percent=choose.randint(3, 97),
    )


def articles(count: int) -> Iterator[tuple[str, str]]:
    """(path, text) of so many articles, spread over eight years."""
    for number in range(count):
        day = FIRST_DAY + dt.timedelta(number * 2_900 // count)
        yield f"{day.year}/{number:05d}.txt", article(number, day)


def crowded_month(dated: int, undated: int) -> Iterator[tuple[str, str]]:
    """(path, text): all dated articles in one month, and others without a date."""
    for number in range(dated):
        yield f"crowded/{number:05d}.txt", article(number, dt.date(2024, 7, number % 31 + 1))
    for number in range(dated, dated + undated):
        yield f"undated/{number:05d}.txt", article(number, None)


# ------------------------------------------------------------------------------------------------- measuring what was made

_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)]*)?\)")


def links(path: str, text: str) -> list[str]:
    """The pages a Markdown file links to, relative to docs."""
    folder = PurePosixPath(path).parent
    return [_normal(folder / target) for target in _LINK.findall(text) if "://" not in target]


def _normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def depths(files: dict[str, str]) -> dict[str, int]:
    """Clicks from home to every page that can be reached. ``files``: path relative to docs → text."""
    known = {"index.md": 0}
    waiting = ["index.md"]
    for path in waiting:
        for target in links(path, files[path]):
            if target in files and target not in known:
                known[target] = known[path] + 1
                waiting.append(target)
    return known


def longest_list(files: dict[str, str]) -> tuple[int, str]:
    """The most articles that one index page links to, and that page."""
    return max(
        (len({t for t in links(path, text) if t.startswith("briefings/")}), path)
        for path, text in files.items()
        if not path.startswith("briefings/")
    )


def read_docs(docs: Path) -> dict[str, str]:
    """Every Markdown file below docs."""
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
