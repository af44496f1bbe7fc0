"""What an editor typed -> Markdown that reads in one way only: lists, tables, paragraphs, marks as they were meant."""
