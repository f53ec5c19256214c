"""A saved page and its folder: the pictures of its article are attached, nothing of it is an article."""

from __future__ import annotations

import re
from pathlib import Path

from builder.intake.read import read_seed
from builder.intake.saved_pages import files_beside, pictures_beside

PAGE = """<html><head><title>섬 도서관</title></head><body><article><h1>섬 마을 도서관 배, 내년부터 세 척</h1>
<p>해양수산부는 섬 마을을 도는 도서관 배를 내년부터 세 척으로 늘린다고 12일 밝혔다.</p>
<img src="./%EB%B0%B0_files/boat.jpg" alt="">
<p>배는 한 달에 두 번 섬에 닿으며 한 번에 책 3천 권을 싣고 다음 배편으로 돌려보낸다.</p>
<a href="https://www.kogl.or.kr/info/licenseType1.do"><img src="배_files/img_opentype01.png" alt=""></a></article></body></html>"""
NONE: tuple[re.Pattern[str], ...] = ()


def test_pictures_are_attached_and_the_mark_tells_the_licence(tmp_path: Path) -> None:
    (tmp_path / "배_files").mkdir()
    (tmp_path / "배_files" / "boat.jpg").write_bytes(b"\xff\xd8\xff picture")
    (tmp_path / "배.html").write_text(PAGE, "utf-8")
    seed = read_seed(tmp_path / "배.html", "2026/배.html", NONE).seed
    assert seed is not None
    assert [(one.file, one.type) for one in seed.attachments] == [("2026/배_files/boat.jpg", "jpg")]
    assert {name for name, _ in seed.metadata} >= {"licence"}
    assert files_beside(tmp_path / "배.html") == [tmp_path / "배_files" / "boat.jpg"]


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a_files"
    folder.mkdir()
    (tmp_path / "b.png").write_bytes(b"b")
    (folder / "link.png").symlink_to(tmp_path / "b.png")
    (folder / "c.png").write_bytes(b"c")
    addresses = [
        "a_files/../b.png",
        "b.png",
        "/a_files/c.png",
        "a_files/link.png",
        "a_files/c.png",
        "a_files/c.css",
        "a_files/d.png",
    ]
    assert list(pictures_beside(tmp_path / "a.html", addresses)) == ["a_files/c.png"]
