"""A citation says what the facts say, in every form, and independent readers of each form agree."""

from __future__ import annotations

import json
import warnings

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from builder.pages import values
from builder.prose.escape import normalise
from builder.publish.outputs.citation.formats import bibtex, citation_line, csl_json, ris, wiki_line
from builder.publish.outputs.citation.work import Work, work_of

MARKED = "[2020. 4. 16. 추정]"


@pytest.fixture(scope="session")
def cited(publication_of):
    def cite(case: str = "stated", **changes) -> Work:
        publication = publication_of(case, **changes)
        return work_of(publication, publication.collection.entries[0])

    return cite


@pytest.fixture(scope="session")
def labels(registry):
    return registry.labels


def read_bibtex(text: str) -> dict[str, str]:
    """With TeX's own commands turned back into letters. pylatexenc does not know the three that stand for braces and a circumflex."""
    known = get_default_latex_context_db()
    own = [
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ]
    known.add_context_category("braces", macros=own, prepend=True)
    library = parse_string(
        text, append_middleware=[LatexDecodingMiddleware(decoder=LatexNodes2Text(latex_context=known))]
    )
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {
        "type": entry.entry_type,
        "key": entry.key,
        **{name: field.value for name, field in entry.fields_dict.items()},
    }


def read_ris(text: str) -> dict:
    (record,) = rispy.loads(text)
    return record


def rendered(text: str) -> str:
    """The citation that a CSL processor makes of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that this processor does not know
        source = CiteProcJSON(json.loads(text))
        list_of_one = CitationStylesBibliography(
            CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
        )
        list_of_one.register(Citation([CitationItem(next(iter(source)))]))
        return str(list_of_one.bibliography()[0])


class TestTheLine:
    def test_names_reporter_title_outlet_day_archive_and_address(self, cited, labels):
        line = citation_line(cited(site_url="https://example.org/a/"), labels)
        assert line == (
            "홍길동, 「제조 중소기업 돕는 플랫폼 세운다」, 『다온통신』, 2020. 4. 16., 정책 자료실, https://example.org/a/briefings/k7f3q9x2mt.html"
        )

    def test_without_an_address_it_names_the_original(self, cited, labels):
        assert citation_line(cited(), labels).endswith("정책 자료실, https://example.org/news/1")

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "//example.org/x", "https:///x", "https://exam ple.org"]
    )
    def test_an_address_that_is_none_on_the_web_is_left_out(self, cited, labels, url):
        assert citation_line(cited(source={"url": url}), labels).endswith("정책 자료실")

    def test_marks_an_inferred_day(self, cited, labels):
        assert f"』, {MARKED}, 정책" in citation_line(cited("inferred"), labels)

    def test_says_that_a_day_is_that_of_an_announcement(self, cited, labels):
        assert "2020. 4. 16. 발표, " in citation_line(cited(date_of="announced"), labels)

    @pytest.mark.parametrize(("date", "shown"), [("2020-04", "2020. 4."), ("2020", "2020.")])
    def test_a_coarse_date_stays_coarse(self, cited, labels, date, shown):
        assert f"』, {shown}, 정책" in citation_line(cited(date=date), labels)

    def test_an_unknown_date_is_named_as_such(self, cited, labels):
        assert "』, 날짜 미상, 정책" in citation_line(cited("unknown"), labels)

    def test_a_generated_title_stands_in_brackets(self, cited, labels):
        assert "「[비대면 전환 논의]」" in citation_line(cited("generated"), labels)


class TestTheAuthor:
    @pytest.mark.parametrize(
        ("kind", "source", "expected"),
        [
            ("news", {"author": "홍길동", "outlet": "다온통신"}, [("홍길동", "person")]),
            (
                "news",
                {"author": "홍길동·김보람", "outlet": "다온통신"},
                [("홍길동", "person"), ("김보람", "person")],
            ),
            ("news", {"author": "온라인팀", "outlet": "다온통신"}, [("온라인팀", "group")]),
            ("news", {"outlet": "다온통신"}, [("다온통신", "group")]),
            ("news", {}, []),
            ("transcript", {}, []),
            ("unknown", {}, []),
            ("government_news", {}, []),
            (
                "press_release",
                {"outlet": "다온통신"},
                [("과학기술정보통신부", "body"), ("행정안전부", "body")],
            ),
        ],
    )
    def test_is_the_reporter_or_the_outlet_and_a_ministry_for_its_own_release_alone(
        self, cited, kind, source, expected
    ):
        assert [(author.name, author.kind) for author in cited(kind=kind, source=source).authors] == expected

    def test_sixteen_bodies_are_one_and_a_number_in_the_line_and_all_of_them_for_a_machine(
        self, cited, labels, registry
    ):
        bodies = list(registry.bodies.values())[:16]
        ministries = {
            "ministries": [body.name for body in bodies],
            "ministry_ids": [body.id for body in bodies],
        }
        work = cited(kind="press_release", ministry_roles=["lead"] + ["joint"] * 15, **ministries)
        assert citation_line(work, labels).startswith(f"{bodies[0].name} 외 15곳, ")
        assert len(read_ris(ris(work, labels))["authors"]) == 16
        assert read_bibtex(bibtex(work, labels))["author"].count(" and ") == 15


class TestForReferenceManagers:
    def test_bibtex_of_news(self, cited, labels):
        found = read_bibtex(bibtex(cited(), labels))
        assert found == {
            "type": "article", "key": "k7f3q9x2mt", "author": "홍길동", "title": "제조 중소기업 돕는 플랫폼 세운다", "journal": "다온통신",
            "date": "2020-04-16", "year": "2020", "month": "apr", "url": "https://example.org/news/1", "note": "수록처: 정책 자료실.", "langid": "korean",
        }  # fmt: skip

    def test_bibtex_of_a_release_names_the_ministry_as_its_institution(self, cited, labels):
        found = read_bibtex(bibtex(cited(kind="press_release", source={}), labels))
        wanted = {
            "type": "보도자료",
            "institution": "과학기술정보통신부",
            "author": "과학기술정보통신부 and 행정안전부",
        }
        assert {key: found[key] for key in wanted} == wanted
        assert bibtex(cited(kind="press_release", source={}), labels).startswith("@techreport{k7f3q9x2mt,")

    def test_ris(self, cited, labels):
        assert read_ris(ris(cited(), labels)) == {
            "type_of_reference": "NEWS", "authors": ["홍길동"], "title": "제조 중소기업 돕는 플랫폼 세운다", "secondary_title": "다온통신", "year": "2020",
            "date": "2020/04/16/", "type_of_work": "언론 기사", "language": "ko", "name_of_database": "정책 자료실", "urls": ["https://example.org/news/1"],
            "id": "k7f3q9x2mt",
        }  # fmt: skip

    def test_csl(self, cited, labels):
        (item,) = json.loads(csl_json(cited(), labels))
        assert item == {
            "id": "k7f3q9x2mt", "type": "article-newspaper", "title": "제조 중소기업 돕는 플랫폼 세운다", "author": [{"literal": "홍길동"}],
            "container-title": "다온통신", "genre": "언론 기사", "issued": {"date-parts": [[2020, 4, 16]]}, "archive": "정책 자료실",
            "URL": "https://example.org/news/1", "language": "ko-KR",
        }  # fmt: skip
        assert rendered(csl_json(cited(), labels)).startswith("홍길동 (2020) ")

    @pytest.mark.parametrize("kind", ["news", "press_release", "government_news", "transcript", "unknown"])
    def test_an_inferred_day_is_printed_as_inferred_and_is_no_date_to_a_machine(self, cited, labels, kind):
        work = cited("inferred", kind=kind)
        found = read_bibtex(bibtex(work, labels))
        assert (found["year"], found.get("date"), found.get("month")) == (
            MARKED,
            "2020\xa0",
            None,
        )  # a tilde, to TeX
        assert "비추어 추정한" in found["note"]
        record = read_ris(ris(work, labels))
        assert (record["year"], record.get("date")) == ("2020///추정", None)
        (item,) = json.loads(csl_json(work, labels))
        assert item["issued"] == {"date-parts": [[2020]], "circa": True}
        assert MARKED in item["note"]
        assert "2020-04" not in bibtex(work, labels) + ris(work, labels) + csl_json(work, labels)

    def test_wikipedia_gets_one_line_that_no_title_can_end(self, cited, labels):
        line = wiki_line(cited(title="가 | 나}} [다]"), labels)
        assert line.startswith(
            "<ref>{{웹 인용 |제목=가 &#124; 나&#125;&#125; &#91;다&#93; |url=https://example.org/"
        )
        assert line.endswith(" |저자=홍길동 |웹사이트=다온통신 |날짜=2020. 4. 16.}}</ref>")

    def test_an_unknown_date_is_none(self, cited, labels):
        work = cited("unknown")
        assert not read_bibtex(bibtex(work, labels)).keys() & {"date", "year", "month"}
        assert not read_ris(ris(work, labels)).keys() & {"date", "year"}
        assert "issued" not in json.loads(csl_json(work, labels))[0]

    @pytest.mark.parametrize(
        ("date", "parts", "day"), [("2020-04", [2020, 4], "2020/04//"), ("2020", [2020], "2020///")]
    )
    def test_a_coarse_date_stays_coarse(self, cited, labels, date, parts, day):
        work = cited(date=date)
        assert read_bibtex(bibtex(work, labels))["date"] == date
        assert read_ris(ris(work, labels))["date"] == day
        assert json.loads(csl_json(work, labels))[0]["issued"] == {"date-parts": [parts]}


#: What each of the formats would trip over, among Korean and anything else.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("{}\"\\%$#&_~^`'-<>,;@=[]()|\n\r\t가힣A1 "),
        st.sampled_from("「」\u2028\u0000\u001b\u202e·…"),
        st.characters(),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: normalise(text) and values.text(text))


class TestAnyText:
    @given(title=TEXTS, outlet=TEXTS, author=TEXTS)
    def test_comes_back_as_it_was(self, cited, labels, title, outlet, author):
        work = cited(title=title, source={"outlet": outlet, "author": author})
        (item,) = json.loads(csl_json(work, labels))
        record, entry = read_ris(ris(work, labels)), read_bibtex(bibtex(work, labels))
        assert item["title"] == record["title"] == entry["title"] == normalise(title)
        assert item["container-title"] == record["secondary_title"] == entry["journal"] == normalise(outlet)
        names = [name["literal"] for name in item["author"]]
        assert names == record["authors"] == [author.name for author in work.authors]
        assert " and ".join(names) == entry["author"]

    @given(
        url=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30).map(
            lambda tail: f"https://example.org/{tail}"
        )
    )
    def test_an_address_is_one_word_in_every_form(self, cited, labels, url):
        work = cited(source={"url": url})
        raw = parse_string(bibtex(work, labels))
        assert raw.failed_blocks == []
        assert not set(raw.entries[0]["url"]) & set("{}\\ ")
        assert len(read_ris(ris(work, labels))["urls"]) == 1
        assert json.loads(csl_json(work, labels))[0]["URL"] == url
