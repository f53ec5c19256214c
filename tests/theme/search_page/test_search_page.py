"""The search page and the box in the header, as a reader meets them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

RELEASES = 11


def test_nothing_is_loaded_before_the_reader_turns_to_the_box(search):
    for page in ("about.html", "search.html"):
        search.open(page)
        search.page.wait_for_load_state("networkidle")
    assert not [
        asked for asked in search.asked if asked.startswith("search/") or asked.endswith("search/engine.js")
    ]
    assert search.page.locator(".bp-search__input").is_editable()
    with search.page.expect_request("**/search/index.js"):
        search.page.focus(".bp-search__input")
    assert search.trouble == []


def test_typing_finds_and_the_address_follows_without_new_history(search):
    search.open()
    before = search.page.evaluate("history.length")
    search.type("수소")
    search.settled("수소", RELEASES)
    assert search.query == "?q=수소"
    assert search.page.evaluate("history.length") == before
    assert search.texts(".bp-find__count") == ["11건"]
    assert len(search.texts(".bp-hit")) == 10
    assert search.texts(".bp-hit:first-child mark")[0] == "수소"
    assert search.texts(".bp-hit:first-child .bp-hit__ministry") == ["기획재정부"]
    search.page.click(".bp-find__more")
    search.page.wait_for_selector(".bp-hit:nth-child(11)")
    assert search.page.locator(".bp-find__more").is_hidden()
    assert search.page.evaluate(
        "document.activeElement === document.querySelector('.bp-hit:nth-child(11) a')"
    )
    search.press("Enter")
    search.page.wait_for_url("**/briefings/*.html")
    search.page.go_back()
    search.settled("수소", RELEASES)
    assert len(search.texts(".bp-hit")) == 11, "as many as before"
    assert search.trouble == []


def test_what_is_typed_before_the_script_has_come_is_searched(search):
    script, held = "**/assets/search/page.js", []
    search.page.route(script, lambda route: held.append(route))  # noqa: PLW0108 (a builtin method cannot be marked)
    with search.page.expect_request(script):
        search.page.goto(search.root + "search.html", wait_until="commit")
    search.type("계획")
    assert search.page.evaluate("document.readyState") != "complete"
    held[0].continue_()
    search.settled("계획", 13)


def test_dates_and_titles_look_no_surer_than_they_are(on_disk):
    on_disk.open("search.html?q=발사체").settled("발사체", 1)
    assert on_disk.texts(".bp-hit h3")[0].startswith("[")
    assert on_disk.texts(".bp-hit h3")[0].endswith("] 붙인 제목")
    assert "추정" in on_disk.texts(".bp-hit__facts")[0]
    on_disk.open("search.html?q=우체통").settled("우체통", 1)
    assert on_disk.texts(".bp-hit__facts") == ["날짜 미상"]
    on_disk.open("search.html?q=새 학과").settled("새 학과", 1)
    assert on_disk.page.locator(".bp-hit b").count() == 0, "what an article says is text"


# --------------------------------------------------------------------------------------------------------------- conditions


def test_facets_chips_and_the_way_back(search):
    search.open("search.html?q=계획").settled("계획", 13)
    search.page.get_by_label("과학기술정보통신부").check()
    search.settled("계획", 2)
    assert search.query == "?q=계획&ministry=msit-2017"
    assert search.page.evaluate("document.activeElement.type") == "checkbox", (
        "the box that was ticked keeps the focus"
    )
    search.page.get_by_label("기획재정부").check()
    search.settled("계획", 13)
    search.page.get_by_label("2019년").check()
    search.settled("계획", 5)
    assert search.texts(".bp-find__chip") == ["과학기술정보통신부", "기획재정부", "2019년"]
    search.page.go_back()
    search.settled("계획", 13)
    assert search.page.get_by_label("2019년").is_checked() is False
    search.page.go_forward()
    search.settled("계획", 5)
    search.page.click(".bp-find__clear")
    search.settled("계획", 13)
    assert search.query == "?q=계획"
    assert search.trouble == []


def test_an_address_can_be_shared(on_disk):
    on_disk.open("search.html?q=지원&ministry=mosf-2008&year=2020&from=2020-02&to=2020-04&sort=date").settled(
        "지원", 3
    )
    assert on_disk.texts(".bp-hit time") == ["2020. 4. 10.", "2020. 3. 10.", "2020. 2. 10."]
    assert on_disk.texts(".bp-find__chip") == ["기획재정부", "2020년", "2020. 2.부터 2020. 4.까지"]
    assert on_disk.page.locator("select").input_value() == "date"
    on_disk.page.fill("[name=from]", "2020-04")
    on_disk.settled("지원", 1)
    assert "from=2020-04" in on_disk.query
    on_disk.open("search.html?year=undated").settled("", 1)
    assert on_disk.texts(".bp-hit h3") == ["섬마을 우체통"]
    on_disk.open("search.html?q=우체통&ministry=mosf-2008&topic=%22%3E%3Cb%3E").settled("우체통", 0)
    assert on_disk.texts(".bp-find__chip") == ["기획재정부"], (
        "named though nothing was found; nonsense is left out"
    )
    assert "조건을 모두 빼고 찾기" in on_disk.texts(".bp-find__none li")


def test_an_abbreviation_is_its_ministry_until_that_is_taken_off(on_disk):
    on_disk.open("search.html?q=기재부 충전소").settled("기재부 충전소", RELEASES)
    (chip,) = on_disk.texts(".bp-find__chip")
    assert chip.startswith("기재부 → 기획재정부")
    on_disk.page.click(".bp-find__chip")
    on_disk.page.wait_for_selector(".bp-find__chip", state="detached")
    assert on_disk.query == "?q=기재부 충전소&text=기재부"
    on_disk.page.fill(".bp-search__input", "충전소")
    on_disk.settled("충전소", RELEASES)
    assert on_disk.query == "?q=충전소"


# --------------------------------------------------------------------------------------------------------------- the keyboard


def test_the_key_that_leads_to_the_box_can_be_switched_off(on_disk):
    search = on_disk
    search.open("about.html").press("/")
    assert search.focused == "bp-search-header"
    search.press("/")
    assert search.page.input_value(".bp-search__input") == "/", "in the box it is a letter"
    search.open()
    search.page.uncheck(".bp-find__slash input")
    search.open("about.html").press("/")
    assert search.focused != "bp-search-header"
    assert search.page.locator(".bp-search__key").is_hidden()
    assert search.trouble == []


def test_arrows_walk_the_results_and_esc_leads_back(on_disk):
    on_disk.open("search.html?q=계획").settled("계획", 13)
    on_disk.page.focus(".bp-search__input")
    titles = on_disk.texts(".bp-hit h3")
    on_disk.press("ArrowDown", "ArrowDown")
    assert on_disk.focused == titles[1]
    on_disk.press("ArrowUp", "ArrowUp")
    assert on_disk.focused == "bp-search-page"
    on_disk.press("ArrowDown", "Escape")
    assert on_disk.focused == "bp-search-page"
    on_disk.press("Escape")
    assert on_disk.page.input_value(".bp-search__input") == ""
    on_disk.page.wait_for_selector(".bp-find__ready", state="visible")
    assert on_disk.query == ""


def test_initials_the_wrong_keyboard_and_half_syllables_suggest(on_disk):
    on_disk.open()
    for typed, first in (
        ("ㄱㅈㅂ", "기획재정부 기재부 부처"),
        ("rlwoqn", "기획재정부 기재부 부처"),
        ("기잽", "기획재정부 기재부 부처"),
        ("ㅡㄴㅑㅅ", "과학기술정보통신부 MSIT 부처"),
        ("ㅅㅅㄱㅈ", "수소경제 주제"),
        ("정보통신", "과학기술정보통신부 부처"),
        ("획재정", "기획재정부 부처"),
        ("홍남기", "홍남기 기획재정부 장관 사람"),
        ("우체통 과기정통", "과학기술정보통신부에서 ‘우체통’ 찾기 과기정통부 부처"),
    ):
        on_disk.page.fill(".bp-search__input", typed)
        on_disk.page.wait_for_function(
            "first => document.querySelector('[role=option]')?.innerText.replace(/\\s+/g, ' ').startsWith(first)",
            arg=first,
        )


def test_every_syllable_is_told_from_its_keys(on_disk):
    """All 11,172 of Unicode's Hangul Syllables, one by one and in pairs: an input method would make the same of the same keys."""
    on_disk.open().page.focus(".bp-search__input")
    on_disk.page.wait_for_function("window.BriefingsLetters")
    wrong = on_disk.page.evaluate(
        "() => Array.from({length: 11172}, (_, n) => String.fromCharCode(0xac00 + n))"
        ".flatMap((syllable, n, all) => [syllable, syllable + all[(n * 7919) % 11172]])"
        ".filter((text) => BriefingsLetters.switched(BriefingsLetters.keys(text)) !== text)"
    )
    assert wrong == []


def test_suggestions_are_a_combobox(on_disk):
    search = on_disk
    search.open("about.html")
    search.type("계획 ㄱㅈㅂ")
    assert search.options[0].startswith("기획재정부에서 ‘계획’ 찾기")
    assert search.page.evaluate("document.documentElement.scrollWidth") <= 1280
    box = search.page.locator(".bp-search__input")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    search.press("ArrowDown")
    option = search.page.locator("[role=option]").first
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert option.get_attribute("aria-selected") == "true"
    search.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert search.page.input_value(".bp-search__input") == "계획 ㄱㅈㅂ"
    search.type(" ")
    search.press("Backspace")
    assert search.options
    search.press("ArrowDown", "Enter")
    search.settled("계획", RELEASES)
    assert search.query == "?q=계획&ministry=mosf-2008"
    search.open("about.html").type("수소경")
    assert search.options
    search.press("ArrowDown", "Enter")
    search.page.wait_for_url("**/topics/hydrogen*.html")
    assert search.trouble == []


def test_a_list_has_a_box_of_its_own_and_what_was_searched_stays_in_the_browser(on_disk):
    search = on_disk
    search.open("ministries/mosf-2008.html")
    assert search.page.get_by_role("search", name="이 부처의 브리핑에서 찾기").is_visible()
    search.page.fill("#bp-search-within", "계획 수소경")
    assert search.options == ["수소경제에서 ‘계획’ 찾기 주제"], "no count: it would be that of all ministries"
    kinds = search.page.evaluate("BriefingsBox.boxes[1].names().then((all) => all.map((one) => one.kind))")
    assert "ministry" not in kinds
    search.press("ArrowDown", "Enter")
    search.page.wait_for_url("**/search.html?*")
    assert search.query == "?q=계획&ministry=mosf-2008&topic=hydrogen"
    search.open("ministries/mosf-2008.html").page.fill("#bp-search-within", "계획")
    search.press("Enter")
    search.settled("계획", RELEASES)
    assert search.query == "?q=계획&ministry=mosf-2008"
    search.open("topics/area-energy.html").page.fill("#bp-search-within", "계획")
    search.press("Enter")
    search.settled("계획", RELEASES)
    search.page.wait_for_selector(".bp-find__chip >> text=에너지")
    assert search.query == "?q=계획&area=energy"
    search.page.click(".bp-find__help summary")
    assert "OR" in search.page.inner_text(".bp-find__help")
    search.open("about.html").page.focus(".bp-search__input")
    assert search.options == ["계획 최근", "최근에 찾은 말 모두 지우기"]
    search.press("ArrowUp", "Enter")
    assert search.stored("briefings.recent") == ["[]"]
    search.open("years/2020.html").page.focus("#bp-search-within")
    assert search.page.locator("[role=option]").count() == 0
    assert search.trouble == []


# ------------------------------------------------------------------------------------------------------------------- Korean


def compose(search, *steps: str) -> None:
    """Syllables on their way, as an input method shows them."""
    for step in steps:
        search.ime.send(
            "Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)}
        )


def test_results_follow_composition_and_never_say_nothing_found(on_disk):
    on_disk.open("search.html?q=우체통").settled("우체통", 1)
    on_disk.page.evaluate(
        "() => { window.seen = []; new MutationObserver(() => seen.push(document.querySelector('.bp-find__none').hidden))"
        ".observe(document.querySelector('.bp-find'), {subtree: true, childList: true, attributes: true}); }"
    )
    on_disk.page.fill(".bp-search__input", "인공지")
    on_disk.settled("인공지", 1)
    on_disk.ime = on_disk.page.context.new_cdp_session(on_disk.page)
    compose(on_disk, "ㄴ", "느", "늣")
    on_disk.settled("인공지늣", 1)
    compose(on_disk, "능")
    on_disk.settled("인공지능", 1)
    on_disk.ime.send("Input.insertText", {"text": "능"})
    assert on_disk.page.input_value(".bp-search__input") == "인공지능"
    assert all(on_disk.page.evaluate("seen")), "the state for nothing found was never shown"


def test_enter_while_a_syllable_is_composing_submits_once(on_disk):
    on_disk.open()
    on_disk.page.evaluate(
        "() => { window.submits = 0; document.addEventListener('submit', () => { submits += 1; }, true); }"
    )
    on_disk.page.focus(".bp-search__input")
    on_disk.ime = on_disk.page.context.new_cdp_session(on_disk.page)
    compose(on_disk, "ㅅ", "수", "숫", "수소")
    before = on_disk.page.evaluate("history.length")
    # What an input method sends: the key as its own (229), the text, then Enter itself.
    on_disk.ime.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    on_disk.ime.send("Input.insertText", {"text": "수소"})
    on_disk.press("Enter")
    on_disk.settled("수소", RELEASES)
    assert on_disk.page.evaluate("submits") == 1
    assert on_disk.page.evaluate("history.length") <= before + 1
    assert on_disk.query == "?q=수소"


# ------------------------------------------------------------------------------------------------------------------- states


def test_nothing_found_says_what_is_near(on_disk):
    on_disk.open("search.html?q=xyzzy").settled("xyzzy", 0)
    assert "찾은 브리핑이 없습니다" in on_disk.texts(".bp-find__none")[0]
    on_disk.open("search.html?q=ㄱㅈㅂ").settled("ㄱㅈㅂ", 0)
    on_disk.page.wait_for_selector(".bp-find__near")
    on_disk.page.click(".bp-find__none li a")
    on_disk.settled("", RELEASES)


def test_a_guess_is_searched_at_once_and_can_be_taken_back(on_disk):
    on_disk.open("search.html?q=rlwoqn").settled("rlwoqn", RELEASES)
    assert on_disk.texts(".bp-find__told li") == [
        "‘기재부’ 검색 결과입니다. 적은 말: rlwoqn 적은 그대로 찾기"
    ]
    on_disk.page.click(".bp-find__undo")
    on_disk.settled("rlwoqn", 0)
    assert on_disk.query == "?q=rlwoqn&text=rlwoqn"


def test_a_date_is_a_chip_that_can_be_taken_off(on_disk):
    on_disk.open("search.html?q=2020년 3월 수소").settled("2020년 3월 수소", 1)
    assert on_disk.page.locator(".bp-find__chip").get_attribute("data-value") == "2020-03"
    on_disk.page.click(".bp-find__chip")
    on_disk.page.wait_for_selector(".bp-find__chip", state="detached")
    assert on_disk.query == "?q=2020년 3월 수소&text=2020년 3월"


def test_a_count_is_announced_once_and_politely(on_disk):
    on_disk.open()
    on_disk.page.evaluate(
        "() => { window.said = []; const place = document.querySelector('.bp-find__said');"
        "new MutationObserver(() => said.push(place.textContent)).observe(place, {childList: true}); }"
    )
    on_disk.type("수소")
    on_disk.page.wait_for_function("said.length > 0")
    on_disk.press("Enter")
    on_disk.page.focus("select")
    assert on_disk.page.evaluate("said") == ["브리핑 11건을 찾았습니다."]
    assert on_disk.page.locator(".bp-find__said").get_attribute("role") == "status"


def test_what_cannot_be_loaded_is_told_and_can_be_tried_again(context, broken, search_at):
    search = search_at(f"{broken.as_uri()}/")
    search.open("search.html?q=수소")
    search.page.wait_for_selector(".bp-find__retry")
    assert "검색 자료를 읽지 못했습니다" in search.texts("[role=alert]")[0]
    assert search.page.locator(".bp-find__ready a[href='ministries/index.html']").is_visible()
    (broken / "search/away").rename(broken / "search/documents")
    search.page.click(".bp-find__retry")
    search.settled("수소", RELEASES)
    assert search.texts("[role=alert]") == [""]


def test_without_scripts_the_form_leads_to_a_page_that_explains(chromium, disk):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{disk}ministries/index.html")
    page.fill(".bp-search__input", "수소")
    page.press(".bp-search__input", "Enter")
    page.wait_for_url("**/search.html?q=*")
    assert "자바스크립트가 필요" in page.inner_text("main")
    page.click("main a[href='years/index.html']")
    page.goto(f"{disk}years/2020.html")
    page.fill("#bp-search-within", "수소")
    page.press("#bp-search-within", "Enter")
    page.wait_for_url("**/search.html?q=*&year=2020")
    context.close()


def test_it_fits_a_phone_and_four_hundred_per_cent(on_disk):
    on_disk.page.set_viewport_size({"width": 320, "height": 640})
    on_disk.open("about.html")
    assert on_disk.page.locator(".bp-search__input").is_hidden()
    on_disk.page.click(".bp-search-link")
    on_disk.page.wait_for_url("**/search.html*")
    on_disk.type("계획")
    on_disk.settled("계획", 13)
    assert on_disk.page.locator(".bp-find__filters").is_hidden()
    on_disk.page.click(".bp-find__toggle")
    on_disk.page.get_by_label("과학기술정보통신부").check()
    on_disk.settled("계획", 2)
    assert on_disk.page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_ministry_and_a_topic_offer_their_feed(search, site):
    """Only they together, without other words or filters."""
    offered = ".bp-find__feeds a"
    search.open("search.html?ministry=mosf-2008&topic=hydrogen").settled("", RELEASES)
    assert search.texts(offered) == ["새 글 구독(Atom): 기획재정부 · 수소경제"]
    address = search.page.locator(offered).get_attribute("href")
    assert (site / str(address)).is_file()
    search.open("search.html?q=기재부 주제:수소경제").settled("기재부 주제:수소경제", RELEASES)
    assert len(search.texts(offered)) == 1
    for more in ("&q=계획", "&year=2020"):
        search.open(f"search.html?ministry=mosf-2008&topic=hydrogen{more}")
        search.page.wait_for_selector(".bp-hit")
        assert search.texts(offered) == []


def test_a_search_is_kept_in_the_browser_alone(search):
    search.open("search.html?q=계획&ministry=mosf-2008").settled("계획", RELEASES)
    keep = search.page.get_by_role("button", name="이 검색 간직하기")
    keep.click()
    assert keep.get_attribute("aria-pressed") == "true"
    search.page.wait_for_function(
        "document.querySelector('.bp-find__said').textContent === '간직했습니다: 계획 · 기획재정부'"
    )
    search.open("about.html").page.focus("#bp-search-header")
    assert search.options[0] == "계획 · 기획재정부 간직"
    search.press("ArrowDown", "Enter")
    search.settled("계획", RELEASES)
    assert search.query == "?q=계획&ministry=mosf-2008"
    search.open()
    search.page.locator(".bp-find__kept a").click()
    search.settled("계획", RELEASES)
    assert search.query == "?q=계획&ministry=mosf-2008"
    search.open()
    search.page.get_by_role("button", name="간직한 검색에서 빼기: 계획 · 기획재정부").press("Enter")
    assert search.focused == "bp-search-page"
    assert not search.page.locator(".bp-find__kept").is_visible()
    assert search.stored("briefings.kept") == ["[]"]
    assert search.trouble == []


def test_a_full_store_is_told(on_disk):
    on_disk.open("search.html?q=수소").settled("수소", RELEASES)
    on_disk.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    keep = on_disk.page.get_by_role("button", name="이 검색 간직하기")
    keep.click()
    assert keep.get_attribute("aria-pressed") == "false"
    assert (
        on_disk.page.locator(".bp-find__bar + [role=alert]").inner_text()
        == "브라우저에 저장할 수 없어 그대로 두었습니다."
    )


def test_a_browser_that_stores_nothing_offers_to_keep_nothing(on_disk):
    on_disk.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
    )
    on_disk.open("search.html?q=수소").settled("수소", RELEASES)
    assert not on_disk.page.locator(".bp-find__keep").is_visible()
    assert on_disk.trouble == []
