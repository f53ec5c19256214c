"""Small files of every format, made by hand byte by byte, and the ways to damage them."""

from __future__ import annotations

import io
import quopri
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_BESIDE = [parent / "shared" / "press" for parent in Path(__file__).resolve().parents[4:6]]
SHARED = next((folder for folder in _BESIDE if folder.is_dir()), _BESIDE[0])
"""Beside the checkout, or beside the folder of checkouts it stands in."""
ATTACHMENTS = SHARED / "attachments"

# ------------------------------------------------------------------------------------------------------------------- zip

HWPX_SPACES = (
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" '
    'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core"'
)
#: Letters 0 black 10 pt, 1 white 10 pt, 2 black 26 pt. Paragraphs 0 plain, 1 bulleted, 2 numbered. Grounds 1 none, 2 blue, 3 white.
HEAD = f"""<hh:head {HWPX_SPACES}><hh:refList>
<hh:borderFills>
<hh:borderFill id="1"/>
<hh:borderFill id="2"><hc:fillBrush><hc:winBrush faceColor="#0000FF" hatchColor="#000000" alpha="0"/></hc:fillBrush></hh:borderFill>
<hh:borderFill id="3"><hc:fillBrush><hc:winBrush faceColor="#FFFFFF" hatchColor="#000000" alpha="0"/></hc:fillBrush></hh:borderFill>
</hh:borderFills>
<hh:charProperties>
<hh:charPr id="0" height="1000" textColor="#000000" shadeColor="none" borderFillIDRef="1"/>
<hh:charPr id="1" height="1000" textColor="#FFFFFF" shadeColor="none" borderFillIDRef="1"/>
<hh:charPr id="2" height="2600" textColor="#000000" shadeColor="none" borderFillIDRef="1"/>
</hh:charProperties>
<hh:numberings><hh:numbering id="1" start="0">
<hh:paraHead start="1" level="1" numFormat="DIGIT">^1.</hh:paraHead>
<hh:paraHead start="1" level="2" numFormat="HANGUL_SYLLABLE">^2)</hh:paraHead>
</hh:numbering></hh:numberings>
<hh:bullets><hh:bullet id="1" char="□"/></hh:bullets>
<hh:paraProperties>
<hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="1"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>
<hh:paraPr id="3"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr>
</hh:paraProperties>
</hh:refList></hh:head>"""


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip; a part called ``mimetype`` comes first and is stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            made.writestr(info, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def hwpx(*sections: str, head: str = HEAD, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """An HWPX file of sections, each the XML of its paragraphs."""
    parts: dict[str, bytes | str] = {"mimetype": "application/hwp+zip", "Contents/header.xml": head}
    for number, paragraphs in enumerate(sections):
        parts[f"Contents/section{number}.xml"] = f"<hs:sec {HWPX_SPACES}>{paragraphs}</hs:sec>"
    return zipped({**parts, **(more or {})})


def run(inside: str, letters: int = 0) -> str:
    return f'<hp:run charPrIDRef="{letters}">{inside}</hp:run>'


def words(text: str, letters: int = 0) -> str:
    return run(f"<hp:t>{text}</hp:t>", letters)


def p(*runs: str, shape: int = 0) -> str:
    """A paragraph; a bare text is a run of its own."""
    inside = "".join(one if one.startswith("<") else words(one) for one in runs)
    return f'<hp:p paraPrIDRef="{shape}">{inside}</hp:p>'


def sublist(*paragraphs: str) -> str:
    return f"<hp:subList>{''.join(paragraphs)}</hp:subList>"


def cell(text: str, row: int, column: int, rows: int = 1, columns: int = 1, ground: int = 1) -> str:
    inside = text if text.startswith("<") else p(text)
    return (
        f'<hp:tc borderFillIDRef="{ground}">{sublist(inside)}<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def table(*rows: Sequence[str], extra: str = "") -> str:
    """A run that holds a table of rows of cells."""
    lines = "".join(f"<hp:tr>{''.join(row)}</hp:tr>" for row in rows)
    return run(f'<hp:tbl borderFillIDRef="1">{extra}{lines}</hp:tbl>')


def docx(body: str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    return zipped({**parts, **(more or {})})


# ------------------------------------------------------------------------------------------------------------------- OLE

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound of version 3. Streams are filled with zeros to 4,096 bytes, so that none is a small one."""
    entries: list[tuple[str, int, list[int], bytes]] = [("Root Entry", 5, [], b"")]
    for path, data in streams.items():
        parent = 0
        *folders, name = path.split("/")
        for folder in folders:
            known = [number for number in entries[parent][2] if entries[number][0] == folder]
            parent = known[0] if known else _entry(entries, parent, folder, 1, b"")
        _entry(entries, parent, name, 2, data.ljust(4096, b"\0"))
    sectors: list[bytes] = []
    chains: list[int] = []
    starts = {number: _stored(one[3], sectors, chains) for number, one in enumerate(entries) if one[1] == 2}
    first = _stored(b"".join(_directory(entries, starts)), sectors, chains)
    tables = -(-(len(chains) + 2) // 126)
    fat = [*chains, *[_FAT] * tables]
    fat += [_FREE] * (tables * 128 - len(fat))
    head = struct.pack(
        "<8s16s5H6x9I", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, first, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    places = [len(chains) + number for number in range(tables)]
    header = head + struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    return header + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(
    entries: list[tuple[str, int, list[int], bytes]], parent: int, name: str, kind: int, data: bytes
) -> int:
    entries.append((name, kind, [], data))
    entries[parent][2].append(len(entries) - 1)
    return len(entries) - 1


def _stored(data: bytes, sectors: list[bytes], chains: list[int]) -> int:
    first = len(sectors)
    for at in range(0, len(data), _SECTOR):
        sectors.append(data[at : at + _SECTOR].ljust(_SECTOR, b"\0"))
        chains.append(len(chains) + 1)
    chains[-1] = _END
    return first


def _directory(
    entries: list[tuple[str, int, list[int], bytes]], starts: Mapping[int, int]
) -> Iterator[bytes]:
    """Children of one storage as a chain to the right."""
    behind = {one: other for entry in entries for one, other in zip(entry[2], entry[2][1:], strict=False)}
    for number, (name, kind, children, data) in enumerate(entries):
        encoded = (name + "\0").encode("utf-16-le")
        links = struct.pack("<3I", _FREE, behind.get(number, _FREE), children[0] if children else _FREE)
        start = starts.get(number, _END if kind == 5 else 0)
        yield (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBB", len(encoded), kind, 1)
            + links
            + bytes(36)
            + struct.pack("<IQ", start, len(data))
        )
    yield from [bytes(68) + struct.pack("<3I", _FREE, _FREE, _FREE) + bytes(48)] * (-len(entries) % 4)


def record(tag: int, level: int, data: bytes = b"") -> bytes:
    size = len(data)
    if size < 0xFFF:
        return struct.pack("<I", tag | level << 10 | size << 20) + data
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, size) + data


def packed(data: bytes, checked: bytes | None = None) -> bytes:
    """A raw deflate stream, behind it the check sum and length of ``checked`` (of the data itself without)."""
    machine = zlib.compressobj(wbits=-15)
    proof = data if checked is None else checked
    return machine.compress(data) + machine.flush() + struct.pack("<II", zlib.crc32(proof), len(proof))


def hwp5(
    *records: bytes,
    flags: int = 1,
    info: bytes | None = None,
    checked: bytes | None = None,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """An HWP 5 file of the records of its one section."""
    body = b"".join(records)
    head = b"HWP Document File".ljust(32, b"\0") + bytes((0, 0, 0, 5)) + struct.pack("<I", flags)
    info = doc_info() if info is None else info
    return compound({
        "FileHeader": head.ljust(256, b"\0"),
        "DocInfo": packed(info) if flags & 1 else info + record(999, 0, bytes(4096)),
        "BodyText/Section0": packed(body, checked) if flags & 1 else body + record(999, 0, bytes(4096)),
        **(more or {}),
    })  # fmt: skip


def doc_info() -> bytes:
    """Grounds 1 none, 2 blue; letters 0 black 10 pt, 1 white 10 pt; paragraphs 0 plain, 1 bulleted, 2 numbered."""
    nothing = bytes(32) + struct.pack("<I", 0)
    blue = bytes(32) + struct.pack("<IIIi", 1, 0x00FF0000, 0, -1)
    fills = [record(20, 0, nothing), record(20, 0, blue)]
    letters = [record(21, 0, _letter(colour)) for colour in (0x00000000, 0x00FFFFFF)]
    levels = b"".join(
        struct.pack("<IHHI", 0, 0, 0, 0) + struct.pack("<H", 3) + f"^{n}.".encode("utf-16-le")
        for n in range(1, 8)
    )
    numbering = record(23, 0, levels + struct.pack("<H7I", 1, *[1] * 7))
    bullet = record(24, 0, bytes(12) + "□".encode("utf-16-le"))
    shapes = [
        record(25, 0, struct.pack("<I", kind << 23) + bytes(26) + struct.pack("<HH", 1, 0))
        for kind in (0, 3, 2)
    ]
    return b"".join([*fills, *letters, numbering, bullet, *shapes])


def _letter(colour: int) -> bytes:
    return (
        bytes(42)
        + struct.pack("<i", 1000)
        + bytes(6)
        + struct.pack("<III", colour, 0, 0xFFFFFFFF)
        + bytes(4)
        + struct.pack("<H", 1)
    )


def control(code: int, name: bytes) -> bytes:
    """The place of a control in a paragraph's text."""
    return struct.pack("<H", code) + name[::-1] + bytes(8) + struct.pack("<H", code)


def para(*texts: str | bytes, level: int = 0, shape: int = 0, letters: int = 0) -> bytes:
    """A paragraph's records: texts, and controls' places between them."""
    data = b"".join(one.encode("utf-16-le") if isinstance(one, str) else one for one in texts) + b"\x0d\x00"
    header = struct.pack("<IIHBB", len(data) // 2, 0, shape, 0, 0) + bytes(12)
    return (
        record(66, level, header)
        + record(67, level + 1, data)
        + record(68, level + 1, struct.pack("<II", 0, letters))
    )


def hwp5_table(
    *cells: tuple[str, int, int, int, int], level: int = 1, ground: int = 1, letters: int = 0
) -> bytes:
    """A table control of cells (text, row, column, rows, columns)."""
    height = max(one[1] + one[3] for one in cells)
    shape = struct.pack("<IHH", 0, height, 9) + bytes(10) + bytes(2 * height) + struct.pack("<HH", 1, 0)
    found = record(71, level, b" lbt" + bytes(40)) + record(77, level + 1, shape)
    for text, row, column, rows, columns in cells:
        head = (
            struct.pack("<hIH", 1, 0, 0)
            + struct.pack("<4H", column, row, columns, rows)
            + bytes(16)
            + struct.pack("<H", ground)
        )
        found += record(72, level + 1, head) + para(text, level=level + 1, letters=letters)
    return found


# ------------------------------------------------------------------------------------------------------------------- PDF

Word = tuple[int, int, int, str]
"""Left, bottom, size in points, text."""


def pdf(*pages: Sequence[Word], trailer: str = "", end: bytes = b"%%EOF\n") -> bytes:
    """A PDF with Korean text in a font that is not embedded."""
    info = b"<< /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >>"
    objects = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Batang /Encoding /UniKS-UCS2-H /DescendantFonts [2 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Batang /CIDSystemInfo "
        + info
        + b" /DW 1000 /FontDescriptor 3 0 R >>",
        (
            b"<< /Type /FontDescriptor /FontName /Batang /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 "
            b"/Descent -200 /CapHeight 700 /StemV 80 >>"
        ),
    ]
    tree = 4 + 2 * len(pages)
    for page in pages:
        drawn = b"".join(
            b"BT /F1 %d Tf %d %d Td <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"endstream")
        font = b"/Resources << /Font << /F1 1 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>"
            % (tree, font, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects += [
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Catalog /Pages %d 0 R >>" % tree,
    ]
    return _with_table(objects, trailer.encode(), end)


def _with_table(objects: Sequence[bytes], trailer: bytes, end: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    root = b"<< /Size %d /Root %d 0 R %s >>" % (len(objects) + 1, len(objects), trailer)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return out + table + b"trailer\n%s\nstartxref\n%d\n%s" % (root, len(out), end)


# ---------------------------------------------------------------------------------------------------------------- damage


def mhtml(
    page: bytes | str,
    how: str = "quoted-printable",
    *,
    place: str = "https://a.example/news/1?x=1",
    charset: str = "utf-8",
) -> bytes:
    """A page as Chromium saves it into one file, with a picture behind it; bytes stand as they are given."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {place}\r\nSubject: =?utf-8?B?7IiyIOq4uA==?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="X"\r\n\r\n'
        f"--X\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {how}\r\n\r\n"
    )
    picture = "--X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    packed = quopri.encodestring(page.encode()) if isinstance(page, str) else page
    return head.encode() + packed + f"\r\n{picture}--X--\r\n".encode()


def damaged(data: bytes, seed: int) -> bytes:
    """The file flipped, truncated or spliced, as the seed has it."""
    rng = random.Random(seed)
    broken = bytearray(data)
    kind = seed % 3
    if kind == 0:
        for _ in range(rng.choice((1, 3, 20, 200))):
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del broken[rng.randrange(len(broken)) :]
    else:
        start, piece = rng.randrange(len(data)), rng.randrange(len(data))
        broken[start : start + rng.randrange(1, 2000)] = data[piece : piece + rng.randrange(1, 2000)]
    return bytes(broken)
