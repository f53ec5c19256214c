"""DOCX, on files made by hand."""

from __future__ import annotations

from builder.intake.formats.docx import read_docx
from builder.intake.formats.extracted import Extracted, Kind, Rule, Table, cell_text, grid, plain, texts
from builder.model import Problem
from tests.intake.formats.make import docx, zipped

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes) -> Extracted:
    found = read_docx(data, "a.docx")
    assert isinstance(found, Extracted), found
    return found


def refused(data: bytes) -> str:
    found = read_docx(data, "a.docx")
    assert isinstance(found, Problem), found
    return found.code


def p(text: str, properties: str = "", letters: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{letters}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def test_paragraphs_breaks_links_and_insertions() -> None:
    body = (
        p("하나")
        + "<w:p><w:hyperlink><w:r><w:t>둘</w:t><w:br/><w:t>셋</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>넷</w:t></w:r></w:ins></w:p>"
    )
    assert plain(read(docx(body))) == "하나\n둘\n셋넷"


def test_headings_sizes_numbers_and_bullets() -> None:
    styles = f"<w:styles {SPACE}><w:style w:styleId='H1'><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:rPr><w:sz w:val='52'/></w:rPr></w:style></w:styles>"
    levels = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/><w:lvlText w:val='\uf0b7'/></w:lvl>"
    )
    numbering = f"<w:numbering {SPACE}><w:abstractNum w:abstractNumId='7'>{levels}</w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
    first = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"
    body = (
        p("제목", "<w:pStyle w:val='H1'/>")
        + p("첫째", first)
        + p("점", first.replace("'0'", "'1'"))
        + p("둘째", first)
    )
    found = list(texts(read(docx(body, {"word/styles.xml": styles, "word/numbering.xml": numbering})).blocks))
    assert [(text.text, text.level, text.size) for text in found] == [
        ("제목", 1, 26.0),
        ("1. 첫째", 1, 0.0),
        ("• 점", 2, 0.0),
        ("2. 둘째", 1, 0.0),
    ]


def test_a_table_keeps_its_spans() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    begun, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr>{cell('가', begun)}{cell('나', wide)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('다')}{cell('라')}</w:tr>"
    )
    (found,) = read(docx(f"<w:tbl>{rows}</w:tbl>")).blocks
    assert isinstance(found, Table)
    assert [[cell_text(one) if one else None for one in row] for row in grid(found)] == [
        ["가", "나", "나"],
        ["가", "다", "라"],
    ]


def test_text_boxes_once_and_footnotes_at_the_end() -> None:
    box = f"<w:txbxContent>{p('상자')}</w:txbxContent>"
    both = f"<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    notes = f"<w:footnotes {SPACE}><w:footnote w:id='2'>{p('설명')}</w:footnote></w:footnotes>"
    body = f"<w:p><w:r><w:t>글</w:t><w:footnoteReference w:id='2'/>{both}</w:r></w:p>"
    found = read(docx(body, {"word/footnotes.xml": notes}))
    assert [(text.text, text.kind) for text in texts(found.blocks)] == [
        ("글[1]", Kind.BODY),
        ("상자", Kind.BOX),
        ("[1] 설명", Kind.NOTE),
    ]


def test_what_nobody_sees_is_set_aside_by_its_own_rule() -> None:
    deleted = "<w:p><w:del><w:r><w:delText>지움</w:delText></w:r></w:del></w:p>"
    white = "<w:color w:val='FFFFFF'/>"
    body = (
        p("글")
        + deleted
        + p("숨김", letters="<w:vanish/>")
        + p("흰", letters=white)
        + p("띠", letters=f"{white}<w:highlight w:val='blue'/>")
    )
    header = f"<w:hdr {SPACE}>{p('머리말')}</w:hdr>"
    comments = f"<w:comments {SPACE}><w:comment>{p('메모')}</w:comment></w:comments>"
    found = read(docx(body, {"word/header1.xml": header, "word/comments.xml": comments}))
    assert plain(found) == "글\n띠"
    assert {(one.text, one.rule) for one in found.set_aside} == {
        ("지움", Rule.DELETED),
        ("숨김", Rule.HIDDEN),
        ("흰", Rule.WHITE),
        ("머리말", Rule.RUNNING_HEAD),
        ("메모", Rule.COMMENT),
    }


def test_refusals() -> None:
    data = docx(p("글" * 300))
    assert refused(docx(p(" "))) == "E126"
    assert refused(zipped({"word/other.xml": "<a/>"})) == "E120"
    assert {refused(data[:length]) for length in range(30, len(data) - 22, 41)} == {"E118"}
    assert refused(docx("<a>" * 300 + "</a>" * 300)) == "E124"
    assert refused(zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})) == "E123"
