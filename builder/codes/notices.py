"""What a person should know, and nothing stops for: N1…."""

from __future__ import annotations

from typing import Final

from builder.codes.meaning import NOTICE, Meaning

NOTICES: Final[dict[str, Meaning]] = {
    "N101": Meaning(NOTICE, "the date is unknown", "if you know it, supply it or write it into the page"),
    "N102": Meaning(NOTICE, "the date is inferred", "check the evidence on the page"),
    "N103": Meaning(NOTICE, "the title is generated", "write a better one into the page"),
    "N104": Meaning(NOTICE, "no ministry was found", "if one announced it, write it into the page"),
    "N105": Meaning(
        NOTICE, "no topic was found", "write one into the page, or add a keyword to the registry"
    ),
    "N106": Meaning(NOTICE, "two seeds hold the same article", "delete one of them"),
    "N107": Meaning(
        NOTICE,
        "the seed of a page has vanished",
        "the page stays; restore the seed if it was deleted by mistake",
    ),
    "N108": Meaning(
        NOTICE,
        "a known path or address now holds another article",
        "the old page stays; the new article has a page of its own",
    ),
    "N109": Meaning(
        NOTICE, "two articles look like versions of one story", "compare them; nothing is merged"
    ),
    "N110": Meaning(
        NOTICE,
        "a supplied fact contradicts the text",
        "the supplied fact was used; correct it if the text is right",
    ),
    "N111": Meaning(
        NOTICE,
        "site_url is not set",
        "set it in mkdocs.yml to have canonical links, self links and a sitemap",
    ),
    "N112": Meaning(NOTICE, "two dates in the text contradict each other", "check the evidence on the page"),
    "N113": Meaning(NOTICE, "a file in docs/ is not the builder's", "it is left as it is"),
    "N114": Meaning(NOTICE, "the text looks cut off or damaged", "compare it with its source"),
    "N115": Meaning(
        NOTICE,
        "a supplied ministry did not exist on the article's date",
        "it was left out; correct its name or the date",
    ),
    "N116": Meaning(
        NOTICE,
        "plain mkdocs build --strict will miss new kinds of pages in the menu",
        'write `not_in_nav: "*"` there in place of the list of pages',
    ),
    "N117": Meaning(
        NOTICE,
        "the rules now come to another value than a person wrote",
        "the edit stays; to follow the rules again, delete the key and build",
    ),
    "N118": Meaning(
        NOTICE,
        "the article has a title and no text",
        "put its text into the seed, or beside it the file that holds it",
    ),
    "N121": Meaning(
        NOTICE,
        "in a PDF, spaces at line ends are uncertain",
        "compare the text, or use the HWPX, HWP or DOCX it was made from",
    ),
    "N122": Meaning(
        NOTICE, "text that no reader of the file sees was left out", "run `briefings explain` to see it"
    ),
    "N123": Meaning(
        NOTICE,
        "a check sum beside the text does not match it",
        "compare the text with the file, or fetch it again",
    ),
    "N124": Meaning(
        NOTICE, "the file's name says another format than its bytes", "the bytes were believed; rename it"
    ),
    "N125": Meaning(
        NOTICE,
        "a file with supplied facts belongs to no seed",
        "give it the name of its seed, as leak.yml beside leak.txt, or delete it",
    ),
    "N126": Meaning(
        NOTICE,
        "the header holds keys that are not known",
        "they were not used; the guide lists those that are",
    ),
    "N127": Meaning(
        NOTICE,
        "the page was saved while the builder worked",
        "it stays as it was saved; run the command again to bring it in",
    ),
    "N128": Meaning(
        NOTICE,
        "the ledger lacks addresses that the site was published with",
        "they count all the same, and the next build that publishes puts them back",
    ),
    "N129": Meaning(
        NOTICE,
        "an attachment that is named is not there",
        "put the file beside the seed, or take its name out of attachments:",
    ),
    "N130": Meaning(
        NOTICE,
        "facts are only a guess",
        "such facts are wrong too often; compare them with the text, and confirm or correct them",
    ),
    # notices of an import
    "N131": Meaning(
        NOTICE,
        "keys of the records were not used",
        "if one of them is a fact of the article, say so with --map",
    ),
    "N132": Meaning(
        NOTICE,
        "a record was withdrawn by its publisher",
        "it was not imported; its seed and page, if there are any, stay",
    ),
    "N133": Meaning(
        NOTICE,
        "a record has changed, and so was its seed by hand",
        "the seed stays as it is; to take the record, delete the seed's .yml file and import again",
    ),
    "N134": Meaning(NOTICE, "files beside the records hold no records", "they were not imported"),
    # personal data
    "N135": Meaning(
        NOTICE,
        "a resident registration number stands in the seed",
        "it is masked on the page; mask it in the seed too before you hand that on",
    ),
    "N136": Meaning(
        NOTICE,
        "e-mail addresses or mobile numbers stand in the body",
        "if one is a private person's, take it out of the page",
    ),
    "N137": Meaning(
        NOTICE,
        "the article of this seed was withdrawn and is not published",
        "delete the seed; to publish it again: `briefings withdraw ID --undo`",
    ),
    "N138": Meaning(NOTICE, "an original to publish is missing", "put it back; if it changed, build again"),
    "N139": Meaning(NOTICE, "published originals are gone", "put them back, unless they were taken down"),
    "N140": Meaning(
        NOTICE,
        "e-mail addresses or mobile numbers in the body were masked",
        "where one is an office's, write it into the page",
    ),
    "N142": Meaning(
        NOTICE,
        "the article is held back",
        "take out draft, or build with `--as-of` that day or a later one",
    ),
    "N143": Meaning(
        NOTICE,
        "files of the site have changed since it was published",
        "run `briefings build`: it makes the site anew",
    ),
    "N144": Meaning(
        NOTICE,
        "a process that worked for the build was lost",
        "its work was done again, and nothing is missing; with too little memory, use a smaller --jobs",
    ),
    "N145": Meaning(
        NOTICE,
        "data that were published beside articles stay there",
        "if nobody was given their addresses: `briefings discard --article-data`",
    ),
    "N146": Meaning(
        NOTICE,
        "the folder belongs to the saved page beside it",
        "nothing in it is an article; pictures of the page's article are attached to it",
    ),
    "N147": Meaning(
        NOTICE,
        "in the folder of a saved page lies what looks like an article",
        "it is not read; if it is one of yours, move it out of that folder",
    ),
}
