"""Numbers and addresses by which a person can be known: found in texts, and masked.

A resident registration number is the birthday, a hyphen and seven digits of which the first is 1 to 8
(Resident Registration Act, Enforcement Rule, article 2). Written without a hyphen it counts only where its
check digit is right, for any 13 digits may stand for something else, and not beside Latin letters, where they
are part of a digest (of 20,000 pages two had such a one in their front matter). The check digit is not asked
of those with a hyphen: numbers given since October 2020 have none.

A contact is an e-mail address or a mobile number. Addresses of the government are none: they are an office's,
or an official's in office.
"""

from __future__ import annotations

import re
from typing import Final, Literal

#: That no digit stands before it is asked behind its first digit: so the engine goes from digit to digit, not
#: from letter to letter.
_RESIDENT: Final = re.compile(
    r"(\d(?<!\d\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\s?[-–]\s?|)([1-8]\d{6})(?!\d)"
)
Handling = Literal["keep", "mask", "refuse"]
"""What becomes of contacts in bodies: they stay, are masked, or keep the site from being published."""
HANDLINGS: Final[tuple[Handling, ...]] = ("keep", "mask", "refuse")

#: As it stands in plain text, and in Markdown, where each asterisk may have a backslash before it.
_MASKED: Final = re.compile(
    r"(?<!\d)\d{6}(?:\s?[-–]\s?)?(?:\\?\*){7}|(?:\\?\*){3}@\w|01[016-9]\)?[-. ]\s?(?:\\?\*){4}"
)
_LATIN: Final = re.compile("[A-Za-z]")
_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]++(@"
    r"(?!(?:[A-Za-z0-9-]+\.)*(?:go|korea|mil)\.kr(?![\w-]|\.\w))"
    r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
)
#: A mobile number; those that begin otherwise are an office's.
_MOBILE: Final = re.compile(r"(?<![\d-])(\(?01[016-9]\)?[-. ]\s?)\d{3,4}([-. ])\d{4}(?![\d-])")


def resident_number_in(text: str) -> int | None:
    """Where the first resident registration number begins that stands in the text unmasked."""
    return next((found.start() for found in _RESIDENT.finditer(text) if _mask(found) != found[0]), None)


def has_resident_number(text: str) -> bool:
    """Whether a resident registration number stands in the text, unmasked."""
    return resident_number_in(text) is not None


def has_masked_number(text: str) -> bool:
    """Whether a number stands in the text as ``masked`` leaves it."""
    return bool(_MASKED.search(text))


def masked(text: str) -> str:
    """The text with the seven digits of each resident registration number as asterisks."""
    return _RESIDENT.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    birthday, hyphen, rest = found.groups()
    is_one = hyphen or (_checks(birthday + rest) and not _LATIN.search(_beside(found)))
    return f"{birthday}{hyphen}{'*' * len(rest)}" if is_one else found[0]


def _beside(found: re.Match[str]) -> str:
    """The characters before and after."""
    return (
        found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    )


def _checks(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return (11 - total % 11) % 10 == int(digits[-1])


def contacts(text: str) -> int:
    """How many e-mail addresses and mobile numbers stand in the text."""
    mails = len(_MAIL.findall(text)) if "@" in text else 0
    return mails + (len(_MOBILE.findall(text)) if "01" in text else 0)


def without_contacts(text: str, star: str = "*") -> str:
    """The text with each masked, ``***@example.com``, ``010-****-****``; ``star``: as it is written."""
    four = star * 4
    named = _MAIL.sub(lambda found: f"{star * 3}{found[1]}", text)
    return _MOBILE.sub(lambda found: f"{found[1]}{four}{found[2]}{four}", named)
