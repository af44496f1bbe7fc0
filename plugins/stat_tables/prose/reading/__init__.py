"""Sentences as the audit reads them: numbers, names, words, and the facts of a table that they may tell."""
