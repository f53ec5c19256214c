"""What takes a line of a saved page or a document out has a name in Korean: readers see it in the receipt."""

from __future__ import annotations

from builder.intake.document import CONTACTS
from builder.intake.formats.extracted import Rule
from builder.intake.html import RULES
from builder.intake.markdown import MARK
from builder.reading.titles import RULES as BESIDE
from builder.reading.told import RULES as LABELLED
from builder.registry import Registry


def test_every_rule_of_intake_has_its_name(registry: Registry) -> None:
    rules = {*RULES, *LABELLED, *BESIDE, *(rule.value for rule in Rule), MARK, CONTACTS, "title-mark"}
    assert {rule for rule in rules if f"rule.{rule}" not in registry.labels} == set()
