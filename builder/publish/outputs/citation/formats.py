"""The forms of a citation: a Korean line for people; BibTeX, RIS and CSL-JSON for reference managers.

What was inferred stays marked in each of them: ``year = {[2020. 4. 16. 추정]}``, ``PY - [2020. 4. 16. 추정]``
and a CSL date that is ``literal`` are printed as they stand by the styles and programs that read them, and
none of them is a date to a machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from builder.publish.outputs.citation.work import Author, CitedDate, Work
from builder.registry.kinds import article_kind

Labels = Mapping[str, str]

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)  # macros of every BibTeX style
_NAMED_BODIES: Final = 3
"""How many bodies the line names before it says 외 n곳, as lists do."""
#: What TeX would read as something else: its special characters, and pairs that fonts join to another sign.
_TEX: Final = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "`": "{`}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}  # fmt: skip
_TEX_SIGN: Final = re.compile(r"[\\{}~^`%&$#_]|([-'<>,])(?=\1)|(?<=([-'<>,]))\2")
_IN_WIKI: Final = {ord(sign): f"&#{ord(sign)};" for sign in "|{}[]<>"}
#: Characters that may stand in an address as they are (RFC 3986), percent signs of what is escaped already
#: among them.
_IN_URL: Final = "%/:?#[]@!$&'()*+,;=-._~"


# ------------------------------------------------------------------------------------------------- for people


def citation_line(work: Work, labels: Labels) -> str:
    """``강나래, 「가정폭력 신고전화…」, 『푸른매일』, 2001. 4.

    17., 정책 브리핑 아카이브, https://…``; what is unknown is left out, a date never.
    """
    by_outlet = [author.name for author in work.authors] == [work.outlet]
    outlet = labels["cite.outlet"].format(name=work.outlet) if work.outlet else None
    parts = (
        outlet if by_outlet else _named(work.authors, labels),
        labels["cite.title"].format(title=work.title),
        None if by_outlet else outlet,
        dated(work.date, labels),
        work.archive,
        work.url,
    )
    return ", ".join(part for part in parts if part)


def dated(date: CitedDate, labels: Labels) -> str:
    """The date as a citation writes it; of the day of an announcement it says so."""
    return (
        date.text
        if date.published or date.iso is None
        else labels["cite.announced_date"].format(date=date.text)
    )


def _named(authors: tuple[Author, ...], labels: Labels) -> str:
    names = [author.name for author in authors]
    if len(names) > _NAMED_BODIES and authors[0].kind == "body":
        return labels["common.more_bodies"].format(names=names[0], count=len(names) - 1)
    return "·".join(names)


def wiki_line(work: Work, labels: Labels) -> str:
    """A reference for Korean Wikipedia in one line, by its template ``웹 인용`` (Cite web), named in Korean.

    What would end the template or one of its values is written as an entity.
    """
    values = (
        work.title,
        work.url,
        _named(work.authors, labels),
        work.outlet,
        work.date.text if work.date.known else None,
    )
    named = zip(labels["cite.wiki_keys"].split(), values, strict=True)
    fields = "".join(f" |{key}={value.translate(_IN_WIKI)}" for key, value in named if value)
    return f"<ref>{{{{{labels['cite.wiki_template']}{fields}}}}}</ref>"


# ----------------------------------------------------------------------------------------------------- BibTeX


def bibtex(work: Work, labels: Labels) -> str:
    """One entry that BibTeX and biblatex read. Double braces keep names whole and capitals as they are."""
    kind, own_fields = _bibtex_kind(work, labels)
    fields = {
        "author": " and ".join(f"{{{_tex(author.name)}}}" for author in work.authors),
        "title": f"{{{_tex(work.title)}}}",
        **own_fields,
        **_bibtex_date(work.date),
        "url": quote(work.url, safe=_IN_URL) if work.url else "",
        "note": _tex(" ".join([labels["cite.archive_note"].format(site=work.archive), *notes(work, labels)])),
        "langid": "korean",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{work.id},", *lines, "}", ""])


def _bibtex_kind(work: Work, labels: Labels) -> tuple[str, dict[str, str]]:
    bodies = [author.name for author in work.authors if author.kind == "body"]
    if bodies:
        return "techreport", {
            "institution": _tex(bodies[0]),
            "type": _tex(labels[article_kind(work.kind).label]),
        }
    if work.kind == "news" and work.outlet:
        return "article", {"journal": _tex(work.outlet)}
    return "misc", {"howpublished": _tex(work.outlet)} if work.outlet else {}


def _bibtex_date(date: CitedDate) -> dict[str, str]:
    """``date`` is biblatex's, ``year`` and ``month`` are everybody's.

    A year may be any text (btxdoc, 1988, section 3.2), and is sorted by its digits. Of an inferred date the
    year alone is for programs, marked as approximate (ISO 8601-2:2019: a tilde).
    """
    if date.inferred_year:
        return {"date": f"{date.inferred_year}~", "year": _tex(date.text)}
    if date.iso is None:
        return {}
    found = {"date": date.iso, "year": date.iso[:4]}
    return {**found, "month": _MONTHS[int(date.iso[5:7]) - 1]} if len(date.iso) >= len("2020-04") else found


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda found: _TEX.get(found[0], f"{{{found[0]}}}"), text)


# -------------------------------------------------------------------------------------------------------- RIS


def ris(work: Work, labels: Labels) -> str:
    """One record (Research Information Systems, 2011).

    A tag, two spaces, a hyphen, a space, the value, on one line each.
    """
    lines = [
        ("TY", article_kind(work.kind).ris),
        *(("AU", author.name) for author in work.authors),
        ("TI", work.title),
        ("T2", work.outlet),
        ("PB", next((author.name for author in work.authors if author.kind == "body"), None)),
        *_ris_dates(work.date, labels),
        ("M3", labels[article_kind(work.kind).label]),
        ("LA", "ko"),
        ("DB", work.archive),
        ("UR", work.url.replace(";", "%3B") if work.url else None),  # which would part two addresses
        *(("N1", note) for note in notes(work, labels)),
        ("ID", work.id),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value or tag == "ER")


def _ris_dates(date: CitedDate, labels: Labels) -> Iterator[tuple[str, str]]:
    """``YYYY/MM/DD/other``, what is unknown left empty; behind an inferred year that it is inferred."""
    if date.inferred_year:
        yield "PY", f"{date.inferred_year}///{labels['article.inferred']}"
    if date.iso:
        yield "PY", date.iso[:4]
        yield "DA", "/".join([*date.iso.split("-"), "", "", ""][:3]) + "/"


# --------------------------------------------------------------------------------------------------- CSL-JSON


def csl(work: Work, labels: Labels) -> dict[str, object]:
    """One item of CSL-JSON 1.0.2.

    Korean names stay whole (``literal``): where the family name ends, nobody has said.
    """
    found: dict[str, object] = {
        "id": work.id,
        "type": article_kind(work.kind).csl,
        "title": work.title,
        "author": [{"literal": author.name} for author in work.authors],
        "container-title": work.outlet,
        "publisher": next((author.name for author in work.authors if author.kind == "body"), None),
        "genre": labels[article_kind(work.kind).label],
        "issued": _csl_date(work.date),
        "archive": work.archive,
        "URL": work.url,
        "language": "ko-KR",
        "note": " ".join(notes(work, labels)),
    }
    return {key: value for key, value in found.items() if value}


def csl_json(work: Work, labels: Labels) -> str:
    """The item in a list, as reference managers import it: a key a line."""
    lines = (f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in csl(work, labels).items())
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def _csl_date(date: CitedDate) -> dict[str, object] | None:
    if date.inferred_year:
        return {"date-parts": [[int(date.inferred_year)]], "circa": True}
    return {"date-parts": [[int(part) for part in date.iso.split("-")]]} if date.iso else None


def notes(work: Work, labels: Labels) -> Iterable[str]:
    """What a reader of the citation has to know.

    That a date was inferred and how, or that it is the day of an announcement.
    """
    if work.date.why:
        yield labels["cite.inferred_note"].format(date=work.date.text, why=work.date.why)
    elif work.date.iso and not work.date.published:
        yield labels["cite.announced_note"]
