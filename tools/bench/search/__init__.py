"""Measurements of the search: sizes, relevance, a real browser."""
