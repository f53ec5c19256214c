"""What is made beside the pages when publishing: search, feeds, data, citations, charts, related briefings."""
