"""How fast one article is converted, and how the work grows with its length. Run ``.venv/bin/python tests/bench_convert.py``; no test.

Prints the articles per second on one core (seed to page, the sample archive over and over), then for every rule and every trap what
100,000 characters of it cost as a multiple of what 10,000 cost: a linear rule gives 10, issue 3 allows 15. Exit status 1 above that.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.intake.read import MAX_LINE_CHARACTERS, read_seed
from builder.model import Article, Line, Seed, Supplied
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.new_id import new_id
from builder.prose.front_matter import dump_page
from builder.registry import Registry, load_registry

ROOT = Path(__file__).resolve().parents[1]
SMALL, LARGE = 10_000, 100_000
#: Issue 3.
MOST = 15.0
#: From this share of the limit on, one run does not tell noise from growth.
NEAR = 0.8
ROUNDS = 4
LEAD = "산림청은 12일 숲길을 새로 연다고 밝혔다."
#: What makes expressions and loops go over the same text again and again: repeats of one thing, nothing that closes, nothing that differs.
TRAPS = {
    "one word": "가 ",
    "one letter": "가",
    "spaces": " ",
    "opening brackets": "(",
    "opening quotes": "“",
    "dates": "2020. 4. 16. ",
    "stamps": "입력 2020.04.16 10:20\n",
    "days": "16일 ",
    "months": "3월 중 ",
    "ministers": "홍길동 장관 ",
    "ministries": "과학기술정보통신부와 ",
    "a list of ministries": "환경부, 국토교통부, 보건복지부 등 ",
    "sentences": "정부는 대책을 마련했다. ",
    "one paragraph again": "정부는 대책을 마련해 다음 달부터 시행한다고 밝혔다.\n\n",
    "paragraphs that nearly repeat": "정부는 {n}번 대책을 마련해 다음 달부터 시행한다고 밝혔다.\n\n",
    "short lines": "가나\n",
    "captions": "관계자가 설명하고 있다. (사진=다온통신)\n",
    "bylines": "나한울 기자 hanul@example.com\n",
    "bullets": "□ 하나\n ㅇ 둘\n  - 셋\n",
    "numbers": "1. 첫째\n",
    "tables": "가\t나\t다\n",
    "pipes": "| 가 | 나 |\n",
    "notes": "* 주석\n",
    "headings": "◇ 제목\n",
    "keywords": "인공지능 데이터 예산 금리 ",
    "plans": "‘디지털 뉴딜’ 1주년 ",
    "mark-up": "<b>가</b> ",
    "stars": "*",
    "share buttons": "공유\n",
    "other articles": "관련기사\n- 다른 기사 제목\n",
}


def say(line: str) -> None:
    """Tell it at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def seconds(work: Callable[[], object], runs: int) -> float:
    """The least CPU time of a few runs."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def speed(registry: Registry) -> float:
    """Articles per second of CPU: read from bytes, understood, written as a page."""
    paths = [path for path in sorted((ROOT / "seeds").rglob("*")) if path.suffix in (".txt", ".html")]

    def convert() -> None:
        for path in paths * ROUNDS:
            seed = read_seed(path, path.name, registry.list_page_patterns).seed
            article = understand_seed(seed, registry) if seed else None
            if isinstance(article, Article):
                page = article_page(article, new_id(article.seed.sha256), "2026-11-22", registry)
                dump_page(page.meta, page.body)

    return len(paths) * ROUNDS / seconds(convert, 3)


def seed_of(unit: str, length: int) -> Seed:
    """A lead, and so many characters of one thing over and over, in lines as long as a seed may have them."""
    text = "".join(unit.replace("{n}", str(number)) for number in range(length // len(unit) + 1))[:length]
    lines = [
        LEAD,
        "",
        *(
            line[at : at + MAX_LINE_CHARACTERS]
            for line in text.split("\n")
            for at in range(0, len(line) or 1, MAX_LINE_CHARACTERS)
        ),
    ]
    return Seed(
        "trap.txt",
        "0" * 64,
        "utf-8",
        tuple(Line(number, line) for number, line in enumerate(lines, 1)),
        Supplied(),
    )


def units(registry: Registry) -> Iterator[tuple[str, str]]:
    """Every trap, and for every rule its own examples, line by line."""
    yield from TRAPS.items()
    for rule in registry.noise:
        yield f"noise {rule.id}", "\n".join((*rule.removes, *rule.keeps, ""))
    for pattern in registry.patterns:
        yield f"pattern {pattern.id}", "\n".join((*pattern.matches, *pattern.spares, ""))


def growth(unit: str, registry: Registry) -> float:
    """What the long text costs as a multiple of the short one. Where that is near the limit, both are measured again, more often."""
    small, large = (seed_of(unit, length) for length in (SMALL, LARGE))

    def ratio(runs: int) -> float:
        return seconds(lambda: understand_seed(large, registry), runs) / seconds(
            lambda: understand_seed(small, registry), 3 * runs
        )

    once = ratio(1)
    return once if once < NEAR * MOST else ratio(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if anything grows faster than the issue allows."""
    parser = argparse.ArgumentParser(description="Measure the conversion of one article.")
    parser.add_argument("--all", action="store_true", help="print every ratio, not only the ten worst")
    given = parser.parse_args(arguments)
    registry = load_registry()
    say(f"{speed(registry):.0f} articles a second on one core, seed to page")
    found = sorted(((growth(unit, registry), name) for name, unit in units(registry)), reverse=True)
    say(
        f"{len(found)} rules and traps; 100,000 characters cost, as a multiple of 10,000 (at most {MOST:.0f}):"
    )
    for ratio, name in found if given.all else found[:10]:
        say(f"  {ratio:5.1f}  {name}")
    return 0 if found[0][0] <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
