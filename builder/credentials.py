"""Keys and passwords by which others could get in: found in texts and in the names of files.

The forms are those that their makers give them so that they can be found: a prefix of their own and a fixed
alphabet (GitHub, Google, Amazon, Slack, npm, PyPI, Stripe), PEM's head line (RFC 7468), a signed token's
three parts (RFC 7519), a password within an address (RFC 3986, 3.2.1), the key of Korea's open data portal in
a query (``serviceKey=``).
"""

from __future__ import annotations

import re
from typing import Final

_SECRET: Final = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{40,}|\bglpat-[A-Za-z0-9_-]{20,}"
    r"|\bAIza[A-Za-z0-9_-]{35}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{20,}"
    r"|\bnpm_[A-Za-z0-9]{36}|\bpypi-AgEI[A-Za-z0-9_-]{40,}|\b[sr]k_live_[A-Za-z0-9]{20,}"
    r"|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
    r"|://[^\s/:@\"'<>()\[\]]+:[^\s/:@\"'<>()\[\]]+@[\w.-]+"
    r"|\bserviceKey=[A-Za-z0-9%+/=_-]{40,}"
)
#: What every such text holds: a cheap look before the long one.
_SIGN: Final = re.compile(
    r"PRIVATE KEY|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|AIza|xox[abprs]-|npm_|pypi-|k_live_|eyJ|@"
    r"|serviceKey="
)
_FILE: Final = re.compile(
    r"(?:^|/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|p12|pfx|jks|kdbx|ppk)|credentials\.json)$",
    re.IGNORECASE,
)


def secret_in(text: str) -> int | None:
    """Where the first key or password begins in the text; None where there is none."""
    found = _SECRET.search(text) if _SIGN.search(text) else None
    return found.start() if found else None


def is_secret_file(path: str) -> bool:
    """Whether files of this name hold keys: private keys, key stores."""
    return bool(_FILE.search(path))
