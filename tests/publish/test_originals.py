"""Originals on the site: which are offered, under which address, and that an address does not die with its file."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from builder.kept import Kept
from builder.permanence.ledger import Ledger, lost_addresses
from builder.publish.derive import made_files
from builder.publish.originals import find_originals
from builder.publish.outputs.output import File

OLD, NEW = b"%PDF-1.7 old", b"%PDF-1.7 new"
SEED = "새 제도를 시행한다\n\n정부는 20일 새 제도를 시행한다고 밝혔다. 제도는 내년부터 적용된다.\n"


def listed(data: bytes, name: str = "2020/원본 1.pdf", kind: str = "pdf") -> dict[str, object]:
    return {"file": name, "type": kind, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def address(data: bytes, page_id: str = "a-1") -> str:
    return f"files/{page_id}/{hashlib.sha256(data).hexdigest()[:20]}.pdf"


@pytest.fixture
def found(tmp_path: Path, new_archive, settings_of, article_page, publication_of):
    """What is found for one article with this body and these files, where originals are published."""
    settings = settings_of(new_archive(tmp_path / "archive", {"2020/원본 1.pdf": NEW}))

    def find(*files, body="첫 문장이다.\n", text="full", ledger=(), on=True):
        what = publication_of(
            article_page("a-1", body=body, attachments=list(files)), url="https://a.example/", text=text
        )
        site = replace(what.collection.site, originals=on)
        what = replace(what, collection=replace(what.collection, site=site), ledger=Ledger(frozenset(ledger)))
        with Kept(settings.cache) as kept:
            originals, problems = find_originals(what, settings, kept)
        return replace(what, originals=originals), [one.code for one in problems]

    return find


def test_an_original_has_one_address_everywhere(found) -> None:
    what, codes = found(listed(NEW))
    files = {one.path: one.content for one in made_files(what) if isinstance(one, File)}
    assert codes == []
    assert files[address(NEW)] == NEW
    (told,) = json.loads(files["briefings/a-1.json"])["attachments"]
    assert told["address"] == address(NEW)
    assert told["url"] == f"https://a.example/{address(NEW)}"
    assert f"https://a.example/{address(NEW)}".encode() in files["index.csv"]
    (link,) = re.findall(rb'<link rel="enclosure"[^>]*>', files["index.xml"])
    assert f'type="application/pdf" href="https://a.example/{address(NEW)}"'.encode() in link
    assert f'length="{len(NEW)}"'.encode() in link
    assert f"\n{address(NEW)}\n".encode() in files["addresses.txt"]


@pytest.mark.parametrize(
    "why",
    [
        {"on": False},
        {"text": "excerpt"},
        {"text": {"unknown": "none", "default": "full"}},
        {"body": "번호는 900101-\\*\\*\\*\\*\\*\\*\\*이다.\n"},
    ],
)
def test_what_may_not_go_out_whole_is_not_offered(found, why) -> None:
    what, codes = found(listed(NEW), **why)
    assert (what.originals, codes) == ({}, [])
    _, codes = found(listed(NEW), ledger=[address(NEW)], **why)
    assert codes == ["N139"]


def test_only_what_the_page_lists_is_published(found, tmp_path: Path) -> None:
    (tmp_path / "archive/secret.pdf").write_bytes(NEW)
    (tmp_path / "archive/seeds/link.pdf").symlink_to("../secret.pdf")
    for name in ("../secret.pdf", "link.pdf", str(tmp_path / "archive/secret.pdf"), "2020/\0.pdf"):
        what, codes = found(listed(NEW, name))
        assert (what.originals, codes) == ({}, ["N138"]), name
    assert found(listed(OLD))[1] == ["N138"]  # the page lists another file than the one that lies there
    assert found(listed(NEW, kind="html"))[0].originals == {}  # a browser would run it as a page of the site


def test_an_address_does_not_die_with_its_file(found, tmp_path: Path) -> None:
    stands = tmp_path / "archive/site" / address(OLD)
    stands.parent.mkdir(parents=True)
    stands.write_bytes(OLD)
    for ledger, files in (((), [listed(OLD, "gone.pdf")]), ([address(OLD)], [listed(NEW)])):
        what, codes = found(*files, ledger=ledger)
        assert codes == []
        assert what.originals["a-1"][address(OLD)] == stands
    stands.write_bytes(b"something else")
    what, codes = found(listed(NEW), ledger=[address(OLD)])
    assert (list(what.originals["a-1"]), codes) == ([address(NEW)], ["N139"])
    assert lost_addresses(what.ledger, ()) == ()


def test_from_seeds_to_the_offline_copy(tmp_path: Path, new_archive, briefings) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": SEED, "a.pdf": NEW})
    setting = config.read_text("utf-8").replace("  archive:\n", "  archive:\n    originals: true\n")
    assert "originals: true" in setting
    config.write_text(setting, "utf-8")
    assert briefings("build", "-f", config).exit_code == 0
    site = config.parent / "site"
    (original,) = site.glob("files/*/*")
    path = original.relative_to(site).as_posix()
    (page,) = site.glob("briefings/*.html")
    assert f'href="../{path}" download="a.pdf"' in page.read_text("utf-8")

    (config.parent / "seeds/a.pdf").write_bytes(OLD)
    assert "N138" in briefings("check", "-f", config).output
    (config.parent / "seeds/a.pdf").unlink()
    assert briefings("build", "-f", config).exit_code == 0
    assert original.read_bytes() == NEW
    assert f"\n{path}\n" in (config.parent / "docs/.addresses").read_text("utf-8")
    assert briefings("check", "-f", config).exit_code == 0

    for option, held in (("--data", True), ("", False)):
        assert briefings("bundle", *filter(None, [option]), "-f", config).exit_code == 0
        (packed,) = config.parent.glob("dist/*.zip")
        with zipfile.ZipFile(packed) as content:
            assert any(name.endswith(path) for name in content.namelist()) is held

    shutil.rmtree(site)
    checked = briefings("check", "-f", config)
    assert (checked.exit_code, "N139" in checked.output) == (0, True)
