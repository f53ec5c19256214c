"""Clues to an article's date: one file a family.

Each clue is a set of days on which the text can have been written, and its evidence.
"""
