"""What an editor typed -> Markdown that reads in one way only: lists, tables, paragraphs and marks as they were meant."""
