"""A zip package of XML parts (HWPX, DOCX) with limits: members, sizes, check sums, no DTD, no entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from builder.intake.formats.limits import MAX_DEPTH, MAX_MARKS, MAX_MEMBERS, MAX_PART, MAX_TOTAL, Budget
from builder.intake.formats.refusal import Refusal
from builder.intake.safe_xml import STRANGERS_XML

_ENCRYPTED_FLAG: Final = 0x1
_DIRECTORY_END: Final = b"PK\x05\x06"
"""The mark of a zip's directory, which stands at its end: a file without it was cut off."""


class Package:
    """The parts of one file. Every method raises ``Refusal`` with the code of what is wrong."""

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        self._members = {member.filename: member for member in self._zip.infolist()}
        self._budget = Budget()
        self._marks = 0
        self.names: Final = tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """A part's bytes, its check sum proved."""
        member = self._members.get(name)
        if member is None:
            raise Refusal("E120", f"it has no {name}")
        self._budget.spend(member.file_size)
        try:
            with self._zip.open(member) as part:
                data = part.read(MAX_PART + 1)
        except zipfile.BadZipFile as error:
            raise Refusal("E119" if "CRC" in str(error) else "E120", name) from error
        except (EOFError, zlib.error) as error:
            raise Refusal(
                "E118" if isinstance(error, EOFError) else "E120", f"{name} cannot be unpacked"
            ) from error
        except (OSError, RuntimeError, NotImplementedError, ValueError) as error:
            raise Refusal("E120", f"{name} is packed in an unknown way") from error
        if len(data) < member.file_size:
            raise Refusal("E118", f"{name} ends too soon")
        return data

    def xml(self, name: str) -> etree._Element:
        """A part's root element."""
        data = self.read(name)
        self._marks += data.count(b"<") + data.count(b"=")
        if self._marks > MAX_MARKS:
            raise Refusal("E121", f"more than {MAX_MARKS:,} tags and attributes")
        return parse(data, name)


def _opened(data: bytes) -> zipfile.ZipFile:
    """The zip, its directory within the limits."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        members = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        cut_off = _DIRECTORY_END not in data[-66_000:]
        raise Refusal("E118" if cut_off else "E120", "the package's directory cannot be read") from error
    if len(members) > MAX_MEMBERS:
        raise Refusal("E122", f"{len(members):,}; {MAX_MEMBERS:,} are read at most")
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise Refusal("E121", f"more than {MAX_TOTAL:,} bytes")
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise Refusal("E115")
    if len({member.filename for member in members}) < len(members):
        raise Refusal("E120", "two parts have one name")
    return opened


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML part. Raises ``Refusal``: E120 not well-formed, E123 a DTD or entity, E124 depth."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65_536]:
        raise Refusal("E123", name)
    parser = etree.XMLParser(**STRANGERS_XML)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        too_deep = "depth" in str(error).lower()
        raise Refusal(
            "E124" if too_deep else "E120", name if too_deep else f"{name} is not well-formed"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal("E123", name)
    _refuse_depth(root, name)
    return root


def _refuse_depth(root: etree._Element, name: str) -> None:
    """E124 where elements stand more than ``MAX_DEPTH`` deep (the parser itself stops at 256)."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise Refusal("E124", name)


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for an entity reference."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
