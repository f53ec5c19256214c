"""Structured data by the vocabulary of schema.org: Google's schema-dts writes it as types, and the TypeScript compiler judges by them.

So no property that a type does not have, no value of a kind that a property does not take. What is of another vocabulary (``dcterms:replaces``)
and what annotates an action's input (``query-input``) schema.org has no type for.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.audit.archives import ROOT
from tests.audit.model import Outcome, Work

_HERE = ROOT / "tests" / "audit"
_COMPILER = _HERE / "node_modules" / "typescript" / "bin" / "tsc"
_TYPES = _HERE / "node_modules" / "schema-dts" / "dist" / "schema"
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ELSEWHERE = re.compile(r".*:.*|.*-input")
_MESSAGE = re.compile(r"nodes\.ts\((\d+),\d+\): error TS\d+: (.*)")


def run(work: Work) -> Outcome:
    """Every node of every block on the pages that stand for their kinds."""
    outcome = Outcome()
    nodes = list(_nodes(work))
    outcome.checks = len(nodes)
    for line, said in judged([node for _, node in nodes], work.output):
        page, node = nodes[line]
        outcome.check(page, "schema-org", str(node["@type"]), said, fails=True)
    return outcome


def judged(nodes: list[dict[str, Any]], folder: Path) -> Iterator[tuple[int, str]]:
    """The number of each node that is not as its type says, and why. A line of the script is a node."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "nodes.ts"
    lines = (
        f"export const n{number}: S.{node['@type']} = {json.dumps(_of_schema_org(node))};"
        for number, node in enumerate(nodes)
    )
    # A module is looked for from the script upwards: it names where it is.
    script.write_text(f"import type * as S from {json.dumps(str(_TYPES))};\n" + "\n".join(lines), "utf-8")
    result = subprocess.run(
        ["node", str(_COMPILER), "--noEmit", "--strict", "--skipLibCheck", "--pretty", "false", str(script)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = _MESSAGE.findall(result.stdout)
    if result.returncode and not found:
        raise RuntimeError(result.stdout + result.stderr)
    yield from ((int(line) - 2, said) for line, said in found)


def _nodes(work: Work) -> Iterator[tuple[str, dict[str, Any]]]:
    for page in sorted({case.path.partition("?")[0] for case in work.cases}):
        for block in _BLOCK.findall((work.archive.hosted / page).read_text("utf-8")):
            for node in json.loads(block)["@graph"]:
                yield page, node


def _of_schema_org(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _of_schema_org(one) for key, one in value.items() if not _ELSEWHERE.fullmatch(key)}
    return [_of_schema_org(one) for one in value] if isinstance(value, list) else value
