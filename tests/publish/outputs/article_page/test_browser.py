"""Linking, copying and printing in Chromium, from a server and from disk."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["hosted", "disk"])
def root(request, site, host_folder):
    if request.param == "disk":
        yield site.resolve().as_uri() + "/"
        return
    with host_folder(site) as address:
        yield address


@pytest.fixture(scope="module")
def article(built) -> str:
    """The address of an article with many paragraphs."""
    longest = max(
        (built / "docs/briefings").glob("*.md"),
        key=lambda path: path.read_text("utf-8").split("---\n", 2)[2].count("\n\n"),
    )
    return f"briefings/{longest.stem}.html"


@pytest.fixture
def context(chromium, root):
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, bypass_csp=True
    )  # waiting evaluates
    if root.startswith("http"):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context, root, article):
    """An article, what it copies caught on the way to the clipboard (from disk no page may read it), and every message it makes."""
    context.add_init_script(
        "window.copied = [];"
        "document.addEventListener('copy', () => { const field = document.activeElement; window.copied.push(field.value || getSelection().toString()) });"
        "if (navigator.clipboard) { const write = navigator.clipboard.writeText.bind(navigator.clipboard);"
        " navigator.clipboard.writeText = text => write(text).then(() => { window.copied.push(text) }) }"
    )
    page = context.new_page()
    page.trouble = []
    page.on("console", lambda message: page.trouble.append(message.text))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.goto(root + article)
    yield page
    assert page.trouble == []


def copied(page) -> str:
    """What was copied last, once the page says so."""
    page.wait_for_function("document.querySelector('.bp-status').textContent === '복사했습니다.'")
    return page.evaluate("copied[copied.length - 1]")


def select(page, first: int, last: int) -> str:
    """Select from the middle of one paragraph to the middle of another; the words."""
    return page.evaluate(
        """([first, last]) => {
            const paragraphs = document.querySelectorAll('.bp-body > p'), range = document.createRange();
            range.setStart(paragraphs[first].firstChild, 5);
            range.setEnd(paragraphs[last].firstChild, paragraphs[last].firstChild.length - 5);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }""",
        [first, last],
    )


def scrolled_to(page, words: str) -> bool:
    """Whether the words stand on the screen, below its first one."""
    page.wait_for_function("scrollY > 0")
    return page.evaluate(
        """words => {
            const walk = document.createTreeWalker(document.querySelector('.bp-body'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) if (walk.currentNode.data.includes(words)) {
                const box = walk.currentNode.parentElement.getBoundingClientRect();
                return box.bottom > 0 && box.top < innerHeight;
            }
            return false;
        }""",
        words,
    )


def test_a_paragraph_is_linked_by_the_button_under_the_pointer(page, context, root, article):
    paragraph = page.locator(".bp-body > p").last
    paragraph.hover()
    page.locator(".bp-link--paragraph").click()
    link = copied(page)
    assert link.startswith(root + article + "#:~:text=")
    other = context.new_page()
    other.goto(link)
    assert scrolled_to(other, paragraph.inner_text()[:20])


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 4)])
def test_selected_words_are_linked_by_the_button_beside_them(page, first, last):
    words = select(page, first, last)
    button = page.get_by_role("button", name="인용 링크 복사")
    button.click()
    named = unquote(copied(page)).partition("#:~:text=")[2]
    assert words.split()[1] in named  # the first whole word; half of one is completed
    assert "," in named or len(named) <= 80
    page.mouse.click(5, 5)
    page.evaluate("getSelection().removeAllRanges()")
    button.wait_for(state="hidden")


def test_any_paragraph_is_linked_by_keyboard_alone(page):
    page.locator(".bp-link-picker summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".bp-link-picker option", state="attached")  # they are filled in once it is open
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.selectedOptions[0].text")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert unquote(copied(page)).partition("#:~:text=")[2].startswith(" ".join(chosen.split()[:2]))


def test_citations_are_copied_as_they_stand(page):
    page.locator("summary", has_text="BibTeX").click()
    page.get_by_role("button", name="BibTeX 복사").click()
    assert copied(page) == page.locator("#cite-bibtex").evaluate("one => one.textContent")
    assert copied(page).startswith("@")


def test_on_an_intranet_without_https_the_old_way_copies(context, root, article):
    context.add_init_script("Object.defineProperty(window, 'isSecureContext', {get: () => false})")
    context.add_init_script(
        "window.copied = []; document.addEventListener('copy', () => window.copied.push(document.activeElement.value))"
    )
    page = context.new_page()
    page.goto(root + article)
    page.get_by_role("button", name="인용문 복사").click()
    assert copied(page) == page.inner_text("#cite-line")
    assert page.evaluate("document.activeElement.dataset.copy") == "cite-line"


def test_a_browser_without_text_fragments_follows_too(context, root, article):
    """As Firefox 115: no fragmentDirective. Every paragraph's own link marks that paragraph's words, even where words come twice."""
    context.add_init_script("delete Document.prototype.fragmentDirective")
    page = context.new_page()
    page.goto(root + article)
    page.evaluate("document.querySelector('.bp-link-picker').open = true")
    page.wait_for_selector(".bp-link-picker option", state="attached")
    page.evaluate(
        "window.copied = []; document.execCommand = () => copied.push(document.activeElement.value); Object.defineProperty(window, 'isSecureContext', {get: () => false})"
    )
    options = page.locator(".bp-link-picker option").count()
    assert options > 5
    for number in range(options):
        page.select_option(".bp-link-picker select", index=number)
        page.click(".bp-link-picker button")
    links = page.evaluate("copied")
    texts = page.locator(".bp-link-picker option").all_inner_texts()
    assert len(set(links)) == options
    for number in (1, options // 2, options - 1):
        other = context.new_page()
        other.goto(links[number])
        marked = "".join(other.locator("mark.bp-target").all_inner_texts())
        assert marked.startswith(texts[number].rstrip("…")), links[number]
        assert other.locator("mark.bp-target").first.evaluate(
            "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
        )
        other.close()


def test_no_paragraph_is_a_stop_for_the_keyboard_or_holds_a_control(page):
    inside = page.locator(".bp-body").evaluate(
        "one => one.querySelectorAll('button, a[href^=\"#\"], [tabindex]:not(.bp-table)').length"
    )
    assert inside == 0
    page.locator(".bp-body > p").first.hover()
    shown = page.evaluate(
        "[...document.querySelectorAll('.bp-link')].filter(one => one.offsetParent).map(one => [one.tabIndex, one.getAttribute('aria-hidden')])"
    )
    assert shown == [[-1, "true"]]


def test_print_shows_the_citation_and_no_chrome(page):
    page.emulate_media(media="print")
    for gone in (".bp-header", ".bp-footer", ".bp-crumbs", ".bp-cite__forms", ".bp-link-picker", ".bp-data"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.locator("#cite-line").is_visible()
    assert page.locator(".bp-facts").is_visible()


def test_an_inferred_day_is_printed_in_brackets(chromium, site, built):
    path = next(
        path
        for path in sorted((built / "docs/briefings").glob("*.md"))
        if "date_basis: inferred" in path.read_text("utf-8")
    )
    page = chromium.new_page()
    page.goto((site / "briefings" / f"{path.stem}.html").resolve().as_uri())
    page.emulate_media(media="print")
    signs = page.evaluate(
        "['::before', '::after'].map(part => getComputedStyle(document.querySelector('.bp-date'), part).content)"
    )
    page.close()
    assert signs == ['"["', '"]"']


def test_scripts_shift_nothing_of_the_text(chromium, site, article):
    places = []
    for scripts in (True, False):
        context = chromium.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts)
        page = context.new_page()
        page.goto((site / article).resolve().as_uri())
        places.append(page.locator(".bp-body > p").last.bounding_box())
        context.close()
    assert places[0] == places[1]


def test_a_briefing_is_put_by_and_cited_as_its_own_page_does(context, page, root, article, registry) -> None:
    words = {
        key.removeprefix("reading."): text
        for key, text in registry.labels.items()
        if key.startswith("reading.")
    }
    page.locator(".bp-article > .bp-keep").click()
    own = page.locator("#cite-bibtex").text_content()
    page.goto(root + "index.html")
    other = page.locator(".bp-entry .bp-keep[aria-pressed=false]").first.element_handle()
    other.focus()
    page.keyboard.press("Enter")
    assert other.get_attribute("aria-pressed") == "true"
    page.locator(".bp-reading-way").click()
    rows = page.locator(".bp-reading ol > li")
    rows.nth(1).wait_for()  # the list is drawn by a script of its own
    assert (rows.count(), rows.first.locator("a").get_attribute("href").endswith(article)) == (2, True)
    with page.expect_download() as download:
        page.locator("button[value=bibtex]").click()
    text = download.value.path().read_text("utf-8")
    assert text.startswith(own)
    assert text.count("\n@") + 1 == 2
    assert page.locator(".bp-reading [role=status]").text_content() == words["script.exported"].format(
        count=2, name="reading-list.bib"
    )
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("button[value=clear]").click()
    assert page.locator(".bp-reading__empty").is_visible()
    assert page.locator(".bp-reading-way").is_hidden()


def test_where_nothing_is_stored_there_is_no_reading_list(context, root, article) -> None:
    context.add_init_script(
        "Storage.prototype.setItem = function () { throw new DOMException('no', 'SecurityError') }"
    )
    page = context.new_page()
    page.goto(root + article)
    assert page.locator(".bp-keep, .bp-reading-way").count() == 0
