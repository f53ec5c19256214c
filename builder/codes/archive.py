"""Errors of pages and addresses (E2…), of what is to be published (E3…), of the settings (E4…)."""

from __future__ import annotations

from typing import Final

from builder.codes.meaning import ERROR, Meaning

ARCHIVE: Final[dict[str, Meaning]] = {
    # identity and pages
    "E201": Meaning(
        ERROR,
        "the same part of a page was edited and has also changed in its seed",
        "see both with `briefings diff ID`, and settle it with `--take mine` or `--take generated`",
    ),
    "E202": Meaning(
        ERROR, "two seeds claim the same page", "give them different ids or addresses, or delete one"
    ),
    "E203": Meaning(
        ERROR,
        "a page's front matter cannot be read",
        "mend the YAML between the two --- lines, or restore the page from version control",
    ),
    "E204": Meaning(
        ERROR,
        "two seeds would be written to the same file",
        "rename one of them, or convert them into different folders",
    ),
    "E205": Meaning(ERROR, "a folder or file is in the way of a page", "move it out of docs/"),
    "E206": Meaning(
        ERROR,
        "a row of the spreadsheet cannot be applied",
        "correct the row or delete it, and run `briefings correct` again",
    ),
    "E207": Meaning(ERROR, "the spreadsheet cannot be read", "save it as CSV, best as UTF-8"),
    "E208": Meaning(
        ERROR, "a newer builder wrote this page", "install that version; nothing is written over the page"
    ),
    # checks
    "E301": Meaning(
        ERROR, "a front matter key is missing or ill-formed", "mend the key, or delete it and build again"
    ),
    "E302": Meaning(ERROR, "a link leads nowhere", "correct the link or restore its target"),
    "E303": Meaning(ERROR, "a link's anchor does not exist on its page", "correct the part after #"),
    "E304": Meaning(
        ERROR,
        "a published address has no page any more",
        "restore the page, or run the command that the message names",
    ),
    "E305": Meaning(
        ERROR, "the page holds HTML that is not allowed in an article", "take it out, or write &lt; for <"
    ),
    "E306": Meaning(
        ERROR, "no index page leads to this page", "run `briefings build` to make the index pages anew"
    ),
    "E307": Meaning(ERROR, "docs/ is not what the seeds make", "run `briefings build` and commit docs/"),
    "E308": Meaning(ERROR, "a symbolic link stands in docs/", "replace it by the file itself"),
    "E309": Meaning(ERROR, "two paths differ only in case or Unicode form", "rename one of them"),
    "E310": Meaning(
        ERROR,
        "MkDocs could not build the site",
        "mend what the message above names; the last good site stays",
    ),
    "E311": Meaning(
        ERROR,
        "a file's name cannot go into the offline copy",
        "rename it with ASCII letters, short enough for 100 characters in all",
    ),
    "E312": Meaning(
        ERROR,
        "a file or a part of a page could not be made",
        "a fault of ours: please report it with the page; the last good site stays",
    ),
    "E313": Meaning(
        ERROR,
        "what stands in docs/ is no file that could be read",
        "take the pipe, socket or device out of docs/",
    ),
    "E314": Meaning(
        ERROR,
        "the page has hundreds of brackets left open, which would take minutes to render",
        "close them, or write a backslash before each",
    ),
    "E315": Meaning(
        ERROR, "the page holds a resident registration number", "take it out, or mask its last seven digits"
    ),
    "E316": Meaning(
        ERROR,
        "e-mail addresses or mobile numbers stand in the body, which extra.archive.personal refuses",
        "take them out of the page, or have them masked (`personal: mask`)",
    ),
    "E317": Meaning(
        ERROR,
        "the page holds marks of a merge that was not finished",
        "keep one of the two versions between <<<<<<< and >>>>>>>, and take the marks out",
    ),
    "E318": Meaning(
        ERROR,
        "hidden characters stand in the text: controls, or signs that turn its direction",
        "take them out: an editor that shows them, or typing the line anew, helps",
    ),
    "E319": Meaning(
        ERROR,
        "a key or a password by which others could get in",
        "take it out, and have it replaced where it is used: it may have been copied already",
    ),
    "E320": Meaning(
        ERROR,
        "a file of docs/ stands where publishing puts one of its own",
        "rename it, or move it out of docs/",
    ),
    "E321": Meaning(
        ERROR,
        "a file that a browser or a computer would run stands in docs/",
        "take it out of docs/, or name a script of your own in extra_javascript",
    ),
    "E322": Meaning(ERROR, "a leftover of a program stands in docs/", "delete it, or move it out of docs/"),
    "E323": Meaning(
        ERROR,
        "the list of published addresses cannot be read",
        "restore docs/.addresses from version control, or from addresses.txt of the site",
    ),
    # configuration (exit status 2)
    "E401": Meaning(ERROR, "the configuration is wrong", "correct mkdocs.yml"),
    "E402": Meaning(ERROR, "a registry entry is wrong", "correct the entry; the guide shows its form"),
}
