"""Clean lines → blocks → Markdown: paragraphs, lists, headings, notes; the one escaping function; front matter."""
