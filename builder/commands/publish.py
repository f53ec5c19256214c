"""`briefings publish`: the site as it was built, to where readers find it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from builder.commands.build import build
from builder.commands.common import finish, open_archive
from builder.problems import has_errors

_BRANCHES: Final = {"github": "gh-pages", "gitlab": "pages"}
#: GitLab publishes what a job called pages leaves in public/.
_GITLAB: Final = "pages:\n  script: [echo published]\n  artifacts: {paths: [public]}\n  publish: public\n"
_MESSAGE: Final = "The archive as it was built"


def run(config_file: Path, to: str, target: str) -> None:
    """Build, and publish where nothing is wrong. Raises ClickException where git or rsync refuses.

    ``to``: ``github`` or ``gitlab`` push a branch of the remote ``target`` (``origin`` where none is given);
    ``rsync`` copies to ``target``.
    """
    if to == "rsync" and not target:
        raise click.UsageError("rsync needs a target: briefings publish rsync user@host:/srv/archive/")
    archive = open_archive(config_file)
    found = build(archive)
    if has_errors(found):
        finish(found)
    settings = archive.settings
    if to == "rsync":
        _call("rsync", "-rlt", "--checksum", "--delete-delay", "--", f"{settings.site_dir}{os.sep}", target)
    else:
        _push(settings.root, settings.site_dir, to, target or "origin")
    click.echo(f"Published to {target or _BRANCHES[to]}.", err=True)
    finish(found)


def _push(root: Path, site: Path, to: str, remote: str) -> None:
    """One commit on top of what the branch holds, made without touching the working tree or its index."""
    branch = _BRANCHES[to]
    with tempfile.TemporaryDirectory() as folder:
        tree = _tree(root, site, to, Path(folder))
        parent = _git(root, "ls-remote", "--heads", "--", remote, branch).split("\t")[0]
        if parent:
            _git(root, "fetch", "--quiet", "--depth=1", "--", remote, branch)
        commit = _git(root, "commit-tree", tree, "-m", _MESSAGE, *(("-p", parent) if parent else ()))
        _git(root, "push", "--quiet", "--", remote, f"{commit}:refs/heads/{branch}")


def _tree(root: Path, site: Path, to: str, folder: Path) -> str:
    """The site as git's tree, with the file by which each host knows what to do with it."""
    index = {"GIT_INDEX_FILE": str(folder / "index")}
    _git(root, f"--work-tree={site}", "add", "--all", "--force", "--", ".", where=site, environment=index)
    if to == "github":  # without it GitHub leaves out names that begin with _
        return _with_file(root, ".nojekyll", "", index)
    tree = _git(root, "write-tree", environment=index)
    inner = {"GIT_INDEX_FILE": str(folder / "outer")}
    _git(root, "read-tree", "--prefix=public/", tree, environment=inner)
    return _with_file(root, ".gitlab-ci.yml", _GITLAB, inner)


def _with_file(root: Path, name: str, content: str, index: Mapping[str, str]) -> str:
    blob = _git(root, "hash-object", "-w", "--stdin", given=content)
    _git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", environment=index)
    return _git(root, "write-tree", environment=index)


def _git(
    root: Path,
    *arguments: str,
    where: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: str = "",
) -> str:
    folder = _call("git", "-C", str(root), "rev-parse", "--absolute-git-dir")
    command = ("git", f"--git-dir={folder}", *arguments)
    return _call(*command, where=where or root, environment=environment, given=given)


def _call(
    *command: str, where: Path | None = None, environment: Mapping[str, str] | None = None, given: str = ""
) -> str:
    """What the program says; never through a shell."""
    if shutil.which(command[0]) is None:
        raise click.ClickException(f"{command[0]} is not installed")
    done = subprocess.run(  # noqa: S603 - fixed programs, arguments as a list
        command,
        cwd=where,
        env={**os.environ, **(environment or {})},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise click.ClickException(f"{command[0]}: {_reason(done.stderr)}")
    return done.stdout.strip()


def _reason(said: str) -> str:
    lines: Sequence[str] = said.strip().splitlines()
    return lines[-1] if lines else "it failed without a word"
