"""Data beside the pages.

JSON and Markdown of every article, CSV of every list, all facts in one file, and checksums.
"""
