"""A kept registry is the one that would be made anew, or it is not used."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest

from builder.registry import Registry, RegistryCache, RegistryError, load_registry, validate
from builder.registry.load import DATA
from builder.registry.romanise import romanised

LABELS = "labels:\n  title.none: 제목 없음(우리)\n"


@pytest.fixture
def cache(tmp_path: Path) -> RegistryCache:
    return RegistryCache(tmp_path / "cache")


def parts(registry: Registry) -> dict[str, object]:
    """All that a registry holds, its phrases by what they find."""
    plain = ("bodies", "bodies_by_name", "event_kinds", "verbs", "officials", "areas", "topics", "events")
    rest = ("noise", "patterns", "structure", "labels", "fingerprint")
    return {name: getattr(registry, name) for name in (*plain, *rest)}


def test_a_kept_registry_is_the_same(cache: RegistryCache, registry: Registry) -> None:
    made, kept = load_registry(None, cache), load_registry(None, cache)
    assert cache.outcomes == Counter(missing=1, written=1, found=1)
    assert parts(made) == parts(kept) == parts(registry)
    text = "디지털 뉴딜과 한국판 뉴딜 국민보고대회에서 부동산 세제를 논의했다."
    hits = [one.lexicon.scan([text]) for one in (made, kept, registry)]
    assert hits[0] == hits[1] == hits[2]
    assert {hit.term.kind for hit in hits[0][0]} >= {"event", "topic"}


def test_nothing_is_checked_or_compiled_again(cache: RegistryCache) -> None:
    load_registry(None, cache)
    with (
        mock.patch.object(validate, "check_file", side_effect=AssertionError),
        mock.patch.object(re, "compile", side_effect=AssertionError),
    ):
        load_registry(None, cache)


def test_a_changed_rule_is_read_at_once(cache: RegistryCache, tmp_path: Path) -> None:
    own = tmp_path / "registry"
    own.mkdir()
    before = load_registry(own, cache)
    (own / "labels.yaml").write_text(LABELS, encoding="utf-8")
    changed = load_registry(own, cache)
    assert changed.labels["title.none"] == "제목 없음(우리)" != before.labels["title.none"]
    (own / "labels.yaml").write_text(LABELS.replace("우리", "너희"), encoding="utf-8")
    assert load_registry(own, cache).labels["title.none"] == "제목 없음(너희)"
    assert cache.outcomes == Counter(missing=1, stale=2, written=3)


def test_another_version_reads_anew(cache: RegistryCache) -> None:
    load_registry(None, cache)
    with mock.patch("builder.__version__", "99.0"):
        load_registry(None, cache)
    assert cache.outcomes["stale"] == 1


def test_a_broken_rule_is_named_though_another_registry_is_kept(cache: RegistryCache, tmp_path: Path) -> None:
    own = tmp_path / "registry"
    own.mkdir()
    load_registry(own, cache)
    (own / "labels.yaml").write_text("labels:\n  title.none: 3\n", encoding="utf-8")
    for _ in range(2):  # what is wrong is never kept
        with pytest.raises(RegistryError, match=r"title\.none"):
            load_registry(own, cache)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-100],
        lambda content: content.replace("국세청".encode(), "국세처".encode(), 1),
        lambda content: b"\x80\x04cos\nsystem\n(S'echo'\ntR.",
        lambda content: b"[" * 200_000,
        lambda content: content.partition(b"\n")[0],
        lambda content: content.replace(b"briefings-registry", b"another-programme", 1),
    ],
    ids=["empty", "torn", "one word changed", "a pickle", "deep", "no rules", "another program's"],
)
def test_a_spoiled_cache_is_made_anew_and_counted(cache: RegistryCache, registry: Registry, spoil) -> None:
    load_registry(None, cache)
    whole = cache.path.read_bytes()
    cache.path.write_bytes(spoil(whole))
    assert parts(load_registry(None, cache)) == parts(registry)
    assert cache.outcomes == Counter(missing=1, damaged=1, written=2)
    assert cache.path.read_bytes() == whole


@pytest.mark.parametrize("held", [{}, [], {"ministries": 3}, None, "text"])
def test_well_formed_but_no_registry(cache: RegistryCache, registry: Registry, held: object) -> None:
    load_registry(None, cache)
    key = cache.path.read_bytes().split(b" ")[1].decode()
    cache.put(key, json.dumps(held).encode())
    assert parts(load_registry(None, cache)) == parts(registry)
    assert load_registry(None, cache).fingerprint == registry.fingerprint
    assert (cache.outcomes["damaged"], cache.outcomes["found"]) == ((1, 1) if held is not None else (0, 2))


def test_a_file_of_any_size_is_not_read(cache: RegistryCache) -> None:
    cache.path.parent.mkdir()
    with cache.path.open("wb") as file:
        file.truncate(33_000_000)
    load_registry(None, cache)
    assert cache.outcomes == Counter(damaged=1, written=1)


def test_no_place_for_a_cache_is_simply_none(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = RegistryCache(tmp_path / "file" / "cache")
    assert parts(load_registry(None, cache)) == parts(registry)
    assert cache.outcomes == Counter(missing=1, unwritable=1)


def test_a_full_disk_leaves_nothing_torn(cache: RegistryCache) -> None:
    load_registry(None, cache)
    whole = cache.path.read_bytes()
    with mock.patch.object(Path, "replace", side_effect=OSError(28, "No space left on device")):
        cache.put("other", b"{}")
    assert [path.name for path in cache.path.parent.iterdir()] == [cache.path.name]
    assert cache.path.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_its_place_is_not_followed(cache: RegistryCache, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("keep me")
    cache.path.parent.mkdir()
    cache.path.symlink_to(tmp_path / "precious")
    load_registry(None, cache)
    assert (tmp_path / "precious").read_text() == "keep me"
    assert not cache.path.is_symlink()


# ------------------------------------------------------------------------------------------------ who held office


def test_every_term_names_its_person(registry: Registry) -> None:
    """In our own file, and by its rule; only the second of one name differs."""
    text = (DATA / "officials.yaml").read_text(encoding="utf-8")
    assert text.count("\n  - id: ") == text.count("\n    name: ") == len(registry.officials)
    names: dict[str, set[str]] = {}
    for one in registry.officials:
        names.setdefault(one.id, set()).add(one.name)
        assert one.id in (romanised(one.name), f"{romanised(one.name)}-{one.since[:4]}")
    assert [found for found in names.values() if len(found) > 1] == []


def test_a_term_of_an_archive_may_leave_the_id_out(tmp_path: Path) -> None:
    own = tmp_path / "registry"
    own.mkdir()
    term = '{{{}name: {}, office: 장관, from: "2030", source: s}}'
    terms = (
        term.format("", "문하늘"),
        term.format("id: mun-haneul-2030, ", "문하늘"),
        term.format("", "Ann Lee"),
    )
    (own / "officials.yaml").write_text(
        "officials:\n" + "".join(f"- {one}\n" for one in terms), encoding="utf-8"
    )
    assert [one.id for one in load_registry(own).officials[-3:]] == [
        "mun-haneul",
        "mun-haneul-2030",
        "a-nn-lee",
    ]


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("이규성", "i-gyuseong"),
        ("한덕수", "han-deoksu"),
        ("진영", "jin-yeong"),
        ("값", "gaps"),
        ("힣", "hit"),
        ("Ann", "A-nn"),
    ],
)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert romanised(name) == latin
