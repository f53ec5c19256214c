"""Turns raw Korean policy articles into a structured, searchable archive."""

from builder.charsets import build_once

__version__ = "0.2.0"

build_once()
