"""The last room.

MkDocs makes the site from docs/, checks judge it, and the new site takes the old one's place at once.
"""
