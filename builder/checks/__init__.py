"""What `check` looks at: front matter, links, anchors, unsafe HTML, orphan pages."""
