"""HTML of other programs as the Markdown of this paper: the same words, the same cells, nothing dropped unsaid."""
