"""Turns raw Korean policy articles into a structured, searchable archive."""

__version__ = "0.2.0"
