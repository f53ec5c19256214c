"""The same invented records, written in every form in which publishers hand them out."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

Record = dict[str, str]

HEADS = {
    "NewsItemId": "기사번호",
    "Title": "제목",
    "MinisterCode": "부처",
    "ApproveDate": "승인일시",
    "GroupingCode": "구분",
    "OriginalUrl": "링크",
    "DataContents": "본문",
}


def record(number: int, **changed: str) -> Record:
    """A record as the interface of korea.kr has it."""
    made = {
        "NewsItemId": f"1567{number:05d}",
        "Title": f"우물 {number}곳의 물을 다시 잰다, “봄까지 마친다”",
        "MinisterCode": "환경부",
        "ApproveDate": f"04/{number % 28 + 1:02d}/2026 16:00:00",
        "GroupingCode": "brief",
        "OriginalUrl": f"https://www.korea.kr/briefing/pressReleaseView.do?newsId=1567{number:05d}&call_from=openData",
        "DataContents": f"환경부는 우물 {number}곳을 다시 잰다고 밝혔다.\n\n- 물이 줄면 <그림>과 같이; 표를, 붙인다.\n끝.",
    }
    return {**made, **changed}


def records(count: int) -> list[Record]:
    return [record(number) for number in range(1, count + 1)]


def jsonl(rows: Sequence[Record]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def nested_json(rows: Sequence[Record]) -> bytes:
    return json.dumps(
        {"response": {"header": {"resultCode": "00"}, "body": {"items": rows}}}, ensure_ascii=False
    ).encode()


def table(rows: Sequence[Record], separator: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([HEADS[key] for key in rows[0]])
    writer.writerows([*map(_year_first, row.values())] for row in rows)
    return out.getvalue()


def _year_first(value: str) -> str:
    """Tables have no month in front: 04/05/2026 could be any of two days."""
    month, _, rest = value.partition("/")
    day, _, year = rest.partition("/")
    return f"{year[:4]}. {int(month)}. {int(day)}." if month.isdigit() and day.isdigit() else value


def xlsx(rows: Sequence[Record]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([HEADS[key] for key in rows[0]])
    for row in rows:
        sheet.append([int(value) if value.isdecimal() else _year_first(value) for value in row.values()])
    book.save(out)
    return out.getvalue()


def xml(rows: Sequence[Record], element: str = "NewsItem") -> bytes:
    items = (
        f"<{element}>{''.join(f'<{key}><![CDATA[{value}]]></{key}>' for key, value in row.items())}</{element}>"
        for row in rows
    )
    head = "<header><resultCode>0</resultCode><resultMsg>NORMAL_SERVICE</resultMsg></header>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<response>{head}<body>{"".join(items)}</body></response>'.encode()


FORMS: dict[str, Callable[[Sequence[Record]], bytes]] = {
    "a.jsonl": jsonl,
    "a.jsonl.gz": lambda rows: gzip.compress(jsonl(rows)),
    "a.json": nested_json,
    "lines.json": jsonl,
    "a.csv": lambda rows: table(rows).encode("utf-8-sig"),
    "cp949.csv": lambda rows: table(rows, ";").encode("cp949"),
    "a.tsv": lambda rows: table(rows, "\t").encode("utf-16"),
    "a.xlsx": xlsx,
    "a.xml": xml,
}


def write(folder: Path, name: str, rows: Sequence[Record]) -> Path:
    """The records in the form that the name says."""
    path = folder / name
    path.write_bytes(FORMS[name](rows))
    return path
