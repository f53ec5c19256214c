"""What the READMEs and the guide say is so: codes, commands, paths, and every example does what its sentence says."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from builder import cli
from builder.catalogue.volumes import ALL
from builder.codes import CODES
from builder.commands import common
from builder.content_policy import are_sources
from builder.intake.supplied import parse_facts, split_header
from builder.model import Supplied
from builder.records.shapes import Shape
from builder.records.sketch import read_map
from builder.registry import Registry, load_registry
from builder.registry.called import uncalled
from builder.rights import setting_fault
from builder.settings import BY_YEAR

ROOT = Path(__file__).resolve().parents[2]
#: The README of a language, and the pages of the guide it leads to.
FILES = {
    name: (ROOT / name, *sorted((ROOT / "builder/guide" / language).glob("*.md")))
    for name, language in (("README.md", "en"), ("README.ko.md", "ko"))
}
#: All that is said in a language.
READMES = {name: "\n".join(path.read_text("utf-8") for path in paths) for name, paths in FILES.items()}
BOTH = pytest.mark.parametrize("readme", READMES)
STOPPED = 130
ONLY_AFTER_A_BUILD = {
    ".venv",
    ".cache",
    "site",
    "dist",
    "wheels",
    "registry",
    "data",
    ".well-known",
}  # made by a command, or folders of an archive elsewhere
EXAMPLES = ("noise", "ministries", "topics", "events", "labels", "synonyms", "steps")


# ----------------------------------------------------------------------------------------------------------------- reading them


def blocks(readme: str, *languages: str) -> list[str]:
    """The code blocks in one of ``languages``, without the indent of the list they may stand in."""
    found = re.finditer(r"^( *)```(\w+)\n(.*?)^\1```$", READMES[readme], re.MULTILINE | re.DOTALL)
    return [re.sub(rf"(?m)^{block[1]}", "", block[3]) for block in found if block[2] in languages]


def prose(readme: str) -> str:
    """The text without its code blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", READMES[readme], flags=re.MULTILINE | re.DOTALL)


def inline_code(readme: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", prose(readme))


def rows(readme: str, first_cell: str) -> list[list[str]]:
    """The cells of every table row whose first cell matches."""
    lines = (line for line in prose(readme).splitlines() if line.startswith("| "))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if re.fullmatch(first_cell, row[0])]


def commands_shown(readme: str) -> list[tuple[str, str]]:
    """Every ``briefings NAME …`` in code, as name and the rest of the line without its comment."""
    lines = [
        line for block in blocks(readme, "sh", "powershell") for line in block.splitlines()
    ] + inline_code(readme)
    calls = [re.search(r"(?:^|[/\\])briefings ([a-z]+)([^#]*)", line) for line in lines]
    return [(call[1], call[2]) for call in calls if call]


def example(readme: str, stem: str) -> str:
    """The one registry example of that name."""
    (found,) = [block for block in blocks(readme, "yaml") if block.startswith(f"# registry/{stem}.yaml\n")]
    return found


# ------------------------------------------------------------------------------------------------------------------------- codes


def test_the_english_table_gives_each_code_its_meaning_and_what_to_do() -> None:
    said = {
        code: (meaning, todo)
        for code, meaning, todo in (
            [cell.replace("`", "") for cell in row] for row in rows("README.md", r"[EN]\d{3}")
        )
    }
    assert said == {code: (known.meaning, known.hint.replace("`", "")) for code, known in CODES.items()}


@BOTH
def test_every_code_has_its_row_once_and_in_order(readme: str) -> None:
    listed = rows(readme, r"[EN]\d{3}")
    assert [row[0] for row in listed] == list(CODES)
    assert all(len(row) == 3 and all(row) for row in listed)


@BOTH
def test_codes_named_in_the_text_exist(readme: str) -> None:
    assert set(re.findall(r"\b[EN]\d{3}\b", READMES[readme])) <= CODES.keys()


@BOTH
def test_every_exit_code_has_its_row(readme: str) -> None:
    assert [int(row[0]) for row in rows(readme, r"\d+")] == [
        common.EXIT_OK,
        common.EXIT_ERRORS,
        common.EXIT_USAGE,
        STOPPED,
    ]


def test_exit_codes_are_what_the_table_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def status(*arguments: str) -> int:
        return CliRunner().invoke(cli.main, arguments).exit_code

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "empty.txt").touch()
    assert status("new", str(tmp_path / "a")) == 0
    assert status("convert", str(tmp_path / "empty.txt")) == 1
    assert status("build", "-f", str(tmp_path / "mkdocs.yml")) == 2
    monkeypatch.setattr("builder.commands.new.new_archive", interrupted)
    assert status("new", str(tmp_path / "b")) == STOPPED


# ---------------------------------------------------------------------------------------------------------------------- commands


@BOTH
def test_the_table_lists_every_command(readme: str) -> None:
    assert {
        re.findall(r"[a-z]+", row[0])[0] for row in rows(readme, r"`[a-z]+( .*)?`")
    } == cli.main.commands.keys()


@pytest.mark.parametrize("name", sorted(cli.main.commands))
def test_help_shows_an_example_of_each_command(name: str) -> None:
    text = CliRunner().invoke(cli.main, [name, "--help"]).output
    assert re.search(rf"Examples?: +briefings {name}\b", text)


@BOTH
def test_commands_and_options_shown_exist(readme: str) -> None:
    shown = commands_shown(readme)
    assert len(shown) > 10
    for name, rest in shown:
        options = {option for parameter in cli.main.commands[name].params for option in parameter.opts} | {
            "--help"
        }
        assert {word for word in rest.split() if word.startswith("-")} <= options, f"briefings {name}{rest}"


def test_choices_shown_exist() -> None:
    (take,) = [parameter for parameter in cli.main.commands["build"].params if parameter.name == "take"]
    assert isinstance(take.type, click.Choice)
    for readme in READMES:
        assert {
            rest.split()[1] for name, rest in commands_shown(readme) if name == "build" and "--take" in rest
        } == set(take.type.choices)


# -------------------------------------------------------------------------------------------------------------- make and without


def recipes() -> dict[str, list[str]]:
    """The Makefile's targets with their commands, variables filled in."""
    text = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    for name, value in re.findall(r"(?m)^(\w+) \??:?= (.+)$", text):
        text = text.replace(f"$({name})", value)
    text = text.replace("$(BIN)", ".venv/bin")
    found = re.finditer(r"^(?!\.PHONY)([\w./-]+):(?!=)[^\n]*\n((?:\t.*\n)*)", text, re.MULTILINE)
    return {target[1]: [line.lstrip("\t@") for line in target[2].splitlines()] for target in found}


@BOTH
def test_make_targets_named_exist(readme: str) -> None:
    lines = [line for block in blocks(readme, "sh") for line in block.splitlines()] + inline_code(readme)
    named = {call[1] for line in lines if (call := re.match(r"make ([\w-]+)", line))}
    assert {"site", "test"} <= named <= recipes().keys()


@pytest.mark.parametrize(
    ("readme", "spell"),
    [
        ("README.md", lambda command: command),
        (
            "README.md",
            lambda command: command.replace("python3 ", "py -3 ").replace(".venv/bin/", ".venv\\Scripts\\"),
        ),
        (
            "README.ko.md",
            lambda command: command.replace("python3 ", "py -3 ").replace(".venv/bin/", ".venv\\Scripts\\"),
        ),
    ],
    ids=["linux", "windows", "windows-ko"],
)
def test_without_make_the_commands_are_those_of_the_targets(readme: str, spell: Callable[[str], str]) -> None:
    code = "\n".join(blocks(readme, "sh", "powershell"))
    for target in (".venv/.installed", "site", "test"):
        for command in recipes()[target]:
            if not command.startswith("touch "):
                plain = re.sub(r" --(quiet|disable-pip-version-check|no-error-summary)\b", "", command)
                assert re.search(rf"(?m)^{re.escape(spell(plain))}( +#.*)?$", code), plain


# ---------------------------------------------------------------------------------------------------------------------- examples


@BOTH
@pytest.mark.parametrize("stem", EXAMPLES)
def test_each_registry_example_loads_over_the_builders(readme: str, stem: str, tmp_path: Path) -> None:
    (tmp_path / f"{stem}.yaml").write_text(example(readme, stem), "utf-8")
    assert load_registry(tmp_path).fingerprint != load_registry().fingerprint


@BOTH
def test_all_registry_examples_together_add_what_they_say(
    readme: str, tmp_path: Path, registry: Registry
) -> None:
    for stem in EXAMPLES:
        (tmp_path / f"{stem}.yaml").write_text(example(readme, stem), "utf-8")
    loaded = load_registry(tmp_path)
    assert loaded.bodies.keys() - registry.bodies.keys() == {"mfl-2027"}
    assert loaded.topics.keys() - registry.topics.keys() == {"water-leakage"}
    assert loaded.areas.keys() == registry.areas.keys()
    assert {event.id for event in loaded.events} - {event.id for event in registry.events} == {
        "leak-plan-2021"
    }
    assert {rule.id for rule in loaded.noise} - {rule.id for rule in registry.noise} == {"hanbyeol-app"}
    assert {key for key in loaded.labels if loaded.labels[key] != registry.labels.get(key)} == {"home.counts"}
    assert {one.word for one in loaded.synonyms} - {one.word for one in registry.synonyms} == {
        "물샘",
        "누수",
        "동네시장",
    }


@BOTH
def test_the_noise_example_removes_and_keeps_what_it_says(readme: str, tmp_path: Path) -> None:
    (tmp_path / "noise.yaml").write_text(example(readme, "noise"), "utf-8")
    (rule,) = [rule for rule in load_registry(tmp_path).noise if rule.id == "hanbyeol-app"]
    assert all(rule.pattern.fullmatch(line) for line in rule.removes)
    assert not any(rule.pattern.fullmatch(line) for line in rule.keeps)


@BOTH
def test_the_example_strings_keep_the_words_in_braces(readme: str, registry: Registry) -> None:
    for key, written in yaml.safe_load(example(readme, "labels"))["labels"].items():
        assert set(re.findall(r"{(\w+)", written)) <= set(re.findall(r"{(\w+)", registry.labels[key])), key


@BOTH
def test_the_supplied_facts_example_holds_every_key_and_is_well_formed(
    readme: str, registry: Registry
) -> None:
    (seed,) = [block for block in blocks(readme, "yaml") if block.startswith("---\n")]
    header = split_header(seed, "leak.txt")
    assert header.facts.problems == ()
    assert header.facts.values.keys() == {field.name for field in fields(Supplied)}
    assert header.body.strip()
    ministries, topics = header.facts.values["ministries"][0], header.facts.values["topics"][0]
    assert set(ministries) <= registry.bodies_by_name.keys()
    assert set(topics) <= registry.topics.keys()


@BOTH
def test_the_sidecar_example_is_well_formed(readme: str) -> None:
    (sidecar,) = [block for block in blocks(readme, "yaml") if block.startswith("# seeds/leak.yml\n")]
    facts = parse_facts(sidecar, "leak.yml")
    assert facts.problems == ()
    assert facts.values.keys() == {"url", "date"}


@BOTH
def test_the_settings_are_well_formed(readme: str, registry) -> None:
    settings = [
        yaml.safe_load(block)["extra"]["archive"]
        for block in blocks(readme, "yaml")
        if block.startswith("# mkdocs.yml\n")
    ]
    assert [setting_fault(one["text"]) for one in settings if "text" in one] == [None, None]
    others = {key: value for one in settings if "text" not in one for key, value in one.items()}
    assert others.keys() == {"article_data", "originals", "policy", "volumes"}
    assert are_sources(others["policy"])
    assert others["article_data"] == BY_YEAR
    assert others["volumes"]["topics"] == ALL
    assert list(uncalled({"ministries": others["volumes"]["ministries"]}, registry)) == []


@BOTH
def test_the_map_of_records_is_well_formed(readme: str, tmp_path: Path) -> None:
    (columns,) = [block for block in blocks(readme, "yaml") if block.startswith("# columns.yml\n")]
    (tmp_path / "columns.yml").write_text(columns, "utf-8")
    shape = read_map(tmp_path / "columns.yml")
    assert isinstance(shape, Shape), shape
    assert shape.has(["no", "heading", "words"])


@BOTH
def test_every_yaml_example_is_tested_here(readme: str) -> None:
    heads = [block.splitlines()[0] for block in blocks(readme, "yaml")]
    assert sorted(heads) == sorted(
        [
            "---",
            "# seeds/leak.yml",
            *["# mkdocs.yml"] * 6,
            "# columns.yml",
            *(f"# registry/{stem}.yaml" for stem in EXAMPLES),
        ]
    )


# ------------------------------------------------------------------------------------------------------------------------- paths


@BOTH
def test_links_lead_to_files_of_the_repository(readme: str) -> None:
    links = [
        (path, link)
        for path in FILES[readme]
        for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)\)", path.read_text("utf-8"))
    ]
    assert [
        (path, link)
        for path, link in links
        if not link.startswith("https://") and not (path.parent / link).exists()
    ] == []


@BOTH
def test_a_readme_is_short_and_leads_to_every_page_of_the_guide(readme: str) -> None:
    first, *guide = FILES[readme]
    text = first.read_text("utf-8")
    assert text.count("\n") < 200
    assert [page.name for page in guide if f"({page.relative_to(ROOT).as_posix()})" not in text] == []


def test_the_guide_has_the_same_pages_and_sections_in_both_languages() -> None:
    def heads(name: str) -> dict[str, int]:
        return {
            path.stem.partition(".")[0]: len(
                re.findall(r"(?m)^##? ", re.sub(r"(?ms)^ *```.*?^ *```$", "", path.read_text("utf-8")))
            )
            for path in FILES[name]
        }

    assert heads("README.md") == heads("README.ko.md")


@BOTH
def test_pictures_are_there(readme: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", prose(readme))
    assert pictures
    if not (ROOT / ".github/images").is_dir():
        pytest.skip("no pictures have been taken yet")
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


@BOTH
def test_paths_named_exist(readme: str) -> None:
    named = [path for path in inline_code(readme) if re.fullmatch(r"\.?[a-z][\w.-]*/[\w./-]*", path)]
    assert len(named) > 10
    assert [
        path for path in named if path.split("/")[0] not in ONLY_AFTER_A_BUILD and not (ROOT / path).exists()
    ] == []


def test_the_heading_that_messages_refer_to_stands() -> None:
    assert "'Facts you already know'" in CODES["E112"].hint
    assert "\n# Facts you already know\n" in READMES["README.md"]
    assert re.search(r"(?m)^# .*Facts you already know", READMES["README.ko.md"])


# ---------------------------------------------------------------------------------------------------------------------- workflow


def test_the_repositorys_workflow_is_that_of_a_new_archive() -> None:
    """The same pinned actions and rights; only installing and building differ, and the check comes before the build."""
    ours = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_bytes())
    theirs = yaml.safe_load((ROOT / "builder/host/scaffold/pages.yml").read_bytes())
    assert ours["jobs"]["deploy"] == theirs["jobs"]["deploy"]
    assert ours["permissions"] == theirs["permissions"]
    steps = [[step for step in each["jobs"]["build"]["steps"] if "uses" in step] for each in (ours, theirs)]
    assert steps[0] == steps[1]
    runs = [step["run"] for step in ours["jobs"]["build"]["steps"] if "run" in step]
    assert runs == ["make .venv/.installed", ".venv/bin/briefings build --check", "make site"]


def test_on_a_package_index_nothing_leads_nowhere():
    """There neither the pictures nor the other pages lie beside it."""
    shown = runpy.run_path(str(ROOT / ".github" / "package_readme.py"))["for_an_index"]
    text = shown((ROOT / "README.md").read_text("utf-8"))
    assert re.findall(r"\]\((?!https?://)", text) == []
    assert "![" not in text
    assert shown("a\n\n![b](c.png)\n\n[d](e.md) [f](https://g.h)\n") == "a\n\nd [f](https://g.h)\n"
