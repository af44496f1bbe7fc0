"""Pictures: derived files, social cards, their cache."""
