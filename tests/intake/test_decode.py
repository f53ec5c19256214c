from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from builder.intake.decode import Decoded, Failure, decode

ENCODINGS = {
    "utf-8": ("", "utf-8"),
    "utf-8-sig": (codecs.BOM_UTF8.decode(), "utf-8"),
    "utf-16-le": ("\ufeff", "utf-16-le"),
    "utf-16-be": ("\ufeff", "utf-16-be"),
    "cp949": ("", "cp949"),
}
KS_SYLLABLES = [
    bytes([lead, trail]).decode("euc_kr") for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF)
]
HANJA = "李朴金崔鄭大中小美日北韓法人新舊前後左右東西南北年月日"
SIGNS = "·…‘’“”「」『』㈜㎡①②③▲△■□◇○●→※ ,.%()[]~-/:'\""

words = st.text(st.sampled_from(KS_SYLLABLES), min_size=1, max_size=6)
odd_words = st.sampled_from(
    ["ICT", "2020.04.16", "35%", "(李)", "▲", "똠방각하", "펲시", "'5G'", "R&D", "김○○", "3만2천원"]
)
korean = (
    st.lists(st.one_of(words, odd_words), min_size=1, max_size=40)
    .map(" ".join)
    .filter(lambda text: not text.isascii())
)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=korean, end=st.sampled_from(["", "\n", "\r\n", "\r"]))
def test_korean_text_comes_back_from_each_encoding(encoding: str, text: str, end: str) -> None:
    mark, codec = ENCODINGS[encoding]
    data = (mark + text + end).encode(codec)
    assume(encoding != "cp949" or not _is_utf8(data))
    assert decode(data) == Decoded(text + end, encoding)


CHINESE = "国务院办公厅近日印发通知，要求各地区各部门认真贯彻落实。会议指出，要坚持以人民为中心的发展思想，在树下聊天。"


def test_chinese_is_refused_where_cp949_would_accept_it() -> None:
    found = [decode(CHINESE[start : start + 40].encode("gb18030")) for start in range(10)]
    assert {one.code for one in found if isinstance(one, Failure)} == {"E105"}
    assert not [one for one in found if isinstance(one, Decoded)]
    assert any("GB18030" in (one.detail or "") for one in found if isinstance(one, Failure))


@pytest.mark.parametrize(
    "text",
    [
        "인사 발령\n\n김용식(金容植) 박대성(朴大成) 이정민(李正民)\n" * 5,
        "政府는 經濟를 安定시키고 國民의 生活을 돕기로 하였다. " * 5,
    ],
)
def test_korean_with_chinese_characters_is_read(text: str) -> None:
    assert decode(text.encode("cp949")) == Decoded(text, "cp949")


def test_the_seven_bit_form_of_old_mail_is_read_and_others_are_named() -> None:
    text = "관세청, 통관 절차 고친다\n\n관세청은 2일 밝혔다.\n"
    assert decode(text.encode("iso2022_kr")) == Decoded(text, "iso2022_kr")
    japanese = decode("税関の手続き".encode("iso2022_jp"))
    assert isinstance(japanese, Failure)
    assert japanese.code == "E105"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_2000_cp949_texts_come_back_without_an_error() -> None:
    chance = random.Random(949)
    wrong = []
    for _ in range(2_000):
        text = _sentence(chance)
        result = decode(text.encode("cp949"))
        if result != Decoded(text, "cp949"):
            wrong.append((text, result))
    assert wrong == []


def _sentence(chance: random.Random) -> str:
    """3 to 30 words of Hangul (now and then a rare syllable), with Latin words, figures, hanja and signs among them."""
    out = []
    for _ in range(chance.randint(3, 30)):
        word = "".join(chance.choice(KS_SYLLABLES) for _ in range(chance.randint(1, 5)))
        kind = chance.random()
        if kind < 0.05:
            word += chr(chance.randint(0xAC00, 0xD7A3))
        elif kind < 0.10:
            word += f"({''.join(chance.choices(HANJA, k=2))})"
        elif kind < 0.20:
            word = chance.choice(["ICT", "AI", "2020", "35.5%", "K-POP"]) + word
        elif kind < 0.30:
            word = chance.choice(SIGNS) + word + chance.choice(SIGNS)
        out.append(word)
    return " ".join(out)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=50))
def test_any_two_syllables_in_a_row_are_korean_however_rare(text: str) -> None:
    data = text.encode("cp949")
    assume(not _is_utf8(data))
    assert decode(data) == Decoded(text, "cp949")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E101"),
        (codecs.BOM_UTF8, "E101"),
        (codecs.BOM_UTF16_LE, "E101"),
        (b" \r\n\t \n", "E102"),
        ("\u00a0\u3000\u200b\n".encode(), "E102"),
        (b"%PDF-1.7\n%\xe2\xe3", "E103"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "E103"),
        (b"HWP Document File V3.00 \x1a\x01", "E103"),
        (b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/hwp+zip", "E103"),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "E103"),
        (b"PK\x03\x04\x14\0\0\0\x08\0a.txt", "E103"),
        (b"PK\x05\x06" + b"\0" * 18, "E103"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "E103"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "E103"),
        (b"GIF89a\x01\0\x01\0", "E103"),
        (b"\x1f\x8b\x08\0", "E103"),
        ("정부는\n12일\0 밝혔다".encode(), "E104"),
        ("정부는".encode("utf-16-le"), "E105"),
        ("ICT\n정부는".encode("utf-16-le"), "E104"),
        (codecs.BOM_UTF16_LE + "정부\0는".encode("utf-16-le"), "E104"),
        (codecs.BOM_UTF16_LE + "정부는".encode("utf-16-le") + b"\x00", "E105"),
        (codecs.BOM_UTF16_BE + "정부\n".encode("utf-16-be") + b"\xd8\x00", "E105"),
        (codecs.BOM_UTF8 + "정부는".encode("cp949"), "E105"),
        (codecs.BOM_UTF32_LE + "정부는".encode("utf-32-le"), "E104"),
        (b"caf\xe9 cr\xe8me\n", "E105"),
        (b"\xc4rger und \xc4pfel", "E105"),
        (b"don\x92t say \x93Hello\x94", "E105"),
        (b"it\x92s what we don\x92t say", "E105"),
        (bytes(range(1, 256)), "E105"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, code: str) -> None:
    result = decode(data)
    assert isinstance(result, Failure)
    assert result.code == code


SENTENCE = "과학기술정보통신부는 16일 회의를 열었다.\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ((SENTENCE * 3).encode()[:-4] + b"\n", 3),
        ((SENTENCE * 3).encode("cp949")[:-3], 3),
        ((SENTENCE * 3).encode() + SENTENCE.encode("cp949"), 4),
        ((SENTENCE * 3).encode("cp949") + SENTENCE.encode(), 4),
        ((SENTENCE * 2).encode() + SENTENCE.encode("cp949") + (SENTENCE * 2).encode(), 3),
        ((SENTENCE * 2).replace("\n", "\r\n").encode() + b"\xff\r\n", 3),
        ((SENTENCE * 2).replace("\n", "\r").encode() + b"\xff\r", 3),
        (("A\n" * 4).encode() + b"\xe9t\xe9\n", 5),
        (codecs.BOM_UTF16_LE + (SENTENCE * 2).encode("utf-16-le") + b"\x00\xd8\n\0", 3),
    ],
    ids=[
        "utf-8 cut",
        "cp949 cut",
        "utf-8 then cp949",
        "cp949 then utf-8",
        "cp949 within utf-8",
        "crlf",
        "cr",
        "latin-1",
        "utf-16 surrogate",
    ],
)
def test_the_line_of_the_first_byte_that_does_not_fit(data: bytes, line: int) -> None:
    result = decode(data)
    assert isinstance(result, Failure)
    assert (result.code, result.line) == ("E105", line)


def test_a_nul_is_named_with_its_line() -> None:
    assert decode(b"a\r\nb\r\n\0") == Failure("E104", 3)


def test_mixed_encodings_are_never_taken_for_one_where_cp949_would_accept_all() -> None:
    hidden = "굡낅굡".encode()  # some UTF-8 Hangul is valid CP949 as well
    data = SENTENCE.encode("cp949") + hidden + b" \n"
    result = decode(data)
    assert isinstance(result, Failure)
    assert (result.code, result.line) == ("E105", 2)


@given(st.binary(max_size=400))
@example(b"\x81")
@example(b"\xff\xfe\x00")
def test_any_bytes_are_decoded_exactly_or_refused(data: bytes) -> None:
    result = decode(data)
    if isinstance(result, Failure):
        assert result.code in {"E101", "E102", "E103", "E104", "E105"}
        return
    mark, codec = ENCODINGS[result.encoding]
    assert (mark + result.text).encode(codec) == data


@given(korean, st.integers(min_value=0), st.integers(min_value=0, max_value=7))
def test_a_flipped_bit_never_brings_in_a_replacement_character(text: str, place: int, bit: int) -> None:
    data = bytearray(text.encode())
    data[place % len(data)] ^= 1 << bit
    result = decode(bytes(data))
    assert isinstance(result, Failure) or "\ufffd" not in result.text
