"""Pictures made when publishing: inline SVG for index pages, each beside the table it shows.

They work without JavaScript.
"""

from builder.publish.outputs.charts.fragments import chart_fragments

__all__ = ["chart_fragments"]
