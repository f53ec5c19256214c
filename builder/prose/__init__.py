"""Clean lines → blocks → Markdown: paragraphs, lists, headings, notes; escaping; front matter."""
