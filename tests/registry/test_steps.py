"""Steps of a policy: each headline of steps.yaml is of its step, or is not."""

from __future__ import annotations

import yaml

from builder.registry.steps import PATH, step_of


def test_headlines_are_of_their_step() -> None:
    for entry in yaml.safe_load(PATH.read_bytes())["steps"]:
        for headline in entry["match"]:
            found = step_of(headline)
            assert found is not None, headline
            assert found.id == entry["id"], headline
        for headline in entry["spare"]:
            found = step_of(headline)
            assert found is None or found.id != entry["id"], headline
