"""``_headers``: what Netlify, Cloudflare Pages and hosts like them send with each page.

The policy of every page stands in the page too, for hosts that send no headers and for a disk; what only a
header can say comes with it. Other hosts are told by hand (the guide, "Publishing").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.content_policy import content_policy
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication
from builder.theme.functions import missing_sources

HEADERS_FILE: Final = "_headers"
#: No script of ours makes HTML of text: assets/early.js says from where scripts are loaded.
_TRUSTED_TYPES: Final = "require-trusted-types-for 'script'; trusted-types default"
_OTHERS: Final = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy: same-origin",
)


def _headers(publication: Publication, _: Made) -> Iterator[File]:
    site = publication.site
    policy = [content_policy(site.policy, missing_sources(), on_disk=False), "frame-ancestors 'self'"]
    if not site.own_scripts:
        policy.append(_TRUSTED_TYPES)
    lines = ["/*", f"  Content-Security-Policy: {'; '.join(policy)}", *(f"  {one}" for one in _OTHERS)]
    yield File(HEADERS_FILE, "".join(f"{line}\n" for line in lines).encode())


HEADERS: Final = ArchiveOutput("headers", _headers, (HEADERS_FILE,))
