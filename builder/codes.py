"""Every problem the builder can name: code, weight, what it means, what to do.

The guide's table is tested against this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.model import Severity


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for: a short meaning for the guide and the hint printed with each problem."""

    severity: Severity
    meaning: str
    hint: str


_ERROR, _NOTICE = Severity.ERROR, Severity.NOTICE

CODES: Final[dict[str, Meaning]] = {
    # reading a seed
    "E101": Meaning(_ERROR, "the seed is empty", "put the article's text into it, or delete it"),
    "E102": Meaning(
        _ERROR, "the seed holds white space only", "put the article's text into it, or delete it"
    ),
    "E103": Meaning(_ERROR, "the seed is a binary file", "save the article as plain text or HTML"),
    "E104": Meaning(_ERROR, "the seed holds NUL bytes", "save it again as UTF-8 text"),
    "E105": Meaning(
        _ERROR,
        "the seed's bytes are no valid UTF-8, UTF-16 or CP949",
        "save it again in one encoding, best UTF-8",
    ),
    "E106": Meaning(
        _ERROR, "the article is too large", "one article a file; cut away what does not belong to it"
    ),
    "E107": Meaning(_ERROR, "a line of the article is too long", "break the line where the paragraphs end"),
    "E108": Meaning(
        _ERROR, "the article has too many lines", "one article a file; cut away what does not belong to it"
    ),
    "E109": Meaning(_ERROR, "the seed is a list of articles, not an article", "save the articles one by one"),
    "E110": Meaning(
        _ERROR, "the seed is a link that leaves the seeds folder", "copy the file itself into seeds/"
    ),
    "E111": Meaning(_ERROR, "the seed cannot be read", "check the file's permissions and the disk"),
    "E112": Meaning(
        _ERROR,
        "the facts supplied with the seed are not well-formed",
        "see 'Facts you already know' in the guide",
    ),
    "E113": Meaning(
        _ERROR,
        "nothing of the seed is left as an article's body",
        "run `briefings explain` to see which rule took each line",
    ),
    "E114": Meaning(
        _ERROR,
        "the builder itself failed on this seed",
        "a fault of ours: please report it with the seed; its last good page stays",
    ),
    # files of a word processor, PDF
    "E115": Meaning(
        _ERROR,
        "the file is protected by a password",
        "open it, save it without a password, and put that copy here",
    ),
    "E116": Meaning(
        _ERROR,
        "the file is a distribution document, which no other program may read",
        "ask its office for the ordinary file, or for a PDF",
    ),
    "E117": Meaning(
        _ERROR,
        "the file is locked by a rights management system (DRM)",
        "release it where it was locked, and put that copy here",
    ),
    "E118": Meaning(_ERROR, "the file is cut off", "fetch it again, whole"),
    "E119": Meaning(
        _ERROR, "a check sum inside the file is wrong", "it was damaged on its way: fetch it again"
    ),
    "E120": Meaning(
        _ERROR,
        "the file's inside is damaged",
        "open it in its own program and save it anew, or fetch it again",
    ),
    "E121": Meaning(
        _ERROR,
        "the file unpacks to too much",
        "take out what does not belong to the article, and save it anew",
    ),
    "E122": Meaning(
        _ERROR,
        "the file holds too many parts",
        "take out what does not belong to the article, and save it anew",
    ),
    "E123": Meaning(
        _ERROR,
        "the file declares XML entities, as no document does",
        "do not trust it; fetch it again from its office",
    ),
    "E124": Meaning(_ERROR, "the file is nested too deeply", "open it in its own program and save it anew"),
    "E125": Meaning(
        _ERROR, "files of this format are not read", "save it as HWPX, DOCX, PDF, HTML or plain text"
    ),
    "E126": Meaning(
        _ERROR,
        "the file holds no text",
        "it may hold pictures of text only: have them recognised (OCR), or look for the original",
    ),
    "E127": Meaning(
        _ERROR,
        "PDF files are read by an extra that is not installed",
        'run `pip install "policy-briefings[pdf]"`',
    ),
    "E128": Meaning(
        _ERROR,
        "the seed holds records or addresses, not an article",
        "import records with `briefings import FILE`; save what each address leads to as a file of its own",
    ),
    # records
    "E131": Meaning(
        _ERROR, "the file of records cannot be read", "mend it, or fetch it again; nothing was imported"
    ),
    "E132": Meaning(
        _ERROR,
        "the records are of no known shape",
        "write down which key means what: `briefings import --sketch FILE` makes a draft for --map",
    ),
    "E133": Meaning(_ERROR, "a record cannot become a seed", "correct it in its file; nothing was imported"),
    "E134": Meaning(
        _ERROR,
        "the map of the records is wrong",
        "correct it; `briefings import --sketch FILE` makes a draft",
    ),
    # identity and pages
    "E201": Meaning(
        _ERROR,
        "the same part of a page was edited and has also changed in its seed",
        "settle it with `briefings build --take mine` or `--take generated`",
    ),
    "E202": Meaning(
        _ERROR, "two seeds claim the same page", "give them different ids or addresses, or delete one"
    ),
    "E203": Meaning(
        _ERROR,
        "a page's front matter cannot be read",
        "mend the YAML between the two --- lines, or restore the page from version control",
    ),
    "E204": Meaning(
        _ERROR,
        "two seeds would be written to the same file",
        "rename one of them, or convert them into different folders",
    ),
    "E205": Meaning(_ERROR, "a folder or file is in the way of a page", "move it out of docs/"),
    "E206": Meaning(
        _ERROR,
        "a row of the spreadsheet cannot be applied",
        "correct the row or delete it, and run `briefings correct` again",
    ),
    "E207": Meaning(_ERROR, "the spreadsheet cannot be read", "save it as CSV, best as UTF-8"),
    "E208": Meaning(
        _ERROR, "a newer builder wrote this page", "install that version; nothing is written over the page"
    ),
    # checks
    "E301": Meaning(
        _ERROR, "a front matter key is missing or ill-formed", "mend the key, or delete it and build again"
    ),
    "E302": Meaning(_ERROR, "a link leads nowhere", "correct the link or restore its target"),
    "E303": Meaning(_ERROR, "a link's anchor does not exist on its page", "correct the part after #"),
    "E304": Meaning(
        _ERROR,
        "a published address has no page any more",
        "restore the page; where nobody has its address: `briefings discard ID`",
    ),
    "E305": Meaning(
        _ERROR, "the page holds HTML that is not allowed in an article", "take it out, or write &lt; for <"
    ),
    "E306": Meaning(
        _ERROR, "no index page leads to this page", "run `briefings build` to make the index pages anew"
    ),
    "E307": Meaning(_ERROR, "docs/ is not what the seeds make", "run `briefings build` and commit docs/"),
    "E308": Meaning(_ERROR, "a symbolic link stands in docs/", "replace it by the file itself"),
    "E309": Meaning(_ERROR, "two paths differ only in case or Unicode form", "rename one of them"),
    "E310": Meaning(
        _ERROR,
        "MkDocs could not build the site",
        "mend what the message above names; the last good site stays",
    ),
    "E311": Meaning(
        _ERROR,
        "a file's name cannot go into the offline copy",
        "rename it with ASCII letters, short enough for 100 characters in all",
    ),
    "E312": Meaning(
        _ERROR,
        "a file or a part of a page could not be made",
        "a fault of ours: please report it with the page; the last good site stays",
    ),
    "E313": Meaning(
        _ERROR,
        "what stands in docs/ is no file that could be read",
        "take the pipe, socket or device out of docs/",
    ),
    "E314": Meaning(
        _ERROR,
        "the page has hundreds of brackets left open, which would take minutes to render",
        "close them, or write a backslash before each",
    ),
    "E315": Meaning(
        _ERROR, "the page holds a resident registration number", "take it out, or mask its last seven digits"
    ),
    # configuration (exit status 2)
    "E401": Meaning(_ERROR, "the configuration is wrong", "correct mkdocs.yml"),
    "E402": Meaning(_ERROR, "a registry entry is wrong", "correct the entry; the guide shows its form"),
    # notices
    "N101": Meaning(_NOTICE, "the date is unknown", "if you know it, supply it or write it into the page"),
    "N102": Meaning(_NOTICE, "the date is inferred", "check the evidence on the page"),
    "N103": Meaning(_NOTICE, "the title is generated", "write a better one into the page"),
    "N104": Meaning(_NOTICE, "no ministry was found", "if one announced it, write it into the page"),
    "N105": Meaning(
        _NOTICE, "no topic was found", "write one into the page, or add a keyword to the registry"
    ),
    "N106": Meaning(_NOTICE, "two seeds hold the same article", "delete one of them"),
    "N107": Meaning(
        _NOTICE,
        "the seed of a page has vanished",
        "the page stays; restore the seed if it was deleted by mistake",
    ),
    "N108": Meaning(
        _NOTICE,
        "a known path or address now holds another article",
        "the old page stays; the new article has a page of its own",
    ),
    "N109": Meaning(
        _NOTICE, "two articles look like versions of one story", "compare them; nothing is merged"
    ),
    "N110": Meaning(
        _NOTICE,
        "a supplied fact contradicts the text",
        "the supplied fact was used; correct it if the text is right",
    ),
    "N111": Meaning(
        _NOTICE,
        "site_url is not set",
        "set it in mkdocs.yml to have canonical links, self links and a sitemap",
    ),
    "N112": Meaning(_NOTICE, "two dates in the text contradict each other", "check the evidence on the page"),
    "N113": Meaning(_NOTICE, "a file in docs/ is not the builder's", "it is left as it is"),
    "N114": Meaning(_NOTICE, "the text looks cut off or damaged", "compare it with its source"),
    "N115": Meaning(
        _NOTICE,
        "a supplied ministry did not exist on the article's date",
        "it was left out; correct its name or the date",
    ),
    "N116": Meaning(
        _NOTICE,
        "plain mkdocs build --strict will miss new kinds of pages in the menu",
        'write `not_in_nav: "*"` there in place of the list of pages',
    ),
    "N117": Meaning(
        _NOTICE,
        "the rules now come to another value than a person wrote",
        "the edit stays; to follow the rules again, delete the key and build",
    ),
    "N121": Meaning(
        _NOTICE,
        "in a PDF, spaces at line ends are uncertain",
        "compare the text, or use the HWPX, HWP or DOCX it was made from",
    ),
    "N122": Meaning(
        _NOTICE, "text that no reader of the file sees was left out", "run `briefings explain` to see it"
    ),
    "N123": Meaning(
        _NOTICE,
        "a check sum beside the text does not match it",
        "compare the text with the file, or fetch it again",
    ),
    "N124": Meaning(
        _NOTICE, "the file's name says another format than its bytes", "the bytes were believed; rename it"
    ),
    "N125": Meaning(
        _NOTICE,
        "a file with supplied facts belongs to no seed",
        "give it the name of its seed, as leak.yml beside leak.txt, or delete it",
    ),
    "N126": Meaning(
        _NOTICE,
        "the header holds keys that are not known",
        "they were not used; the guide lists those that are",
    ),
    "N127": Meaning(
        _NOTICE,
        "the page was saved while the builder worked",
        "it stays as it was saved; run the command again to bring it in",
    ),
    "N128": Meaning(
        _NOTICE,
        "the ledger lacks addresses that the site was published with",
        "they count all the same, and the next build that publishes puts them back",
    ),
    "N129": Meaning(
        _NOTICE,
        "an attachment that is named is not there",
        "put the file beside the seed, or take its name out of attachments:",
    ),
    "N130": Meaning(
        _NOTICE,
        "facts are only a guess",
        "such facts are wrong too often; compare them with the text, and confirm or correct them",
    ),
    # notices of an import
    "N131": Meaning(
        _NOTICE,
        "keys of the records were not used",
        "if one of them is a fact of the article, say so with --map",
    ),
    "N132": Meaning(
        _NOTICE,
        "a record was withdrawn by its publisher",
        "it was not imported; its seed and page, if there are any, stay",
    ),
    "N133": Meaning(
        _NOTICE,
        "a record has changed, and so was its seed by hand",
        "the seed stays as it is; to take the record, delete the seed's .yml file and import again",
    ),
    "N134": Meaning(_NOTICE, "files beside the records hold no records", "they were not imported"),
    # personal data
    "N135": Meaning(
        _NOTICE,
        "a resident registration number stands in the seed",
        "it is masked on the page; mask it in the seed too before you hand that on",
    ),
    "N136": Meaning(
        _NOTICE,
        "e-mail addresses or mobile numbers stand in the body",
        "if one is a private person's, take it out of the page",
    ),
    "N137": Meaning(
        _NOTICE,
        "the article of this seed was withdrawn and is not published",
        "delete the seed; to publish it again: `briefings withdraw ID --undo`",
    ),
    "N138": Meaning(_NOTICE, "an original to publish is missing", "put it back; if it changed, build again"),
    "N139": Meaning(_NOTICE, "published originals are gone", "put them back, unless they were taken down"),
}
