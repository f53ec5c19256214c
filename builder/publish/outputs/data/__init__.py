"""Data beside the pages: JSON and Markdown of every article, CSV of every list, all facts in one file, and checksums."""

from __future__ import annotations

from builder.publish.outputs.data.files import data_files

__all__ = ["data_files"]
