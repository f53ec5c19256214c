"""Steps of a policy: an archive adds its own, and a step must tell of its own headlines and spare others."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.registry import Registry, RegistryError, load_registry

OWN = """steps:
  - id: {id}
    pattern: 물길 열기
    match: [{match}]
    spare: [{spare}]
"""


def own(folder: Path, *, name: str = "물길", **step: str) -> Registry:
    written = {"id": "water", "match": "마을마다 물길 열기", "spare": "물길을 걷다", **step}
    (folder / "steps.yaml").write_text(OWN.format(**written), "utf-8")
    (folder / "labels.yaml").write_text(f"labels:\n  step.water: {name}\n", "utf-8")
    return load_registry(folder)


def test_headlines_are_of_their_step(registry: Registry) -> None:
    assert list(registry.steps.faults(registry.labels)) == []


def test_an_archive_adds_a_step_and_ours_stay(tmp_path: Path) -> None:
    registry = own(tmp_path)
    found = [
        registry.steps.of(headline)
        for headline in ("마을마다 물길 열기", "숲길법 국회 통과", "물길 열기 토론회")
    ]
    assert [step.id if step else None for step in found] == ["water", "law", None]


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ({"match": "물길을 걷다"}, "does not tell of its own headline"),
        ({"spare": "물길 열기"}, "promises to spare"),
        ({"id": "ways"}, "write step.ways into labels.yaml"),
    ],
)
def test_a_step_that_is_none_is_refused(tmp_path: Path, step: dict[str, str], reason: str) -> None:
    with pytest.raises(RegistryError, match=reason):
        own(tmp_path, **step)
