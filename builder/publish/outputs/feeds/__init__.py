"""Feeds.

Atom (RFC 4287) beside home, ministries and topics, and of pairs of both where the archive asks for them,
paged back to the first item (RFC 5005), and one OPML that names them.

A feed carries titles, facts and the first sentence, not the text: an article stands in the feeds of home, of
its ministries and of its topics, so a hundred thousand articles would be published five times over. The text
stands beside each article as ``.json`` and ``.md``.
"""
