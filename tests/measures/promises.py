"""What is promised of every text and every build, counted on as many as one asks for.

``python -m tests.measures.promises lines 10000 [releases.jsonl.gz]``   each line of a text is on its page or in the page's receipt
``python -m tests.measures.promises front-matter 10000``   what is written into front matter comes back, for us and for MkDocs
``python -m tests.measures.promises sanitiser SITE``       a sanitiser would change nothing in the text of any built page
``python -m tests.measures.promises matrix [PYTHON…]``     the same bytes in 4 folders, 13 time zones, 3 locales, and each interpreter

The tests beside it try a few. Nothing here knows how the builder comes to its pages: seeds, pages and sites are compared.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import random
import re
import shutil
import string
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click
from lxml.html import document_fromstring, tostring
from mkdocs.utils.meta import get_data

from builder.checks.safe_html import unsafe_parts
from builder.model import Article, Seed
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.page import Page
from builder.prose.escape import normalise
from builder.prose.front_matter import dump_page, parse_page
from builder.prose.reader import plain
from builder.registry import Registry, load_registry
from tests import generate
from tests.measures.releases import read_records, seed_of
from tests.measures.trust import EPOCH, article

# ------------------------------------------------------------------------------------------------------ each line

#: What may stand before a line and becomes the mark of a list, or nothing.
_MARK: Final = re.compile(r"^(?:[\W_ㅇㅁ]|[oO](?=\s))*(?:\(?(?:\d{1,3}|[가-하])[.)]\s*)?")
#: What parts the cells of a row, and the entries of a list that stand in one line.
_PARTS: Final = re.compile(r"\t|\||\s{2,}|[□ㅇㅁ○◦※]|(?<!\S)[-oO](?!\S)|(?<=[\s\]])\d{1,2}\.\s")


def unaccounted(seed: Seed, page: Page) -> list[str]:
    """The lines of a seed of which the page neither says the words, nor in its receipt that they are left out."""
    named, said = set(_numbers(page)), _letters(_words(page))
    return [
        f"{seed.path}:{line.number}: {line.text}"
        for line in seed.lines
        if line.number not in named and not _stands(line.text, said)
    ]


def _numbers(page: Page) -> Iterator[int]:
    for entry in page.record.removed:
        first, _, last = entry.lines.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _words(page: Page) -> str:
    record = page.record
    return "\n".join((record.title, *record.subtitle, *map(plain, page.body.split("\n"))))


def _stands(line: str, said: str) -> bool:
    """Whether a line's letters stand together, or those of each of its parts; without the marks of lists."""
    return any(
        all(_letters(_MARK.sub("", part)) in said for part in parts) for parts in ([line], _PARTS.split(line))
    )


def _letters(text: str) -> str:
    return "".join(char for char in normalise(text) if char.isalnum())


def lines(seeds: Iterable[Seed], registry: Registry) -> Counter[str]:
    """How many texts and lines, and how many of these are on no page and in no receipt."""
    found: Counter[str] = Counter()
    for seed in seeds:
        made = understand_seed(seed, registry)
        found["texts"] += 1
        if not isinstance(made, Article):
            found[f"refused {made.code}"] += 1
            continue
        lost = unaccounted(seed, article_page(made, "aaaaaaaaaa", "2026-01-01", registry))
        found["lines"] += sum(bool(line.text.strip()) for line in seed.lines)
        found["unaccounted"] += len(lost)
        for line in lost[:3]:
            click.echo(line)
    return found


def generated(count: int) -> Iterator[Seed]:
    """Texts made of what articles are made of, in forms of all kinds, the same ones each time."""
    dice = random.Random(count)
    for number in range(count):
        day = dt.date(2010 + number % 15, number % 12 + 1, number % 27 + 1)
        text = generate.article(number, day).split("\n")
        for _ in range(dice.randrange(6)):
            text.insert(dice.randrange(len(text) + 1), dice.choice(_ODD))
        yield seed_of({"NewsItemId": f"g{number}", "Title": text[0], "DataContents": "\n".join(text[1:])})


_ODD: Final = (
    "입력 2020-01-02 10:00", "* 주석", "① 하나 ② 둘", "| 가 | 나 |", "(사진=다온시스) 가을", "> 인용", "공유", "많이 본 뉴스",
    "2024. 3. 5. 회의", "# 제목", "```", "[가]: http://example.com", "문하늘 기자 haneul@example.com", "", "\u3000전각", "---",
)  # fmt: skip

# --------------------------------------------------------------------------------------------------- front matter

_ATOMS: Final = (
    *string.punctuation, *"\t\n\r\x00\x1b\x85\u2028\u2029\ufeff\u202e\u00a0", "---", "...", "- ", ": ", " #", "yes", "null", "~",
    "2024-01-02", "1e3", "0x1F", "'", '"', "|", ">", "&a", "*a", "!!python/object:os.system", "{{ x }}", "정부", "발표", "<b>", "📱", "한",
)  # fmt: skip


def front_matter(count: int) -> Counter[str]:
    """Of so many pages whose facts are hostile texts: those that do not come back, for us or for MkDocs."""
    dice, found = random.Random(count), Counter[str](pages=count)
    for _ in range(count):
        texts = ["".join(dice.choices(_ATOMS, k=dice.randint(1, 8))) for _ in range(5)]
        meta = {
            "title": texts[0],
            "subtitle": texts[1:3],
            "source": {"file": texts[3], "url": None},
            "title_basis": texts[4],
        }
        page = dump_page(meta, "글이다.\n")
        ours, theirs = parse_page(page), get_data(page)
        again = ours if isinstance(ours, str) else dump_page(*ours)
        found["not the same to MkDocs"] += ours != theirs[::-1]
        found["not the same when written again"] += again != page
        found["lost"] += isinstance(ours, str) or [_seen(one) for one in _texts(ours[0])] != [
            _seen(one) for one in _texts(meta)
        ]
    return found


def _texts(meta: object) -> list[str]:
    if isinstance(meta, dict):
        return [text for value in meta.values() for text in _texts(value)]
    return [text for value in meta for text in _texts(value)] if isinstance(meta, list) else [str(meta or "")]


def _seen(text: str) -> str:
    """What a reader sees of a text."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


# ------------------------------------------------------------------------------------------------------ sanitiser


def sanitised(site: Path) -> Counter[str]:
    """Of every built article the text as it is published: the parts that a sanitiser would not leave as they are."""
    found: Counter[str] = Counter()
    for file in sorted((site / "briefings").glob("*.html")):
        document = document_fromstring(file.read_bytes())
        for frame in document.xpath("//div[@class='bp-table']"):
            frame.drop_tag()  # the theme's, in which a wide table scrolls
        bodies = document.xpath("//article//div[@class='bp-body']/*")
        found["pages"] += 1
        found["without a text"] += not bodies
        text = "".join(tostring(one, encoding="unicode") for one in bodies)
        for part in unsafe_parts(text, by_hand=True):
            found["differences"] += 1
            click.echo(f"{file.name}: {part}")
    return found


# --------------------------------------------------------------------------------------------------------- matrix

FOLDERS: Final = ("a", "긴 이름 폴더", "x" * 60, "deep/er/and/deeper")
ZONES: Final = (
    "UTC", "Asia/Seoul", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "America/St_Johns", "Asia/Kathmandu",
    "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Pyongyang", "America/Sao_Paulo", "Antarctica/Troll",
)  # fmt: skip
LOCALES: Final = ("C", "C.UTF-8", "ko_KR.UTF-8")


def matrix(pythons: Sequence[str], cells: int | None = None) -> Counter[str]:
    """Builds of one small archive in every setting (or ``cells`` of them, spread): how many differ from the first.

    What an interpreter makes of the registries in a locale is made once, and compared too.
    """
    settings = list(itertools.product(pythons, LOCALES, FOLDERS, ZONES))
    chosen = settings if cells is None else settings[:: max(1, len(settings) // cells)][:cells]
    found, first = Counter[str](settings=len(chosen)), ""
    with tempfile.TemporaryDirectory() as kept:
        for number, (python, locale, folder, zone) in enumerate(chosen):
            rules = Path(kept) / hashlib.sha256(f"{python} {locale}".encode()).hexdigest()
            with tempfile.TemporaryDirectory() as place:
                digest = _built(python, Path(place) / folder, (zone, locale), number, rules)
            if not first or (locale, folder, zone) == settings[0][1:]:
                click.echo(f"{python}: {digest}")
            first = first or digest
            found["the same"] += digest == first
            if digest != first:
                click.echo(f"{python} {locale} {folder} {zone}: differs")
    return found


def _built(python: str, folder: Path, setting: tuple[str, str], number: int, rules: Path) -> str:
    """The digest of what a build makes of an archive in a folder, in a process of its own."""
    root = Path(__file__).resolve().parents[2]
    own = dict(zip(("TZ", "LC_ALL"), setting, strict=True))
    own |= {"PYTHONHASHSEED": str(number % 1000), "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(root)}

    def run(*arguments: str) -> None:
        command = [python, "-m", "builder", *arguments]
        subprocess.run(
            command,
            cwd=folder.parent,
            env={**os.environ, **own},
            check=True,
            capture_output=True,
            umask=(0o022, 0o077)[number % 2],
        )

    folder.parent.mkdir(parents=True, exist_ok=True)
    run("new", folder.name, "--name", "시험")
    for seed in range(5):
        (folder / "seeds" / f"{seed}.txt").write_text(article(seed), "utf-8")
    registry = folder / ".cache" / "briefings" / "registry.json"
    registry.parent.mkdir(parents=True)
    if rules.exists():
        shutil.copyfile(rules, registry)
    run("build", "-j", str(number % 2 + 1), "-f", f"{folder.name}/mkdocs.yml")
    shutil.copyfile(registry, rules)
    return _digest(folder)


def _digest(folder: Path) -> str:
    total = hashlib.sha256((folder / ".cache/briefings/registry.json").read_bytes())
    for part in ("docs", "site"):
        for file in sorted((folder / part).rglob("*")):
            if file.is_file():
                name = f"{part}/{file.relative_to(folder / part).as_posix()}\0"
                total.update(name.encode() + file.read_bytes())
    return total.hexdigest()


# -------------------------------------------------------------------------------------------------------- command


def main(what: str, *arguments: str) -> None:
    if what == "lines":
        registry = load_registry()
        releases = map(seed_of, read_records(Path(arguments[1]))) if arguments[1:] else ()
        found = lines(itertools.chain(releases, generated(int(arguments[0]))), registry)
    elif what == "front-matter":
        found = front_matter(int(arguments[0]))
    elif what == "sanitiser":
        found = sanitised(Path(arguments[0]))
    else:
        found = matrix(arguments or (sys.executable,))
    for name, number in found.items():
        click.echo(f"{name}: {number:,}")


if __name__ == "__main__":
    main(*sys.argv[1:])
