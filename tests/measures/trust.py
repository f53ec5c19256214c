"""How an archive stands what may happen to it: ends of all kinds in mid-build, a full disk, whatever people do.

``python -m tests.measures.trust kills 200``, ``disks 20``, ``sequences 1000`` print what was tried and what was
found; the tests beside it try a few, and `make audit` many.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from builder import cli
from builder.commands import rename, withdraw
from builder.host.renderer import renderer
from builder.pages.edits import Take
from builder.permanence.ledger import PUBLISHED, Ledger, address_of, ledger_text, record, whole_ledger
from builder.registry import Registry, RegistryCache, load_registry
from builder.run import whole
from builder.run.articles import How
from builder.settings import Settings

STORIES: Final = ("산불 예방", "연구 개발", "주택 공급", "학교 급식", "항만 물류", "수소충전소")
BODIES: Final = ("산림청", "과학기술정보통신부", "국토교통부", "교육부", "해양수산부", "산업통상자원부")
EPOCH: Final = "1764028800"


def article(number: int, version: int = 0) -> str:
    """An article that shares its form with the others, and few words: of none the token ``가123호``."""
    dice = random.Random(number)
    body, subject = BODIES[number % len(BODIES)], STORIES[number % len(STORIES)]
    words = ["".join(chr(dice.randrange(0xAC00, 0xD7A4)) for _ in range(3)) for _ in range(60)]
    said = [" ".join(words[start : start + 10]) for start in range(0, 60, 10)]
    return (
        f"{subject} 계획 {token(number)}\n\n{2015 + number % 5}년 {number % 12 + 1}월 {number % 27 + 1}일 {body}\n\n"
        f"{body}은 {token(number)} 계획을 발표했다. {said[0]}이다. {said[1]}했다. 예산은 {version + 3}억 원이다.\n\n"
        f"{said[2]}이다. {said[3]}했다.\n\n- 첫째 {said[4]}\n- 둘째 {said[5]}\n"
    )


def token(number: int) -> str:
    return f"가{number + 100}호"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


# ----------------------------------------------------------------------------------------- builds that end early

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES: Final = ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate")


def _changes_a_file(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        path, _, flags = arguments
        return isinstance(flags, int) and bool(flags & _WRITING) and not str(path).startswith("/dev")
    return event in _CHANGES


@dataclass
class Child:
    """A build in a process of its own, forked from this one; ``end``: how it is made to."""

    config: Path
    end: Callable[[], None] = lambda: None

    def run(self) -> tuple[int, str]:
        """Its exit status, negative where a signal ended it, and what it said on standard error."""
        with tempfile.TemporaryFile() as said:
            pid = os.fork()
            if pid == 0:
                os.dup2(said.fileno(), 2)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os._exit(self._build())
            _, status = os.waitpid(pid, 0)
            said.seek(0)
            return os.waitstatus_to_exitcode(status), said.read().decode()

    def _build(self) -> int:
        os.environ["SOURCE_DATE_EPOCH"] = EPOCH
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), write_through=True)  # noqa: SIM115
        try:
            self.end()
            cli.main(["build", "-j", "1", "-f", str(self.config)], standalone_mode=False)
        except SystemExit as exit_:
            return int(exit_.code or 0)
        except BaseException:  # noqa: BLE001 - whatever it is, it is told and counted
            traceback.print_exc()
            return 99
        return 0


def at_event(number: int) -> Callable[[], None]:
    """Killed before the so-manieth change of a file."""

    def arm() -> None:
        left = [number]

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if _changes_a_file(event, arguments):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)

    return arm


def after(seconds: float) -> Callable[[], None]:
    """Ended, as by kill -9, when it has used so much of a processor."""

    def arm() -> None:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)

    return arm


def counted(config: Path) -> int:
    """How many changes of files a build makes."""
    reading, writing = os.pipe()

    def arm() -> None:
        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if _changes_a_file(event, arguments):
                os.write(writing, b".")

        sys.addaudithook(watch)

    pid = os.fork()
    if pid == 0:
        os.close(reading)
        Child(config, arm).run()
        os._exit(0)
    os.close(writing)
    count = 0
    while found := os.read(reading, 4096):
        count += len(found)
    os.close(reading)
    os.waitpid(pid, 0)
    return count


class Trial:
    """An archive that stands, and the same with changes that wait to be built; copies of it are made to suffer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        base = folder / "base"
        with contextlib.redirect_stdout(io.StringIO()):
            cli.main(["new", str(base), "--name", "시험"], standalone_mode=False)
        for number in range(5):
            (base / "seeds" / f"{number}.txt").write_text(article(number), "utf-8")
        self._must(base)
        self.old_docs, self.old_site = contents(base / "docs"), contents(base / "site")
        pages = sorted((base / "docs/briefings").glob("*.md"))
        edited = pages[0].read_text("utf-8").replace("\ntitle: ", "\ntitle: 고친 제목 ", 1)
        pages[0].write_text(edited, "utf-8")
        self.edited = pages[0].name
        for number in (1, 2):
            place = base / "seeds" / f"{number}.txt"
            place.write_text(article(number, 5), "utf-8")
        (base / "seeds/9.txt").write_text(article(9), "utf-8")
        self.waiting = folder / "waiting"
        base.rename(self.waiting)
        self.before = contents(self.waiting / "docs")
        done = self.copy("done")
        self.events = counted(self.copy("count") / "mkdocs.yml")
        started = os.times().children_user
        self._must(done)
        self.seconds = os.times().children_user - started
        self.docs, self.site = contents(done / "docs"), contents(done / "site")

    def _must(self, archive: Path) -> None:
        status, said = Child(archive / "mkdocs.yml").run()
        if status:
            raise RuntimeError(said)

    def copy(self, name: str, at: Path | None = None) -> Path:
        """A copy in which the changes wait, its times as they are."""
        target = (at or self.folder) / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.waiting, target)
        return target

    def faults(self, archive: Path) -> list[str]:
        """What is wrong after a build that ended early: torn files, lost edits, no site or a mixed one."""
        docs, found = contents(archive / "docs"), []
        for path, content in docs.items():
            if not Path(path).name.endswith(".briefings-tmp") and content not in (
                self.before.get(path),
                self.docs.get(path),
            ):
                found.append(f"torn: {path}")
        found += [f"lost: {path}" for path in self.before.keys() - docs.keys()]
        if "고친 제목" not in docs.get(f"briefings/{self.edited}", b"").decode("utf-8", "replace"):
            found.append("lost edit")
        site = contents(archive / "site")
        if not site:
            found.append("no site")
        elif site not in (self.old_site, self.site):
            found.append("mixed site")
        return found

    def heals(self, archive: Path) -> list[str]:
        """What is wrong after the next build."""
        status, said = Child(archive / "mkdocs.yml").run()
        found = [f"next build: {status} {said}"] if status else []
        if contents(archive / "docs") != self.docs:
            found.append("docs/ is not healed")
        if contents(archive / "site") != self.site:
            found.append("site/ is not healed")
        left = [*archive.rglob("*.briefings-tmp"), *archive.glob(".cache/briefings/site.*")]
        return [*found, *(f"left lying: {path.name}" for path in left)]


def kills(trial: Trial, count: int, dice: random.Random) -> Counter[str]:
    """Half of the ends at changes of files, half at times; each checked, and healed by the next build."""
    found: Counter[str] = Counter()
    for number in range(count):
        by_event = number % 2 == 0
        end = at_event(dice.randint(1, trial.events)) if by_event else after(trial.seconds * dice.random())
        archive = trial.copy("trial")
        status, _ = Child(archive / "mkdocs.yml", end).run()
        found["at events" if by_event else "at times"] += 1
        found["killed"] += status < 0
        found.update([*trial.faults(archive), *trial.heals(archive)])
        if sum(found[one] for one in ("at events", "at times")) % 20 == 0:
            click.echo(dict(found))
    return found


# ------------------------------------------------------------------------------------------------------ full disks


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of its own. OSError where the system does not let us mount one."""
    with tempfile.TemporaryDirectory() as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place]
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            raise OSError("no file system can be mounted here")
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", place], check=True)


def disks(trial: Trial, count: int, dice: random.Random) -> Counter[str]:
    """Builds with ever less room: each tells it in a line, tears nothing, and heals when there is room."""
    found: Counter[str] = Counter()
    with small_disk(64) as disk:
        for number in range(count):
            archive = trial.copy("trial", disk)
            room = int(2048 * (number + dice.random()) / count) * 1024
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            filler = disk / "filler"
            with filler.open("wb") as stream:
                os.posix_fallocate(stream.fileno(), 0, max(free - room, 1))
            status, said = Child(archive / "mkdocs.yml").run()
            found["tried"] += 1
            found["full"] += status != 0
            found["traceback"] += "Traceback" in said
            found.update(trial.faults(archive))
            filler.unlink()
            found.update(trial.heals(archive))
            shutil.rmtree(archive)
    return found


# ------------------------------------------------------------------------------------------- what people may do


@dataclass
class World:
    """An archive in which people do things at random, and what must be true of it whatever they do."""

    config: Path
    dice: random.Random
    settings: Settings = field(init=False)
    registry: Registry = field(init=False)
    number: int = 0
    edits: dict[str, set[str]] = field(default_factory=dict)
    """Page's id → what a person wrote on it."""
    stories: dict[str, int] = field(default_factory=dict)
    """Page's id → the article that got it."""
    deleted: set[str] = field(default_factory=set)
    """Pages that a person deleted."""
    found: Counter[str] = field(default_factory=Counter)
    pending: bool = False
    """Whether something is to be saved during the next build."""

    def __post_init__(self) -> None:
        loaded = renderer().load(self.config)
        assert isinstance(loaded, Settings)
        self.settings = loaded
        self.registry = load_registry(loaded.registry, RegistryCache(loaded.cache))

    # what there is

    @property
    def seeds(self) -> list[Path]:
        return sorted(self.settings.seeds.glob("*.txt"))

    @property
    def pages(self) -> list[Path]:
        return sorted((self.settings.docs / "briefings").glob("*.md"))

    def _count(self) -> int:
        self.number += 1
        return self.number

    def _yml(self, seed: Path) -> Path:
        return seed.with_suffix(".yml")

    # what people do

    def add(self) -> None:
        number = self._count()
        (self.settings.seeds / f"{number}.txt").write_text(article(number), "utf-8")

    def change(self) -> None:
        if seeds := self.seeds:
            with self.dice.choice(seeds).open("a", encoding="utf-8") as stream:
                stream.write(f"\n덧붙인 문단 {self._count()}번이다. 계획은 이어진다.\n")

    def replace(self) -> None:
        if seeds := self.seeds:
            chosen = self.dice.choice(seeds)
            self._yml(chosen).unlink(missing_ok=True)
            chosen.write_text(article(self._count()), "utf-8")

    def remove(self) -> None:
        if len(seeds := self.seeds) > 1:
            chosen = self.dice.choice(seeds)
            chosen.unlink()
            self._yml(chosen).unlink(missing_ok=True)

    def move(self) -> None:
        if seeds := self.seeds:
            chosen = self.dice.choice(seeds)
            name = chosen.with_name(f"moved-{self._count()}.txt")
            if self._yml(chosen).exists():
                self._yml(chosen).rename(self._yml(name))
            chosen.rename(name)

    def steal(self) -> None:
        """A stranger's seed that claims to be an article that stands."""
        if pages := self.pages:
            number = self._count()
            place = self.settings.seeds / f"{number}.txt"
            place.write_text(article(number), "utf-8")
            self._yml(place).write_text(f"id: {self.dice.choice(pages).stem}\n", "utf-8")

    def edit(self) -> None:
        if pages := [page for page in self.pages if "\nwithdrawn:" not in page.read_text("utf-8")]:
            self._edit(self.dice.choice(pages))

    def _edit(self, page: Path) -> None:
        word, text = f"고침{self._count()}번", page.read_text("utf-8")
        where = self.dice.randrange(3)
        if where == 0:
            text = text.replace("\ntitle: ", f"\ntitle: {word} ", 1) if "\ntitle: '" not in text else text
        elif where == 1:
            text = text.replace("\ntitle:", f"\n# {word}\ntitle:", 1)
        if word not in text:
            text = f"{text.rstrip()}\n\n{word} 문단이다.\n"
        page.write_text(text, "utf-8")
        self.edits.setdefault(page.stem, set()).add(word)

    def save_during(self) -> None:
        self.pending = True

    def delete_page(self) -> None:
        if pages := self.pages:
            page = self.dice.choice(pages)
            page.unlink()
            self.edits.pop(page.stem, None)
            self.deleted.add(page.stem)

    def withdraw(self) -> None:
        if pages := self.pages:
            page = self.dice.choice(pages)
            self._command(lambda: withdraw.run(self.config, page.stem, "까닭", purge=False, undo=False))
            self.edits.pop(page.stem, None)
            self.stories.pop(page.stem, None)

    def rename_topic(self) -> None:
        topic = self.dice.choice(sorted(self.registry.topics))
        new = f"topic-{self._count()}"
        self._command(lambda: rename.rename(self.config, "topic", self._used("topics", topic), new, None))

    def merge_topic(self) -> None:
        topics = sorted(self.registry.topics)
        one, other = self._used("topics", self.dice.choice(topics)), self.dice.choice(topics)
        self._command(lambda: rename.merge(self.config, "topic", one, other))

    def rename_ministry(self) -> None:
        body = self._used("ministries", self.dice.choice(sorted(self.registry.bodies)))
        new = f"body-{self._count()}"
        self._command(lambda: rename.rename(self.config, "ministry", body, new, None))

    def _used(self, folder: str, otherwise: str) -> str:
        """One that has a page, where there is any: more comes of it."""
        known = self.registry.topics if folder == "topics" else self.registry.bodies
        named = [page.stem for page in (self.settings.docs / folder).glob("*.md") if page.stem in known]
        return self.dice.choice(sorted(named)) if named else otherwise

    def _command(self, run: Callable[[], None]) -> None:
        with contextlib.suppress(click.UsageError), contextlib.redirect_stdout(io.StringIO()):
            run()
        self.registry = load_registry(self.settings.registry, RegistryCache(self.settings.cache))

    # what must be true

    def build(self) -> None:
        """A build as people run it, published where nothing stops it; then everything is looked at."""
        moment, told = self.dice.randrange(12), [0]

        def progress(*_: object) -> None:
            told[0] += 1
            if self.pending and told[0] > moment and self.pages:
                self.pending = False
                self.edit()

        take: Take | None = self.dice.choice((None, None, "mine"))
        built = whole.build(
            self.settings,
            self.registry,
            How("2025-11-25", take, self.settings.personal),
            progress,
            render_site=False,
        )
        self.found["builds"] += 1
        codes = {one.code for one in built.problems}
        if "E114" in codes:
            self.found["E114"] += 1
        if built.is_publishable:
            self._publish()
        self._check({one.path for one in built.problems if one.code == "E304"})

    def _publish(self) -> None:
        docs, site = self.settings.docs, self.settings.site_dir
        site.mkdir(exist_ok=True)
        standing = {address_of(page.relative_to(docs).as_posix()) for page in docs.rglob("*.md")}
        ledger = whole_ledger(docs, site) | Ledger(frozenset(standing))
        (site / PUBLISHED).write_text(ledger_text(ledger), "utf-8")
        record(docs, site)

    def _check(self, told: set[str]) -> None:
        docs = self.settings.docs
        texts = {page.stem: page.read_text("utf-8") for page in self.pages}
        for page_id, words in self.edits.items():
            text = texts.get(page_id, "")
            self.found["lost edits"] += sum(word not in text for word in words)
        for address in whole_ledger(docs, self.settings.site_dir).living:
            path = f"{address.removesuffix('.html')}.md"
            if not (docs / path).is_file() and f"{docs.name}/{path}" not in told:
                self.found["dead addresses"] += 1
        for page_id, text in texts.items():
            self._check_story(page_id, text)

    def _check_story(self, page_id: str, text: str) -> None:
        if "\nwithdrawn:" in text or page_id in self.deleted:
            return
        named = {number for number in range(1, self.number + 1) if f"{token(number)} 계획" in text}
        if page_id in self.stories:
            self.found["takeovers"] += self.stories[page_id] not in named
        elif named:
            self.stories[page_id] = min(named)


DEEDS: Final = tuple(
    name
    for name, made in vars(World).items()
    if callable(made) and not name.startswith("_") and name != "build"
)


def sequence(folder: Path, seed: int, steps: int = 8) -> Mapping[str, int]:
    """One sequence of deeds, with builds among them."""
    config = folder / "archive" / "mkdocs.yml"
    with contextlib.redirect_stdout(io.StringIO()):
        cli.main(["new", str(config.parent), "--name", "시험"], standalone_mode=False)
    world = World(config, random.Random(seed))
    for _ in range(3):
        world.add()
    world.build()
    for _ in range(steps):
        for _ in range(world.dice.randint(1, 3)):
            getattr(world, world.dice.choice(DEEDS))()
        world.build()
    return world.found


def sequences(count: int, first: int = 0) -> Counter[str]:
    """Many sequences; those in which something was found are named by their seed."""
    found: Counter[str] = Counter()
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as place:
            one = sequence(Path(place), seed)
        found.update(one)
        found["sequences"] += 1
        if any(one.get(fault) for fault in FAULTS):
            click.echo(f"seed {seed}: {dict(one)}")
    return found


FAULTS: Final = ("lost edits", "dead addresses", "takeovers", "E114")


def main(what: str, count: int) -> None:
    dice = random.Random(count)
    with tempfile.TemporaryDirectory() as place:
        if what == "sequences":
            found = sequences(count)
        else:
            trial = Trial(Path(place))
            click.echo(f"changes of files in a build: {trial.events}")
            found = (kills if what == "kills" else disks)(trial, count, dice)
    for name, number in sorted(found.items()):
        click.echo(f"{name}: {number}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
