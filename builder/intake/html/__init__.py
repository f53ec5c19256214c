"""A saved page: its lines, which of them are the article, and what it states to machines."""

from builder.intake.html.extract import extract
from builder.intake.html.rules import RULES

__all__ = ["RULES", "extract"]
