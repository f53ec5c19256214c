"""The drawing of reorganisations: every relation of the registry, at its time, in an order one can follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from xml.etree.ElementTree import Element

import pytest

from builder.model import Entry
from builder.publish.outputs.charts.lineage import FIRST_YEAR, Link, around, lay_out
from builder.publish.outputs.charts.lineage_svg import LineageDrawing, lanes, lineage_figure
from builder.registry import Registry

LAST = 2026


def _names(bodies: Sequence[object]) -> set[str]:
    return {body.id for body in bodies}  # type: ignore[attr-defined]


def test_around_a_body_stand_its_ancestors_heirs_and_partners(registry: Registry) -> None:
    found = _names(around(registry.bodies["msit-2017"], registry.bodies))
    assert {"most-1998", "mest-2008", "msip-2013", "msit-2017", "kmcc-2025"} <= found
    assert "moe-2013" not in found, "a sister is none of them"
    assert _names(around(registry.bodies["nts"], registry.bodies)) == {"nts"}


def test_all_relations_are_drawn_once_and_predecessors_stand_above(registry: Registry) -> None:
    bodies = tuple(registry.bodies.values())
    lineage = lay_out(bodies, LAST)
    place = {row.body.id: number for number, row in enumerate(lineage.rows)}
    assert len(place) == len(bodies)
    expected = {(place[body.id], place[other], False) for body in bodies for other in body.successors}
    expected |= {(place[body.id], place[one.to], True) for body in bodies for one in body.transfers}
    assert {(link.giver, link.receiver, link.partly) for link in lineage.links} == expected
    assert all(link.giver < link.receiver for link in lineage.links if not link.partly)


def test_bars_and_links_lie_on_the_axis_and_touch(registry: Registry) -> None:
    lineage = lay_out(tuple(registry.bodies.values()), LAST)
    assert (lineage.first, lineage.last) == (FIRST_YEAR, LAST)
    for row in lineage.rows:
        assert FIRST_YEAR <= row.start <= row.end <= LAST + 1
        assert row.open_end == (row.body.until is None)
    for link in lineage.links:
        giver, receiver = lineage.rows[link.giver], lineage.rows[link.receiver]
        assert giver.start <= link.at <= giver.end
        assert receiver.start <= link.at <= receiver.end


def test_a_day_is_where_it_belongs(registry: Registry) -> None:
    lineage = lay_out(around(registry.bodies["msit-2017"], registry.bodies), LAST)
    (row,) = [row for row in lineage.rows if row.body.id == "msit-2017"]
    assert row.start == pytest.approx(2017 + 206 / 365)  # 26 July
    (row,) = [row for row in lineage.rows if row.body.id == "moe-1990"]
    assert row.start == FIRST_YEAR
    assert row.open_start


def test_order_does_not_depend_on_the_registrys(registry: Registry) -> None:
    bodies = around(registry.bodies["mois-2017"], registry.bodies)
    assert lay_out(bodies, LAST) == lay_out(bodies[::-1], LAST)


def test_a_registry_in_a_circle_is_drawn_all_the_same(registry: Registry) -> None:
    first, second = registry.bodies["msip-2013"], registry.bodies["msit-2017"]
    circle = (
        replace(first, predecessors=(second.id,), successors=(second.id,)),
        replace(second, successors=(first.id,), predecessors=(first.id,)),
    )
    assert {row.body.id for row in lay_out(circle, LAST).rows} == {first.id, second.id}


def test_names_are_links_but_the_bodys_own_and_are_escaped(
    registry: Registry, parse: Callable[[str], Element]
) -> None:
    own, other = registry.bodies["msit-2017"], replace(registry.bodies["msip-2013"], name='<b>"미래"&')
    drawing = LineageDrawing(
        "lineage", "<i>", "글", lay_out((own, other), LAST), lambda body: f"{body.id}.html", own.id
    )
    text = lineage_figure(drawing, registry.labels)
    assert "<b>" not in text
    figure = parse(text)
    assert [(link.get("href"), link.findtext("text")) for link in figure.iter("a")] == [
        ("msip-2013.html", '<b>"미래"&(2013–2017)')
    ]
    assert "과학기술정보통신부(2017–)" in [one.text for one in figure.iter("text")]


def test_names_stay_in_a_picture_as_narrow_as_a_phone(
    registry: Registry, parse: Callable[[str], Element]
) -> None:
    """By the widths of the letters: 13 px a syllable, 7 px a digit, in 324 px; in 620 px without what takes them back."""
    drawing = LineageDrawing(
        "lineage", "", "", lay_out(tuple(registry.bodies.values()), LAST), lambda body: None
    )
    held = [
        one
        for one in parse(lineage_figure(drawing, registry.labels)).iter("svg")
        if one.get("class") == "bp-lineage__held" and one.find(".//rect") is not None
    ]
    assert len(held) == len(registry.bodies)
    assert any(one.find("g") is not None for one in held)
    for one, screen in product(held, (324, 620)):
        text, plate = next(one.iter("text")), one.find(".//rect")
        assert plate is not None
        back = one.find("g[@transform]")
        moved = 0.0 if back is None or screen > 324 else float(str(back.get("transform"))[10:].split()[0])
        start = float(str(one.get("x")).removesuffix("%")) * screen / 100 + moved
        width = sum(12 if ord(letter) > 0x1100 else 7 for letter in text.text or "")
        left = start + float(text.get("x") or 0) - (width if text.get("text-anchor") == "end" else 0)
        assert -1 <= left <= left + width <= screen + 6, text.text
        ground = start + float(plate.get("x") or 0)
        assert ground <= left + 1
        assert left + width <= ground + float(plate.get("width") or 0) + 1, "a line would cross the name"


def test_lines_of_one_day_that_would_lie_on_each_other_stand_apart() -> None:
    one_body = [Link(0, 2, 2008.0, partly=False), Link(0, 3, 2008.0, partly=False)]
    other, part, later = (
        Link(1, 3, 2008.0, partly=False),
        Link(0, 4, 2008.0, partly=True),
        Link(1, 3, 2013.0, partly=False),
    )
    assert lanes([*one_body, other, part, later]) == [
        (one_body[0], 0),
        (one_body[1], 0),
        (other, 1),
        (part, 2),
        (later, 0),
    ]


def test_the_page_of_all_families_has_a_picture_for_each(
    thousands: list[Entry],
    figures: Callable[[Sequence[Entry]], dict[tuple[str, str], str]],
    pages: Callable[[Sequence[Entry]], dict[str, str]],
    parse: Callable[[str], Element],
    registry: Registry,
) -> None:
    made = {
        slot: text
        for (page, slot), text in figures(thousands[:900]).items()
        if page == "ministries/lineage.md"
    }
    text = pages(thousands[:900])["ministries/lineage.md"]
    assert all(f"\n- {slot}\n" in text for slot in made)
    drawn = [
        words
        for figure in made.values()
        for words in (one.text or "" for one in parse(figure).iter("text"))
        if "(" in words
    ]
    joined = [body for body in registry.bodies.values() if body.predecessors or body.successors]
    assert len(drawn) == len(joined)
    assert all(f"[{body.name}]({body.id}.md)" in text for body in joined)
