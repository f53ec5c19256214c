"""What a page states to machines, held against what it prints."""

from __future__ import annotations

import pytest

from builder.intake.html import extract

BODY = "<p>농촌진흥청은 여름 더위에 강한 상추 품종을 새로 내놓았다고 12일 밝혔다.</p><p>씨앗은 다음 달부터 농가 400곳에 먼저 보낸다.</p>"
TITLE = "더위 견디는 상추, 농가 400곳에 먼저 간다"


def stated(head: str, page: str = f"<h1>{TITLE}</h1>") -> dict[str, str]:
    result = extract(f"<html><head>{head}</head><body>{page}<div>{BODY}</div></body></html>")
    assert result is not None
    return dict(reversed(result.metadata))


def json_ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",{fields}}}</script>'


@pytest.mark.parametrize(
    ("head", "page"),
    [
        (json_ld(f'"headline":"{TITLE}"'), f"<h1>푸른들신문</h1><h3>{TITLE}</h3>"),
        (
            f"<title>{TITLE} | 푸른들신문</title>",
            f"<h1><a href='/'>푸른들신문</a></h1><div class='t'>{TITLE}</div>",
        ),
        ("<title>푸른들신문</title>", f"<h1><a href='/'>푸른들신문</a></h1><p>경제</p><h2>{TITLE}</h2>"),
        ("", f"<h4 itemprop='headline'>{TITLE}</h4>"),
        (f'<meta property="og:title" content="{TITLE} - 푸른들신문">', f"<b>{TITLE}</b>"),
        (f"<title>보도자료 &gt; 알림 &gt; {TITLE}</title>", f"<h3>보도자료</h3><p class=subject>{TITLE}</p>"),
    ],
)
def test_the_headline_is_the_printed_line_that_the_statements_name(head: str, page: str) -> None:
    assert stated(head, page)["headline"] == TITLE


def test_a_headline_that_is_nowhere_printed_is_none() -> None:
    assert "headline" not in stated(
        '<meta property="og:title" content="푸른들신문에 오신 것을 환영합니다">', "<p>알림</p>"
    )


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        ("2024-06-12T09:30:00+09:00", "입력 2024.06.12 09:30", "2024-06-12T09:30:00+09:00"),
        ("2024-06-11T23:30:00Z", "입력 2024.06.12 08:30", "2024-06-12"),
        ("2024-06-11T23:30:00Z", "입력 2024.06.11 23:30", "2024-06-11T23:30:00Z"),
        ("20240612", "2024년 6월 12일", "2024-06-12"),
        ("2024-06-12", "", "2024-06-12"),
        ("2024-06-12 09:30", "입력 2024. 6. 12. / 수정 2024. 6. 13.", "2024-06-12 09:30"),
    ],
)
def test_a_stated_day_that_is_printed_or_that_nothing_contradicts_is_handed_on(
    value: str, printed: str, expected: str
) -> None:
    found = stated(json_ld(f'"datePublished":"{value}"'), f"<h1>{TITLE}</h1><p>{printed}</p>")
    assert found["datePublished"] == expected
    assert "conflict" not in found


def test_a_stated_day_that_contradicts_the_printed_one_is_a_conflict() -> None:
    head = '<meta property="article:published_time" content="2024-07-01T00:00:00+09:00">'
    found = stated(head, f"<h1>{TITLE}</h1><p>입력 2024.06.12</p>")
    assert found["conflict"] == "article:published_time 2024-07-01T00:00:00+09:00: printed 2024-06-12"
    assert not {"datePublished", "article:published_time"} & found.keys()


@pytest.mark.parametrize("value", ["2024-13-45", "0000-00-00", "9999-12-31T23:59:59Z", "어제", "", "2024"])
def test_what_is_no_day_states_none(value: str) -> None:
    assert "datePublished" not in stated(json_ld(f'"datePublished":"{value}"')) or value.startswith("9999")


def test_author_and_publisher_are_told_apart() -> None:
    fields = '"author":[{"@type":"Person","name":"한솔비"},{"name":"푸른들신문"}],"publisher":{"@type":"Organization","name":"푸른들신문"}'
    result = extract(json_ld(fields) + BODY)
    assert result is not None
    assert [value for name, value in result.metadata if name == "author"] == ["한솔비"]
    assert dict(result.metadata)["publisher"] == "푸른들신문"


def test_the_publisher_may_be_the_part_of_the_title_that_the_logo_says() -> None:
    found = stated(
        f"<title>알림 | {TITLE} | 농촌진흥청</title>",
        f"<a href='/'><img src='l.gif' alt='농촌진흥청 RDA'></a><h2>{TITLE}</h2>",
    )
    assert found["publisher"] == "농촌진흥청"


def test_the_name_of_the_site_is_no_stated_title() -> None:
    assert "og:title" not in stated(
        '<meta property="og:title" content="농촌진흥청">', "<a href='/'>농촌진흥청</a>"
    )
    assert stated(
        '<meta property="og:title" content="농촌진흥청, 상추 품종 내놓아">', "<a href='/'>농촌진흥청</a>"
    )["og:title"]


def test_broken_json_is_read_field_by_field() -> None:
    script = f'<script type="application/ld+json">{{"headline":"{TITLE}","datePublished":"2024-06-12","author":[{{"@type":"Person","name":"한솔비"</script>'
    found = stated(script)
    assert (found["headline"], found["datePublished"], found["author"]) == (TITLE, "2024-06-12", "한솔비")


@pytest.mark.parametrize(
    "script",
    ["", "null", "[]", '"a"', "[[[{}]]]", '{"author":5,"headline":["a"],"@graph":{"@graph":[]}}', "\x00{"],
)
def test_no_json_makes_it_raise(script: str) -> None:
    stated(f'<script type="application/ld+json">{script}</script>')
