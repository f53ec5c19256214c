"""Registries on disk: what is refused, with which line; what an archive's own files change."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.registry import Registry, RegistryError, load_registry
from builder.registry.resolve import bodies_named

BODY = """bodies:
- id: test-ministry-2030
  name: 시험부
  kind: ministry
  since: '2030-01-01'
  sources: {since: "https://example.org/act"}
"""
OVERLAY = {
    "ministries": BODY + "- id: nts\n  aliases: [국세청, 누리세무청]\n",
    "topics": """areas:
- slug: economy-finance
  topics:
  - slug: tax
    keywords: [누리세]
""",
    "noise": """rules:
- id: our-footer
  why: What our outlet prints below
  scope: line
  pattern: '누리집 아래 글'
  removes: [누리집 아래 글]
  keeps: [누리집을 고쳤다.]
""",
    "labels": "labels:\n  title.none: 제목 없음(우리)\n",
    "events": """events:
- id: our-launch
  name: 누리마당 개통
  kind: launch
  phrases: [누리마당 개통]
  on: 2031-05-02
  source: "https://example.org/launch"
""",
    "officials": 'officials:\n- {name: 문하늘, body: nts, office: 청장, from: "2030", source: "https://example.org"}\n',
    "furniture": """patterns:
- id: our-credit
  group: credit-line
  why: Our agency
  pattern: '누리통신 제공'
  matches: [누리통신 제공]
  spares: []
""",
}


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_bytes(text.encode())
    return folder


@pytest.fixture(scope="module")
def overlaid(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    own = tmp_path_factory.mktemp("archive") / "registry"
    topics = OVERLAY["topics"].replace("economy-finance", load_registry().topics["tax"].area)
    return load_registry(write(own, **{**OVERLAY, "topics": topics}))


def test_an_archive_adds_a_ministry(overlaid: Registry, registry: Registry) -> None:
    assert overlaid.bodies["test-ministry-2030"].name == "시험부"
    assert len(overlaid.bodies) == len(registry.bodies) + 1
    assert [body.id for body in bodies_named("시험부", overlaid)] == ["test-ministry-2030"]


def test_an_archive_corrects_an_alias_and_nothing_else(overlaid: Registry, registry: Registry) -> None:
    was, now = registry.bodies["nts"], overlaid.bodies["nts"]
    assert [body.id for body in bodies_named("누리세무청", overlaid)] == ["nts"]
    assert (now.name, now.since, now.predecessors, now.sources) == (
        was.name,
        was.since,
        was.predecessors,
        was.sources,
    )


def test_an_archive_corrects_a_topic_and_keeps_the_others(overlaid: Registry, registry: Registry) -> None:
    assert [phrase.text for phrase in overlaid.topics["tax"].keywords] == ["누리세"]
    assert overlaid.topics["tax"].neighbours == registry.topics["tax"].neighbours
    assert list(overlaid.topics) == list(registry.topics)


def test_an_archive_adds_rules_labels_events_and_officials(overlaid: Registry, registry: Registry) -> None:
    assert [rule.id for rule in overlaid.noise][-1] == "our-footer"
    assert overlaid.labels == {**registry.labels, "title.none": "제목 없음(우리)"}
    assert overlaid.events[-1].on == "2031-05-02"
    assert overlaid.officials[-1].since == "2030"
    assert overlaid.patterns_of("credit-line")[-1].id == "our-credit"


def test_an_archive_adds_a_verb(tmp_path: Path) -> None:
    verbs = (
        "verbs:\n- {id: proclaim, why: Something is proclaimed, forms: [천명했], tells: [announcing, said]}\n"
    )
    changed = load_registry(write(tmp_path / "registry", verbs=verbs))
    assert {tells for tells, forms in changed.verbs.items() if "천명했" in forms} == {"announcing", "said"}
    hits = changed.lexicon.scan(["뜻을 천명했다."])[0]
    assert {hit.term.id for hit in hits if hit.term.kind == "verb"} == {"announcing", "said"}


def test_the_fingerprint_knows_of_the_change(overlaid: Registry, registry: Registry) -> None:
    assert overlaid.fingerprint != registry.fingerprint


def test_a_folder_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    assert load_registry(tmp_path / "none").fingerprint == load_registry().fingerprint


@pytest.mark.parametrize(
    ("stem", "text", "line", "words"),
    [
        ("ministries", BODY.replace("  since: '2030-01-01'\n", ""), 2, "test-ministry-2030 must contain"),
        ("ministries", BODY + "  colour: blue\n", 2, "colour"),
        ("ministries", "bodies:\n- id: nts\n  aliases: 국세청\n", 3, "nts: aliases must be array"),
        ("ministries", BODY + "- name: 누리부\n", 7, "누리부 must contain"),
        ("ministries", BODY + "- 3\n", 7, "bodies entry 2 must be"),
        (
            "verbs",
            "verbs:\n- {id: say, why: a, forms: [말했], tells: [sung]}\n",
            2,
            "say: tells entry 1 must be one of",
        ),
        ("ministries", BODY.replace("2030-01-01", "2030-02-30"), 5, "2030-02-30"),
        ("ministries", BODY.replace("kind: ministry", "kind: castle"), 4, "kind"),
        ("ministries", BODY + BODY.removeprefix("bodies:\n"), 7, "twice"),
        ("ministries", "bodies: [\n  {id: a\n", 3, "YAML"),
        ("ministries", "other: []\n", 1, "bodies"),
        (
            "noise",
            "rules:\n- id: broken\n  why: a\n  scope: line\n  pattern: '(가'\n  removes: [가]\n  keeps: [나다라]\n",
            5,
            "compile",
        ),
        (
            "noise",
            "rules:\n- id: broken\n  why: a\n  scope: sky\n  pattern: '가'\n  removes: [가]\n  keeps: [나다라]\n",
            4,
            "scope",
        ),
        ("topics", "areas:\n- slug: Economy\n  name: 경제\n  topics: []\n", 2, "Economy: slug must match"),
        (
            "topics",
            "areas:\n- slug: economy\n  name: 경제\n  topics:\n  - {slug: money, name: 돈, definition: 돈입니다., keywords: 돈}\n",
            5,
            "money: keywords must be",
        ),
        ("events", "events:\n- {id: e, name: 행사, kind: launch, phrases: [행사], source: s}\n", 2, ""),
        ("labels", "labels:\n  a: b\n  title.none: 3\n", 3, "title.none"),
        ("officials", "officials:\n- {name: 가나, office: 장관, from: 2030-13, source: s}\n", 2, "2030-13"),
    ],
)
def test_a_broken_entry_is_named_with_its_line(
    tmp_path: Path, stem: str, text: str, line: int, words: str
) -> None:
    own = write(tmp_path / "registry", **{stem: text})
    with pytest.raises(RegistryError) as caught:
        load_registry(own)
    assert (caught.value.path, caught.value.line) == (own / f"{stem}.yaml", line)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("stem", "text", "words"),
    [
        ("ministries", BODY + "  predecessors: [nobody-1]\n", "nobody-1"),
        ("ministries", BODY + "  until: '2029-01-01'\n", "ends before"),
        (
            "officials",
            'officials:\n- {name: 가나, body: nobody-2, office: 장관, from: "2030", source: s}\n',
            "nobody-2",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(tmp_path: Path, stem: str, text: str, words: str) -> None:
    own = write(tmp_path / "registry", **{stem: text})
    with pytest.raises(RegistryError, match=words) as caught:
        load_registry(own)
    assert caught.value.path == own / f"{stem}.yaml"


@pytest.mark.parametrize("name", ["minstries.yaml", "ministries.yml", "structures.yml"])
def test_an_unknown_file_is_refused(tmp_path: Path, name: str) -> None:
    own = write(tmp_path / "registry")
    (own / name).write_bytes(b"bodies: []\n")
    with pytest.raises(RegistryError, match="no registry has this name") as caught:
        load_registry(own)
    assert caught.value.path == own / name


@pytest.mark.parametrize(
    ("text", "words"),
    [("{nam}", "{nam}"), ("{count:zz}", "{count}"), ("{count", "expected '}'"), ("{0}", "{0}")],
)
def test_a_misspelled_word_in_braces_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "labels.yaml").write_text(
        f'labels:\n  title.none: x\n  common.briefings: "{text}"\n', encoding="utf-8"
    )
    with pytest.raises(RegistryError) as caught:
        load_registry(tmp_path)
    assert caught.value.line == 3
    assert words in caught.value.message


def test_a_word_in_braces_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text("labels:\n  common.briefings: 글\n", encoding="utf-8")
    assert load_registry(tmp_path).labels["common.briefings"] == "글"


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    own = write(tmp_path / "registry")
    (own / "labels.yaml").write_bytes("labels:\n  title.none: 제목\n".encode("cp949"))
    with pytest.raises(RegistryError) as caught:
        load_registry(own)
    assert caught.value.path == own / "labels.yaml"


def test_the_builders_registries_are_sourced(registry: Registry) -> None:
    """No fact without a source; who ends has a successor or a note."""
    assert [body.id for body in registry.bodies.values() if not body.sources] == []
    assert [event.id for event in registry.events if not event.source] == []
    assert [official.name for official in registry.officials if not official.source] == []


def test_names_that_overlap_in_time_are_no_ones_official_name_twice(registry: Registry) -> None:
    """Two living bodies never bear one official name on one day."""
    found = []
    for bodies in registry.bodies_by_name.values():
        official = [body for body in bodies if body.name == bodies[0].name]
        for one in official:
            found += [
                (one.id, other.id) for other in official if one.id < other.id and one.alive(other.since)
            ]
    assert found == []
