"""Errors that keep a seed or a record out of the archive: E1…."""

from __future__ import annotations

from typing import Final

from builder.codes.meaning import ERROR, Meaning

SEEDS: Final[dict[str, Meaning]] = {
    # reading a seed
    "E101": Meaning(ERROR, "the seed is empty", "put the article's text into it, or delete it"),
    "E102": Meaning(ERROR, "the seed holds white space only", "put the article's text into it, or delete it"),
    "E103": Meaning(
        ERROR, "the file is of a kind that is not read", "save the article as plain text or HTML"
    ),
    "E104": Meaning(ERROR, "the seed holds NUL bytes", "save it again as UTF-8 text"),
    "E105": Meaning(
        ERROR,
        "the seed's bytes are no valid UTF-8, UTF-16 or CP949",
        "save it again in one encoding, best UTF-8",
    ),
    "E106": Meaning(
        ERROR, "the article is too large", "one article a file; cut away what does not belong to it"
    ),
    "E107": Meaning(ERROR, "a line of the article is too long", "break the line where the paragraphs end"),
    "E108": Meaning(
        ERROR, "the article has too many lines", "one article a file; cut away what does not belong to it"
    ),
    "E109": Meaning(ERROR, "the seed is a list of articles, not an article", "save the articles one by one"),
    "E110": Meaning(
        ERROR, "the seed is a link that leaves the seeds folder", "copy the file itself into seeds/"
    ),
    "E111": Meaning(ERROR, "the seed cannot be read", "check the file's permissions and the disk"),
    "E112": Meaning(
        ERROR,
        "the facts supplied with the seed are not well-formed",
        "see 'Facts you already know' in the guide",
    ),
    "E113": Meaning(
        ERROR,
        "nothing of the seed is left as an article's body",
        "run `briefings explain` to see which rule took each line",
    ),
    "E114": Meaning(
        ERROR,
        "the builder itself failed on this seed",
        "a fault of ours: please report it with the seed; its last good page stays",
    ),
    # files of a word processor, PDF
    "E115": Meaning(
        ERROR,
        "the file is protected by a password",
        "open it, save it without a password, and put that copy here",
    ),
    "E116": Meaning(
        ERROR,
        "the file is a distribution document, which no other program may read",
        "ask its office for the ordinary file, or for a PDF",
    ),
    "E117": Meaning(
        ERROR,
        "the file is locked by a rights management system (DRM)",
        "release it where it was locked, and put that copy here",
    ),
    "E118": Meaning(ERROR, "the file is cut off", "fetch it again, whole"),
    "E119": Meaning(
        ERROR, "a check sum inside the file is wrong", "it was damaged on its way: fetch it again"
    ),
    "E120": Meaning(
        ERROR,
        "the file's inside is damaged",
        "open it in its own program and save it anew, or fetch it again",
    ),
    "E121": Meaning(
        ERROR,
        "the file unpacks to too much",
        "take out what does not belong to the article, and save it anew",
    ),
    "E122": Meaning(
        ERROR,
        "the file holds too many parts",
        "take out what does not belong to the article, and save it anew",
    ),
    "E123": Meaning(
        ERROR,
        "the file declares XML entities, as no document does",
        "do not trust it; fetch it again from its office",
    ),
    "E124": Meaning(ERROR, "the file is nested too deeply", "open it in its own program and save it anew"),
    "E125": Meaning(
        ERROR, "files of this format are not read", "save it as HWPX, DOCX, PDF, HTML or plain text"
    ),
    "E126": Meaning(
        ERROR,
        "the file holds no text",
        "it may hold pictures of text only: have them recognised (OCR), or look for the original",
    ),
    "E127": Meaning(
        ERROR,
        "PDF files are read by an extra that is not installed",
        'install the extra [pdf], or what it stands for: `pip install "pypdfium2>=5,<6"`',
    ),
    "E128": Meaning(
        ERROR,
        "the seed holds records or addresses, not an article",
        "import records with `briefings import FILE`; save what each address leads to as a file of its own",
    ),
    # records
    "E131": Meaning(
        ERROR,
        "the file of records cannot be read",
        "mend it, or fetch it again; --skip-wrong imports what can be read",
    ),
    "E132": Meaning(
        ERROR,
        "the records are of no known shape",
        "write down which key means what: `briefings import --sketch FILE` makes a draft for --map",
    ),
    "E133": Meaning(
        ERROR, "a record cannot become a seed", "correct it in its file; --skip-wrong imports the others"
    ),
    "E134": Meaning(
        ERROR,
        "the map of the records is wrong",
        "correct it; `briefings import --sketch FILE` makes a draft",
    ),
}
