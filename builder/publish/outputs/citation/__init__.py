"""How an article is cited: its facts as a citation names them, and those in the forms that people and programs ask for."""

from builder.publish.outputs.citation.section import cite_sections

__all__ = ["cite_sections"]
