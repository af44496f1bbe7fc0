"""What editors write outside the body: front matter, the paper's tables, and their schema."""
