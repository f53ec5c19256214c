"""A saved page.

What stands on it line by line, what of it is the article, what it says of itself to machines.
"""

from builder.intake.html.extract import Extract, extract
from builder.intake.html.rules import RULES

__all__ = ["RULES", "Extract", "extract"]
