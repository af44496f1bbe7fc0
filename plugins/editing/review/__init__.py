"""Review of stories before they are published, on branches of Git that nobody has to know of."""
