"""What holds between files: numbers, references, links, and what became of each file."""
